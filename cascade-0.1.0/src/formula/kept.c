/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/kept.h"

#include "arithmetic/memory.h"
#include "arithmetic/message.h"

#include <stdlib.h>
#include <string.h>

struct value {
    cas_kept_key key;
    cas_variable variable;
};

/* A hash table with open addressing: the number of a value, from 1 on, or 0.  Its size is
   a power of 2, at most half is used. */
enum { FIRST_SLOTS = 512, FIRST_VALUES = 256 };

struct cas_kept {
    size_t count, room, size;
    struct value *values;
    uint32_t *slots;
};

cas_kept *cas_kept_new(void)
{
    cas_kept *made = cas_allocate(1, sizeof *made);
    made->room = FIRST_VALUES;
    made->values = cas_reallocate(NULL, made->room, sizeof *made->values);
    made->size = FIRST_SLOTS;
    made->slots = cas_allocate(made->size, sizeof *made->slots);
    return made;
}

void cas_kept_free(cas_kept *kept)
{
    free(kept->values);
    free(kept->slots);
    free(kept);
}

bool cas_kept_key_set(cas_kept_key *key, const cas_formula *formula, const long *index)
{
    size_t count = 0;
    uint64_t h = (uint64_t)(uintptr_t)formula >> 4;
    *key = (cas_kept_key){.formula = formula};
    for (uint32_t left = formula->indices; left != 0; left &= left - 1) {
        if (count == CAS_KEPT_INDICES)
            return false;
        key->index[count] = index[__builtin_ctz(left)];
        /* indices are small: five bits each keep most apart */
        h = h << 5 ^ h >> 59 ^ (uint64_t)key->index[count++];
    }
    key->hash = h * UINT64_C(0x9e3779b97f4a7c15) >> 32;
    return true;
}

static bool are_equal(const cas_kept_key *one, const cas_kept_key *other)
{
    return one->hash == other->hash && one->formula == other->formula &&
           memcmp(one->index, other->index, sizeof one->index) == 0;
}

/* Where the number of the key's value stands or would stand. */
static uint32_t *slot_of(const cas_kept *kept, const cas_kept_key *key)
{
    size_t at = key->hash & (kept->size - 1);
    while (kept->slots[at] != 0 &&
           !are_equal(&kept->values[kept->slots[at] - 1].key, key))
        at = (at + 1) & (kept->size - 1);
    return &kept->slots[at];
}

const cas_variable *cas_kept_find(const cas_kept *kept, const cas_kept_key *key)
{
    uint32_t number = *slot_of(kept, key);
    return number != 0 ? &kept->values[number - 1].variable : NULL;
}

static void make_room(cas_kept *kept)
{
    if (kept->count == kept->room) {
        kept->room *= 2;
        kept->values = cas_reallocate(kept->values, kept->room, sizeof *kept->values);
    }
    if (2 * kept->count < kept->size)
        return;
    free(kept->slots);
    kept->size *= 2;
    kept->slots = cas_allocate(kept->size, sizeof *kept->slots);
    for (size_t k = 0; k < kept->count; k++)
        *slot_of(kept, &kept->values[k].key) = (uint32_t)(k + 1);
}

void cas_kept_add(cas_kept *kept, const cas_kept_key *key, cas_variable value)
{
    CAS_REQUIRE(kept->count < UINT32_MAX);
    make_room(kept);
    kept->values[kept->count] = (struct value){*key, value};
    *slot_of(kept, key) = (uint32_t)++kept->count;
}
