/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training/averaged_field.h"

#include "arithmetic/memory.h"
#include "training/statistics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/*:
\section{The averaged field of a perturbed run}

A run makes the steps $w_{t+1}=w_t-\gamma g_t$ with
\[ g_t=\frac1M\sum_l\bigl(\sigma(x_l^\top w_t+\delta)+\epsilon\bigr)x_l
   +\rho\nabla\mathcal R(w_t)+\xi_t,\qquad x_l=-y_lh_l, \]
by (53) and (54). $\delta$ enters through a nonlinear function, $\epsilon$ and $\xi$
linearly, so that
\[ F(w)=\mathbb E[g_t\mid w_t=w]
   =\frac1M\sum_l\bigl(S(x_l^\top w)+e\bigr)x_l+\rho\nabla\mathcal R(w),\qquad
   e=\mathbb E\,\epsilon. \]
Only the means count: one $\delta$ for all samples or one for each, the field is the same.
Zero-mean backward noise has $e=0$: $F=\nabla f$. The shifted one has
$e=\sigma_b/(2\sqrt d)$. Under noise in one of $\Delta t$ iterations the mean over a
period has $S=(1-\frac1{\Delta t})\sigma+\frac1{\Delta t}S_h$ and $e/\Delta t$.

For $\gamma\to0$, after $T\to\infty$, a run that has somewhere to go ends at a zero $w^*$
of $F$ (the proof, with its constants, stands in src/logistic/stationary\_point.c), and
the stable gradient norm tends to
\[ \|\nabla f(w^*)\|=\|\nabla f(w^*)-F(w^*)\|
  =\Bigl\|\frac1M\sum_l\bigl(S(a_l)-\sigma(a_l)+e\bigr)x_l\Bigr\|,\qquad
  a_l=x_l^\top w^*: \]
the plateau, without simulation and, in the last form, without cancellation.
*/

static const double steepest_nonconvex = 0.6495190528383290; /* 3 sqrt(3)/8 */

static double lasting_fraction(const cas_training_perturbation *perturbation,
                               uint64_t iterations)
{
    bool lasts = perturbation->sigma > 0 && perturbation->end >= iterations;
    return lasts ? 1 / (double)perturbation->interval : 0;
}

cas_status cas_averaged_field_make(cas_averaged_field *field,
                                   const cas_training_problem *problem,
                                   const cas_training_options *options,
                                   cas_message *message)
{
    cas_training_options o = *options;
    o.step_size = o.step_size == 0 ? 1 : o.step_size;
    cas_status status = cas_training_options_complete(&o, problem->dimension, message);
    if (status != CAS_OK)
        return status;
    double root = sqrt((double)problem->dimension);
    double forward = o.forward.sigma / root, backward = o.backward.sigma / root;
    bool shifted = o.forward.law == CAS_TRAINING_SHIFTED;
    *field = (cas_averaged_field){
        .problem = problem, .rho = o.rho, .regularizer = o.regularizer};
    cas_averaged_sigmoid_init(&field->sigmoid, shifted ? forward / 2 : 0,
                              shifted ? forward / 2 : forward,
                              lasting_fraction(&o.forward, o.iterations));
    if (o.backward.law == CAS_TRAINING_SHIFTED)
        field->bias = backward / 2 * lasting_fraction(&o.backward, o.iterations);
    return CAS_OK;
}

/* x_l . w */
static double margin(const cas_training_problem *problem, size_t l, const double *w)
{
    const double *h = problem->features + l * problem->dimension;
    double sum = 0;
    for (size_t j = 0; j < problem->dimension; j++)
        sum += h[j] * w[j];
    return -problem->labels[l] * sum;
}

/* r += s x_l */
static void add_sample(const cas_training_problem *problem, size_t l, double s, double *r)
{
    const double *h = problem->features + l * problem->dimension;
    for (size_t j = 0; j < problem->dimension; j++)
        r[j] -= s * problem->labels[l] * h[j];
}

