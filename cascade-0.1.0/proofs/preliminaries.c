/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/checks.h"
#include "claim/process_instance.h"
#include "claim/values.h"
#include "descent/descent_instance.h"

/*: \section{What Sections 1 to 5 say without proof}

\paragraph{Examples 2 and 3} of Section 1.1 are not chains as they are written: what is
called the state of an operator depends on more than its input. */
const cas_claim cas_claim_example_2_printed = {
    .id = "sec:1.1/example-2",
    .version = "printed",
    .statement =
        "with y_t = x_t and y_{T+1} = max_g epsilon(x_T), problem (2) is a chain",
    .file = __FILE__,
    .line = __LINE__,
    .note = "x_t depends on g, over which the maximum is taken later: y_t = x_t is no "
            "number, and f_t cannot know g. With finitely many g the chain has to carry "
            "the iterates of all of them, y_t = (x_t^g)_g; the maximum at its end is not "
            "differentiable.",
};

const cas_claim cas_claim_example_3_printed = {
    .id = "sec:1.1/example-3",
    .version = "printed",
    .statement =
        "with y_t = [u_t; x_{t+1}] and w = (pi_1, .., pi_T), problem (3) is a chain",
    .file = __FILE__,
    .line = __LINE__,
    .note =
        "pi_t needs the whole past x_0..x_t and u_0..u_{t-1}, f_t is given u_{t-1} and "
        "x_t alone; the cost is a sum over t, not a function of the last output; and a "
        "policy is a function, not a vector of weights. A chain has to carry the past "
        "and the cost so far, and the policies a finite number of parameters.",
};

/*: \paragraph{Section 1.4.2: three effects of (6b)} that additive noise has not. In the
display $\delta = 0$, the operators are linear, and the perturbations are constants.

\emph{Nonlinear interactions} between the perturbations: the nest is affine in all of
them together, so that the effect of two is the sum of their effects, at every depth; here
$N = 3$, with numbers for matrices. (With $\delta \ne 0$ there are interactions.) */
#define NEST(e_3, e_2) "(W_2 (W_3 v + " e_3 ") + " e_2 ") x"

const cas_claim cas_claim_section_1_4_2_interactions_printed = {
    CAS_EXACT_CLAIM("sec:1.4.2/interactions", "printed"),
    .statement = "in (6b) perturbations of different operators interact",
    .formula = "e_2 e_3 <= K |" NEST("e_3", "e_2") " - " NEST("e_3", "0") " - " NEST(
        "0", "e_2") " + " NEST("0", "0") "|",
    .names = "W_2 W_3 v x e_2 e_3 K",
    .checks = CAS_CHECKS(NEST("e_3", "e_2") " + " NEST("0", "0") " = " NEST(
        "e_3", "0") " + " NEST("0", "e_2")),
    .mistakes =
        (const cas_mistake[]){
            {NEST("e_3", "e_2") " + " NEST("0", "0") " = " NEST("e_3", "e_3 e_2"),
             "they do interact"},
            {0},
        },
    .refutes = true,
    .kind = &cas_values_kind,
    .witnesses = CAS_NAMES("values-interactions.json"),
    .note = "The nest is affine in (epsilon_2, .., epsilon_N): what two perturbations do "
            "together is the sum of what each does alone.",
};

/*: \emph{$\varepsilon_N$ is multiplied by $W_1^\top \cdots W_{N-1}^\top$}: by $W_2^\top
\cdots W_{N-1}^\top$, since the gradient by $W_1$ is formed before $W_1$ is passed. */
const cas_claim cas_claim_section_1_4_2_factors_printed = {
    CAS_EXACT_CLAIM("sec:1.4.2/factors", "printed"),
    .statement = "in (6b) epsilon_N is multiplied by W_1^T .. W_{N-1}^T",
    .formula = NEST("e_3", "e_2") " - " NEST("0", "e_2") " = W_1 W_2 e_3 x",
    .names = "W_1 W_2 W_3 v x e_2 e_3",
    .checks = CAS_CHECKS("(2 (3 + 1) + 1) - (2 * 3 + 1) < 2 * 2"),
    .mistakes =
        (const cas_mistake[]){
            {"(2 (3 + 1) + 1) - (2 * 3 + 1) < 2", "the factor W_2 alone"},
            {0},
        },
    .refutes = true,
    .kind = &cas_values_kind,
    .witnesses = CAS_NAMES("values-factors.json"),
    .note = "At N = 3 with all W_i = 2, x = epsilon_3 = 1 its effect is 2, not 4.",
};

