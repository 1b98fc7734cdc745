/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/memory.h"
#include "claim/certificate.h"
#include "logistic/logistic_instance.h"
#include "logistic/plateau_claim.h"
#include "training/averaged_field.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

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
static cas_status certify_identity(const cas_claim *claim, const cas_mutant *mutant,
                                   cas_certificate *certificate, cas_message *message)
{
    (void)claim;
    (void)message;
    cas_calculation calculation;
    cas_calculation_begin(&calculation);
    cas_check_polynomials(&calculation, "s1 s2 s3 x1 x2 x3 e r",
                          "((s1 + e) x1 + (s2 + e) x2 + (s3 + e) x3)/3 + r - "
                          "((s1 x1 + s2 x2 + s3 x3)/3 + r) = %s",
                          cas_mutant_is(mutant, "one sample") ? "e x1"
                                                              : "e (x1 + x2 + x3)/3");
    certificate->proved = cas_calculation_conclude(&calculation, certificate);
    cas_calculation_end(&calculation);
    return CAS_OK;
}

struct backward_case {
    cas_training_options options;
    double factor;  /* claimed: plateau = factor * sigma_b ||mean y h|| */
    bool is_beyond; /* above the threshold */
};

/* r = factor * sigma_b * ||mean_l x_l||: a field whose weights are nothing but a bias. */
static void enclose_line(const cas_training_problem *problem,
                         const struct backward_case *backward, mpfi_ptr r)
{
    mpfi_t root;
    mpfi_init2(root, mpfi_get_prec(r));
    cas_enclosed_mean(problem, r);
    mpfi_set_ui(root, problem->dimension);
    mpfi_sqrt(root, root);
    mpfi_div(r, r, root);
    mpfi_mul_d(r, r, backward->options.backward.sigma);
    mpfi_mul_d(r, r, backward->factor);
    mpfi_clear(root);
}

/* The line against the enclosure of the plateau at the zero itself. */
static bool check_line(const cas_training_problem *problem, size_t index,
                       const void *context, double values[CAS_DATA_VALUES])
{
    (void)index;
    const struct backward_case *backward = context;
    mpfi_t line;
    mpfi_init2(line, CAS_PLATEAU_BITS);
    enclose_line(problem, backward, line);
    values[0] = mpfi_get_d(line) / backward->options.backward.sigma;
    double low, high;
    bool proved = mpfi_is_strictly_pos(line) > 0 &&
                  cas_plateau_enclose(problem, &backward->options, &low, &high) &&
                  mpfr_cmp_d(&line->left, high) <= 0 &&
                  mpfr_cmp_d(&line->right, low) >= 0;
    mpfi_clear(line);
    return proved;
}

static struct backward_case make_case(cas_training_regularizer regularizer, double sigma,
                                      const cas_mutant *mutant)
{
    struct backward_case backward = {
        .options = {.regularizer = regularizer,
                    .backward = {.sigma = sigma, .law = CAS_TRAINING_SHIFTED}},
        .factor = 0.5};
    if (cas_mutant_is(mutant, "zero-mean"))
        backward.options.backward.law = CAS_TRAINING_ZERO_MEAN;
    if (cas_mutant_is(mutant, "whole"))
        backward.factor = 1;
    return backward;
}

static cas_status certify_line(const cas_claim *claim, const cas_mutant *mutant,
                               cas_certificate *certificate, cas_message *message)
{
    (void)claim;
    (void)message;
    struct backward_case backward = make_case(CAS_TRAINING_RIDGE, 1, mutant);
    cas_data_summary s;
    if (cas_plateau_certify(check_line, &backward, 2, &s, certificate))
        snprintf(certificate->note, sizeof certificate->note,
                 "The plateau is %.3g .. %.3g times sigma_b, for every sigma_b > 0.",
                 s.least[0], s.most[0]);
    return CAS_OK;
}

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

