/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sweep/sweep.h"

#include "arithmetic/memory.h"
#include "sweep/journal.h"
#include "training/group.h"

#include <dirent.h>
#include <errno.h>
#include <sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct keyed_run {
    cas_run_key key;
    size_t index;
} keyed_run;

/* Where a record stands. */
typedef struct place {
    size_t journal;
    uint64_t at;
} place;

struct cas_sweep {
    const cas_experiment *experiment;
    cas_training_problem *problems;
    size_t count, done;
    cas_training_job *jobs;
    char **streams; /* what jobs[i].options.experiment is */
    cas_run_key *keys;
    keyed_run *sorted; /* by key */
    cas_training_result *results;
    place *places;
    size_t journal_count;
    cas_journal **journals; /* the first one is written to */
};

static int compare_keys(const void *one, const void *other)
{
    const keyed_run *a = one, *b = other;
    return strcmp(a->key.text, b->key.text);
}

static cas_status list_run(cas_sweep *sweep, size_t index, const cas_run_key *data,
                           cas_message *message)
{
    cas_experiment_run run = cas_experiment_run_at(sweep->experiment, index);
    cas_training_job *job = &sweep->jobs[index];
    job->problem = &sweep->problems[run.problem];
    job->options =
        cas_experiment_run_options(sweep->experiment, &run, &sweep->streams[index]);
    cas_status status =
        cas_training_options_complete(&job->options, job->problem->dimension, message);
    if (status != CAS_OK)
        return cas_fail_in(message, status, "curve \"%.200s\"", run.curve->label);
    sweep->keys[index] = cas_run_key_make(&data[run.problem], &job->options);
    sweep->sorted[index] = (keyed_run){sweep->keys[index], index};
    return CAS_OK;
}

static cas_status list_runs(cas_sweep *sweep, cas_message *message)
{
    size_t problems = sweep->experiment->problems.count;
    cas_run_key *data = cas_allocate(problems, sizeof *data);
    for (size_t p = 0; p < problems; p++)
        data[p] = cas_run_data_key(&sweep->problems[p]);
    cas_status status = CAS_OK;
    for (size_t i = 0; i < sweep->count && status == CAS_OK; i++)
        status = list_run(sweep, i, data, message);
    free(data);
    return status;
}

cas_status cas_sweep_new(cas_sweep **sweep, const cas_experiment *experiment,
                         cas_message *message)
{
    cas_sweep *s = cas_allocate(1, sizeof *s);
    s->experiment = experiment;
    cas_status status = cas_experiment_problems(experiment, &s->problems, message);
    if (status == CAS_OK) {
        s->count = cas_experiment_run_count(experiment);
        s->jobs = cas_allocate(s->count, sizeof *s->jobs);
        s->streams = cas_allocate(s->count, sizeof *s->streams);
        s->keys = cas_allocate(s->count, sizeof *s->keys);
        s->sorted = cas_allocate(s->count, sizeof *s->sorted);
        s->results = cas_allocate(s->count, sizeof *s->results);
        s->places = cas_allocate(s->count, sizeof *s->places);
        s->journal_count = 1;
        s->journals = cas_allocate(1, sizeof *s->journals);
        status = list_runs(s, message);
    }
    if (status == CAS_OK) {
        qsort(s->sorted, s->count, sizeof *s->sorted, compare_keys);
    } else {
        cas_sweep_free(s);
        s = NULL;
    }
    *sweep = s;
    return status;
}

void cas_sweep_free(cas_sweep *sweep)
{
    if (sweep == NULL)
        return;
    for (size_t i = 0; i < sweep->count; i++) {
        cas_training_result_clear(&sweep->results[i]);
        free(sweep->streams[i]);
    }
    for (size_t i = 0; i < sweep->journal_count; i++)
        cas_journal_close(sweep->journals[i]);
    free(sweep->journals);
    free(sweep->places);
    free(sweep->results);
    free(sweep->sorted);
    free(sweep->keys);
    free(sweep->streams);
    free(sweep->jobs);
    cas_experiment_problems_free(sweep->experiment, sweep->problems);
    free(sweep);
}

const cas_experiment *cas_sweep_experiment(const cas_sweep *sweep)
{
    return sweep->experiment;
}

size_t cas_sweep_count(const cas_sweep *sweep)
{
    return sweep->count;
}

size_t cas_sweep_done(const cas_sweep *sweep)
{
    return sweep->done;
}

const cas_training_job *cas_sweep_job(const cas_sweep *sweep, size_t index)
{
    return &sweep->jobs[index];
}

const cas_training_result *cas_sweep_result(const cas_sweep *sweep, size_t index)
{
    return &sweep->results[index];
}

cas_run_key cas_sweep_key(const cas_sweep *sweep)
{
    cas_run_key key;
    SHA2_CTX hash;
    SHA256Init(&hash);
    for (size_t i = 0; i < sweep->count; i++)
        SHA256Update(&hash, (const uint8_t *)sweep->keys[i].text, sizeof key.text);
    SHA256End(&hash, key.text);
    return key;
}

/* The run with that key among those without a result; NULL: none. */
static const keyed_run *find_run(const cas_sweep *sweep, const cas_run_key *key)
{
    const keyed_run wanted = {*key, 0};
    return bsearch(&wanted, sweep->sorted, sweep->count, sizeof wanted, compare_keys);
}

/* Takes the result, all but its trace, and zeroes it. */
static void take(cas_sweep *sweep, size_t index, cas_training_result *result, place at)
{
    cas_training_result *own = &sweep->results[index];
    free(result->trace.gradient_norm);
    free(result->trace.average);
    free(result->trace.loss);
    result->trace = (cas_training_trace){0};
    *own = *result;
    memset(result, 0, sizeof *result);
    sweep->places[index] = at;
    sweep->done++;
}

