/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/judge.h"

#include "arithmetic/memory.h"
#include "formula/evaluate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Precisions are 128 to 4096 bits.  A run may have 2^40 steps: statements about each of
   them are not for it. */
enum { LATE = 512, PRECISIONS = 6, MOST_INDICES = 1 << 20 };

/* The instance in one arithmetic. */
struct bench {
    bool is_open, says_nothing;
    cas_arithmetic arithmetic;
    cas_model *model;
    cas_evaluator *evaluator;
};

struct cas_judge {
    const cas_variants *variants;
    const void *instance;
    struct bench bench[PRECISIONS]; /* in intervals */
    struct bench exact;             /* in rational arithmetic, for conditions */
};

cas_judge *cas_judge_new(const cas_variants *variants, const void *instance)
{
    cas_judge *made = cas_allocate(1, sizeof *made);
    made->variants = variants;
    made->instance = instance;
    return made;
}

static void close_bench(struct bench *bench)
{
    cas_evaluator_free(bench->evaluator);
    if (bench->model != NULL)
        bench->model->free(bench->model);
}

void cas_judge_free(cas_judge *judge)
{
    if (judge == NULL)
        return;
    for (size_t k = 0; k < PRECISIONS; k++)
        close_bench(&judge->bench[k]);
    close_bench(&judge->exact);
    free(judge);
}

static cas_status open_bench(const cas_judge *judge, struct bench *bench,
                             cas_arithmetic arithmetic, cas_message *message)
{
    const cas_variants *v = judge->variants;
    if (bench->is_open)
        return CAS_OK;
    bench->arithmetic = arithmetic;
    cas_status status = v->claim->kind->model(judge->instance, v->claim, v->statement,
                                              &bench->arithmetic, &bench->model, message);
    if (status != CAS_OK)
        return status;
    bench->is_open = true;
    bench->says_nothing = bench->model == NULL;
    if (bench->model != NULL)
        bench->evaluator = cas_evaluator_new(bench->model);
    return CAS_OK;
}

/* The comparison under way: the worst pair of sides so far. */
struct comparison {
    cas_judge *judge;
    struct bench *bench;
    const cas_statement *statement;
    const cas_statement *original; /* of a mutant with a smaller term, else NULL */
    cas_judgement *judgement;
    cas_verdict verdict;
    double ratio, needed;
    bool is_trivial; /* nothing was compared yet */
    size_t indices;  /* that were looked at */
    cas_status status;
    cas_message *message;
    mpfi_t left, right, scratch;
};

/* A number that is undefined tells nothing. */
static void take(mpfi_ptr r, const void *x)
{
    mpfi_set(r, (mpfi_srcptr)x);
    if (!mpfi_nan_p(r))
        return;
    mpfr_set_inf(&r->left, -1);
    mpfr_set_inf(&r->right, 1);
}

static bool is_below(mpfi_srcptr x, mpfr_exp_t exponent)
{
    return mpfr_cmp_si_2exp(&x->right, 1, exponent) < 0 &&
           mpfr_cmp_si_2exp(&x->left, -1, exponent) > 0;
}

static bool are_nothing(const struct comparison *c)
{
    mpfr_prec_t precision = c->bench->arithmetic.precision;
    if (mpfi_is_zero(c->left) && mpfi_is_zero(c->right))
        return true;
    return precision >= LATE && is_below(c->left, -(mpfr_exp_t)precision / 2) &&
           is_below(c->right, -(mpfr_exp_t)precision / 2);
}

static void give_slack(struct comparison *c)
{
    mpfi_abs(c->scratch, c->right);
    mpfi_div_2ui(c->scratch, c->scratch,
                 (unsigned long)c->bench->arithmetic.precision / 2);
    mpfi_add(c->right, c->right, c->scratch);
}

/* |l - r| and 2^-64 max(|l|, |r|), of |l - r| in scratch and the two norms. */
static void set_identity(struct comparison *c)
{
    mpfr_max(&c->right->left, &c->left->left, &c->right->left, MPFR_RNDD);
    mpfr_max(&c->right->right, &c->left->right, &c->right->right, MPFR_RNDU);
    mpfi_div_2ui(c->right, c->right, 64);
    mpfi_set(c->left, c->scratch);
}

