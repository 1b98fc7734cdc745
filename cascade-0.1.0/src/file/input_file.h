/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FILE_INPUT_FILE_H
#define CASCADE_FILE_INPUT_FILE_H

#include "arithmetic/message.h"

#include <stddef.h>

/* Reads a whole file of at most `limit` bytes; "-" is standard input.  *text ends
   with a NUL byte that *length does not count and is to be given to free().  Errors,
   "PATH: ..": CAS_SYSTEM with the system's reason, CAS_LIMIT. */
cas_status cas_input_file_read(const char *path, size_t limit, char **text,
                               size_t *length, cas_message *message);

/* The path as messages name it: "standard input" for "-". */
const char *cas_input_file_name(const char *path);

#endif
