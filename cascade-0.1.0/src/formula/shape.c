/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/shape.h"

#include <stdlib.h>
#include <string.h>

void cas_affine_add(cas_affine *r, const cas_affine *x, long factor)
{
    r->constant += factor * x->constant;
    r->size += factor * x->size;
    for (size_t k = 0; k < CAS_FORMULA_INDICES; k++)
        r->factor[k] += factor * x->factor[k];
}

static bool is_constant(const cas_affine *x)
{
    cas_affine plain = {.constant = x->constant};
    return cas_affine_equal(x, &plain);
}

/* Beyond this no coefficient of an index makes sense, and sums of products stay within
   a long. */
enum { LARGEST_COEFFICIENT = 1 << 20 };

static bool is_small(const cas_affine *x)
{
    bool small =
        labs(x->constant) <= LARGEST_COEFFICIENT && labs(x->size) <= LARGEST_COEFFICIENT;
    for (size_t k = 0; k < CAS_FORMULA_INDICES; k++)
        small = small && labs(x->factor[k]) <= LARGEST_COEFFICIENT;
    return small;
}

static bool affine_product(const cas_formula *one, const cas_formula *other,
                           cas_affine *r)
{
    if (is_constant(&one->affine))
        cas_affine_add(r, &other->affine, one->affine.constant);
    else
        cas_affine_add(r, &one->affine, other->affine.constant);
    return is_constant(&one->affine) || is_constant(&other->affine);
}

static bool find_affine(const cas_vocabulary *vocabulary, const cas_formula *f,
                        cas_affine *r)
{
    for (size_t k = 0; k < f->count && f->form != CAS_FORM_NAME; k++)
        if (!f->of[k]->is_affine)
            return false;
    switch (f->form) {
    case CAS_FORM_NUMBER:
        r->constant = mpz_get_si(mpq_numref(f->number));
        return mpz_cmp_ui(mpq_denref(f->number), 1) == 0 &&
               mpz_cmp_ui(mpq_numref(f->number), LARGEST_COEFFICIENT) <= 0;
    case CAS_FORM_INDEX:
        r->factor[f->which] = 1;
        return true;
    case CAS_FORM_NAME:
        r->size = 1;
        return vocabulary->size != NULL && vocabulary->symbols[f->which].is_integer;
    case CAS_FORM_NEGATE:
        cas_affine_add(r, &f->of[0]->affine, -1);
        return true;
    case CAS_FORM_ADD:
    case CAS_FORM_SUBTRACT:
        cas_affine_add(r, &f->of[0]->affine, 1);
        cas_affine_add(r, &f->of[1]->affine, f->form == CAS_FORM_ADD ? 1 : -1);
        return is_small(r);
    case CAS_FORM_MULTIPLY:
        return affine_product(f->of[0], f->of[1], r) && is_small(r);
    default:
        return false;
    }
}

bool cas_affine_equal(const cas_affine *one, const cas_affine *other)
{
    return one->constant == other->constant && one->size == other->size &&
           memcmp(one->factor, other->factor, sizeof one->factor) == 0;
}

static const cas_formula_extent one = {.length = CAS_LENGTH_ONE};

static bool has_index(cas_length length)
{
    return length == CAS_LENGTH_STATE || length == CAS_LENGTH_WEIGHTS ||
           length == CAS_LENGTH_PAIRS;
}

/* The chain's output is a number: d_N = 1. */
static cas_formula_extent normalised(cas_formula_extent extent)
{
    static const cas_affine last = {.size = 1};
    if (!has_index(extent.length))
        return (cas_formula_extent){.length = extent.length};
    if (extent.length == CAS_LENGTH_STATE && cas_affine_equal(&extent.at, &last))
        return one;
    return extent;
}

static bool same_extent(const cas_formula_extent *x, const cas_formula_extent *y)
{
    return x->length == y->length &&
           (!has_index(x->length) || cas_affine_equal(&x->at, &y->at));
}

static bool same_shape(const cas_formula *x, const cas_formula *y)
{
    return same_extent(&x->rows, &y->rows) && same_extent(&x->columns, &y->columns);
}

const char *cas_formula_shape_name(const cas_formula *f)
{
    if (cas_formula_is_number(f))
        return "a number";
    return f->columns.length == CAS_LENGTH_ONE ? "a vector" : "a matrix";
}

