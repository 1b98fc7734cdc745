/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/descent_run.h"

#include "arithmetic/memory.h"
#include "descent/descent_file.h"
#include "descent/descent_loss.h"
#include "theory/coefficients.h"

#include <stdlib.h>
#include <string.h>

enum { DIMENSIONS = CAS_DESCENT_DIMENSIONS, OUTCOMES = CAS_DESCENT_OUTCOMES };

typedef mpfi_t vector[DIMENSIONS];

/* The values of one state while its outcomes are looked at. */
struct state {
    vector w, g, bias;
    vector next[OUTCOMES], backward[OUTCOMES]; /* w+, epsilon */
    mpfi_t scratch, term;
};

static void each_number(struct state *s, void (*f)(mpfi_ptr, mpfr_prec_t),
                        mpfr_prec_t precision)
{
    for (size_t k = 0; k < DIMENSIONS; k++) {
        f(s->w[k], precision);
        f(s->g[k], precision);
        f(s->bias[k], precision);
        for (size_t j = 0; j < OUTCOMES; j++) {
            f(s->next[j][k], precision);
            f(s->backward[j][k], precision);
        }
    }
    f(s->scratch, precision);
    f(s->term, precision);
}

static void start_number(mpfi_ptr x, mpfr_prec_t precision)
{
    mpfi_init2(x, precision);
    mpfi_set_ui(x, 0);
}

static void end_number(mpfi_ptr x, mpfr_prec_t precision)
{
    (void)precision;
    mpfi_clear(x);
}

/* r += x y */
static void add_product(mpfi_ptr r, mpfi_srcptr x, mpfi_srcptr y, mpfi_ptr scratch)
{
    if (x == y)
        mpfi_sqr(scratch, x);
    else
        mpfi_mul(scratch, x, y);
    mpfi_add(r, r, scratch);
}

/* r += q x */
static void add_scaled(mpfi_ptr r, mpq_srcptr q, mpfi_srcptr x, mpfi_ptr scratch)
{
    mpfi_mul_q(scratch, x, q);
    mpfi_add(r, r, scratch);
}

/* The constants of the chain f_1 = w, f_2 = the ripples: slopes at most sum r s, second
   derivatives at most sum r, third at most sum r/s. */
static void set_coefficients(cas_descent_run *run, bool printed)
{
    const cas_descent *d = run->descent;
    const cas_arithmetic *exact = &cas_arithmetic_rational;
    mpq_t c[CAS_CONSTANT_COUNT], term, k[5];
    mpq_init(term);
    for (int i = 0; i < CAS_CONSTANT_COUNT; i++)
        mpq_init(c[i]);
    for (int i = 0; i < 5; i++)
        mpq_init(k[i]);
    for (size_t i = 0; i < d->dimension; i++) {
        mpq_mul(term, d->ripple.at[i], d->scale.at[i]);
        mpq_add(c[CAS_LIPSCHITZ], c[CAS_LIPSCHITZ], term);
        mpq_add(c[CAS_JACOBIAN_LIPSCHITZ], c[CAS_JACOBIAN_LIPSCHITZ], d->ripple.at[i]);
        mpq_div(term, d->ripple.at[i], d->scale.at[i]);
        mpq_add(c[CAS_HESSIAN_LIPSCHITZ], c[CAS_HESSIAN_LIPSCHITZ], term);
    }
    mpq_set_ui(c[CAS_JACOBIAN], 1, 1);
    if (mpq_cmp(c[CAS_LIPSCHITZ], c[CAS_JACOBIAN]) > 0)
        mpq_set(c[CAS_JACOBIAN], c[CAS_LIPSCHITZ]);
    mpq_set(c[CAS_MIXED_HESSIAN], d->mixed_hessian);
    cas_error_coefficients(exact, 2, (const mpq_t *)c, k[0], k[1]);
    cas_bias_coefficients(exact, 2, (const mpq_t *)c,
                          printed ? CAS_BIAS_PRINTED : CAS_BIAS_REPAIRED, k[2], k[3],
                          k[4]);
    for (int i = 0; i < 5; i++) {
        mpfi_set_q(run->value[CAS_CE1 + i], k[i]);
        mpq_clear(k[i]);
    }
    for (int i = 0; i < CAS_CONSTANT_COUNT; i++)
        mpq_clear(c[i]);
    mpq_clear(term);
}