const cas_claim cas_claim_section_1_4_2_factors_repaired = {
    CAS_EXACT_CLAIM("sec:1.4.2/factors", "repaired"),
    .statement =
        "in (6b) epsilon_N is multiplied by W_2^T .. W_{N-1}^T, here for N = 3, 4",
    .names = "W_2 W_3 W_4 v x e_2 e_3 e_4",
    .checks = CAS_CHECKS(NEST("e_3", "e_2") " = " NEST("0", "e_2") " + W_2 e_3 x",
                         "(W_2 (W_3 (W_4 v + e_4) + e_3) + e_2) x = "
                         "(W_2 (W_3 W_4 v + e_3) + e_2) x + W_2 W_3 e_4 x"),
    .mistakes =
        (const cas_mistake[]){
            {NEST("e_3", "e_2") " = " NEST("0", "e_2") " + W_3 e_3 x", "W_3 for W_2"},
            {0},
        },
    .prose = "the induction over N of eq:6b",
};

/*: \emph{Biased gradient estimates}, ``even when perturbations have zero expectation'':
not in (6b), where $\delta = 0$ and nothing is nonlinear: the mean over $\varepsilon$ is
the gradient. It needs $\delta$ and a nonlinear operator, as in Appendix A.1. */
const cas_claim cas_claim_section_1_4_2_bias_printed = {
    CAS_EXACT_CLAIM("sec:1.4.2/bias", "printed"),
    .statement = "in (6b) perturbations of mean 0 bias the gradient",
    .formula = "e_3 <= K |p " NEST("e_3", "0") " + (1 - p) " NEST(
        "(0 - f_3)", "0") " - " NEST("0", "0") "| if p e_3 = (1 - p) f_3",
    .names = "W_2 W_3 v x p e_3 f_3 K",
    .checks = CAS_CHECKS("p " NEST("e_3", "0") " + (1 - p) " NEST(
        "(0 - f_3)", "0") " = " NEST("(p e_3 - (1 - p) f_3)", "0")),
    .mistakes =
        (const cas_mistake[]){
            {"p " NEST("e_3", "0") " + (1 - p) " NEST("(0 - f_3)", "0") " = " NEST(
                 "(p e_3 + (1 - p) f_3)", "0"),
             "means that are not 0"},
            {0},
        },
    .refutes = true,
    .kind = &cas_values_kind,
    .witnesses = CAS_NAMES("values-bias.json"),
    .note = "The gradient in (6b) is affine in epsilon, so that its mean has no bias. Of "
            "(5) with delta and a nonlinear operator it is true: see app:A.1.",
};