static cas_formula_extent extent_of(cas_symbol_extent extent, const cas_affine *index)
{
    cas_formula_extent r = {.length = extent.length, .at = *index};
    r.at.constant += extent.shift;
    return normalised(r);
}

static void set_number(cas_formula *f)
{
    f->rows = f->columns = one;
}

static void set_like(cas_formula *f, const cas_formula *like)
{
    f->rows = like->rows;
    f->columns = like->columns;
}

/* A number that is made of numbers. */
static cas_status set_of_numbers(cas_formula *f, cas_message *message)
{
    const char *what = f->form == CAS_FORM_POWER     ? "a power"
                       : f->form == CAS_FORM_MAXIMUM ? "max"
                       : f->form == CAS_FORM_MINIMUM ? "min"
                                                     : "a function";
    set_number(f);
    for (size_t k = 0; k < f->count; k++)
        if (!cas_formula_is_number(f->of[k]))
            return cas_fail(message, CAS_INPUT, "%s wants a number, not %s", what,
                            cas_formula_shape_name(f->of[k]));
    return CAS_OK;
}

/* The index of a name, map or field, and where it has none, 0. */
static cas_status index_of(const cas_formula *f, size_t at, cas_affine *index,
                           cas_message *message)
{
    *index = f->count > at ? f->of[at]->affine : (cas_affine){0};
    if (f->count <= at || f->of[at]->is_affine)
        return CAS_OK;
    return cas_fail(
        message, CAS_INPUT,
        "an index must be a whole number up to 2^20, an index, or a sum of such");
}

static cas_status set_name(const cas_vocabulary *vocabulary, cas_formula *f,
                           cas_message *message)
{
    const cas_symbol *symbol = &vocabulary->symbols[f->which];
    cas_affine index[2];
    for (size_t k = 0; k < 2; k++) {
        cas_status status = index_of(f, k, &index[k], message);
        if (status != CAS_OK)
            return status;
    }
    f->rows = extent_of(symbol->rows, &index[symbol->rows.is_of_second]);
    f->columns = extent_of(symbol->columns, &index[symbol->columns.is_of_second]);
    return CAS_OK;
}

/* An extent of an abbreviation's body with the call's indices in their places. */
static cas_formula_extent called(const cas_formula_extent *extent,
                                 const cas_affine *arguments, size_t count)
{
    cas_formula_extent r = {.length = extent->length};
    r.at.constant = extent->at.constant;
    r.at.size = extent->at.size;
    for (size_t k = 0; k < count; k++)
        cas_affine_add(&r.at, &arguments[k], extent->at.factor[k]);
    return normalised(r);
}

static cas_status set_call(cas_formula *f, cas_message *message)
{
    cas_affine arguments[4];
    for (size_t k = 0; k < f->count; k++) {
        cas_status status = index_of(f, k, &arguments[k], message);
        if (status != CAS_OK)
            return status;
    }
    const cas_formula *body = f->definition->body;
    f->rows = called(&body->rows, arguments, f->count);
    f->columns = called(&body->columns, arguments, f->count);
    return CAS_OK;
}

/* Of two parts with one shape. */
static cas_status set_pair(cas_formula *f, cas_message *message)
{
    if (f->form == CAS_FORM_INNER)
        set_number(f);
    else
        set_like(f, f->of[0]);
    if (same_shape(f->of[0], f->of[1]))
        return CAS_OK;
    const char *x = cas_formula_shape_name(f->of[0]);
    const char *y = cas_formula_shape_name(f->of[1]);
    if (f->form == CAS_FORM_INNER)
        return cas_fail(message, CAS_INPUT, "<%s, %s> of different shapes", x, y);
    return cas_fail(message, CAS_INPUT, "%s and %s of different shapes cannot be %s", x,
                    y, f->form == CAS_FORM_ADD ? "added" : "subtracted");
}

