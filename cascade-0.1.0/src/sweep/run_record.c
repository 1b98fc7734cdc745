/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sweep/run_record.h"

#include "arithmetic/memory.h"

#include <endian.h>
#include <inttypes.h>
#include <sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIGEST = CAS_RUN_KEY_TEXT - 1 };
_Static_assert(CAS_RUN_KEY_TEXT == SHA256_DIGEST_STRING_LENGTH, "keys are SHA-256");

static uint64_t bits_of(double number)
{
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    return bits;
}

/* The lowest byte first on every machine. */
static void hash_numbers(SHA2_CTX *hash, const double *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint64_t bits = htole64(bits_of(numbers[i]));
        SHA256Update(hash, (const uint8_t *)&bits, sizeof bits);
    }
}

cas_run_key cas_run_data_key(const cas_training_problem *problem)
{
    double sizes[2] = {(double)problem->samples, (double)problem->dimension};
    cas_run_key key;
    SHA2_CTX hash;
    SHA256Init(&hash);
    hash_numbers(&hash, sizes, 2);
    hash_numbers(&hash, problem->features, problem->samples * problem->dimension);
    hash_numbers(&hash, problem->labels, problem->samples);
    SHA256End(&hash, key.text);
    return key;
}

static void write_perturbation(const cas_training_perturbation *p, FILE *out)
{
    fprintf(out, " %016" PRIx64 " %d %" PRIu64 " %" PRIu64 " %" PRIu64, bits_of(p->sigma),
            (int)p->law, p->interval, p->first, p->end);
}

/* The first word is the version of what a run with these options does: a change of the
   engine that changes any result makes it another one. */
cas_run_key cas_run_key_make(const cas_run_key *data, const cas_training_options *o)
{
    CAS_REQUIRE(o->start == NULL);
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    CAS_REQUIRE(out != NULL);
    fprintf(out, "cascade-run/1 %s %" PRIu64 " %" PRIu64, data->text, o->seed, o->run);
    fprintf(out, " %016" PRIx64 " %" PRIu64 " %d %016" PRIx64 " %d",
            bits_of(o->step_size), o->iterations, (int)o->regularizer, bits_of(o->rho),
            (int)o->reading);
    write_perturbation(&o->forward, out);
    write_perturbation(&o->backward, out);
    fprintf(out, " %016" PRIx64 " %d %016" PRIx64 " %" PRIu64 " %d %s",
            bits_of(o->sampling_noise), (int)o->noiseless, bits_of(o->smoothing),
            o->trace_every, (int)o->trace_loss, o->experiment);
    CAS_REQUIRE(fclose(out) == 0);
    cas_run_key key;
    SHA256Data((const uint8_t *)text, length, key.text);
    free(text);
    return key;
}

static void write_numbers(const double *numbers, size_t count, FILE *out)
{
    for (size_t i = 0; i < count; i++)
        fprintf(out, " %016" PRIx64, bits_of(numbers[i]));
}

static void write_list(const double *numbers, size_t count, FILE *out)
{
    count = numbers == NULL ? 0 : count;
    fprintf(out, " %zu", count);
    write_numbers(numbers, count, out);
}

char *cas_run_record_write(const cas_run_key *key, const cas_training_result *r,
                           size_t *length)
{
    CAS_REQUIRE(r->finished);
    char *text = NULL, digest[CAS_RUN_KEY_TEXT];
    FILE *out = open_memstream(&text, length);
    CAS_REQUIRE(out != NULL);
    fprintf(out, "%s %d %" PRIu64 " %" PRIu64, key->text, (int)r->diverged,
            r->last_iteration, r->stable_iteration);
    write_numbers((const double[]){r->stable_norm, r->early_norm, r->late_norm}, 3, out);
    write_list(r->weights, r->dimension, out);
    write_list(r->trace.gradient_norm, r->trace.count, out);
    write_list(r->trace.average, r->trace.count, out);
    write_list(r->trace.loss, r->trace.count, out);
    fputc(' ', out);
    CAS_REQUIRE(fflush(out) == 0);
    SHA256Data((const uint8_t *)text, *length - 1, digest);
    fprintf(out, "%s\n", digest);
    CAS_REQUIRE(fclose(out) == 0);
    return text;
}

/* Reads a record word by word; failed once it is not what was expected. */
typedef struct scanner {
    const char *at, *end;
    bool failed;
} scanner;

static uint64_t read_word(scanner *s, int base, size_t digits)
{
    char *end;
    if (s->failed || s->at >= s->end || *s->at != ' ') {
        s->failed = true;
        return 0;
    }
    uint64_t value = strtoull(s->at + 1, &end, base);
    size_t used = (size_t)(end - s->at) - 1;
    s->failed = used == 0 || (digits > 0 && used != digits) || end > s->end;
    s->at = end;
    return value;
}

static double read_double(scanner *s)
{
    uint64_t bits = read_word(s, 16, 16);
    double number;
    memcpy(&number, &bits, sizeof number);
    return number;
}

/* NULL if there are none. */
static double *read_list(scanner *s, size_t *count)
{
    *count = (size_t)read_word(s, 10, 0);
    s->failed = s->failed || *count > (size_t)(s->end - s->at) / 17;
    if (s->failed || *count == 0)
        return NULL;
    double *numbers = cas_allocate(*count, sizeof *numbers);
    for (size_t i = 0; i < *count; i++)
        numbers[i] = read_double(s);
    return numbers;
}

static void read_result(scanner *s, cas_training_result *r)
{
    size_t averages, losses;
    r->finished = true;
    r->diverged = read_word(s, 10, 1) != 0;
    r->last_iteration = read_word(s, 10, 0);
    r->stable_iteration = read_word(s, 10, 0);
    r->stable_norm = read_double(s);
    r->early_norm = read_double(s);
    r->late_norm = read_double(s);
    r->weights = read_list(s, &r->dimension);
    r->trace.gradient_norm = read_list(s, &r->trace.count);
    r->trace.average = read_list(s, &averages);
    r->trace.loss = read_list(s, &losses);
    s->failed = s->failed || s->at != s->end || averages != r->trace.count ||
                (losses != 0 && losses != r->trace.count);
}

bool cas_run_record_read(const char *line, size_t length, cas_run_key *key,
                         cas_training_result *result)
{
    memset(result, 0, sizeof *result);
    if (length < 2 * DIGEST + 2)
        return false;
    char digest[CAS_RUN_KEY_TEXT];
    size_t body = length - DIGEST - 1;
    SHA256Data((const uint8_t *)line, body, digest);
    if (memcmp(digest, line + body + 1, DIGEST) != 0 || line[body] != ' ')
        return false;
    memcpy(key->text, line, DIGEST);
    key->text[DIGEST] = '\0';
    if (strspn(key->text, "0123456789abcdef") != DIGEST)
        return false;
    scanner s = {.at = line + DIGEST, .end = line + body};
    read_result(&s, result);
    if (s.failed)
        cas_training_result_clear(result);
    return !s.failed;
}
