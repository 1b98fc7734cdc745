/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/enclosed_field.h"

#include "arithmetic/interval.h"
#include "arithmetic/memory.h"
#include "exact/enclosures.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/*:
\section{The averaged field in enclosures}

With $x_l=-y_lh_l$ the averaged field of a perturbed run is
\[ F(w)=\frac1M\sum_l\bigl(S(x_l^\top w)+e\bigr)x_l+\rho\nabla\mathcal R(w),\qquad
   S(a)=(1-p)\,\sigma(a)+p\,S_h(a+m), \]
and $F-\nabla f=\frac1M\sum_l(S-\sigma+e)(x_l^\top w)\,x_l$ is its gap. Data, $\sigma_f$,
$\sigma_b$ and $\rho$ are doubles and enter exactly; $c=\sigma/\sqrt d$ is an interval.
Per sample there is one exponential and one logarithm:
\[ \sigma(a)=\frac1{1+e^{-a}},\qquad
  S_h(a+m)=\frac1{2h}\ln\Bigl(1+\frac{e^{2h}-1}{1+e^{h-m}e^{-a}}\Bigr). \]
*/

/* r = the half-width sigma/sqrt(d) of a zero-mean law. */
static void set_amplitude(mpfi_ptr r, double sigma, size_t dimension)
{
    mpfi_set_ui(r, dimension);
    mpfi_sqrt(r, r);
    mpfi_d_div(r, sigma, r);
}

static bool lasts(const cas_training_perturbation *perturbation, uint64_t iterations)
{
    return perturbation->sigma > 0 && perturbation->end >= iterations;
}

cas_status cas_enclosed_field_init(cas_enclosed_field *field,
                                   const cas_training_problem *problem,
                                   const cas_training_options *options,
                                   mpfr_prec_t precision, cas_message *message)
{
    cas_training_options o = *options;
    o.step_size = o.step_size == 0 ? 1 : o.step_size;
    cas_status status = cas_training_options_complete(&o, problem->dimension, message);
    field->problem = problem;
    field->regularizer = o.regularizer;
    field->interval = cas_arithmetic_interval(precision);
    mpfi_ptr numbers[] = {field->rho, field->mean, field->radius, field->fraction,
                          field->bias};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        mpfi_init2(numbers[i], precision);
        mpfi_set_ui(numbers[i], 0);
    }
    if (status != CAS_OK)
        return status;
    mpfi_set_d(field->rho, o.rho);
    if (lasts(&o.forward, o.iterations)) {
        set_amplitude(field->radius, o.forward.sigma, problem->dimension);
        if (o.forward.law == CAS_TRAINING_SHIFTED) {
            mpfi_div_ui(field->radius, field->radius, 2);
            mpfi_set(field->mean, field->radius);
        }
        mpfi_set_ui(field->fraction, 1);
        mpfi_div_ui(field->fraction, field->fraction, o.forward.interval);
    }
    if (lasts(&o.backward, o.iterations) && o.backward.law == CAS_TRAINING_SHIFTED) {
        set_amplitude(field->bias, o.backward.sigma, problem->dimension);
        mpfi_div_ui(field->bias, field->bias, 2 * o.backward.interval);
    }
    return CAS_OK;
}

void cas_enclosed_field_clear(cas_enclosed_field *field)
{
    mpfi_clear(field->rho);
    mpfi_clear(field->mean);
    mpfi_clear(field->radius);
    mpfi_clear(field->fraction);
    mpfi_clear(field->bias);
}

void cas_enclosed_norm(const mpfi_t *vector, size_t count, mpfi_ptr r)
{
    mpfi_t square;
    mpfi_init2(square, mpfi_get_prec(r));
    mpfi_set_ui(r, 0);
    for (size_t j = 0; j < count; j++) {
        mpfi_sqr(square, vector[j]);
        mpfi_add(r, r, square);
    }
    mpfi_sqrt(r, r);
    mpfi_clear(square);
}

void cas_enclosed_mean(const cas_training_problem *problem, mpfi_ptr r)
{
    size_t d = problem->dimension;
    const cas_arithmetic interval = cas_arithmetic_interval(mpfi_get_prec(r));
    mpfi_t *mean = cas_numbers_new(&interval, d);
    for (size_t l = 0; l < problem->samples; l++)
        for (size_t j = 0; j < d; j++)
            mpfi_add_d(mean[j], mean[j],
                       problem->labels[l] * problem->features[l * d + j]);
    cas_enclosed_norm(mean, d, r);
    mpfi_div_ui(r, r, problem->samples);
    cas_numbers_free(&interval, mean, d);
}

void cas_enclosed_slope(cas_training_regularizer regularizer, double w, mpfi_ptr r)
{
    mpfi_set_d(r, w);
    if (regularizer == CAS_TRAINING_NONCONVEX) {
        mpfi_sqr(r, r);
        mpfi_add_ui(r, r, 1);
        mpfi_sqr(r, r);
        mpfi_d_div(r, w, r);
    }
    mpfi_mul_ui(r, r, 2);
}

