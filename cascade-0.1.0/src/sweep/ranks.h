/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_SWEEP_RANKS_H
#define CASCADE_SWEEP_RANKS_H

#include <stdbool.h>
#include <stddef.h>

/* The processes that mpirun has started together, numbered from 0, and messages between
   them.  Without MPI, or without mpirun, there is one. */

/* Joins the others; done again it does nothing.  Whoever has joined leaves when it exits:
   by ending the others as well, as they may wait for it, or, after
   cas_ranks_agree_to_leave(true), without a word.  mpirun exits with status 2 in the
   first case. */
void cas_ranks_join(void);
void cas_ranks_agree_to_leave(bool agreed);
size_t cas_rank(void);
size_t cas_ranks_count(void);
/* Threads that a working rank should have, so that those on one machine share its
   processors; rank 0 only waits if there are others. */
int cas_ranks_threads(void);

/* Called by all ranks: all, with a place of that size for each, gets their records. */
void cas_ranks_gather(const void *record, size_t size, void *all);

/* A message.  Messages of one rank to another arrive in the order they were sent. */
void cas_ranks_send(size_t to, int kind, const void *bytes, size_t size);

/* Takes a message that has arrived from anyone; false: there is none.  *bytes is to be
   given to free(). */
bool cas_ranks_receive(size_t *from, int *kind, void **bytes, size_t *size);

/* A little rest for a rank that waits for messages. */
void cas_ranks_wait(void);

#endif
