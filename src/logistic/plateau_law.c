/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/plateau_law.h"

#include "arithmetic/interval.h"
#include "training/averaged_field.h"

/*:
\section{The plateau for all small noises at once}

Zero-mean forward noise of half-width $h=\sigma_f/\sqrt d$ in one of $\Delta t=1/p$
iterations makes $F_{p,h}=\nabla f+pG_h$ with
\[ G_h(w)=\frac1M\sum_l(S_h-\sigma)(x_l^\top w)\,x_l=\frac{h^2}6k_h(w),\qquad
   k_h=\frac1M\sum_l\kappa_h(x_l^\top w)\,x_l, \]
\[ \kappa_h(a)=\frac6{h^2}(S_h-\sigma)(a)=3\int_0^1(1-v)^2
   \,\tfrac12\bigl(\sigma''(a+hv)+\sigma''(a-hv)\bigr)dv,\qquad\kappa_0=\sigma'' \]
(Taylor's formula, integrated over the noise). The plateau is $p\frac{h^2}6\|k_h(w^*)\|$.
With $t=\sigma'\in(0,\frac14]$: $|\sigma''|=t\sqrt{1-4t}\le\frac1{6\sqrt3}$,
$|\sigma'''|=t|1-6t|\le\frac18$,
$|\sigma''''|=|\sigma''||1-12t|\le\frac2{6\sqrt3}<\frac15$. The even part of $\sigma''$
has a derivative in $v^2h^2$ of at most $\frac1{10}$, and
$3\int_0^1(1-v)^2v^2dv=\frac1{10}$; so, with $\Lambda$ the largest eigenvalue of
$\frac1M\sum_lx_lx_l^\top$ and $\|\frac1M\sum_lc_lx_l\|\le\sqrt\Lambda\max|c_l|$,
\[ \|k_h(w)-k_g(v)\|\le\tfrac\Lambda8\|w-v\|+\nu|h^2-g^2|,\qquad
   \nu=\tfrac{\sqrt\Lambda}{100}. \tag{a} \]

Let $h\le h_0$, $p\le p_0$, let all $F_{p,h}$ be strongly monotone with modulus $\mu$ in
a ball around a numerical minimiser $\hat w$ of $f$ (the bound of curvature.c holds for
all of them), with $\frac{p_0h_0^2}6(\|k_0(\hat w)\|+\nu h_0^2)+\|\nabla f(\hat w)\|$,
which bounds $\|F_{p,h}(\hat w)\|$, small enough for existence and uniqueness as in
stationary\_point.c. $w_0$ is the true minimiser, $K_0=\|k_0(w_0)\|$,
$\theta=\frac{\Lambda p_0h_0^2}{48\mu}$.

\textbf{Size.} $\|w^*-w_0\|\le\|F_{p,h}(w_0)\|/\mu\le\frac{ph^2}{6\mu}(K_0+\nu h^2)$, and
(a) gives $\bigl|\|k_h(w^*)\|-K_0\bigr|\le\theta(K_0+\nu h_0^2)+\nu h_0^2$:
\[ K_-=(1-\theta)K_0-(1+\theta)\nu h_0^2\;\le\;\|k_h(w^*)\|\;\le\;
   K_+=(1+\theta)(K_0+\nu h_0^2). \]
With $K_->0$ there is a plateau for \emph{every} $\sigma_f>0$ and \emph{every} $\Delta t$:
\[ \tfrac{K_-}{6d}\,\frac{\sigma_f^2}{\Delta t}\le\|\nabla f(w^*)\|\le
   \tfrac{K_+}{6d}\,\frac{\sigma_f^2}{\Delta t}. \]
There is no threshold below which it vanishes, and no transition: the exponents are 2
and $-1$, and $\frac{K_0}{6d}$ is the limit of the quotient.

\textbf{Falling with $\Delta t$.} Let $q<p$ and let $K_q$ belong to $w^*_q$. As
$F_{p,h}(w^*_q)=(p-q)G_h(w^*_q)$, $\|w_p^*-w_q^*\|\le(p-q)\frac{h^2}{6\mu}K_q$ and
$pK_p-qK_q\ge(p-q)K_q(1-\theta)$, positive if $\theta<1$.

\textbf{Rising with $\sigma_f$.} Let $g<h$, $A=h^2$, $B=g^2$. $F_{p,h}(w_g^*)=\frac
p6\bigl(Ak_h-Bk_g\bigr)(w_g^*)$ is at most $\frac{p(A-B)}6(K_g+A\nu)$, so
$\|k_h(w_h^*)\|\ge K_g-(A-B)\bigl(\frac{p\Lambda}{48\mu}(K_g+A\nu)+\nu\bigr)$ and
\[ AK_h-BK_g\ge(A-B)\bigl((1-\theta)K_g-(1+\theta)\nu h_0^2\bigr), \]
positive if $(1-\theta)K_->(1+\theta)\nu h_0^2$, which also implies $\theta<1$.
*/

