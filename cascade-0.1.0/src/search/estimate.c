/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/estimate.h"

#include "formula/evaluate.h"

#include <float.h>
#include <math.h>

/* The comparison under way: the worst of what was compared. */
struct comparison {
    const cas_statement *claim;
    const cas_statement *mutant; /* NULL: it is about the claim */
    cas_model *model;
    cas_evaluator *evaluator;
    double worst;
};

/* Both sides of a relation, as random variables. */
struct sides {
    cas_variable left, right;
    size_t copies, level;
};

static bool evaluate(struct comparison *c, const cas_comparison *relation,
                     const long *index, struct sides *sides)
{
    cas_message ignored;
    if (cas_evaluate(c->evaluator, relation->left, index, &sides->left, &ignored) !=
            CAS_OK ||
        cas_evaluate(c->evaluator, relation->right, index, &sides->right, &ignored) !=
            CAS_OK)
        return false;
    sides->level =
        sides->left.level > sides->right.level ? sides->left.level : sides->right.level;
    sides->copies = cas_space_copies(&c->model->workspace, sides->level);
    return true;
}

static const double *side_at(const struct comparison *c, cas_variable side, size_t level,
                             size_t copy)
{
    return cas_variable_at(&c->model->workspace, side, level, copy);
}

static bool fits(cas_relation relation, double left, double right)
{
    switch (relation) {
    case CAS_AT_MOST:
        return left <= right;
    case CAS_LESS:
        return left < right;
    case CAS_EQUAL:
        return left == right;
    }
    return false;
}

static bool meets_conditions(struct comparison *c, const cas_statement *statement,
                             const long *index)
{
    for (size_t k = 0; k < statement->conditions; k++) {
        const cas_comparison *condition = &statement->condition[k];
        struct sides sides;
        if (!evaluate(c, condition, index, &sides))
            return false;
        for (size_t copy = 0; copy < sides.copies; copy++) {
            const double *left = side_at(c, sides.left, sides.level, copy);
            const double *right = side_at(c, sides.right, sides.level, copy);
            for (size_t j = 0; j < sides.left.rows * sides.left.columns; j++)
                if (!fits(condition->relation, left[j], right[j]))
                    return false;
        }
    }
    return true;
}

/* An effect that is smaller beside the sides is rounding. */
static const double least_effect = 0x1p-30;

static void take(struct comparison *c, double above, double below)
{
    double quotient = below > 0 ? above / below : DBL_MAX;
    if (above > 0 && quotient > c->worst)
        c->worst = quotient < DBL_MAX ? quotient : DBL_MAX;
}

static bool compare_claim(struct comparison *c, const long *index)
{
    struct sides sides;
    if (!evaluate(c, &c->claim->claim, index, &sides))
        return false;
    for (size_t copy = 0; copy < sides.copies; copy++)
        take(c, *side_at(c, sides.left, sides.level, copy),
             *side_at(c, sides.right, sides.level, copy));
    return true;
}

static bool compare_mutant(struct comparison *c, const long *index)
{
    struct sides of, with;
    if (!evaluate(c, &c->claim->claim, index, &of) ||
        !evaluate(c, &c->mutant->claim, index, &with))
        return false;
    const struct sides *finer = of.level > with.level ? &of : &with;
    for (size_t copy = 0; copy < finer->copies; copy++) {
        double left = *side_at(c, of.left, finer->level, copy);
        double right = *side_at(c, of.right, finer->level, copy);
        double effect = right - left - *side_at(c, with.right, finer->level, copy) +
                        *side_at(c, with.left, finer->level, copy);
        if (effect > least_effect * fabs(right))
            take(c, effect, right - left);
    }
    return true;
}

static bool compare_index(void *context, const long *index)
{
    struct comparison *c = context;
    if (!meets_conditions(c, c->mutant != NULL ? c->mutant : c->claim, index))
        return true;
    return c->mutant != NULL ? compare_mutant(c, index) : compare_claim(c, index);
}

double cas_estimate(const cas_variants *variants, const cas_variant *mutant,
                    const void *instance)
{
    struct comparison c = {.claim = variants->statement,
                           .mutant = mutant != NULL ? mutant->statement : NULL};
    const cas_claim *claim = variants->claim;
    cas_message ignored;
    if (claim->kind->model(instance, claim, variants->statement, &cas_arithmetic_double,
                           &c.model, &ignored) != CAS_OK ||
        c.model == NULL)
        return 0;
    c.evaluator = cas_evaluator_new(c.model);
    cas_evaluator_begin(c.evaluator);
    cas_statement_for_each(c.claim, c.model->size, compare_index, &c);
    if (!cas_evaluator_applies(c.evaluator))
        c.worst = 0;
    cas_evaluator_free(c.evaluator);
    c.model->free(c.model);
    return c.worst;
}
