/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/stationary_point.h"

#include "exact/enclosures.h"
#include "training/averaged_field.h"

#include <math.h>

/*:
\section{A zero of the averaged field, proved}

Let $\mu_1\ge\mu_2\ge\dots$ be lower bounds of the curvature of the data's part within
$r_1<r_2<\dots<r_K$ of a point $w$ (curvature.c), and let $\mathcal R''\ge-\frac12$, the
minimum of $2(1-3w^2)/(1+w^2)^3$, at $w^2=1$. For a unit vector $u$ and $t\le r_1$
\[ u^\top F(w+tu)\ge(\mu_1-\tfrac\rho2)\,t-\|F(w)\| . \]
\textbf{Existence.} If $\varepsilon=\|F(w)\|/(\mu_1-\frac\rho2)<r_1$, then $F$ points
outward on every sphere around $w$ with a radius between $\varepsilon$ and $r_1$, so it
has a zero $w^*$ with $\|w^*-w\|\le\varepsilon$ (Brouwer), and as $F$ is strongly monotone
with modulus $\mu=\mu_1-\frac\rho2$ within $r_1$, it is the only one there.

\textbf{No other zero.} As long as $\mu_k\ge\frac\rho2$ the bound grows with $t$ up to
$r_K$. Beyond, the data's part of $u^\top(F(w+tu)-F(w))$, which never decreases in $t$, is
at least $B=\sum_k(r_k-r_{k-1})\mu_k$, and in every coordinate
\[ u_j\bigl(\mathcal R'(w_j+tu_j)-\mathcal R'(w_j)\bigr)\ge-|u_j|\,b_j,\qquad
   b_j=\max\bigl(|\mathcal R'(w_j)|,\;\tfrac{3\sqrt3}8-|\mathcal R'(w_j)|\bigr): \]
for $w_j\ge0$ and $u_j>0$ because $\mathcal R'(w_j+tu_j)\ge0$, for $w_j\ge0$ and $u_j<0$
because $\mathcal R'(w_j+tu_j)\le\frac{3\sqrt3}8$, and for $w_j<0$ by symmetry.
So with $B>\rho\|b\|+\|F(w)\|$ there is no zero farther out either. For what follows the
same is wanted around $w^*$ itself: balls around $w^*$ lose $\varepsilon$ of the first
radius, $\mathcal R'$ has the Lipschitz constant 2, and $F(w^*)=0$, so that
\[ B>\rho\|b\|+\|F(w)\|+\varepsilon(\mu_1+2\rho) \]
is enough for both.

For the ridge $F$ is strongly monotone with modulus $2\rho$ everywhere, and nothing else
is needed.

\section{Why this is where runs end}

Let $g_t=F(w_t)+\zeta_t$ with $\mathbb E[\zeta_t\mid w_0..w_t]=0$ and
$\mathbb E\|\zeta_t\|^2\le V$: every iteration perturbed, in either reading. Then
$z_t=w_t-w^*$ has
\[ \mathbb E\|z_{t+1}\|^2\le\mathbb E\|z_t\|^2-2\gamma\,\mathbb E\,z_t^\top F(w_t)
   +\gamma^2\bigl(\mathbb E\|F(w_t)\|^2+V\bigr). \]
\textbf{Strongly monotone everywhere} (ridge; modulus $\mu$, Lipschitz constant $L$). For
$\gamma\le\mu/L^2$ the right side is at most $(1-\gamma\mu)\mathbb
E\|z_t\|^2+\gamma^2V$, so $\limsup_t\mathbb E\|z_t\|^2\le\gamma V/\mu$. With $L_f$ the
Lipschitz constant of $\nabla f$, $\bigl|\|\nabla f(w_t)\|-\|\nabla
f(w^*)\|\bigr|\le L_f\|z_t\|$, and the stable gradient norm is a mean of EWMA values,
which are means themselves:
\[ \limsup_{T\to\infty}\mathbb E\bigl|\text{stable norm}-\|\nabla f(w^*)\|\bigr|
   \le L_f\sqrt{\gamma V/\mu}\;\xrightarrow{\gamma\to0}\;0 . \]
\textbf{Bounded regulariser.} What is proved above says $z^\top F\ge\mu\|z\|^2$ near $w^*$
and $z^\top F\ge\beta\|z\|$ farther out, with some $\beta>0$, and $\|F\|\le G$ everywhere.
Summed over $t<T$,
\[ \frac1T\sum_{t<T}\mathbb E\min(\mu\|z_t\|^2,\beta\|z_t\|)\le
   \frac{\|z_0\|^2}{2\gamma T}+\frac\gamma2(G^2+V), \]
and $\bigl|\|\nabla f(w_t)\|-\|\nabla f(w^*)\|\bigr|\le\min(L_f\|z_t\|,2G_f)\le
C\sqrt{\min(\mu\|z_t\|^2,\beta\|z_t\|)}$ with a constant $C$; by Jensen's inequality the
stable norm, whose window is half of all iterations, tends to $\|\nabla f(w^*)\|$ in mean
as $T\to\infty$ and then $\gamma\to0$.

\textbf{Noise in one of $\Delta t$ iterations.} $\mathbb E[g_s\mid w_s]=F_s(w_s)$ with
Lipschitz fields $F_s$ of period $\Delta t$ and mean $F$. Over a period from $t$ on,
\[ \sum_sF_s(w_s)=\Delta t\,F(w_t)+\sum_s\bigl(F_s(w_s)-F_s(w_t)\bigr),\qquad
   \mathbb E\|w_s-w_t\|^2\le C\gamma^2\Delta t^2(1+\mathbb E\|z_t\|^2), \]
so that $\mathbb E\|z_{t+\Delta t}\|^2\le\mathbb E\|z_t\|^2-2\gamma\Delta t\,\mathbb
E\,z_t^\top F(w_t)+C'\gamma^2\Delta t^2(1+\mathbb E\|z_t\|^2)$, for the bounded
regulariser with $\mathbb E\|z_t\|$ as the last term, as the gradients are bounded then.
For small $\gamma$ the last term's growth with $z_t$ is less than half of $z_t^\top F$,
and both displays follow as before, with other constants.

\textbf{A direction with $\kappa(u)<0$.} Then enclosed\_field.c shows that the weights
leave every bounded set, at the rate $\gamma|\kappa|$. There is no stationary point near
which a plateau could be read off. $\|\nabla f\|$ still tends to something: what it is
along the asymptotic direction (averaged\_field.c).
*/

