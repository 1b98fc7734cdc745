/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chain/chain_file.h"

#include "arithmetic/memory.h"
#include "tests/chain/quoted_chain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_refused(const char *text, cas_status status, const char *start)
{
    cas_chain *chain;
    cas_message message;
    cas_status found = read_quoted(text, &chain, &message);
    char *expected = quoted(start);
    if (found == CAS_OK)
        fail_msg("%s\nwas read; expected %s", text, expected);
    if (strncmp(message.text, expected, strlen(expected)) != 0)
        fail_msg("%s\nexpected %s\nfound %s", text, expected, message.text);
    assert_int_equal(found, status);
    assert_null(chain);
    free(expected);
}

struct refusal {
    const char *text;
    cas_status status;
    const char *message;
};

/* Text that is no chain file at all. */
static const struct refusal wrong_files[] = {
    {"", CAS_SYNTAX, "x:1:1: expected a JSON object, found nothing"},
    {"\n{'format': 'cascade-chain/1',\n 'input': [1", CAS_SYNTAX,
     "x:3:13: expected more JSON, found the end of the text"},
    {"[]", CAS_INPUT, "x:1:1: $: expected an object, found an array of 0 values"},
    {"3", CAS_INPUT, "x:1:1: $: expected an object, found 3"},
    {"{}", CAS_INPUT, "x:1:1: $: expected the key 'format', found none"},
    {"{'format': 'cascade-chain/2', 'new': 1}", CAS_INPUT,
     "x:1:12: $.format: expected 'cascade-chain/1', found 'cascade-chain/2'"},
    {"{'format': 1}", CAS_INPUT, "x:1:12: $.format: expected 'cascade-chain/1', found 1"},
    {HEAD "'inputs': [1]}", CAS_INPUT,
     "x:1:31: $.inputs: unknown key, expected one of: format, title, input, operators, "
     "smoothness, perturbation"},
    {HEAD "'operators': []}", CAS_INPUT,
     "x:1:1: $: expected the key 'input', found none"},
    {HEAD "'input': [1]}", CAS_INPUT,
     "x:1:1: $: expected the key 'operators', found none"},
    {HEAD "'input': [1], 'input': [2]}", CAS_SYNTAX,
     "x:1:45: expected each key once in an object, found 'input'"},
    {HEAD "'input': [1], 'operators': [" FIRST ", " LAST "], 'title': 7}", CAS_INPUT,
     "x:1:160: $.title: expected a title in quotes, found 7"},
};

/* "input" in front of good operators. */
static const struct refusal wrong_inputs[] = {
    {"0.5", CAS_INPUT,
     "x:1:40: $.input: expected an array of 1 to 65536 numbers, found 0.5"},
    {"[]", CAS_INPUT,
     "x:1:40: $.input: expected an array of 1 to 65536 numbers, found an array of 0 "
     "values"},
    {"[true]", CAS_INPUT, "x:1:41: $.input[0]: expected a number, found true"},
    {"[null]", CAS_INPUT, "x:1:41: $.input[0]: expected a number, found null"},
    {"[[1]]", CAS_INPUT,
     "x:1:41: $.input[0]: expected a number, found an array of 1 value"},
    {"['one']", CAS_SYNTAX,
     "x:1:41: $.input[0]: 'one' is not a number; expected a decimal"},
    {"['']", CAS_SYNTAX, "x:1:41: $.input[0]: '' is not a number"},
    {"['1 ']", CAS_SYNTAX, "x:1:41: $.input[0]: '1 ' is not a number"},
    {"['nan']", CAS_SYNTAX, "x:1:41: $.input[0]: 'nan' is not a number"},
    {"['-inf']", CAS_SYNTAX, "x:1:41: $.input[0]: '-inf' is not a number"},
    {"['1/0']", CAS_INPUT, "x:1:41: $.input[0]: '1/0' has denominator 0"},
    {"['1e999999999']", CAS_LIMIT, "x:1:41: $.input[0]: a number"},
    {"[1e999999999]", CAS_LIMIT,
     "x:1:41: expected a JSON number below 1.8e308 (a larger one stands in a string), "
     "found 1e999999999"},
    {"[NaN]", CAS_SYNTAX, "x:1:41: expected JSON, found NaN"},
    {"[0x1p3]", CAS_SYNTAX, "x:1:41: expected JSON, found 0x1p3"},
};