static cas_status set_product(cas_formula *f, cas_message *message)
{
    const cas_formula *x = f->of[0], *y = f->of[1];
    if (cas_formula_is_number(x)) {
        set_like(f, y);
    } else if (cas_formula_is_number(y)) {
        set_like(f, x);
    } else if (same_extent(&x->columns, &y->rows)) {
        f->rows = x->rows;
        f->columns = y->columns;
    } else {
        return cas_fail(message, CAS_INPUT,
                        "%s cannot be multiplied by %s: columns and rows differ",
                        cas_formula_shape_name(x), cas_formula_shape_name(y));
    }
    return CAS_OK;
}

static cas_status set_quotient(cas_formula *f, cas_message *message)
{
    set_like(f, f->of[0]);
    if (cas_formula_is_number(f->of[1]))
        return CAS_OK;
    return cas_fail(message, CAS_INPUT, "cannot divide by %s",
                    cas_formula_shape_name(f->of[1]));
}

/* x with the formula `value` in the place of the index in that slot. */
static cas_formula_extent with_index(const cas_formula_extent *x, size_t slot,
                                     const cas_affine *value)
{
    cas_formula_extent r = *x;
    r.at.factor[slot] = 0;
    cas_affine_add(&r.at, value, x->at.factor[slot]);
    return normalised(r);
}

/* Factor k of a product of matrices has as many columns as factor k + 1 has rows. */
static cas_status set_matrix_product(cas_formula *f, cas_message *message)
{
    const cas_formula *body = f->of[2];
    cas_affine next = {.constant = 1};
    next.factor[f->which] = 1;
    f->rows = with_index(&body->rows, f->which, &f->of[0]->affine);
    f->columns = with_index(&body->columns, f->which, &f->of[1]->affine);
    cas_formula_extent rows = with_index(&body->rows, f->which, &next);
    if (cas_formula_is_number(body) || same_extent(&body->columns, &rows))
        return CAS_OK;
    return cas_fail(message, CAS_INPUT,
                    "the factors of the product have shapes that do not fit");
}

cas_status cas_formula_check_bounds(const cas_formula *first, const cas_formula *last,
                                    cas_message *message)
{
    if (first->is_affine && last->is_affine)
        return CAS_OK;
    return cas_fail(message, CAS_INPUT,
                    "the bounds of a range must be sums of whole numbers up to 2^20, "
                    "indices and the size");
}

static cas_status set_range(cas_formula *f, cas_message *message)
{
    cas_status status = cas_formula_check_bounds(f->of[0], f->of[1], message);
    if (status != CAS_OK)
        return status;
    if (f->form == CAS_FORM_PRODUCT)
        return set_matrix_product(f, message);
    set_like(f, f->of[2]);
    if (f->form == CAS_FORM_LARGEST && !cas_formula_is_number(f->of[2]))
        return cas_fail(message, CAS_INPUT, "max wants numbers, not %s",
                        cas_formula_shape_name(f->of[2]));
    cas_affine body = f->of[2]->rows.at;
    if (body.factor[f->which] != 0 || f->of[2]->columns.at.factor[f->which] != 0)
        return cas_fail(message, CAS_INPUT, "the terms of the sum have different shapes");
    return CAS_OK;
}

static cas_status set_apply(const cas_vocabulary *vocabulary, cas_formula *f,
                            cas_message *message)
{
    const cas_map *map = &vocabulary->maps[f->which];
    cas_affine index;
    cas_status status = index_of(f, 1, &index, message);
    if (status != CAS_OK)
        return status;
    cas_formula_extent wanted = extent_of(map->argument, &index);
    if (!same_extent(&f->of[0]->rows, &wanted) ||
        f->of[0]->columns.length != CAS_LENGTH_ONE)
        return cas_fail(message, CAS_INPUT, "%s wants a vector of another length",
                        map->name);
    f->rows = extent_of(map->rows, &index);
    f->columns = extent_of(map->columns, &index);
    return CAS_OK;
}

static cas_status set_flattened(cas_formula *f, cas_message *message)
{
    const cas_formula *x = f->of[0];
    f->columns = one;
    f->rows = (cas_formula_extent){.length = CAS_LENGTH_PAIRS};
    if (x->rows.length == CAS_LENGTH_STATE && x->columns.length == CAS_LENGTH_WEIGHTS)
        f->rows.at = x->rows.at;
    else if (x->rows.length == CAS_LENGTH_ONE && x->columns.length == CAS_LENGTH_WEIGHTS)
        f->rows.at = x->columns.at;
    else
        return cas_fail(message, CAS_INPUT,
                        "vec wants a matrix of d_i rows and d_w_i columns");
    return CAS_OK;
}