/* The numbers of one sample, and the constants that all samples share. */
enum { SAMPLE_NUMBERS = 8 };
typedef struct sample {
    mpfi_ptr margin, exponential, sigmoid, gap, curl, term;
    mpfi_ptr shift;   /* e^(h - m) */
    mpfi_ptr stretch; /* e^(2h) - 1 */
} sample;

static sample make_sample(const cas_enclosed_field *field, mpfi_t numbers[SAMPLE_NUMBERS])
{
    const sample s = {numbers[0], numbers[1], numbers[2], numbers[3],
                      numbers[4], numbers[5], numbers[6], numbers[7]};
    mpfi_sub(s.shift, field->radius, field->mean);
    mpfi_exp(s.shift, s.shift);
    mpfi_mul_ui(s.stretch, field->radius, 2);
    mpfi_expm1(s.stretch, s.stretch);
    return s;
}

/* r += s x for a double x. */
static void add_product(mpfi_ptr r, mpfi_srcptr s, mpfr_srcptr x, mpfr_ptr term)
{
    bool reversed = mpfr_sgn(x) < 0;
    mpfr_mul(term, reversed ? &s->right : &s->left, x, MPFR_RNDD);
    mpfr_add(&r->left, &r->left, term, MPFR_RNDD);
    mpfr_mul(term, reversed ? &s->left : &s->right, x, MPFR_RNDU);
    mpfr_add(&r->right, &r->right, term, MPFR_RNDU);
}

/* r = x_l . w */
static void enclose_margin(const cas_training_problem *problem, size_t l, const double *w,
                           mpfi_ptr r)
{
    MPFR_DECL_INIT(product, 106); /* of two doubles, exactly */
    const double *h = problem->features + l * problem->dimension;
    mpfi_set_ui(r, 0);
    for (size_t j = 0; j < problem->dimension; j++) {
        mpfr_set_d(product, -problem->labels[l] * h[j], MPFR_RNDN);
        mpfr_mul_d(product, product, w[j], MPFR_RNDN);
        mpfr_add(&r->left, &r->left, product, MPFR_RNDD);
        mpfr_add(&r->right, &r->right, product, MPFR_RNDU);
    }
}

/* Adds a sample's part to the sums over l. */
static void add_sample(cas_enclosed_point *point, size_t l, sample *s)
{
    const cas_training_problem *problem = point->field->problem;
    const double *h = problem->features + l * problem->dimension;
    MPFR_DECL_INIT(x, 53);
    mpfr_ptr term = &s->term->left;
    for (size_t j = 0; j < problem->dimension; j++) {
        mpfr_set_d(x, -problem->labels[l] * h[j], MPFR_RNDN);
        add_product(point->value[j], s->sigmoid, x, term);
        add_product(point->gap[j], s->gap, x, term);
        if (point->has_curl)
            add_product(point->curl[j], s->curl, x, term);
    }
}

/* s->gap = S - sigma + e; s->exponential holds e^-a. */
static void set_gap(const cas_enclosed_field *field, sample *s)
{
    if (mpfi_is_zero(field->fraction)) {
        mpfi_set(s->gap, field->bias);
        return;
    }
    cas_interval_multiply(s->gap, s->exponential, s->shift);
    mpfi_add_ui(s->gap, s->gap, 1);
    mpfi_div(s->gap, s->stretch, s->gap);
    mpfi_log1p(s->gap, s->gap);
    mpfi_div(s->gap, s->gap, field->radius);
    mpfi_div_ui(s->gap, s->gap, 2);
    mpfi_sub(s->gap, s->gap, s->sigmoid);
    cas_interval_multiply(s->gap, s->gap, field->fraction);
    mpfi_add(s->gap, s->gap, field->bias);
}

/* sigma'' = sigma (1 - sigma)(1 - 2 sigma) */
static void set_curl(sample *s)
{
    mpfi_ui_sub(s->curl, 1, s->sigmoid);
    cas_interval_multiply(s->curl, s->curl, s->sigmoid);
    mpfi_mul_ui(s->term, s->sigmoid, 2);
    mpfi_ui_sub(s->term, 1, s->term);
    cas_interval_multiply(s->curl, s->curl, s->term);
}

static void set_sample(const cas_enclosed_point *point, size_t l, sample *s)
{
    enclose_margin(point->field->problem, l, point->w, s->margin);
    mpfi_abs(s->term, s->margin);
    point->distance[l] = mpfr_get_d(&s->term->right, MPFR_RNDU);
    mpfi_neg(s->term, s->margin);
    mpfi_exp(s->exponential, s->term);
    mpfi_add_ui(s->sigmoid, s->exponential, 1);
    mpfi_ui_div(s->sigmoid, 1, s->sigmoid);
    set_gap(point->field, s);
    if (point->has_curl)
        set_curl(s);
}