/* "operators" behind "input": [1]. */
static const struct refusal wrong_operators[] = {
    {"{}", CAS_INPUT,
     "x:2:1: $.operators: expected an array of 2 to 4096 operators, found an"},
    {"[" LAST "]", CAS_INPUT,
     "x:2:1: $.operators: expected an array of 2 to 4096 operators, found an array of 1 "
     "value"},
    {"[1, 2]", CAS_INPUT, "x:2:2: $.operators[0]: expected an object, found 1"},
    {"[" FIRST ", {}]", CAS_INPUT,
     "x:2:63: $.operators[1]: expected the key 'f' or the key 'family', found neither"},
    {"[" FIRST ", {'f': [], 'family': 'dense'}]", CAS_INPUT,
     "x:2:63: $.operators[1]: expected the key 'f' or the key 'family', found both"},
    {"[" FIRST ", " FIRST "]", CAS_INPUT,
     "x:2:63: $.operators[1]: expected 1 output, because the chain ends here, found 2"},
    {"[{'f': ['y1']}, " LAST "]", CAS_INPUT,
     "x:2:2: $.operators[0]: expected the key 'out', found none"},
    {"[{'out': 0, 'f': []}, " LAST "]", CAS_INPUT,
     "x:2:10: $.operators[0].out: expected a whole number from 1 to 65536, found 0"},
    {"[{'out': 1.0, 'f': []}, " LAST "]", CAS_INPUT,
     "x:2:10: $.operators[0].out: expected a whole number from 1 to 65536, found 1.0"},
    {"[{'out': '1', 'f': []}, " LAST "]", CAS_INPUT,
     "x:2:10: $.operators[0].out: expected a whole number from 1 to 65536, found '1'"},
    {"[{'out': -1, 'f': []}, " LAST "]", CAS_INPUT,
     "x:2:10: $.operators[0].out: expected a whole number from 1 to 65536, found -1"},
    {"[{'out': 65537, 'f': []}, " LAST "]", CAS_INPUT,
     "x:2:10: $.operators[0].out: expected a whole number from 1 to 65536, found 65537"},
    {"[{'out': 18446744073709551617, 'f': []}, " LAST "]", CAS_INPUT,
     "x:2:10: $.operators[0].out: expected a whole number from 1 to 65536, found "
     "1844674407"},
    {"[{'in': 2, 'out': 1, 'f': ['y1']}, " LAST "]", CAS_INPUT,
     "x:2:9: $.operators[0].in: expected 1, the length of what comes in, found 2"},
    {"[{'out': 1, 'f': 'y1'}, " LAST "]", CAS_INPUT,
     "x:2:18: $.operators[0].f: expected an array of 1 expression, found 'y1'"},
    {"[{'out': 2, 'f': ['y1']}, " LAST "]", CAS_INPUT,
     "x:2:18: $.operators[0].f: expected an array of 2 expressions, found an array of "
     "1 value"},
    {"[{'out': 2, 'f': ['y1', 2]}, " LAST "]", CAS_INPUT,
     "x:2:25: $.operators[0].f[1]: expected an expression in quotes, found 2"},
    {"[{'out': 2, 'f': ['y1', 'y1 + y2']}, " LAST "]", CAS_INPUT,
     "x:2:25: $.operators[0].f[1]: column 6: "},
    {"[{'out': 2, 'f': ['y1', 'w1']}, " LAST "]", CAS_INPUT,
     "x:2:25: $.operators[0].f[1]: column 1: "},
    {"[{'out': 2, 'f': ['y1', 'erf(y1)']}, " LAST "]", CAS_INPUT,
     "x:2:25: $.operators[0].f[1]: column 1: "},
    {"[{'out': 2, 'f': ['y1', 'tanh(y1']}, " LAST "]", CAS_SYNTAX,
     "x:2:25: $.operators[0].f[1]: column 8: "},
    {"[{'out': 1, 'weights': 3, 'f': ['y1']}, " LAST "]", CAS_INPUT,
     "x:2:24: $.operators[0].weights: expected an array of 0 to 1048576 numbers, found "
     "3"},
    {"[{'out': 1, 'weights': [0, {}], 'f': ['y1']}, " LAST "]", CAS_INPUT,
     "x:2:28: $.operators[0].weights[1]: expected a number, found an object"},
    {"[{'out': 1, 'f': ['y1'], 'g': 1}, " LAST "]", CAS_INPUT,
     "x:2:26: $.operators[0].g: unknown key, expected one of: f, in, out, weights, "
     "domain"},
    {"[{'out': 1, 'f': ['y1'], 'activation': 'tanh'}, " LAST "]", CAS_INPUT,
     "x:2:26: $.operators[0].activation: unknown key, expected one of: f, in, out"},
};

