/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/descent_step.h"

#include "exact/closed_form.h"

#include <string.h>

/* The sides of a step under evaluation, and the worst pair so far. */
struct comparison {
    const cas_descent_step *step;
    cas_program *left, *right, *left_each, *right_each, *rate;
    cas_sides *sides;
    double ratio;
    cas_verdict verdict;
    mpfi_t l, r, term;
};

static cas_program *compile(const char *formula, const cas_mutant *mutant,
                            const char *side)
{
    size_t length = strlen(side);
    if (mutant != NULL && strncmp(mutant->name, side, length) == 0)
        formula = mutant->name + length;
    return formula != NULL ? cas_closed_form_compile(CAS_DESCENT_NAMES, formula) : NULL;
}

static void evaluate(const cas_descent_run *run, const cas_program *program, mpfi_ptr r)
{
    if (!cas_closed_form_run(program, &run->interval, run->value, r)) {
        mpfr_set_inf(&r->left, -1);
        mpfr_set_inf(&r->right, 1);
    }
}

/* An identity's sides: |l - r| and 2^-64 times the larger of the two. */
static void compare_as_identity(struct comparison *c)
{
    mpfi_sub(c->term, c->l, c->r);
    mpfi_abs(c->term, c->term);
    mpfi_abs(c->l, c->l);
    mpfi_abs(c->r, c->r);
    mpfr_max(&c->r->left, &c->l->left, &c->r->left, MPFR_RNDD);
    mpfr_max(&c->r->right, &c->l->right, &c->r->right, MPFR_RNDU);
    mpfi_div_2ui(c->r, c->r, 64);
    mpfi_set(c->l, c->term);
}

/* As in claim/step.h: where both sides are equal and irrational, no precision tells; from
   the second precision p on the right side gets 2^(-p/2) of the larger one more. */
static void give_slack(struct comparison *c, mpfr_prec_t precision)
{
    if (precision == CAS_PRECISION_FIRST)
        return;
    mpfi_abs(c->term, c->r);
    mpfi_div_2ui(c->term, c->term, (unsigned long)precision / 2);
    mpfi_add(c->r, c->r, c->term);
}

/* Whether both sides are 0, or at a late precision p below 2^(-p/2) and not to be told
   from it. */
static bool are_nothing(const struct comparison *c, mpfr_prec_t precision)
{
    enum { LATE = 512 };
    mpfr_exp_t least = -(mpfr_exp_t)precision / 2;
    if (mpfi_is_zero(c->l) && mpfi_is_zero(c->r))
        return true;
    return precision >= LATE && mpfr_cmp_si_2exp(&c->l->right, 1, least) < 0 &&
           mpfr_cmp_si_2exp(&c->l->left, -1, least) > 0 &&
           mpfr_cmp_si_2exp(&c->r->right, 1, least) < 0 &&
           mpfr_cmp_si_2exp(&c->r->left, -1, least) > 0;
}

static void keep_worst(struct comparison *c, mpfr_prec_t precision)
{
    static const int weight[] = {
        [CAS_HOLDS] = 0, [CAS_UNDECIDED] = 1, [CAS_VIOLATED] = 2};
    if (are_nothing(c, precision))
        return;
    if (c->step->is_identity)
        compare_as_identity(c);
    else
        give_slack(c, precision);
    cas_verdict verdict = cas_interval_compare(c->l, c->r);
    double ratio = cas_ratio_upper(c->l, c->r);
    if (weight[verdict] < weight[c->verdict] ||
        (weight[verdict] == weight[c->verdict] && !(ratio > c->ratio)))
        return;
    c->verdict = verdict;
    c->ratio = ratio;
    mpfi_set(c->sides->lhs, c->l);
    mpfi_set(c->sides->rhs, c->r);
}

static void observe(cas_descent_run *run, cas_descent_scope scope, void *context)
{
    struct comparison *c = context;
    if (scope != c->step->scope)
        return;
    evaluate(run, c->left, c->l);
    evaluate(run, c->right, c->r);
    keep_worst(c, run->interval.precision);
}

