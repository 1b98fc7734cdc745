/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_STORE_H
#define CASCADE_CLAIM_STORE_H

/* What the measured claims of one ledger have in common: a simulation that several of
   them look at is run once. */
typedef struct cas_store cas_store;

cas_store *cas_store_new(void);
void cas_store_free(cas_store *store);

/* What was kept under that key; NULL: nothing. */
void *cas_store_find(const cas_store *store, const void *key);

/* Keeps a value, which the store owns from now on and gives to free_value. */
void cas_store_keep(cas_store *store, const void *key, void *value,
                    void (*free_value)(void *value));

#endif
