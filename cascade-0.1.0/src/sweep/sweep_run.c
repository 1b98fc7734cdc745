/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sweep/sweep_run.h"

#include "arithmetic/memory.h"
#include "sweep/ranks.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    /* from a working rank: */
    READY,      /* wants work; the number of its threads, as size_t */
    RECORD,     /* a result */
    ITERATIONS, /* so many more are done, as uint64_t */
    FAILED,     /* cannot go on, a sentence; it leaves */
    LEAVING,
    /* from rank 0: */
    WORK, /* runs, as size_t indices */
    STOP
};

/* What a sweep has still to do, and how far that is. */
struct work {
    cas_sweep *sweep;
    const cas_sweep_control *control;
    size_t count;
    size_t *indices; /* of the runs in canonical order */
    cas_sweep_progress progress;
    bool stopped;      /* the caller wants no more */
    cas_status status; /* of keeping results */
    cas_message *message;
};

/* Keeps the blocks of this shard. */
static void choose_shard(struct work *work, size_t shard, size_t shards)
{
    size_t *starts, kept = 0;
    size_t blocks = cas_sweep_blocks(work->sweep, work->indices, work->count, &starts);
    for (size_t b = shard - 1; b < blocks; b += shards)
        for (size_t i = starts[b]; i < starts[b + 1]; i++)
            work->indices[kept++] = work->indices[i];
    work->count = kept;
    free(starts);
}

/* Lists the runs of the sweep or of its shard that have no result. */
static void begin_work(struct work *work, cas_sweep *sweep,
                       const cas_sweep_control *control, cas_message *message)
{
    *work = (struct work){.sweep = sweep, .control = control, .message = message};
    work->count = cas_sweep_count(sweep);
    work->indices = cas_allocate(work->count, sizeof *work->indices);
    for (size_t i = 0; i < work->count; i++)
        work->indices[i] = i;
    if (control->shards > 0)
        choose_shard(work, control->shard, control->shards);
    size_t kept = 0;
    work->progress.runs = work->count;
    for (size_t i = 0; i < work->count; i++) {
        size_t index = work->indices[i];
        if (cas_sweep_result(sweep, index)->finished)
            continue;
        work->indices[kept++] = index;
        work->progress.iterations += cas_sweep_job(sweep, index)->options.iterations;
    }
    work->progress.runs_done = work->count - kept;
    work->count = kept;
}

static void end_work(struct work *work)
{
    free(work->indices);
    work->indices = NULL;
}

/* Puts what was kept on the disk; a failure goes into work->status. */
static void sync_work(struct work *work)
{
    if (work->status == CAS_OK)
        work->status = cas_sweep_sync(work->sweep, work->message);
}

/* So many more iterations are done; whether to go on.  Puts the runs that ended together
   on the disk together. */
static bool proceed_with(struct work *work, uint64_t iterations)
{
    const cas_sweep_control *control = work->control;
    work->progress.iterations_done += iterations;
    sync_work(work);
    if (control->proceed != NULL && !control->proceed(control->context, &work->progress))
        work->stopped = true;
    return !work->stopped && work->status == CAS_OK;
}