static void compare_whole_run(cas_descent_run *run, struct comparison *c)
{
    mpfi_t rate;
    mpfi_init2(rate, run->interval.precision);
    mpfi_set_ui(rate, 1);
    if (c->rate != NULL)
        evaluate(run, c->rate, rate);
    mpfi_set_ui(c->l, 0);
    mpfi_set_ui(c->r, 0);
    for (size_t t = 0; t < run->times; t++) {
        cas_descent_set_time(run, t);
        cas_descent_set_rate(run, rate, t);
        if (c->left_each != NULL) {
            evaluate(run, c->left_each, c->term);
            mpfi_add(c->l, c->l, c->term);
        }
        if (c->right_each != NULL) {
            evaluate(run, c->right_each, c->term);
            mpfi_add(c->r, c->r, c->term);
        }
    }
    evaluate(run, c->left, c->term);
    mpfi_add(c->l, c->l, c->term);
    evaluate(run, c->right, c->term);
    mpfi_add(c->r, c->r, c->term);
    keep_worst(c, run->interval.precision);
    mpfi_clear(rate);
}

static void compare_times(cas_descent_run *run, struct comparison *c)
{
    if (c->step->scope == CAS_WHOLE_RUN) {
        compare_whole_run(run, c);
    } else if (c->step->scope == CAS_EACH_TIME) {
        for (size_t t = 0; t < run->times; t++) {
            cas_descent_set_time(run, t);
            observe(run, CAS_EACH_TIME, c);
        }
    }
}

/* Whether L gamma is small enough, and mu > 0 where the claim needs it. */
static bool meets_hypotheses(const cas_descent *descent, const cas_descent_options *needs)
{
    mpq_t value, limit;
    mpq_inits(value, limit, NULL);
    cas_descent_smoothness(descent, value);
    mpq_mul(value, value, descent->step_size);
    mpq_set_si(limit, needs->limit_numerator, (unsigned long)needs->limit_denominator);
    bool met = mpq_cmp(value, limit) <= 0;
    cas_descent_convexity(descent, value);
    met = met && (!needs->strongly_convex || mpq_sgn(value) > 0);
    mpq_clears(value, limit, NULL);
    return met;
}

cas_status cas_descent_step_sides(const cas_claim *claim, const cas_mutant *mutant,
                                  const void *instance, mpfr_prec_t precision,
                                  cas_sides *sides, cas_message *message)
{
    const cas_descent_step *step = claim->data;
    if (!meets_hypotheses(instance, &step->instances)) {
        sides->applies = false;
        return CAS_OK;
    }
    struct comparison c = {
        .step = step,
        .left = compile(step->left, NULL, ""),
        .right = compile(step->right, mutant, "right: "),
        .left_each = compile(step->left_each, NULL, ""),
        .right_each = compile(step->right_each, mutant, "each: "),
        .rate = compile(step->rate, mutant, "rate: "),
        .sides = sides,
        .ratio = -1,
    };
    cas_descent_run run;
    mpfi_init2(c.l, precision);
    mpfi_init2(c.r, precision);
    mpfi_init2(c.term, precision);
    cas_status status = cas_descent_follow(&run, instance, step->printed, precision,
                                           observe, &c, message);
    if (status == CAS_OK) {
        compare_times(&run, &c);
        sides->applies = c.ratio >= 0;
        cas_descent_run_clear(&run);
    }
    mpfi_clear(c.l);
    mpfi_clear(c.r);
    mpfi_clear(c.term);
    cas_program_free(c.left);
    cas_program_free(c.right);
    cas_program_free(c.left_each);
    cas_program_free(c.right_each);
    cas_program_free(c.rate);
    return status;
}

cas_status cas_descent_step_generate(const cas_claim *claim, gsl_rng *rng,
                                     void **instance, cas_message *message)
{
    const cas_descent_step *step = claim->data;
    (void)message;
    *instance = cas_descent_generate(rng, &step->instances);
    return CAS_OK;
}
