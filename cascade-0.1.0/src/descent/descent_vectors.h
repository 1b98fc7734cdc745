/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_DESCENT_DESCENT_VECTORS_H
#define CASCADE_DESCENT_DESCENT_VECTORS_H

#include "arithmetic/arithmetic.h"
#include "descent/descent.h"
#include "descent/descent_vocabulary.h"

/* r = the k-th entry of a vector (w, g, .., u~ - u) at a step where w_k = x.  outcome:
   what the step draws; not read for w, g and r, which are known before.  work:
   CAS_DESCENT_WORK numbers for scratch; neither x nor r is one of them. */
enum { CAS_DESCENT_WORK = 3 };
void cas_descent_entry(const cas_descent *descent, const cas_arithmetic *arithmetic,
                       cas_descent_symbol vector, const cas_outcome *outcome, size_t k,
                       const void *x, void *r, void *work);

#endif