bool cas_verdict_is_worse(cas_verdict one, double ratio, cas_verdict other,
                          double other_ratio)
{
    static const int weight[] = {
        [CAS_HOLDS] = 0, [CAS_UNDECIDED] = 1, [CAS_VIOLATED] = 2};
    return one != other ? weight[one] > weight[other] : ratio > other_ratio;
}

static cas_verdict decide(struct comparison *c)
{
    if (c->statement->claim.relation == CAS_LESS) {
        if (mpfr_less_p(&c->left->right, &c->right->left))
            return CAS_HOLDS;
        return mpfr_greaterequal_p(&c->left->left, &c->right->right) ? CAS_VIOLATED
                                                                     : CAS_UNDECIDED;
    }
    if (c->statement->claim.relation == CAS_AT_MOST &&
        c->bench->arithmetic.precision > CAS_PRECISION_FIRST)
        give_slack(c);
    return cas_interval_compare(c->left, c->right);
}

static void compare(struct comparison *c)
{
    if (are_nothing(c))
        return;
    c->is_trivial = false;
    if (c->statement->claim.relation == CAS_EQUAL)
        set_identity(c);
    cas_verdict verdict = decide(c);
    double ratio = cas_ratio_upper(c->left, c->right);
    if (!cas_verdict_is_worse(verdict, ratio, c->verdict, c->ratio))
        return;
    c->verdict = verdict;
    c->ratio = ratio;
    mpfi_set(c->judgement->lhs, c->left);
    mpfi_set(c->judgement->rhs, c->right);
}

/* With the right side r of the original and r - d of the mutant, where d is a tenth of a
   term, l <= r - 10 d + x 10 d needs x >= 1 - (r - l)/(10 d). */
static void note_needed(struct comparison *c, const void *right, const void *original)
{
    mpfi_sub(c->scratch, (mpfi_srcptr)original, (mpfi_srcptr)right);
    double tenth = mpfi_get_d(c->scratch);
    mpfi_sub(c->scratch, (mpfi_srcptr)original, c->left);
    double needed = 1 - mpfi_get_d(c->scratch) / (10 * tenth);
    if (tenth > 0 && isfinite(needed) && needed > c->needed)
        c->needed = needed;
}

static cas_status evaluate(struct comparison *c, const cas_formula *f, const long *index,
                           cas_variable *r)
{
    return cas_evaluate(c->bench->evaluator, f, index, r, c->message);
}

/* Both sides of one copy; identities of vectors are compared by norms. */
static void take_copy(struct comparison *c, cas_variable left, cas_variable right,
                      size_t level, size_t copy)
{
    const cas_workspace *w = &c->bench->model->workspace;
    take(c->left, cas_variable_at(w, left, level, copy));
    take(c->right, cas_variable_at(w, right, level, copy));
}

static cas_variable norm(const cas_workspace *w, cas_variable x)
{
    return cas_variable_function(w, CAS_SQRT, cas_variable_norm_squared(w, x));
}

static void compare_identity(struct comparison *c, cas_variable left, cas_variable right)
{
    const cas_workspace *w = &c->bench->model->workspace;
    cas_variable difference = norm(w, cas_variable_difference(w, left, right));
    left = norm(w, left);
    right = norm(w, right);
    for (size_t copy = 0; copy < cas_space_copies(w, difference.level); copy++) {
        take_copy(c, left, right, difference.level, copy);
        take(c->scratch, cas_variable_at(w, difference, difference.level, copy));
        compare(c);
    }
}

static void compare_inequality(struct comparison *c, cas_variable left,
                               cas_variable right, const cas_variable *original)
{
    const cas_workspace *w = &c->bench->model->workspace;
    size_t level = left.level > right.level ? left.level : right.level;
    for (size_t copy = 0; copy < cas_space_copies(w, level); copy++) {
        take_copy(c, left, right, level, copy);
        if (original != NULL)
            note_needed(c, cas_variable_at(w, right, level, copy),
                        cas_variable_at(w, *original, level, copy));
        compare(c);
    }
}

/* The sign of y - x; false where it is not known. */
typedef bool sign_of_numbers(const cas_arithmetic *a, const void *x, const void *y,
                             int *sign);

