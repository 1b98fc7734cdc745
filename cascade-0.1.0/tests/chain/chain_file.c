/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chain/chain_file.h"

#include "arithmetic/memory.h"
#include "arithmetic/philox.h"
#include "tests/chain/quoted_chain.h"
#include "tests/chain/random_chain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* The reader knows every feature; the writer's layout is fixed. */
static const char *const full = "{\n"
                                "  'format': 'cascade-chain/1',\n"
                                "  'title': 'everything',\n"
                                "  'input': [1, '1/10'],\n"
                                "  'operators': [\n"
                                "    {\n"
                                "      'family': 'ridge',\n"
                                "      'activation': 'sin',\n"
                                "      'A': [\n"
                                "        [1, '1/3'],\n"
                                "        [-2, 0],\n"
                                "        [0, '3/16']\n"
                                "      ],\n"
                                "      'B': [1, 0, -1],\n"
                                "      'c': [0, 0, 0],\n"
                                "      'amplitude': 2,\n"
                                "      'scale': '1/100',\n"
                                "      'in': 2,\n"
                                "      'out': 3,\n"
                                "      'weights': ['1/4'],\n"
                                "      'domain': {\n"
                                "        'y': [\n"
                                "          [-1, 1],\n"
                                "          null\n"
                                "        ],\n"
                                "        'w': [\n"
                                "          [null, '1/2']\n"
                                "        ]\n"
                                "      }\n"
                                "    },\n"
                                "    {\n"
                                "      'out': 1,\n"
                                "      'weights': [],\n"
                                "      'f': ['softplus(y1 - 0x1p-1*y2) + y3^2']\n"
                                "    }\n"
                                "  ],\n"
                                "  'smoothness': {\n"
                                "    'jacobian': '5/2',\n"
                                "    'mixed_hessian': 0,\n"
                                "    'lipschitz': 2,\n"
                                "    'jacobian_lipschitz': 4,\n"
                                "    'hessian_lipschitz': 16\n"
                                "  },\n"
                                "  'perturbation': {\n"
                                "    'forward': [\n"
                                "      {\n"
                                "        'at': 1,\n"
                                "        'support': [\n"
                                "          ['1/10', 0, 0],\n"
                                "          ['-1/10', 0, 0]\n"
                                "        ]\n"
                                "      },\n"
                                "      {\n"
                                "        'at': 2,\n"
                                "        'support': [\n"
                                "          [1]\n"
                                "        ]\n"
                                "      }\n"
                                "    ],\n"
                                "    'backward': [\n"
                                "      {\n"
                                "        'at': 2,\n"
                                "        'support': [\n"
                                "          [0, 0, 1],\n"
                                "          [0, 0, 0]\n"
                                "        ],\n"
                                "        'probability': ['1/3', '2/3']\n"
                                "      }\n"
                                "    ]\n"
                                "  }\n"
                                "}\n";

/* The same chain in other words. */
static const char *const full_otherwise =
    "{'perturbation': {'backward': [{'probability': ['2/6', '20/30'], 'at': 2, "
    "'support': [[0, 0.0, 1e0], [0, 0, 0]]}], 'forward': [{'at': 2, "
    "'support': [['1.0']], 'probability': [1]}, "
    "{'at': 1, 'support': [[1e-1, 0, 0], [-0.1, -0, 0]]}]},"
    "'operators': [{'domain': {'w': [[null, 0.5]], 'y': [[-1, 1], [null, null]]}, "
    "'weights': ['0x1p-2'], 'family': 'ridge', 'activation': 'sin', 'out': 3, "
    "'A': [1, '1/3', -2, 0, 0, '0x1.8p-3'], 'B': [[1], [0], [-1]], 'amplitude': [2], "
    "'scale': [[0.01]]}, {'in': 3, 'out': 1, 'f': ['softplus(y1 - 0x1p-1*y2) + y3^2'], "
    "'domain': {}}], 'input': [1.0, 0.1], 'smoothness': {'jacobian': 2.5, "
    "'mixed_hessian': 0, 'lipschitz': 2, 'jacobian_lipschitz': 4, "
    "'hessian_lipschitz': '16'}, 'title': 'every\\u0074hing', "
    "'format': 'cascade-chain/1'}";

static void one_chain_has_one_text(void **state)
{
    (void)state;
    cas_chain *chain;
    cas_message message;
    if (read_quoted(full, &chain, &message) != CAS_OK)
        fail_msg("%s", message.text);
    char *expected = quoted(full), *text = cas_chain_write_text(chain);
    assert_string_equal(text, expected);
    cas_chain_free(chain);
    free(text);
    if (read_quoted(full_otherwise, &chain, &message) != CAS_OK)
        fail_msg("%s", message.text);
    text = cas_chain_write_text(chain);
    assert_string_equal(text, expected);
    cas_chain_free(chain);
    free(text);
    free(expected);
}

