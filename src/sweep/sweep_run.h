/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_SWEEP_SWEEP_RUN_H
#define CASCADE_SWEEP_SWEEP_RUN_H

#include "sweep/sweep_work.h"

/* Does all runs that have no result yet, or those of the shard: blocks of runs are dealt
   to the shards in turn.  *stopped: whether proceed stopped it.  Errors: those of
   cas_sweep_keep. */
cas_status cas_sweep_run(cas_sweep *sweep, const cas_sweep_control *control,
                         bool *stopped, cas_message *message);

#endif