/*: \paragraph{Section 3.1: the fields.} $\mathcal G_i$ is generated by $\mathcal F$ and
$\tilde y_1, \dots, \tilde y_i$. From $\tilde y_i = f_i(\tilde y_{i-1}, w_i) + \delta_i$,
where $\tilde y_{i-1}$ and $w_i$ are known, so is $\delta_i$, for $i \ge 2$; for $i = 1$
where $x$ is. Hence the ``conditional mean'' of $\delta_i$ in (23), (43) and the proofs of
Corollaries 2 and 3 is $\delta_i$ itself, and a forward perturbation whose conditional
mean is $0$ is $0$. (A backward one is free: $\varepsilon_i$ enters $\tilde v_{i-1}$,
which $\mathcal H_i$ does not contain.) */
const cas_claim cas_claim_section_3_1_fields_printed = {
    CAS_PROCESS_CLAIM("sec:3.1/fields", "printed"),
    .statement = "With the fields of Section 3.1 the conditional mean of delta_i is "
                 "delta_i, if F contains the sample.",
    .formula = "E[delta_i given G_i] = delta_i for i = 1..N-1",
    .readings = CAS_NAMES("x-in-F"),
    .note = "From i = 2 on whether it does or not. So the zero conditional means of "
            "Corollaries 2 and 3 leave no forward perturbation; thm:2 repaired says what "
            "is meant.",
    .prose = "the argument above: delta_i = y~_i - f_i(y~_{i-1}, w_i)",
};

/*: \paragraph{Whether $\mathcal F^{(t)}$ knows the sample.} If $x^{(t)} \in \mathcal
F^{(t)}$, then $\mathbf u$, a function of $x$ and $\mathbf w$, is known, too: $\mathbb
E_t[\mathbf u] = \mathbf u$, so that (36), $\mathbb E_t[\mathbf u] = \nabla\ell$, holds
only if every sample has the same gradient. If not, the conditioning on $\mathcal
G_{i-1}$ in the proof of Theorem 2 does not contain $y_{i-1}$. The paper needs the one in
Section 4 and the other in Section 5. */
const cas_claim cas_claim_section_3_1_sample_printed = {
    CAS_PROCESS_CLAIM("sec:3.1/sample", "printed"),
    .statement = "If F contains the sample, the stochastic gradient has no variance.",
    .formula = "E[u given F] = u",
    .readings = CAS_NAMES("x-in-F"),
    .note = "Then Assumption 2 and (36) leave plain gradient descent; if F does not "
            "contain it, (22) and the lines of Theorem 2's proof that condition on "
            "G_{i-1} lack y_{i-1}.",
    .prose = "the argument above: u is a function of x and w",
};

/*: \paragraph{Section 3.3, footnote:} ``bounded variation of the local Jacobians, or
equivalently, bounded mixed second-order derivatives''. Not equivalent: $f = wy + \int_0^y
\sin t^2\,dt$ has the mixed derivative $1$, $\nabla_1 f = w + \sin y^2$ is bounded for
bounded $w$, and is not Lipschitz. At $a = \sqrt{2\pi n}$ and $b = \sqrt{2\pi n +
\pi/2}$ it differs by $1$, and $b - a = \frac{\pi}{2(a + b)} < \frac1k$ for $n = k^2$; so
no $K$ bounds the quotient. It is the gap behind Theorem 2, where $C_{\nabla^2 f}$, a
bound of $\nabla^2_{21}f$ alone, is used for $\nabla^2_{11}f$. */
const cas_claim cas_claim_section_3_3_footnote_printed = {
    CAS_EXACT_CLAIM("sec:3.3/footnote", "printed"),
    .statement =
        "where the mixed second derivatives are bounded, the Jacobians are Lipschitz",
    .formula = "|sin(b^2) - sin(a^2)| <= K |b - a|",
    .names = "a b K",
    .checks = CAS_CHECKS("k (d_k - c_k) < sin(d_k^2) - sin(c_k^2) for k = 1..64 "
                         "where p = 4 atan(1); c_k = sqrt(2 p k^2); "
                         "d_k = sqrt(2 p k^2 + p/2)"),
    .mistakes =
        (const cas_mistake[]){
            {"k (d_k - c_k) < sin(d_k) - sin(c_k) for k = 1..64 "
             "where p = 4 atan(1); c_k = sqrt(2 p k^2); d_k = sqrt(2 p k^2 + p/2)",
             "a Lipschitz Jacobian"},
            {0},
        },
    .refutes = true,
    .kind = &cas_values_kind,
    .witnesses = CAS_NAMES("values-footnote.json"),
    .note = "f = w y + int sin(t^2) dt: the mixed derivative is 1, and the Jacobian w + "
            "sin(y^2) has slopes beyond every K. The converse is true.",
};

