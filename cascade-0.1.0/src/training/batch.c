/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training/run.h"

#include "arithmetic/memory.h"
#include "training/group.h"
#include "training/processors.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

void cas_training_result_clear(cas_training_result *result)
{
    free(result->weights);
    free(result->trace.gradient_norm);
    free(result->trace.average);
    free(result->trace.loss);
    memset(result, 0, sizeof *result);
}

const char *const cas_run_state_names[3] = {"converged", "moving", "diverged"};

static const double largest_change = 0.25;

cas_run_state cas_run_state_of(const cas_training_result *result, uint64_t iterations)
{
    if (result->diverged)
        return CAS_RUN_DIVERGED;
    double change = fabs(result->early_norm - result->late_norm);
    uint64_t window_start = iterations - iterations / 2;
    return change > largest_change * result->stable_norm ||
                   result->stable_iteration >= window_start
               ? CAS_RUN_MOVING
               : CAS_RUN_CONVERGED;
}

typedef struct task {
    cas_training_job job; /* with complete options */
    size_t index;         /* of the run in the caller's order */
} task;

typedef struct span {
    size_t first, count; /* of the tasks that form a group */
    double cost;         /* in some unit of time */
} span;

typedef struct batch {
    const cas_kernel *kernel;
    cas_training_control control;
    cas_training_result *results;
    size_t count;
    task *tasks; /* by problem and structure, then in the caller's order */
    span *spans; /* the longest first */
    size_t span_count;
    atomic_bool stopped;
} batch;

static int compare_tasks(const void *one, const void *other)
{
    const task *a = one, *b = other;
    int order = cas_training_compare_jobs(&a->job, &b->job);
    return order != 0 ? order : (a->index > b->index) - (a->index < b->index);
}

static cas_status make_tasks(batch *b, const cas_training_job *jobs, cas_message *message)
{
    b->tasks = cas_allocate(b->count, sizeof *b->tasks);
    for (size_t i = 0; i < b->count; i++) {
        b->tasks[i] = (task){jobs[i], i};
        cas_status status = cas_training_options_complete(
            &b->tasks[i].job.options, jobs[i].problem->dimension, message);
        if (status != CAS_OK)
            return cas_fail_in(message, status, "run %zu", i + 1);
    }
    qsort(b->tasks, b->count, sizeof *b->tasks, compare_tasks);
    return CAS_OK;
}

/* The cost of a pass is about that of its multiplications and exponentials: 20 units per
   sample in the shared reading and twice that in the other, where a unit is one of the
   products with a feature, of which there are two.  Only the order of groups depends on
   it.  Lanes of a vector that have no run cost as much as the others. */
static span make_span(const batch *b, size_t first, size_t count)
{
    const cas_training_job *t = &b->tasks[first].job;
    size_t width = b->kernel->width, vectors = (count + width - 1) / width;
    double samples = (double)t->problem->samples, d = (double)t->problem->dimension;
    double per_sample = t->options.reading == CAS_TRAINING_PER_SAMPLE ? 40 : 20;
    double pass = samples * (2 * d + per_sample) * (double)vectors;
    return (span){first, count, (double)t->options.iterations * pass};
}

static int compare_spans(const void *one, const void *other)
{
    const span *a = one, *b = other;
    int order = (a->cost < b->cost) - (a->cost > b->cost);
    return order != 0 ? order : (a->first > b->first) - (a->first < b->first);
}

static size_t smaller(size_t one, size_t other)
{
    return one < other ? one : other;
}

/* Divides the spans from `from` on into pieces of at most `size` runs. */
static void split_spans(batch *b, size_t from, size_t size)
{
    size_t end = b->span_count;
    span *last = cas_allocate(end - from, sizeof *last);
    memcpy(last, b->spans + from, (end - from) * sizeof *last);
    b->span_count = from;
    for (size_t i = 0; i < end - from; i++)
        for (size_t k = 0; k < last[i].count; k += size)
            b->spans[b->span_count++] =
                make_span(b, last[i].first + k, smaller(size, last[i].count - k));
    free(last);
}

/* Groups of as many runs as the kernel advances together, the longest first.  If they do
   not go evenly into the threads, those left over, the shortest, are divided so that no
   thread has nothing to do in the last round. */
