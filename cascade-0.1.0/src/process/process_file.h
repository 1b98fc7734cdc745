/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_PROCESS_PROCESS_FILE_H
#define CASCADE_PROCESS_PROCESS_FILE_H

#include "process/process.h"

/* Process files, "cascade-process/1":

     { "format": "cascade-process/1",
       "chain": { .. a chain file without "perturbation" .. },
       "input": {"support": [[1], [-1]], "probability": ["1/2", "1/2"]},
       "forward": [{"at": 1, "given": "x", "laws": [{"support": [[-1]]}, {"support":
       [[1]]}]}], "backward": [{"at": 2, "support": [["1/2"], ["-1/2"]]}] }

   "input" absent: the chain's, certain.  "given" names what happened earlier: "x",
   "delta1", "epsilon3", ..; then "laws" has one law for each of its branches.  Without
   "given" the entry is itself the law.  "at" counts operators from 1: delta_at for 1 <=
   at < N, epsilon_at for 2 <= at <= N.  What is not named is unperturbed. */

/* Reads text[0..length); errors as of chain files. */
cas_status cas_process_read_text(const char *text, size_t length, const char *name,
                                 cas_process **process, cas_message *message);

/* The process as JSON text, to be given to free(). */
char *cas_process_write_text(const cas_process *process);

#endif
