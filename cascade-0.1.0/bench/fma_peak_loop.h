/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_BENCH_FMA_PEAK_LOOP_H
#define CASCADE_BENCH_FMA_PEAK_LOOP_H

#include "fma_peak.h"

#include "training/lanes.h"

#include <stdlib.h>
#include <time.h>

/* Twelve chains hide the latency of the operation. */
#define EACH_CHAIN(DO)                                                                   \
    DO(0) DO(1) DO(2) DO(3) DO(4) DO(5) DO(6) DO(7) DO(8) DO(9) DO(10) DO(11)
#define START_CHAIN(i) lanes a##i = lanes_set(1.0 + i);
#define STEP_CHAIN(i) a##i = lanes_fma(a##i, factor, summand);
#define ADD_CHAIN(i) sum = sum + a##i;

static inline double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static inline int compare_rates(const void *one, const void *other)
{
    double a = *(const double *)one, b = *(const double *)other;
    return (a > b) - (a < b);
}

/* The upper quartile of several tries: the peak, but not a try that was counted too
   short. */
static inline double measure_peak(void)
{
    enum { TRIES = 40, STEPS = 100000 };
    static volatile double sink;
    double rates[TRIES];
    for (int try = 0; try < TRIES; try++) {
        const lanes factor = lanes_set(0.999 + 1e-6 * try), summand = lanes_set(0.1);
        EACH_CHAIN(START_CHAIN)
        double start = seconds();
        for (int i = 0; i < STEPS; i++) {
            EACH_CHAIN(STEP_CHAIN)
        }
        rates[try] = 12.0 * STEPS / (seconds() - start);
        lanes sum = lanes_set(0);
        double first[LANES_WIDTH] __attribute__((aligned(64)));
        EACH_CHAIN(ADD_CHAIN)
        lanes_store(first, sum);
        sink = first[0];
    }
    (void)sink;
    qsort(rates, TRIES, sizeof *rates, compare_rates);
    return rates[3 * TRIES / 4];
}

#endif
