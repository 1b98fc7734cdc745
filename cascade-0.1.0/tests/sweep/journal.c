/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sweep/journal.h"

#include "arithmetic/memory.h"
#include "file/input_file.h"

#include <setjmp.h>
#include <sha2.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { RECORDS = 3 };
static const char header[] = "cascade-journal/1\n";

/* Three results and the journal that holds them. */
typedef struct sample {
    char *folder;
    cas_run_key keys[RECORDS];
    cas_training_result results[RECORDS];
    char *records[RECORDS];
    size_t lengths[RECORDS];
    char *whole;
    size_t starts[RECORDS + 1]; /* of the records in whole, and its length */
} sample;

static void make_records(sample *s)
{
    cas_training_problem problem;
    cas_training_options options[RECORDS];
    cas_message message;
    assert_int_equal(cas_training_problem_generate(&problem, 20, 3, 1, &message), CAS_OK);
    cas_run_key data = cas_run_data_key(&problem);
    for (size_t i = 0; i < RECORDS; i++) {
        options[i] = (cas_training_options){.step_size = 0.5,
                                            .run = i,
                                            .iterations = 20,
                                            .trace_every = i,
                                            .trace_loss = i == 2};
        cas_training_options_complete(&options[i], 3, NULL);
        s->keys[i] = cas_run_key_make(&data, &options[i]);
    }
    assert_int_equal(
        cas_training_run_batch(&problem, options, RECORDS, NULL, s->results, &message),
        CAS_OK);
    for (size_t i = 0; i < RECORDS; i++)
        s->records[i] = cas_run_record_write(&s->keys[i], &s->results[i], &s->lengths[i]);
    cas_training_problem_clear(&problem);
}

static int enter(void **state)
{
    sample *s = cas_allocate(1, sizeof *s);
    s->folder = cas_duplicate("journal.XXXXXX");
    if (mkdtemp(s->folder) == NULL || chdir(s->folder) != 0)
        return -1;
    make_records(s);
    s->whole =
        cas_format("%s%s%s%s", header, s->records[0], s->records[1], s->records[2]);
    s->starts[0] = strlen(header);
    for (size_t i = 0; i < RECORDS; i++)
        s->starts[i + 1] = s->starts[i] + s->lengths[i];
    *state = s;
    return 0;
}

static int leave(void **state)
{
    sample *s = *state;
    for (size_t i = 0; i < RECORDS; i++) {
        cas_training_result_clear(&s->results[i]);
        free(s->records[i]);
    }
    unlink("j");
    int status = chdir("..") == 0 ? rmdir(s->folder) : -1;
    free(s->folder);
    free(s->whole);
    free(s);
    return status;
}

