/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training/group.h"

#include "arithmetic/memory.h"
#include "arithmetic/philox.h"
#include "training/statistics.h"

#include <math.h>
#include <string.h>

enum { ITERATIONS_PER_CALL = 256 };

static const double log2_e = 0x1.71547652b82fep0;

static int compare(uint64_t one, uint64_t other)
{
    return (one > other) - (one < other);
}

static int compare_schedule(const cas_training_perturbation *one,
                            const cas_training_perturbation *other)
{
    int order = compare(one->sigma > 0, other->sigma > 0);
    if (order != 0 || one->sigma == 0)
        return order;
    order = compare(one->interval, other->interval);
    order = order != 0 ? order : compare(one->first, other->first);
    return order != 0 ? order : compare(one->end, other->end);
}

int cas_training_compare_jobs(const cas_training_job *a, const cas_training_job *b)
{
    const cas_training_options *one = &a->options, *other = &b->options;
    const int orders[] = {
        compare((uintptr_t)a->problem, (uintptr_t)b->problem),
        compare(one->iterations, other->iterations),
        compare(one->regularizer, other->regularizer),
        compare(one->reading, other->reading),
        compare(one->noiseless, other->noiseless),
        compare(one->trace_every, other->trace_every),
        compare(one->trace_loss, other->trace_loss),
        compare_schedule(&one->forward, &other->forward),
        compare_schedule(&one->backward, &other->backward),
    };
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
        if (orders[i] != 0)
            return orders[i];
    return 0;
}

/* What a lane carries beside the numbers that the kernel knows. */
typedef struct lane_state {
    cas_training_statistics statistics;
    bool stopped;
} lane_state;

typedef struct state {
    const cas_training_group *group;
    const cas_training_options *options; /* of the first run: their common structure */
    cas_kernel_group *kernel;
    lane_state lane[CAS_KERNEL_LANES];
    size_t running;
    uint64_t told; /* iterations that proceed knows of */
} state;

/*: A word $k$ of 32 bits becomes the number $(k + \frac12) 2^{-32}$ of $(0, 1)$, and this
a perturbation with lower end $a$ and width $b$: $a + b\,(k + \frac12) 2^{-32}$. Its mean
is exactly $a + b/2$. */
static void set_uniform(cas_kernel_uniform *uniform, size_t lane,
                        const cas_training_perturbation *perturbation, size_t dimension,
                        double unit)
{
    double radius = perturbation->sigma / sqrt((double)dimension) * unit;
    bool shifted = perturbation->law == CAS_TRAINING_SHIFTED;
    double lower = shifted ? 0 : -radius;
    uniform->scale[lane] = (radius - lower) * 0x1p-32;
    uniform->offset[lane] = lower + uniform->scale[lane] / 2;
}

static void set_round_keys(cas_kernel_group *kernel, size_t lane, cas_philox_key key)
{
    for (size_t round = 0; round < 10; round++) {
        kernel->round_key[2 * round * CAS_KERNEL_LANES + lane] = key.word[0];
        kernel->round_key[(2 * round + 1) * CAS_KERNEL_LANES + lane] = key.word[1];
        key.word[0] += UINT32_C(0x9e3779b9);
        key.word[1] += UINT32_C(0xbb67ae85);
    }
}

static void set_lane(cas_kernel_group *kernel, size_t lane, const cas_training_options *o)
{
    size_t d = kernel->problem->dimension;
    kernel->step_size[lane] = o->step_size;
    kernel->sampling_noise[lane] = o->sampling_noise;
    kernel->twice_rho[lane] = 2 * o->rho;
    set_uniform(&kernel->forward, lane, &o->forward, d, log2_e);
    set_uniform(&kernel->backward, lane, &o->backward, d, 1);
    set_round_keys(kernel, lane, cas_philox_key_make(o->seed, o->experiment, o->run));
    for (size_t j = 0; o->start != NULL && j < d; j++)
        kernel->weights[j * kernel->stride + lane] = o->start[j];
}

static void allocate_trace(cas_training_trace *trace, const cas_training_options *o)
{
    if (o->trace_every == 0)
        return;
    size_t count = (size_t)((o->iterations - 1) / o->trace_every + 1);
    trace->gradient_norm = cas_allocate(count, sizeof(double));
    trace->average = cas_allocate(count, sizeof(double));
    trace->loss = o->trace_loss ? cas_allocate(count, sizeof(double)) : NULL;
}

