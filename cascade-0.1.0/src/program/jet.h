/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_PROGRAM_JET_H
#define CASCADE_PROGRAM_JET_H

#include "arithmetic/message.h"
#include "program/program.h"

/* Taylor arithmetic to third order: the value of every node of a program together with
   all its partial derivatives with respect to n coordinates z, in one arithmetic.
   Run in intervals over a box, every entry encloses the derivative on the whole box.

   The coordinates are the caller's: variables, or any other nodes, are seeded with a
   value and a gradient in z (they must be affine in z), so that z = (y, w) and linear
   changes of coordinates both work.  A variable that is not seeded is the constant 0. */
typedef struct cas_jets cas_jets;

/* order: 0 to 3, the highest derivative that is computed.  Keeps program and arithmetic,
   which must outlive it and stay as they are. */
cas_jets *cas_jets_new(const cas_program *program, const cas_arithmetic *arithmetic,
                       size_t n, unsigned order);
void cas_jets_free(cas_jets *jets);

/* Seeds variable j of (y, w) with a value and n partial derivatives; gradient may be
   NULL: the one of the seed before stays (at first zero).  Seeds stay until they are set
   again. */
void cas_jets_seed_variable(cas_jets *jets, size_t j, const void *value,
                            const void *gradient);

/* The same for any node: what it was made from is then not run. */
void cas_jets_seed_node(cas_jets *jets, size_t node, const void *value,
                        const void *gradient);

/* How many numbers a run with the present seeds needs: storage grows with the order-th
   power of the number of coordinates that a node depends on. */
size_t cas_jets_size(cas_jets *jets);

/* The coordinates on which output k depends, ascending, *count of them; owned by jets.
   Not before cas_jets_size or cas_jets_evaluate. */
const size_t *cas_jets_support(const cas_jets *jets, size_t k, size_t *count);

/* Runs the program; CAS_UNSUPPORTED where the arithmetic has no such function.  What is
   not defined is a number for which is_defined is false: an output's value for a program
   that is not defined, a derivative's entry for one that is not differentiable or, in
   intervals, has no bound. */
cas_status cas_jets_evaluate(cas_jets *jets, cas_message *message);

/* CAS_DOMAIN and, in the message, the first node whose value is not defined,
   if there is one. */
cas_status cas_jets_explain(const cas_jets *jets, cas_message *message);

/* Derivatives of output k; indices in any order; owned by jets. */
const void *cas_jets_value(const cas_jets *jets, size_t k);
const void *cas_jets_first(const cas_jets *jets, size_t k, size_t a);
const void *cas_jets_second(const cas_jets *jets, size_t k, size_t a, size_t b);
/* The derivative in the directions indices[0 .. degree). */
const void *cas_jets_entry(const cas_jets *jets, size_t k, unsigned degree,
                           const size_t *indices);

#endif
