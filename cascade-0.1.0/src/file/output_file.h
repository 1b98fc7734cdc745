/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FILE_OUTPUT_FILE_H
#define CASCADE_FILE_OUTPUT_FILE_H

#include "arithmetic/message.h"

#include <stdio.h>

/* A file that appears whole or not at all: it is written beside its place, without a name
   or (where the system does not know such files) under a temporary one, and takes its
   name when it is complete and on the disk.  Until then a file of that name keeps its
   content.  What is not a regular file (a terminal, a pipe, /dev/null) is written to
   directly; a symbolic link is followed. */
typedef struct cas_output_file cas_output_file;

/* Errors: CAS_SYSTEM, "PATH: ..", with the system's reason. */
cas_status cas_output_file_open(const char *path, cas_output_file **file,
                                cas_message *message);
/* Where to write; belongs to file.  Errors of writing are found by _commit. */
FILE *cas_output_file_stream(cas_output_file *file);
/* Completes the file and gives it its name.  Ends file, also on failure. */
cas_status cas_output_file_commit(cas_output_file *file, cas_message *message);
/* Drops what was written.  Ends file. */
void cas_output_file_discard(cas_output_file *file);

/* All at once. */
cas_status cas_output_file_write(const char *path, const char *text, size_t length,
                                 cas_message *message);

#endif
