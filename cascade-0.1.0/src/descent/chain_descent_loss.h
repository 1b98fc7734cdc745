/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_DESCENT_CHAIN_DESCENT_LOSS_H
#define CASCADE_DESCENT_CHAIN_DESCENT_LOSS_H

#include "descent/chain_descent.h"

/* The loss l(w) = E_x F(x, w) + R(w) of a descent on a chain, at one point after the
   other, in any arithmetic that has its functions. */
typedef struct cas_chain_loss cas_chain_loss;

/* Keeps both. */
cas_chain_loss *cas_chain_loss_new(const cas_chain_descent *descent,
                                   const cas_arithmetic *arithmetic);
void cas_chain_loss_free(cas_chain_loss *loss); /* NULL: nothing */

/* value = l(w), gradient = grad l(w), slope = grad R(w); the last two have as many
   numbers as w.  Errors: those of the passes. */
cas_status cas_chain_loss_at(cas_chain_loss *loss, const void *w, void *value,
                             void *gradient, void *slope, cas_message *message);

#endif
