/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TRAINING_LANES_H
#define CASCADE_TRAINING_LANES_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#if LANES_WIDTH > 1
#include <immintrin.h>
#endif

/* LANES_WIDTH numbers side by side; whoever includes this has defined it: 1 in plain C, 4
   for AVX2 with FMA, 8 for AVX-512F.  The operators + - * / & | ^ << >> act lane by lane,
   also with a scalar (gcc's and clang's vector extensions); what they do not have is
   here.  Every operation is correctly rounded (or exact), so that all widths give the
   same bits. */
#if LANES_WIDTH == 1
typedef double lanes;
typedef uint64_t words;
#else
typedef double lanes __attribute__((vector_size(8 * LANES_WIDTH)));
typedef uint64_t words __attribute__((vector_size(8 * LANES_WIDTH)));
#endif

#if LANES_WIDTH == 4
#define LANES_INTRINSIC(name) _mm256_##name
#elif LANES_WIDTH == 8
#define LANES_INTRINSIC(name) _mm512_##name
#endif

static inline lanes lanes_load(const double *p)
{
    lanes r;
    memcpy(&r, p, sizeof r);
    return r;
}

static inline void lanes_store(double *p, lanes x)
{
    memcpy(p, &x, sizeof x);
}

static inline words words_load(const uint64_t *p)
{
    words r;
    memcpy(&r, p, sizeof r);
    return r;
}

static inline lanes lanes_set(double x)
{
    return x - (lanes){0};
}

static inline words words_set(uint64_t x)
{
    return x + (words){0};
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
#if LANES_WIDTH == 4 /* one instruction: the compiler makes two of the general form */
    const __m256i two_52 = _mm256_set1_epi64x(0x4330000000000000);
    return (lanes)_mm256_blend_epi32((__m256i)x, two_52, 0xaa);
#else
    return lanes_from_bits((x & UINT32_MAX) | UINT64_C(0x4330000000000000));
#endif
}

/* x*y + z, rounded once */
static inline lanes lanes_fma(lanes x, lanes y, lanes z)
{
#if LANES_WIDTH == 1
    return fma(x, y, z);
#else
    return LANES_INTRINSIC(fmadd_pd)(x, y, z);
#endif
}

static inline lanes lanes_sqrt(lanes x)
{
#if LANES_WIDTH == 1
    return sqrt(x);
#else
    return LANES_INTRINSIC(sqrt_pd)(x);
#endif
}

/* The larger and the smaller of two numbers; y if x is a NaN. */
static inline lanes lanes_max(lanes x, lanes y)
{
#if LANES_WIDTH == 1
    return x > y ? x : y;
#else
    return LANES_INTRINSIC(max_pd)(x, y);
#endif
}

static inline lanes lanes_min(lanes x, lanes y)
{
#if LANES_WIDTH == 1
    return x < y ? x : y;
#else
    return LANES_INTRINSIC(min_pd)(x, y);
#endif
}

/* The 64-bit product of the lower halves. */
static inline words words_multiply(words x, words y)
{
#if LANES_WIDTH == 1
    return (x & UINT32_MAX) * (y & UINT32_MAX);
#elif LANES_WIDTH == 4
    return (words)_mm256_mul_epu32((__m256i)x, (__m256i)y);
#else
    return (words)_mm512_mul_epu32((__m512i)x, (__m512i)y);
#endif
}

/* x; the compiler does not regroup the operations that it is the result of. */
static inline words words_grouped(words x)
{
#if LANES_WIDTH > 1
    __asm__("" : "+v"(x));
#endif
    return x;
}

#endif