static bool prove_coercive(const cas_training_problem *problem,
                           const cas_training_options *options)
{
    cas_averaged_field guess;
    cas_field_limit limit;
    CAS_REQUIRE(cas_averaged_field_make(&guess, problem, options, NULL) == CAS_OK);
    guess.rho = 0;
    cas_averaged_field_solve(&guess, &limit);
    bool proved = false;
    if (limit.fate == CAS_FIELD_ZERO) {
        cas_enclosed_field field;
        cas_enclosed_point point;
        cas_stationary_point stationary;
        CAS_REQUIRE(cas_enclosed_field_init(&field, problem, options, CAS_PLATEAU_BITS,
                                            NULL) == CAS_OK);
        mpfi_set_ui(field.rho, 0);
        cas_enclosed_point_init(&point, &field, limit.weights, false);
        cas_stationary_point_init(&stationary, CAS_PLATEAU_BITS);
        cas_stationary_point_prove(&point, &stationary);
        proved = stationary.exists;
        cas_stationary_point_clear(&stationary);
        cas_enclosed_point_clear(&point);
        cas_enclosed_field_clear(&field);
    }
    cas_field_limit_clear(&limit);
    return proved;
}

/* Where no zero is: *runaway is what ||grad f|| tends to, numerically. */
static bool prove_excluded(const cas_training_problem *problem,
                           const cas_training_options *options, double *runaway)
{
    cas_averaged_field guess;
    cas_field_limit limit;
    CAS_REQUIRE(cas_averaged_field_make(&guess, problem, options, NULL) == CAS_OK);
    cas_averaged_field_solve(&guess, &limit);
    cas_enclosed_field field;
    CAS_REQUIRE(cas_enclosed_field_init(&field, problem, options, CAS_PLATEAU_BITS,
                                        NULL) == CAS_OK);
    mpfi_t kappa;
    mpfi_init2(kappa, CAS_PLATEAU_BITS);
    cas_enclosed_recession(&field, limit.weights, kappa);
    bool proved = mpfi_is_strictly_neg(kappa) > 0;
    *runaway = limit.plateau;
    mpfi_clear(kappa);
    cas_enclosed_field_clear(&field);
    cas_field_limit_clear(&limit);
    return proved;
}

static bool check_bracket(const cas_training_problem *problem, size_t index,
                          const void *context, double values[CAS_DATA_VALUES])
{
    const struct backward_case *backward = context;
    cas_training_options options = backward->options;
    if (!check_line(problem, index, backward, values))
        return false;
    options.backward.sigma = brackets[index].exists;
    if (!prove_coercive(problem, &options))
        return false;
    options.backward.sigma = brackets[index].none;
    return prove_excluded(problem, &options, &values[3]);
}

