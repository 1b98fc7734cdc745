/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ARITHMETIC_ARENA_H
#define CASCADE_ARITHMETIC_ARENA_H

#include "arithmetic/arithmetic.h"

/* Numbers of one arithmetic that are made one after the other and freed together: what
   the evaluation of a formula leaves behind.  They lie in a few large pieces of memory,
   so that a number costs about as little as its bytes. */
typedef struct cas_arena cas_arena;

/* Keeps the arithmetic, which must outlive the arena. */
cas_arena *cas_arena_new(const cas_arithmetic *arithmetic);
void cas_arena_free(cas_arena *arena); /* NULL: nothing */

/* An array of count numbers with value 0; it belongs to the arena and stays where it is.
   As in cas_numbers_new, the numbers keep their precision and are not swapped. */
void *cas_arena_numbers(cas_arena *arena, size_t count);

#endif
