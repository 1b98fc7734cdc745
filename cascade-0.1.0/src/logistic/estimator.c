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

static bool has_settled(const cas_simulation *s, size_t data_set, size_t curve,
                        size_t step)
{
    return cas_simulated_run_at(s, data_set, curve, step)->state == CAS_RUN_CONVERGED;
}

static double norm_of(const cas_simulated_run *run)
{
    return run->stable_norm;
}

static double iteration_of(const cas_simulated_run *run)
{
    return (double)run->stable_iteration;
}

static double settled_slope(const cas_simulation *s, size_t data_set, size_t curve,
                            double (*value)(const cas_simulated_run *run))
{
    double *x = cas_allocate(s->steps, sizeof *x), *y = cas_allocate(s->steps, sizeof *y);
    size_t count = 0;
    for (size_t i = 0; i < s->steps; i++)
        if (has_settled(s, data_set, curve, i)) {
            x[count] = s->study->steps[i];
            y[count++] = value(cas_simulated_run_at(s, data_set, curve, i));
        }
    double result = slope(count, x, y);
    free(x);
    free(y);
    return result;
}

double cas_exponent(const cas_simulation *s, size_t data_set, size_t one, size_t other)
{
    (void)other;
    return settled_slope(s, data_set, one, norm_of);
}

double cas_iteration_exponent(const cas_simulation *s, size_t data_set, size_t one,
                              size_t other)
{
    (void)other;
    return settled_slope(s, data_set, one, iteration_of);
}

static double slope_between(const cas_simulation *s, size_t data_set, size_t curve,
                            size_t i, size_t j)
{
    return cas_training_log(cas_simulated_run_at(s, data_set, curve, j)->stable_norm /
                            cas_simulated_run_at(s, data_set, curve, i)->stable_norm) /
           cas_training_log(s->study->steps[j] / s->study->steps[i]);
}

/* The next settled step size after `step` (SIZE_MAX: from the first on); s->steps:
   none. */
static size_t next_settled(const cas_simulation *s, size_t data_set, size_t curve,
                           size_t step)
{
    do
        step++;
    while (step < s->steps && !has_settled(s, data_set, curve, step));
    return step;
}

double cas_exponent_of_small_steps(const cas_simulation *s, size_t data_set, size_t one,
                                   size_t other)
{
    (void)other;
    size_t i = next_settled(s, data_set, one, SIZE_MAX);
    size_t j = i < s->steps ? next_settled(s, data_set, one, i) : i;
    return j < s->steps ? slope_between(s, data_set, one, i, j) : (double)NAN;
}

double cas_least_exponent(const cas_simulation *s, size_t data_set, size_t one,
                          size_t other)
{
    (void)other;
    double least = NAN;
    size_t i = next_settled(s, data_set, one, SIZE_MAX);
    while (i < s->steps) {
        size_t j = next_settled(s, data_set, one, i);
        if (j < s->steps) {
            double between = slope_between(s, data_set, one, i, j);
            least = isnan(least) || between < least ? between : least;
        }
        i = j;
    }
    return least;
}

double cas_exponent_difference(const cas_simulation *s, size_t data_set, size_t one,
                               size_t other)
{
    return cas_exponent(s, data_set, one, 0) - cas_exponent(s, data_set, other, 0);
}

static double log_ratio_at(const cas_simulation *s, size_t data_set, size_t one,
                           size_t other, size_t step)
{
    return cas_training_log(cas_simulated_run_at(s, data_set, one, step)->stable_norm /
                            cas_simulated_run_at(s, data_set, other, step)->stable_norm);
}

double cas_log_ratio(const cas_simulation *s, size_t data_set, size_t one, size_t other)
{
    for (size_t i = 0; i < s->steps; i++)
        if (has_settled(s, data_set, one, i) && has_settled(s, data_set, other, i))
            return log_ratio_at(s, data_set, one, other, i);
    return NAN;
}

double cas_log_ratio_of_large_steps(const cas_simulation *s, size_t data_set, size_t one,
                                    size_t other)
{
    for (size_t i = s->steps; i-- > 0;)
        if (has_settled(s, data_set, one, i) && has_settled(s, data_set, other, i))
            return log_ratio_at(s, data_set, one, other, i);
    return NAN;
}

double cas_interval_exponent(const cas_simulation *s, size_t data_set, size_t one,
                             size_t other)
{
    const cas_curve *curves = s->study->curves;
    return cas_log_ratio(s, data_set, one, other) /
           cas_training_log((double)curves[one].forward.interval /
                            (double)curves[other].forward.interval);
}

double cas_log_plateau_ratio(const cas_simulation *s, size_t data_set, size_t one,
                             size_t other)
{
    (void)other;
    double plateau = cas_simulated_prediction(s, data_set, one, SIZE_MAX);
    size_t i = next_settled(s, data_set, one, SIZE_MAX);
    return i < s->steps && plateau > 0
               ? cas_training_log(cas_simulated_run_at(s, data_set, one, i)->stable_norm /
                                  plateau)
               : (double)NAN;
}

double cas_log_prediction_ratio(const cas_simulation *s, size_t data_set, size_t one,
                                size_t other)
{
    (void)other;
    double sum = 0;
    size_t count = 0;
    for (size_t i = 0; i < s->steps; i++)
        if (has_settled(s, data_set, one, i)) {
            sum +=
                cas_training_log(cas_simulated_run_at(s, data_set, one, i)->stable_norm /
                                 cas_simulated_prediction(s, data_set, one, i));
            count++;
        }
    return count > 0 ? sum / (double)count : (double)NAN;
}

double cas_weight_exponent(const cas_simulation *s, size_t data_set, size_t one,
                           size_t other)
{
    (void)other;
    double *y = cas_allocate(s->steps, sizeof *y);
    bool diverged = false;
    for (size_t i = 0; i < s->steps; i++) {
        y[i] = cas_simulated_run_at(s, data_set, one, i)->weight_norm;
        diverged = diverged ||
                   cas_simulated_run_at(s, data_set, one, i)->state == CAS_RUN_DIVERGED;
    }
    double result = diverged ? (double)NAN : slope(s->steps, s->study->steps, y);
    free(y);
    return result;
}

double cas_log_rise(const cas_simulation *s, size_t data_set, size_t one, size_t other)
{
    (void)other;
    size_t i = next_settled(s, data_set, one, 0);
    return i < s->steps
               ? cas_training_log(cas_simulated_run_at(s, data_set, one, 0)->stable_norm /
                                  cas_simulated_run_at(s, data_set, one, i)->stable_norm)
               : (double)NAN;
}