/* r = (1/M) sum_l (weight(a_l) + e) x_l */
static void average_samples(const cas_averaged_field *field, const double *w,
                            double (*weight)(const cas_averaged_sigmoid *, double),
                            double *r)
{
    const cas_training_problem *problem = field->problem;
    memset(r, 0, problem->dimension * sizeof *r);
    for (size_t l = 0; l < problem->samples; l++)
        add_sample(problem, l, weight(&field->sigmoid, margin(problem, l, w)), r);
    for (size_t j = 0; j < problem->dimension; j++)
        r[j] = r[j] / (double)problem->samples + field->bias * problem->mean[j];
}

void cas_averaged_field_gap(const cas_averaged_field *field, const double *w,
                            double *value)
{
    average_samples(field, w, cas_averaged_sigmoid_gap, value);
}

/* R'(w) and R''(w) of one coordinate. */
static double slope(cas_training_regularizer regularizer, double w)
{
    double q = 1 + w * w;
    return regularizer == CAS_TRAINING_RIDGE ? 2 * w : 2 * w / (q * q);
}

static double curvature(cas_training_regularizer regularizer, double w)
{
    double q = 1 + w * w;
    return regularizer == CAS_TRAINING_RIDGE ? 2 : 2 * (1 - 3 * w * w) / (q * q * q);
}

void cas_averaged_field_value(const cas_averaged_field *field, const double *w,
                              double *value)
{
    average_samples(field, w, cas_averaged_sigmoid_value, value);
    for (size_t j = 0; j < field->problem->dimension; j++)
        value[j] += field->rho * slope(field->regularizer, w[j]) + field->pull * w[j];
}

void cas_averaged_field_jacobian(const cas_averaged_field *field, const double *w,
                                 double *jacobian)
{
    const cas_training_problem *problem = field->problem;
    size_t d = problem->dimension;
    memset(jacobian, 0, d * d * sizeof *jacobian);
    for (size_t l = 0; l < problem->samples; l++) {
        const double *h = problem->features + l * d;
        double s = cas_averaged_sigmoid_slope(&field->sigmoid, margin(problem, l, w)) /
                   (double)problem->samples;
        for (size_t i = 0; i < d; i++)
            for (size_t j = 0; j <= i; j++)
                jacobian[i * d + j] += s * h[i] * h[j];
    }
    for (size_t i = 0; i < d; i++) {
        jacobian[i * d + i] +=
            field->rho * curvature(field->regularizer, w[i]) + field->pull;
        for (size_t j = 0; j < i; j++)
            jacobian[j * d + i] = jacobian[i * d + j];
    }
}

double cas_averaged_field_recession(const cas_averaged_field *field, const double *u)
{
    const cas_training_problem *problem = field->problem;
    if (field->regularizer == CAS_TRAINING_RIDGE)
        return INFINITY;
    double sum = 0;
    for (size_t l = 0; l < problem->samples; l++)
        sum += fmax(0, margin(problem, l, u));
    sum /= (double)problem->samples;
    for (size_t j = 0; j < problem->dimension; j++)
        sum += field->bias * problem->mean[j] * u[j] +
               field->rho * steepest_nonconvex * fabs(u[j]);
    return sum;
}

/* Cholesky's factor overwrites the lower triangle; false where the matrix is not positive
   definite to rounding, or not of numbers. */
static bool factor_positive(size_t d, double *matrix)
{
    for (size_t j = 0; j < d; j++) {
        double diagonal = matrix[j * d + j], pivot = diagonal;
        for (size_t k = 0; k < j; k++)
            pivot -= matrix[j * d + k] * matrix[j * d + k];
        if (!(pivot > 1e-13 * diagonal))
            return false;
        matrix[j * d + j] = sqrt(pivot);
        for (size_t i = j + 1; i < d; i++) {
            double sum = matrix[i * d + j];
            for (size_t k = 0; k < j; k++)
                sum -= matrix[i * d + k] * matrix[j * d + k];
            matrix[i * d + j] = sum / matrix[j * d + j];
        }
    }
    return true;
}

