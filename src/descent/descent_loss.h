/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_DESCENT_DESCENT_LOSS_H
#define CASCADE_DESCENT_DESCENT_LOSS_H

#include "arithmetic/interval.h"
#include "descent/descent.h"

/* The loss of a descent in intervals; interval: cas_arithmetic_interval of r's
   precision. */

/* r = l(w), w has n numbers. */
void cas_descent_loss(const cas_descent *d, const cas_arithmetic *interval,
                      const mpfi_t *w, mpfi_ptr r);
/* r = the k-th partial derivative of l where w_k = x, and of the chain's part f_2
   alone. */
void cas_descent_slope(const cas_descent *d, const cas_arithmetic *interval, size_t k,
                       mpfi_srcptr x, mpfi_ptr r);
void cas_descent_ripple_slope(const cas_descent *d, const cas_arithmetic *interval,
                              size_t k, mpfi_srcptr x, mpfi_ptr r);
/* r encloses the least value of l. */
void cas_descent_least(const cas_descent *d, const cas_arithmetic *interval, mpfi_ptr r);

#endif
