/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/index.h"

#include <stdlib.h>

/* A walk through a statement for one size, which looks at indices only. */
struct walk {
    const cas_statement *statement;
    long size;
    size_t terms;
    cas_status status;
    cas_message *message;
};

static long index_value(const struct walk *w, const cas_formula *f, const long *index)
{
    return cas_formula_index(w->size, f, index);
}

static void check_index(struct walk *w, const cas_formula *f, const char *name,
                        const cas_index_range *range, const cas_formula *at,
                        const long *index)
{
    long value = index_value(w, at, index), last = w->size + range->last;
    if (w->status == CAS_OK && (value < range->first || value > last))
        w->status = cas_fail(
            w->message, CAS_INPUT,
            "column %zu: \"%s\" has no index %ld where %s = %ld: %d..%ld", f->place + 1,
            name, value, w->statement->vocabulary->size, w->size, range->first, last);
}

static void count_term(struct walk *w, const cas_formula *f)
{
    if (w->status == CAS_OK && ++w->terms > CAS_STATEMENT_TERMS)
        w->status =
            cas_fail(w->message, CAS_LIMIT, "column %zu: sums with more than %d terms",
                     f->place + 1, CAS_STATEMENT_TERMS);
}

/* A maximum over nothing is none. */
static void check_not_empty(struct walk *w, const cas_formula *f, long first, long last)
{
    if (w->status == CAS_OK && f->form == CAS_FORM_LARGEST && first > last)
        w->status = cas_fail(w->message, CAS_INPUT,
                             "column %zu: a maximum over nothing: %ld..%ld", f->place + 1,
                             first, last);
}

static void visit(struct walk *w, const cas_formula *f, const long *index);

static void visit_range(struct walk *w, const cas_formula *f, const long *index)
{
    long inner[CAS_FORMULA_INDICES];
    for (size_t k = 0; k < CAS_FORMULA_INDICES; k++)
        inner[k] = index[k];
    long first = index_value(w, f->of[0], index);
    long last = index_value(w, f->of[1], index);
    check_not_empty(w, f, first, last);
    for (long j = first; j <= last && w->status == CAS_OK; j++) {
        count_term(w, f);
        inner[f->which] = j;
        visit(w, f->of[2], inner);
    }
}

static void visit_call(struct walk *w, const cas_formula *f, const long *index)
{
    long inner[CAS_FORMULA_INDICES] = {0};
    for (size_t k = 0; k < f->count; k++)
        inner[k] = index_value(w, f->of[k], index);
    count_term(w, f);
    visit(w, f->definition->body, inner);
}

static void visit(struct walk *w, const cas_formula *f, const long *index)
{
    const cas_vocabulary *v = w->statement->vocabulary;
    if (w->status != CAS_OK)
        return;
    switch (f->form) {
    case CAS_FORM_NAME:
        if (f->count > 0)
            check_index(w, f, v->symbols[f->which].name, &v->symbols[f->which].index,
                        f->of[0], index);
        if (f->count > 1)
            check_index(w, f, v->symbols[f->which].name, &v->symbols[f->which].second,
                        f->of[1], index);
        return;
    case CAS_FORM_CALL:
        visit_call(w, f, index);
        return;
    case CAS_FORM_SUM:
    case CAS_FORM_PRODUCT:
    case CAS_FORM_LARGEST:
        visit_range(w, f, index);
        return;
    case CAS_FORM_GIVEN:
        if (f->count > 1)
            check_index(w, f, v->fields[f->which].name, &v->fields[f->which].index,
                        f->of[1], index);
        visit(w, f->of[0], index);
        return;
    case CAS_FORM_APPLY:
        if (f->count > 1)
            check_index(w, f, v->maps[f->which].name, &v->maps[f->which].index, f->of[1],
                        index);
        visit(w, f->of[0], index);
        return;
    case CAS_FORM_INDEX:
    case CAS_FORM_PARAMETER:
    case CAS_FORM_NUMBER:
        return;
    default:
        for (size_t k = 0; k < f->count; k++)
            visit(w, f->of[k], index);
    }
}

static bool visit_indices(void *context, const long *index)
{
    struct walk *w = context;
    const cas_statement *s = w->statement;
    count_term(w, s->claim.left);
    visit(w, s->claim.left, index);
    visit(w, s->claim.right, index);
    for (size_t k = 0; k < s->conditions; k++) {
        visit(w, s->condition[k].left, index);
        visit(w, s->condition[k].right, index);
    }
    return w->status == CAS_OK;
}

cas_status cas_statement_check(const cas_statement *statement, cas_message *message)
{
    enum { FIRST_SIZE = 2, LAST_SIZE = 5 };
    bool has_size = statement->vocabulary->size != NULL;
    struct walk w = {.statement = statement, .message = message};
    for (long size = FIRST_SIZE; size <= LAST_SIZE && w.status == CAS_OK; size++) {
        w.size = size;
        w.terms = 0;
        cas_statement_for_each(statement, size, visit_indices, &w);
        if (!has_size)
            break;
    }
    return w.status;
}
