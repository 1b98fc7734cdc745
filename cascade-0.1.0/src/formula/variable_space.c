/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/variable.h"

#include "arithmetic/rational.h"
#include "arithmetic/vector.h"

/* Without a space there are constants only. */
size_t cas_space_copies(const cas_workspace *w, size_t level)
{
    return level == 0 ? 1 : w->space->copies[level];
}

const void *cas_variable_at(const cas_workspace *w, cas_variable x, size_t level,
                            size_t copy)
{
    const cas_space *s = w->space;
    size_t own = copy;
    if (x.level != level)
        own = x.level == 0 ? 0 : s->copy_of[x.level][s->first_of[level][copy]];
    return cas_at_const(w->arithmetic, x.at, own * x.rows * x.columns);
}

cas_variable cas_variable_mean(const cas_workspace *w, cas_variable x)
{
    const cas_arithmetic *a = w->arithmetic;
    void *at, *scratch = cas_arena_numbers(w->arena, 1);
    size_t size = x.rows * x.columns;
    if (x.level == 0)
        return x;
    cas_variable r = cas_variable_new(w, 0, x.rows, x.columns, &at);
    for (size_t c = 0; c < w->space->copies[x.level]; c++)
        cas_vector_add_scaled(a, size, at,
                              cas_at_const(a, w->space->probability[x.level], c),
                              cas_at_const(a, x.at, c * size), scratch);
    return r;
}

/* The lowest level at which the blocks can be told. */
static size_t level_of(const cas_space *space, const cas_partition *partition)
{
    size_t level = 0;
    for (size_t s = 0; s < space->scenarios; s++)
        while (partition->block[s] !=
               partition
                   ->block[level == 0 ? 0
                                      : space->first_of[level][space->copy_of[level][s]]])
            level++;
    return level;
}

/* means[k] = E[x | block k], `size` numbers each. */
static void set_means(const cas_workspace *w, const cas_partition *partition,
                      cas_variable x, void *means)
{
    const cas_arithmetic *a = w->arithmetic;
    const cas_space *space = w->space;
    size_t last = space->levels - 1, size = x.rows * x.columns;
    const mpq_t *probability = space->exact_probability[last];
    void *factor = cas_arena_numbers(w->arena, 2), *scratch = cas_at(a, factor, 1);
    cas_rationals weights;
    cas_rationals_init(&weights, partition->blocks + 1);
    mpq_t *share = &weights.at[partition->blocks];
    for (size_t s = 0; s < space->scenarios; s++) {
        size_t k = partition->block[s];
        mpq_add(weights.at[k], weights.at[k], probability[s]);
    }
    for (size_t s = 0; s < space->scenarios; s++) {
        size_t k = partition->block[s];
        mpq_div(*share, probability[s], weights.at[k]);
        a->set_rational(factor, *share);
        cas_vector_add_scaled(a, size, cas_at(a, means, k * size), factor,
                              cas_variable_at(w, x, last, s), scratch);
    }
    cas_rationals_clear(&weights);
}

cas_variable cas_variable_conditional_mean(const cas_workspace *w,
                                           const cas_partition *partition, cas_variable x)
{
    const cas_arithmetic *a = w->arithmetic;
    size_t size = x.rows * x.columns;
    void *at;
    if (x.level == 0)
        return x;
    void *means = cas_arena_numbers(w->arena, partition->blocks * size);
    set_means(w, partition, x, means);
    size_t level = level_of(w->space, partition);
    cas_variable r = cas_variable_new(w, level, x.rows, x.columns, &at);
    for (size_t c = 0; c < cas_space_copies(w, level); c++) {
        size_t scenario = level == 0 ? 0 : w->space->first_of[level][c];
        cas_vector_copy(a, size, cas_at(a, at, c * size),
                        cas_at(a, means, partition->block[scenario] * size));
    }
    return r;
}
