/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/kept.h"

#include "arithmetic/memory.h"

#include <stdlib.h>
#include <string.h>

/* A hash table with open addressing; its size is a power of 2, at most half is used. */
enum { MOST_INDICES = 4, FIRST_SIZE = 1024 };

struct place {
    const cas_formula *formula; /* NULL: free */
    long index[MOST_INDICES];
    cas_variable value;
};

struct cas_kept {
    size_t count, size;
    struct place *places;
};

cas_kept *cas_kept_new(void)
{
    cas_kept *made = cas_allocate(1, sizeof *made);
    made->size = FIRST_SIZE;
    made->places = cas_allocate(made->size, sizeof *made->places);
    return made;
}

void cas_kept_free(cas_kept *kept)
{
    free(kept->places);
    free(kept);
}

bool cas_kept_can_hold(const cas_formula *formula)
{
    return __builtin_popcount(formula->indices) <= MOST_INDICES;
}

/* The values of the indices that f depends on, in the order of their slots. */
static void set_relevant(const cas_formula *f, const long *index, long *relevant)
{
    size_t count = 0;
    for (uint32_t left = f->indices; left != 0; left &= left - 1)
        relevant[count++] = index[__builtin_ctz(left)];
    while (count < MOST_INDICES)
        relevant[count++] = 0;
}

static size_t hash(const cas_formula *f, const long *relevant)
{
    /* indices are small: five bits each keep most apart */
    uint64_t h = (uint64_t)(uintptr_t)f >> 4;
    for (size_t k = 0; k < MOST_INDICES; k++)
        h = h << 5 ^ h >> 59 ^ (uint64_t)relevant[k];
    h *= UINT64_C(0x9e3779b97f4a7c15);
    return (size_t)(h >> 32);
}

/* Where the value of f stands or would stand. */
static struct place *place_of(const cas_kept *kept, const cas_formula *f,
                              const long *relevant)
{
    size_t at = hash(f, relevant) & (kept->size - 1);
    while (kept->places[at].formula != NULL &&
           (kept->places[at].formula != f ||
            memcmp(kept->places[at].index, relevant, sizeof kept->places[at].index) != 0))
        at = (at + 1) & (kept->size - 1);
    return &kept->places[at];
}

const cas_variable *cas_kept_find(const cas_kept *kept, const cas_formula *formula,
                                  const long *index)
{
    long relevant[MOST_INDICES];
    set_relevant(formula, index, relevant);
    const struct place *place = place_of(kept, formula, relevant);
    return place->formula != NULL ? &place->value : NULL;
}

static void grow(cas_kept *kept)
{
    struct place *old = kept->places;
    size_t size = kept->size;
    kept->size *= 2;
    kept->places = cas_allocate(kept->size, sizeof *kept->places);
    for (size_t k = 0; k < size; k++)
        if (old[k].formula != NULL)
            *place_of(kept, old[k].formula, old[k].index) = old[k];
    free(old);
}

void cas_kept_add(cas_kept *kept, const cas_formula *formula, const long *index,
                  cas_variable value)
{
    struct place fresh = {.formula = formula, .value = value};
    if (2 * ++kept->count > kept->size)
        grow(kept);
    set_relevant(formula, index, fresh.index);
    *place_of(kept, formula, fresh.index) = fresh;
}
