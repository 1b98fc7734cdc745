/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ARITHMETIC_ARITHMETIC_H
#define CASCADE_ARITHMETIC_ARITHMETIC_H

#include <gmp.h>
#include <mpfr.h>
#include <stdbool.h>
#include <stddef.h>

/* The elementary functions of the operator language (src/README.md, section 2). */
typedef enum cas_function {
    CAS_EXP,
    CAS_LOG,
    CAS_LOG1P,
    CAS_SQRT,
    CAS_TANH,
    CAS_SINH,
    CAS_COSH,
    CAS_SIN,
    CAS_COS,
    CAS_ATAN,
    CAS_SIGMOID,  /* 1/(1 + exp(-x)) */
    CAS_SOFTPLUS, /* log(1 + exp(x)) */
    CAS_FUNCTION_COUNT
} cas_function;

/* "exp", "log", ...: the name that expressions use. */
extern const char *const cas_function_names[CAS_FUNCTION_COUNT];

/* An arithmetic is one small table of operations on numbers of one kind.  A number
   is `size` bytes; arrays of numbers are contiguous.  Every definition of the
   project (programs, passes, coefficients) is written once against this table and so
   runs in all of them:

     double     IEEE binary64, round to nearest
     mpfr       MPFR floats of `precision` bits, round to nearest; sin and cos beyond
                2^CAS_TRIGONOMETRY_EXPONENT are undefined, as reducing x modulo pi takes
                as many bits as x has
     interval   MPFI intervals with endpoints of `precision` bits, rounded outward: the
                result contains the exact result for every choice of points in the
                operands (an infinite endpoint: unbounded; NaN endpoints: undefined); sin
                and cos beyond 2^CAS_TRIGONOMETRY_EXPONENT are [-1, 1]
     rational   GMP rationals, exact; has no elementary functions; a power of more than
                CAS_RATIONAL_POWER_BITS bits is undefined
     root       numbers sqrt(q) and -sqrt(q) with q rational, exact: each is an mpq_t, its
                signed square x |x|; has sqrt; other sums and roots are not defined, but 0
                times them is 0

   In all operations r may be the same number as x or y.  What is undefined (0/0, log(-1))
   gives a number for which is_defined is false; no operation traps. */
enum { CAS_RATIONAL_POWER_BITS = 1 << 26, CAS_TRIGONOMETRY_EXPONENT = 1024 };

typedef struct cas_arithmetic cas_arithmetic;
struct cas_arithmetic {
    const char *name;
    size_t size;
    size_t storage; /* bytes that a number has elsewhere; they stand behind an array */
    mpfr_prec_t precision; /* bits; 53 for double, 0 for rational and root */

    /* Makes a number with value 0, which keeps `storage`. */
    void (*init)(const cas_arithmetic *self, void *r, void *storage);
    void (*clear)(void *r); /* NULL: nothing is to be freed */
    void (*set)(void *r, const void *x);
    void (*set_integer)(void *r, long n);
    void (*set_rational)(void *r, mpq_srcptr q);

    void (*negate)(void *r, const void *x);
    void (*add)(void *r, const void *x, const void *y);
    void (*subtract)(void *r, const void *x, const void *y);
    void (*multiply)(void *r, const void *x, const void *y);
    void (*divide)(void *r, const void *x, const void *y);
    void (*square)(void *r, const void *x);
    void (*power)(void *r, const void *x, long n);          /* x^n; x^0 = 1 */
    void (*maximum)(void *r, const void *x, const void *y); /* NULL: has no order */

    /* NULL where the arithmetic does not have the function. */
    void (*function[CAS_FUNCTION_COUNT])(void *r, const void *x);

    bool (*is_defined)(const void *x); /* finite: no NaN, no infinite endpoint */
    bool (*is_zero)(const void *x);    /* exactly the number 0 */
    double (*to_double)(
        const void *x); /* nearest double; for an interval, of its midpoint */
};

extern const cas_arithmetic cas_arithmetic_double;
extern const cas_arithmetic cas_arithmetic_rational;
extern const cas_arithmetic cas_arithmetic_root;
/* precision: 2 to 65536 bits */
cas_arithmetic cas_arithmetic_mpfr(mpfr_prec_t precision);
cas_arithmetic cas_arithmetic_interval(mpfr_prec_t precision);

/* An array of count numbers with value 0, in one piece of memory where the
   arithmetic allows; owned by the caller, who gives it to cas_numbers_free with the
   same count.  The numbers of an array keep their precision and are not swapped with
   numbers from elsewhere. */
void *cas_numbers_new(const cas_arithmetic *arithmetic, size_t count);
void cas_numbers_free(const cas_arithmetic *arithmetic, void *numbers, size_t count);

/* The i-th number of an array. */
static inline void *cas_at(const cas_arithmetic *arithmetic, void *numbers, size_t i)
{
    return (char *)numbers + i * arithmetic->size;
}

static inline const void *cas_at_const(const cas_arithmetic *arithmetic,
                                       const void *numbers, size_t i)
{
    return (const char *)numbers + i * arithmetic->size;
}

#endif
