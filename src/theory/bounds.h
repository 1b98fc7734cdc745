/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_THEORY_BOUNDS_H
#define CASCADE_THEORY_BOUNDS_H

#include "chain/chain.h"

/* The right-hand sides of Theorems 1 and 2 on an instance, in any arithmetic that has a square
   root (the first two need none, so that they run in rationals as well).  r is one number. */

/* (13) with (21). */
void cas_error_bound(const cas_chain *chain, const cas_smoothness *constants,
                     const cas_arithmetic *arithmetic, void *r);
/* (23) with (33) in the given version; conditional means are plain means because the entries of
   a chain file are independent. */
void cas_bias_bound(const cas_chain *chain, const cas_smoothness *constants, bool repaired,
                    const cas_arithmetic *arithmetic, void *r);
/* ||M r||^2 with the sharp matrix of Theorem 1. */
void cas_sharp_error_bound(const cas_chain *chain, const cas_smoothness *constants,
                           const cas_arithmetic *arithmetic, void *r);

#endif
