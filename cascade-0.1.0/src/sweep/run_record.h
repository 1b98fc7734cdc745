/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_SWEEP_RUN_RECORD_H
#define CASCADE_SWEEP_RUN_RECORD_H

#include "training/run.h"

#include <stdbool.h>
#include <stddef.h>

/* A run's result as one line of text: the run's key, the result (doubles as the
   sixteen hexadecimal digits of their bits) and the SHA-256 of all that, in hexadecimal,
   with blanks between. */

enum { CAS_RUN_KEY_TEXT = 65 }; /* characters of a key, with the NUL */

/* What a run is: the SHA-256 of its data and its complete options, in hexadecimal.  Two
   runs with the same key have the same result. */
typedef struct cas_run_key {
    char text[CAS_RUN_KEY_TEXT];
} cas_run_key;

/* The hash of the data alone, of which many runs have the same. */
cas_run_key cas_run_data_key(const cas_training_problem *problem);

/* options: complete. */
cas_run_key cas_run_key_make(const cas_run_key *data,
                             const cas_training_options *options);

/* The line, ended by a newline, to be given to free(). */
char *cas_run_record_write(const cas_run_key *key, const cas_training_result *result,
                           size_t *length);

/* Reads line[0..length), without its newline.  result is to be given to
   cas_training_result_clear; it is empty if the line is not such a record as was
   written. */
bool cas_run_record_read(const char *line, size_t length, cas_run_key *key,
                         cas_training_result *result);

#endif
