/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/plateau_law.h"

#include "exact/enclosures.h"
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

/* Names grad, a bound of ||grad f||, and K, ||k_0||, at the point itself. */
static void name_norms(cas_enclosures *e, const cas_enclosed_point *point)
{
    const cas_enclosed_field *field = point->field;
    size_t d = field->problem->dimension;
    mpfi_t *gradient = cas_numbers_new(&field->interval, d);
    for (size_t j = 0; j < d; j++)
        mpfi_sub(gradient[j], point->value[j], point->gap[j]);
    cas_enclosed_norm(gradient, d, cas_enclosures_name(e, "grad"));
    cas_enclosed_norm(point->curl, d, cas_enclosures_name(e, "K"));
    cas_numbers_free(&field->interval, gradient, d);
}

/* Existence and uniqueness of every zero; names mu. */
static bool prove_zeros(cas_enclosures *e, const cas_enclosed_point *point,
                        mpfi_srcptr residual)
{
    const cas_enclosed_field *field = point->field;
    cas_curvature curvature = {.modulus = {0}};
    if (field->regularizer == CAS_TRAINING_NONCONVEX)
        cas_curvature_bound(point, &curvature);
    double radius = cas_monotone_modulus(field, &curvature, cas_enclosures_name(e, "mu"));
    return cas_enclosures_hold(e, "0 < mu") &&
           mpfr_cmp_d(&cas_enclosures_let(e, "distance", "residual/mu")->right, radius) <
               0 &&
           cas_no_zero_farther(point, &curvature, residual);
}

static void prove_at(const cas_enclosed_point *point, cas_plateau_law *law)
{
    const cas_enclosed_field *field = point->field;
    cas_enclosures e;
    cas_enclosures_begin(&e, field->interval.precision);
    name_norms(&e, point);
    mpfi_set(cas_enclosures_name(&e, "h"), field->radius);
    mpfi_set(cas_enclosures_name(&e, "p"), field->fraction);
    mpfi_set_ui(cas_enclosures_name(&e, "d"), field->problem->dimension);
    mpfi_set_d(cas_enclosures_name(&e, "Lambda"), cas_covariance_bound(field->problem));
    mpfi_interv_si(cas_enclosures_name(&e, "within"), -1, 1);
    cas_enclosures_let(&e, "rest", "sqrt(Lambda) h^2/100"); /* nu h_0^2 */
    law->proved = prove_zeros(
        &e, point, cas_enclosures_let(&e, "residual", "p h^2 (K + rest)/6 + grad"));
    if (law->proved) {
        cas_enclosures_let(&e, "theta", "Lambda p h^2/(48 mu)");
        cas_enclosures_let(&e, "K_0", "K + within Lambda grad/(8 mu)");
        cas_enclosures_let(&e, "lower", "(1 - theta) K_0 - (1 + theta) rest");
        law->proved = cas_enclosures_hold(&e, "0 < lower") &&
                      cas_enclosures_hold(&e, "(1 + theta) rest < (1 - theta) lower");
        mpfi_set(law->limit, cas_enclosures_let(&e, "limit", "K_0/(6 d)"));
        mpfi_set(law->lower, cas_enclosures_let(&e, "least", "lower/(6 d)"));
        mpfi_set(law->upper,
                 cas_enclosures_let(&e, "most", "(1 + theta) (K_0 + rest)/(6 d)"));
    }
    cas_enclosures_end(&e);
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