/* q = ||x||^2 */
static void rational_norm(const cas_rationals *x, mpq_t q)
{
    mpq_t term;
    mpq_init(term);
    mpq_set_ui(q, 0, 1);
    for (size_t k = 0; k < x->count; k++) {
        mpq_mul(term, x->at[k], x->at[k]);
        mpq_add(q, q, term);
    }
    mpq_clear(term);
}

/* sigma^2: the largest of the phases' mean square noise. */
static void set_variance(cas_descent_run *run)
{
    mpq_t sum, term, largest;
    mpq_inits(sum, term, largest, NULL);
    for (size_t p = 0; p < run->descent->phases; p++) {
        const cas_phase *phase = &run->descent->phase[p];
        mpq_set_ui(sum, 0, 1);
        for (size_t j = 0; j < phase->outcomes; j++) {
            rational_norm(&phase->outcome[j].noise, term);
            mpq_mul(term, term, phase->outcome[j].probability);
            mpq_add(sum, sum, term);
        }
        if (mpq_cmp(sum, largest) > 0)
            mpq_set(largest, sum);
    }
    mpfi_set_q(run->value[CAS_SIGMA2], largest);
    mpq_clears(sum, term, largest, NULL);
}

static void set_constants(cas_descent_run *run, bool printed)
{
    mpq_t q;
    mpq_init(q);
    mpfi_set_q(run->value[CAS_GAMMA], run->descent->step_size);
    cas_descent_smoothness(run->descent, q);
    mpfi_set_q(run->value[CAS_L], q);
    cas_descent_convexity(run->descent, q);
    mpfi_set_q(run->value[CAS_MU], q);
    mpfi_set_ui(run->value[CAS_T], run->descent->steps);
    set_variance(run);
    set_coefficients(run, printed);
    cas_descent_least(run->descent, &run->interval, run->value[CAS_LOW]);
    mpq_clear(q);
}

/* The means of time t, which exist from now on. */
static mpfi_t *means_at(cas_descent_run *run, size_t t)
{
    while (run->allocated <= t) {
        run->means = cas_reallocate(run->means, run->allocated + 1, sizeof *run->means);
        for (int i = 0; i < CAS_NAMES; i++)
            start_number(run->means[run->allocated][i], run->interval.precision);
        run->allocated++;
    }
    return run->means[t];
}

/* Whether two outcomes have the same noise, and where asked for, the same shift. */
static bool is_like(const cas_outcome *one, const cas_outcome *other, bool same_shift)
{
    return cas_rationals_equal(&one->noise, &other->noise) &&
           (!same_shift || cas_rationals_equal(&one->shift, &other->shift));
}

/* r = E||E[z | what outcomes have in common]||^2, where z is the shift or epsilon. */
static void mean_square_of_means(cas_descent_run *run, struct state *s,
                                 const cas_phase *phase, bool of_backward, mpfi_ptr r)
{
    mpq_t weight;
    mpq_init(weight);
    mpfi_set_ui(r, 0);
    for (size_t j = 0; j < phase->outcomes; j++)
        for (size_t k = 0; k < run->descent->dimension; k++) {
            mpq_set_ui(weight, 0, 1);
            mpfi_set_ui(s->term, 0);
            for (size_t i = 0; i < phase->outcomes; i++) {
                const cas_outcome *o = &phase->outcome[i];
                if (!is_like(o, &phase->outcome[j], of_backward))
                    continue;
                mpq_add(weight, weight, o->probability);
                if (of_backward) {
                    add_scaled(s->term, o->probability, s->backward[i][k], s->scratch);
                } else {
                    mpfi_set_q(s->scratch, o->shift.at[k]);
                    mpfi_mul_q(s->scratch, s->scratch, o->probability);
                    mpfi_add(s->term, s->term, s->scratch);
                }
            }
            mpfi_div_q(s->term, s->term, weight);
            mpfi_sqr(s->term, s->term);
            mpfi_mul_q(s->term, s->term, phase->outcome[j].probability);
            mpfi_add(r, r, s->term);
        }
    mpq_clear(weight);
}

