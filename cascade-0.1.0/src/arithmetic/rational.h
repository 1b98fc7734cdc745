/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ARITHMETIC_RATIONAL_H
#define CASCADE_ARITHMETIC_RATIONAL_H

#include "arithmetic/message.h"

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>

/* Numbers are read exactly.  Limits, each a CAS_LIMIT error beyond it.  A numerator and a
   denominator of CAS_RATIONAL_BITS, written out, fit into one literal, so that whatever
   was read can be written and read again. */
enum {
    CAS_RATIONAL_DIGITS = 16384,  /* characters of one literal */
    CAS_RATIONAL_EXPONENT = 4096, /* absolute value of a decimal or binary exponent */
    CAS_RATIONAL_BITS =
        27000 /* of the numerator and of the denominator, in lowest terms */
};

/* A list of exact numbers.  _init gives count zeros; _clear frees them. */
typedef struct cas_rationals {
    size_t count;
    mpq_t *at;
} cas_rationals;

void cas_rationals_init(cas_rationals *list, size_t count);
void cas_rationals_clear(cas_rationals *list);
/* As _init, with the numbers of source: list must not hold numbers. */
void cas_rationals_copy(cas_rationals *list, const cas_rationals *source);
/* source: count doubles, each finite; every double is an exact rational. */
void cas_rationals_set_doubles(cas_rationals *list, const double *source);
bool cas_rationals_equal(const cas_rationals *one, const cas_rationals *other);
bool cas_rationals_are_zero(const cas_rationals *list);

/* Reads the whole of text[0..length) as one number, exactly:
   decimal "-1.25e-3", C hex float "0x1.8p-3", or fraction "p/q" of decimal integers; each
   may begin with one sign.  On error r keeps its value.
   Errors: CAS_SYNTAX (not a number; nan, inf), CAS_INPUT (zero
   denominator), CAS_LIMIT. */
cas_status cas_rational_read(mpq_t r, const char *text, size_t length,
                             cas_message *message);

/* The shortest exact text that cas_rational_read understands: an integer "3", else "p/q".
   To be given to free(). */
char *cas_rational_write(mpq_srcptr q);

/* r = sqrt(q) where that is rational; where it is not, or q < 0: false, and r keeps its
   value. */
bool cas_rational_root(mpq_t r, mpq_srcptr q);

#endif
