/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TRAINING_LANES_PORTABLE_H
#define CASCADE_TRAINING_LANES_PORTABLE_H

#include <math.h>
#include <stdint.h>
#include <string.h>

/* One lane per vector, in portable C.  The other lanes_*.h define the same names for
   wider vectors; every operation is correctly rounded (or exact), so all of them give the
   same bits. */
enum { LANES_WIDTH = 1 };
typedef double lanes;
typedef uint64_t words;

static inline lanes lanes_load(const double *p)
{
    return *p;
}

static inline void lanes_store(double *p, lanes x)
{
    *p = x;
}

static inline lanes lanes_set(double x)
{
    return x;
}

static inline lanes lanes_add(lanes x, lanes y)
{
    return x + y;
}

static inline lanes lanes_subtract(lanes x, lanes y)
{
    return x - y;
}

static inline lanes lanes_multiply(lanes x, lanes y)
{
    return x * y;
}

static inline lanes lanes_divide(lanes x, lanes y)
{
    return x / y;
}

/* x*y + z, rounded once */
static inline lanes lanes_fma(lanes x, lanes y, lanes z)
{
    return fma(x, y, z);
}

static inline lanes lanes_sqrt(lanes x)
{
    return sqrt(x);
}

/* The larger and the smaller of two numbers; y if x is a NaN. */
static inline lanes lanes_max(lanes x, lanes y)
{
    return x > y ? x : y;
}

static inline lanes lanes_min(lanes x, lanes y)
{
    return x < y ? x : y;
}

static inline words words_load(const uint64_t *p)
{
    return *p;
}

static inline words words_set(uint64_t x)
{
    return x;
}

static inline words words_add(words x, words y)
{
    return x + y;
}

static inline words words_subtract(words x, words y)
{
    return x - y;
}

static inline words words_and(words x, words y)
{
    return x & y;
}

static inline words words_or(words x, words y)
{
    return x | y;
}

static inline words words_xor(words x, words y)
{
    return x ^ y;
}

/* x; the compiler does not regroup the operations that it is the result of. */
static inline words words_grouped(words x)
{
    return x;
}

static inline words words_left(words x, int n)
{
    return x << n;
}

static inline words words_right(words x, int n)
{
    return x >> n;
}

/* The 64-bit product of the lower halves. */
static inline words words_multiply(words x, words y)
{
    return (x & UINT32_MAX) * (y & UINT32_MAX);
}

static inline words lanes_bits(lanes x)
{
    words r;
    memcpy(&r, &x, sizeof r);
    return r;
}

static inline lanes lanes_from_bits(words x)
{
    lanes r;
    memcpy(&r, &x, sizeof r);
    return r;
}

/* 2^52 + the lower half of x */
static inline lanes lanes_from_lower(words x)
{
    return lanes_from_bits(UINT64_C(0x4330000000000000) | (x & UINT32_MAX));
}

#endif