void cas_stationary_point_init(cas_stationary_point *stationary, mpfr_prec_t precision)
{
    stationary->exists = stationary->is_only = false;
    stationary->radius = 0;
    mpfi_init2(stationary->modulus, precision);
    mpfi_init2(stationary->distance, precision);
    mpfi_init2(stationary->plateau, precision);
}

void cas_stationary_point_clear(cas_stationary_point *stationary)
{
    mpfi_clear(stationary->modulus);
    mpfi_clear(stationary->distance);
    mpfi_clear(stationary->plateau);
}

/* r = ||b||, rounded outward. */
static void enclose_reversal(const cas_enclosed_point *point, mpfi_ptr r)
{
    const cas_enclosed_field *field = point->field;
    size_t d = field->problem->dimension;
    mpfi_t *b = cas_numbers_new(&field->interval, d + 1);
    mpfi_ptr other = b[d];
    for (size_t j = 0; j < d; j++) {
        cas_enclosed_slope(field->regularizer, point->w[j], b[j]);
        mpfi_abs(b[j], b[j]);
        mpfi_set_ui(other, 27);
        mpfi_sqrt(other, other);
        mpfi_div_ui(other, other, 8);
        mpfi_sub(other, other, b[j]);
        if (mpfr_cmp(&other->right, &b[j]->right) > 0)
            mpfi_set(b[j], other);
    }
    cas_enclosed_norm(b, d, r);
    cas_numbers_free(&field->interval, b, d + 1);
}

