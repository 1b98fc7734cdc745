/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TRAINING_LANES_AVX512_H
#define CASCADE_TRAINING_LANES_AVX512_H

#include <immintrin.h>
#include <stdint.h>

/* Eight lanes in AVX-512F; the names are explained in lanes_portable.h. */
enum { LANES_WIDTH = 8 };
typedef __m512d lanes;
typedef __m512i words;

static inline lanes lanes_load(const double *p)
{
    return _mm512_load_pd(p);
}

static inline void lanes_store(double *p, lanes x)
{
    _mm512_store_pd(p, x);
}

static inline lanes lanes_set(double x)
{
    return _mm512_set1_pd(x);
}

static inline lanes lanes_add(lanes x, lanes y)
{
    return _mm512_add_pd(x, y);
}

static inline lanes lanes_subtract(lanes x, lanes y)
{
    return _mm512_sub_pd(x, y);
}

static inline lanes lanes_multiply(lanes x, lanes y)
{
    return _mm512_mul_pd(x, y);
}

static inline lanes lanes_divide(lanes x, lanes y)
{
    return _mm512_div_pd(x, y);
}

static inline lanes lanes_fma(lanes x, lanes y, lanes z)
{
    return _mm512_fmadd_pd(x, y, z);
}

static inline lanes lanes_sqrt(lanes x)
{
    return _mm512_sqrt_pd(x);
}

static inline lanes lanes_max(lanes x, lanes y)
{
    return _mm512_max_pd(x, y);
}

static inline lanes lanes_min(lanes x, lanes y)
{
    return _mm512_min_pd(x, y);
}

static inline words words_load(const uint64_t *p)
{
    return _mm512_load_si512(p);
}

static inline words words_set(uint64_t x)
{
    return _mm512_set1_epi64((long long)x);
}

static inline words words_add(words x, words y)
{
    return _mm512_add_epi64(x, y);
}

static inline words words_subtract(words x, words y)
{
    return _mm512_sub_epi64(x, y);
}

static inline words words_and(words x, words y)
{
    return _mm512_and_si512(x, y);
}

static inline words words_or(words x, words y)
{
    return _mm512_or_si512(x, y);
}

static inline words words_xor(words x, words y)
{
    return _mm512_xor_si512(x, y);
}

static inline words words_grouped(words x)
{
    __asm__("" : "+v"(x));
    return x;
}

static inline words words_left(words x, int n)
{
    return _mm512_slli_epi64(x, (unsigned)n);
}

static inline words words_right(words x, int n)
{
    return _mm512_srli_epi64(x, (unsigned)n);
}

static inline words words_multiply(words x, words y)
{
    return _mm512_mul_epu32(x, y);
}

static inline words lanes_bits(lanes x)
{
    return _mm512_castpd_si512(x);
}

static inline lanes lanes_from_bits(words x)
{
    return _mm512_castsi512_pd(x);
}

static inline lanes lanes_from_lower(words x)
{
    const words two_52 = _mm512_set1_epi64(0x4330000000000000);
    return _mm512_castsi512_pd(_mm512_mask_mov_epi32(x, 0xaaaa, two_52));
}

#endif
