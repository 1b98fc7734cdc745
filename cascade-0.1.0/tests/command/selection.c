/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "command/selection.h"

#include "arithmetic/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define CLAIM(name, which)                                                               \
    {                                                                                    \
        .id = name, .version = which, .statement = ""                                    \
    }

static const cas_claim unsorted[] = {
    CLAIM("app:A.1", "printed"),
    CLAIM("eq:14/2", "printed"),
    CLAIM("eq:14", "printed"),
    CLAIM("eq:9", "printed"),
    CLAIM("cor:1/pl", "printed"),
    CLAIM("thm:2", "repaired"),
    CLAIM("thm:2", "printed"),
    CLAIM("thm:1", "sharp"),
    CLAIM("poster:1", "printed"),
    CLAIM("lem:1", "printed"),
    CLAIM("thm:1", "printed"),
    CLAIM("cor:1/nonconvex", "printed"),
    CLAIM("cor:10", "printed"),
    CLAIM("other:1", "printed"),
    CLAIM("eq:9@x-in-F", "printed"),
    {.id = "tab:1", .version = "printed", .given = CAS_NAMES("cor:10", "thm:2 repaired")},
};
enum { COUNT = sizeof unsorted / sizeof unsorted[0] };

typedef cas_status selector(const cas_claim *const *, const char *, const cas_claim ***,
                            cas_message *);

/* The selected claims as "id version, ..", or the message. */
static char *selection(selector *select, const char *only)
{
    const cas_claim *list[COUNT + 1] = {NULL};
    for (size_t i = 0; i < COUNT; i++)
        list[i] = &unsorted[i];
    const cas_claim **selected;
    cas_message message;
    if (select(list, only, &selected, &message) != CAS_OK)
        return cas_duplicate(message.text);
    char *text = cas_duplicate("");
    for (size_t i = 0; selected[i] != NULL; i++) {
        char *longer = cas_format("%s%s%s %s", text, i > 0 ? ", " : "", selected[i]->id,
                                  selected[i]->version);
        free(text);
        text = longer;
    }
    free(selected);
    return text;
}

static void assert_selection(const char *only, const char *expected)
{
    char *text = selection(cas_select_claims, only);
    assert_string_equal(text, expected);
    free(text);
}

static void all_claims_stand_in_the_order_of_the_paper(void **state)
{
    (void)state;
    assert_selection(NULL,
                     "lem:1 printed, thm:1 printed, thm:1 sharp, thm:2 printed, "
                     "thm:2 repaired, cor:1/nonconvex printed, cor:1/pl printed, "
                     "cor:10 printed, tab:1 printed, eq:9 printed, eq:9@x-in-F printed, "
                     "eq:14 printed, eq:14/2 printed, "
                     "app:A.1 printed, poster:1 printed, other:1 printed");
}

static void an_id_selects_all_its_versions_and_parts(void **state)
{
    (void)state;
    assert_selection("thm:2", "thm:2 printed, thm:2 repaired");
    assert_selection("eq:14", "eq:14 printed, eq:14/2 printed");
    assert_selection("eq:14/2", "eq:14/2 printed");
    assert_selection("eq:9", "eq:9 printed, eq:9@x-in-F printed");
    assert_selection("eq:9@x-in-F", "eq:9@x-in-F printed");
    assert_selection("cor:1", "cor:1/nonconvex printed, cor:1/pl printed");
    assert_selection("thm:1,lem:1,thm:1", "lem:1 printed, thm:1 printed, thm:1 sharp");
}

static void what_is_given_is_selected_for_an_audit(void **state)
{
    (void)state;
    assert_selection("tab:1", "tab:1 printed");
    char *text = selection(cas_select_with_given, "tab:1,lem:1");
    assert_string_equal(text,
                        "lem:1 printed, thm:2 repaired, cor:10 printed, tab:1 printed");
    free(text);
}

static void unknown_ids_are_refused_and_the_nearest_ones_named(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"thm:3", "unknown claim 'thm:3'; the nearest are thm:1, thm:2, "},
        {"thm", "unknown claim 'thm'; the nearest are thm:1, thm:2, "},
        {"em:1", "unknown claim 'em:1'; the nearest are lem:1, "},
        {"thm:1,", "unknown claim ''; the nearest are "},
        {"cor:1/pk", "unknown claim 'cor:1/pk'; the nearest are cor:1/pl, "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *text = selection(cas_select_claims, cases[i][0]);
        if (strstr(text, cases[i][1]) == NULL)
            fail_msg("%s: %s", cases[i][0], text);
        free(text);
    }
}

static void one_claim_is_found_by_id_and_version(void **state)
{
    (void)state;
    const cas_claim *const list[] = {&unsorted[5], &unsorted[6], NULL};
    const cas_claim *claim;
    cas_message message;
    assert_int_equal(cas_select_claim(list, "thm:2", "repaired", &claim, &message),
                     CAS_OK);
    assert_ptr_equal(claim, &unsorted[5]);
    assert_int_equal(cas_select_claim(list, "thm:2", "sharp", &claim, &message),
                     CAS_INPUT);
    assert_int_equal(cas_select_claim(list, "thm:3", "sharp", &claim, &message),
                     CAS_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_claims_stand_in_the_order_of_the_paper),
        cmocka_unit_test(an_id_selects_all_its_versions_and_parts),
        cmocka_unit_test(what_is_given_is_selected_for_an_audit),
        cmocka_unit_test(unknown_ids_are_refused_and_the_nearest_ones_named),
        cmocka_unit_test(one_claim_is_found_by_id_and_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
