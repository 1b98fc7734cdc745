/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/statement.h"

#include "arithmetic/memory.h"
#include "formula/shape.h"

#include <stdlib.h>
#include <string.h>

/* One piece of memory, and the number in it where it is one. */
struct piece {
    struct piece *next;
    mpq_t number;
    bool is_number;
    void *bytes;
};

struct cas_formula_storage {
    struct piece *pieces;
};

cas_formula_storage *cas_formula_storage_new(void)
{
    return cas_allocate(1, sizeof(cas_formula_storage));
}

void cas_formula_storage_free(cas_formula_storage *storage)
{
    if (storage == NULL)
        return;
    while (storage->pieces != NULL) {
        struct piece *old = storage->pieces;
        storage->pieces = old->next;
        if (old->is_number)
            mpq_clear(old->number);
        free(old->bytes);
        free(old);
    }
    free(storage);
}

static struct piece *add_piece(cas_formula_storage *storage)
{
    struct piece *fresh = cas_allocate(1, sizeof *fresh);
    fresh->next = storage->pieces;
    storage->pieces = fresh;
    return fresh;
}

void *cas_formula_allocate(cas_formula_storage *storage, size_t count, size_t size)
{
    struct piece *fresh = add_piece(storage);
    fresh->bytes = cas_allocate(count, size);
    return fresh->bytes;
}

const char *cas_formula_text(cas_formula_storage *storage, const char *text,
                             size_t length)
{
    char *copy = cas_formula_allocate(storage, length + 1, 1);
    memcpy(copy, text, length);
    return copy;
}

mpq_srcptr cas_formula_rational(cas_formula_storage *storage, mpq_srcptr q)
{
    struct piece *fresh = add_piece(storage);
    mpq_init(fresh->number);
    mpq_set(fresh->number, q);
    fresh->is_number = true;
    return fresh->number;
}

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

/* The place in the list of the difference of two names at one index; 0: there is none. */
static size_t difference_of(const cas_vocabulary *vocabulary, const cas_formula *x,
                            const cas_formula *y)
{
    if (x->form != CAS_FORM_NAME || y->form != CAS_FORM_NAME || x->count != y->count)
        return 0;
    if (x->count > 0 && (!x->of[0]->is_affine || !y->of[0]->is_affine ||
                         !cas_affine_equal(&x->of[0]->affine, &y->of[0]->affine)))
        return 0;
    for (size_t k = 0; vocabulary->symbols[k].name != NULL; k++)
        if (vocabulary->symbols[k].minuend == x->which + 1 &&
            vocabulary->symbols[k].subtrahend == y->which + 1)
            return k + 1;
    return 0;
}

/* A difference of two names that the vocabulary has is a name. */
static void use_difference(const cas_vocabulary *vocabulary, cas_formula *f)
{
    size_t symbol = difference_of(vocabulary, f->of[0], f->of[1]);
    if (symbol == 0)
        return;
    const cas_formula *minuend = f->of[0];
    f->form = CAS_FORM_NAME;
    f->which = symbol - 1;
    f->count = minuend->count;
    f->of = minuend->of;
}

const cas_formula *cas_formula_new(const cas_statement *statement,
                                   const cas_formula *description)
{
    cas_formula *f = cas_formula_allocate(statement->storage, 1, sizeof *f);
    *f = *description;
    if (f->form == CAS_FORM_SUBTRACT)
        use_difference(statement->vocabulary, f);
    if (f->number != NULL)
        f->number = cas_formula_rational(statement->storage, f->number);
    if (f->name != NULL)
        f->name = cas_formula_text(statement->storage, f->name, strlen(f->name));
    if (f->count > 0) {
        const cas_formula **parts =
            cas_formula_allocate(statement->storage, f->count, sizeof *parts);
        memcpy(parts, f->of, f->count * sizeof *parts);
        f->of = parts;
    }
    return cas_formula_set_shape(statement->vocabulary, f, NULL) == CAS_OK ? f : NULL;
}