static void set_content(const char *text, size_t length)
{
    FILE *file = fopen("j", "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, length, file), length);
    fclose(file);
}

static void assert_content(const char *expected, size_t length)
{
    char *text;
    size_t found;
    assert_int_equal(cas_input_file_read("j", 1 << 20, &text, &found, NULL), CAS_OK);
    assert_int_equal(found, length);
    assert_memory_equal(text, expected, length);
    free(text);
}

typedef struct finds {
    const sample *sample;
    size_t count;
    uint64_t places[RECORDS];
} finds;

static void assert_same_result(const cas_training_result *one,
                               const cas_training_result *other)
{
    size_t count = one->trace.count * sizeof(double);
    assert_int_equal(one->stable_iteration, other->stable_iteration);
    assert_int_equal(one->last_iteration, other->last_iteration);
    assert_int_equal(one->diverged, other->diverged);
    assert_int_equal(one->dimension, other->dimension);
    assert_int_equal(one->trace.count, other->trace.count);
    assert_memory_equal(&one->stable_norm, &other->stable_norm, sizeof(double));
    assert_memory_equal(&one->early_norm, &other->early_norm, sizeof(double));
    assert_memory_equal(&one->late_norm, &other->late_norm, sizeof(double));
    assert_memory_equal(one->weights, other->weights, one->dimension * sizeof(double));
    if (count > 0) {
        assert_memory_equal(one->trace.gradient_norm, other->trace.gradient_norm, count);
        assert_memory_equal(one->trace.average, other->trace.average, count);
    }
    assert_int_equal(one->trace.loss == NULL, other->trace.loss == NULL);
    if (one->trace.loss != NULL)
        assert_memory_equal(one->trace.loss, other->trace.loss, count);
}

static void find(void *context, const cas_run_key *key, cas_training_result *result,
                 uint64_t place)
{
    finds *f = context;
    assert_true(f->count < RECORDS);
    assert_string_equal(key->text, f->sample->keys[f->count].text);
    assert_same_result(result, &f->sample->results[f->count]);
    f->places[f->count++] = place;
}

static cas_status open_j(const sample *s, cas_journal_mode mode, cas_journal **journal,
                         finds *f, cas_message *message)
{
    *f = (finds){.sample = s};
    return cas_journal_open(journal, "j", mode, find, f, message);
}

static void append(const sample *s, cas_journal *journal, size_t record)
{
    uint64_t place;
    assert_int_equal(
        cas_journal_append(journal, s->records[record], s->lengths[record], &place, NULL),
        CAS_OK);
    assert_int_equal(place, s->starts[record]);
}

static void what_is_appended_is_found_again(void **state)
{
    const sample *s = *state;
    cas_journal *journal;
    finds f;
    for (size_t have = 0; have <= RECORDS; have++) {
        assert_int_equal(open_j(s, CAS_JOURNAL_WRITE, &journal, &f, NULL), CAS_OK);
        assert_int_equal(f.count, have);
        for (size_t i = 0; i < have; i++) {
            cas_training_result result;
            assert_int_equal(cas_journal_load(journal, f.places[i], &result, NULL),
                             CAS_OK);
            assert_same_result(&result, &s->results[i]);
            cas_training_result_clear(&result);
        }
        if (have < RECORDS)
            append(s, journal, have);
        cas_journal_close(journal);
    }
    assert_content(s->whole, s->starts[RECORDS]);
}

/* Cut anywhere, a journal has the records that are whole, and goes on after them. */
static void a_torn_tail_is_dropped_at_every_byte(void **state)
{
    const sample *s = *state;
    for (size_t cut = 0; cut < s->starts[RECORDS]; cut++) {
        cas_journal *journal;
        finds f;
        set_content(s->whole, cut);
        assert_int_equal(open_j(s, CAS_JOURNAL_READ, &journal, &f, NULL), CAS_OK);
        cas_journal_close(journal);
        assert_content(s->whole, cut);
        size_t whole = f.count;
        assert_true(whole == 0 || s->starts[whole] <= cut);
        assert_true(s->starts[whole + 1] > cut);
        assert_int_equal(open_j(s, CAS_JOURNAL_WRITE, &journal, &f, NULL), CAS_OK);
        assert_int_equal(f.count, whole);
        if (cut % 50 == 0) {
            for (size_t i = whole; i < RECORDS; i++)
                append(s, journal, i);
            whole = RECORDS;
        }
        cas_journal_close(journal);
        assert_content(s->whole, s->starts[whole]);
    }
}

/* After a power cut a file may have its length, but not all of its content. */
static void a_last_record_with_a_hole_is_torn(void **state)
{
    const sample *s = *state;
    size_t length = s->starts[RECORDS], start = s->starts[RECORDS - 1];
    char *text = cas_duplicate(s->whole);
    memset(text + start + 10, 0, 40);
    cas_journal *journal;
    finds f;
    set_content(text, length);
    assert_int_equal(open_j(s, CAS_JOURNAL_WRITE, &journal, &f, NULL), CAS_OK);
    assert_int_equal(f.count, RECORDS - 1);
    cas_journal_close(journal);
    assert_content(s->whole, start);
    free(text);
}

/* Whole records after the hole would be lost with it. */
static void a_hole_before_a_whole_record_is_an_error(void **state)
{
    const sample *s = *state;
    size_t length = s->starts[RECORDS];
    char *text = cas_duplicate(s->whole);
    memset(text + s->starts[1] + 10, 0, 40);
    cas_journal *journal;
    cas_message message;
    finds f;
    set_content(text, length);
    assert_int_equal(open_j(s, CAS_JOURNAL_WRITE, &journal, &f, &message), CAS_INPUT);
    assert_int_equal(strncmp(message.text, "j:3: this record", 16), 0);
    assert_content(text, length);
    free(text);
}

static void a_flipped_bit_is_an_error_that_names_the_line(void **state)
{
    const sample *s = *state;
    size_t length = s->starts[RECORDS];
    char *text = cas_duplicate(s->whole);
    for (size_t at = 0; at + 1 < length; at++) {
        cas_journal *journal;
        cas_message message;
        finds f;
        text[at] ^= 1;
        set_content(text, length);
        size_t line = 0;
        while (s->starts[line] <= at)
            line++;
        assert_int_equal(open_j(s, CAS_JOURNAL_WRITE, &journal, &f, &message), CAS_INPUT);
        assert_null(journal);
        char *expected =
            line == 0 ? cas_duplicate("j: ") : cas_format("j:%zu: this record", line + 1);
        if (strncmp(message.text, expected, strlen(expected)) != 0)
            fail_msg("byte %zu: expected %s, found %s", at, expected, message.text);
        free(expected);
        assert_content(text, length);
        text[at] ^= 1;
    }
    free(text);
}

static void a_foreign_file_is_refused_and_left_alone(void **state)
{
    const sample *s = *state;
    static const struct {
        const char *text, *message;
    } files[] = {
        {"curve,label\n", "j: not a journal, expected the first line cascade-journal/1"},
        {"c\n", "j: not a journal"},
        {"cascade-journal/2\nsomething\n", "j: a journal of another version"},
        {"cascade-journal/17\n", "j: a journal of another version"},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        cas_journal *journal;
        cas_message message;
        finds f;
        set_content(files[i].text, strlen(files[i].text));
        assert_int_equal(open_j(s, CAS_JOURNAL_WRITE, &journal, &f, &message), CAS_INPUT);
        assert_int_equal(
            strncmp(message.text, files[i].message, strlen(files[i].message)), 0);
        assert_content(files[i].text, strlen(files[i].text));
    }
}

static void there_is_one_writer_at_a_time_and_any_reader(void **state)
{
    const sample *s = *state;
    cas_journal *writer, *other;
    cas_message message;
    finds f;
    set_content(s->whole, s->starts[1]);
    assert_int_equal(open_j(s, CAS_JOURNAL_WRITE, &writer, &f, NULL), CAS_OK);
    assert_int_equal(open_j(s, CAS_JOURNAL_WRITE, &other, &f, &message), CAS_SYSTEM);
    assert_string_equal(message.text, "j: another process is writing this journal");
    assert_int_equal(open_j(s, CAS_JOURNAL_READ, &other, &f, NULL), CAS_OK);
    assert_int_equal(f.count, 1);
    cas_journal_close(other);
    append(s, writer, 1);
    cas_journal_close(writer);
    assert_int_equal(open_j(s, CAS_JOURNAL_WRITE, &writer, &f, NULL), CAS_OK);
    assert_int_equal(f.count, 2);
    cas_journal_close(writer);
}

static void a_full_disk_leaves_the_records_before_it(void **state)
{
    const sample *s = *state;
    cas_journal *journal;
    cas_message message;
    finds f;
    set_content(s->whole, s->starts[1]);
    assert_int_equal(open_j(s, CAS_JOURNAL_WRITE, &journal, &f, NULL), CAS_OK);
    struct rlimit before, low;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    low = before;
    low.rlim_cur = s->starts[2] - 1;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &low), 0);
    uint64_t place;
    cas_status status =
        cas_journal_append(journal, s->records[1], s->lengths[1], &place, &message);
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, handler);
    assert_int_equal(status, CAS_SYSTEM);
    assert_int_equal(strncmp(message.text, "j: cannot write: ", 17), 0);
    assert_content(s->whole, s->starts[1]);
    append(s, journal, 1);
    append(s, journal, 2);
    cas_journal_close(journal);
    assert_content(s->whole, s->starts[RECORDS]);
}

