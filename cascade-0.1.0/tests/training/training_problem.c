/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training/libsvm.h"
#include "training/run.h"

#include "arithmetic/memory.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static cas_training_problem generate(size_t samples, size_t dimension, uint64_t seed)
{
    cas_training_problem problem;
    cas_message message;
    assert_int_equal(
        cas_training_problem_generate(&problem, samples, dimension, seed, &message),
        CAS_OK);
    return problem;
}

static void generated_data_are_a_function_of_the_seed(void **state)
{
    (void)state;
    cas_training_problem one = generate(0, 0, 1), same = generate(0, 0, 1);
    cas_training_problem fewer = generate(70, 10, 1), other = generate(0, 0, 2);
    size_t row = 10 * sizeof(double);
    assert_int_equal(one.samples, 2000);
    assert_memory_equal(one.features, same.features, 2000 * row);
    assert_memory_equal(one.labels, same.labels, 2000 * sizeof(double));
    assert_memory_equal(one.features, fewer.features, 70 * row);
    assert_memory_equal(one.labels, fewer.labels, 70 * sizeof(double));
    assert_memory_not_equal(one.features, other.features, row);
    assert_memory_not_equal(one.truth, other.truth, row);
    cas_training_problem_clear(&one);
    cas_training_problem_clear(&same);
    cas_training_problem_clear(&fewer);
    cas_training_problem_clear(&other);
}

/* sum_l (y_l - E y_l) / sqrt(sum of variances) is close to normal (2000 independent
   bounded terms): five standard deviations, level 6e-7; also weighted by the margin,
   which a flipped sign of the law would miss by far. */
static void labels_follow_their_law(void **state)
{
    (void)state;
    cas_training_problem p = generate(0, 0, 1);
    double plain = 0, weighted = 0, plain_variance = 0, weighted_variance = 0;
    for (size_t l = 0; l < p.samples; l++) {
        double margin = 0;
        for (size_t j = 0; j < p.dimension; j++)
            margin += p.features[l * p.dimension + j] * p.truth[j];
        double q = 1 / (1 + exp(-margin));
        double surprise = p.labels[l] - (2 * q - 1);
        plain += surprise;
        weighted += surprise * margin;
        plain_variance += 4 * q * (1 - q);
        weighted_variance += 4 * q * (1 - q) * margin * margin;
    }
    assert_true(fabs(plain) < 5 * sqrt(plain_variance));
    assert_true(fabs(weighted) < 5 * sqrt(weighted_variance));
    cas_training_problem_clear(&p);
}

static void folded_samples_and_mean_are_what_they_say(void **state)
{
    (void)state;
    const double features[6] = {1, 2, -3, 0.5, 0, 8}, labels[3] = {1, -1, 1};
    cas_training_problem p;
    assert_int_equal(cas_training_problem_make(&p, 3, 2, features, labels, NULL), CAS_OK);
    const double log2_e = 1 / log(2);
    const double signs[6] = {-1, -1, 1, 1, -1, -1};
    for (size_t i = 0; i < 6; i++)
        assert_true(fabs(p.folded[i] - signs[i] * features[i] * log2_e) <= 1e-15 * 12);
    assert_true(p.folded[6] == 0 && p.folded[7] == 0);
    assert_true(p.mean[0] == -4 / 3.0 && p.mean[1] == -9.5 / 3);
    assert_null(p.truth);
    cas_training_problem_clear(&p);
    const double bad_label[3] = {1, 0, -1};
    cas_message message;
    assert_int_equal(cas_training_problem_make(&p, 3, 2, features, bad_label, &message),
                     CAS_INPUT);
    assert_non_null(strstr(message.text, "sample 2"));
    assert_int_equal(cas_training_problem_make(&p, 0, 2, features, labels, &message),
                     CAS_INPUT);
    assert_int_equal(cas_training_problem_generate(&p, 1 << 20, 1 << 20, 1, &message),
                     CAS_LIMIT);
}

/* A file with that text; the path is the caller's to free and to unlink. */
static char *write_file(const char *text, size_t length)
{
    char *path = cas_format("training_problem.%ld.tmp", (long)getpid());
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, length, file), length);
    fclose(file);
    return path;
}

static void a_small_file_is_read(void **state)
{
    (void)state;
    const char text[] = "# two classes\n2 1:1 3:-2.5e-1\r\n\n 1.0\t2:4 # a comment\n2\n";
    char *path = write_file(text, sizeof text - 1);
    cas_training_problem p;
    cas_message message;
    assert_int_equal(cas_training_libsvm_read(&p, path, &message), CAS_OK);
    assert_int_equal(p.samples, 3);
    assert_int_equal(p.dimension, 3);
    const double features[9] = {1, 0, -0.25, 0, 4, 0, 0, 0, 0}, labels[3] = {1, -1, 1};
    assert_memory_equal(p.features, features, sizeof features);
    assert_memory_equal(p.labels, labels, sizeof labels);
    cas_training_problem_clear(&p);
    unlink(path);
    free(path);
}

