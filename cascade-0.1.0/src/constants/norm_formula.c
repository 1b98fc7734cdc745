/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "constants/norm_formula.h"

#include "arithmetic/interval.h"

/* r := r x^power; an even power is not negative, whatever the sign of x. */
static void multiply_by_power(mpfi_ptr r, mpfi_srcptr x, unsigned power)
{
    mpfi_t square;
    mpfi_init2(square, CAS_ENCLOSURE_BITS);
    mpfi_sqr(square, x);
    for (unsigned i = 0; i < power / 2; ++i)
        cas_interval_multiply_reals(r, r, square);
    if (power % 2 != 0)
        cas_interval_multiply_reals(r, r, x);
    mpfi_clear(square);
}

void cas_monomials_enclose(mpfi_ptr r, const cas_monomial *terms, const mpfi_t *variables)
{
    mpfi_t product;
    mpfi_init2(product, CAS_ENCLOSURE_BITS);
    mpfi_set_ui(r, 0);
    for (; terms->coefficient != 0; ++terms) {
        mpfi_set_si(product, terms->coefficient);
        for (size_t i = 0; i < CAS_MONOMIAL_VARIABLES; ++i)
            if (terms->power[i] > 0)
                multiply_by_power(product, variables[i], terms->power[i]);
        mpfi_add(r, r, product);
    }
    mpfi_clear(product);
}

void cas_norm_formulas_raise(mpfi_t bounds[CAS_CONSTANT_COUNT], size_t count,
                             const cas_norm_formula *formulas, const mpfi_t *variables)
{
    mpfi_t square;
    mpfi_init2(square, CAS_ENCLOSURE_BITS);
    for (size_t i = 0; i < count; ++i) {
        cas_monomials_enclose(square, formulas[i].square, variables);
        cas_enclosure_raise_to_root(bounds[formulas[i].constant], square);
    }
    mpfi_clear(square);
}