static void what_is_no_file_holds_no_journal(void **state)
{
    (void)state;
    cas_journal *journal;
    cas_message message;
    assert_int_equal(
        cas_journal_open(&journal, "/dev/null", CAS_JOURNAL_WRITE, find, NULL, &message),
        CAS_INPUT);
    assert_string_equal(message.text,
                        "/dev/null: expected a regular file for the journal");
    assert_int_equal(
        cas_journal_open(&journal, "none/j", CAS_JOURNAL_WRITE, find, NULL, &message),
        CAS_SYSTEM);
    assert_int_equal(strncmp(message.text, "none/j: cannot open: ", 21), 0);
    assert_int_equal(mkfifo("pipe", 0600), 0);
    assert_int_equal(
        cas_journal_open(&journal, "pipe", CAS_JOURNAL_READ, find, NULL, &message),
        CAS_INPUT);
    assert_string_equal(message.text, "pipe: expected a regular file for the journal");
    unlink("pipe");
}

/* A line for which there is no memory, in a process that has little, is not the end. */
static void a_lack_of_memory_truncates_nothing(void **state)
{
    const sample *s = *state;
    enum { LINE = 128 << 20, ROOM = 32 << 20 };
    set_content(s->whole, s->starts[1]);
    assert_int_equal(truncate("j", LINE), 0);
    FILE *file = fopen("j", "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, -1, SEEK_END), 0);
    fputc('\n', file);
    fclose(file);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct rlimit limit = {.rlim_cur = ROOM, .rlim_max = ROOM};
        cas_journal *journal;
        finds f;
        bool is_limited = setrlimit(RLIMIT_DATA, &limit) == 0;
        cas_status status = open_j(s, CAS_JOURNAL_WRITE, &journal, &f, NULL);
        _exit(is_limited && status == CAS_SYSTEM ? 0 : 1);
    }
    int status;
    struct stat there;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_int_equal(stat("j", &there), 0);
    assert_int_equal(there.st_size, LINE);
}

