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
    switch (f->form) {
    case CAS_FORM_NUMBER:
        return mpz_get_si(mpq_numref(f->number));
    case CAS_FORM_INDEX:
        return index[f->which];
    case CAS_FORM_NEGATE:
        return -cas_formula_index(size, f->of[0], index);
    case CAS_FORM_ADD:
        return cas_formula_index(size, f->of[0], index) +
               cas_formula_index(size, f->of[1], index);
    case CAS_FORM_SUBTRACT:
        return cas_formula_index(size, f->of[0], index) -
               cas_formula_index(size, f->of[1], index);
    case CAS_FORM_MULTIPLY:
        return cas_formula_index(size, f->of[0], index) *
               cas_formula_index(size, f->of[1], index);
    default:
        return size;
    }
}

cas_status cas_formula_index_within(long size, const cas_formula *f, size_t k,
                                    const cas_index_range *range, const long *index,
                                    long *at, cas_message *message)
{
    *at = f->count > k ? cas_formula_index(size, f->of[k], index) : 0;
    if (f->count <= k || (range->first <= *at && *at <= size + range->last))
        return CAS_OK;
    return cas_fail(message, CAS_INPUT, "an index %ld beyond %d..%ld", *at, range->first,
                    size + range->last);
}
