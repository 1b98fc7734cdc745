/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_EVALUATION_H
#define CASCADE_CLAIM_EVALUATION_H

#include "arithmetic/arena.h"
#include "arithmetic/interval.h"
#include "process/filtration.h"

/* Random variables on the scenarios of one run, in intervals: the language in which the
   steps of the proofs are written.  A variable is a matrix for each copy of its level; a
   number is a 1 x 1 variable that is the same in all scenarios.  All values belong to
   the evaluation. */
typedef struct cas_variable {
    cas_level level;
    size_t rows, columns;
    const void *at;
} cas_variable;

/* Besides the five constants of Assumption 3: C_v = max{1, C^N} of Lemma 1. */
enum { CAS_GRADIENT_BOUND = CAS_CONSTANT_COUNT };

typedef struct cas_evaluation {
    const cas_run *run;
    const cas_arithmetic *interval;
    const mpq_t *constants; /* CAS_CONSTANT_COUNT */
    bool input_is_known;    /* x is F-measurable */
    bool is_decided; /* false where a partition was needed that could not be decided */
    /* A deliberate mistake: constant `replaced` reads as constant `replacement`. */
    int replaced, replacement;
    cas_arena *values;
    struct cas_partition_list *partitions;
} cas_evaluation;

/* Keeps run and constants. */
void cas_evaluation_init(cas_evaluation *e, const cas_run *run, const mpq_t *constants,
                         bool input_is_known);
void cas_evaluation_clear(cas_evaluation *e);

cas_variable cas_evaluation_trace(cas_evaluation *e, cas_trace trace, size_t i);
cas_variable cas_evaluation_number(cas_evaluation *e, long numerator, long denominator);
/* constant: a cas_constant or CAS_GRADIENT_BOUND. */
cas_variable cas_evaluation_constant(cas_evaluation *e, int constant);

/* f_i, nabla_1 f_i and nabla_2 f_i at the points y (d_{i-1} x 1). */
cas_variable cas_evaluation_value(cas_evaluation *e, size_t i, cas_variable y);
cas_variable cas_evaluation_jacobian(cas_evaluation *e, size_t i, cas_variable y);
cas_variable cas_evaluation_weight_jacobian(cas_evaluation *e, size_t i, cas_variable y);
/* nabla^2_21 f_i at the points y (d_{i-1} x 1): (d_i d_{w_i}) x d_{i-1}, entry (j d_{w_i}
   + alpha, beta) is the derivative of (f_i)_j by w_alpha and y_beta.  Undefined entries
   where the program's derivatives are. */
cas_variable cas_evaluation_mixed_hessian(cas_evaluation *e, size_t i, cas_variable y);
/* The same numbers in another shape of that size. */
cas_variable cas_variable_reshaped(cas_variable x, size_t rows, size_t columns);

cas_variable cas_variable_sum(cas_evaluation *e, cas_variable x, cas_variable y);
cas_variable cas_variable_difference(cas_evaluation *e, cas_variable x, cas_variable y);
/* x is 1 x 1 and scales y, or the matrix product. */
cas_variable cas_variable_product(cas_evaluation *e, cas_variable x, cas_variable y);
/* 1 x 1 only; n >= 0 and 0^0 = 1. */
cas_variable cas_variable_power(cas_evaluation *e, cas_variable x, long n);
cas_variable cas_variable_transpose(cas_evaluation *e, cas_variable x);
/* The square of the Frobenius norm (Euclidean for vectors), and of the operator norm. */
cas_variable cas_variable_norm_squared(cas_evaluation *e, cas_variable x);
cas_variable cas_variable_operator_norm_squared(cas_evaluation *e, cas_variable x);
/* 1 x 1 and >= 0 only. */
cas_variable cas_variable_square_root(cas_evaluation *e, cas_variable x);
/* 1 x 1: the larger one in each scenario. */
cas_variable cas_variable_maximum(cas_evaluation *e, cas_variable x, cas_variable y);
/* E[x], and E[x | field] as in filtration.h. */
cas_variable cas_variable_mean(cas_evaluation *e, cas_variable x);
cas_variable cas_variable_conditional_mean(cas_evaluation *e, cas_field field, size_t i,
                                           cas_variable x);

#endif
