/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chain/chain_file.h"

#include "arithmetic/memory.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Calls check for every chain file in examples/. */
static void for_each_example(void (*check)(const char *path, cas_chain *chain))
{
    const char *source = getenv("top_srcdir");
    char *folder = cas_format("%s/examples", source == NULL ? "." : source);
    DIR *list = opendir(folder);
    assert_non_null(list);
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(list)) != NULL;) {
        const char *end = strrchr(entry->d_name, '.');
        if (end == NULL || strcmp(end, ".json") != 0)
            continue;
        char *path = cas_format("%s/%s", folder, entry->d_name);
        cas_chain *chain;
        cas_message message;
        if (cas_chain_read(path, &chain, &message) != CAS_OK)
            fail_msg("%s", message.text);
        check(path, chain);
        cas_chain_free(chain);
        free(path);
        count++;
    }
    closedir(list);
    free(folder);
    assert_int_not_equal(count, 0);
}

static void check_text(const char *path, cas_chain *chain)
{
    char *text = cas_chain_write_text(chain);
    cas_chain *back;
    assert_int_equal(cas_chain_read_text(text, strlen(text), path, &back, NULL), CAS_OK);
    assert_true(cas_chain_equal(chain, back));
    cas_chain_free(back);
    free(text);
}

static void every_example_is_read_and_written(void **state)
{
    (void)state;
    for_each_example(check_text);
}

static void check_constants(const char *path, cas_chain *chain)
{
    if (!chain->has_smoothness)
        return;
    chain->has_smoothness = false;
    const cas_smoothness_options options = {.boxes = 20000};
    cas_smoothness certified;
    cas_message message;
    cas_smoothness_init(&certified);
    if (cas_chain_smoothness(chain, &options, &certified, &message) != CAS_OK)
        fail_msg("%s: %s", path, message.text);
    for (size_t c = 0; c < CAS_CONSTANT_COUNT; c++)
        if (mpq_cmp(chain->smoothness[c], certified.value[c]) < 0)
            fail_msg("%s: %s is declared as %g, certified is %g", path,
                     cas_constant_names[c], mpq_get_d(chain->smoothness[c]),
                     mpq_get_d(certified.value[c]));
    cas_smoothness_clear(&certified);
}

static void constants_that_an_example_declares_are_true(void **state)
{
    (void)state;
    for_each_example(check_constants);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_example_is_read_and_written),
        cmocka_unit_test(constants_that_an_example_declares_are_true),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
