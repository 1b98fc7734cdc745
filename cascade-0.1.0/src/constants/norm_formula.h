/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CONSTANTS_NORM_FORMULA_H
#define CASCADE_CONSTANTS_NORM_FORMULA_H

#include "constants/enclosure.h"
#include "constants/smoothness.h"

/* Analytic formulas of the five constants, as data: the square of a norm is a polynomial
   in a few variables (squared norms, derivatives of an activation), each of which is
   known as an interval over the domain. */

/* One term: coefficient times the product of the variables to these powers. */
enum { CAS_MONOMIAL_VARIABLES = 10 };
typedef struct cas_monomial {
    long coefficient;
    unsigned char power[CAS_MONOMIAL_VARIABLES];
} cas_monomial;

/* constant >= the root of the polynomial square, whose terms a coefficient 0 ends. */
typedef struct cas_norm_formula {
    cas_constant constant;
    const cas_monomial *square;
} cas_norm_formula;

/* r = the sum of the terms over a box of variables. */
void cas_monomials_enclose(mpfi_ptr r, const cas_monomial *terms,
                           const mpfi_t *variables);

/* Raises bounds to what count formulas say over a box of variables. */
void cas_norm_formulas_raise(mpfi_t bounds[CAS_CONSTANT_COUNT], size_t count,
                             const cas_norm_formula *formulas, const mpfi_t *variables);

#endif
