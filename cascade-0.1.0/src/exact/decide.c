/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exact/decide.h"

#include "arithmetic/memory.h"
#include "exact/polynomial.h"
#include "exact/valuation.h"
#include "formula/evaluate.h"

#include <mpfi.h>
#include <stdlib.h>
#include <string.h>

/*:
\section{How formulas in free names are decided}

Both sides of an equation or an inequality for all values $\ge 0$ of its names are
polynomials in these names, with rational coefficients. They are multiplied out exactly.

\paragraph{Equations.} Two polynomials take the same values on all non-negative numbers
if and only if they have the same coefficients.

\paragraph{Inequalities.} A polynomial without negative coefficients is non-negative, and
it grows with each name. So $P \le Q$ if no coefficient of $Q - P$ is negative. This is
sufficient, not necessary: what it does not prove is left open.

\paragraph{Bounds.} Let some names $x_j$ have bounds $x_j \le b_j(x)$, and let no
coefficient of $P$ be negative. With $y_j = b_j(x)$ for these, $y_j = x_j$ for the others,
$0 \le x \le y$, and $P(x) \le P(y)$ as $P$ grows with each name. So $P \le Q$ if no
coefficient of $Q(x) - P(b(x))$ is negative, where all bounds are put in at once.
*/

/* A statement about numbers is tried in one arithmetic after the other: exactly, and then
   with more and more bits. */
enum { STAGES = 7, FIRST_PRECISION = 128 };

struct stage {
    cas_arithmetic arithmetic;
    cas_valuation *valuation; /* NULL: not needed so far */
};

struct run {
    const cas_statement *statement;
    const mpq_t *values;
    cas_decision *decision;
    cas_status status;
    cas_message *message;
    struct stage stages[STAGES];
    cas_polynomial_ring *ring;     /* of the names; NULL: a statement about numbers */
    cas_valuation *indeterminates; /* the names themselves */
};

/* Evaluates a formula; *value is NULL where it has no value in that arithmetic. */
static cas_status evaluate(cas_valuation *valuation, const cas_formula *formula,
                           const long *index, const void **value, cas_message *message)
{
    *value = NULL;
    cas_status status = cas_valuation_evaluate(valuation, formula, index, value, message);
    if (status != CAS_DOMAIN && status != CAS_UNSUPPORTED)
        return status;
    *value = NULL;
    return CAS_OK;
}

static cas_status evaluate_sides(const struct run *run, cas_valuation *valuation,
                                 const long *index, const void **left, const void **right)
{
    const cas_comparison *claim = &run->statement->claim;
    cas_status status = evaluate(valuation, claim->left, index, left, run->message);
    if (status == CAS_OK)
        status = evaluate(valuation, claim->right, index, right, run->message);
    return status;
}

static cas_answer compare_rationals(cas_relation relation, mpq_srcptr left,
                                    mpq_srcptr right)
{
    int order = mpq_cmp(left, right);
    bool holds = order == 0 ? relation != CAS_LESS : order < 0 && relation != CAS_EQUAL;
    return holds ? CAS_PROVED : CAS_REFUTED;
}

static cas_answer compare_enclosures(cas_relation relation, mpfi_srcptr left,
                                     mpfi_srcptr right)
{
    int from_above = mpfr_cmp(&left->right, &right->left);
    int from_below = mpfr_cmp(&left->left, &right->right);
    bool are_points = from_above == 0 && from_below == 0;
    bool is_proved = relation == CAS_EQUAL  ? are_points
                     : relation == CAS_LESS ? from_above < 0
                                            : from_above <= 0;
    bool is_refuted = relation == CAS_EQUAL  ? from_above < 0 || from_below > 0
                      : relation == CAS_LESS ? from_below >= 0
                                             : from_below > 0;
    return is_proved ? CAS_PROVED : is_refuted ? CAS_REFUTED : CAS_OPEN;
}

static void set_place(const struct run *run, const long *index)
{
    memcpy(run->decision->at, index, run->statement->ranges * sizeof *index);
}

static void keep_ratio(const struct run *run, const long *index, mpfi_srcptr left,
                       mpfi_srcptr right)
{
    cas_decision *decision = run->decision;
    if (run->statement->claim.relation == CAS_EQUAL || !mpfi_is_strictly_pos(right))
        return;
    mpfi_t quotient;
    mpfi_init2(quotient, FIRST_PRECISION);
    mpfi_div(quotient, left, right);
    double ratio = mpfr_get_d(&quotient->right, MPFR_RNDU);
    if (!decision->has_ratio || ratio > decision->ratio) {
        decision->has_ratio = true;
        decision->ratio = ratio;
        set_place(run, index);
    }
    mpfi_clear(quotient);
}

