/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training/statistics.h"

#include "arithmetic/memory.h"
#include "arithmetic/message.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static uint64_t window(const cas_training_statistics *statistics)
{
    return statistics->horizon / 2;
}

static uint64_t early_window(const cas_training_statistics *statistics)
{
    return window(statistics) / 2;
}

void cas_training_statistics_init(cas_training_statistics *statistics, uint64_t horizon,
                                  double smoothing)
{
    CAS_REQUIRE(horizon >= 2 && smoothing > 0 && smoothing <= 1);
    memset(statistics, 0, sizeof *statistics);
    statistics->horizon = horizon;
    statistics->smoothing = smoothing;
}

void cas_training_statistics_clear(cas_training_statistics *statistics)
{
    free(statistics->lows);
    memset(statistics, 0, sizeof *statistics);
}

/*: The threshold of the stable iteration complexity is known only at the end. The first
$t$ with $a_t < c$ is an iteration where $a_t$ is lower than ever before, whatever $c$ is,
so only these iterations are kept. */
static void note_low(cas_training_statistics *statistics)
{
    size_t n = statistics->low_count;
    if (n > 0 && !(statistics->average < statistics->lows[n - 1].value))
        return;
    if (n == statistics->low_room) {
        statistics->low_room = 2 * statistics->low_room + 64;
        statistics->lows = cas_reallocate(statistics->lows, statistics->low_room,
                                          sizeof *statistics->lows);
    }
    statistics->lows[n] = (cas_training_low){statistics->count, statistics->average};
    statistics->low_count++;
}

void cas_training_statistics_add(cas_training_statistics *statistics, double norm)
{
    uint64_t t = statistics->count;
    CAS_REQUIRE(t < statistics->horizon);
    double change = t == 0 ? 0 : norm - statistics->average;
    double last = t == 0 ? norm : statistics->average;
    statistics->average = last + statistics->smoothing * change;
    note_low(statistics);
    uint64_t start = statistics->horizon - window(statistics);
    if (t >= start + early_window(statistics))
        statistics->late_sum += statistics->average;
    else if (t >= start)
        statistics->early_sum += statistics->average;
    statistics->count++;
}

double cas_training_stable_norm(const cas_training_statistics *statistics)
{
    CAS_REQUIRE(statistics->count == statistics->horizon);
    double sum = statistics->early_sum + statistics->late_sum;
    return sum / (double)window(statistics);
}

uint64_t cas_training_stable_iteration(const cas_training_statistics *statistics)
{
    double threshold = 1.5 * cas_training_stable_norm(statistics);
    for (size_t i = 0; i < statistics->low_count; i++)
        if (statistics->lows[i].value < threshold)
            return statistics->lows[i].iteration;
    return statistics->horizon;
}

double cas_training_early_norm(const cas_training_statistics *statistics)
{
    uint64_t n = early_window(statistics);
    return n == 0 ? 0 : statistics->early_sum / (double)n;
}

double cas_training_late_norm(const cas_training_statistics *statistics)
{
    uint64_t n = window(statistics) - early_window(statistics);
    return statistics->late_sum / (double)n;
}

double cas_training_norm(const double *x, size_t count)
{
    double square = 0, largest = 0, scaled = 0;
    for (size_t j = 0; j < count; j++) {
        square += x[j] * x[j];
        largest = fmax(largest, fabs(x[j]));
    }
    if (isfinite(square) || !isfinite(largest))
        return sqrt(square);
    for (size_t j = 0; j < count; j++)
        scaled += x[j] / largest * (x[j] / largest);
    return largest * sqrt(scaled);
}
