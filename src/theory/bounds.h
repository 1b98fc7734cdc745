/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_THEORY_BOUNDS_H
#define CASCADE_THEORY_BOUNDS_H

#include "chain/chain.h"
#include "theory/coefficients.h"

/* The right-hand sides of Theorems 1 and 2 on an instance, in any arithmetic.  r is one
   number; constants: CAS_CONSTANT_COUNT exact numbers. */

/* (13) with (21). */
void cas_error_bound(const cas_chain *chain, const mpq_t *constants,
                     const cas_arithmetic *arithmetic, void *r);

/* (23) with (33).  The entries of a chain file are independent, so that the conditional
   means are the plain ones. */
void cas_bias_bound(const cas_chain *chain, const mpq_t *constants,
                    cas_bias_version version, const cas_arithmetic *arithmetic, void *r);

/* ||M r||^2 with the sharp matrix of Theorem 1.  CAS_UNSUPPORTED where an irrational
   square root is needed and the arithmetic has none. */
cas_status cas_sharp_error_bound(const cas_chain *chain, const mpq_t *constants,
                                 const cas_arithmetic *arithmetic, void *r,
                                 cas_message *message);

#endif
