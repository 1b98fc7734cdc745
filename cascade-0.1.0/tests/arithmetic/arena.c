/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { CALLS = 300 };

/* Arrays of all small lengths, none, and one that no chunk is ready for. */
static size_t length_of(size_t call)
{
    return call == CALLS / 2 ? 5000 : call % 17;
}

/* Fills each array with numbers of its own as soon as it is there and reads all of them
   at the end: no two arrays overlap, none moves, and all began as zeros. */
static void fill_and_read(const cas_arithmetic *a)
{
    cas_arena *arena = cas_arena_new(a);
    void *numbers[CALLS];
    for (size_t c = 0; c < CALLS; c++) {
        numbers[c] = cas_arena_numbers(arena, length_of(c));
        assert_non_null(numbers[c]);
        for (size_t i = 0; i < length_of(c); i++) {
            assert_true(a->is_zero(cas_at(a, numbers[c], i)));
            a->set_integer(cas_at(a, numbers[c], i), (long)(c * 10000 + i));
        }
    }
    for (size_t c = 0; c < CALLS; c++)
        for (size_t i = 0; i < length_of(c); i++)
            assert_true(a->to_double(cas_at(a, numbers[c], i)) ==
                        (double)(c * 10000 + i));
    cas_arena_free(arena);
}

static void arrays_keep_their_numbers(void **state)
{
    (void)state;
    cas_arithmetic mpfr = cas_arithmetic_mpfr(200);
    cas_arithmetic interval = cas_arithmetic_interval(128);
    fill_and_read(&cas_arithmetic_double);
    fill_and_read(&cas_arithmetic_rational);
    fill_and_read(&mpfr);
    fill_and_read(&interval);
}

static void an_arena_without_numbers_can_be_freed(void **state)
{
    (void)state;
    cas_arena_free(cas_arena_new(&cas_arithmetic_double));
    cas_arena_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arrays_keep_their_numbers),
        cmocka_unit_test(an_arena_without_numbers_can_be_freed),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
