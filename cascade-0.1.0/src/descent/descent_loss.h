/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_DESCENT_DESCENT_LOSS_H
#define CASCADE_DESCENT_DESCENT_LOSS_H

#include "arithmetic/arithmetic.h"
#include "arithmetic/message.h"
#include "descent/descent.h"

/* The loss l = f_2 + R of a descent, ripples and regulariser.  Where there are ripples,
   the arithmetic has sin and cos.  `scratch` is a number that a call may overwrite; it is
   neither x nor r. */

/* r = l(w), w has n numbers. */
void cas_descent_loss(const cas_descent *descent, const cas_arithmetic *arithmetic,
                      const void *w, void *r);
/* r = the k-th partial derivative of f_2, and of R, where w_k = x. */
void cas_descent_ripple_slope(const cas_descent *descent,
                              const cas_arithmetic *arithmetic, size_t k, const void *x,
                              void *r, void *scratch);
void cas_descent_regulariser_slope(const cas_descent *descent,
                                   const cas_arithmetic *arithmetic, size_t k,
                                   const void *x, void *r, void *scratch);
/* r = the least value of l: exactly where it is 0, else an enclosure.  Errors:
   CAS_UNSUPPORTED where it is not 0 and the arithmetic is not the interval arithmetic. */
cas_status cas_descent_least(const cas_descent *descent, const cas_arithmetic *arithmetic,
                             void *r, cas_message *message);

#endif
