/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "constants/enclosure.h"

#include "arithmetic/arithmetic.h"
#include "arithmetic/interval.h"

mpfi_t *cas_enclosures_new(size_t count)
{
    const cas_arithmetic arithmetic = cas_arithmetic_interval(CAS_ENCLOSURE_BITS);
    return cas_numbers_new(&arithmetic, count);
}

void cas_enclosures_free(mpfi_t *enclosures, size_t count)
{
    const cas_arithmetic arithmetic = cas_arithmetic_interval(CAS_ENCLOSURE_BITS);
    cas_numbers_free(&arithmetic, enclosures, count);
}

mpfi_t *cas_enclosures_of(const cas_rationals *numbers)
{
    mpfi_t *enclosures = cas_enclosures_new(numbers->count);
    for (size_t i = 0; i < numbers->count; ++i)
        mpfi_set_q(enclosures[i], numbers->at[i]);
    return enclosures;
}

void cas_enclosure_dot(mpfi_ptr r, size_t count, const mpfi_t *x, const mpfi_t *y)
{
    mpfi_t term;
    mpfi_init2(term, CAS_ENCLOSURE_BITS);
    mpfi_set_ui(r, 0);
    for (size_t i = 0; i < count; ++i) {
        cas_interval_multiply_reals(term, x[i], y[i]);
        mpfi_add(r, r, term);
    }
    mpfi_clear(term);
}

void cas_enclosure_norm_squared(mpfi_ptr r, size_t count, const mpfi_t *x)
{
    mpfi_t term;
    mpfi_init2(term, CAS_ENCLOSURE_BITS);
    mpfi_set_ui(r, 0);
    for (size_t i = 0; i < count; ++i) {
        mpfi_sqr(term, x[i]);
        mpfi_add(r, r, term);
    }
    mpfi_clear(term);
}

void cas_enclosure_transform(size_t rows, size_t columns, const mpfi_t *A,
                             const mpfi_t *x, mpfi_t *r)
{
    for (size_t k = 0; k < rows; ++k)
        cas_enclosure_dot(r[k], columns, A + k * columns, x);
}

void cas_enclosure_multiply(size_t rows, size_t inner, size_t columns, const mpfi_t *A,
                            const mpfi_t *B, mpfi_t *R)
{
    mpfi_t term;
    mpfi_init2(term, CAS_ENCLOSURE_BITS);
    for (size_t i = 0; i < rows * columns; ++i) {
        mpfi_set_ui(R[i], 0);
        for (size_t j = 0; j < inner; ++j) {
            cas_interval_multiply_reals(term, A[i / columns * inner + j],
                                        B[j * columns + i % columns]);
            mpfi_add(R[i], R[i], term);
        }
    }
    mpfi_clear(term);
}

void cas_enclosure_magnitude(mpfi_ptr r, mpfi_srcptr x)
{
    mpfr_t magnitude;
    mpfr_init2(magnitude, CAS_ENCLOSURE_BITS);
    mpfi_mag(magnitude, x);
    mpfi_set_fr(r, magnitude);
    mpfr_clear(magnitude);
}

void cas_enclosure_raise(mpfi_ptr r, mpfi_srcptr x)
{
    if (!mpfr_lessequal_p(&x->right, &r->right))
        mpfr_set(&r->right, &x->right, MPFR_RNDU);
    mpfi_set_fr(r, &r->right);
}

void cas_enclosure_raise_to_root(mpfi_ptr bound, mpfi_srcptr square)
{
    mpfi_t root;
    mpfi_init2(root, CAS_ENCLOSURE_BITS);
    mpfi_set_fr(root, &square->right);
    mpfi_sqrt(root, root);
    cas_enclosure_raise(bound, root);
    mpfi_clear(root);
}