static cas_answer compare_numbers(const struct run *run, bool is_exact, const long *index,
                                  const void *left, const void *right)
{
    cas_relation relation = run->statement->claim.relation;
    if (!is_exact) {
        cas_answer answer = compare_enclosures(relation, left, right);
        if (answer == CAS_PROVED)
            keep_ratio(run, index, left, right);
        return answer;
    }
    cas_answer answer = compare_rationals(relation, left, right);
    mpfi_t enclosed_left, enclosed_right;
    mpfi_init2(enclosed_left, FIRST_PRECISION);
    mpfi_init2(enclosed_right, FIRST_PRECISION);
    mpfi_set_q(enclosed_left, left);
    mpfi_set_q(enclosed_right, right);
    if (answer == CAS_PROVED)
        keep_ratio(run, index, enclosed_left, enclosed_right);
    mpfi_clear(enclosed_left);
    mpfi_clear(enclosed_right);
    return answer;
}

static cas_status decide_numbers(struct run *run, const long *index, cas_answer *answer)
{
    cas_status status = CAS_OK;
    for (size_t k = 0; k < STAGES && status == CAS_OK && *answer == CAS_OPEN; k++) {
        struct stage *stage = &run->stages[k];
        const void *left, *right;
        if (stage->valuation == NULL) {
            stage->arithmetic = k == 0
                                    ? cas_arithmetic_rational
                                    : cas_arithmetic_interval(FIRST_PRECISION << (k - 1));
            stage->valuation = cas_valuation_new(&stage->arithmetic,
                                                 run->statement->vocabulary, run->values);
        }
        status = evaluate_sides(run, stage->valuation, index, &left, &right);
        if (status == CAS_OK && left != NULL && right != NULL)
            *answer = compare_numbers(run, k == 0, index, left, right);
    }
    return status;
}

static void set_indeterminates(const cas_vocabulary *vocabulary, cas_valuation *valuation)
{
    for (size_t k = 0; vocabulary->symbols[k].name != NULL; k++)
        cas_polynomial_set_indeterminate(cas_valuation_at(valuation, k), k);
}

/* The left side with all bounds put in; NULL where it does not grow with its names, or a
   bound is no polynomial.  It belongs to `bounded`. */
static cas_status put_bounds(const struct run *run, const long *index,
                             cas_valuation *bounded, const void **left)
{
    const cas_statement *statement = run->statement;
    const cas_arithmetic *arithmetic = cas_polynomial_arithmetic(run->ring);
    bool grows = *left != NULL && !cas_polynomial_has_negative_coefficient(*left);
    cas_status status = CAS_OK;
    *left = NULL;
    set_indeterminates(statement->vocabulary, bounded);
    for (size_t k = 0; k < statement->conditions && grows && status == CAS_OK; k++) {
        const cas_comparison *condition = &statement->condition[k];
        const void *bound;
        status =
            evaluate(run->indeterminates, condition->right, index, &bound, run->message);
        grows = bound != NULL;
        if (grows)
            arithmetic->set(cas_valuation_at(bounded, condition->left->which), bound);
    }
    if (grows && status == CAS_OK)
        status = evaluate(bounded, statement->claim.left, index, left, run->message);
    return status;
}

static cas_answer compare_polynomials(const struct run *run, const void *left,
                                      const void *right)
{
    const cas_arithmetic *arithmetic = cas_polynomial_arithmetic(run->ring);
    cas_relation relation = run->statement->claim.relation;
    if (relation == CAS_EQUAL)
        return cas_polynomial_equals(left, right) ? CAS_PROVED : CAS_REFUTED;
    void *difference = cas_numbers_new(arithmetic, 1);
    arithmetic->subtract(difference, right, left);
    bool is_proved =
        relation == CAS_AT_MOST && !cas_polynomial_has_negative_coefficient(difference);
    cas_numbers_free(arithmetic, difference, 1);
    return is_proved ? CAS_PROVED : CAS_OPEN;
}

static cas_status decide_polynomials(struct run *run, const long *index,
                                     cas_answer *answer)
{
    const cas_statement *statement = run->statement;
    cas_valuation *bounded = NULL;
    const void *left, *right;
    cas_status status = evaluate_sides(run, run->indeterminates, index, &left, &right);
    if (status == CAS_OK && statement->conditions > 0) {
        bounded = cas_valuation_new(cas_polynomial_arithmetic(run->ring),
                                    statement->vocabulary, NULL);
        status = put_bounds(run, index, bounded, &left);
    }
    if (status == CAS_OK && left != NULL && right != NULL)
        *answer = compare_polynomials(run, left, right);
    cas_valuation_free(bounded);
    return status;
}