static void note_brackets(const cas_data_summary *s, cas_certificate *certificate)
{
    char *note = certificate->note;
    size_t size = sizeof certificate->note, used = 0;
    used += (size_t)snprintf(note, size,
                             "The plateau is %.3g .. %.3g times sigma_b as far as there "
                             "is a zero. The thresholds of the data sets lie in",
                             s->least[0], s->most[0]);
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
    struct backward_case backward = make_case(CAS_TRAINING_NONCONVEX, 0.1, mutant);
    if (cas_mutant_is(mutant, "ridge"))
        backward.options.regularizer = CAS_TRAINING_RIDGE;
    cas_data_summary s;
    if (cas_plateau_certify(check_bracket, &backward, 4, &s, certificate))
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

static bool check_norm(const cas_training_problem *problem, size_t index,
                       const void *context, double values[CAS_DATA_VALUES])
{
    const struct backward_case *backward = context;
    cas_training_options options = backward->options;
    if (!check_line(problem, index, backward, values))
        return false;
    options.backward.sigma = brackets[index].exists;
    if (backward->is_beyond)
        options.backward.sigma = brackets[index].none;
    values[1] = options.backward.sigma;
    return prove_coercive(problem, &options);
}

static cas_status certify_norm(const cas_claim *claim, const cas_mutant *mutant,
                               cas_certificate *certificate, cas_message *message)
{
    (void)claim;
    (void)message;
    struct backward_case backward = make_case(CAS_TRAINING_NONCONVEX, 0.1, mutant);
    backward.is_beyond = cas_mutant_is(mutant, "beyond");
    cas_data_summary s;
    if (cas_plateau_certify(check_norm, &backward, 2, &s, certificate))
        snprintf(certificate->note, sizeof certificate->note,
                 "For small sigma_b, at least up to %.3g .. %.3g, the limit is %.3g .. "
                 "%.3g times sigma_b. Beyond, it has a positive lower bound that does "
                 "not depend on gamma; that it levels off and grows is measured "
                 "(fig:6/trend), but there is no stationary point any more (see "
                 "sharp).",
                 s.least[1], s.most[1], s.least[0], s.most[0]);
    return CAS_OK;
}

static const cas_mutant line_mutants[] = {
    {"zero-mean", "U(-c, c) in place of U(0, c)"},
    {"whole", "sigma_b/sqrt(d) for the mean of epsilon"},
    {NULL, NULL},
};
static const cas_mutant bracket_mutants[] = {
    {"zero-mean", "U(-c, c) in place of U(0, c)"},
    {"whole", "sigma_b/sqrt(d) for the mean of epsilon"},
    {"ridge", "with the ridge regulariser"},
    {NULL, NULL},
};
static const cas_mutant norm_mutants[] = {
    {"zero-mean", "U(-c, c) in place of U(0, c)"},
    {"whole", "sigma_b/sqrt(d) for the mean of epsilon"},
    {"beyond", "linear above the threshold"},
    {NULL, NULL},
};

const cas_claim cas_claim_shifted_plateau = {
    .id = "sec:7.2.2/plateau",
    .version = "sharp",
    .statement =
        "Wherever the averaged field is 0, ||grad f|| = sigma_b/(2 sqrt d) ||mean "
        "y h||, for any data, regulariser and rho",
    .file = __FILE__,
    .line = __LINE__,
    .certify = certify_identity,
    .mutants =
        (const cas_mutant[]){{"one sample", "the first sample alone"}, {NULL, NULL}},
    .note =
        "As F - grad f is the mean of epsilon times the mean of -y h. Whether there is "
        "a zero at all is what fig:6/ridge-limit and fig:6/nonconvex-limit are about.",
};

const cas_claim cas_claim_fig_6_ridge_limit = {
    .id = "fig:6/ridge-limit",
    .version = "printed",
    .statement =
        "With the ridge regulariser the limit is sigma_b/(2 sqrt d) ||mean y h|| "
        "for every sigma_b > 0: positive, growing with sigma_b, in fact linear",
    .file = __FILE__,
    .line = __LINE__,
    .certify = certify_line,
    .mutants = line_mutants,
    .note = cas_data_sets_reading,
};

const cas_claim cas_claim_fig_6_nonconvex_printed = {
    .id = "fig:6/nonconvex-limit",
    .version = "printed",
    .statement = "With the nonconvex regulariser too the stable gradient norm does not "
                 "tend to 0 for any sigma_b > 0, and for small sigma_b its limit grows "
                 "linearly",
    .file = __FILE__,
    .line = __LINE__,
    .certify = certify_norm,
    .mutants = norm_mutants,
    .note = cas_data_sets_reading,
};

const cas_claim cas_claim_fig_6_nonconvex_sharp = {
    .id = "fig:6/nonconvex-limit",
    .version = "sharp",
    .statement =
        "With the nonconvex regulariser the limit is sigma_b/(2 sqrt d) ||mean y "
        "h|| for small sigma_b; each data set has a threshold above which there "
        "is no stationary point and the weights run away",
    .file = __FILE__,
    .line = __LINE__,
    .kind = &cas_logistic_kind,
    .formula = "recession < 0 if 0 < mean_b, ridge = 0",
    .certify = certify_bracket,
    .mutants = bracket_mutants,
    .note = cas_data_sets_reading,
};
