/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/storage.h"

#include "arithmetic/memory.h"

#include <stdlib.h>
#include <string.h>

/* One piece of memory, and the number in it where it is one. */
struct piece {
    struct piece *next;
    mpq_t number;
    bool is_number;
    void *bytes;
};

struct cas_formula_storage {
    struct piece *pieces;
};

cas_formula_storage *cas_formula_storage_new(void)
{
    return cas_allocate(1, sizeof(cas_formula_storage));
}

void cas_formula_storage_free(cas_formula_storage *storage)
{
    if (storage == NULL)
        return;
    while (storage->pieces != NULL) {
        struct piece *old = storage->pieces;
        storage->pieces = old->next;
        if (old->is_number)
            mpq_clear(old->number);
        free(old->bytes);
        free(old);
    }
    free(storage);
}

static struct piece *add_piece(cas_formula_storage *storage)
{
    struct piece *fresh = cas_allocate(1, sizeof *fresh);
    fresh->next = storage->pieces;
    storage->pieces = fresh;
    return fresh;
}

void *cas_formula_allocate(cas_formula_storage *storage, size_t count, size_t size)
{
    struct piece *fresh = add_piece(storage);
    fresh->bytes = cas_allocate(count, size);
    return fresh->bytes;
}

const char *cas_formula_text(cas_formula_storage *storage, const char *text,
                             size_t length)
{
    char *copy = cas_formula_allocate(storage, length + 1, 1);
    memcpy(copy, text, length);
    return copy;
}

mpq_srcptr cas_formula_rational(cas_formula_storage *storage, mpq_srcptr q)
{
    struct piece *fresh = add_piece(storage);
    mpq_init(fresh->number);
    mpq_set(fresh->number, q);
    fresh->is_number = true;
    return fresh->number;
}
