/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TRAINING_LANES_AVX2_H
#define CASCADE_TRAINING_LANES_AVX2_H

#include <immintrin.h>
#include <stdint.h>

/* Four lanes in AVX2 with FMA; the names are explained in lanes_portable.h. */
enum { LANES_WIDTH = 4 };
typedef __m256d lanes;
typedef __m256i words;

static inline lanes lanes_load(const double *p)
{
    return _mm256_load_pd(p);
}

static inline void lanes_store(double *p, lanes x)
{
    _mm256_store_pd(p, x);
}

static inline lanes lanes_set(double x)
{
    return _mm256_set1_pd(x);
}

static inline lanes lanes_add(lanes x, lanes y)
{
    return _mm256_add_pd(x, y);
}

static inline lanes lanes_subtract(lanes x, lanes y)
{
    return _mm256_sub_pd(x, y);
}

static inline lanes lanes_multiply(lanes x, lanes y)
{
    return _mm256_mul_pd(x, y);
}

static inline lanes lanes_divide(lanes x, lanes y)
{
    return _mm256_div_pd(x, y);
}

static inline lanes lanes_fma(lanes x, lanes y, lanes z)
{
    return _mm256_fmadd_pd(x, y, z);
}

static inline lanes lanes_sqrt(lanes x)
{
    return _mm256_sqrt_pd(x);
}

static inline lanes lanes_max(lanes x, lanes y)
{
    return _mm256_max_pd(x, y);
}

static inline lanes lanes_min(lanes x, lanes y)
{
    return _mm256_min_pd(x, y);
}

static inline words words_load(const uint64_t *p)
{
    return _mm256_load_si256((const __m256i *)p);
}

static inline words words_set(uint64_t x)
{
    return _mm256_set1_epi64x((long long)x);
}

static inline words words_add(words x, words y)
{
    return _mm256_add_epi64(x, y);
}

static inline words words_subtract(words x, words y)
{
    return _mm256_sub_epi64(x, y);
}

static inline words words_and(words x, words y)
{
    return _mm256_and_si256(x, y);
}

static inline words words_or(words x, words y)
{
    return _mm256_or_si256(x, y);
}

static inline words words_xor(words x, words y)
{
    return _mm256_xor_si256(x, y);
}

static inline words words_grouped(words x)
{
    __asm__("" : "+x"(x));
    return x;
}

static inline words words_left(words x, int n)
{
    return _mm256_slli_epi64(x, n);
}

static inline words words_right(words x, int n)
{
    return _mm256_srli_epi64(x, n);
}

static inline words words_multiply(words x, words y)
{
    return _mm256_mul_epu32(x, y);
}

static inline words lanes_bits(lanes x)
{
    return _mm256_castpd_si256(x);
}

static inline lanes lanes_from_bits(words x)
{
    return _mm256_castsi256_pd(x);
}

static inline lanes lanes_from_lower(words x)
{
    const words two_52 = _mm256_set1_epi64x(0x4330000000000000);
    return _mm256_castsi256_pd(_mm256_blend_epi32(x, two_52, 0xaa));
}

#endif
