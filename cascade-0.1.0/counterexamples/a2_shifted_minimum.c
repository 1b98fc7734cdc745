/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/checks.h"
#include "claim/values.h"

/*:
\section{Appendix A.2: a constant forward perturbation shifts the minimum}

\paragraph{What the paper says.} Gradient descent on $f(x)=x^2$ with the gradient
$2(x+\delta)$, $\delta$ constant, is $x_{t+1}=(1-2\gamma)x_t-2\gamma\delta$ (55), and
``for any $\gamma<1/2$, the sequence converges to $-\delta$ as $T\to+\infty$,
demonstrating systematic deviation from the true minimum at zero''.

\paragraph{What is exactly true.} With $e_t=x_t+\delta$, (55) is $e_{t+1}=(1-2\gamma)e_t$,
so $e_t=(1-2\gamma)^te_0$ for every real $\gamma$:
\begin{center}\begin{tabular}{lll}
$\gamma$ & from $x_0\ne-\delta$ & from $x_0=-\delta$\\\hline
$\gamma<0$ or $\gamma>1$ & $|x_t|\to\infty$ & stays\\
$\gamma=0$ & stays at $x_0$ & stays\\
$0<\gamma<\frac12$ & converges to $-\delta$, on one side of it & stays\\
$\gamma=\frac12$ & $x_1=-\delta$ & stays\\
$\frac12<\gamma<1$ & converges to $-\delta$, alternating & stays\\
$\gamma=1$ & 2-cycle $x_0,\,-x_0-2\delta$ & stays
\end{tabular}\end{center}
So $(0,1)$ is the exact range; $1=2/L$ for the smoothness constant $L=2$ of $f$, and the
paper's $\frac12$ marks where the approach ceases to be one-sided.

\paragraph{How the sentence is read.} A learning rate is positive; read so, the sentence
is true. To the letter, ``any $\gamma<\frac12$'' includes $\gamma=0$ and $\gamma<0$, where
it fails ($\gamma=-\frac12$, $\delta=0$, $x_0=1$ gives $x_t=2^t$). No other step-size
condition of the paper mentions positivity either, so the verdict is on the first reading.
For the deviation, $\delta\ne0$ is understood; $T\to\infty$ should be $t\to\infty$.

\paragraph{What the example does not show.} The perturbed map has the contraction factor
$|1-2\gamma|$ of the exact one: there is a bias, with loss $f(-\delta)=\delta^2$ at the
limit, but no instability. What it says of the conditions of Corollary 1 is below.

As an instance of (5) the example needs two operators: with $N=1$ the perturbation of the
output leaves the gradient $2x$ alone; with $f_1(y_0,w)=w$, $f_2(y)=y^2$ and
$\delta_1=\delta$ the gradient is $2(w+\delta)$. $f_2$ has no bounded Jacobian on the
line, but the orbit stays in $|e|\le|e_0|$ for $0\le\gamma\le1$. On this chain
(witnesses/a2-shifted-minimum.json) $\nabla^2_{21}f_i=0$ and $L_{\nabla^2f}=0$, so that
(33) as printed bounds the squared bias $4\delta^2$ by $0$: the paper's own example is a
witness against the printed constants of Theorem 2.
*/

/*:
\paragraph{What is checked.} (55), and that it multiplies the error $x + \delta$ by $1 -
2\gamma$; that this factor lies between $0$ and $1$ for $0 \le \gamma \le \frac12$; and
that for $\gamma = -\frac12$ and $\gamma = 0$, which are below $\frac12$ as well, a step
from $x$ with $\delta = 0$ leads to $2x$ and to $x$.
*/
#define EQ_55 "x - gamma (2 (x + delta)) = (1 - 2 gamma) x - 2 gamma delta"
#define ERROR "x - gamma (2 (x + delta)) + delta = (1 - 2 gamma) (x + delta)"

/*:
\paragraph{What double does.} Let $n=x-g\,(2(x+d))$, each operation rounded, and $x=-d+ku$
with $u$ the unit in the last place of $d$. Then $x+d=ku$ is exact, and $x$ is a fixed
point as soon as $2g|k|<\frac12$: the iteration stops anywhere within $1/(4g)$ units of
$-d$, on the side from which it comes. For $g$ close to $1$ it does not stop at all but
ends in an exact 2-cycle.
*/

