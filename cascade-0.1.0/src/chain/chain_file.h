/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CHAIN_CHAIN_FILE_H
#define CASCADE_CHAIN_CHAIN_FILE_H

#include "chain/chain.h"

/* Chain files, "cascade-chain/1" (src/README.md, section 4). */

enum { CAS_CHAIN_FILE_BYTES = 64 << 20 };

/* Reads a chain from text[0..length).  name stands in error messages, which have the form
   "NAME:LINE:COLUMN: $.operators[1].weights[0]: expected .., found ..". */
cas_status cas_chain_read_text(const char *text, size_t length, const char *name,
                               cas_chain **chain, cas_message *message);
/* The same of a value of a document (file/located_json.h). */
struct cas_json;
struct cas_json_value;
cas_status cas_chain_read_value(const struct cas_json *json,
                                const struct cas_json_value *value, cas_chain **chain);
/* The same from a file; "-" is standard input. */
cas_status cas_chain_read(const char *path, cas_chain **chain, cas_message *message);

/* The chain as JSON text, to be given to free(): reading it gives an equal chain. */
char *cas_chain_write_text(const cas_chain *chain);
/* The same as a new JSON object of jansson. */
struct json_t *cas_chain_write_value(const cas_chain *chain);
/* To a file: written beside it under a temporary name, flushed, then renamed. */
cas_status cas_chain_write(const cas_chain *chain, const char *path,
                           cas_message *message);

#endif
