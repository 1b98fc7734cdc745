/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/store.h"

#include "arithmetic/memory.h"

#include <stddef.h>
#include <stdlib.h>

struct kept {
    const void *key;
    void *value;
    void (*free_value)(void *value);
};

struct cas_store {
    size_t count;
    struct kept *kept;
};

cas_store *cas_store_new(void)
{
    return cas_allocate(1, sizeof(cas_store));
}

void cas_store_free(cas_store *store)
{
    for (size_t i = 0; i < store->count; i++)
        store->kept[i].free_value(store->kept[i].value);
    free(store->kept);
    free(store);
}

void *cas_store_find(const cas_store *store, const void *key)
{
    for (size_t i = 0; i < store->count; i++)
        if (store->kept[i].key == key)
            return store->kept[i].value;
    return NULL;
}

void cas_store_keep(cas_store *store, const void *key, void *value,
                    void (*free_value)(void *value))
{
    store->kept = cas_reallocate(store->kept, store->count + 1, sizeof *store->kept);
    store->kept[store->count++] = (struct kept){key, value, free_value};
}
