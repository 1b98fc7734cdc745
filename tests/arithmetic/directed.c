/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/directed.h"

#include "tests/arithmetic/operands.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef int (*operation)(mpfr_ptr, mpfr_srcptr, mpfr_srcptr, mpfr_rnd_t);

static const struct {
    operation ours, theirs;
} operations[] = {{cas_directed_multiply, mpfr_mul},
                  {cas_directed_add, mpfr_add},
                  {cas_directed_subtract, mpfr_sub}};
static const mpfr_rnd_t directions[] = {MPFR_RNDD, MPFR_RNDU};

/* Limbs with long runs of equal bits, where carries and cancellation go far. */
static void draw_limbs(gsl_rng *rng, mpfr_ptr x, int exponents)
{
    mp_limb_t limbs[2];
    for (int i = 0; i < 2; i++) {
        const mp_limb_t low = (mp_limb_t)gsl_rng_get(rng);
        const mp_limb_t high = (mp_limb_t)gsl_rng_get(rng);
        const mp_limb_t choices[] = {0,
                                     1,
                                     ~(mp_limb_t)0,
                                     ~(mp_limb_t)0 << gsl_rng_uniform_int(rng, 64),
                                     ~(mp_limb_t)0 >> gsl_rng_uniform_int(rng, 64),
                                     (mp_limb_t)1 << gsl_rng_uniform_int(rng, 64),
                                     low << 32 | high,
                                     low << 32 | high};
        limbs[i] = choices[gsl_rng_uniform_int(rng, 8)];
    }
    limbs[1] |= (mp_limb_t)1 << 63;
    mpz_t significand;
    mpz_init(significand);
    mpz_import(significand, 2, -1, sizeof limbs[0], 0, 0, limbs);
    mpfr_set_z_2exp(x, significand,
                    (mpfr_exp_t)gsl_rng_uniform_int(rng, (unsigned long)exponents) - 128,
                    MPFR_RNDN);
    mpfr_setsign(x, x, (int)gsl_rng_uniform_int(rng, 2), MPFR_RNDN);
    mpz_clear(significand);
}

static void check_same(mpfr_srcptr ours, int our_sign, mpfr_srcptr theirs, int their_sign)
{
    if (mpfr_nan_p(theirs))
        assert_true(mpfr_nan_p(ours));
    else if (!mpfr_equal_p(ours, theirs) || mpfr_signbit(ours) != mpfr_signbit(theirs))
        mpfr_printf("# %Ra is not %Ra\n", ours, theirs), fail();
    assert_int_equal((our_sign > 0) - (our_sign < 0),
                     (their_sign > 0) - (their_sign < 0));
}

/* All operations on x and y, in both directions, also in place. */
static void check_operations(mpfr_srcptr x, mpfr_srcptr y, mpfr_prec_t precision)
{
    mpfr_t ours, theirs;
    mpfr_inits2(precision, ours, theirs, (mpfr_ptr)0);
    for (size_t k = 0; k < sizeof operations / sizeof *operations; k++)
        for (size_t d = 0; d < 2; d++) {
            const int expected = operations[k].theirs(theirs, x, y, directions[d]);
            check_same(ours, operations[k].ours(ours, x, y, directions[d]), theirs,
                       expected);
            if (mpfr_get_prec(x) == precision) {
                mpfr_set(ours, x, MPFR_RNDN);
                check_same(ours, operations[k].ours(ours, ours, y, directions[d]), theirs,
                           expected);
            }
            if (mpfr_get_prec(y) == precision) {
                mpfr_set(ours, y, MPFR_RNDN);
                check_same(ours, operations[k].ours(ours, x, ours, directions[d]), theirs,
                           expected);
            }
            const int rounded = mpfr_set(theirs, x, directions[d]);
            check_same(ours, cas_directed_set(ours, x, directions[d]), theirs, rounded);
        }
    mpfr_clears(ours, theirs, (mpfr_ptr)0);
}

