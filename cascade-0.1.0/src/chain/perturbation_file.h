/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CHAIN_PERTURBATION_FILE_H
#define CASCADE_CHAIN_PERTURBATION_FILE_H

#include "chain/chain.h"
#include "file/located_json.h"

/* The "perturbation" of a chain file. */

/* law, of its dimension, from the members "support" and "probability" of entry;
   and the other way. */
cas_status cas_law_read(const cas_json *json, const cas_json_value *entry, cas_law *law);
void cas_law_write(const cas_law *law, json_t *entry);

/* The entries of the list `key` of object, which may be absent, by their members "at",
   each a number first..last: entries[at], of last + 1, which are NULL before. */
cas_status cas_entries_find(const cas_json *json, const cas_json_value *object,
                            const char *key, size_t first, size_t last,
                            const cas_json_value **entries);

/* Sets the laws of chain, which has none yet. */
cas_status cas_perturbation_read(const cas_json *json, const cas_json_value *value,
                                 cas_chain *chain);

/* A new JSON object with the operators that are perturbed; NULL where none is. */
json_t *cas_perturbation_write(const cas_chain *chain);

#endif