const cas_claim cas_claim_a2_printed = {
    CAS_EXACT_CLAIM("app:A.2", "printed"),
    .statement =
        "With the gradient 2(x + delta) descent on x^2 follows (55), and for any "
        "learning rate 0 < gamma < 1/2 it converges to -delta.",
    .names = "x gamma delta",
    .checks = CAS_CHECKS(EQ_55, ERROR, "2 gamma <= 1 if gamma <= 1/2", "1 - 2 gamma <= 1",
                         "x - (-1/2) (2 x) = 2 x", "x - 0 (2 x) = x"),
    .mistakes =
        (const cas_mistake[]){
            {"2 gamma <= 1 if gamma <= 3/4", "one-sided up to gamma = 3/4"},
            {"1 - 2 (-gamma) <= 1", "the range reaches below 0"},
            {0},
        },
    .note =
        "True for a learning rate gamma > 0, with monotone convergence. To the letter "
        "'any gamma < 1/2' includes gamma <= 0, where it fails; 1/2 is not the bound "
        "(see sharp). The shift is a bias with floor delta^2, not an instability: the "
        "contraction factor is that of exact descent. In double with delta = 0.3, gamma "
        "= 0.01 ends +25 units in the last place from -delta coming from 1 and -25 "
        "coming from -1; gamma = 0.9 ends in a cycle of period 2.",
    .prose = "that (1 - 2 gamma)^t tends to 0",
};

/*: \paragraph{(55) by itself.} An identity in $x$, $\gamma$ and $\delta$; and with
$e_t=x_t+\delta$ it says $e_{t+1}=(1-2\gamma)e_t$, hence $e_t=(1-2\gamma)^te_0$ by
induction over $t$: with $n=(1-2\gamma)^t$, $(1-2\gamma)(n\,e_0)=(1-2\gamma)n\cdot e_0$.
*/

const cas_claim cas_claim_eq_55_printed = {
    CAS_EXACT_CLAIM("eq:55", "printed"),
    .statement = "x - gamma 2 (x + delta) = (1 - 2 gamma) x - 2 gamma delta, so that "
                 "x_t + delta = (1 - 2 gamma)^t (x_0 + delta)",
    .names = "x gamma delta",
    .checks = CAS_CHECKS(EQ_55, ERROR),
    .note = "For all real gamma; it tends to -delta from every start iff 0 < gamma < 1, "
            "where the text has 'any gamma < 1/2': see app:A.2.",
    .prose = "the induction over t, whose step is the second check",
};

/*:
\paragraph{The exact range.} $1-(1-2\gamma)^2=4\gamma(1-\gamma)$. The sequence converges
from every start iff $|1-2\gamma|<1$, iff $4\gamma(1-\gamma)>0$, iff $0<\gamma<1$: at $1 +
h$ and at $-h$ the product is $-4h(1+h)$ (second and third check). At an end of the range
the factor is $\pm1$ and only $x_0=-\delta$ converges to $-\delta$. The last check follows
the orbit $X_t = (1-2\gamma)^t(x+\delta)-\delta$ for 16 steps, for all $\gamma$, $x$ and
$\delta$ at once.
*/

const cas_claim cas_claim_a2_sharp = {
    CAS_EXACT_CLAIM("app:A.2", "sharp"),
    .statement =
        "(55) converges to -delta from every start if and only if 0 < gamma < 1.",
    .names = "x gamma delta h",
    .notation = "X_t = (1 - 2 gamma)^t (x + delta) - delta",
    .checks = CAS_CHECKS("1 - (1 - 2 gamma)^2 = 4 gamma (1 - gamma)",
                         "4 (1 + h) (1 - (1 + h)) = -4 h (1 + h)",
                         "4 (-h) (1 - (-h)) = -4 h (1 + h)",
                         "X_{t+1} = X_t - gamma (2 (X_t + delta)) for t = 0..15"),
    .note = "Exact range 0 < gamma < 1; constant at 0, a 2-cycle at 1, divergence "
            "outside, for every start but -delta.",
    .prose = "that (1 - 2 gamma)^t tends to 0 if and only if |1 - 2 gamma| < 1",
};

/*:
\section{What the example illustrates}

``This concretely illustrates the `error-floor' interpretation of the bias-type terms in
Theorem 4 and the necessity of the decay/sparsity conditions stated in Corollary 1.''
Read as: without such a condition there is no convergence. With
$E=(1-2\gamma)^t(x+\delta)$, which tends to 0 for $0<\gamma<1$, $\nabla
f(x_t)^2-4\delta^2=4E(E-2\delta)$, so that the squared gradient tends to $4\delta^2$ for
every step size.
*/

const cas_claim cas_claim_a2_necessity_printed = {
    CAS_EXACT_CLAIM("app:A.2/necessity", "printed"),
    .statement = "The example illustrates the error floor and the necessity of the decay "
                 "or sparsity conditions of Corollary 1.",
    .names = "x gamma delta e",
    .notation = "X_t = (1 - 2 gamma)^t (x + delta) - delta",
    .checks = CAS_CHECKS("X_{t+1} = X_t - gamma (2 (X_t + delta)) for t = 0..7",
                         "(2 (e - delta))^2 - (2 delta)^2 = 4 e (e - 2 delta)"),
    .note =
        "Read as: some condition is needed. With a constant delta, whatever the step "
        "size, the squared gradient tends to 4 delta^2. Which condition, says the sharp "
        "version.",
};

