/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FORMULA_RUNNING_H
#define CASCADE_FORMULA_RUNNING_H

#include "formula/geometric.h"
#include "formula/kept.h"
#include "formula/vocabulary.h"

/* The sums over first..last that one formula is for the values of an index i which moves
   one end of the range, as sum_{j=i..n} t_j x^{j-i} or sum_{j=m..i} t_j x^{i-j}. */
typedef struct cas_running {
    const cas_workspace *workspace;
    const cas_vocabulary *vocabulary;
    long size; /* N or T */
    const cas_formula *sum;
    long first, last;  /* at this index, first < last */
    const long *index; /* of all slots */
    const cas_kept *kept;
    cas_value_of *value_of;
    void (*keep)(void *context, const cas_kept_key *key, cas_variable value);
    void *context; /* of both */
} cas_running;

/* The sum at the index, from the nearest shorter one that is kept; the sums between them
   are kept as well, so that all of them together take about as many operations as one.
   *is_running: false where the sum has another form; then nothing was done.  Errors:
   those of value_of. */
cas_status cas_running_sum(const cas_running *running, bool *is_running, cas_variable *r,
                           cas_message *message);

#endif
