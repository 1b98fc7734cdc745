/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/checks.h"
#include "logistic/logistic_model.h"
#include "logistic/data_claim.h"
#include "logistic/stationary_point.h"

#include <stdio.h>

/*:
\section{Section 7.2.2, exactly: shifted backward noise}

\emph{Paper.} With $\epsilon\sim U(0,\sigma_b/\sqrt d)$ ``even as $\gamma\to0$, the stable
gradient norm no longer tends to 0 once $\sigma_b>0$, and instead saturates at a nonzero
plateau that grows with $\sigma_b$.'' Figure 6 does not name its regulariser.

\paragraph{The plateau, in closed form.} $F=\nabla f+e\bar x$ with
$e=\frac{\sigma_b}{2\sqrt d}$ and $\bar x=\frac1M\sum_lx_l=-\frac1M\sum_ly_lh_l$. So at
\emph{any} zero of $F$
\[ \|\nabla f(w^*)\|=\frac{\sigma_b}{2\sqrt d}\,\Bigl\|\frac1M\sum_ly_lh_l\Bigr\| ,\]
exactly linear in $\sigma_b$ and independent of $\rho$, of the regulariser and of the
labels' noise: where there is a zero, the figure shows a straight line through 0 with the
mean of $y_lh_l$ as its slope. For the ridge $F$ is strongly monotone and always has one.
*/

/* For three samples, as polynomials in their sigmoids s, features x and the rest r. */
const cas_claim cas_claim_shifted_plateau = {
    CAS_EXACT_CLAIM("sec:7.2.2/plateau", "sharp"),
    .statement =
        "Wherever the averaged field is 0, ||grad f|| = sigma_b/(2 sqrt d) ||mean "
        "y h||, for any data, regulariser and rho",
    .names = "s t u x y z e r",
    .checks = CAS_CHECKS("((s + e) x + (t + e) y + (u + e) z)/3 + r - "
                         "((s x + t y + u z)/3 + r) = e (x + y + z)/3"),
    .prose = "that three samples in one dimension stand for all, and the norm",
    .note =
        "As F - grad f is the mean of epsilon times the mean of -y h. Whether there is "
        "a zero at all is what fig:6/ridge-limit and fig:6/nonconvex-limit are about.",
};

/* The line, which is twice e ||grad f(0)||, against the enclosure of the plateau
   itself. */
#define LINE                                                                             \
    CAS_DATA_STATEMENTS("0 < mean_b", "0.999999 2 mean_b start < plateau",               \
                        "plateau < 1.000001 2 mean_b start"),                            \
        CAS_DATA_RANGES({"plateau/sigma_b", NULL})

/*: \paragraph{The ridge, for every data set.} $F$ is strongly monotone: the first term
rises along $x_l$, the bias is constant, the ridge gives $2\rho\|w-v\|^2$. So there is
exactly one zero, and the limit is the one above, positive where $\bar x\ne0$: for almost
every data set. */
const cas_claim cas_claim_fig_6_ridge_limit = {
    CAS_DATA_CLAIM("fig:6/ridge-limit", "printed"),
    .statement =
        "With the ridge regulariser the limit is sigma_b/(2 sqrt d) ||mean y h|| "
        "for every data set and sigma_b > 0: growing with sigma_b, in fact linear",
    .given = CAS_NAMES("sec:7.2.2/plateau sharp"),
    .prose = "the monotony above, for every data set; the enclosures check it on 8",
    .data =
        &(const cas_data_claim){
            .runs = 1,
            .options =
                &(const cas_training_options){
                    .regularizer = CAS_TRAINING_RIDGE,
                    .backward = {.sigma = 1, .law = CAS_TRAINING_SHIFTED}},
            LINE,
            .finding = "The plateau is # times sigma_b, for every sigma_b > 0.",
        },
    .mutants = CAS_MUTANTS(
        {"plateau <= 0", "U(-c, c) in place of U(0, c)"},
        {"0.999999 4 mean_b start < plateau", "sigma_b/sqrt(d) for the mean of epsilon"}),
};

/*:
\paragraph{The bounded regulariser: is there a stationary point at all?} By
enclosed\_field.c a direction with $\kappa(u)<0$ excludes one. $\kappa$ falls with
$\sigma_b$ (there $\bar x^\top u<0$, as all other terms are nonnegative), so that the same
direction excludes a zero for every larger $\sigma_b$ too. The other way round: let the
data's part $\Phi_0(w)=\frac1M\sum_l\mathrm{sp}(x_l^\top w)+e\,\bar x^\top w$ have a
strict minimum for one $\sigma_b$. Then $\frac1M\sum_l\max(0,x_l^\top u)+e\,\bar
x^\top u>0$ for all $u\ne0$, and for every smaller $e$ as well (where $\bar x^\top u<0$ it
is larger still, elsewhere $\max(0,\cdot)$ alone is positive); so $\Phi_0$ is coercive,
so is $\Phi_0+\rho\mathcal R\ge\Phi_0$, and its minimum is a zero of $F$. Each data set
therefore has a threshold, bracketed by two certificates: a zero of the field without
regulariser at the lower end, a direction at the upper. The brackets below are where a
numerical search looked; the certificates decide.
*/

