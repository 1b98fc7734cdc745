/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/philox.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <stdlib.h>
#include <string.h>

/* Random123, kat_vectors, the lines "philox4x32 10". */
static const struct {
    uint32_t counter[4], key[2], block[4];
} known_answers[] = {
    {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
    {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
     {0xffffffff, 0xffffffff},
     {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
    {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
     {0xa4093822, 0x299f31d0},
     {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
};

static void blocks_are_the_published_known_answers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof known_answers / sizeof *known_answers; i++) {
        cas_philox_key key = {{known_answers[i].key[0], known_answers[i].key[1]}};
        uint32_t block[4];
        cas_philox_block(key, known_answers[i].counter, block);
        for (int w = 0; w < 4; w++)
            assert_int_equal(block[w], known_answers[i].block[w]);
    }
}

/* Keys decide every stored result, so that they must not change between versions.  The
   values were computed by a second implementation in Python, from Random123's definition
   of the rounds and the description of cas_philox_key_make. */
static void keys_are_the_recorded_ones(void **state)
{
    (void)state;
    static const struct {
        uint64_t seed, trial;
        const char *purpose;
        uint32_t word[2];
    } recorded[] = {
        {0, 0, "", {0xb98ffa9a, 0xc5063fd8}},
        {1, 0, "thm:1", {0x64e3f7f0, 0x62cc2e38}},
        {1, 1, "thm:1", {0x15e3e39c, 0xe9e3adfd}},
        {0xfedcba9876543210,
         1ULL << 40,
         "sec:5.3/forward-location",
         {0xd3935da5, 0x8b020b64}},
    };
    for (size_t i = 0; i < sizeof recorded / sizeof *recorded; i++) {
        cas_philox_key key =
            cas_philox_key_make(recorded[i].seed, recorded[i].purpose, recorded[i].trial);
        assert_int_equal(key.word[0], recorded[i].word[0]);
        assert_int_equal(key.word[1], recorded[i].word[1]);
    }
}

static int compare_keys(const void *x, const void *y)
{
    return memcmp(x, y, sizeof(cas_philox_key));
}

static void keys_of_different_names_differ(void **state)
{
    (void)state;
    static const char *const purposes[] = {
        "",         "thm:1",     "thm:2",   "thm:1 ",   "lem:1",           "fig:2",
        "12345678", "123456789", "1234567", "87654321", "1234567812345678"};
    enum { SEEDS = 8, TRIALS = 256, PURPOSES = sizeof purposes / sizeof *purposes };
    static cas_philox_key keys[SEEDS * TRIALS * PURPOSES];
    size_t count = 0;
    for (uint64_t seed = 0; seed < SEEDS; seed++)
        for (uint64_t trial = 0; trial < TRIALS; trial++)
            for (size_t p = 0; p < PURPOSES; p++)
                keys[count++] = cas_philox_key_make(seed << (8 * seed), purposes[p],
                                                    trial << (trial % 2 ? 32 : 0));
    qsort(keys, count, sizeof *keys, compare_keys);
    for (size_t i = 1; i < count; i++)
        assert_true(compare_keys(&keys[i - 1], &keys[i]) != 0);
}

static void a_stream_is_the_blocks_of_its_counters(void **state)
{
    (void)state;
    cas_philox_key key = cas_philox_key_make(7, "stream", 3);
    gsl_rng *rng = cas_philox_new(key);
    for (uint32_t index = 0; index < 40; index++) {
        uint32_t counter[4] = {0, 0, 0, index}, block[4];
        cas_philox_block(key, counter, block);
        for (int w = 0; w < 4; w++)
            assert_int_equal(gsl_rng_get(rng), block[w]);
    }
    gsl_rng_free(rng);
}

static void seeds_and_clones_are_streams(void **state)
{
    (void)state;
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(1, "a", 0));
    gsl_rng *other = cas_philox_new(cas_philox_key_make(42, "", 0));
    (void)gsl_rng_get(rng);
    gsl_rng_set(rng, 42);
    for (int i = 0; i < 9; i++)
        assert_int_equal(gsl_rng_get(rng), gsl_rng_get(other));
    gsl_rng *clone = gsl_rng_clone(rng);
    for (int i = 0; i < 9; i++)
        assert_int_equal(gsl_rng_get(rng), gsl_rng_get(clone));
    gsl_rng_free(clone);
    gsl_rng_free(other);
    gsl_rng_free(rng);
}

/* Each check below would fail for a perfect generator with probability LEVEL. */
static const double LEVEL = 1e-6;

/* chi is a sum over `cells` cells of (observed - expected)^2 / expected. */
static void assert_chi_squared(double chi, double cells)
{
    assert_true(gsl_cdf_chisq_Q(chi, cells - 1) > LEVEL / 2);
    assert_true(gsl_cdf_chisq_P(chi, cells - 1) > LEVEL / 2);
}

/* The places of a pass: consecutive steps, nodes and elements, one number
   each, every byte. */
static void numbers_at_consecutive_places_are_equidistributed(void **state)
{
    (void)state;
    enum { SIDE = 64, BYTES = 4, CELLS = 256 };
    static double count[BYTES][CELLS];
    memset(count, 0, sizeof count);
    cas_philox_key key = cas_philox_key_make(0, "equidistribution", 0);
    for (uint32_t step = 0; step < SIDE; step++)
        for (uint32_t node = 0; node < SIDE; node++)
            for (uint32_t element = 0; element < SIDE; element++) {
                const uint32_t counter[4] = {step, node, element, 0};
                uint32_t block[4];
                cas_philox_block(key, counter, block);
                for (int b = 0; b < BYTES; b++)
                    count[b][block[0] >> (8 * b) & 0xff]++;
            }
    const double expected = (double)SIDE * SIDE * SIDE / CELLS;
    for (int b = 0; b < BYTES; b++) {
        double chi = 0;
        for (int c = 0; c < CELLS; c++)
            chi += (count[b][c] - expected) * (count[b][c] - expected) / expected;
        assert_chi_squared(chi, CELLS);
    }
}

/* First numbers of consecutive trials: pairs (trial t, trial t + 1)
   fill a grid evenly. */
static void consecutive_trials_are_independent(void **state)
{
    (void)state;
    enum { TRIALS = 1 << 17, SIDE = 16 };
    static double count[SIDE][SIDE];
    memset(count, 0, sizeof count);
    unsigned long before = 0;
    for (uint64_t trial = 0; trial <= TRIALS; trial++) {
        gsl_rng *rng = cas_philox_new(cas_philox_key_make(1, "thm:1", trial));
        unsigned long x = gsl_rng_get(rng) >> 28;
        gsl_rng_free(rng);
        if (trial % 2 == 1)
            count[before][x]++;
        before = x;
    }
    const double expected = TRIALS / 2.0 / (SIDE * SIDE);
    double chi = 0;
    for (int i = 0; i < SIDE; i++)
        for (int j = 0; j < SIDE; j++)
            chi += (count[i][j] - expected) * (count[i][j] - expected) / expected;
    assert_chi_squared(chi, SIDE * SIDE);
}

/* Mean and variance of n normal numbers: z and chi-squared at the level. */
static void gsl_distributions_run_on_it(void **state)
{
    (void)state;
    enum { COUNT = 200000 };
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(3, "normal", 0));
    assert_string_equal(gsl_rng_name(rng), "philox4x32-10");
    assert_int_equal(gsl_rng_min(rng), 0);
    assert_int_equal(gsl_rng_max(rng), 0xffffffffUL);
    double sum = 0, squares = 0;
    for (int i = 0; i < COUNT; i++) {
        double x = gsl_ran_gaussian_ziggurat(rng, 1);
        sum += x;
        squares += x * x;
    }
    double z = sum / sqrt(COUNT), chi = squares - sum * sum / COUNT;
    assert_true(2 * gsl_cdf_ugaussian_Q(fabs(z)) > LEVEL);
    assert_chi_squared(chi, COUNT);
    for (int i = 0; i < COUNT; i++) {
        double u = gsl_rng_uniform(rng);
        assert_true(u >= 0 && u < 1);
        assert_true(gsl_rng_uniform_int(rng, 6) < 6);
    }
    gsl_rng_free(rng);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_the_published_known_answers),
        cmocka_unit_test(keys_are_the_recorded_ones),
        cmocka_unit_test(keys_of_different_names_differ),
        cmocka_unit_test(a_stream_is_the_blocks_of_its_counters),
        cmocka_unit_test(seeds_and_clones_are_streams),
        cmocka_unit_test(numbers_at_consecutive_places_are_equidistributed),
        cmocka_unit_test(consecutive_trials_are_independent),
        cmocka_unit_test(gsl_distributions_run_on_it),
    };
    return cmocka_run_group_tests_name("philox", tests, NULL, NULL);
}