bool cas_no_zero_farther(const cas_enclosed_point *point, const cas_curvature *curvature,
                         mpfi_srcptr residual)
{
    static const char *const modulus[CAS_CURVATURE_STAGES] = {"mu1", "mu2", "mu3"};
    static const char *const radius[CAS_CURVATURE_STAGES] = {"r1", "r2", "r3"};
    if (point->field->regularizer == CAS_TRAINING_RIDGE)
        return true;
    cas_enclosures e;
    cas_enclosures_begin(&e, point->field->interval.precision);
    for (size_t k = 0; k < CAS_CURVATURE_STAGES; k++) {
        mpfi_set_d(cas_enclosures_name(&e, modulus[k]), curvature->modulus[k]);
        mpfi_set_d(cas_enclosures_name(&e, radius[k]), cas_curvature_radius[k]);
    }
    mpfi_set(cas_enclosures_name(&e, "rho"), point->field->rho);
    mpfi_set(cas_enclosures_name(&e, "residual"), residual);
    enclose_reversal(point, cas_enclosures_name(&e, "b"));
    cas_enclosures_let(&e, "epsilon", "residual/(mu1 - rho/2)");
    bool proved = cas_enclosures_hold(&e, "rho < 2 min(mu1, mu2, mu3)") &&
                  cas_enclosures_hold(&e, "rho b + residual + epsilon (mu1 + 2 rho) < "
                                          "r1 mu1 + (r2 - r1) mu2 + (r3 - r2) mu3");
    cas_enclosures_end(&e);
    return proved;
}

/*:
\paragraph{The plateau.} $\nabla f(w^*)=-(F-\nabla f)(w^*)$, and the gap has a Lipschitz
constant of at most $p\,\ell\Lambda$ with $\Lambda$ the largest eigenvalue of
$\frac1M\sum_lx_lx_l^\top$ and $\ell=\sup|(S_h(\cdot+m)-\sigma)'|\le\frac{h^2}{48}+
\frac m{10}$: $S_h(b)-\sigma(b)=\frac12\int_{-1}^1(\sigma(b+hv)-\sigma(b))\,dv$ has a
derivative of at most $\frac{h^2}6\sup|\sigma'''|$ with $|\sigma'''|=\sigma'|1-6\sigma'|
\le\frac18$, and $|\sigma''|\le\frac1{6\sqrt3}<\frac1{10}$. So $\|\nabla f(w^*)\|$ is
within $p\,\ell\Lambda\,\|w^*-w\|$ of the gap's norm at $w$.
*/
static void enclose_plateau(const cas_enclosed_point *point,
                            cas_stationary_point *stationary)
{
    const cas_enclosed_field *field = point->field;
    cas_enclosures e;
    cas_enclosures_begin(&e, field->interval.precision);
    mpfi_set(cas_enclosures_name(&e, "h"), field->radius);
    mpfi_set(cas_enclosures_name(&e, "m"), field->mean);
    mpfi_set(cas_enclosures_name(&e, "p"), field->fraction);
    mpfi_set_d(cas_enclosures_name(&e, "Lambda"), cas_covariance_bound(field->problem));
    mpfi_set(cas_enclosures_name(&e, "distance"), stationary->distance);
    mpfi_interv_si(cas_enclosures_name(&e, "within"), -1, 1);
    cas_enclosed_norm(point->gap, field->problem->dimension,
                      cas_enclosures_name(&e, "gap"));
    mpfi_set(
        stationary->plateau,
        cas_enclosures_let(&e, "plateau",
                           "max(0, gap + within p (h^2/48 + m/10) Lambda distance)"));
    cas_enclosures_end(&e);
}