static void mark_used(const cas_statement *statement, const cas_formula *f, bool *used)
{
    for (size_t k = 0; k < f->count; k++)
        mark_used(statement, f->of[k], used);
    for (size_t k = 0; f->form == CAS_FORM_CALL && k < statement->abbreviations; k++) {
        if (statement->abbreviation[k] != f->definition || used[k])
            continue;
        used[k] = true;
        mark_used(statement, f->definition->body, used);
    }
}

void cas_statement_mark_used(const cas_statement *statement,
                             const cas_comparison *comparison, bool *used)
{
    mark_used(statement, comparison->left, used);
    mark_used(statement, comparison->right, used);
}

bool cas_comparison_fits(const cas_vocabulary *vocabulary,
                         const cas_comparison *comparison)
{
    cas_formula difference = {
        .form = CAS_FORM_SUBTRACT,
        .count = 2,
        .of = (const cas_formula *const[]){comparison->left, comparison->right}};
    return cas_formula_set_shape(vocabulary, &difference, NULL) == CAS_OK &&
           (comparison->relation == CAS_EQUAL || cas_formula_is_number(comparison->left));
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

/* The values of the ranges from number k on. */
static bool for_each(const cas_statement *s, size_t k, long size, long *index,
                     bool (*visit_one)(void *context, const long *index), void *context)
{
    if (k == s->ranges)
        return visit_one(context, index);
    long last = cas_formula_index(size, s->range[k].last, index);
    for (index[k] = cas_formula_index(size, s->range[k].first, index); index[k] <= last;
         index[k]++)
        if (!for_each(s, k + 1, size, index, visit_one, context))
            return false;
    return true;
}

void cas_statement_for_each(const cas_statement *statement, long size,
                            bool (*visit_one)(void *context, const long *index),
                            void *context)
{
    long index[CAS_FORMULA_INDICES] = {0};
    for_each(statement, 0, size, index, visit_one, context);
}

long cas_formula_index(long size, const cas_formula *f, const long *index)
{
    if (!f->is_affine)
        return mpz_get_si(mpq_numref(f->number));
    long value = f->affine.constant + f->affine.size * size;
    for (uint32_t left = f->indices; left != 0; left &= left - 1) {
        int slot = __builtin_ctz(left);
        value += f->affine.factor[slot] * index[slot];
    }
    return value;
}

bool cas_formula_is_whole(const cas_formula *f)
{
    return f->is_affine ||
           (f->form == CAS_FORM_NUMBER && mpz_cmp_ui(mpq_denref(f->number), 1) == 0 &&
            mpz_fits_slong_p(mpq_numref(f->number)));
}

const cas_index_range *cas_formula_index_range(const cas_vocabulary *v,
                                               const cas_formula *f, size_t k,
                                               const char **name)
{
    if (f->form == CAS_FORM_NAME) {
        *name = v->symbols[f->which].name;
        return k == 0 ? &v->symbols[f->which].index : &v->symbols[f->which].second;
    }
    if (k == 0 || (f->form != CAS_FORM_APPLY && f->form != CAS_FORM_GIVEN))
        return NULL;
    bool is_map = f->form == CAS_FORM_APPLY;
    *name = is_map ? v->maps[f->which].name : v->fields[f->which].name;
    return is_map ? &v->maps[f->which].index : &v->fields[f->which].index;
}

cas_status cas_formula_index_within(const cas_vocabulary *vocabulary, long size,
                                    const cas_formula *f, size_t k, const long *index,
                                    long *at, cas_message *message)
{
    const char *name;
    *at = 0;
    if (f->count <= k)
        return CAS_OK;
    const cas_index_range *range = cas_formula_index_range(vocabulary, f, k, &name);
    *at = cas_formula_index(size, f->of[k], index);
    if (range->first <= *at && *at <= size + range->last)
        return CAS_OK;
    return cas_fail(message, CAS_INPUT, "an index %ld beyond %d..%ld", *at, range->first,
                    size + range->last);
}
