/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "constants/derivative_norm.h"

#include "arithmetic/memory.h"
#include "arithmetic/operator_norm.h"
#include "constants/enclosure.h"

#include <stdlib.h>

static void add_entry(cas_derivative_matrix *matrix, cas_derivative_entry entry)
{
    matrix->entries =
        cas_reallocate(matrix->entries, matrix->count + 1, sizeof *matrix->entries);
    matrix->entries[matrix->count++] = entry;
}

static void set_shape(cas_derivative_matrix *matrix, size_t rows, size_t columns)
{
    matrix->rows = rows;
    matrix->columns = columns;
    matrix->is_operator = rows > 1 && columns > 1;
}

/* The Jacobian in `count` directions that begin at `first`. */
static void add_jacobian(cas_derivative_norm *norm, size_t outputs, size_t first,
                         size_t count)
{
    cas_derivative_matrix *matrix = &norm->matrices[norm->matrix_count++];
    set_shape(matrix, outputs, count);
    for (size_t k = 0; k < outputs; k++)
        for (size_t a = 0; a < count; a++)
            add_entry(matrix, (cas_derivative_entry){k, {first + a}, 1});
}

/* Rows are outputs, columns pairs of a weight and an input: the array of
   (9), flattened. */
static void add_mixed(cas_derivative_norm *norm, size_t outputs)
{
    cas_derivative_matrix *matrix = &norm->matrices[norm->matrix_count++];
    set_shape(matrix, outputs, norm->w_count * norm->y_count);
    for (size_t k = 0; k < outputs; k++)
        for (size_t a = 0; a < norm->w_count; a++)
            for (size_t b = 0; b < norm->y_count; b++)
                add_entry(matrix, (cas_derivative_entry){k, {norm->y_count + a, b}, 1});
}

/* Rows are entries of the Jacobian in `count` directions that begin at `first`, columns
   the y by which they are differentiated. */
static void add_change(cas_derivative_norm *norm, size_t outputs, size_t first,
                       size_t count)
{
    cas_derivative_matrix *matrix = &norm->matrices[norm->matrix_count++];
    set_shape(matrix, outputs * count, norm->y_count);
    for (size_t k = 0; k < outputs; k++)
        for (size_t a = 0; a < count; a++)
            for (size_t b = 0; b < norm->y_count; b++)
                add_entry(matrix, (cas_derivative_entry){k, {first + a, b}, 1});
}

/* An entry of a symmetric array counts as often as its indices can be ordered.  Those in
   a direction in which the output does not change are 0. */
static void add_symmetric(cas_derivative_norm *norm, size_t outputs, const cas_jets *jets)
{
    cas_derivative_matrix *matrix = &norm->matrices[norm->matrix_count++];
    for (size_t k = 0; k < outputs; k++) {
        size_t n;
        const size_t *s = cas_jets_support(jets, k, &n);
        for (size_t a = 0; a < n; a++)
            for (size_t b = a; b < n; b++) {
                if (norm->order == 2)
                    add_entry(matrix,
                              (cas_derivative_entry){k, {s[a], s[b]}, a == b ? 1 : 2});
                for (size_t c = b; norm->order == 3 && c < n; c++) {
                    const unsigned long ways = a == c ? 1 : (a == b || b == c) ? 3 : 6;
                    add_entry(matrix,
                              (cas_derivative_entry){k, {s[a], s[b], s[c]}, ways});
                }
            }
    }
}

unsigned cas_derivative_order(cas_constant constant)
{
    static const unsigned orders[CAS_BOUND_COUNT] = {
        [CAS_JACOBIAN] = 1,          [CAS_MIXED_HESSIAN] = 2,
        [CAS_LIPSCHITZ] = 1,         [CAS_JACOBIAN_LIPSCHITZ] = 2,
        [CAS_HESSIAN_LIPSCHITZ] = 3, [CAS_STATE_LIPSCHITZ] = 2};
    return orders[constant];
}

void cas_derivative_norm_init(cas_derivative_norm *norm, cas_constant constant,
                              const cas_jets *jets, size_t outputs, size_t y_count,
                              size_t w_count)
{
    *norm = (cas_derivative_norm){
        .order = cas_derivative_order(constant), .y_count = y_count, .w_count = w_count};
    if (norm->order == 1)
        add_jacobian(norm, outputs, 0, y_count);
    if (constant == CAS_JACOBIAN)
        add_jacobian(norm, outputs, y_count, w_count);
    if (constant == CAS_MIXED_HESSIAN)
        add_mixed(norm, outputs);
    if (constant == CAS_JACOBIAN_LIPSCHITZ || constant == CAS_HESSIAN_LIPSCHITZ)
        add_symmetric(norm, outputs, jets);
    if (constant == CAS_STATE_LIPSCHITZ) {
        add_change(norm, outputs, 0, y_count);
        add_change(norm, outputs, y_count, w_count);
    }
}

void cas_derivative_norm_clear(cas_derivative_norm *norm)
{
    for (size_t i = 0; i < norm->matrix_count; i++)
        free(norm->matrices[i].entries);
    *norm = (cas_derivative_norm){0};
}

void cas_derivative_enclose(mpfi_ptr r, const cas_derivative_entry *entry, unsigned order,
                            const cas_derivative_run *run)
{
    run->enclose(r, cas_jets_entry(run->jets, entry->output, order, entry->directions));
    if (mpfi_nan_p(r)) {
        mpfr_set_inf(&r->left, -1);
        mpfr_set_inf(&r->right, 1);
    }
}

static void frobenius_norm(mpfi_ptr r, const cas_derivative_matrix *matrix,
                           unsigned order, const cas_derivative_run *run)
{
    mpfi_t entry;
    mpfi_init2(entry, mpfi_get_prec(r));
    mpfi_set_ui(r, 0);
    for (size_t i = 0; i < matrix->count; i++) {
        cas_derivative_enclose(entry, &matrix->entries[i], order, run);
        mpfi_sqr(entry, entry);
        mpfi_mul_ui(entry, entry, matrix->entries[i].ways);
        mpfi_add(r, r, entry);
    }
    mpfi_sqrt(r, r);
    mpfi_clear(entry);
}

void cas_derivative_norm_enclose(mpfi_ptr r, const cas_derivative_matrix *matrix,
                                 unsigned order, const cas_derivative_run *run)
{
    if (!matrix->is_operator) {
        frobenius_norm(r, matrix, order, run);
        return;
    }
    mpfi_t *entries = cas_enclosures_new(matrix->count);
    for (size_t i = 0; i < matrix->count; i++)
        cas_derivative_enclose(entries[i], &matrix->entries[i], order, run);
    cas_operator_norm(r, matrix->rows, matrix->columns, (const mpfi_t *)entries);
    cas_enclosures_free(entries, matrix->count);
}
