/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/estimate.h"

#include "formula/evaluate.h"
#include "formula/index.h"

#include <float.h>
#include <math.h>

/* The comparison under way: the worst pair of sides so far. */
struct comparison {
    const cas_statement *statement;
    cas_model *model;
    cas_evaluator *evaluator;
    double ratio;
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

static bool meets_conditions(struct comparison *c, const long *index)
{
    for (size_t k = 0; k < c->statement->conditions; k++) {
        const cas_comparison *condition = &c->statement->condition[k];
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

static void compare(struct comparison *c, double left, double right)
{
    double ratio = right > 0 ? left / right : DBL_MAX;
    if (left > 0 && ratio > c->ratio)
        c->ratio = ratio < DBL_MAX ? ratio : DBL_MAX;
}

static bool compare_index(void *context, const long *index)
{
    struct comparison *c = context;
    struct sides sides;
    if (!meets_conditions(c, index))
        return true;
    if (!evaluate(c, &c->statement->claim, index, &sides))
        return false;
    for (size_t copy = 0; copy < sides.copies; copy++)
        compare(c, *side_at(c, sides.left, sides.level, copy),
                *side_at(c, sides.right, sides.level, copy));
    return true;
}

double cas_estimate_ratio(const cas_variants *variants, const cas_variant *mutant,
                          const void *instance)
{
    struct comparison c = {.statement =
                               mutant != NULL ? mutant->statement : variants->statement};
    const cas_claim *claim = variants->claim;
    cas_message ignored;
    if (claim->kind->model(instance, claim, variants->statement, &cas_arithmetic_double,
                           &c.model, &ignored) != CAS_OK ||
        c.model == NULL)
        return 0;
    c.evaluator = cas_evaluator_new(c.model);
    cas_evaluator_begin(c.evaluator);
    cas_statement_for_each(c.statement, c.model->size, compare_index, &c);
    if (!cas_evaluator_applies(c.evaluator))
        c.ratio = 0;
    cas_evaluator_free(c.evaluator);
    c.model->free(c.model);
    return c.ratio;
}