static void errors_name_line_and_column(void **state)
{
    (void)state;
    static const struct {
        const char *text, *where, *what;
        cas_status status;
    } cases[] = {
        {"1 1:1\nx 1:1\n", ":2:1: ", "label", CAS_SYNTAX},
        {"1 1:1\n-1 2\n", ":2:5: ", "index:value", CAS_SYNTAX},
        {"1 1:1\n-1 a:2\n", ":2:4: ", "index:value", CAS_SYNTAX},
        {"1 1:\n", ":1:4: ", "index:value", CAS_SYNTAX},
        {"1 1: 2\n", ":1:4: ", "index:value", CAS_SYNTAX},
        {"1 1:2x\n", ":1:5: ", "value", CAS_SYNTAX},
        {"1 -1:2\n", ":1:3: ", "index:value", CAS_SYNTAX},
        {"1 0:2\n", ":1:3: ", "start at 1", CAS_INPUT},
        {"1 1:1 3:1 2:1\n", ":1:11: ", "ascend", CAS_INPUT},
        {"1 1:1 1:1\n", ":1:7: ", "ascend", CAS_INPUT},
        {"1 1:inf\n", ":1:5: ", "finite", CAS_INPUT},
        {"nan 1:1\n", ":1:1: ", "finite", CAS_INPUT},
        {"1 99999999999999999999999:1\n", ":1:3: ", "too large", CAS_LIMIT},
        {"1 1:1e300\n-1 1:2\n", ": ", "feature 1 of sample 1", CAS_INPUT},
        {"1 1:1\n1 1:2\n", ": ", "two classes", CAS_INPUT},
        {"", ": ", "two classes", CAS_INPUT},
        {"1 1:1\n2 1:2\n3 1:1\n", ": ", "more than two classes", CAS_INPUT},
        {"1\n2\n", ": ", "no sample has a feature", CAS_INPUT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *path = write_file(cases[i].text, strlen(cases[i].text));
        cas_training_problem p;
        cas_message message;
        assert_int_equal(cas_training_libsvm_read(&p, path, &message), cases[i].status);
        assert_null(p.features);
        char *start = cas_format("%s%s", path, cases[i].where);
        if (strstr(message.text, start) != message.text ||
            strstr(message.text, cases[i].what) == NULL)
            fail_msg("\"%s\" gives: %s", cases[i].text, message.text);
        free(start);
        unlink(path);
        free(path);
    }
    cas_training_problem p;
    cas_message message;
    assert_int_equal(cas_training_libsvm_read(&p, "no/such/file", &message), CAS_SYSTEM);
    char *path = write_file("1 1:1\n-1 \0 1:1\n", 16);
    assert_int_equal(cas_training_libsvm_read(&p, path, &message), CAS_SYNTAX);
    assert_non_null(strstr(message.text, ":2:4: a NUL byte"));
    unlink(path);
    free(path);
}

/* README of the data: 569 samples, 357 of them benign (+1), 30 standardised features.
   Descending for a while makes the gradient small: the data are usable as they are. */
static void the_breast_cancer_data_are_read_and_trained_on(void **state)
{
    (void)state;
    const char *top = getenv("top_srcdir");
    char *path =
        cas_format("%s/examples/data/breast-cancer.libsvm", top == NULL ? "." : top);
    cas_training_problem p;
    cas_message message;
    if (cas_training_libsvm_read(&p, path, &message) != CAS_OK)
        fail_msg("%s", message.text);
    assert_int_equal(p.samples, 569);
    assert_int_equal(p.dimension, 30);
    size_t benign = 0;
    for (size_t l = 0; l < p.samples; l++)
        benign += p.labels[l] > 0;
    assert_int_equal(benign, 357);
    for (size_t j = 0; j < 30; j++) {
        double mean = 0, square = 0;
        for (size_t l = 0; l < 569; l++) {
            mean += p.features[30 * l + j] / 569;
            square += p.features[30 * l + j] * p.features[30 * l + j] / 569;
        }
        /* six digits are printed */
        assert_true(fabs(mean) < 1e-5 && fabs(square - 1) < 1e-5);
    }
    cas_training_options options = {.step_size = 0.1,
                                    .iterations = 2000,
                                    .regularizer = CAS_TRAINING_RIDGE,
                                    .trace_every = 1};
    cas_training_result result = {0};
    assert_int_equal(cas_training_run_batch(&p, &options, 1, NULL, &result, &message),
                     CAS_OK);
    assert_true(result.stable_norm < 0.01 * result.trace.gradient_norm[0]);
    cas_training_result_clear(&result);
    cas_training_problem_clear(&p);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(generated_data_are_a_function_of_the_seed),
        cmocka_unit_test(labels_follow_their_law),
        cmocka_unit_test(folded_samples_and_mean_are_what_they_say),
        cmocka_unit_test(a_small_file_is_read),
        cmocka_unit_test(errors_name_line_and_column),
        cmocka_unit_test(the_breast_cancer_data_are_read_and_trained_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