static const struct bracket {
    double exists, none; /* sigma_b */
} brackets[CAS_DATA_SETS] = {{0.395, 0.423}, {0.276, 0.300}, {0.410, 0.442},
                             {0.367, 0.395}, {0.444, 0.469}, {0.340, 0.362},
                             {0.298, 0.320}, {0.590, 0.617}};

/* What is asked of each data set; the mutants change it. */
struct backward_case {
    cas_data_claim line;
    cas_training_options options;
    bool is_beyond; /* above the threshold */
};

static const cas_data_claim line = {.runs = 1, LINE};
static const cas_data_claim steeper_line = {
    .runs = 1, CAS_DATA_STATEMENTS("0.999999 4 mean_b start < plateau")};

static struct backward_case make_case(const cas_mutant *mutant)
{
    struct backward_case backward = {
        .line = cas_mutant_is(mutant, "whole") ? steeper_line : line,
        .options = {.regularizer = CAS_TRAINING_NONCONVEX,
                    .backward = {.sigma = 0.1, .law = CAS_TRAINING_SHIFTED}},
        .is_beyond = cas_mutant_is(mutant, "beyond")};
    if (cas_mutant_is(mutant, "zero-mean"))
        backward.options.backward.law = CAS_TRAINING_ZERO_MEAN;
    if (cas_mutant_is(mutant, "ridge"))
        backward.options.regularizer = CAS_TRAINING_RIDGE;
    return backward;
}

/* The line at a small sigma_b, and coercivity at the lower end of the bracket. */
static bool check_norm(const cas_training_problem *problem, size_t index,
                       const void *context, double values[CAS_DATA_VALUES])
{
    struct backward_case backward = *(const struct backward_case *)context;
    backward.line.options = &backward.options;
    if (!cas_data_claim_holds(&backward.line, problem, values))
        return false;
    backward.options.backward.sigma =
        backward.is_beyond ? brackets[index].none : brackets[index].exists;
    values[2] = backward.options.backward.sigma;
    return cas_potential_is_coercive(problem, &backward.options);
}

/* The same, and no zero at the upper end. */
static bool check_bracket(const cas_training_problem *problem, size_t index,
                          const void *context, double values[CAS_DATA_VALUES])
{
    cas_training_options options = ((const struct backward_case *)context)->options;
    options.backward.sigma = brackets[index].none;
    return check_norm(problem, index, context, values) &&
           cas_zero_is_excluded(problem, &options, &values[3]);
}

static void note_brackets(const cas_data_summary *s, cas_certificate *certificate)
{
    char *note = certificate->note;
    size_t size = sizeof certificate->note, used = 0;
    used += (size_t)snprintf(note, size,
                             "The plateau is %.3g .. %.3g times sigma_b as far as there "
                             "is a zero. The thresholds of the data sets lie in",
                             s->least[0], s->most[1]);
    for (size_t i = 0; i < CAS_DATA_SETS; i++)
        used += (size_t)snprintf(note + used, size - used, "%s %.3g .. %.3g",
                                 i == 0 ? "" : ",", brackets[i].exists, brackets[i].none);
    snprintf(note + used, size - used,
             ". Just above, ||grad f|| tends to about %.2g .. %.2g while the weights run "
             "away.",
             s->least[3], s->most[3]);
}

static cas_status certify_bracket(const cas_claim *claim, const cas_mutant *mutant,
                                  cas_certificate *certificate, cas_message *message)
{
    (void)claim;
    (void)message;
    struct backward_case backward = make_case(mutant);
    cas_data_summary s;
    if (cas_data_sets_certify(check_bracket, &backward, 4, &s, certificate))
        note_brackets(&s, certificate);
    return CAS_OK;
}

