/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CHAIN_OPERATOR_FILE_H
#define CASCADE_CHAIN_OPERATOR_FILE_H

#include "chain/chain.h"
#include "file/located_json.h"

/* One element of a chain file's "operators": operator, weights and domain. */

/* in: how many numbers come in, from the operator before or the chain's input.  On
   success link is the caller's, for cas_link_clear. */
cas_status cas_link_read(const cas_json *json, const cas_json_value *value, size_t in,
                         cas_link *link);
void cas_link_clear(cas_link *link);

/* A new JSON object. */
json_t *cas_link_write(const cas_link *link);

#endif