/* One coordinate of an outcome: w+, epsilon, and its share in the outcome's scalars. */
static void follow_coordinate(cas_descent_run *run, struct state *s, const cas_outcome *o,
                              size_t j, size_t k)
{
    mpfi_t *v = run->value;
    mpfi_t eta, x, u;
    mpfi_init2(eta, run->interval.precision);
    mpfi_init2(x, run->interval.precision);
    mpfi_init2(u, run->interval.precision);
    mpfi_set_q(s->backward[j][k], o->error.at[k]);
    add_scaled(s->backward[j][k], o->of_gradient, s->g[k], s->scratch);
    mpfi_set_q(x, o->noise.at[k]);
    mpfi_add(u, s->g[k], x);
    mpfi_mul_q(x, x, o->of_noise);
    mpfi_add(s->backward[j][k], s->backward[j][k], x);
    /* u~ + r is not computed as (u + r) + eta, so that it can be exactly 0. */
    mpfi_add_q(x, s->w[k], o->shift.at[k]);
    cas_descent_ripple_slope(run->descent, &run->interval, k, x, eta);
    mpfi_sub_q(x, s->w[k], run->descent->center.at[k]);
    mpfi_mul_q(x, x, run->descent->curvature.at[k]);
    mpfi_add(x, x, eta);
    mpfi_add_q(x, x, o->noise.at[k]);
    mpfi_add(x, x, s->backward[j][k]);
    if (mpq_sgn(o->shift.at[k]) == 0)
        mpfi_set_ui(eta, 0);
    else {
        cas_descent_ripple_slope(run->descent, &run->interval, k, s->w[k], s->scratch);
        mpfi_sub(eta, eta, s->scratch);
    }
    mpfi_add(eta, eta, s->backward[j][k]);
    mpfi_mul_q(s->term, x, run->descent->step_size);
    mpfi_sub(s->next[j][k], s->w[k], s->term);
    mpfi_neg(s->term, s->term);
    add_product(v[CAS_GS], s->g[k], s->term, s->scratch);
    add_product(v[CAS_SS], s->term, s->term, s->scratch);
    add_product(v[CAS_GX], s->g[k], x, s->scratch);
    add_product(v[CAS_XX], x, x, s->scratch);
    add_product(v[CAS_GU], s->g[k], u, s->scratch);
    add_product(v[CAS_UU], u, u, s->scratch);
    add_product(v[CAS_GE], s->g[k], eta, s->scratch);
    add_product(v[CAS_EE], eta, eta, s->scratch);
    add_product(v[CAS_E2], s->backward[j][k], s->backward[j][k], s->scratch);
    add_scaled(s->bias[k], o->probability, eta, s->scratch);
    mpfi_clear(eta);
    mpfi_clear(x);
    mpfi_clear(u);
}

static void follow_outcome(cas_descent_run *run, struct state *s, const cas_outcome *o,
                           size_t j, mpfi_t *mean, mpfi_srcptr probability)
{
    mpfi_t *v = run->value;
    mpq_t norm;
    mpq_init(norm);
    for (int i = CAS_LP; i <= CAS_EE; i++)
        mpfi_set_ui(v[i], 0);
    mpfi_set_ui(v[CAS_E2], 0);
    for (size_t k = 0; k < run->descent->dimension; k++)
        follow_coordinate(run, s, o, j, k);
    cas_descent_loss(run->descent, &run->interval, (const mpfi_t *)s->next[j], v[CAS_LP]);
    run->observe(run, CAS_EACH_OUTCOME, run->context);
    add_scaled(v[CAS_NEXT], o->probability, v[CAS_LP], s->scratch);
    add_scaled(v[CAS_D], o->probability, v[CAS_EE], s->scratch);
    rational_norm(&o->noise, norm);
    mpq_mul(norm, norm, o->probability);
    mpfi_add_q(v[CAS_V], v[CAS_V], norm);
    mpfi_mul_q(s->term, v[CAS_E2], o->probability);
    add_product(mean[CAS_E2], probability, s->term, s->scratch);
    rational_norm(&o->shift, norm);
    mpfi_mul_q(s->term, probability, o->probability);
    add_scaled(mean[CAS_F2], norm, s->term, s->scratch);
    mpq_mul(norm, norm, norm);
    add_scaled(mean[CAS_F4], norm, s->term, s->scratch);
    mpq_clear(norm);
}

static void start_state(cas_descent_run *run, struct state *s)
{
    mpfi_t *v = run->value;
    for (int i = CAS_NEXT; i <= CAS_D; i++)
        mpfi_set_ui(v[i], 0);
    mpfi_set_ui(v[CAS_GG], 0);
    cas_descent_loss(run->descent, &run->interval, (const mpfi_t *)s->w, v[CAS_LOSS]);
    for (size_t k = 0; k < run->descent->dimension; k++) {
        cas_descent_slope(run->descent, &run->interval, k, s->w[k], s->g[k]);
        add_product(v[CAS_GG], s->g[k], s->g[k], s->scratch);
        mpfi_set_ui(s->bias[k], 0);
    }
}