void cas_plateau_law_init(cas_plateau_law *law, mpfr_prec_t precision)
{
    law->proved = false;
    mpfi_init2(law->limit, precision);
    mpfi_init2(law->lower, precision);
    mpfi_init2(law->upper, precision);
}

void cas_plateau_law_clear(cas_plateau_law *law)
{
    mpfi_clear(law->limit);
    mpfi_clear(law->lower);
    mpfi_clear(law->upper);
}

/* The quantities of the derivation. */
typedef struct quantities {
    mpfi_t modulus, theta, covariance, square; /* mu, theta, Lambda, h_0^2 */
    mpfi_t rest;                               /* nu h_0^2 */
    mpfi_t size;                               /* K_0 */
    mpfi_t gradient, residual;                 /* bounds of ||grad f||, ||F_{p,h}|| */
    mpfi_t term;
} quantities;

enum { QUANTITIES = 9 };

static void collect(quantities *q, mpfi_ptr all[QUANTITIES])
{
    mpfi_ptr numbers[QUANTITIES] = {q->modulus,  q->theta,    q->covariance,
                                    q->square,   q->rest,     q->size,
                                    q->gradient, q->residual, q->term};
    for (size_t i = 0; i < QUANTITIES; i++)
        all[i] = numbers[i];
}

/* gradient, and size as ||k_0|| at the point itself. */
static void measure(const cas_enclosed_point *point, quantities *q)
{
    const cas_enclosed_field *field = point->field;
    size_t d = field->problem->dimension;
    mpfi_t *gradient = cas_enclosed_vector_new(d, field->precision);
    for (size_t j = 0; j < d; j++)
        mpfi_sub(gradient[j], point->value[j], point->gap[j]);
    cas_enclosed_norm(gradient, d, q->gradient);
    cas_enclosed_norm(point->curl, d, q->size);
    cas_enclosed_vector_free(gradient, d);
    mpfi_sqr(q->square, field->radius);
    mpfi_set_d(q->covariance, cas_covariance_bound(field->problem));
    mpfi_sqrt(q->rest, q->covariance);
    mpfi_div_ui(q->rest, q->rest, 100);
    cas_interval_multiply(q->rest, q->rest, q->square);
    mpfi_add(q->residual, q->size, q->rest);
    cas_interval_multiply(q->residual, q->residual, q->square);
    cas_interval_multiply(q->residual, q->residual, field->fraction);
    mpfi_div_ui(q->residual, q->residual, 6);
    mpfi_add(q->residual, q->residual, q->gradient);
}

