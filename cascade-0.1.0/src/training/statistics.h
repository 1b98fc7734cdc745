/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TRAINING_STATISTICS_H
#define CASCADE_TRAINING_STATISTICS_H

#include <stddef.h>
#include <stdint.h>

/* The statistics of one run's gradient norms n_0 .. n_{T-1} (Section 7.1).
     EWMA:  a_0 = n_0,  a_t = a_{t-1} + s (n_t - a_{t-1})  with smoothing factor s
     stable gradient norm:  the mean of a_t over the last floor(T/2) iterations
     stable iteration complexity:  the first t with a_t < 1.5 x stable gradient norm
   The paper does not print s. */
typedef struct cas_training_low {
    uint64_t iteration;
    double value;
} cas_training_low;

typedef struct cas_training_statistics {
    uint64_t horizon; /* T >= 2 */
    double smoothing; /* s, in (0, 1] */
    uint64_t count;   /* norms seen */
    double average;   /* a_t of the last one */
    double early_sum; /* of a_t over the first half of the last floor(T/2) iterations */
    double late_sum;  /* and over the rest */
    cas_training_low *lows; /* iterations where a_t was lower than ever before */
    size_t low_count, low_room;
} cas_training_statistics;

void cas_training_statistics_init(cas_training_statistics *statistics, uint64_t horizon,
                                  double smoothing);
void cas_training_statistics_clear(cas_training_statistics *statistics);

/* The next norm; at most `horizon` of them. */
void cas_training_statistics_add(cas_training_statistics *statistics, double norm);

/* After `horizon` norms.  The iteration is the horizon itself if a_t is never below the
   threshold (a stable norm of 0). */
double cas_training_stable_norm(const cas_training_statistics *statistics);
uint64_t cas_training_stable_iteration(const cas_training_statistics *statistics);

/* The mean of a_t over the first and over the second half of the window of the stable
   norm: far apart, the run was still under way at its horizon.  The first one is 0 if T <
   4. */
double cas_training_early_norm(const cas_training_statistics *statistics);
double cas_training_late_norm(const cas_training_statistics *statistics);

/* The Euclidean norm of count numbers, also where its square would overflow. */
double cas_training_norm(const double *x, size_t count);

#endif
