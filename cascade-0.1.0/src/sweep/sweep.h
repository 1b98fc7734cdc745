/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_SWEEP_SWEEP_H
#define CASCADE_SWEEP_SWEEP_H

#include "arithmetic/message.h"
#include "sweep/experiment.h"
#include "sweep/run_record.h"
#include "training/run.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The runs of an experiment with their results, in canonical order, and the journals that
   the results are kept in. */
typedef struct cas_sweep cas_sweep;

/* Makes the data sets and lists the runs.  *sweep is to be given to cas_sweep_free, and
   experiment must outlive it.  Errors: those of cas_experiment_problems and, with the
   curve's name, of cas_training_options_complete. */
cas_status cas_sweep_new(cas_sweep **sweep, const cas_experiment *experiment,
                         cas_message *message);
void cas_sweep_free(cas_sweep *sweep);

const cas_experiment *cas_sweep_experiment(const cas_sweep *sweep);
size_t cas_sweep_count(const cas_sweep *sweep);
/* Runs that have a result. */
size_t cas_sweep_done(const cas_sweep *sweep);
/* A run as the engine takes it, with complete options. */
const cas_training_job *cas_sweep_job(const cas_sweep *sweep, size_t index);
/* Its result, without its trace; not `finished` if there is none yet. */
const cas_training_result *cas_sweep_result(const cas_sweep *sweep, size_t index);
/* The hash of all runs: the same for the same experiment and data. */
cas_run_key cas_sweep_key(const cas_sweep *sweep);

/* Takes the results that are in the journal at path and keeps new ones in it.  path NULL:
   a temporary one.  Without any journal traces are not kept.  Errors: those of
   cas_journal_open. */
cas_status cas_sweep_use_journal(cas_sweep *sweep, const char *path,
                                 cas_message *message);
/* Takes the results that are in the journals PATH.K-of-N of shards. */
cas_status cas_sweep_use_shards(cas_sweep *sweep, const char *path, cas_message *message);

/* A run's result as a record, to be given to free(). */
char *cas_sweep_record(const cas_sweep *sweep, size_t index,
                       const cas_training_result *result, size_t *length);
/* Takes a record as a result and puts it into the journal. Errors: those of
   cas_journal_append; CAS_INPUT if it is of no run of this sweep. */
cas_status cas_sweep_keep(cas_sweep *sweep, const char *record, size_t length,
                          cas_message *message);
/* Waits until the results that were kept are on the disk.  Errors: those of
   cas_journal_sync. */
cas_status cas_sweep_sync(cas_sweep *sweep, cas_message *message);

/* The result of a run that is done with its trace, to be given to
   cas_training_result_clear.  Errors: those of cas_journal_load. */
cas_status cas_sweep_load(const cas_sweep *sweep, size_t index,
                          cas_training_result *result, cas_message *message);

/* Runs that the engine advances together: at most CAS_SWEEP_BLOCK of one data set and
   structure. */
enum { CAS_SWEEP_BLOCK = 8 };

/* Puts indices[0..count) of runs in the order of data set and structure and divides them
   into blocks: block b is indices[starts[b] .. starts[b + 1]).  Returns their number;
   *starts, one longer, is to be given to free(). */
size_t cas_sweep_blocks(const cas_sweep *sweep, size_t *indices, size_t count,
                        size_t **starts);

#endif
