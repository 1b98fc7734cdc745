/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/step.h"

#include <stdio.h>
#include <string.h>

/* What a common mutant does: all of the right side (term 0) or one term times a factor,
   or one constant for another. */
typedef struct change {
    size_t term;
    long numerator, denominator; /* denominator 0: no factor */
    int replaced, replacement;   /* -1: none */
} change;

static int constant_of(const char *symbol)
{
    static const char *const symbols[] = {
        [CAS_JACOBIAN] = "C",          [CAS_MIXED_HESSIAN] = "K",
        [CAS_LIPSCHITZ] = "Lf",        [CAS_JACOBIAN_LIPSCHITZ] = "L",
        [CAS_HESSIAN_LIPSCHITZ] = "H", [CAS_GRADIENT_BOUND] = "Cv",
    };
    for (int c = 0; c <= CAS_GRADIENT_BOUND; c++)
        if (strcmp(symbols[c], symbol) == 0)
            return c;
    return -1;
}

/* "3/4" or "0" behind a '*', to the end of the name. */
static bool read_factor(const char *text, change *c)
{
    char rest;
    c->denominator = 1;
    int fields = sscanf(text, "%ld/%ld%c", &c->numerator, &c->denominator, &rest);
    return (fields == 1 || fields == 2) && c->denominator > 0;
}

static bool read_change(const char *name, change *c)
{
    *c = (change){.replaced = -1, .replacement = -1};
    char one[4], other[4], rest;
    const char *star = strchr(name, '*');
    if (strncmp(name, "rhs*", 4) == 0)
        return read_factor(name + 4, c);
    if (star != NULL && sscanf(name, "rhs[%zu]%c", &c->term, &rest) == 2)
        return c->term > 0 && read_factor(star + 1, c);
    if (sscanf(name, "%3[A-Za-z]:=%3[A-Za-z]%c", one, other, &rest) != 2)
        return false;
    c->replaced = constant_of(one);
    c->replacement = constant_of(other);
    return c->replaced >= 0 && c->replacement >= 0;
}

bool cas_step_mutant_is_common(const char *name)
{
    change c;
    return read_change(name, &c);
}

bool cas_step_is_mutated(const cas_step_run *run, const char *name)
{
    return run->mutant != NULL && strcmp(run->mutant->name, name) == 0;
}

void cas_step_left(cas_step_run *run, cas_variable x)
{
    run->left = cas_variable_sum(&run->e, run->left, x);
}

void cas_step_right(cas_step_run *run, cas_variable x)
{
    change c;
    run->terms++;
    if (run->mutant != NULL && read_change(run->mutant->name, &c) && c.denominator > 0 &&
        (c.term == 0 || c.term == run->terms))
        x = cas_variable_product(
            &run->e, cas_evaluation_number(&run->e, c.numerator, c.denominator), x);
    run->right = cas_variable_sum(&run->e, run->right, x);
}

static void index_range(cas_step_range range, size_t depth, size_t *first, size_t *last)
{
    *first = range == CAS_FROM_2_BELOW_N || range == CAS_FROM_2_TO_N ? 2 : 1;
    *last = range == CAS_FROM_1_TO_N || range == CAS_FROM_2_TO_N ? depth : depth - 1;
    if (range == CAS_ONCE)
        *first = *last = 0;
}

/* An identity's sides: |l - r| and 2^-64 times the larger of the two. */
static void compare_sides(mpfi_ptr left, mpfi_ptr right)
{
    mpfi_t difference, larger;
    mpfi_init2(difference, mpfi_get_prec(left));
    mpfi_init2(larger, mpfi_get_prec(left));
    mpfi_sub(difference, left, right);
    mpfi_abs(difference, difference);
    mpfi_abs(larger, left);
    mpfi_abs(right, right);
    mpfr_max(&larger->left, &larger->left, &right->left, MPFR_RNDD);
    mpfr_max(&larger->right, &larger->right, &right->right, MPFR_RNDU);
    mpfi_div_2ui(right, larger, 64);
    mpfi_set(left, difference);
    mpfi_clear(difference);
    mpfi_clear(larger);
}

static bool states_are_inside(const cas_run *run)
{
    for (size_t i = 0; i < run->depth; i++) {
        const cas_link *link = &run->process->chain->links[i];
        for (cas_trace t = CAS_TRACE_Y; t <= CAS_TRACE_Y_TILDE; t += CAS_TRACE_Y_TILDE)
            for (size_t c = 0; c < run->copies[cas_trace_level(t)]; c++)
                for (size_t k = 0; k < link->op->in; k++)
                    if (!cas_range_contains(&link->domain.y[k],
                                            cas_at_const(run->arithmetic,
                                                         run->trace[t][i],
                                                         c * link->op->in + k)))
                        return false;
        for (size_t k = 0; k < link->op->weights; k++) {
            const cas_range *r = &link->domain.w[k];
            if ((r->has_lower && mpq_cmp(link->weights.at[k], r->lower) < 0) ||
                (r->has_upper && mpq_cmp(link->weights.at[k], r->upper) > 0))
                return false;
        }
    }
    return true;
}

/* Whether the sides of one i weigh more than the worst so far: a violation more than what
   is undecided, that more than what holds, and there the larger ratio. */
static bool is_worse(mpfi_srcptr left, mpfi_srcptr right, cas_verdict *verdict,
                     double *ratio)
{
    static const int weight[] = {
        [CAS_HOLDS] = 0, [CAS_UNDECIDED] = 1, [CAS_VIOLATED] = 2};
    cas_verdict new_verdict = cas_interval_compare(left, right);
    double new_ratio = cas_ratio_upper(left, right);
    if (weight[new_verdict] < weight[*verdict] ||
        (weight[new_verdict] == weight[*verdict] && !(new_ratio > *ratio)))
        return false;
    *verdict = new_verdict;
    *ratio = new_ratio;
    return true;
}