/* One more run is done; a failure goes into work->status. */
static void keep_record(struct work *work, const char *record, size_t length)
{
    if (work->status != CAS_OK)
        return;
    work->status = cas_sweep_keep(work->sweep, record, length, work->message);
    if (work->status == CAS_OK)
        work->progress.runs_done++;
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

typedef struct opinion {
    cas_run_key key;
    cas_status status;
    cas_message message;
} opinion;

cas_status cas_sweep_agree(const cas_sweep *sweep, cas_status status,
                           cas_message *message)
{
    size_t count = cas_ranks_count();
    opinion own = {.status = status, .message = *message};
    if (sweep != NULL)
        own.key = cas_sweep_key(sweep);
    opinion *all = cas_allocate(count, sizeof *all);
    cas_ranks_gather(&own, sizeof own, all);
    for (size_t r = 0; r < count && status == CAS_OK; r++) {
        if (all[r].status != CAS_OK)
            status = cas_fail(message, all[r].status, "rank %zu: %.900s", r,
                              all[r].message.text);
        else if (strcmp(all[r].key.text, all[0].key.text) != 0)
            status =
                cas_fail(message, CAS_INPUT,
                         "rank %zu has another experiment or other data than rank 0", r);
    }
    free(all);
    cas_ranks_agree_to_leave(true);
    return status;
}

typedef struct coordinator {
    struct work *work;
    size_t *starts; /* of blocks of work->indices */
    size_t blocks, next;
    size_t *missing; /* per rank: results that it owes */
    size_t present;  /* working ranks */
    double deadline; /* when the ranks should have stopped; 0: they need not */
} coordinator;

/* Some blocks; towards the end fewer, so that all ranks end together. */
static void hand_out(coordinator *c, size_t rank, size_t threads)
{
    size_t share = (c->blocks - c->next) / (2 * c->present);
    size_t blocks = share < 1 ? 1 : share < threads ? share : threads;
    if (c->next == c->blocks || c->deadline > 0) {
        cas_ranks_send(rank, STOP, NULL, 0);
        return;
    }
    size_t first = c->starts[c->next], end = c->starts[c->next + blocks];
    cas_ranks_send(rank, WORK, c->work->indices + first,
                   (end - first) * sizeof *c->work->indices);
    c->missing[rank] = end - first;
    c->next += blocks;
}

static void note_leaving(coordinator *c, size_t rank, const char *reason)
{
    struct work *work = c->work;
    c->present--;
    if (work->status == CAS_OK && (reason != NULL || c->missing[rank] > 0) &&
        c->deadline <= 0)
        work->status =
            cas_fail(work->message, CAS_SYSTEM, "rank %zu stopped with %zu runs: %.400s",
                     rank, c->missing[rank], reason == NULL ? "a signal" : reason);
}

static void handle(coordinator *c, size_t rank, int kind, const void *bytes, size_t size)
{
    size_t threads;
    uint64_t iterations;
    switch (kind) {
    case READY:
        memcpy(&threads, bytes, sizeof threads);
        hand_out(c, rank, threads);
        break;
    case RECORD:
        keep_record(c->work, bytes, size);
        c->missing[rank]--;
        break;
    case ITERATIONS:
        memcpy(&iterations, bytes, sizeof iterations);
        c->work->progress.iterations_done += iterations;
        break;
    case FAILED:
        note_leaving(c, rank, bytes);
        break;
    case LEAVING:
        note_leaving(c, rank, NULL);
        break;
    default:
        cas_panic(__FILE__, __LINE__, "a message that rank 0 does not know");
    }
}

static void stop_all(coordinator *c)
{
    static const double patience = 0.5; /* mpirun kills after a second */
    c->deadline = seconds() + patience;
    for (size_t rank = 1; rank < cas_ranks_count(); rank++)
        cas_ranks_send(rank, STOP, NULL, 0);
}

/* Rank 0: all of work is done, or as much as could be. */
static void coordinate(struct work *work)
{
    size_t ranks = cas_ranks_count();
    coordinator c = {.work = work, .present = ranks - 1};
    c.blocks = cas_sweep_blocks(work->sweep, work->indices, work->count, &c.starts);
    c.missing = cas_allocate(ranks, sizeof *c.missing);
    while (c.present > 0) {
        size_t rank, size;
        int kind;
        void *bytes;
        if (cas_ranks_receive(&rank, &kind, &bytes, &size)) {
            handle(&c, rank, kind, bytes, size);
            free(bytes);
            continue;
        }
        if (!proceed_with(work, 0) && c.deadline <= 0)
            stop_all(&c);
        if (c.deadline > 0 && seconds() > c.deadline) {
            cas_ranks_agree_to_leave(false);
            break;
        }
        cas_ranks_wait();
    }
    free(c.missing);
    free(c.starts);
}

/* A process on some runs. */
typedef struct worker {
    const cas_sweep *sweep;
    const cas_sweep_control *control;
    struct work *work; /* which it does alone; NULL: it tells rank 0 */
    const size_t *indices;
    cas_training_result *results;
    uint64_t untold; /* iterations */
    double told;     /* when */
    bool stopped;
} worker;

static void tell(worker *w)
{
    cas_ranks_send(0, ITERATIONS, &w->untold, sizeof w->untold);
    w->untold = 0;
    w->told = seconds();
}

static bool proceed(void *context, uint64_t iterations)
{
    static const double pause = 0.2;
    worker *w = context;
    const cas_sweep_progress nothing = {0};
    size_t from, size;
    int kind;
    void *bytes;
    if (w->work != NULL)
        return proceed_with(w->work, iterations);
    w->untold += iterations;
    if (seconds() - w->told > pause)
        tell(w);
    if (cas_ranks_receive(&from, &kind, &bytes, &size)) {
        free(bytes);
        CAS_REQUIRE(kind == STOP);
        w->stopped = true;
    }
    if (!w->control->proceed(w->control->context, &nothing))
        w->stopped = true;
    return !w->stopped;
}

static void finish(void *context, size_t number, const cas_training_result *result)
{
    worker *w = context;
    size_t length;
    char *record = cas_sweep_record(w->sweep, w->indices[number], result, &length);
    if (w->work != NULL)
        keep_record(w->work, record, length);
    else
        cas_ranks_send(0, RECORD, record, length);
    free(record);
    cas_training_result_clear(&w->results[number]);
}

static cas_status run_block(worker *w, size_t count, int threads, cas_message *message)
{
    cas_training_job *jobs = cas_allocate(count, sizeof *jobs);
    for (size_t i = 0; i < count; i++)
        jobs[i] = *cas_sweep_job(w->sweep, w->indices[i]);
    w->results = cas_allocate(count, sizeof *w->results);
    const cas_training_control engine = {.threads = threads,
                                         .kernel = w->control->kernel,
                                         .proceed = proceed,
                                         .finished = finish,
                                         .context = w};
    cas_status status = cas_training_run_jobs(jobs, count, &engine, w->results, message);
    for (size_t i = 0; i < count; i++)
        cas_training_result_clear(&w->results[i]);
    free(w->results);
    free(jobs);
    return status;
}

/* The same, told to rank 0; false: it cannot go on, and has said so. */
static bool serve_block(worker *w, size_t count, int threads)
{
    cas_message message;
    cas_status status = run_block(w, count, threads, &message);
    tell(w);
    if (status != CAS_OK)
        cas_ranks_send(0, FAILED, message.text, strlen(message.text) + 1);
    return status == CAS_OK;
}

void cas_sweep_serve(const cas_sweep *sweep, const cas_sweep_control *control)
{
    int threads = control->threads > 0 ? control->threads : cas_ranks_threads();
    const size_t ready = (size_t)threads;
    const cas_sweep_progress nothing = {0};
    worker w = {.sweep = sweep, .control = control};
    cas_ranks_send(0, READY, &ready, sizeof ready);
    while (!w.stopped && control->proceed(control->context, &nothing)) {
        size_t from, size;
        int kind;
        void *bytes;
        if (!cas_ranks_receive(&from, &kind, &bytes, &size)) {
            cas_ranks_wait();
            continue;
        }
        w.indices = bytes;
        w.stopped = kind == STOP;
        bool goes_on = w.stopped || serve_block(&w, size / sizeof *w.indices, threads);
        free(bytes);
        if (!goes_on)
            return;
        if (!w.stopped)
            cas_ranks_send(0, READY, &ready, sizeof ready);
    }
    cas_ranks_send(0, LEAVING, NULL, 0);
}

cas_status cas_sweep_run(cas_sweep *sweep, const cas_sweep_control *control,
                         bool *stopped, cas_message *message)
{
    struct work work;
    begin_work(&work, sweep, control, message);
    if (cas_ranks_count() > 1) {
        coordinate(&work);
    } else {
        worker w = {
            .sweep = sweep, .control = control, .work = &work, .indices = work.indices};
        cas_status status = run_block(&w, work.count, control->threads, message);
        work.status = work.status == CAS_OK ? status : work.status;
    }
    if (work.status == CAS_OK)
        sync_work(&work);
    else /* what was kept before is safe; the first failure is the one to tell */
        (void)cas_sweep_sync(sweep, NULL);
    end_work(&work);
    *stopped = work.stopped;
    return work.status;
}
