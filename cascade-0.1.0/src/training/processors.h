/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TRAINING_PROCESSORS_H
#define CASCADE_TRAINING_PROCESSORS_H

#include <stdbool.h>

#ifdef HAVE_SCHED_GETAFFINITY
#include <sched.h>
#endif

/* The processors that threads run on.  config.h comes before this header. */

/* Threads that a parallel region has by default: OMP_NUM_THREADS, else one per processor
   that this process may use. */
int cas_processor_count(void);

typedef struct cas_processor_binding {
    bool bound;
#ifdef HAVE_SCHED_GETAFFINITY
    cpu_set_t before;
#endif
} cas_processor_binding;

/* Called by each thread of a parallel region of `threads` threads: ties thread i to the
   i-th processor that the process may use, if there are as many threads as processors and
   the user has not asked OpenMP for a binding of its own.  With fewer threads than
   processors it does nothing: another process may do the same. */
cas_processor_binding cas_processor_bind(int threads);

/* Gives the thread its former processors back. */
void cas_processor_release(const cas_processor_binding *binding);

#endif