static bool visit(void *context, const long *index)
{
    struct run *run = context;
    cas_answer answer = CAS_OPEN;
    run->status = run->ring != NULL ? decide_polynomials(run, index, &answer)
                                    : decide_numbers(run, index, &answer);
    if (run->status == CAS_OK && answer == CAS_PROVED) {
        run->decision->cases++;
        return true;
    }
    run->decision->answer = answer;
    run->decision->has_ratio = false;
    set_place(run, index);
    return false;
}

/* Whether a name occurs, one of numbers or that of the size. */
static bool has_name(const cas_vocabulary *vocabulary, const cas_formula *f, bool of_size)
{
    bool has =
        (f->form == CAS_FORM_NAME &&
         vocabulary->symbols[f->which].is_integer == of_size) ||
        (f->form == CAS_FORM_CALL && has_name(vocabulary, f->definition->body, of_size));
    for (size_t k = 0; k < f->count && !has; k++)
        has = has_name(vocabulary, f->of[k], of_size);
    return has;
}

static bool statement_has_name(const cas_statement *statement, bool of_size)
{
    const cas_vocabulary *vocabulary = statement->vocabulary;
    bool has = has_name(vocabulary, statement->claim.left, of_size) ||
               has_name(vocabulary, statement->claim.right, of_size);
    for (size_t k = 0; k < statement->ranges && !has; k++)
        has = has_name(vocabulary, statement->range[k].first, of_size) ||
              has_name(vocabulary, statement->range[k].last, of_size);
    for (size_t k = 0; k < statement->conditions && !has; k++)
        has = has_name(vocabulary, statement->condition[k].right, of_size);
    return has;
}

static bool is_bound(const cas_comparison *condition)
{
    return condition->relation == CAS_AT_MOST && condition->left->form == CAS_FORM_NAME;
}

/* Whether the statement is one of polynomials that can be decided. */
static cas_status check_polynomials(const cas_statement *statement, cas_message *message)
{
    bool is_equation = statement->claim.relation == CAS_EQUAL;
    for (size_t k = 0; k < statement->conditions; k++)
        if (is_equation || !is_bound(&statement->condition[k]))
            return cas_fail(message, CAS_UNSUPPORTED,
                            "expected conditions `name <= bound` of an inequality");
    const cas_symbol *symbol = statement->vocabulary->symbols;
    for (; symbol->name != NULL && !is_equation; symbol++)
        if (!symbol->is_positive)
            return cas_fail(message, CAS_UNSUPPORTED,
                            "an inequality for all values of %s, which may be negative",
                            symbol->name);
    return CAS_OK;
}

static cas_status begin(struct run *run)
{
    const cas_statement *statement = run->statement;
    if (statement_has_name(statement, true))
        return cas_fail(run->message, CAS_UNSUPPORTED, "a statement about all sizes");
    if (run->values != NULL || !statement_has_name(statement, false))
        return statement->conditions == 0
                   ? CAS_OK
                   : cas_fail(run->message, CAS_UNSUPPORTED,
                              "conditions of a statement about given numbers");
    cas_status status = check_polynomials(statement, run->message);
    if (status != CAS_OK)
        return status;
    size_t names = 0;
    while (statement->vocabulary->symbols[names].name != NULL)
        names++;
    run->ring = cas_polynomial_ring_new(names);
    run->indeterminates = cas_valuation_new(cas_polynomial_arithmetic(run->ring),
                                            statement->vocabulary, NULL);
    set_indeterminates(statement->vocabulary, run->indeterminates);
    return CAS_OK;
}

bool cas_statement_has_names(const cas_statement *statement)
{
    return statement_has_name(statement, false) || statement_has_name(statement, true);
}

cas_status cas_statement_decide(const cas_statement *statement, const mpq_t *values,
                                cas_decision *decision, cas_message *message)
{
    *decision = (cas_decision){.answer = CAS_PROVED};
    struct run run = {.statement = statement,
                      .values = values,
                      .decision = decision,
                      .message = message};
    cas_status status = begin(&run);
    if (status == CAS_OK) {
        cas_statement_for_each(statement, 0, visit, &run);
        status = run.status;
    }
    if (decision->cases == 0 && decision->answer == CAS_PROVED)
        decision->answer = CAS_OPEN;
    for (size_t k = 0; k < STAGES; k++)
        cas_valuation_free(run.stages[k].valuation);
    cas_valuation_free(run.indeterminates);
    cas_polynomial_ring_free(run.ring);
    return status;
}

char *cas_decision_place(const cas_statement *statement, const cas_decision *decision)
{
    char *text = cas_duplicate("");
    for (size_t k = 0; k < statement->ranges; k++) {
        char *longer = cas_format("%s%s%s = %ld", text, k == 0 ? "at " : ", ",
                                  statement->range[k].name, decision->at[k]);
        free(text);
        text = longer;
    }
    return text;
}