/*:
\paragraph{The paper's sentence is about the norm}, and of the norm it is true with the
bounded regulariser too, whether or not there is a stationary point.

\textbf{Up to the threshold.} $F=\nabla\Phi$ with $\Phi=\Phi_0+\rho\mathcal R$, which is
bounded below where $\Phi_0$ is coercive. As in the descent of frequent\_noise\_limit.c,
with $L$ the smoothness constant of $\Phi$ and $V$ the variance of $g_t$,
\[ \frac1T\sum_{t<T}\mathbb E\|F(w_t)\|^2\le\frac{2\Delta_0}{\gamma T}+L\gamma V,\qquad
   \bigl|\|\nabla f(w_t)\|-e\|\bar x\|\bigr|\le\|F(w_t)\| : \]
the limit is $e\|\bar x\|$, however many zeros $F$ has.

\textbf{For every $\sigma_b>0$} it is not 0. Let $\Phi_0$ be coercive for one $e$, so that
$m=\min_{\|u\|=1}\frac1M\sum_l\max(0,x_l^\top u)>0$. As
$\sigma(a)a\ge\max(0,a)-\frac3{10}$ and $u_j\mathcal R'(ru_j)\ge0$,
\[ u^\top\nabla f(ru)=\frac1{rM}\sum_l\sigma(a_l)a_l+\rho\,u^\top\nabla\mathcal
   R(ru)\ge m-\frac3{10r},\qquad a_l=r\,x_l^\top u, \]
so that $\|\nabla f\|\ge\frac m2$ outside the ball of radius $R=\frac3{5m}$ around 0. Take
$n$ iterations. If at most half of them are in the ball, the mean of $\|\nabla f(w_t)\|$
over them is at least $\frac m4$. Otherwise let $s$ and $s'$ be the first and the last
that are, $s'-s\ge\frac n2-1$. With $\zeta_t=g_t-F(w_t)$, from
$w_{s'}-w_s=-\gamma\sum_{t=s}^{s'-1}(\nabla f(w_t)+e\bar x+\zeta_t)$,
\[ \sum_{t=s}^{s'-1}\|\nabla f(w_t)\|\ge(s'-s)\,e\|\bar x\|-\frac{2R}\gamma
   -\Bigl\|\sum_{t=s}^{s'-1}\zeta_t\Bigr\| , \]
where the last term, the greatest over all $s$ and $s'$, is $O(\sqrt n)$ in mean (Doob).
So, with $g_t$ bounded but for $\xi_t$ and the EWMA's memory finite,
\[ \liminf_{T\to\infty}\mathbb E\,[\text{stable norm}]\ge
   \min\Bigl(\frac m4,\;\frac{e\|\bar x\|}2\Bigr)>0
   \qquad\text{for every }\gamma\text{ and every }\sigma_b>0. \]
*/

static cas_status certify_norm(const cas_claim *claim, const cas_mutant *mutant,
                               cas_certificate *certificate, cas_message *message)
{
    (void)claim;
    (void)message;
    struct backward_case backward = make_case(mutant);
    cas_data_summary s;
    if (cas_data_sets_certify(check_norm, &backward, 2, &s, certificate))
        snprintf(certificate->note, sizeof certificate->note,
                 "For small sigma_b, at least up to %.3g .. %.3g, the limit is %.3g .. "
                 "%.3g times sigma_b. Beyond, it has a positive lower bound that does "
                 "not depend on gamma; that it levels off and grows is measured "
                 "(fig:6/trend), but there is no stationary point any more (see "
                 "sharp).",
                 s.least[2], s.most[2], s.least[0], s.most[1]);
    return CAS_OK;
}

#define LINE_MUTANTS                                                                     \
    {"zero-mean", "U(-c, c) in place of U(0, c)"},                                       \
    {                                                                                    \
        "whole", "sigma_b/sqrt(d) for the mean of epsilon"                               \
    }

const cas_claim cas_claim_fig_6_nonconvex_printed = {
    CAS_CLAIM_HEAD("fig:6/nonconvex-limit", "printed"),
    .statement = "With the nonconvex regulariser too the stable gradient norm does not "
                 "tend to 0 for any sigma_b > 0, and for small sigma_b its limit grows "
                 "linearly",
    .certify = certify_norm,
    .mutants = CAS_MUTANTS(LINE_MUTANTS, {"beyond", "linear above the threshold"}),
    .note = cas_data_sets_reading,
};

const cas_claim cas_claim_fig_6_nonconvex_sharp = {
    CAS_CLAIM_HEAD("fig:6/nonconvex-limit", "sharp"),
    .statement =
        "With the nonconvex regulariser the limit is sigma_b/(2 sqrt d) ||mean y "
        "h|| for small sigma_b; each data set has a threshold above which there "
        "is no stationary point and the weights run away",
    .kind = &cas_logistic_kind,
    .formula = "recession < 0 if 0 < mean_b, ridge = 0",
    .certify = certify_bracket,
    .mutants = CAS_MUTANTS(LINE_MUTANTS, {"ridge", "with the ridge regulariser"}),
    .note = cas_data_sets_reading,
};