/* Existence and uniqueness of every zero; then theta, and K_0 at w_0 itself. */
static bool prove_zeros(const cas_enclosed_point *point, quantities *q)
{
    const cas_enclosed_field *field = point->field;
    cas_curvature curvature = {.modulus = {0}};
    if (field->regularizer == CAS_TRAINING_NONCONVEX)
        cas_curvature_bound(point, &curvature);
    double radius = cas_monotone_modulus(field, &curvature, q->modulus);
    if (mpfi_is_strictly_pos(q->modulus) <= 0)
        return false;
    mpfi_div(q->term, q->residual, q->modulus);
    if (mpfr_cmp_d(&q->term->right, radius) >= 0 ||
        !cas_no_zero_farther(point, &curvature, &q->residual->right))
        return false;
    cas_interval_multiply(q->theta, q->covariance, q->square);
    cas_interval_multiply(q->theta, q->theta, field->fraction);
    mpfi_div(q->theta, q->theta, q->modulus);
    mpfi_div_ui(q->theta, q->theta, 48);
    mpfi_div(q->term, q->gradient, q->modulus);
    cas_interval_multiply(q->term, q->term, q->covariance);
    mpfi_div_ui(q->term, q->term, 8);
    mpfr_neg(&q->term->left, &q->term->right, MPFR_RNDD);
    mpfi_add(q->size, q->size, q->term);
    return true;
}

/* lower = K_-, upper = K_+, and whether the last condition of the derivation holds. */
static bool prove_size(quantities *q, cas_plateau_law *law)
{
    mpfi_t drift, gain;
    mpfi_init2(drift, mpfi_get_prec(q->theta));
    mpfi_init2(gain, mpfi_get_prec(q->theta));
    mpfi_add_ui(drift, q->theta, 1);
    mpfi_add(law->upper, q->size, q->rest);
    cas_interval_multiply(law->upper, law->upper, drift);
    cas_interval_multiply(drift, drift, q->rest);
    mpfi_ui_sub(gain, 1, q->theta);
    cas_interval_multiply(law->lower, gain, q->size);
    mpfi_sub(law->lower, law->lower, drift);
    cas_interval_multiply(gain, gain, law->lower);
    bool proved =
        mpfi_is_strictly_pos(law->lower) > 0 && mpfr_cmp(&gain->left, &drift->right) > 0;
    mpfi_clear(drift);
    mpfi_clear(gain);
    return proved;
}

static void prove_at(const cas_enclosed_point *point, cas_plateau_law *law)
{
    size_t d = point->field->problem->dimension;
    quantities q;
    mpfi_ptr all[QUANTITIES];
    collect(&q, all);
    for (size_t i = 0; i < QUANTITIES; i++)
        mpfi_init2(all[i], point->field->precision);
    measure(point, &q);
    law->proved = prove_zeros(point, &q) && prove_size(&q, law);
    mpfi_div_ui(law->limit, q.size, 6 * d);
    mpfi_div_ui(law->lower, law->lower, 6 * d);
    mpfi_div_ui(law->upper, law->upper, 6 * d);
    for (size_t i = 0; i < QUANTITIES; i++)
        mpfi_clear(all[i]);
}

cas_status cas_plateau_law_prove(const cas_training_problem *problem,
                                 const cas_training_options *options,
                                 cas_plateau_law *law, cas_message *message)
{
    cas_training_options exact = *options;
    cas_averaged_field guess;
    cas_enclosed_field field;
    cas_field_limit limit;
    law->proved = false;
    exact.forward.sigma = 0;
    CAS_REQUIRE(options->forward.law == CAS_TRAINING_ZERO_MEAN);
    cas_status status = cas_enclosed_field_init(&field, problem, options,
                                                mpfi_get_prec(law->limit), message);
    if (status == CAS_OK)
        status = cas_averaged_field_make(&guess, problem, &exact, message);
    if (status == CAS_OK) {
        cas_averaged_field_solve(&guess, &limit);
        if (limit.fate == CAS_FIELD_ZERO) {
            cas_enclosed_point point;
            cas_enclosed_point_init(&point, &field, limit.weights, true);
            prove_at(&point, law);
            cas_enclosed_point_clear(&point);
        }
        cas_field_limit_clear(&limit);
    }
    cas_enclosed_field_clear(&field);
    return status;
}
