/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_COMMAND_SWEEP_FILES_H
#define CASCADE_COMMAND_SWEEP_FILES_H

#include "arithmetic/message.h"

#include <stdbool.h>
#include <stddef.h>

/* The files of one sweep, which must not take each other's place. */
typedef struct cas_sweep_file {
    const char *role; /* what stands for it in a message */
    const char *path; /* NULL: there is none */
    bool is_written;
} cas_sweep_file;

/* CAS_INPUT if one that is written is the same file as another one.  Devices and pipes
   may be used twice: nothing in them is lost. */
cas_status cas_sweep_files_check(const cas_sweep_file *files, size_t count,
                                 cas_message *message);

/* The journal "OUTPUT.journal" of an output, to be given to free(); NULL if output is
   NULL or no regular file, as beside a device or a pipe there is no place for one. */
char *cas_sweep_files_journal(const char *output);

#endif
