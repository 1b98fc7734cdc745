/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/statement.h"

#include <string.h>

bool cas_formula_equal(const cas_formula *f, const cas_formula *g)
{
    if (f == g)
        return true;
    if (f->form != g->form || f->count != g->count || f->which != g->which)
        return false;
    if (f->form == CAS_FORM_NUMBER)
        return mpq_equal(f->number, g->number) != 0;
    if (f->definition != g->definition &&
        (strcmp(f->definition->name, g->definition->name) != 0 ||
         !cas_formula_equal(f->definition->body, g->definition->body)))
        return false;
    for (size_t k = 0; k < f->count; k++)
        if (!cas_formula_equal(f->of[k], g->of[k]))
            return false;
    return true;
}

void cas_statement_mark_used(const cas_statement *statement, const cas_formula *f,
                             bool *used)
{
    for (size_t k = 0; k < f->count; k++)
        cas_statement_mark_used(statement, f->of[k], used);
    for (size_t k = 0; f->form == CAS_FORM_CALL && k < statement->abbreviations; k++) {
        if (statement->abbreviation[k] != f->definition || used[k])
            continue;
        used[k] = true;
        cas_statement_mark_used(statement, f->definition->body, used);
    }
}

static bool has_name(const cas_statement *s, const cas_formula *f,
                     bool (*is_meant)(const cas_symbol *symbols, size_t which))
{
    if (f->form == CAS_FORM_NAME && is_meant(s->vocabulary->symbols, f->which))
        return true;
    if (f->form == CAS_FORM_CALL && has_name(s, f->definition->body, is_meant))
        return true;
    for (size_t k = 0; k < f->count; k++)
        if (has_name(s, f->of[k], is_meant))
            return true;
    return false;
}

bool cas_statement_has_name(const cas_statement *statement,
                            bool (*is_meant)(const cas_symbol *symbols, size_t which))
{
    const cas_statement *s = statement;
    bool has =
        has_name(s, s->claim.left, is_meant) || has_name(s, s->claim.right, is_meant);
    for (size_t k = 0; k < s->conditions && !has; k++)
        has = has_name(s, s->condition[k].left, is_meant) ||
              has_name(s, s->condition[k].right, is_meant);
    return has;
}
