/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "operator/operator.h"

#include "arithmetic/memory.h"
#include "arithmetic/philox.h"
#include "program/tape.h"
#include "tests/operator/sample_operator.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

/* Reads the blank-separated items of one parameter: a word, or numbers. */
static void read_value(char *items, cas_parameter_value *value)
{
    char *numbers[16], *rest = items;
    size_t count = 0;
    for (char *item; count < 16 && (item = strtok_r(rest, " ", &rest)) != NULL;)
        numbers[count++] = item;
    if (strchr("+-0123456789", numbers[0][0]) == NULL) {
        value->word = cas_duplicate(numbers[0]);
        return;
    }
    cas_rationals_init(&value->numbers, count);
    for (size_t i = 0; i < count; ++i)
        assert_int_equal(
            cas_rational_read(value->numbers.at[i], numbers[i], strlen(numbers[i]), NULL),
            CAS_OK);
}

/* Parameter values from a text "name: items; name: items". */
static cas_parameter_value *values_of(const cas_family *family, const char *text)
{
    char *copy = cas_duplicate(text), *rest = copy;
    cas_parameter_value *values = cas_allocate(8, sizeof *values);
    for (char *part; (part = strtok_r(rest, ";", &rest)) != NULL;) {
        char *colon = strchr(part, ':');
        *colon = '\0';
        const size_t index = cas_family_parameter(family, part + strspn(part, " "));
        read_value(colon + 1, &values[index]);
    }
    free(copy);
    return values;
}

static cas_status make(const char *name, size_t in, size_t out, size_t weights,
                       const char *parameters, cas_operator **op, cas_message *message)
{
    const cas_family *family = cas_family_find(name);
    assert_non_null(family);
    return cas_operator_new(family, in, out, weights, values_of(family, parameters), op,
                            message);
}