/*:
\emph{Sharp.} Let $\delta_t$ be any numbers and $0<\gamma\le1$. Then
$2\gamma\delta_t=(1-2\gamma)x_t-x_{t+1}$ and $(1-2\gamma)^2\le1$, so that
$4\gamma^2\delta_t^2\le2x_t^2+2x_{t+1}^2$, and
\[ \frac1T\sum_{t\le T}\nabla f(x_t)^2\ge4\gamma^2\,\frac1T\sum_{t<T}\delta_t^2 . \]
With a step size that stays, a rate of $T^{-1/2}$ needs $\sum\delta_t^2\lesssim T^{1/2}$:
what (46b) asks of the conditional means, which are the $\delta_t$ themselves here,
whether they are small, $|\delta_t|\lesssim T^{-1/4}$ as in (43), or rare. Of its
condition on fourth moments, which is that of zero-mean perturbations, the example says
nothing: it has no curvature that changes.
*/

const cas_claim cas_claim_a2_necessity_sharp = {
    CAS_EXACT_CLAIM("app:A.2/necessity", "sharp"),
    .statement =
        "On the example, for any delta_t and 0 < gamma <= 1, the sum of the squared "
        "gradients is at least 4 gamma^2 times that of the delta_t^2.",
    .names = "x gamma delta u v",
    .checks = CAS_CHECKS("(1 - 2 gamma) x - (x - gamma (2 (x + delta))) = 2 gamma delta",
                         "1 - (1 - 2 gamma)^2 = 4 gamma (1 - gamma)",
                         "2 u^2 + 2 v^2 - (u - v)^2 = (u + v)^2"),
    .note =
        "So at a step size that stays, the rate T^(-1/2) needs what (46b) asks of the "
        "conditional means. Of its condition on fourth moments the example says nothing.",
};

/*:
\section{Is it an example for the zero-mean budgets?}

Section 6 says of the thresholds that it has for zero-mean perturbations: ``For forward
perturbations, however, the maximum allowable occurrence frequencies that preserve
convergence are much smaller: \dots; exceeding these thresholds may lead to slower
convergence or divergence (see Appendix A.2 for a one-dimensional example where persistent
$O(1)$ forward perturbations cause convergence to a biased limit point).'' The $\delta$ of
A.2 is constant: its mean is $\delta$. With a zero-mean $\delta_t=\pm\delta$ in every
step, which exceeds these thresholds, the same $f$ has no biased limit point: $f'$ is
linear, the mean of the next iterate is $(1-2\gamma)x$, and
$\mathbb E\,x_{t+1}^2=(1-2\gamma)^2\,\mathbb E\,x_t^2+4\gamma^2\delta^2$ tends to
$\frac\gamma{1-\gamma}\delta^2$, which goes to 0 with $\gamma$. Forward noise acts on
$x^2$ as sampling noise does; for a plateau the curvature has to change, as in A.1.
*/

const cas_claim cas_claim_a2_zero_mean_printed = {
    CAS_EXACT_CLAIM("app:A.2/zero-mean", "printed"),
    .statement =
        "The example shows what zero-mean forward perturbations beyond the "
        "thresholds of Section 6 do: +-delta in every step moves the mean as the "
        "constant delta does.",
    .formula = "2 gamma delta <= |((x - gamma (2 (x + delta))) + "
               "(x - gamma (2 (x - delta))))/2 - (x - gamma (2 x))|",
    .names = "x gamma delta",
    .checks = CAS_CHECKS(
        "((x - gamma (2 (x + delta))) + (x - gamma (2 (x - delta))))/2 = x - gamma (2 x)",
        "((x - gamma (2 (x + delta)))^2 + (x - gamma (2 (x - delta)))^2)/2 = "
        "(1 - 2 gamma)^2 x^2 + 4 gamma^2 delta^2",
        "1 - (1 - 2 gamma)^2 = 4 gamma (1 - gamma)"),
    .refutes = true,
    .kind = &cas_values_kind,
    .witnesses = (const char *const[]){"values-zero-mean.json", NULL},
    .note = "The perturbation of A.2 has the mean delta, and the thresholds are those of "
            "zero-mean ones. With delta_t = +-delta in every step E x_t tends to 0 and "
            "E x_t^2 to delta^2 gamma/(1 - gamma): there is no plateau as gamma -> 0.",
};
