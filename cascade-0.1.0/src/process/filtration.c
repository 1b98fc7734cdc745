/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "process/filtration.h"

#include "arithmetic/memory.h"

#include <stdlib.h>

/* Whether two things belong together. */
typedef bool is_same(const void *context, size_t one, size_t other);

/* Numbers things by classes 0, 1, ..: each is compared with the first one of every class
   so far.  How many classes there are. */
static size_t classify(size_t count, is_same *same, const void *context, size_t *classes)
{
    size_t *first = cas_allocate(count, sizeof *first), found = 0;
    for (size_t s = 0; s < count; s++) {
        size_t k = 0;
        while (k < found && !same(context, first[k], s))
            k++;
        if (k == found)
            first[found++] = s;
        classes[s] = k;
    }
    free(first);
    return found;
}

/* One block. */
static cas_partition undivided(size_t count)
{
    return (cas_partition){count, count > 0, cas_allocate(count, sizeof(size_t))};
}

void cas_partition_clear(cas_partition *partition)
{
    free(partition->block);
}

struct two_numberings {
    const size_t *one, *other;
};

static bool agree_in_both(const void *context, size_t s, size_t t)
{
    const struct two_numberings *by = context;
    return by->one[s] == by->one[t] && by->other[s] == by->other[t];
}

/* Splits the blocks: scenarios stay together where their classes are equal, too. */
static void refine(cas_partition *partition, const size_t *classes)
{
    struct two_numberings by = {partition->block, classes};
    size_t *fresh = cas_allocate(partition->count, sizeof *fresh);
    partition->blocks = classify(partition->count, agree_in_both, &by, fresh);
    free(partition->block);
    partition->block = fresh;
}

/* The draws at one node. */
struct draws {
    const cas_run *run;
    size_t node;
};

static bool are_drawn_equal(const void *context, size_t s, size_t t)
{
    const struct draws *at = context;
    const mpq_t *one = cas_run_drawn(at->run, at->node, s);
    const mpq_t *other = cas_run_drawn(at->run, at->node, t);
    for (size_t k = 0; k < cas_process_dimension(at->run->process, at->node); k++)
        if (!mpq_equal(one[k], other[k]))
            return false;
    return true;
}

static void refine_by_draws(const cas_run *run, size_t from, size_t to,
                            cas_partition *partition)
{
    size_t *classes = cas_allocate(run->space.scenarios, sizeof *classes);
    for (size_t node = from; node < to; node++) {
        classify(run->space.scenarios, are_drawn_equal, &(struct draws){run, node},
                 classes);
        refine(partition, classes);
    }
    free(classes);
}

/* The values of x in the first scenarios of blocks. */
struct values {
    const cas_workspace *workspace;
    cas_variable x;
    const size_t *first;
    void *scratch; /* two numbers */
    bool *is_decided;
};

/* Unless they differ for certain.  A difference whose inverse is defined is not 0. */
static bool may_be_equal(const void *context, size_t one, size_t other)
{
    const struct values *of = context;
    const cas_workspace *w = of->workspace;
    const cas_arithmetic *a = w->arithmetic;
    size_t level = w->space->levels - 1;
    const void *x = cas_variable_at(w, of->x, level, of->first[one]);
    const void *y = cas_variable_at(w, of->x, level, of->first[other]);
    void *difference = of->scratch, *inverse = cas_at(a, of->scratch, 1);
    bool are_equal = true;
    for (size_t k = 0; k < of->x.rows; k++) {
        a->subtract(difference, cas_at_const(a, x, k), cas_at_const(a, y, k));
        if (a->is_zero(difference))
            continue;
        a->set_integer(inverse, 1);
        a->divide(inverse, inverse, difference);
        if (a->is_defined(inverse))
            return false;
        are_equal = false;
    }
    *of->is_decided = *of->is_decided && are_equal;
    return true;
}

/* The classes of equal values of x, where equality of all its sources implies its own;
   source: their joint blocks.  To be given to free(). */
