/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exact/enclosures.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void formulas_enclose_all_values(void **state)
{
    (void)state;
    cas_enclosures e;
    cas_enclosures_begin(&e, 64);
    mpfi_interv_si(cas_enclosures_name(&e, "x"), -1, 2);
    mpfi_set_ui(cas_enclosures_name(&e, "n"), 3);
    mpfi_srcptr square = cas_enclosures_let(&e, "square", "x^2");
    assert_true(mpfr_cmp_ui(&square->left, 0) == 0 &&
                mpfr_cmp_ui(&square->right, 4) == 0);
    mpfi_srcptr third = cas_enclosures_let(&e, "third", "1/n");
    assert_true(mpfi_is_inside_d(1.0 / 3, third) == 0);
    assert_true(mpfr_less_p(&third->left, &third->right));
    mpfi_srcptr pole = cas_enclosures_let(&e, "pole", "1/x");
    assert_false(mpfi_bounded_p(pole));
    cas_enclosures_end(&e);
}

static void a_relation_holds_for_all_values_or_not(void **state)
{
    (void)state;
    cas_enclosures e;
    cas_enclosures_begin(&e, 64);
    mpfi_interv_si(cas_enclosures_name(&e, "x"), 1, 2);
    mpfi_set_ui(cas_enclosures_name(&e, "n"), 2);
    assert_true(cas_enclosures_hold(&e, "x <= n"));
    assert_false(cas_enclosures_hold(&e, "x < n"));
    assert_true(cas_enclosures_hold(&e, "x < n + 1"));
    assert_true(cas_enclosures_hold(&e, "n >= x"));
    assert_true(cas_enclosures_hold(&e, "n = 2"));
    assert_false(cas_enclosures_hold(&e, "x = x"));
    assert_false(cas_enclosures_hold(&e, "1/(x - x) < 1"));
    assert_false(cas_enclosures_hold(&e, "sqrt(-x) <= 1"));
    cas_enclosures_end(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formulas_enclose_all_values),
        cmocka_unit_test(a_relation_holds_for_all_values_or_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