/*: \paragraph{Section 3.3: a local reading.} ``It suffices for the stated regularity
bounds to hold on a compact region containing the iterates and intermediate states
visited''. The proofs follow segments between visited states, so that the region has to be
convex. On $\{-d, 0, d\}$, $w = 1$: $f = wg(y)$, $g = 2y^2 - y^4$, has $\nabla_2 f =
g$ and $\nabla^2_{21}f = g' = 4y - 4y^3$, whose Lipschitz constant there is $H =
g'(d)/d$. Take $y = 0$ and $\tilde y = \pm d$ with probability $\frac12$: the mean of
$\tilde y - y$ is $0$, and (22) says $g(d)^2 \le H^2d^4$. At $d = 1$ that is $1 \le 0$.
*/
const cas_claim cas_claim_section_3_3_region_printed = {
    CAS_EXACT_CLAIM("sec:3.3/region", "printed"),
    .statement = "(22) holds where the bounds hold on a compact set that contains the "
                 "visited states",
    .formula = "(2 d^2 - d^4)^2 <= H^2 d^4 where H = |4 d - 4 d^3|/d",
    .names = "d",
    .checks = CAS_CHECKS("(4 - 4)^2 < (2 - 1)^2"),
    .mistakes =
        (const cas_mistake[]){
            {"4^2 < (2 - 1)^2", "without the term -y^4"},
            {0},
        },
    .refutes = true,
    .kind = &cas_values_kind,
    .witnesses = CAS_NAMES("values-region.json"),
    .note = "With bounds at the visited states alone, (22) fails: the proof integrates "
            "along the segment from y to y~. A convex region suffices: there the proofs "
            "hold as they stand.",
};

/*: \paragraph{Section 3.3: an $\ell_2$ regulariser gives the PL condition.} True: where
the data term is convex, $\ell$ is $\lambda$-strongly convex, $\ell(v) \ge \ell(w) +
\langle\nabla\ell(w), v - w\rangle + \frac\lambda2\|v - w\|^2 \ge \ell(w) -
\frac1{2\lambda}\|\nabla\ell(w)\|^2$, and $v$ may be the minimum. Equality for
$\frac\lambda2\|w\|^2$. \qed */
const cas_claim cas_claim_section_3_3_regulariser_printed = {
    CAS_DESCENT_CLAIM("sec:3.3/regulariser", "printed"),
    .statement = "A loss that is mu-strongly convex satisfies the PL condition with mu.",
    .formula = "2 mu (l(w_t) - l_star) <= |g_t|^2 for t = 0..T-1 if mu > 0",
    .data = &(const cas_descent_options){.satisfies_pl = true, .is_convex = true},
    .prose = "the proof above",
};

/*: \paragraph{Section 5.1: error and bias.} The text after (34) calls $\mathbb
E_t\|\tilde{\mathbf u} - \mathbf u\|^2$ the ``variance of the gradient error'', and the
end of Section 4 speaks of ``bounding the variance and bias'': it is the second moment,
the variance plus the squared bias. */
const cas_claim cas_claim_section_5_1_printed = {
    CAS_PROCESS_CLAIM("sec:5.1", "printed"),
    .statement = "The mean squared error of the gradient is its variance.",
    .formula = "E|u~ - u|^2 = E|u~ - u - E[u~ - u given F]|^2",
    .witnesses = CAS_NAMES("proof-linear.json"),
};

const cas_claim cas_claim_section_5_1_repaired = {
    CAS_PROCESS_CLAIM("sec:5.1", "repaired"),
    .formula = "E|u~ - u|^2 = E|u~ - u - E[u~ - u given F]|^2 + E|E[u~ - u given F]|^2",
    .prose = "Pythagoras: the bias is the projection of the error on the past",
};