static void what_is_written_is_read_back_identically(void **state)
{
    (void)state;
    size_t families = 0, expressions = 0;
    for (uint64_t trial = 0; trial < 400; trial++) {
        gsl_rng *rng = cas_philox_new(cas_philox_key_make(7, "chain_file", trial));
        cas_chain *chain = random_chain(rng), *back;
        for (size_t i = 0; i < chain->depth; i++)
            chain->links[i].op->expressions == NULL ? families++ : expressions++;
        char *text = cas_chain_write_text(chain);
        cas_message message;
        if (cas_chain_read_text(text, strlen(text), "x", &back, &message) != CAS_OK)
            fail_msg("trial %lu: %s", (unsigned long)trial, message.text);
        assert_true(cas_chain_equal(chain, back));
        char *again = cas_chain_write_text(back);
        assert_string_equal(text, again);
        free(text);
        free(again);
        cas_chain_free(chain);
        cas_chain_free(back);
        gsl_rng_free(rng);
    }
    assert_in_range(families, 200, SIZE_MAX);
    assert_in_range(expressions, 200, SIZE_MAX);
}

static void files_are_written_whole_and_read_back(void **state)
{
    (void)state;
    char folder[] = "chain_file.XXXXXX";
    assert_non_null(mkdtemp(folder));
    char *path = cas_format("%s/chain.json", folder), *text = quoted(full);
    cas_chain *chain, *back;
    cas_message message;
    assert_int_equal(cas_chain_read_text(text, strlen(text), "x", &chain, NULL), CAS_OK);
    assert_int_equal(cas_chain_write(chain, path, NULL), CAS_OK);
    assert_int_equal(cas_chain_read(path, &back, NULL), CAS_OK);
    assert_true(cas_chain_equal(chain, back));
    cas_chain_free(back);

    assert_non_null(freopen(path, "r", stdin));
    assert_int_equal(cas_chain_read("-", &back, NULL), CAS_OK);
    assert_true(cas_chain_equal(chain, back));
    cas_chain_free(back);
    assert_int_equal(cas_chain_read("-", &back, &message), CAS_SYNTAX);
    assert_string_equal(message.text,
                        "standard input:1:1: expected a JSON object, found nothing");

    assert_int_equal(cas_chain_read(folder, &back, &message), CAS_SYSTEM);
    assert_non_null(strstr(message.text, ": cannot read: Is a directory"));
    assert_int_equal(cas_chain_read("no/where", &back, &message), CAS_SYSTEM);
    assert_string_equal(message.text, "no/where: cannot open: No such file or directory");
    assert_null(back);
    assert_int_equal(cas_chain_write(chain, "no/where", &message), CAS_SYSTEM);
    assert_string_equal(message.text,
                        "no/where: cannot write: No such file or directory");

    assert_int_equal(truncate(path, CAS_CHAIN_FILE_BYTES + 1), 0);
    assert_int_equal(cas_chain_read(path, &back, &message), CAS_LIMIT);
    assert_non_null(strstr(message.text, "expected at most 67108864 bytes, found more"));
    cas_chain_free(chain);
    assert_int_equal(remove(path), 0);
    assert_int_equal(remove(folder), 0);
    free(path);
    free(text);
}

/* Numbers keep every digit: a double would round them all. */
static void numbers_are_exact(void **state)
{
    (void)state;
    static const char *const numbers[] = {"0.1",
                                          "'1/10'",
                                          "0.1000000000000000000000000000000000000001",
                                          "123456789012345678901234567890",
                                          "1e-320",
                                          "1e-400",
                                          "'1e400'",
                                          "1e300"};
    static const char *const exact[] = {
        "1/10",
        "1/10",
        ("1000000000000000000000000000000000000001/10000000000"
         "000000000000000000000000000000"),
        "123456789012345678901234567890",
        "1e-320",
        "1e-400",
        "1e400",
        "1e300"};
    mpq_t expected;
    mpq_init(expected);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        char *text = cas_format(HEAD "'input': [%s], 'operators': [" FIRST ", " LAST "]}",
                                numbers[i]);
        cas_chain *chain;
        assert_int_equal(read_quoted(text, &chain, NULL), CAS_OK);
        assert_int_equal(cas_rational_read(expected, exact[i], strlen(exact[i]), NULL),
                         CAS_OK);
        assert_true(mpq_equal(chain->input.at[0], expected));
        cas_chain_free(chain);
        free(text);
    }
    mpq_clear(expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_chain_has_one_text),
        cmocka_unit_test(what_is_written_is_read_back_identically),
        cmocka_unit_test(files_are_written_whole_and_read_back),
        cmocka_unit_test(numbers_are_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