double cas_monotone_modulus(const cas_enclosed_field *field,
                            const cas_curvature *curvature, mpfi_ptr modulus)
{
    if (field->regularizer == CAS_TRAINING_RIDGE) {
        mpfi_mul_ui(modulus, field->rho, 2);
        return INFINITY;
    }
    mpfi_div_ui(modulus, field->rho, 2);
    mpfi_d_sub(modulus, curvature->modulus[0], modulus);
    return cas_curvature_radius[0];
}

void cas_stationary_point_prove(const cas_enclosed_point *point,
                                cas_stationary_point *stationary)
{
    const cas_enclosed_field *field = point->field;
    cas_curvature curvature = {.modulus = {0}};
    if (field->regularizer == CAS_TRAINING_NONCONVEX)
        cas_curvature_bound(point, &curvature);
    stationary->radius = cas_monotone_modulus(field, &curvature, stationary->modulus);
    mpfi_t residual;
    mpfi_init2(residual, field->interval.precision);
    cas_enclosed_norm(point->value, field->problem->dimension, residual);
    stationary->exists = stationary->is_only = false;
    if (mpfi_is_strictly_pos(stationary->modulus) > 0) {
        mpfi_div(stationary->distance, residual, stationary->modulus);
        stationary->exists =
            mpfr_cmp_d(&stationary->distance->right, stationary->radius) < 0;
    }
    if (stationary->exists) {
        stationary->is_only = cas_no_zero_farther(point, &curvature, residual);
        enclose_plateau(point, stationary);
    }
    mpfi_clear(residual);
}

cas_status cas_stationary_point_of(const cas_training_problem *problem,
                                   const cas_training_options *options,
                                   bool with_regularizer,
                                   cas_stationary_point *stationary, cas_message *message)
{
    cas_averaged_field guess;
    cas_enclosed_field field;
    cas_field_limit limit;
    cas_status status = cas_averaged_field_make(&guess, problem, options, message);
    if (status != CAS_OK)
        return status;
    CAS_REQUIRE(cas_enclosed_field_init(&field, problem, options,
                                        mpfi_get_prec(stationary->plateau),
                                        message) == CAS_OK);
    if (!with_regularizer) {
        guess.rho = 0;
        mpfi_set_ui(field.rho, 0);
    }
    cas_averaged_field_solve(&guess, &limit);
    stationary->exists = stationary->is_only = false;
    if (limit.fate == CAS_FIELD_ZERO) {
        cas_enclosed_point point;
        cas_enclosed_point_init(&point, &field, limit.weights, false);
        cas_stationary_point_prove(&point, stationary);
        cas_enclosed_point_clear(&point);
    }
    cas_enclosed_field_clear(&field);
    cas_field_limit_clear(&limit);
    return CAS_OK;
}

enum { THRESHOLD_BITS = 64 };

bool cas_potential_is_coercive(const cas_training_problem *problem,
                               const cas_training_options *options)
{
    cas_stationary_point stationary;
    cas_stationary_point_init(&stationary, THRESHOLD_BITS);
    CAS_REQUIRE(cas_stationary_point_of(problem, options, false, &stationary, NULL) ==
                CAS_OK);
    bool proved = stationary.exists;
    cas_stationary_point_clear(&stationary);
    return proved;
}

bool cas_zero_is_excluded(const cas_training_problem *problem,
                          const cas_training_options *options, double *runaway)
{
    cas_averaged_field guess;
    cas_field_limit limit;
    cas_enclosed_field field;
    mpfi_t kappa;
    mpfi_init2(kappa, THRESHOLD_BITS);
    CAS_REQUIRE(cas_averaged_field_make(&guess, problem, options, NULL) == CAS_OK &&
                cas_enclosed_field_init(&field, problem, options, THRESHOLD_BITS, NULL) ==
                    CAS_OK);
    cas_averaged_field_solve(&guess, &limit);
    cas_enclosed_recession(&field, limit.weights, kappa);
    bool proved = mpfi_is_strictly_neg(kappa) > 0;
    *runaway = limit.plateau;
    cas_enclosed_field_clear(&field);
    cas_field_limit_clear(&limit);
    mpfi_clear(kappa);
    return proved;
}
