/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_SEARCH_START_H
#define CASCADE_SEARCH_START_H

#include "claim/variants.h"
#include "search/jet.h"
#include "search/rescaled.h"

#include <stdint.h>

/* What is searched. */
typedef struct cas_search_task {
    const cas_variants *variants;
    const cas_variant *mutant; /* NULL: the claim itself */
    size_t operators;
    uint64_t seed;
    size_t evaluations; /* from each start */
} cas_search_task;

/* One start of a search and what became of it: the shapes of search/jet.h have the first
   numbers, then come random jets and instances of the generator in turn. */
typedef struct cas_start {
    const cas_search_task *task;
    size_t number;
    cas_jet jet;
    cas_rescaled *rescaled; /* NULL: it is a jet */
    double estimate;        /* the largest that was met; 0: nothing to start from */
    double best[CAS_JET_COORDINATES];
    size_t evaluations, coordinates;
    cas_jet_coordinate coordinate[CAS_JET_COORDINATES];
} cas_start;

/* Maximises the estimate from there.  Sets all but task and number; jet or rescaled, that
   is to be given to cas_rescaled_free(), are then the best that were met. */
void cas_start_run(cas_start *start);

/* The numbers of a jet during the search. */
enum { CAS_START_DIGITS = 9 };

/* The instance, the caller's, of a jet with so many digits; NULL: its constants cannot be
   bounded. */
void *cas_start_instance(const cas_start *start, int digits);

#endif
