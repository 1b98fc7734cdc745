/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/arithmetic/operands.h"

#include "arithmetic/philox.h"

gsl_rng *operand_stream(const char *purpose)
{
    return cas_philox_new(cas_philox_key_make(20260222, purpose, 0));
}

static long between(gsl_rng *rng, long low, long high)
{
    return low + (long)gsl_rng_uniform_int(rng, (unsigned long)(high - low + 1));
}

/* |x| in [1/2, 1) with random bits in every place. */
static void random_mantissa(gsl_rng *rng, mpfr_ptr x)
{
    mpz_t bits;
    mpz_init(bits);
    for (mpfr_prec_t have = 0; have < mpfr_get_prec(x); have += 32) {
        mpz_mul_2exp(bits, bits, 32);
        mpz_add_ui(bits, bits, gsl_rng_get(rng));
    }
    mpz_add_ui(bits, bits, 1);
    mpfr_set_z(x, bits, MPFR_RNDZ);
    mpfr_set_exp(x, 0);
    mpz_clear(bits);
}

void operand_point(gsl_rng *rng, mpfr_ptr x)
{
    switch (between(rng, 0, 9)) {
    case 0:
        mpfr_set_zero(x, 1);
        return;
    case 1:
        mpfr_set_si(x, 1, MPFR_RNDN);
        break;
    case 2:
        mpfr_set_si_2exp(x, 1, between(rng, -40, 40), MPFR_RNDN);
        break;
    case 3:
        mpfr_set_si_2exp(x, 1, between(rng, -8, 8), MPFR_RNDN);
        between(rng, 0, 1) ? mpfr_nextabove(x) : mpfr_nextbelow(x);
        break;
    case 4:
        mpfr_set_si(x, between(rng, 2, 40), MPFR_RNDN);
        break;
    case 5:
        mpfr_const_pi(x, between(rng, 0, 1) ? MPFR_RNDU : MPFR_RNDD);
        mpfr_mul_si(x, x, between(rng, 1, 12), MPFR_RNDN);
        mpfr_div_2ui(x, x, 1, MPFR_RNDN);
        break;
    case 6:
        random_mantissa(rng, x);
        mpfr_set_exp(x, between(rng, -200, 70));
        break;
    default:
        random_mantissa(rng, x);
        mpfr_set_exp(x, between(rng, -6, 6));
        break;
    }
    if (between(rng, 0, 1))
        mpfr_neg(x, x, MPFR_RNDN);
}

static void widen(gsl_rng *rng, mpfi_ptr x)
{
    mpfr_set(&x->right, &x->left, MPFR_RNDU);
    if (mpfr_zero_p(&x->right))
        mpfr_set_si_2exp(&x->right, 1, -200, MPFR_RNDU);
    for (long ulps = between(rng, 1, 5); ulps > 0; ulps--)
        mpfr_nextabove(&x->right);
}

void operand_interval(gsl_rng *rng, mpfi_ptr x)
{
    operand_point(rng, &x->left);
    operand_point(rng, &x->right);
    switch (between(rng, 0, 9)) {
    case 0:
    case 1:
        mpfr_set(&x->right, &x->left, MPFR_RNDU);
        break;
    case 2:
    case 3:
    case 4:
        widen(rng, x);
        break;
    case 5:
        mpfr_set_zero(between(rng, 0, 1) ? &x->left : &x->right, 1);
        break;
    case 6:
        mpfr_set_inf(between(rng, 0, 1) ? &x->left : &x->right,
                     between(rng, 0, 1) ? 1 : -1);
        break;
    case 7:
        if (between(rng, 0, 2) == 0) {
            mpfr_set_inf(&x->left, -1);
            mpfr_set_inf(&x->right, 1);
        }
        break;
    default:
        break;
    }
    mpfi_revert_if_needed(x);
    if (mpfr_inf_p(&x->left) && mpfr_sgn(&x->left) > 0)
        mpfr_set_si(&x->left, 8, MPFR_RNDD);
    if (mpfr_inf_p(&x->right) && mpfr_sgn(&x->right) < 0)
        mpfr_set_si(&x->right, -8, MPFR_RNDU);
}

void operand_inside(gsl_rng *rng, mpfr_ptr point, mpfi_srcptr x)
{
    long choice = between(rng, 0, 3);
    if (choice == 0 && mpfr_number_p(&x->left)) {
        mpfr_set(point, &x->left, MPFR_RNDN);
    } else if (choice == 1 && mpfr_number_p(&x->right)) {
        mpfr_set(point, &x->right, MPFR_RNDN);
    } else if (mpfi_bounded_p(x)) {
        mpfr_sub(point, &x->right, &x->left, MPFR_RNDD);
        mpfr_mul_d(point, point, gsl_rng_uniform(rng), MPFR_RNDD);
        mpfr_add(point, point, &x->left, MPFR_RNDD);
    } else {
        operand_point(rng, point);
    }
    if (mpfr_less_p(point, &x->left))
        mpfr_set(point, &x->left, MPFR_RNDN);
    if (mpfr_greater_p(point, &x->right))
        mpfr_set(point, &x->right, MPFR_RNDN);
}

void operand_rational(gsl_rng *rng, mpq_ptr q)
{
    long bound = between(rng, 0, 3) == 0 ? 1000000 : 12;
    mpq_set_si(q, between(rng, -bound, bound), (unsigned long)between(rng, 1, bound));
    mpq_canonicalize(q);
}