typedef struct source {
    cas_sweep *sweep;
    size_t journal;
} source;

static void take_found(void *context, const cas_run_key *key, cas_training_result *result,
                       uint64_t at)
{
    const source *s = context;
    const keyed_run *run = find_run(s->sweep, key);
    if (run != NULL && !s->sweep->results[run->index].finished)
        take(s->sweep, run->index, result, (place){s->journal, at});
}

cas_status cas_sweep_use_journal(cas_sweep *sweep, const char *path, cas_message *message)
{
    CAS_REQUIRE(sweep->journals[0] == NULL);
    source s = {sweep, 0};
    return cas_journal_open(&sweep->journals[0], path,
                            path == NULL ? CAS_JOURNAL_TEMPORARY : CAS_JOURNAL_WRITE,
                            take_found, &s, message);
}

static cas_status use_shard(cas_sweep *sweep, const char *path, cas_message *message)
{
    source s = {sweep, sweep->journal_count};
    sweep->journals = cas_reallocate(sweep->journals, sweep->journal_count + 1,
                                     sizeof *sweep->journals);
    return cas_journal_open(&sweep->journals[sweep->journal_count++], path,
                            CAS_JOURNAL_READ, take_found, &s, message);
}

/* Whether name is "PREFIX.K-of-N". */
static bool is_shard(const char *name, const char *prefix)
{
    size_t length = strlen(prefix);
    unsigned shard, shards;
    int end = 0;
    return strncmp(name, prefix, length) == 0 &&
           sscanf(name + length, ".%9u-of-%9u%n", &shard, &shards, &end) == 2 &&
           name[length + (size_t)end] == '\0';
}

cas_status cas_sweep_use_shards(cas_sweep *sweep, const char *path, cas_message *message)
{
    const char *slash = strrchr(path, '/');
    const char *prefix = slash == NULL ? path : slash + 1;
    char *folder = slash == NULL ? cas_duplicate("./")
                                 : cas_format("%.*s", (int)(prefix - path), path);
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, NULL, alphasort);
    cas_status status = CAS_OK;
    if (count < 0)
        status = cas_fail(message, CAS_SYSTEM, "%.400s: cannot read: %s", folder,
                          strerror(errno));
    for (int i = 0; i < count; i++) {
        if (status == CAS_OK && is_shard(entries[i]->d_name, prefix)) {
            char *shard =
                cas_format("%s%s", slash == NULL ? "" : folder, entries[i]->d_name);
            status = use_shard(sweep, shard, message);
            free(shard);
        }
        free(entries[i]);
    }
    free(entries);
    free(folder);
    return status;
}

char *cas_sweep_record(const cas_sweep *sweep, size_t index,
                       const cas_training_result *result, size_t *length)
{
    return cas_run_record_write(&sweep->keys[index], result, length);
}

cas_status cas_sweep_keep(cas_sweep *sweep, const char *record, size_t length,
                          cas_message *message)
{
    cas_run_key key;
    cas_training_result result;
    if (length == 0 || !cas_run_record_read(record, length - 1, &key, &result))
        return cas_fail(message, CAS_INPUT, "a result arrived damaged");
    const keyed_run *run = find_run(sweep, &key);
    cas_status status = CAS_OK;
    place at = {0, 0};
    if (run == NULL)
        status = cas_fail(message, CAS_INPUT, "a result of an unknown run arrived");
    else if (sweep->journals[0] != NULL)
        status = cas_journal_append(sweep->journals[0], record, length, &at.at, message);
    if (status == CAS_OK && !sweep->results[run->index].finished)
        take(sweep, run->index, &result, at);
    cas_training_result_clear(&result);
    return status;
}

cas_status cas_sweep_sync(cas_sweep *sweep, cas_message *message)
{
    return sweep->journals[0] == NULL ? CAS_OK
                                      : cas_journal_sync(sweep->journals[0], message);
}

cas_status cas_sweep_load(const cas_sweep *sweep, size_t index,
                          cas_training_result *result, cas_message *message)
{
    const place *at = &sweep->places[index];
    CAS_REQUIRE(sweep->results[index].finished && sweep->journals[at->journal] != NULL);
    return cas_journal_load(sweep->journals[at->journal], at->at, result, message);
}

static int compare_runs(const void *one, const void *other)
{
    const cas_training_job *const *a = one, *const *b = other;
    int order = cas_training_compare_jobs(*a, *b);
    return order != 0 ? order : (*a > *b) - (*a < *b);
}

size_t cas_sweep_blocks(const cas_sweep *sweep, size_t *indices, size_t count,
                        size_t **starts)
{
    const cas_training_job **jobs = cas_allocate(count, sizeof *jobs);
    for (size_t i = 0; i < count; i++)
        jobs[i] = &sweep->jobs[indices[i]];
    qsort(jobs, count, sizeof *jobs, compare_runs);
    size_t blocks = 0;
    *starts = cas_allocate(count + 1, sizeof **starts);
    for (size_t i = 0; i < count; i++) {
        indices[i] = (size_t)(jobs[i] - sweep->jobs);
        if (i == 0 || i - (*starts)[blocks - 1] == CAS_SWEEP_BLOCK ||
            cas_training_compare_jobs(jobs[i - 1], jobs[i]) != 0)
            (*starts)[blocks++] = i;
    }
    (*starts)[blocks] = count;
    free(jobs);
    return blocks;
}
