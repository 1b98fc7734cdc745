/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_OPERATOR_JET_H
#define CASCADE_OPERATOR_JET_H

#include "operator/program.h"

/* Taylor arithmetic to third order: the value of every node of a program together with all its
   first, second and third partial derivatives with respect to n coordinates z, in one arithmetic.
   Run in intervals over a box, every entry encloses the derivative on the whole box.

   The coordinates are the caller's: each y and w is seeded with its value and its gradient in z
   (it must be affine in z), so that z = (y, w) and linear changes of coordinates both work. */
typedef struct cas_jets cas_jets;

/* order: 0 to 3, the highest derivative that is computed.  Keeps program and arithmetic, which
   must outlive it. */
cas_jets *cas_jets_new(const cas_program *program, const cas_arithmetic *arithmetic,
                       size_t n, unsigned order);
void cas_jets_free(cas_jets *jets);

/* Seeds variable y[i] or w[i] with a value and n partial derivatives.  Seeds stay until they are
   set again. */
void cas_jets_seed_y(cas_jets *jets, size_t i, const void *value, const void *gradient);
void cas_jets_seed_w(cas_jets *jets, size_t i, const void *value, const void *gradient);

/* Runs the program.  In intervals an undefined entry (0 * inf, division by an interval around 0)
   is the whole line, so that the result is an enclosure whatever happens; elsewhere CAS_DOMAIN. */
cas_status cas_jets_evaluate(cas_jets *jets, cas_message *message);

/* Derivatives of output k; indices in any order; owned by jets. */
const void *cas_jets_value(const cas_jets *jets, size_t k);
const void *cas_jets_first(const cas_jets *jets, size_t k, size_t a);
const void *cas_jets_second(const cas_jets *jets, size_t k, size_t a, size_t b);
const void *cas_jets_third(const cas_jets *jets, size_t k, size_t a, size_t b, size_t c);

#endif