static void wrong_shapes_and_parameters_say_what_was_expected(void **state)
{
    static const struct {
        const char *family;
        size_t in, out, weights;
        const char *parameters;
        const char *message;
    } cases[] = {
        {"dense", 3, 2, 7, "",
         "dense: weights: expected 8 (out (in + 1): W row-major, then b), found 7"},
        {"dense", 3, 0, 3, "",
         "dense: weights: expected at least in + 1 = 4 (W row-major, then b), found 3"},
        {"dense", 3, 0, 9, "",
         "dense: weights: expected 8 (out (in + 1): W row-major, then b), found 9"},
        {"dense", 1, 1, 2, "activation: relu",
         "dense: activation: expected one of tanh, sigmoid, softplus, sin, atan, "
         "identity, found \"relu\""},
        {"dense", 1, 1, 2, "activation: 1",
         "dense: activation: expected a word (tanh, sigmoid, softplus, sin, atan, "
         "identity), found numbers"},
        {"dense", 0, 1, 1, "", "dense: in: expected at least 1, found 0"},
        {"ridge", 2, 1, 1, "A: 1 2",
         "ridge: B is missing: expected 1 x 1 numbers (directions in w)"},
        {"ridge", 2, 0, 1, "B: 1", "ridge: A: expected rows of in = 2 numbers, found 0"},
        {"ridge", 2, 2, 1, "A: 1 2; B: 1 1",
         "ridge: A: expected 2 x 2 = 4 numbers, found 2"},
        {"ridge", 2, 1, 0, "A: x", "ridge: A: expected numbers, found \"x\""},
        {"ridge", 1, 1, 0, "A: 1; scale: 0",
         "ridge: scale: expected a number other than 0"},
        {"ridge", 1, 1, 0, "A: 1; scale: 1 2",
         "ridge: scale: expected 1 x 1 = 1 numbers, found 2"},
        {"logistic", 2, 1, 2, "label: 1",
         "logistic: part is missing: expected one of loss, margin"},
        {"logistic", 2, 1, 2, "part: margin",
         "logistic: label: the part \"margin\" expects one number, 1 or -1"},
        {"logistic", 2, 1, 2, "part: margin; label: 2",
         "logistic: label: the part \"margin\" expects one number, 1 or -1"},
        {"logistic", 2, 1, 3, "part: margin; label: 1",
         "logistic: weights: expected 2 (in), found 3"},
        {"logistic", 1, 1, 0, "part: loss; label: 1",
         "logistic: label: the part \"loss\" has none"},
        {"logistic", 2, 1, 0, "part: loss",
         "logistic: in: expected 1 (a scalar loss), found 2"},
        {"control", 1, 1, 0, "Q: 1",
         "control: in: expected at least 2 (a state and the cost so far), found 1"},
        {"control", 3, 2, 2, "Q: 1 0 0 1",
         "control: out: expected in = 3 (a step) or 1 (the end), found 2"},
        {"control", 2, 2, 1, "A: 1; Q: 1; R: 1",
         "control: B is missing: a step has A, B, Q and R"},
        {"control", 2, 1, 0, "A: 1; Q: 1",
         "control: A: expected none, as out = 1 is the end of the chain"},
        {"control", 2, 1, 1, "Q: 1",
         "control: weights: expected 0 (none at the end of the chain), found 1"},
        {"control", 3, 3, 3, "A: 1 0 0 1; B: 1 1; Q: 1 0 0 1; R: 1",
         "control: weights: expected a positive multiple of in - 1 = 2 (W row-major, "
         "actions x states), found 3"},
        {"control", 3, 3, 4, "A: 1 0 0 1; B: 1 1; Q: 1 0 0 1; R: 1",
         "control: B: expected 2 x 2 = 4 numbers, found 2"},
        {"control", 2, 1, 0, "",
         "control: Q is missing: expected 1 x 1 numbers (cost x'Q x)"},
        {"descent", 2, 1, 1, "H: 1 0 0 1", "descent: out: expected 2 (in), found 1"},
        {"descent", 2, 2, 2, "H: 1 0 0 1",
         "descent: weights: expected 1 (the step size), found 2"},
        {"hadamard", 2, 1, 1, "A: 1 1", "hadamard: weights: expected 2 (in), found 1"},
        {"quadratic-head", 2, 2, 2, "",
         "quadratic-head: out: expected 1 (a scalar), found 2"},
        {"softplus", 1, 1, 1, "",
         "softplus: weights: expected 0 (a loss without weights), found 1"},
        {"square", 2, 1, 0, "target: 1",
         "square: target: expected 2 x 1 = 2 numbers, found 1"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
        cas_operator *op;
        cas_message message;
        assert_int_equal(make(cases[i].family, cases[i].in, cases[i].out,
                              cases[i].weights, cases[i].parameters, &op, &message),
                         CAS_INPUT);
        assert_string_equal(message.text, cases[i].message);
        assert_null(op);
    }
}

static void too_many_numbers_are_a_limit(void **state)
{
    (void)state;
    cas_operator *op;
    cas_message message;
    const size_t width = (size_t)CAS_OPERATOR_WIDTH + 1;
    assert_int_equal(make("square", width, 1, 0, "", &op, &message), CAS_LIMIT);
    assert_string_equal(message.text,
                        "square: expected at most 1048576 inputs, outputs and "
                        "weights, found 1048577, 1 and 0");
    assert_int_equal(cas_operator_new_expression(1, width, 1, NULL, &op, &message),
                     CAS_LIMIT);
}

static void absent_out_is_inferred_where_the_family_knows_it(void **state)
{
    static const struct {
        const char *family;
        size_t in, weights;
        const char *parameters;
        size_t out;
    } cases[] = {
        {"dense", 3, 8, "", 2},
        {"ridge", 2, 0, "A: 1 2 3 4 5 6", 3},
        {"logistic", 2, 2, "part: margin; label: -1", 1},
        {"control", 2, 1, "A: 1; B: 1; Q: 1; R: 1", 2},
        {"control", 2, 0, "Q: 1", 1},
        {"descent", 2, 1, "H: 1 0 0 1", 2},
        {"hadamard", 2, 2, "A: 1 2", 1},
        {"quadratic-head", 2, 2, "", 1},
        {"softplus", 1, 0, "", 1},
        {"square", 3, 0, "", 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
        cas_operator *op;
        assert_int_equal(make(cases[i].family, cases[i].in, 0, cases[i].weights,
                              cases[i].parameters, &op, NULL),
                         CAS_OK);
        assert_int_equal(op->out, cases[i].out);
        assert_int_equal(op->program->output_count, cases[i].out);
        cas_operator_free(op);
    }
}

static void absent_optional_parameters_get_their_defaults(void **state)
{
    (void)state;
    cas_operator *bare, *full, *dense;
    assert_int_equal(make("ridge", 1, 1, 1, "A: 1/3; B: -2", &bare, NULL), CAS_OK);
    assert_int_equal(make("ridge", 1, 1, 1,
                          "A: 1/3; B: -2; c: 0; activation: tanh; amplitude: 1; scale: 1",
                          &full, NULL),
                     CAS_OK);
    assert_true(cas_operator_equal(bare, full));
    assert_true(bare->doubles[cas_family_parameter(bare->family, "A")][0] == 1.0 / 3);
    assert_int_equal(make("dense", 1, 1, 2, "", &dense, NULL), CAS_OK);
    assert_string_equal(dense->parameters[0].word, "tanh");
    cas_operator_free(bare);
    cas_operator_free(full);
    cas_operator_free(dense);
}

/* Steps only have A, B and R: at the end they stay absent, so that a written
   chain reads back. */
static void absent_parameters_of_the_end_of_control_stay_absent(void **state)
{
    (void)state;
    cas_operator *op;
    assert_int_equal(make("control", 2, 1, 0, "Q: 1", &op, NULL), CAS_OK);
    assert_int_equal(op->parameters[cas_family_parameter(op->family, "A")].numbers.count,
                     0);
    assert_int_equal(op->parameters[cas_family_parameter(op->family, "Q")].numbers.count,
                     1);
    cas_operator_free(op);
}

static void operators_are_equal_iff_all_they_consist_of_is(void **state)
{
    static const char *const same = "A: 1 2; B: 1; activation: sin";
    static const char *const others[] = {
        "A: 1 3; B: 1; activation: sin", "A: 1 2; B: 2; activation: sin",
        "A: 1 2; B: 1; activation: atan", "A: 1 2; B: 1; activation: sin; scale: 1/2"};
    (void)state;
    cas_operator *one, *other;
    assert_int_equal(make("ridge", 2, 1, 1, same, &one, NULL), CAS_OK);
    assert_int_equal(make("ridge", 2, 1, 1, same, &other, NULL), CAS_OK);
    assert_true(cas_operator_equal(one, other));
    cas_operator_free(other);
    for (size_t i = 0; i < sizeof others / sizeof *others; ++i) {
        assert_int_equal(make("ridge", 2, 1, 1, others[i], &other, NULL), CAS_OK);
        assert_false(cas_operator_equal(one, other));
        cas_operator_free(other);
    }
    assert_int_equal(make("square", 2, 1, 0, "", &other, NULL), CAS_OK);
    assert_false(cas_operator_equal(one, other));
    cas_operator_free(other);
    cas_operator_free(one);
}

static void expressions_make_an_operator(void **state)
{
    static const char *const texts[] = {"y1 * w1 - 1/4", "y2^2"};
    static const char *const spaced[] = {"y1*w1 - 1/4", "y2^2"};
    (void)state;
    cas_operator *op, *other;
    assert_int_equal(cas_operator_new_expression(2, 2, 1, texts, &op, NULL), CAS_OK);
    assert_string_equal(op->family->name, "expression");
    assert_null(cas_family_find("expression"));
    assert_string_equal(op->expressions[0], texts[0]);
    const double y[] = {2, 3}, w[] = {0.5};
    cas_tape *tape = cas_tape_new(op->program, &cas_arithmetic_double);
    assert_int_equal(cas_tape_evaluate(tape, y, w, NULL), CAS_OK);
    assert_true(*(const double *)cas_tape_output(tape, 0) == 0.75);
    assert_true(*(const double *)cas_tape_output(tape, 1) == 9);
    cas_tape_free(tape);
    assert_true(cas_operator_equal(op, op));
    assert_int_equal(cas_operator_new_expression(2, 2, 1, spaced, &other, NULL), CAS_OK);
    assert_false(cas_operator_equal(op, other));
    cas_operator_free(other);
    cas_operator_free(op);
}

static void wrong_expressions_say_which_and_where(void **state)
{
    static const char *const texts[] = {"y1", "y1 + y2"};
    (void)state;
    cas_operator *op;
    cas_message message;
    assert_int_equal(cas_operator_new_expression(1, 2, 0, texts, &op, &message),
                     CAS_INPUT);
    assert_null(op);
    assert_non_null(strstr(message.text, "f[1]: column 6"));
    assert_int_equal(cas_operator_new_expression(1, 0, 0, texts, &op, &message),
                     CAS_INPUT);
    assert_string_equal(message.text, "out: expected at least 1, found 0");
}

static void families_are_found_by_name_and_in_order(void **state)
{
    (void)state;
    assert_non_null(cas_families[0]);
    for (size_t i = 0; cas_families[i]; ++i) {
        const cas_family *family = cas_families[i];
        assert_true(i == 0 || strcmp(cas_families[i - 1]->name, family->name) < 0);
        assert_ptr_equal(cas_family_find(family->name), family);
        assert_non_null(family->value);
        assert_non_null(family->smoothness);
        assert_true(strlen(family->formula) > 0);
        for (const cas_parameter *p = family->parameters; p->name; ++p)
            assert_true(strlen(p->meaning) > 0 && p->is_word == (p->words != NULL));
    }
    assert_null(cas_family_find("nonesuch"));
}

static void random_operators_of_every_family_are_equal_to_their_copies(void **state)
{
    (void)state;
    for (size_t f = 0; cas_families[f]; ++f)
        for (size_t variant = 0; variant < sample_variants(cas_families[f]); ++variant) {
            const cas_philox_key key =
                cas_philox_key_make(3, "copies", 100 * f + variant);
            gsl_rng *rng = cas_philox_new(key), *again = cas_philox_new(key);
            cas_operator *one = sample_operator(rng, cas_families[f], variant);
            cas_operator *other = sample_operator(again, cas_families[f], variant);
            assert_true(cas_operator_equal(one, other));
            cas_operator_free(one);
            cas_operator_free(other);
            gsl_rng_free(rng);
            gsl_rng_free(again);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_shapes_and_parameters_say_what_was_expected),
        cmocka_unit_test(too_many_numbers_are_a_limit),
        cmocka_unit_test(absent_out_is_inferred_where_the_family_knows_it),
        cmocka_unit_test(absent_optional_parameters_get_their_defaults),
        cmocka_unit_test(absent_parameters_of_the_end_of_control_stay_absent),
        cmocka_unit_test(operators_are_equal_iff_all_they_consist_of_is),
        cmocka_unit_test(expressions_make_an_operator),
        cmocka_unit_test(wrong_expressions_say_which_and_where),
        cmocka_unit_test(families_are_found_by_name_and_in_order),
        cmocka_unit_test(random_operators_of_every_family_are_equal_to_their_copies),
    };
    return cmocka_run_group_tests_name("operator", tests, NULL, NULL);
}
