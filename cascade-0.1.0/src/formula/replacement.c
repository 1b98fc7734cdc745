/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/replacement.h"

#include "arithmetic/memory.h"
#include "formula/shape.h"

#include <stdlib.h>
#include <string.h>

static bool is_changed(const cas_change *change)
{
    return change->from != change->to;
}

/* Several changes together go where all of them go. */
static void join(cas_change *all, int order, bool is_first)
{
    all->order = is_first || all->order == order ? order : 0;
}

static size_t place_of(const cas_statement *s, const cas_abbreviation *a)
{
    size_t k = 0;
    while (s->abbreviation[k] != a)
        k++;
    return k;
}

/* f with the mistake in it: new trees on the way to it, f itself where it has none, NULL
   where shapes do not fit. */
static cas_change rebuild(const cas_replacement *r, const cas_scope *scope,
                          const cas_formula *f)
{
    enum { MOST_PARTS = 16 };
    const cas_formula *of[MOST_PARTS];
    cas_change result = {.from = f, .to = f};
    cas_formula description = *f;
    bool is_first = true;
    if (f == r->change->from)
        return *r->change;
    CAS_REQUIRE(f->count <= MOST_PARTS);
    description.of = of;
    for (size_t k = 0; k < f->count; k++)
        of[k] = f->of[k];
    for (size_t k = 0; k < f->count; k++) {
        cas_scope inside = cas_scope_inside(scope, f, k);
        cas_change part = rebuild(r, &inside, f->of[k]);
        if (!is_changed(&part))
            continue;
        if (part.to == NULL)
            return part;
        join(&result, cas_order_above(r->statement->vocabulary, scope, f, of, k, &part),
             is_first);
        of[k] = part.to;
        is_first = false;
    }
    if (f->form == CAS_FORM_CALL) {
        size_t k = place_of(r->statement, f->definition);
        if (is_changed(&r->body[k])) {
            description.definition = r->changed[k];
            join(&result, r->body[k].order, is_first);
            is_first = false;
        }
    }
    if (!is_first)
        result.to = cas_formula_new(r->statement, &description);
    return result;
}

/* The bodies of abbreviations with the mistake in them; false where shapes do not fit. */
static bool rebuild_abbreviations(cas_replacement *r, cas_statement *made)
{
    const cas_statement *s = r->statement;
    const cas_scope unknown = {0};
    bool any = false;
    for (size_t k = 0; k < s->abbreviations; k++) {
        const cas_abbreviation *a = s->abbreviation[k];
        r->changed[k] = a;
        r->body[k] = r->is_open[k] ? rebuild(r, &unknown, a->body)
                                   : (cas_change){.from = a->body, .to = a->body};
        if (r->body[k].to == NULL)
            return false;
        if (!is_changed(&r->body[k]))
            continue;
        cas_abbreviation *changed = cas_formula_allocate(s->storage, 1, sizeof *changed);
        *changed = *a;
        changed->body = r->body[k].to;
        r->changed[k] = changed;
        changed->sign = cas_formula_sign(s->vocabulary, &unknown, changed->body);
        any = true;
    }
    if (any) {
        made->abbreviation = cas_formula_allocate(s->storage, s->abbreviations,
                                                  sizeof *made->abbreviation);
        memcpy(made->abbreviation, r->changed,
               s->abbreviations * sizeof *made->abbreviation);
    }
    return true;
}

/* In which direction the claim goes with its sides; of an identity no direction is. */
static int direction(const cas_comparison *claim, const cas_change *left,
                     const cas_change *right)
{
    if (claim->relation == CAS_EQUAL)
        return 0;
    if (is_changed(left) && is_changed(right))
        return left->order == -right->order ? right->order : 0;
    return is_changed(right) ? right->order : -left->order;
}

bool cas_replacement_make(cas_replacement *r, const cas_change *change,
                          cas_statement *made, int *weaker)
{
    const cas_scope scope = cas_scope_of_statement(r->statement);
    *made = *r->statement;
    made->is_mutant = true;
    r->change = change;
    if (!rebuild_abbreviations(r, made))
        return false;
    cas_change left = rebuild(r, &scope, made->claim.left);
    cas_change right = rebuild(r, &scope, made->claim.right);
    if (left.to == NULL || right.to == NULL)
        return false;
    *weaker = direction(&made->claim, &left, &right);
    made->claim.left = left.to;
    made->claim.right = right.to;
    return cas_comparison_fits(made->vocabulary, &made->claim);
}

/* Abbreviations that the claim uses, and no condition: there a mistake would make another
   hypothesis. */
static void find_open(cas_replacement *r)
{
    const cas_statement *s = r->statement;
    bool *closed = cas_allocate(s->abbreviations, sizeof *closed);
    r->is_open = cas_allocate(s->abbreviations, sizeof *r->is_open);
    cas_statement_mark_used(s, &s->claim, r->is_open);
    for (size_t k = 0; k < s->conditions; k++)
        cas_statement_mark_used(s, &s->condition[k], closed);
    for (size_t k = 0; k < s->abbreviations; k++)
        r->is_open[k] = r->is_open[k] && !closed[k];
    free(closed);
}

void cas_replacement_init(cas_replacement *r, const cas_statement *statement)
{
    size_t count = statement->abbreviations;
    *r = (cas_replacement){.statement = statement,
                           .body = cas_allocate(count, sizeof *r->body),
                           .changed = cas_allocate(count, sizeof *r->changed)};
    find_open(r);
}

void cas_replacement_clear(cas_replacement *r)
{
    free(r->is_open);
    free(r->body);
    free(r->changed);
}