static size_t *classify_values(const cas_run *run, cas_variable x,
                               const cas_partition *sources, bool *is_decided)
{
    size_t *first = cas_allocate(sources->blocks, sizeof *first);
    size_t *of_block = cas_allocate(sources->blocks, sizeof *of_block);
    size_t *classes = cas_allocate(sources->count, sizeof *classes);
    for (size_t s = sources->count; s-- > 0;)
        first[sources->block[s]] = s;
    classify(sources->blocks, may_be_equal,
             &(struct values){&run->workspace, x, first,
                              cas_arena_numbers(run->workspace.arena, 2), is_decided},
             of_block);
    for (size_t s = 0; s < sources->count; s++)
        classes[s] = of_block[sources->block[s]];
    free(first);
    free(of_block);
    return classes;
}

/* Refines by y~_1..y~_highest and, as far as there are such, by v~_N..v~_lowest: each is
   a function of what comes before it in its pass. */
static bool refine_by_values(const cas_run *run, size_t highest, size_t lowest,
                             cas_partition *partition)
{
    size_t depth = run->depth, scenarios = run->space.scenarios;
    size_t **y = cas_allocate(depth + 1, sizeof *y), *v;
    cas_partition sources;
    bool is_decided = true;
    y[0] = cas_allocate(scenarios, sizeof **y);
    classify(scenarios, are_drawn_equal, &(struct draws){run, 0}, y[0]);
    for (size_t i = 1; i <= highest; i++) {
        sources = undivided(scenarios);
        refine(&sources, y[i - 1]);
        if (i < depth)
            refine_by_draws(run, cas_node_of_delta(i), cas_node_of_delta(i) + 1,
                            &sources);
        y[i] = classify_values(run, run->vector[CAS_SYMBOL_Y_TILDE][i], &sources,
                               &is_decided);
        cas_partition_clear(&sources);
        refine(partition, y[i]);
    }
    v = cas_allocate(scenarios, sizeof *v);
    for (size_t i = depth; i > lowest; i--) {
        size_t node = cas_node_of_epsilon(depth, i);
        sources = undivided(scenarios);
        refine(&sources, v);
        refine(&sources, y[i - 1]);
        refine_by_draws(run, node, node + 1, &sources);
        free(v);
        v = classify_values(run, run->vector[CAS_SYMBOL_V_TILDE][i - 1], &sources,
                            &is_decided);
        cas_partition_clear(&sources);
        refine(partition, v);
    }
    for (size_t i = 0; i <= highest; i++)
        free(y[i]);
    free(y);
    free(v);
    return is_decided;
}

/* By exact arithmetic where the enclosures do not tell and all is rational. */
static bool refine_exactly(const cas_run *run, size_t highest, size_t lowest,
                           cas_partition *partition)
{
    cas_partition start = undivided(partition->count);
    cas_run *exact = NULL;
    refine(&start, partition->block);
    bool is_decided = refine_by_values(run, highest, lowest, partition);
    if (!is_decided && cas_chain_is_rational(run->process->chain) &&
        cas_run_new(run->process, &cas_arithmetic_rational, &exact, NULL) == CAS_OK) {
        cas_partition coarse = *partition;
        is_decided = refine_by_values(exact, highest, lowest, &start);
        *partition = start;
        start = coarse;
    }
    cas_run_free(exact);
    cas_partition_clear(&start);
    return is_decided;
}

bool cas_field_partition(const cas_run *run, cas_chain_field field, size_t i,
                         bool input_is_known, cas_partition *partition)
{
    size_t depth = run->depth;
    *partition = undivided(run->space.scenarios);
    if (input_is_known)
        refine_by_draws(run, 0, 1, partition);
    switch (field) {
    case CAS_NAMED_F:
        return true;
    case CAS_NAMED_F_AND_X:
        refine_by_draws(run, 0, 1, partition);
        return true;
    case CAS_NAMED_G:
        return refine_exactly(run, i, depth + 1, partition);
    case CAS_NAMED_H:
        return refine_exactly(run, depth, i, partition);
    case CAS_NAMED_P:
        refine_by_draws(run, 0, cas_node_of_delta(i), partition);
        return true;
    case CAS_NAMED_Q:
        refine_by_draws(run, 0, cas_node_of_epsilon(depth, i), partition);
        return true;
    }
    return false;
}
