/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/arena.h"

#include "arithmetic/memory.h"

#include <stdlib.h>

enum { FIRST_CHUNK = 64 };

struct chunk {
    struct chunk *next;
    void *numbers;
    size_t count;
};

struct cas_arena {
    const cas_arithmetic *arithmetic;
    struct chunk *chunks; /* the latest one first */
    size_t used;          /* numbers of the latest one */
    size_t count;         /* numbers of all of them */
};

cas_arena *cas_arena_new(const cas_arithmetic *arithmetic)
{
    cas_arena *arena = cas_allocate(1, sizeof *arena);
    arena->arithmetic = arithmetic;
    return arena;
}

void cas_arena_free(cas_arena *arena)
{
    if (arena == NULL)
        return;
    while (arena->chunks != NULL) {
        struct chunk *old = arena->chunks;
        arena->chunks = old->next;
        cas_numbers_free(arena->arithmetic, old->numbers, old->count);
        free(old);
    }
    free(arena);
}

/* Each chunk is as large as all before it, so that there are few of them and at most
   half of what is initialised stays unused. */
static void add_chunk(cas_arena *arena, size_t wanted)
{
    struct chunk *fresh = cas_allocate(1, sizeof *fresh);
    fresh->count = arena->count > FIRST_CHUNK ? arena->count : FIRST_CHUNK;
    if (fresh->count < wanted)
        fresh->count = wanted;
    fresh->numbers = cas_numbers_new(arena->arithmetic, fresh->count);
    fresh->next = arena->chunks;
    arena->chunks = fresh;
    arena->used = 0;
    arena->count += fresh->count;
}

void *cas_arena_numbers(cas_arena *arena, size_t count)
{
    if (arena->chunks == NULL || arena->chunks->count - arena->used < count)
        add_chunk(arena, count);
    void *numbers = cas_at(arena->arithmetic, arena->chunks->numbers, arena->used);
    arena->used += count;
    return numbers;
}
