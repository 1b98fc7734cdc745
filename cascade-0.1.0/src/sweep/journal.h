/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_SWEEP_JOURNAL_H
#define CASCADE_SWEEP_JOURNAL_H

#include "arithmetic/message.h"
#include "sweep/run_record.h"

#include <stdbool.h>
#include <stdint.h>

/* The results of finished runs in a file that survives whatever stops its writer.

   The file is text: a line with the format's name, then one record (run_record.h) per
   line.  Records are only ever appended, so that only the end can be torn: what follows
   the last newline where the writer was killed, and what follows from a line with NUL
   characters on, which never reached the disk, where the machine was.  A torn end is
   dropped, unless it has a whole record in it.  Any other damage was done to the file
   afterwards and is an error. */
typedef struct cas_journal cas_journal;

typedef enum cas_journal_mode {
    CAS_JOURNAL_WRITE,    /* made if it is not there; locked against other writers */
    CAS_JOURNAL_READ,     /* someone else may be writing it */
    CAS_JOURNAL_TEMPORARY /* a file without a name, gone when it is closed */
} cas_journal_mode;

/* Opens a journal and gives every record in it to `found`, with its place in the file;
   found may keep the result and zero it.  path: NULL for a temporary one.  *journal is
   to be given to cas_journal_close.  Errors, "PATH: ..": CAS_SYSTEM (the system's reason;
   another process is writing it), CAS_INPUT (not a journal, a record is damaged). */
cas_status cas_journal_open(cas_journal **journal, const char *path,
                            cas_journal_mode mode,
                            void (*found)(void *context, const cas_run_key *key,
                                          cas_training_result *result, uint64_t place),
                            void *context, cas_message *message);
void cas_journal_close(cas_journal *journal);

/* Appends a record (the line that cas_run_record_write made); *place: where it is.
   Error: CAS_SYSTEM; the records before it are as they were. */
cas_status cas_journal_append(cas_journal *journal, const char *record, size_t length,
                              uint64_t *place, cas_message *message);

/* Waits until all records are on the disk.  Error: CAS_SYSTEM. */
cas_status cas_journal_sync(cas_journal *journal, cas_message *message);

/* Reads the record at a place again.  Errors: CAS_SYSTEM, CAS_INPUT (it has changed). */
cas_status cas_journal_load(const cas_journal *journal, uint64_t place,
                            cas_training_result *result, cas_message *message);

#endif