enum { VARIANTS = 24, DATA = 4 };

/* Options that differ from the first ones in one member. */
static void make_variants(cas_training_options o[VARIANTS])
{
    for (size_t i = 0; i < VARIANTS; i++)
        o[i] = (cas_training_options){
            .step_size = 0.5, .forward.sigma = 1, .backward.sigma = 1};
    o[1].seed = 1;
    o[2].experiment = "other";
    o[3].run = 1;
    o[4].step_size = 0.25;
    o[5].iterations = 100;
    o[6].regularizer = CAS_TRAINING_RIDGE;
    o[7].rho = 0.5;
    o[8].reading = CAS_TRAINING_PER_SAMPLE;
    o[9].sampling_noise = 0.5;
    o[10].noiseless = true;
    o[11].smoothing = 0.5;
    o[12].trace_every = 10;
    o[13].trace_loss = true;
    o[14].forward.sigma = 2;
    o[15].forward.law = CAS_TRAINING_SHIFTED;
    o[16].forward.interval = 2;
    o[17].forward.first = 2;
    o[18].forward.end = 2;
    o[19].backward.sigma = 2;
    o[20].backward.law = CAS_TRAINING_SHIFTED;
    o[21].backward.interval = 2;
    o[22].backward.first = 2;
    o[23].backward.end = 2;
    for (size_t i = 0; i < VARIANTS; i++)
        assert_int_equal(cas_training_options_complete(&o[i], 2, NULL), CAS_OK);
}

static void every_option_and_every_number_of_the_data_is_in_the_key(void **state)
{
    (void)state;
    cas_training_options o[VARIANTS];
    make_variants(o);
    const double features[2][4] = {{1, 2, 3, 4}, {1, 2, 3, 5}};
    const double labels[2][4] = {{1, -1, 1, 1}, {1, 1, 1, 1}};
    cas_run_key data[DATA], keys[VARIANTS + DATA];
    cas_training_problem problem;
    for (size_t k = 0; k < DATA; k++) {
        assert_int_equal(cas_training_problem_make(&problem, k == 3 ? 4 : 2,
                                                   k == 3 ? 1 : 2, features[k == 1],
                                                   labels[k == 2], NULL),
                         CAS_OK);
        data[k] = cas_run_data_key(&problem);
        cas_training_problem_clear(&problem);
    }
    for (size_t i = 0; i < VARIANTS; i++)
        keys[i] = cas_run_key_make(&data[0], &o[i]);
    for (size_t k = 0; k < DATA; k++)
        keys[VARIANTS + k] = cas_run_key_make(&data[k], &o[0]);
    for (size_t i = 0; i < VARIANTS + DATA; i++)
        for (size_t k = 0; k < i; k++)
            assert_int_equal(strcmp(keys[i].text, keys[k].text) == 0,
                             i == VARIANTS && k == 0);
}

/* Journals on users' disks hold this result under this key.  If a change of the engine
   changes it, the version in cas_run_key_make has to change as well. */
static void a_run_is_what_journals_hold_under_its_key(void **state)
{
    const sample *s = *state;
    char digest[SHA256_DIGEST_STRING_LENGTH];
    SHA256Data((const uint8_t *)s->whole, s->starts[RECORDS], digest);
    assert_string_equal(
        digest, "0b510381b652bdc26ded0ab663ab6a05e99e1421685720cc6242f61766d01581");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_appended_is_found_again),
        TEST(a_torn_tail_is_dropped_at_every_byte),
        TEST(a_last_record_with_a_hole_is_torn),
        TEST(a_hole_before_a_whole_record_is_an_error),
        TEST(a_flipped_bit_is_an_error_that_names_the_line),
        TEST(a_foreign_file_is_refused_and_left_alone),
        TEST(there_is_one_writer_at_a_time_and_any_reader),
        TEST(a_full_disk_leaves_the_records_before_it),
        TEST(what_is_no_file_holds_no_journal),
        TEST(a_lack_of_memory_truncates_nothing),
        cmocka_unit_test(every_option_and_every_number_of_the_data_is_in_the_key),
        TEST(a_run_is_what_journals_hold_under_its_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