/* Families. */
static const struct refusal wrong_families[] = {
    {"[{'family': 1}, " LAST "]", CAS_INPUT,
     "x:2:13: $.operators[0].family: expected a family"},
    {"[{'family': 'convolution'}, " LAST "]", CAS_INPUT,
     "x:2:13: $.operators[0].family: expected one of the families "},
    {"[{'family': 'expression'}, " LAST "]", CAS_INPUT,
     "x:2:13: $.operators[0].family: expected one of the families "},
    {"[{'family': 'dense', 'A': 1}, " LAST "]", CAS_INPUT,
     "x:2:22: $.operators[0].A: unknown key, expected one of: family, activation, in, "
     "out"},
    {"[{'family': 'dense', 'activation': 1, 'out': 1, 'weights': [1, 2]}, " LAST "]",
     CAS_INPUT, "x:2:36: $.operators[0].activation: expected a word in quotes, found 1"},
    {"[{'family': 'dense', 'activation': 'no', 'out': 1, 'weights': [1, 2]}, " LAST "]",
     CAS_INPUT, "x:2:36: $.operators[0].activation: expected one of tanh, "},
    {"[{'family': 'dense', 'out': 2, 'weights': [1, 2, 3]}, " LAST "]", CAS_INPUT,
     "x:2:43: $.operators[0].weights: expected 4 ("},
    {"[{'family': 'ridge', 'out': 2, 'weights': [1], 'A': [1, 2]}, " LAST "]", CAS_INPUT,
     "x:2:2: $.operators[0]: B is missing"},
    {"[{'family': 'ridge', 'out': 2, 'weights': [1], 'A': [1, 2, 3], 'B': [1, 2]}, " LAST
     "]",
     CAS_INPUT, "x:2:53: $.operators[0].A: expected 2 x 1 = 2 numbers, found 3"},
    {"[{'family': 'ridge', 'out': 2, 'weights': [1], 'A': [[1, 2]], 'B': [1, 2]}, " LAST
     "]",
     CAS_INPUT,
     "x:2:53: $.operators[0].A: expected an array of 2 rows, found an array of 1"},
    {"[{'family': 'ridge', 'out': 2, 'weights': [1], 'A': [[1], [2, 3]], 'B': [1, "
     "2]}, " LAST "]",
     CAS_INPUT,
     "x:2:59: $.operators[0].A[1]: expected an array of 1 number, found an array"},
    {"[{'family': 'ridge', 'out': 2, 'weights': [1], 'A': [[1], 2], 'B': [1, 2]}, " LAST
     "]",
     CAS_INPUT, "x:2:59: $.operators[0].A[1]: expected an array of 1 number, found 2"},
    {"[{'family': 'ridge', 'out': 2, 'weights': [1], 'A': [1, [2]], 'B': [1, 2]}, " LAST
     "]",
     CAS_INPUT,
     "x:2:57: $.operators[0].A[1]: expected a number, found an array of 1 value"},
    {"[{'family': 'ridge', 'out': 2, 'weights': [1], 'A': 'word', 'B': [1, 2]}, " LAST
     "]",
     CAS_SYNTAX, "x:2:53: $.operators[0].A: 'word' is not a number"},
};

/* The domain of the first operator, which has one input and one weight. */
static const struct refusal wrong_domains[] = {
    {"1", CAS_INPUT, "x:3:1: $.operators[0].domain: expected an object, found 1"},
    {"{'x': 1}", CAS_INPUT,
     "x:3:2: $.operators[0].domain.x: unknown key, expected one of: y, w"},
    {"{'y': [0, 1]}", CAS_INPUT,
     "x:3:7: $.operators[0].domain.y: expected an array of 1 range, found an array of 2"},
    {"{'w': []}", CAS_INPUT,
     "x:3:7: $.operators[0].domain.w: expected an array of 1 range, found an array of 0"},
    {"{'y': [3]}", CAS_INPUT,
     "x:3:8: $.operators[0].domain.y[0]: expected a range [lower, upper] or null, found "
     "3"},
    {"{'y': [[1]]}", CAS_INPUT,
     "x:3:8: $.operators[0].domain.y[0]: expected a range [lower, upper] or null, found "
     "an"},
    {"{'y': [[1, '1/2']]}", CAS_INPUT,
     "x:3:12: $.operators[0].domain.y[0][1]: expected an upper end that is not below the "
     "lower, found '1/2'"},
    {"{'w': [['-inf', 0]]}", CAS_SYNTAX,
     "x:3:9: $.operators[0].domain.w[0][0]: '-inf' is not a number"},
    {"{'w': [[0, true]]}", CAS_INPUT,
     "x:3:12: $.operators[0].domain.w[0][1]: expected a number, found true"},
};

