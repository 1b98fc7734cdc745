/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/chain/rounding_arithmetic.h"

#include "arithmetic/philox.h"
#include "chain/expectation.h"
#include "claim/generators/chain_generator.h"

#include <math.h>
#include <mpfi.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* The hand-derived double reference against the oracle: its distance is at most what the
   count of its roundings and the condition of the chain allow (rounding_arithmetic.c). */

static void assert_allowed(const void *enclosure, double x)
{
    if (!isfinite(x) || !mpfi_is_inside_d(x, enclosure))
        fail_msg("%a is outside [%a, %a]", x,
                 mpfr_get_d(&((mpfi_srcptr)enclosure)->left, MPFR_RNDD),
                 mpfr_get_d(&((mpfi_srcptr)enclosure)->right, MPFR_RNDU));
}

static void exact_gradient_is_within_the_rounding_bound(void **state)
{
    (void)state;
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(1, "reference", 0));
    cas_arithmetic rounding = rounding_arithmetic();
    for (unsigned trial = 0; trial < 200; trial++) {
        cas_chain *chain;
        cas_chain_generate(rng, &chain);
        cas_pass *oracle = cas_pass_new(chain, &rounding, false);
        cas_pass *reference = cas_pass_new(chain, &cas_arithmetic_double, true);
        assert_int_equal(cas_pass_exact(oracle, NULL), CAS_OK);
        assert_int_equal(cas_pass_exact(reference, NULL), CAS_OK);
        for (size_t i = 1; i <= chain->depth; i++)
            for (size_t k = 0; k < chain->links[i - 1].op->weights; k++)
                assert_allowed(cas_at(&rounding, oracle->u[i], k),
                               ((const double *)reference->u[i])[k]);
        cas_pass_free(oracle);
        cas_pass_free(reference);
        cas_chain_free(chain);
    }
    gsl_rng_free(rng);
}

static void expectations_are_within_the_rounding_bound(void **state)
{
    (void)state;
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(1, "reference", 1));
    cas_arithmetic rounding = rounding_arithmetic();
    cas_expectation_options options = {.reference = true};
    for (unsigned trial = 0; trial < 200; trial++) {
        cas_chain *chain;
        cas_chain_generate(rng, &chain);
        cas_expectation *oracle, *reference;
        assert_int_equal(cas_expectation_new(chain, &rounding, NULL, &oracle, NULL),
                         CAS_OK);
        assert_int_equal(cas_expectation_new(chain, &cas_arithmetic_double, &options,
                                             &reference, NULL),
                         CAS_OK);
        assert_allowed(oracle->error, *(const double *)reference->error);
        assert_allowed(oracle->bias_squared, *(const double *)reference->bias_squared);
        cas_expectation_free(oracle);
        cas_expectation_free(reference);
        cas_chain_free(chain);
    }
    gsl_rng_free(rng);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exact_gradient_is_within_the_rounding_bound),
        cmocka_unit_test(expectations_are_within_the_rounding_bound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