/* value = (1/M)(value + gap) + rho grad R(w); gap and curl are divided by M as well. */
static void finish_point(cas_enclosed_point *point, mpfi_ptr term)
{
    const cas_enclosed_field *field = point->field;
    size_t samples = field->problem->samples;
    for (size_t j = 0; j < field->problem->dimension; j++) {
        mpfi_div_ui(point->gap[j], point->gap[j], samples);
        mpfi_div_ui(point->curl[j], point->curl[j], samples);
        mpfi_div_ui(point->value[j], point->value[j], samples);
        mpfi_add(point->value[j], point->value[j], point->gap[j]);
        cas_enclosed_slope(field->regularizer, point->w[j], term);
        cas_interval_multiply(term, term, field->rho);
        mpfi_add(point->value[j], point->value[j], term);
    }
}

void cas_enclosed_point_init(cas_enclosed_point *point, const cas_enclosed_field *field,
                             const double *w, bool with_curl)
{
    const cas_training_problem *problem = field->problem;
    *point = (cas_enclosed_point){.field = field, .w = w, .has_curl = with_curl};
    point->value = cas_numbers_new(&field->interval, problem->dimension);
    point->gap = cas_numbers_new(&field->interval, problem->dimension);
    point->curl = cas_numbers_new(&field->interval, problem->dimension);
    point->distance = cas_allocate(problem->samples, sizeof *point->distance);
    mpfi_t *numbers = cas_numbers_new(&field->interval, SAMPLE_NUMBERS);
    sample s = make_sample(field, numbers);
    for (size_t l = 0; l < problem->samples; l++) {
        set_sample(point, l, &s);
        add_sample(point, l, &s);
    }
    finish_point(point, s.term);
    cas_numbers_free(&field->interval, numbers, SAMPLE_NUMBERS);
}

void cas_enclosed_point_clear(cas_enclosed_point *point)
{
    const cas_enclosed_field *field = point->field;
    size_t d = field->problem->dimension;
    cas_numbers_free(&field->interval, point->value, d);
    cas_numbers_free(&field->interval, point->gap, d);
    cas_numbers_free(&field->interval, point->curl, d);
    free(point->distance);
    memset(point, 0, sizeof *point);
}

/*:
\section{A direction that excludes every zero}

Every $S(a)\in(0,1)$, and $\mathcal R'(w)=2w/(1+w^2)^2$ is at most $\frac{3\sqrt3}8$ in
absolute value (at $w^2=\frac13$). So
\[ u^\top F(w)\le\kappa(u)=\frac1M\sum_l\bigl(\max(0,x_l^\top u)+e\,x_l^\top u\bigr)
   +\rho\tfrac{3\sqrt3}8\|u\|_1 \]
for every $w$, and with $\kappa(u)<0$ there is no $w$ with $F(w)=0$. In that case
$u^\top\mathbb E\,w_{t+1}\ge u^\top\mathbb E\,w_t+\gamma|\kappa(u)|$: from any start, with
any step size, in both readings, the weights leave every bounded set. There is nothing
like this for the ridge, whose slope is unbounded: $\kappa=\infty$.
*/
void cas_enclosed_recession(const cas_enclosed_field *field, const double *u, mpfi_ptr r)
{
    const cas_training_problem *problem = field->problem;
    cas_enclosures e;
    cas_enclosures_begin(&e, field->interval.precision);
    mpfi_ptr all = cas_enclosures_name(&e, "all"),
             rises = cas_enclosures_name(&e, "rises");
    mpfi_ptr length = cas_enclosures_name(&e, "length");
    mpfi_ptr margin = cas_enclosures_name(&e, "margin");
    for (size_t l = 0; l < problem->samples; l++) {
        enclose_margin(problem, l, u, margin);
        mpfi_add(all, all, margin);
        if (mpfr_sgn(&margin->left) < 0)
            mpfr_set_zero(&margin->left, 1);
        if (mpfr_sgn(&margin->right) < 0)
            mpfr_set_zero(&margin->right, 1);
        mpfi_add(rises, rises, margin);
    }
    for (size_t j = 0; j < problem->dimension; j++)
        mpfi_add_d(length, length, fabs(u[j]));
    mpfi_set_ui(cas_enclosures_name(&e, "M"), problem->samples);
    mpfi_set(cas_enclosures_name(&e, "e"), field->bias);
    mpfi_set(cas_enclosures_name(&e, "rho"), field->rho);
    mpfi_set(
        r, cas_enclosures_let(&e, "kappa", "(rises + e all)/M + rho 3 sqrt(3)/8 length"));
    if (field->regularizer == CAS_TRAINING_RIDGE)
        mpfr_set_inf(&r->right, 1);
    cas_enclosures_end(&e);
}
