/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/index.h"

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