static const struct refusal wrong_smoothness[] = {
    {"[]", CAS_INPUT,
     "x:3:1: $.smoothness: expected an object, found an array of 0 values"},
    {"{'jacobian': 1, 'mixed_hessian': 1, 'lipschitz': 1, 'jacobian_lipschitz': 1}",
     CAS_INPUT, "x:3:1: $.smoothness: expected the key 'hessian_lipschitz', found none"},
    {"{'jacobian': 1, 'mixed': 1}", CAS_INPUT,
     "x:3:17: $.smoothness.mixed: unknown key, expected one of: jacobian, mixed_hessian, "
     "lipschitz, jacobian_lipschitz, hessian_lipschitz"},
    {"{'jacobian': '-1/2'}", CAS_INPUT,
     "x:3:14: $.smoothness.jacobian: expected a number >= 0, found '-1/2'"},
    {"{'jacobian': null}", CAS_INPUT,
     "x:3:14: $.smoothness.jacobian: expected a number, found null"},
    {"{'jacobian': 'inf'}", CAS_SYNTAX,
     "x:3:14: $.smoothness.jacobian: 'inf' is not a number"},
};

/* The perturbation of the chain FIRST, LAST. */
static const struct refusal wrong_perturbations[] = {
    {"0", CAS_INPUT, "x:3:1: $.perturbation: expected an object, found 0"},
    {"{'sideways': []}", CAS_INPUT,
     "x:3:2: $.perturbation.sideways: unknown key, expected one of: forward, backward"},
    {"{'forward': {}}", CAS_INPUT,
     "x:3:13: $.perturbation.forward: expected an array of 0 to 2 perturbations, found "
     "an object"},
    {"{'forward': [1]}", CAS_INPUT,
     "x:3:14: $.perturbation.forward[0]: expected an object, found 1"},
    {"{'forward': [{'support': [[0, 0]]}]}", CAS_INPUT,
     "x:3:14: $.perturbation.forward[0]: expected the key 'at', found none"},
    {"{'forward': [{'at': 1}]}", CAS_INPUT,
     "x:3:14: $.perturbation.forward[0]: expected the key 'support', found none"},
    {"{'forward': [{'at': 1, 'points': 2}]}", CAS_INPUT,
     "x:3:24: $.perturbation.forward[0].points: unknown key, expected one of: at, "
     "support, probability"},
    {"{'forward': [{'at': 0, 'support': [[0]]}]}", CAS_INPUT,
     "x:3:21: $.perturbation.forward[0].at: expected a whole number from 1 to 2, found "
     "0"},
    {"{'forward': [{'at': 3, 'support': [[0]]}]}", CAS_INPUT,
     "x:3:21: $.perturbation.forward[0].at: expected a whole number from 1 to 2, found "
     "3"},
    {"{'backward': [{'at': 1, 'support': [[0]]}]}", CAS_INPUT,
     "x:3:22: $.perturbation.backward[0].at: expected a whole number from 2 to 2, found "
     "1"},
    {"{'forward': [{'at': 1, 'support': [[0, 1]]},\n {'at': 1, 'support': [[0, 1]]}]}",
     CAS_INPUT,
     "x:4:9: $.perturbation.forward[1].at: expected each operator once, found 1"},
    {"{'forward': [{'at': 1, 'support': 0}]}", CAS_INPUT,
     "x:3:35: $.perturbation.forward[0].support: expected an array of 1 to 1048576 "
     "points"},
    {"{'forward': [{'at': 1, 'support': []}]}", CAS_INPUT,
     "x:3:35: $.perturbation.forward[0].support: expected an array of 1 to 1048576 "
     "points"},
    {"{'forward': [{'at': 1, 'support': [0, 1]}]}", CAS_INPUT,
     "x:3:36: $.perturbation.forward[0].support[0]: expected an array of 2 numbers, "
     "found 0"},
    {"{'forward': [{'at': 1, 'support': [[0, 1], [2]]}]}", CAS_INPUT,
     "x:3:44: $.perturbation.forward[0].support[1]: expected an array of 2 numbers, "
     "found an"},
    {"{'backward': [{'at': 2, 'support': [[0, 1, 2]]}]}", CAS_INPUT,
     "x:3:37: $.perturbation.backward[0].support[0]: expected an array of 2 numbers, "
     "found"},
    {"{'forward': [{'at': 1, 'support': [[0, 'x']]}]}", CAS_SYNTAX,
     "x:3:40: $.perturbation.forward[0].support[0][1]: 'x' is not a number"},
    {"{'forward': [{'at': 1, 'support': [[0, 1]],\n'probability': [0.5, 0.5]}]}",
     CAS_INPUT,
     "x:4:16: $.perturbation.forward[0].probability: expected one number per point of "
     "support, 1, found 2"},
    {"{'forward': [{'at': 1, 'support': [[0, 1], [1, 0]],\n'probability': [2, -1]}]}",
     CAS_INPUT,
     "x:4:20: $.perturbation.forward[0].probability[1]: expected a number >= 0, found "
     "about -1"},
    {"{'forward': [{'at': 1, 'support': [[0, 1], [1, 0], [0, 0]],\n"
     "'probability': [0.3333333, 0.3333333, 0.3333333]}]}",
     CAS_INPUT,
     "x:4:16: $.perturbation.forward[0].probability: expected numbers that sum to "
     "exactly 1, found the sum 9999999/10000000"},
};