/* x = the solution of the factored system with right side b. */
static void substitute(size_t d, const double *factor, const double *b, double *x)
{
    for (size_t i = 0; i < d; i++) {
        x[i] = b[i];
        for (size_t k = 0; k < i; k++)
            x[i] -= factor[i * d + k] * x[k];
        x[i] /= factor[i * d + i];
    }
    for (size_t i = d; i-- > 0;) {
        for (size_t k = i + 1; k < d; k++)
            x[i] -= factor[k * d + i] * x[k];
        x[i] /= factor[i * d + i];
    }
}

/*:
\section{Newton's method, and what it may report}

$F$ is the gradient of $\Phi(w)=\frac1M\sum_l\Psi(x_l^\top w)+e\,\bar x^\top
w+\rho\mathcal R(w)$, $\Psi'=S$, $\bar x=\frac1M\sum_lx_l$, whose first two terms are
convex. Newton's step $s=-F'(w)^{-1}F(w)$ is halved until $\|F\|$ falls; where $F'$ is not
positive definite, a multiple of the identity is added. $\|F\|$ falls slowly to a positive
limit where there is no zero, and steps grow: so a zero is reported only after a step that
is nothing to $\|w\|$, with a positive definite $F'$ and nothing added to it.
*/

typedef struct newton {
    const cas_averaged_field *field;
    size_t d;
    double *w, *value, *step, *trial, *trial_value, *matrix;
} newton;

static newton newton_new(const cas_averaged_field *field)
{
    size_t d = field->problem->dimension;
    newton n = {.field = field, .d = d};
    n.w = cas_allocate((5 + d) * d, sizeof *n.w);
    n.value = n.w + d;
    n.step = n.value + d;
    n.trial = n.step + d;
    n.trial_value = n.trial + d;
    n.matrix = n.trial_value + d;
    return n;
}

/* n.step = -(F' + lambda)^-1 F with the least lambda of a ladder that makes F' + lambda
   positive definite; returns lambda, infinite where there is none: an overflow. */
static double newton_step(newton *n)
{
    size_t d = n->d;
    for (double lambda = 0; lambda < 1e300; lambda = lambda == 0 ? 1e-12 : 10 * lambda) {
        cas_averaged_field_jacobian(n->field, n->w, n->matrix);
        for (size_t j = 0; j < d; j++)
            n->matrix[j * d + j] += lambda;
        if (!factor_positive(d, n->matrix))
            continue;
        substitute(d, n->matrix, n->value, n->step);
        for (size_t j = 0; j < d; j++)
            n->step[j] = -n->step[j];
        return lambda;
    }
    return INFINITY;
}

/* Takes the longest of step, step/2, .. that makes ||F|| smaller; false if none does. */
static bool newton_advance(newton *n)
{
    double before = cas_training_norm(n->value, n->d);
    for (double length = 1; length > 1e-6; length /= 2) {
        for (size_t j = 0; j < n->d; j++)
            n->trial[j] = n->w[j] + length * n->step[j];
        cas_averaged_field_value(n->field, n->trial, n->trial_value);
        if (!(cas_training_norm(n->trial_value, n->d) < before))
            continue;
        memcpy(n->w, n->trial, n->d * sizeof *n->w);
        memcpy(n->value, n->trial_value, n->d * sizeof *n->value);
        return true;
    }
    return false;
}

/* Whether n->w is a zero; w is moved to it from where it is. */
static bool newton_run(newton *n)
{
    enum { STEPS = 100 };
    static const double rounding = 1e-11;
    bool is_zero = false;
    cas_averaged_field_value(n->field, n->w, n->value);
    for (size_t k = 0; k < STEPS; k++) {
        double lambda = newton_step(n);
        if (isinf(lambda))
            return false;
        is_zero = lambda == 0 && cas_training_norm(n->step, n->d) <=
                                     rounding * (1 + cas_training_norm(n->w, n->d));
        if (!newton_advance(n))
            break;
    }
    return is_zero;
}