static void finish_state(cas_descent_run *run, struct state *s, const cas_phase *phase,
                         mpfi_t *mean, mpfi_srcptr probability)
{
    mpfi_t *v = run->value, part;
    for (size_t k = 0; k < run->descent->dimension; k++) {
        add_product(v[CAS_GB], s->g[k], s->bias[k], s->scratch);
        add_product(v[CAS_BB], s->bias[k], s->bias[k], s->scratch);
    }
    run->observe(run, CAS_EACH_STATE, run->context);
    add_product(mean[CAS_LT], probability, v[CAS_LOSS], s->scratch);
    add_product(mean[CAS_GT], probability, v[CAS_GG], s->scratch);
    add_product(mean[CAS_DT], probability, v[CAS_D], s->scratch);
    add_product(mean[CAS_BT], probability, v[CAS_BB], s->scratch);
    mpfi_init2(part, run->interval.precision);
    mean_square_of_means(run, s, phase, false, part);
    add_product(mean[CAS_P2], probability, part, s->scratch);
    mean_square_of_means(run, s, phase, true, part);
    add_product(mean[CAS_Q2], probability, part, s->scratch);
    mpfi_clear(part);
}

/* Whether the only outcome leads to where it started, exactly. */
static bool is_at_rest(const cas_descent_run *run, struct state *s, size_t t)
{
    for (size_t p = 0; p < run->descent->phases; p++)
        if (run->descent->phase[p].outcomes > 1)
            return false;
    for (size_t k = 0; k < run->descent->dimension; k++)
        if (!mpfr_equal_p(&s->w[k]->left, &s->w[k]->right) ||
            !mpfr_equal_p(&s->next[0][k]->left, &s->next[0][k]->right) ||
            !mpfr_equal_p(&s->w[k]->left, &s->next[0][k]->left))
            return false;
    return t + 1 >= run->descent->phases;
}

static const cas_phase *phase_at(const cas_descent_run *run, size_t t)
{
    size_t last = run->descent->phases - 1;
    return &run->descent->phase[t < last ? t : last];
}

/* Takes in the state s at time t, where the run is with that probability; false where it
   ends there. */
static bool visit(cas_descent_run *run, struct state *s, size_t t,
                  mpfi_srcptr probability)
{
    mpfi_t *mean = means_at(run, t);
    const cas_phase *phase = phase_at(run, t);
    start_state(run, s);
    if (t == run->descent->steps) {
        add_product(mean[CAS_LT], probability, run->value[CAS_LOSS], s->scratch);
        return false;
    }
    if (t >= CAS_DESCENT_TREE)
        return false;
    for (size_t j = 0; j < phase->outcomes; j++)
        follow_outcome(run, s, &phase->outcome[j], j, mean, probability);
    finish_state(run, s, phase, mean, probability);
    if (t + 1 > run->times)
        run->times = t + 1;
    if (is_at_rest(run, s, t)) {
        mpfi_t *end = means_at(run, t + 1);
        mpfi_set(end[CAS_LT], run->means[t][CAS_LT]);
        run->is_at_rest = true;
    }
    return !run->is_at_rest;
}

static void move(const cas_descent_run *run, struct state *s, mpfi_t *w)
{
    for (size_t k = 0; k < run->descent->dimension; k++)
        mpfi_set(s->w[k], w[k]);
}

/* Follows the run from w at time t, where it is with that probability.  The last outcome
   of each state is followed in place, so that calls nest as deep as the run branches and
   not as deep as it is long. */
static void follow(cas_descent_run *run, size_t t, mpfi_t *w, mpfi_srcptr probability)
{
    struct state s;
    mpfi_t reached, likelihood;
    each_number(&s, start_number, run->interval.precision);
    mpfi_init2(likelihood, run->interval.precision);
    mpfi_init2(reached, run->interval.precision);
    mpfi_set(reached, probability);
    move(run, &s, w);
    for (; visit(run, &s, t, reached); t++) {
        const cas_phase *phase = phase_at(run, t);
        size_t last = phase->outcomes - 1;
        for (size_t j = 0; j < last; j++) {
            mpfi_mul_q(likelihood, reached, phase->outcome[j].probability);
            follow(run, t + 1, s.next[j], likelihood);
        }
        mpfi_mul_q(reached, reached, phase->outcome[last].probability);
        move(run, &s, s.next[last]);
    }
    mpfi_clear(reached);
    mpfi_clear(likelihood);
    each_number(&s, end_number, run->interval.precision);
}

