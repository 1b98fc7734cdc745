/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FILE_PLACE_H
#define CASCADE_FILE_PLACE_H

#include "arithmetic/message.h"

#include <stdbool.h>
#include <stddef.h>

/* Where files are, so that none of them takes another one's place. */

/* The path without symbolic links of a file that need not be there; to be given to
   free(). */
char *cas_file_place(const char *path);

/* Whether there is something that is no regular file: a terminal, a pipe, a folder. */
bool cas_file_is_special(const char *path);

/* A file that a command reads or writes. */
typedef struct cas_file_role {
    const char *role; /* what stands for it in a message */
    const char *path; /* NULL: there is none; "-" is standard input where it is read */
    bool is_written;
} cas_file_role;

/* CAS_INPUT if one that is written is the same file as another one, under whatever
   names.  What is no regular file may be used twice: nothing in it is lost. */
cas_status cas_files_are_distinct(const cas_file_role *files, size_t count,
                                  cas_message *message);

#endif