static void make_spans(batch *b)
{
    size_t width = b->kernel->width, threads = (size_t)b->control.threads;
    size_t most = width * CAS_KERNEL_VECTORS;
    if (b->control.group > 0)
        most = smaller(b->control.group, most);
    b->spans = cas_allocate(b->count, sizeof *b->spans);
    for (size_t first = 0, end; first < b->count; first = end) {
        for (end = first + 1; end < b->count && end < first + most; end++)
            if (cas_training_compare_jobs(&b->tasks[first].job, &b->tasks[end].job) != 0)
                break;
        b->spans[b->span_count++] = make_span(b, first, end - first);
    }
    qsort(b->spans, b->span_count, sizeof *b->spans, compare_spans);
    size_t left = b->span_count % threads;
    if (left == 0)
        return;
    size_t pieces = (threads + left - 1) / left;
    size_t size = (most + pieces - 1) / pieces;
    split_spans(b, b->span_count - left,
                smaller((size + width - 1) / width * width, most));
}

static bool proceed(void *context, uint64_t iterations)
{
    batch *b = context;
    if (b->control.proceed != NULL && !atomic_load(&b->stopped)) {
        bool goes_on;
#pragma omp critical(cas_training_callback)
        goes_on = b->control.proceed(b->control.context, iterations);
        if (!goes_on)
            atomic_store(&b->stopped, true);
    }
    return !atomic_load(&b->stopped);
}

static void report(batch *b, const span *group)
{
    for (size_t i = group->first; i < group->first + group->count; i++) {
        size_t index = b->tasks[i].index;
#pragma omp critical(cas_training_callback)
        b->control.finished(b->control.context, index, &b->results[index]);
    }
}

static void run_span(batch *b, const span *part)
{
    const cas_training_options *options[CAS_KERNEL_LANES];
    cas_training_result *results[CAS_KERNEL_LANES];
    for (size_t i = 0; i < part->count; i++) {
        options[i] = &b->tasks[part->first + i].job.options;
        results[i] = &b->results[b->tasks[part->first + i].index];
    }
    const cas_training_group group = {.problem = b->tasks[part->first].job.problem,
                                      .kernel = b->kernel,
                                      .options = options,
                                      .results = results,
                                      .count = part->count,
                                      .proceed = proceed,
                                      .context = b};
    if (cas_training_group_run(&group) && b->control.finished != NULL)
        report(b, part);
}

static void run_spans(batch *b)
{
    bool many = b->span_count > (size_t)b->control.threads;
    int threads = many ? b->control.threads : (int)b->span_count;
#pragma omp parallel num_threads(threads)
    {
        cas_processor_binding binding = cas_processor_bind(threads);
#pragma omp for schedule(dynamic, 1)
        for (size_t i = 0; i < b->span_count; i++)
            if (!atomic_load(&b->stopped))
                run_span(b, &b->spans[i]);
        cas_processor_release(&binding);
    }
}

cas_status cas_training_run_jobs(const cas_training_job *jobs, size_t count,
                                 const cas_training_control *control,
                                 cas_training_result *results, cas_message *message)
{
    batch b = {.count = count, .results = results};
    if (control != NULL)
        b.control = *control;
    if (b.control.threads <= 0)
        b.control.threads = cas_processor_count();
    b.kernel = cas_kernel_find(b.control.kernel);
    if (b.kernel == NULL)
        return cas_fail(message, CAS_UNSUPPORTED, "this machine has no kernel \"%s\"",
                        b.control.kernel);
    cas_status status = make_tasks(&b, jobs, message);
    if (status == CAS_OK && count > 0) {
        make_spans(&b);
        run_spans(&b);
    }
    free(b.spans);
    free(b.tasks);
    return status;
}

cas_status cas_training_run_batch(const cas_training_problem *problem,
                                  const cas_training_options *options, size_t count,
                                  const cas_training_control *control,
                                  cas_training_result *results, cas_message *message)
{
    cas_training_job *jobs = cas_allocate(count, sizeof *jobs);
    for (size_t i = 0; i < count; i++)
        jobs[i] = (cas_training_job){problem, options[i]};
    cas_status status = cas_training_run_jobs(jobs, count, control, results, message);
    free(jobs);
    return status;
}
