/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CONSTANTS_DERIVATIVE_NORM_H
#define CASCADE_CONSTANTS_DERIVATIVE_NORM_H

#include "constants/smoothness.h"
#include "program/jet.h"

#include <mpfi.h>

/* The norm whose supremum is one constant of Assumption 3: the larger of the norms of one
   or two matrices of derivatives, taken with respect to orthonormal directions, y_count
   of y and then w_count of w. */

/* One entry: a derivative of one output; ways says how often it stands in a
   symmetric array. */
typedef struct cas_derivative_entry {
    size_t output, directions[3];
    unsigned long ways;
} cas_derivative_entry;

/* Frobenius norm of its entries, or operator norm of the rows x columns
   matrix of them. */
typedef struct cas_derivative_matrix {
    size_t rows, columns, count;
    /* not where there is one row or column: the norms are equal there */
    bool is_operator;
    cas_derivative_entry *entries;
} cas_derivative_matrix;

typedef struct cas_derivative_norm {
    unsigned order; /* of its derivatives: 1 to 3 */
    size_t y_count, w_count;
    size_t matrix_count;
    cas_derivative_matrix matrices[2];
} cas_derivative_norm;

/* The order of a constant's derivatives. */
unsigned cas_derivative_order(cas_constant constant);

/* jets: of that order, of a program with so many outputs, seeded for those directions. */
void cas_derivative_norm_init(cas_derivative_norm *norm, cas_constant constant,
                              const cas_jets *jets, size_t outputs, size_t y_count,
                              size_t w_count);
void cas_derivative_norm_clear(cas_derivative_norm *norm);

/* A run of jets, and how to read an interval from one of its numbers. */
typedef struct cas_derivative_run {
    const cas_jets *jets;
    void (*enclose)(mpfi_ptr r, const void *number);
} cas_derivative_run;

/* r encloses one entry; what is not defined is unbounded. */
void cas_derivative_enclose(mpfi_ptr r, const cas_derivative_entry *entry, unsigned order,
                            const cas_derivative_run *run);

/* r encloses the norm of one matrix over all choices of points in its entries:
   [.., +inf] where an entry is not bounded.  For point-like entries both ends are
   close to the norm. */
void cas_derivative_norm_enclose(mpfi_ptr r, const cas_derivative_matrix *matrix,
                                 unsigned order, const cas_derivative_run *run);

#endif