static void set_undecided(mpfi_ptr x)
{
    mpfr_set_inf(&x->left, -1);
    mpfr_set_inf(&x->right, 1);
}

/* x (1 + 2^-bits) for x >= 0 */
static void give_slack(mpfi_ptr x, mpfr_prec_t bits)
{
    mpfi_t slack;
    mpfi_init2(slack, mpfi_get_prec(x));
    mpfi_div_2ui(slack, x, (unsigned long)bits);
    mpfi_add(x, x, slack);
    mpfi_clear(slack);
}

/* From this precision on what cannot be told from equal is set aside. */
enum { LATE = 512 };

/* Whether both sides are 0, or too small to be told from it. */
static bool are_nothing(mpfi_srcptr left, mpfi_srcptr right, mpfr_prec_t precision)
{
    if (mpfi_is_zero(left) && mpfi_is_zero(right))
        return true;
    mpfr_exp_t least = 16 - (mpfr_exp_t)precision;
    return precision >= LATE && mpfr_cmp_ui_2exp(&left->right, 1, least) < 0 &&
           mpfr_cmp_ui_2exp(&right->right, 1, least) < 0;
}

/* The worst so far, over all i and all scenarios. */
typedef struct worst {
    const cas_step *step;
    mpfr_prec_t precision;
    cas_sides *sides;
    cas_verdict verdict;
    double ratio;
    bool is_trivial; /* nothing was compared yet */
    mpfi_t left, right;
} worst;

static void compare_copy(worst *w, const void *left, const void *right)
{
    mpfi_set(w->left, (mpfi_srcptr)left);
    mpfi_set(w->right, (mpfi_srcptr)right);
    if (are_nothing(w->left, w->right, w->precision))
        return;
    w->is_trivial = false;
    if (w->step->is_identity)
        compare_sides(w->left, w->right);
    else if (w->precision > CAS_PRECISION_FIRST)
        give_slack(w->right, w->precision / 2);
    if (is_worse(w->left, w->right, &w->verdict, &w->ratio)) {
        mpfi_set(w->sides->lhs, w->left);
        mpfi_set(w->sides->rhs, w->right);
    }
}

/* Both sides of one i, in every scenario. */
static void compare_index(worst *w, cas_step_run *run, size_t i)
{
    cas_evaluation *e = &run->e;
    run->left = run->right = cas_evaluation_number(e, 0, 1);
    run->terms = 0;
    w->step->sides(run, i);
    if (run->is_inapplicable)
        return;
    cas_variable none = cas_evaluation_number(e, 0, 1);
    cas_variable left =
        cas_variable_sum(e, run->left, cas_variable_product(e, none, run->right));
    cas_variable right =
        cas_variable_sum(e, run->right, cas_variable_product(e, none, run->left));
    for (size_t c = 0; c < e->run->copies[left.level]; c++)
        compare_copy(w, cas_at_const(e->interval, left.at, c),
                     cas_at_const(e->interval, right.at, c));
}

static void set_worst(const cas_step *step, cas_step_run *run, cas_sides *sides)
{
    size_t first, last;
    worst w = {.step = step,
               .precision = run->e.interval->precision,
               .sides = sides,
               .verdict = CAS_HOLDS,
               .ratio = -1,
               .is_trivial = true};
    mpfi_init2(w.left, w.precision);
    mpfi_init2(w.right, w.precision);
    index_range(step->range, run->e.run->depth, &first, &last);
    for (size_t i = first; i <= last; i++)
        compare_index(&w, run, i);
    bool is_aside = !run->e.is_decided && w.precision >= LATE;
    if (is_aside || run->is_inapplicable || w.is_trivial || w.ratio < 0) {
        sides->applies = false;
    } else if (!run->e.is_decided) {
        set_undecided(sides->lhs);
        set_undecided(sides->rhs);
    }
    mpfi_clear(w.left);
    mpfi_clear(w.right);
}

cas_status cas_step_sides(const cas_claim *claim, const cas_mutant *mutant,
                          const void *instance, mpfr_prec_t precision, cas_sides *sides,
                          cas_message *message)
{
    const cas_step *step = claim->data;
    const cas_process_instance *of = instance;
    cas_arithmetic interval = cas_arithmetic_interval(precision);
    cas_run *run;
    cas_status status =
        cas_run_new(of->process, &interval, step->has_jacobians, &run, message);
    if (status != CAS_OK)
        return status;
    if (!of->constants.is_declared && !states_are_inside(run)) {
        sides->applies = false;
    } else {
        cas_step_run steps = {.is_repaired = strcmp(claim->version, "printed") != 0,
                              .mutant = mutant};
        change c;
        cas_evaluation_init(&steps.e, run, (const mpq_t *)of->constants.value,
                            step->input_is_known);
        if (mutant != NULL && read_change(mutant->name, &c)) {
            steps.e.replaced = c.replaced;
            steps.e.replacement = c.replacement;
        }
        set_worst(step, &steps, sides);
        cas_evaluation_clear(&steps.e);
    }
    cas_run_free(run);
    return CAS_OK;
}

cas_status cas_step_generate(const cas_claim *claim, gsl_rng *rng, void **instance,
                             cas_message *message)
{
    const cas_step *step = claim->data;
    cas_process *process;
    cas_process_instance *made;
    cas_process_generate(rng, step->style, &process);
    cas_status status = cas_process_instance_new(process, &made, message);
    if (status == CAS_OK)
        *instance = made;
    return status;
}