static bool enclosed_sign(const cas_arithmetic *a, const void *x, const void *y,
                          int *sign)
{
    mpfi_srcptr left = x, right = y;
    (void)a;
    *sign = 0;
    if (mpfr_less_p(&left->right, &right->left))
        *sign = 1;
    else if (mpfr_less_p(&right->right, &left->left))
        *sign = -1;
    else
        return mpfr_equal_p(&left->left, &right->right) &&
               mpfr_equal_p(&left->right, &right->left);
    return true;
}

static bool exact_sign(const cas_arithmetic *a, const void *x, const void *y, int *sign)
{
    if (!a->is_defined(x) || !a->is_defined(y))
        return false;
    *sign = mpq_cmp((mpq_srcptr)y, (mpq_srcptr)x);
    return true;
}

static bool fits(cas_relation relation, int sign)
{
    if (relation == CAS_EQUAL)
        return sign == 0;
    return relation == CAS_LESS ? sign > 0 : sign >= 0;
}

typedef enum answer { NO, YES, UNKNOWN } answer;

/* Whether a condition holds in every scenario and for all entries. */
static answer holds_everywhere(const struct bench *b, const cas_comparison *condition,
                               const long *index, sign_of_numbers *sign_of,
                               cas_status *status, cas_message *message)
{
    const cas_workspace *w = &b->model->workspace;
    cas_variable left, right;
    answer all = YES;
    *status = cas_evaluate(b->evaluator, condition->left, index, &left, message);
    if (*status == CAS_OK)
        *status = cas_evaluate(b->evaluator, condition->right, index, &right, message);
    if (*status != CAS_OK)
        return UNKNOWN;
    size_t level = left.level > right.level ? left.level : right.level;
    for (size_t copy = 0; copy < cas_space_copies(w, level); copy++)
        for (size_t k = 0; k < left.rows * left.columns; k++) {
            int sign;
            const void *x = cas_variable_at(w, left, level, copy);
            const void *y = cas_variable_at(w, right, level, copy);
            if (!sign_of(&b->arithmetic, cas_at_const(&b->arithmetic, x, k),
                         cas_at_const(&b->arithmetic, y, k), &sign))
                all = UNKNOWN;
            else if (!fits(condition->relation, sign))
                return NO;
        }
    return all;
}

/* Whether a condition holds, for certain: by enclosures, or exactly where these meet. */
static bool meets_condition(struct comparison *c, const cas_comparison *condition,
                            const long *index)
{
    struct bench *exact = &c->judge->exact;
    cas_message ignored;
    cas_status status;
    answer holds = holds_everywhere(c->bench, condition, index, enclosed_sign, &c->status,
                                    c->message);
    if (holds != UNKNOWN || c->status != CAS_OK)
        return holds == YES;
    return open_bench(c->judge, exact, cas_arithmetic_rational, &ignored) == CAS_OK &&
           exact->model != NULL &&
           holds_everywhere(exact, condition, index, exact_sign, &status, &ignored) ==
               YES;
}

static bool meets_conditions(struct comparison *c, const long *index)
{
    for (size_t k = 0; k < c->statement->conditions; k++)
        if (!meets_condition(c, &c->statement->condition[k], index))
            return false;
    return true;
}

static bool compare_index(void *context, const long *index)
{
    struct comparison *c = context;
    const cas_comparison *claim = &c->statement->claim;
    cas_variable left, right, original;
    if (++c->indices > MOST_INDICES) {
        c->status = cas_fail(c->message, CAS_LIMIT,
                             "more than %d indices on this instance", MOST_INDICES);
        return false;
    }
    if (!meets_conditions(c, index))
        return c->status == CAS_OK;
    c->status = evaluate(c, claim->left, index, &left);
    if (c->status == CAS_OK)
        c->status = evaluate(c, claim->right, index, &right);
    if (c->status == CAS_OK && c->original != NULL)
        c->status = evaluate(c, c->original->claim.right, index, &original);
    if (c->status != CAS_OK)
        return false;
    if (claim->relation == CAS_EQUAL)
        compare_identity(c, left, right);
    else
        compare_inequality(c, left, right, c->original != NULL ? &original : NULL);
    return true;
}

static void set_unknown(mpfi_ptr x)
{
    mpfr_set_inf(&x->left, -1);
    mpfr_set_inf(&x->right, 1);
}

