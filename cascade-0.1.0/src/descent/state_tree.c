/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/state_tree.h"

#include "arithmetic/memory.h"

#include <stdlib.h>

void cas_state_tree_init(cas_state_tree *tree, size_t levels, cas_arena *arena,
                         const cas_arithmetic *arithmetic)
{
    static const size_t one_child = 1;
    mpq_t one;
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    *tree = (cas_state_tree){.arena = arena, .arithmetic = arithmetic};
    tree->copies = cas_allocate(levels, sizeof *tree->copies);
    tree->parent = cas_allocate(levels, sizeof *tree->parent);
    tree->copy_of = cas_allocate(levels, sizeof *tree->copy_of);
    tree->first_of = cas_allocate(levels, sizeof *tree->first_of);
    tree->probability = cas_allocate(levels, sizeof *tree->probability);
    tree->exact_probability = cas_allocate(levels, sizeof *tree->exact_probability);
    tree->past = cas_allocate(levels, sizeof *tree->past);
    cas_state_tree_grow(tree, NULL, (const mpq_srcptr[]){one});
    cas_state_tree_grow(tree, &one_child, (const mpq_srcptr[]){one});
    mpq_clear(one);
}

void cas_state_tree_clear(cas_state_tree *tree)
{
    for (size_t l = 0; l < tree->space.levels; l++) {
        for (size_t c = 0; c < tree->copies[l]; c++)
            mpq_clear(tree->exact_probability[l][c]);
        free(tree->exact_probability[l]);
        free(tree->parent[l]);
        free(tree->copy_of[l]);
        free(tree->first_of[l]);
    }
    free(tree->copies);
    free(tree->parent);
    free(tree->copy_of);
    free(tree->first_of);
    free(tree->probability);
    free(tree->exact_probability);
    free(tree->past);
}

/* children: NULL for the root, which is part of nothing. */
void cas_state_tree_grow(cas_state_tree *tree, const size_t *children,
                         const mpq_srcptr *probability)
{
    size_t level = tree->space.levels++, copies = level == 0;
    for (size_t c = 0; level > 0 && c < tree->copies[level - 1]; c++)
        copies += children[c];
    size_t *parent = cas_allocate(copies, sizeof *parent), next = 0;
    for (size_t c = 0; level > 0 && c < tree->copies[level - 1]; c++)
        for (size_t k = 0; k < children[c]; k++)
            parent[next++] = c;
    mpq_t *exact = cas_allocate(copies, sizeof *exact);
    void *rounded = cas_arena_numbers(tree->arena, copies);
    for (size_t c = 0; c < copies; c++) {
        mpq_init(exact[c]);
        mpq_set(exact[c], probability[c]);
        if (level > 0)
            mpq_mul(exact[c], exact[c], tree->exact_probability[level - 1][parent[c]]);
        tree->arithmetic->set_rational(cas_at(tree->arithmetic, rounded, c), exact[c]);
    }
    tree->copies[level] = copies;
    tree->parent[level] = parent;
    tree->exact_probability[level] = exact;
    tree->probability[level] = rounded;
}

/* Scenario s is copy s of the last level. */
void cas_state_tree_finish(cas_state_tree *tree)
{
    cas_space *space = &tree->space;
    space->scenarios = tree->copies[space->levels - 1];
    for (size_t l = space->levels; l-- > 0;) {
        bool is_last = l + 1 == space->levels;
        tree->copy_of[l] = cas_allocate(space->scenarios, sizeof(size_t));
        tree->first_of[l] = cas_allocate(tree->copies[l], sizeof(size_t));
        for (size_t s = space->scenarios; s-- > 0;) {
            size_t c = is_last ? s : tree->parent[l + 1][tree->copy_of[l + 1][s]];
            tree->copy_of[l][s] = c;
            tree->first_of[l][c] = s;
        }
        tree->past[l] =
            (cas_partition){space->scenarios, tree->copies[l], tree->copy_of[l]};
    }
    space->copies = tree->copies;
    space->copy_of = (const size_t *const *)tree->copy_of;
    space->first_of = (const size_t *const *)tree->first_of;
    space->probability = tree->probability;
    space->exact_probability = (const mpq_t *const *)tree->exact_probability;
}
