/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training/run.h"

#include "arithmetic/memory.h"
#include "training/group.h"
#include "training/processors.h"

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

typedef struct task {
    const cas_training_options *options;
    size_t index; /* of the run in the caller's order */
} task;

typedef struct span {
    size_t first, count; /* of the tasks that form a group */
} span;

typedef struct batch {
    const cas_training_problem *problem;
    const cas_kernel *kernel;
    cas_training_control control;
    cas_training_result *results;
    cas_training_options *options; /* complete, in the caller's order */
    size_t count;
    task *tasks; /* by structure, then in the caller's order */
    span *spans;
    size_t span_count;
    atomic_bool stopped;
} batch;

static int compare_tasks(const void *one, const void *other)
{
    const task *a = one, *b = other;
    int order = cas_training_compare_structure(a->options, b->options);
    return order != 0 ? order : (a->index > b->index) - (a->index < b->index);
}

static cas_status complete_options(batch *b, const cas_training_options *options,
                                   cas_message *message)
{
    b->options = cas_allocate(b->count, sizeof *b->options);
    b->tasks = cas_allocate(b->count, sizeof *b->tasks);
    for (size_t i = 0; i < b->count; i++) {
        b->options[i] = options[i];
        b->tasks[i] = (task){&b->options[i], i};
        cas_status status =
            cas_training_options_complete(&b->options[i], b->problem->dimension, message);
        if (status != CAS_OK)
            return cas_fail_in(message, status, "run %zu", i + 1);
    }
    qsort(b->tasks, b->count, sizeof *b->tasks, compare_tasks);
    return CAS_OK;
}

/* How many of n runs advance together: all lanes, unless a thread would then have nothing
   to do. */
static size_t group_size(const batch *b, size_t n)
{
    size_t width = b->kernel->width, most = width * CAS_KERNEL_VECTORS;
    size_t threads = (size_t)b->control.threads;
    size_t share = (n + threads - 1) / threads;
    size_t size = (share + width - 1) / width * width;
    size = size < most ? size : most;
    return b->control.group > 0 && b->control.group < size ? b->control.group : size;
}

static void make_spans(batch *b)
{
    b->spans = cas_allocate(b->count, sizeof *b->spans);
    for (size_t first = 0, end; first < b->count; first = end) {
        const cas_training_options *structure = b->tasks[first].options;
        for (end = first + 1; end < b->count; end++)
            if (cas_training_compare_structure(structure, b->tasks[end].options) != 0)
                break;
        size_t size = group_size(b, end - first);
        for (size_t i = first; i < end; i += size)
            b->spans[b->span_count++] = (span){i, end - i < size ? end - i : size};
    }
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
        options[i] = b->tasks[part->first + i].options;
        results[i] = &b->results[b->tasks[part->first + i].index];
    }
    const cas_training_group group = {.problem = b->problem,
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

cas_status cas_training_run_batch(const cas_training_problem *problem,
                                  const cas_training_options *options, size_t count,
                                  const cas_training_control *control,
                                  cas_training_result *results, cas_message *message)
{
    batch b = {.problem = problem, .count = count, .results = results};
    if (control != NULL)
        b.control = *control;
    if (b.control.threads <= 0)
        b.control.threads = cas_processor_count();
    b.kernel = cas_kernel_find(b.control.kernel);
    if (b.kernel == NULL)
        return cas_fail(message, CAS_UNSUPPORTED, "this machine has no kernel \"%s\"",
                        b.control.kernel);
    cas_status status = complete_options(&b, options, message);
    if (status == CAS_OK && count > 0) {
        make_spans(&b);
        run_spans(&b);
    }
    free(b.spans);
    free(b.tasks);
    free(b.options);
    return status;
}