/* The worst of all indices and scenarios at one precision. */
static cas_status compare_all(struct comparison *c)
{
    cas_evaluator *e = c->bench->evaluator;
    bool late = c->bench->arithmetic.precision >= LATE;
    mpfi_init2(c->left, c->bench->arithmetic.precision);
    mpfi_init2(c->right, c->bench->arithmetic.precision);
    mpfi_init2(c->scratch, c->bench->arithmetic.precision);
    cas_evaluator_begin(e);
    cas_statement_for_each(c->statement, c->bench->model->size, compare_index, c);
    bool is_decided = cas_evaluator_is_decided(e);
    c->judgement->applies = cas_evaluator_applies(e) && !c->is_trivial &&
                            (is_decided || !late) && c->ratio >= 0;
    c->judgement->verdict = c->verdict;
    c->judgement->needed = c->needed;
    if (!is_decided) {
        c->judgement->verdict = CAS_UNDECIDED;
        set_unknown(c->judgement->lhs);
        set_unknown(c->judgement->rhs);
    }
    mpfi_clear(c->left);
    mpfi_clear(c->right);
    mpfi_clear(c->scratch);
    return c->status;
}

static cas_status judge_statement(cas_judge *judge, const cas_variant *mutant, size_t k,
                                  mpfr_prec_t precision, cas_judgement *judgement,
                                  cas_message *message)
{
    const cas_variants *v = judge->variants;
    struct bench *bench = &judge->bench[k];
    cas_status status =
        open_bench(judge, bench, cas_arithmetic_interval(precision), message);
    judgement->applies = false;
    if (status != CAS_OK || bench->says_nothing)
        return status;
    struct comparison c = {
        .judge = judge,
        .bench = bench,
        .statement = mutant != NULL ? mutant->statement : v->statement,
        .judgement = judgement,
        .verdict = CAS_HOLDS,
        .ratio = -1,
        .needed = -INFINITY,
        .is_trivial = true,
        .message = message,
    };
    if (mutant != NULL && mutant->linear_term != NULL)
        c.original = v->statement;
    judgement->is_identity = c.statement->claim.relation == CAS_EQUAL;
    return compare_all(&c);
}

cas_status cas_judge_decide(cas_judge *judge, const cas_variant *mutant,
                            cas_judgement *judgement, cas_message *message)
{
    cas_status status = CAS_OK;
    mpfr_prec_t precision = CAS_PRECISION_FIRST;
    judgement->verdict = CAS_UNDECIDED;
    judgement->needed = -INFINITY;
    for (size_t k = 0; k < PRECISIONS && judgement->verdict == CAS_UNDECIDED; k++) {
        judgement->precision = precision;
        mpfi_set_prec(judgement->lhs, precision);
        mpfi_set_prec(judgement->rhs, precision);
        judgement->applies = true;
        status = judge_statement(judge, mutant, k, precision, judgement, message);
        bool is_bounded =
            mpfi_bounded_p(judgement->lhs) && mpfi_bounded_p(judgement->rhs);
        if (status != CAS_OK || !judgement->applies || (precision >= LATE && !is_bounded))
            break;
        precision *= 2;
    }
    judgement->ratio = status == CAS_OK && judgement->applies
                           ? cas_ratio_upper(judgement->lhs, judgement->rhs)
                           : 0;
    return status;
}

static const cas_variant *find_mutant(const cas_variants *variants, const char *name)
{
    for (size_t k = 0; k < variants->count; k++)
        if (variants->mutants[k].statement != NULL &&
            strcmp(variants->mutants[k].name, name) == 0)
            return &variants->mutants[k];
    return NULL;
}

cas_status cas_claim_judge(const cas_claim *claim, const char *name, const void *instance,
                           cas_judgement *judgement, cas_message *message)
{
    cas_variants variants;
    cas_status status = cas_variants_init(&variants, claim, name != NULL, message);
    if (status != CAS_OK)
        return status;
    const cas_variant *mutant = name != NULL ? find_mutant(&variants, name) : NULL;
    cas_judge *judge = cas_judge_new(&variants, instance);
    if (name != NULL && mutant == NULL)
        status = cas_fail(message, CAS_INPUT, "%s %s has no mutant '%s'", claim->id,
                          claim->version, name);
    else
        status = cas_judge_decide(judge, mutant, judgement, message);
    cas_judge_free(judge);
    cas_variants_clear(&variants);
    return status;
}