/*:
\section{No zero: where the runs go}

Every $S(a)\in(0,1)$ and $|\mathcal R'|\le\frac{3\sqrt3}8$ for the bounded regulariser
(the maximum of $2w/(1+w^2)^2$, at $w^2=\frac13$), so that for every $w$
\[ u^\top F(w)\le\kappa(u)=\frac1M\sum_l\max(0,x_l^\top u)+e\,\bar x^\top u
   +\rho\tfrac{3\sqrt3}8\|u\|_1. \]
$\kappa(u)<0$ proves that $F$ has no zero, and that $u^\top\mathbb E\,w_t$ grows by at
least $\gamma|\kappa(u)|$ in every step: the weights run away.

To find $u$: let $C$ be the closed convex hull of the values of the convex part's gradient
$F_0$, and $z$ its point of least norm. For $\eta\to0$ the zero $w_\eta$ of $F_0(w)+\eta
w$ has $\eta w_\eta=-F_0(w_\eta)\to-z$ (the Tikhonov regularisation of a monotone
operator), and $u=-z$ has $\sup_{c\in C}u^\top c=-\|z\|^2$, the best slope for its length.
The flow $\dot w=-F_0(w)$ has the same asymptotic velocity, $w(t)/t\to u$; as the
regulariser's slope vanishes at infinity, $F\to z$ on the way, and so $\nabla f\to
z-(F-\nabla f)$, which at infinity is $z-e\bar x$.
*/
static bool find_direction(const cas_averaged_field *field, double *u)
{
    cas_averaged_field pulled = *field;
    pulled.rho = 0;
    newton n = newton_new(&pulled);
    for (pulled.pull = 1; pulled.pull >= 1e-7; pulled.pull /= 4)
        newton_run(&n);
    pulled.pull *= 4;
    for (size_t j = 0; j < n.d; j++)
        u[j] = pulled.pull * n.w[j];
    free(n.w);
    return cas_averaged_field_recession(field, u) < 0;
}

static double zero_plateau(const cas_averaged_field *field, const double *w)
{
    double *gap = cas_allocate(field->problem->dimension, sizeof *gap);
    cas_averaged_field_gap(field, w, gap);
    double plateau = cas_training_norm(gap, field->problem->dimension);
    free(gap);
    return plateau;
}

/* || -u - e mean x || */
static double runaway_plateau(const cas_averaged_field *field, const double *u)
{
    double sum = 0;
    for (size_t j = 0; j < field->problem->dimension; j++)
        sum += pow(u[j] + field->bias * field->problem->mean[j], 2);
    return sqrt(sum);
}

void cas_averaged_field_solve(const cas_averaged_field *field, cas_field_limit *limit)
{
    newton n = newton_new(field);
    *limit = (cas_field_limit){.dimension = n.d};
    limit->weights = cas_allocate(n.d, sizeof *limit->weights);
    if (newton_run(&n)) {
        limit->fate = CAS_FIELD_ZERO;
        memcpy(limit->weights, n.w, n.d * sizeof *n.w);
        limit->plateau = zero_plateau(field, n.w);
        limit->residual = cas_training_norm(n.value, n.d);
    } else {
        bool runs_away = find_direction(field, limit->weights);
        limit->fate = runs_away ? CAS_FIELD_NO_ZERO : CAS_FIELD_UNKNOWN;
        limit->plateau = runs_away ? runaway_plateau(field, limit->weights) : NAN;
        limit->residual = cas_averaged_field_recession(field, limit->weights);
    }
    limit->weight_norm = cas_training_norm(limit->weights, n.d);
    free(n.w);
}

const char *const cas_field_fate_names[3] = {"yes", "no", "unknown"};

void cas_field_limit_clear(cas_field_limit *limit)
{
    free(limit->weights);
    memset(limit, 0, sizeof *limit);
}