static void start(state *s, const cas_training_group *group)
{
    memset(s, 0, sizeof *s);
    size_t vectors = (group->count + group->kernel->width - 1) / group->kernel->width;
    s->group = group;
    s->options = group->options[0];
    s->running = group->count;
    s->kernel = cas_kernel_group_new(group->kernel, group->problem, vectors);
    s->kernel->ridge = s->options->regularizer == CAS_TRAINING_RIDGE;
    s->kernel->per_sample = s->options->reading == CAS_TRAINING_PER_SAMPLE;
    s->kernel->noiseless = s->options->noiseless;
    for (size_t i = 0; i < group->count; i++) {
        const cas_training_options *o = group->options[i];
        set_lane(s->kernel, i, o);
        allocate_trace(&group->results[i]->trace, o);
        cas_training_statistics_init(&s->lane[i].statistics, o->iterations, o->smoothing);
    }
}

static void release(state *s)
{
    for (size_t i = 0; i < s->group->count; i++)
        cas_training_statistics_clear(&s->lane[i].statistics);
    cas_kernel_group_free(s->kernel);
}

/* The lane goes on with harmless numbers. */
static void stop_lane(state *s, size_t lane, uint64_t t)
{
    cas_training_result *result = s->group->results[lane];
    result->finished = true;
    result->diverged = true;
    result->last_iteration = t;
    result->stable_norm = INFINITY;
    result->early_norm = INFINITY;
    result->late_norm = INFINITY;
    result->stable_iteration = s->options->iterations;
    s->lane[lane].stopped = true;
    s->running--;
    s->kernel->step_size[lane] = 0;
    s->kernel->sampling_noise[lane] = 0;
    for (size_t j = 0; j < s->kernel->problem->dimension; j++)
        s->kernel->weights[j * s->kernel->stride + lane] = 0;
}

static void record(state *s, size_t lane, double norm)
{
    cas_training_trace *trace = &s->group->results[lane]->trace;
    trace->gradient_norm[trace->count] = norm;
    trace->average[trace->count] = s->lane[lane].statistics.average;
    if (trace->loss != NULL)
        trace->loss[trace->count] = s->kernel->loss[lane];
    trace->count++;
}

static void note_norms(state *s, uint64_t t, bool traced)
{
    for (size_t i = 0; i < s->group->count; i++) {
        double norm = sqrt(s->kernel->norm_squared[i]);
        if (s->lane[i].stopped)
            continue;
        if (!isfinite(norm)) {
            stop_lane(s, i, t);
            continue;
        }
        cas_training_statistics_add(&s->lane[i].statistics, norm);
        if (traced)
            record(s, i, norm);
    }
}

static bool is_injected(const cas_training_perturbation *p, uint64_t t)
{
    return p->sigma > 0 && t >= p->first && t < p->end &&
           (t - p->first) % p->interval == 0;
}

static bool tell(state *s, uint64_t done)
{
    uint64_t news = (done - s->told) * s->group->count;
    s->told = done;
    return s->group->proceed == NULL || s->group->proceed(s->group->context, news);
}

static bool iterate(state *s)
{
    const cas_training_options *o = s->options;
    const cas_kernel *kernel = s->group->kernel;
    for (uint64_t t = 0; t < o->iterations && s->running > 0; t++) {
        bool traced = o->trace_every > 0 && t % o->trace_every == 0;
        if (traced && o->trace_loss)
            kernel->evaluate_loss(s->kernel);
        kernel->advance(s->kernel, (uint32_t)t, is_injected(&o->forward, t),
                        is_injected(&o->backward, t));
        note_norms(s, t, traced);
        if ((t + 1) % ITERATIONS_PER_CALL == 0 && !tell(s, t + 1))
            return false;
    }
    return tell(s, o->iterations);
}

static void finish_lane(state *s, size_t lane)
{
    const cas_training_statistics *statistics = &s->lane[lane].statistics;
    cas_training_result *result = s->group->results[lane];
    size_t d = s->kernel->problem->dimension;
    result->dimension = d;
    if (result->diverged)
        return;
    result->finished = true;
    result->last_iteration = s->options->iterations - 1;
    result->stable_norm = cas_training_stable_norm(statistics);
    result->stable_iteration = cas_training_stable_iteration(statistics);
    result->early_norm = cas_training_early_norm(statistics);
    result->late_norm = cas_training_late_norm(statistics);
    result->weights = cas_allocate(d, sizeof(double));
    for (size_t j = 0; j < d; j++)
        result->weights[j] = s->kernel->weights[j * s->kernel->stride + lane];
}

bool cas_training_group_run(const cas_training_group *group)
{
    CAS_REQUIRE(group->count >= 1 &&
                group->count <= group->kernel->width * CAS_KERNEL_VECTORS);
    state s;
    start(&s, group);
    bool completed = iterate(&s);
    for (size_t i = 0; i < group->count; i++) {
        if (completed)
            finish_lane(&s, i);
        else
            cas_training_result_clear(group->results[i]);
    }
    release(&s);
    return completed;
}