cas_status cas_descent_follow(cas_descent_run *run, const cas_descent *descent,
                              bool printed, mpfr_prec_t precision,
                              void (*observe)(cas_descent_run *run,
                                              cas_descent_scope scope, void *context),
                              void *context, cas_message *message)
{
    vector start;
    mpfi_t one;
    *run = (cas_descent_run){.descent = descent,
                             .interval = cas_arithmetic_interval(precision),
                             .observe = observe,
                             .context = context};
    for (int i = 0; i < CAS_NAMES; i++)
        start_number(run->value[i], precision);
    set_constants(run, printed);
    start_number(one, precision);
    mpfi_set_ui(one, 1);
    for (size_t k = 0; k < DIMENSIONS; k++)
        start_number(start[k], precision);
    for (size_t k = 0; k < descent->dimension; k++)
        mpfi_set_q(start[k], descent->start.at[k]);
    cas_descent_loss(run->descent, &run->interval, (const mpfi_t *)start,
                     run->value[CAS_DELTA_0]);
    mpfi_sub(run->value[CAS_DELTA_0], run->value[CAS_DELTA_0], run->value[CAS_LOW]);
    mpfi_set_ui(one, 1);
    follow(run, 0, start, one);
    mpfi_set(run->value[CAS_END], run->means[run->times][CAS_LT]);
    for (size_t k = 0; k < DIMENSIONS; k++)
        mpfi_clear(start[k]);
    mpfi_clear(one);
    if (run->times < descent->steps && !run->is_at_rest) {
        cas_descent_run_clear(run);
        return cas_fail(message, CAS_LIMIT, "the run is not at rest after %d steps",
                        CAS_DESCENT_TREE);
    }
    return CAS_OK;
}

void cas_descent_run_clear(cas_descent_run *run)
{
    for (int i = 0; i < CAS_NAMES; i++)
        mpfi_clear(run->value[i]);
    for (size_t t = 0; t < run->allocated; t++)
        for (int i = 0; i < CAS_NAMES; i++)
            mpfi_clear(run->means[t][i]);
    free(run->means);
}

void cas_descent_set_time(cas_descent_run *run, size_t t)
{
    for (int i = CAS_LT; i <= CAS_Q2; i++)
        mpfi_set(run->value[i], run->means[t][i]);
    mpfi_set(run->value[CAS_LN], run->means[t + 1][CAS_LT]);
}

/*: Where the run is at rest from time $m = $ \texttt{times} $- 1$ on, the times $t = m,
\dots, T-1$ are alike, and the sums over them are geometric:
$\sum_{t=m}^{T-1} \rho^{T-1-t} = (1 - \rho^{T-m})/(1-\rho)$, and $T - m$ where $\rho =
1$. */
void cas_descent_set_rate(cas_descent_run *run, mpfi_srcptr rate, size_t t)
{
    const cas_arithmetic *a = &run->interval;
    mpfi_t *v = run->value;
    size_t steps = run->descent->steps;
    bool is_tail = t + 1 == run->times && run->times < steps;
    a->power(v[CAS_RATE_T], rate, (long)steps);
    if (!is_tail || (mpfi_is_strictly_pos(rate) && mpfi_cmp_ui(rate, 1) == 0)) {
        mpfi_set_ui(v[CAS_COUNT], is_tail ? steps - t : 1);
        a->power(v[CAS_RATE_1], rate, (long)(steps - 1 - t));
        if (is_tail)
            mpfi_mul_ui(v[CAS_RATE_1], v[CAS_RATE_1], steps - t);
    } else {
        mpfi_t gap;
        mpfi_init2(gap, a->precision);
        mpfi_set_ui(v[CAS_COUNT], steps - t);
        a->power(v[CAS_RATE_1], rate, (long)(steps - t));
        mpfi_ui_sub(v[CAS_RATE_1], 1, v[CAS_RATE_1]);
        mpfi_ui_sub(gap, 1, rate);
        mpfi_div(v[CAS_RATE_1], v[CAS_RATE_1], gap);
        mpfi_clear(gap);
    }
    mpfi_mul(v[CAS_RATE], v[CAS_RATE_1], rate);
}
