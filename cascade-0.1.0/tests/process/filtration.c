/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "process/filtration.h"

#include "arithmetic/vector.h"
#include "process/process_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* f_1 = y, f_2 = sin(y) + w: x = +-1, delta_1 = -x (so that y~_1 = 0), epsilon_2 = +-1
   or, after x = -1, +-2. */
static const char text[] =
    "{\"format\": \"cascade-process/1\","
    " \"chain\": {\"format\": \"cascade-chain/1\", \"input\": [0], \"operators\": ["
    "   {\"out\": 1, \"weights\": [0], \"f\": [\"y1\"]},"
    "   {\"out\": 1, \"weights\": [0], \"f\": [\"sin(y1) + w1\"]}]},"
    " \"input\": {\"support\": [[1], [-1]]},"
    " \"forward\": [{\"at\": 1, \"given\": \"x\","
    "   \"laws\": [{\"support\": [[-1]]}, {\"support\": [[1]]}]}],"
    " \"backward\": [{\"at\": 2, \"given\": \"x\","
    "   \"laws\": [{\"support\": [[1], [-1]], \"probability\": [\"1/4\", \"3/4\"]},"
    "            {\"support\": [[2], [-2]]}]}]}";

typedef struct fixture {
    cas_arithmetic interval;
    cas_process *process;
    cas_run *run;
} fixture;

static void read_process(const char *from, cas_process **process)
{
    cas_message message = {.text = ""};
    assert_int_equal(cas_process_read_text(from, strlen(from), "test", process, &message),
                     CAS_OK);
}

static void open_fixture(fixture *f)
{
    cas_message message;
    f->interval = cas_arithmetic_interval(128);
    read_process(text, &f->process);
    assert_int_equal(cas_run_new(f->process, &f->interval, &f->run, &message), CAS_OK);
}

static void close_fixture(fixture *f)
{
    cas_run_free(f->run);
    cas_process_free(f->process);
}

static size_t blocks(const fixture *f, cas_chain_field field, size_t i,
                     bool input_is_known)
{
    cas_partition partition;
    assert_true(cas_field_partition(f->run, field, i, input_is_known, &partition));
    size_t count = partition.blocks;
    cas_partition_clear(&partition);
    return count;
}

static void scenarios_have_their_exact_probabilities(void **state)
{
    (void)state;
    fixture f;
    open_fixture(&f);
    assert_int_equal(f.run->space.scenarios, 4);
    assert_int_equal(f.run->copies[CAS_LEVEL_INPUT], 2);
    assert_int_equal(f.run->copies[CAS_LEVEL_FORWARD], 2);
    static const unsigned eighths[] = {1, 3, 2, 2};
    for (size_t s = 0; s < 4; s++)
        assert_int_equal(
            mpq_cmp_ui(f.run->exact_probability[CAS_LEVEL_SCENARIO][s], eighths[s], 8),
            0);
    close_fixture(&f);
}

static void filtrations_to_the_letter_do_not_see_the_input(void **state)
{
    (void)state;
    fixture f;
    open_fixture(&f);
    assert_int_equal(blocks(&f, CAS_NAMED_F, 0, false), 1);
    assert_int_equal(blocks(&f, CAS_NAMED_F, 0, true), 2);
    assert_int_equal(blocks(&f, CAS_NAMED_F_AND_X, 0, false), 2);
    assert_int_equal(blocks(&f, CAS_NAMED_F_AND_X, 0, true), 2);
    assert_int_equal(blocks(&f, CAS_NAMED_G, 1, false), 1);
    assert_int_equal(blocks(&f, CAS_NAMED_G, 2, false), 1);
    assert_int_equal(blocks(&f, CAS_NAMED_G, 1, true), 2);
    assert_int_equal(blocks(&f, CAS_NAMED_H, 2, false), 1);
    /* v~_1 = 1 + epsilon_2 takes four values. */
    assert_int_equal(blocks(&f, CAS_NAMED_H, 1, false), 4);
    close_fixture(&f);
}

static void intended_fields_are_generated_by_the_past(void **state)
{
    (void)state;
    fixture f;
    open_fixture(&f);
    assert_int_equal(blocks(&f, CAS_NAMED_P, 1, false), 2);
    assert_int_equal(blocks(&f, CAS_NAMED_Q, 2, false), 2);
    close_fixture(&f);
}

/* 1/3 + 1/3 and 2/3 differ in no precision; exact arithmetic knows that
   they are equal. */
static void equal_fractions_are_found_equal_exactly(void **state)
{
    (void)state;
    static const char thirds[] =
        "{\"format\": \"cascade-process/1\","
        " \"chain\": {\"format\": \"cascade-chain/1\", \"input\": [0], \"operators\": ["
        "   {\"out\": 1, \"weights\": [1], \"f\": [\"(y1 + w1)/3\"]},"
        "   {\"out\": 1, \"weights\": [0], \"f\": [\"y1*w1\"]}]},"
        " \"input\": {\"support\": [[0], [1]]},"
        " \"forward\": [{\"at\": 1, \"given\": \"x\","
        "   \"laws\": [{\"support\": [[\"1/3\"]]}, {\"support\": [[0]]}]}]}";
    fixture f = {.interval = cas_arithmetic_interval(128)};
    cas_message message;
    read_process(thirds, &f.process);
    assert_int_equal(cas_run_new(f.process, &f.interval, &f.run, &message), CAS_OK);
    assert_int_equal(blocks(&f, CAS_NAMED_G, 1, false), 1);
    close_fixture(&f);
}

/* G_1 in G_2, H_2 in H_1, and G_N in H_N: the letter's filtrations grow. */
static void filtrations_grow_with_the_passes(void **state)
{
    (void)state;
    fixture f;
    open_fixture(&f);
    cas_partition g, h;
    assert_true(cas_field_partition(f.run, CAS_NAMED_G, 2, true, &g));
    assert_true(cas_field_partition(f.run, CAS_NAMED_H, 1, true, &h));
    bool is_coarser = false;
    for (size_t s = 0; s < g.count; s++)
        for (size_t t = 0; t < s; t++) {
            assert_true(h.block[s] != h.block[t] || g.block[s] == g.block[t]);
            is_coarser = is_coarser || h.block[s] != h.block[t];
        }
    assert_true(is_coarser && g.blocks < h.blocks);
    cas_partition_clear(&g);
    cas_partition_clear(&h);
    close_fixture(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scenarios_have_their_exact_probabilities),
        cmocka_unit_test(filtrations_to_the_letter_do_not_see_the_input),
        cmocka_unit_test(intended_fields_are_generated_by_the_past),
        cmocka_unit_test(equal_fractions_are_found_equal_exactly),
        cmocka_unit_test(filtrations_grow_with_the_passes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