static void results_are_those_of_mpfr(void **state)
{
    (void)state;
    gsl_rng *rng = operand_stream("directed");
    mpfr_t x, y;
    mpfr_inits2(CAS_DIRECTED_BITS, x, y, (mpfr_ptr)0);
    for (int trial = 0; trial < 60000; trial++) {
        const int exponents = trial % 3 == 0 ? 1 : trial % 3 == 1 ? 4 : 270;
        draw_limbs(rng, x, exponents);
        draw_limbs(rng, y, exponents);
        check_operations(x, y, CAS_DIRECTED_BITS);
    }
    mpfr_clears(x, y, (mpfr_ptr)0);
    gsl_rng_free(rng);
}

/* x +- y for y next to x and for every distance of the exponents around 128. */
static void neighbours_and_distant_numbers_are_rounded_as_by_mpfr(void **state)
{
    (void)state;
    gsl_rng *rng = operand_stream("directed/neighbours");
    mpfr_t x, y;
    mpfr_inits2(CAS_DIRECTED_BITS, x, y, (mpfr_ptr)0);
    for (int trial = 0; trial < 2000; trial++) {
        draw_limbs(rng, x, 1);
        mpfr_set(y, x, MPFR_RNDN);
        check_operations(x, y, CAS_DIRECTED_BITS);
        mpfr_nextabove(y);
        check_operations(x, y, CAS_DIRECTED_BITS);
        for (long distance = 126; distance <= 131; distance++) {
            draw_limbs(rng, y, 1);
            mpfr_mul_2si(y, y, -distance, MPFR_RNDN);
            check_operations(x, y, CAS_DIRECTED_BITS);
            check_operations(y, x, CAS_DIRECTED_BITS);
        }
    }
    mpfr_clears(x, y, (mpfr_ptr)0);
    gsl_rng_free(rng);
}

static void set_special(mpfr_ptr x, int which)
{
    switch (which) {
    case 0:
        mpfr_set_nan(x);
        break;
    case 1:
    case 2:
        mpfr_set_inf(x, which == 1 ? 1 : -1);
        break;
    case 3:
    case 4:
        mpfr_set_zero(x, which == 3 ? 1 : -1);
        break;
    case 5: /* the least and the largest */
    case 6:
        mpfr_set_zero(x, 1);
        mpfr_nextabove(x);
        mpfr_setsign(x, x, which == 6, MPFR_RNDN);
        break;
    case 7:
    case 8:
        mpfr_set_inf(x, 1);
        mpfr_nextbelow(x);
        mpfr_setsign(x, x, which == 8, MPFR_RNDN);
        break;
    default:
        mpfr_set_si(x, which - 10, MPFR_RNDN);
    }
}

static void what_has_no_two_limbs_is_left_to_mpfr(void **state)
{
    (void)state;
    enum { SPECIAL = 12 };
    static const mpfr_prec_t precisions[] = {64, 127, 128, 129, 256};
    enum { PRECISIONS = sizeof precisions / sizeof *precisions };
    for (int p = 0; p < PRECISIONS * PRECISIONS * PRECISIONS; p++) {
        mpfr_t x, y;
        mpfr_init2(x, precisions[p % PRECISIONS]);
        mpfr_init2(y, precisions[p / PRECISIONS % PRECISIONS]);
        for (int k = 0; k < SPECIAL * SPECIAL; k++) {
            set_special(x, k % SPECIAL);
            set_special(y, k / SPECIAL);
            check_operations(x, y, precisions[p / PRECISIONS / PRECISIONS]);
        }
        mpfr_clears(x, y, (mpfr_ptr)0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_are_those_of_mpfr),
        cmocka_unit_test(neighbours_and_distant_numbers_are_rounded_as_by_mpfr),
        cmocka_unit_test(what_has_no_two_limbs_is_left_to_mpfr),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