static void refuse(const char *before, const struct refusal *list, size_t count,
                   const char *after)
{
    for (size_t i = 0; i < count; i++) {
        char *text = cas_format("%s%s%s", before, list[i].text, after);
        assert_refused(text, list[i].status, list[i].message);
        free(text);
    }
}

#define REFUSE(before, list, after)                                                      \
    refuse(before, list, sizeof(list) / sizeof(list)[0], after)

static void wrong_files_are_refused_at_their_place(void **state)
{
    (void)state;
    REFUSE("", wrong_files, "");
    REFUSE(HEAD "'input': ", wrong_inputs, ",\n 'operators': [" FIRST ", " LAST "]}");
    REFUSE(HEAD "'input': [1], 'operators':\n", wrong_operators, "}");
    REFUSE(HEAD "'input': [1], 'operators':\n", wrong_families, "}");
    REFUSE(HEAD "'input': [1], 'operators':\n"
                "[{'out': 2, 'weights': [1], 'f': ['w1', 'y1'], 'domain':\n",
           wrong_domains, "}, " LAST "]}");
    REFUSE(HEAD "'input': [1], 'operators': [" FIRST ", " LAST "],\n 'smoothness':\n",
           wrong_smoothness, "}");
    REFUSE(HEAD "'input': [1], 'operators': [" FIRST ", " LAST "],\n 'perturbation':\n",
           wrong_perturbations, "}");
}

static void too_many_scenarios_are_refused(void **state)
{
    (void)state;
    enum { DEPTH = 22 };
    for (size_t perturbed = DEPTH - 2; perturbed <= DEPTH; perturbed++) {
        char *operators = cas_duplicate("{'out': 1, 'f': ['y1']}"), *forward = NULL;
        for (size_t i = 1; i < DEPTH; i++) {
            char *longer = cas_format("%s, {'out': 1, 'f': ['y1']}", operators);
            free(operators);
            operators = longer;
        }
        for (size_t i = 0; i < perturbed; i++) {
            /* The last entry is for the last operator, which does not count. */
            size_t at = i + 2 > perturbed ? DEPTH : i + 1;
            char *longer =
                cas_format("%s%s{'at': %zu, 'support': [[1], [-1]]}",
                           forward == NULL ? "" : forward, i == 0 ? "" : ", ", at);
            free(forward);
            forward = longer;
        }
        char *text = cas_format(HEAD "'input': [1], 'operators': [%s],\n"
                                     "'perturbation': {'forward': [%s]}}",
                                operators, forward);
        if (perturbed == DEPTH) {
            assert_refused(text, CAS_LIMIT,
                           "x:2:29: $.perturbation.forward: expected at most 1048576 "
                           "combinations of forward perturbations, found more");
        } else {
            cas_chain *chain;
            assert_int_equal(read_quoted(text, &chain, NULL), CAS_OK);
            assert_int_equal(cas_chain_scenarios(chain), (size_t)1 << (perturbed - 1));
            cas_chain_free(chain);
        }
        free(operators);
        free(forward);
        free(text);
    }
}

static void nesting_and_length_are_limited(void **state)
{
    (void)state;
    cas_chain *chain;
    cas_message message;
    char *text = cas_allocate(200000, 1);
    memset(text, '[', 200000);
    assert_int_equal(cas_chain_read_text(text, 200000, "x", &chain, &message), CAS_LIMIT);
    assert_string_equal(message.text,
                        "x:1:2049: expected at most 2048 nested values, found [");
    assert_int_equal(cas_chain_read_text(text, CAS_CHAIN_FILE_BYTES + (size_t)1, "x",
                                         &chain, &message),
                     CAS_LIMIT);
    assert_string_equal(message.text, "x: expected at most 67108864 bytes, found more");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_files_are_refused_at_their_place),
        cmocka_unit_test(too_many_scenarios_are_refused),
        cmocka_unit_test(nesting_and_length_are_limited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