static cas_status set_unflattened(cas_formula *f, cas_message *message)
{
    cas_affine index;
    cas_status status = index_of(f, 1, &index, message);
    cas_formula_extent wanted = {.length = CAS_LENGTH_PAIRS, .at = index};
    if (status == CAS_OK && !same_extent(&f->of[0]->rows, &wanted))
        return cas_fail(message, CAS_INPUT, "mat_i wants a vector of d_i d_w_i numbers");
    f->rows = normalised((cas_formula_extent){CAS_LENGTH_STATE, index});
    f->columns = (cas_formula_extent){CAS_LENGTH_WEIGHTS, index};
    return status;
}

static cas_status set_extents(const cas_vocabulary *vocabulary, cas_formula *f,
                              cas_message *message)
{
    switch (f->form) {
    case CAS_FORM_NUMBER:
    case CAS_FORM_INDEX:
    case CAS_FORM_PARAMETER:
    case CAS_FORM_NORM:
    case CAS_FORM_OPERATOR_NORM:
        set_number(f);
        return CAS_OK;
    case CAS_FORM_NAME:
        return set_name(vocabulary, f, message);
    case CAS_FORM_CALL:
        return set_call(f, message);
    case CAS_FORM_ADD:
    case CAS_FORM_SUBTRACT:
    case CAS_FORM_INNER:
        return set_pair(f, message);
    case CAS_FORM_MULTIPLY:
        return set_product(f, message);
    case CAS_FORM_DIVIDE:
        return set_quotient(f, message);
    case CAS_FORM_NEGATE:
    case CAS_FORM_MEAN:
    case CAS_FORM_INTEGRAL:
        set_like(f, f->of[0]);
        return CAS_OK;
    case CAS_FORM_GIVEN: {
        cas_affine index;
        set_like(f, f->of[0]);
        return index_of(f, 1, &index, message);
    }
    case CAS_FORM_TRANSPOSE:
        f->rows = f->of[0]->columns;
        f->columns = f->of[0]->rows;
        return CAS_OK;
    case CAS_FORM_SUM:
    case CAS_FORM_PRODUCT:
    case CAS_FORM_LARGEST:
        return set_range(f, message);
    case CAS_FORM_POWER:
    case CAS_FORM_MAXIMUM:
    case CAS_FORM_MINIMUM:
    case CAS_FORM_FUNCTION:
        return set_of_numbers(f, message);
    case CAS_FORM_APPLY:
        return set_apply(vocabulary, f, message);
    case CAS_FORM_FLATTEN:
        return set_flattened(f, message);
    case CAS_FORM_UNFLATTEN:
        return set_unflattened(f, message);
    }
    return CAS_OK;
}

static void add_to_size(cas_formula *f, const cas_formula *part)
{
    enum { MOST = 1 << 24 };
    f->nodes = f->nodes + part->nodes < MOST ? f->nodes + part->nodes : MOST;
    f->height = part->height > f->height ? part->height : f->height;
}

static void measure(cas_formula *f)
{
    f->nodes = f->height = 0;
    if (f->form == CAS_FORM_CALL)
        add_to_size(f, f->definition->body);
    for (size_t k = 0; k < f->count; k++)
        add_to_size(f, f->of[k]);
    f->nodes++;
    f->height++;
}

cas_status cas_formula_set_shape(const cas_vocabulary *vocabulary, cas_formula *f,
                                 cas_message *message)
{
    bool binds = cas_form_has_range(f->form) || f->form == CAS_FORM_INTEGRAL;
    bool is_bound = f->form == CAS_FORM_INDEX || f->form == CAS_FORM_PARAMETER;
    f->indices = is_bound ? UINT32_C(1) << f->which : 0;
    for (size_t k = 0; k < f->count; k++)
        f->indices |= f->of[k]->indices;
    measure(f);
    if (binds)
        f->indices &= ~(UINT32_C(1) << f->which);
    f->affine = (cas_affine){0};
    f->is_affine = find_affine(vocabulary, f, &f->affine);
    return set_extents(vocabulary, f, message);
}
