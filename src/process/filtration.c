/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "process/filtration.h"

#include "arithmetic/memory.h"
#include "arithmetic/vector.h"

#include <stdlib.h>
#include <string.h>

/* One block. */
static void start_partition(cas_partition *partition, size_t count)
{
    partition->count = count;
    partition->blocks = count > 0;
    partition->block = cas_allocate(count, sizeof *partition->block);
}

void cas_partition_clear(cas_partition *partition)
{
    free(partition->block);
}

/* Splits the blocks: scenarios stay together where their classes are equal, too. */
static void refine(cas_partition *partition, const size_t *classes)
{
    size_t *fresh = cas_allocate(partition->count, sizeof *fresh);
    size_t *first = cas_allocate(partition->count, sizeof *first), blocks = 0;
    for (size_t s = 0; s < partition->count; s++) {
        size_t k = 0;
        while (k < blocks && (partition->block[first[k]] != partition->block[s] ||
                              classes[first[k]] != classes[s]))
            k++;
        if (k == blocks)
            first[blocks++] = s;
        fresh[s] = k;
    }
    memcpy(partition->block, fresh, partition->count * sizeof *fresh);
    partition->blocks = blocks;
    free(fresh);
    free(first);
}

/* The classes of equal exact draws at one node. */
static void classify_draws(const cas_run *run, size_t node, size_t *classes)
{
    size_t width = cas_process_dimension(run->process, node);
    size_t *first = cas_allocate(run->scenarios, sizeof *first), count = 0;
    for (size_t s = 0; s < run->scenarios; s++) {
        const mpq_t *drawn = cas_run_drawn(run, node, s);
        size_t k = 0;
        for (; k < count; k++) {
            const mpq_t *other = cas_run_drawn(run, node, first[k]);
            size_t j = 0;
            while (j < width && mpq_equal(drawn[j], other[j]))
                j++;
            if (j == width)
                break;
        }
        if (k == count)
            first[count++] = s;
        classes[s] = k;
    }
    free(first);
}

typedef enum relation { SAME, DIFFERENT, UNKNOWN } relation;

/* Of two vectors in any arithmetic.  A difference whose inverse is defined is not 0. */
static relation compare(const cas_arithmetic *a, size_t width, const void *x,
                        const void *y, void *scratch)
{
    relation result = SAME;
    void *difference = cas_at(a, scratch, 0), *inverse = cas_at(a, scratch, 1);
    for (size_t k = 0; k < width; k++) {
        a->subtract(difference, cas_at_const(a, x, k), cas_at_const(a, y, k));
        if (a->is_zero(difference))
            continue;
        a->set_integer(inverse, 1);
        a->divide(inverse, inverse, difference);
        if (a->is_defined(inverse))
            return DIFFERENT;
        result = UNKNOWN;
    }
    return result;
}

/* The classes of equal values of a trace, given classes on which the value depends (their
   joint equality implies the value's). */
static bool classify_values(const cas_run *run, cas_trace trace, size_t i,
                            const cas_partition *sources, size_t *classes)
{
    size_t width = cas_run_rows(run, trace, i), count = 0;
    size_t *first = cas_allocate(run->scenarios, sizeof *first);
    size_t *of_source = cas_allocate(sources->blocks, sizeof *of_source);
    void *scratch = cas_numbers_new(run->arithmetic, 2);
    bool is_decided = true;
    for (size_t s = 0; s < run->scenarios; s++) {
        size_t *known = &of_source[sources->block[s]];
        for (size_t k = 0; k < count && *known == 0; k++) {
            relation r = compare(run->arithmetic, width, cas_run_value(run, trace, i, s),
                                 cas_run_value(run, trace, i, first[k]), scratch);
            is_decided = is_decided && r != UNKNOWN;
            if (r != DIFFERENT)
                *known = k + 1;
        }
        if (*known == 0) {
            first[count++] = s;
            *known = count;
        }
        classes[s] = *known - 1;
    }
    cas_numbers_free(run->arithmetic, scratch, 2);
    free(of_source);
    free(first);
    return is_decided;
}

/* What is known of all scenarios while the passes are followed. */
typedef struct follower {
    const cas_run *run;
    bool is_decided;
    size_t **y, **v; /* y[i], v[i]: classes of y~_i, v~_i */
    size_t *draws;   /* scratch */
} follower;

static void follow_step(follower *f, cas_trace trace, size_t i, size_t node,
                        const size_t *one, const size_t *other, size_t *classes)
{
    cas_partition sources;
    start_partition(&sources, f->run->scenarios);
    refine(&sources, one);
    if (other != NULL)
        refine(&sources, other);
    if (node != CAS_GIVEN_NOTHING) {
        classify_draws(f->run, node, f->draws);
        refine(&sources, f->draws);
    }
    f->is_decided = classify_values(f->run, trace, i, &sources, classes) && f->is_decided;
    cas_partition_clear(&sources);
}

