/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/estimator.h"

#include "arithmetic/memory.h"
#include "training/elementary.h"

#include <math.h>
#include <stdlib.h>

/* The least-squares slope of ln y against ln x over count points; NaN unless they span a
   factor of 4. */
static double slope(size_t count, const double *x, const double *y)
{
    double mean_x = 0, mean_y = 0, xx = 0, xy = 0;
    if (count < 2 || x[count - 1] < 4 * x[0])
        return NAN;
    for (size_t i = 0; i < count; i++) {
        mean_x += cas_training_log(x[i]) / (double)count;
        mean_y += cas_training_log(y[i]) / (double)count;
    }
    for (size_t i = 0; i < count; i++) {
        double difference = cas_training_log(x[i]) - mean_x;
        xx += difference * difference;
        xy += difference * (cas_training_log(y[i]) - mean_y);
    }
    return xy / xx;
}

/* The next settled run from `step` on; one->steps: none. */
static size_t next_settled(const cas_simulated_curve *one, size_t step)
{
    while (step < one->steps && one->runs[step].state != CAS_RUN_CONVERGED)
        step++;
    return step;
}

double cas_exponent(const cas_simulated_curve *one, const cas_simulated_curve *other)
{
    (void)other;
    double *x = cas_allocate(2 * one->steps, sizeof *x), *y = x + one->steps;
    size_t count = 0;
    for (size_t i = next_settled(one, 0); i < one->steps; i = next_settled(one, i + 1)) {
        x[count] = one->runs[i].step_size;
        y[count++] = one->runs[i].stable_norm;
    }
    double result = slope(count, x, y);
    free(x);
    return result;
}

static double slope_between(const cas_simulated_run *smaller,
                            const cas_simulated_run *larger)
{
    return cas_training_log(larger->stable_norm / smaller->stable_norm) /
           cas_training_log(larger->step_size / smaller->step_size);
}

double cas_exponent_of_small_steps(const cas_simulated_curve *one,
                                   const cas_simulated_curve *other)
{
    (void)other;
    size_t i = next_settled(one, 0), j = next_settled(one, i + 1);
    return j < one->steps ? slope_between(&one->runs[i], &one->runs[j]) : (double)NAN;
}

double cas_least_exponent(const cas_simulated_curve *one,
                          const cas_simulated_curve *other)
{
    (void)other;
    double least = NAN;
    for (size_t i = next_settled(one, 0), j; i < one->steps; i = j) {
        j = next_settled(one, i + 1);
        if (j < one->steps)
            least = fmin(least, slope_between(&one->runs[i], &one->runs[j]));
    }
    return least;
}

double cas_exponent_difference(const cas_simulated_curve *one,
                               const cas_simulated_curve *other)
{
    return cas_exponent(one, NULL) - cas_exponent(other, NULL);
}

double cas_log_ratio(const cas_simulated_curve *one, const cas_simulated_curve *other)
{
    for (size_t i = next_settled(one, 0); i < one->steps; i = next_settled(one, i + 1))
        if (other->runs[i].state == CAS_RUN_CONVERGED)
            return cas_training_log(one->runs[i].stable_norm /
                                    other->runs[i].stable_norm);
    return NAN;
}

double cas_interval_exponent(const cas_simulated_curve *one,
                             const cas_simulated_curve *other)
{
    return cas_log_ratio(one, other) /
           cas_training_log((double)one->curve->forward.interval /
                            (double)other->curve->forward.interval);
}

double cas_log_plateau_ratio(const cas_simulated_curve *one,
                             const cas_simulated_curve *other)
{
    (void)other;
    size_t i = next_settled(one, 0);
    return i < one->steps && one->plateau > 0
               ? cas_training_log(one->runs[i].stable_norm / one->plateau)
               : (double)NAN;
}

double cas_weight_exponent(const cas_simulated_curve *one,
                           const cas_simulated_curve *other)
{
    (void)other;
    double *x = cas_allocate(2 * one->steps, sizeof *x), *y = x + one->steps;
    bool diverged = false;
    for (size_t i = 0; i < one->steps; i++) {
        x[i] = one->runs[i].step_size;
        y[i] = one->runs[i].weight_norm;
        diverged = diverged || one->runs[i].state == CAS_RUN_DIVERGED;
    }
    double result = diverged ? (double)NAN : slope(one->steps, x, y);
    free(x);
    return result;
}

double cas_log_rise(const cas_simulated_curve *one, const cas_simulated_curve *other)
{
    (void)other;
    size_t i = next_settled(one, 1);
    return i < one->steps && one->runs[0].state == CAS_RUN_MOVING
               ? cas_training_log(one->runs[0].stable_norm / one->runs[i].stable_norm)
               : (double)NAN;
}