/* The classes of y~_0 .. y~_N, and of v~_N .. v~_lowest. */
static void follow(follower *f, size_t highest, size_t lowest)
{
    const cas_run *run = f->run;
    size_t depth = run->depth;
    f->is_decided = true;
    f->draws = cas_allocate(run->scenarios, sizeof *f->draws);
    f->y = cas_allocate(depth + 1, sizeof *f->y);
    f->v = cas_allocate(depth + 1, sizeof *f->v);
    for (size_t i = 0; i <= depth; i++) {
        f->y[i] = cas_allocate(run->scenarios, sizeof **f->y);
        f->v[i] = cas_allocate(run->scenarios, sizeof **f->v);
    }
    classify_draws(run, 0, f->y[0]);
    for (size_t i = 1; i <= highest; i++)
        follow_step(f, CAS_TRACE_Y_TILDE, i, i < depth ? i : CAS_GIVEN_NOTHING,
                    f->y[i - 1], NULL, f->y[i]);
    for (size_t i = depth; i > lowest; i--)
        follow_step(f, CAS_TRACE_V_TILDE, i - 1, cas_node_of_epsilon(depth, i), f->v[i],
                    f->y[i - 1], f->v[i - 1]);
}

static void follower_clear(follower *f)
{
    for (size_t i = 0; i <= f->run->depth; i++) {
        free(f->y[i]);
        free(f->v[i]);
    }
    free(f->y);
    free(f->v);
    free(f->draws);
}

/* Refines by y~_1..y~_highest and, where lowest <= N, by v~_N..v~_lowest. */
static bool refine_by_values(const cas_run *run, size_t highest, size_t lowest,
                             cas_partition *partition)
{
    follower f = {.run = run};
    follow(&f, highest, lowest);
    for (size_t i = 1; i <= highest; i++)
        refine(partition, f.y[i]);
    for (size_t i = run->depth; i >= lowest; i--)
        refine(partition, f.v[i]);
    bool is_decided = f.is_decided;
    follower_clear(&f);
    return is_decided;
}

static bool is_rational(const cas_chain *chain)
{
    for (size_t i = 0; i < chain->depth; i++)
        if (!cas_program_is_rational(chain->links[i].op->program))
            return false;
    return true;
}

/* By exact arithmetic where the enclosures do not tell and all is rational. */
static bool refine_exactly(const cas_run *run, size_t highest, size_t lowest,
                           cas_partition *partition)
{
    cas_partition start;
    start_partition(&start, partition->count);
    refine(&start, partition->block);
    bool is_decided = refine_by_values(run, highest, lowest, partition);
    if (!is_decided && is_rational(run->process->chain)) {
        cas_run *exact;
        if (cas_run_new(run->process, &cas_arithmetic_rational, false, &exact, NULL) ==
            CAS_OK) {
            is_decided = refine_by_values(exact, highest, lowest, &start);
            cas_run_free(exact);
            size_t *swap = partition->block;
            partition->block = start.block;
            start.block = swap;
            partition->blocks = start.blocks;
        }
    }
    cas_partition_clear(&start);
    return is_decided;
}

static void refine_by_draws(const cas_run *run, size_t from, size_t to,
                            cas_partition *partition)
{
    size_t *classes = cas_allocate(run->scenarios, sizeof *classes);
    for (size_t node = from; node < to; node++) {
        classify_draws(run, node, classes);
        refine(partition, classes);
    }
    free(classes);
}

bool cas_field_partition(const cas_run *run, cas_field field, size_t i,
                         bool input_is_known, cas_partition *partition)
{
    size_t depth = run->depth;
    start_partition(partition, run->scenarios);
    if (input_is_known)
        refine_by_draws(run, 0, 1, partition);
    switch (field) {
    case CAS_FIELD_F:
        return true;
    case CAS_FIELD_G:
        return refine_exactly(run, i, depth + 1, partition);
    case CAS_FIELD_H:
        return refine_exactly(run, depth, i, partition);
    case CAS_FIELD_INPUT:
        refine_by_draws(run, 0, 1, partition);
        return true;
    case CAS_FIELD_FORWARD:
        refine_by_draws(run, 0, depth, partition);
        return true;
    case CAS_FIELD_BEFORE_DELTA:
        refine_by_draws(run, 0, cas_node_of_delta(i), partition);
        return true;
    case CAS_FIELD_BEFORE_EPSILON:
        refine_by_draws(run, 0, cas_node_of_epsilon(depth, i), partition);
        return true;
    }
    return false;
}
