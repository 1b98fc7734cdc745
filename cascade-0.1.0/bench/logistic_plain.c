/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The peer in plain C: Section 7's recursion as one writes it down, one run, libm's exp,
   a fast generator (xoshiro256+ of Blackman and Vigna).

   logistic_plain READING SIGMA_F SIGMA_B   microseconds per iteration */

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { M = 2000, D = 10, ITERATIONS = 400, TRIES = 9 };

static double features[M][D]; /* -y_l h_l */

static uint64_t generator[4] = {1, 2, 3, 4};

static uint64_t rotate(uint64_t x, int n)
{
    return x << n | x >> (64 - n);
}

static double uniform(double low, double high)
{
    uint64_t *s = generator;
    uint64_t sum = s[0] + s[3], t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return low + (high - low) * ((double)(sum >> 11) * 0x1p-53);
}

static double normal(void)
{
    return sqrt(-2 * log(1 - uniform(0, 1))) * cos(uniform(0, 6.283185307179586));
}

static double sigmoid(double x)
{
    return 1 / (1 + exp(-x));
}

static void make_data(void)
{
    double truth[D];
    for (int j = 0; j < D; j++)
        truth[j] = normal();
    for (int l = 0; l < M; l++) {
        double margin = 0;
        for (int j = 0; j < D; j++) {
            features[l][j] = normal();
            margin += features[l][j] * truth[j];
        }
        double y = uniform(0, 1) <= sigmoid(margin) ? 1 : -1;
        for (int j = 0; j < D; j++)
            features[l][j] *= -y;
    }
}

/* Returns the last EWMA of the gradient norm. */
static double run(int per_sample, double sigma_f, double sigma_b)
{
    const double gamma = 0.1, rho = 0.001, sigma_n = 0.001;
    const double c_f = sigma_f / sqrt(D), c_b = sigma_b / sqrt(D);
    double w[D] = {0}, average = 0;
    for (int t = 0; t < ITERATIONS; t++) {
        double exact[D] = {0}, perturbed[D] = {0}, norm = 0;
        double delta = uniform(-c_f, c_f), epsilon = uniform(-c_b, c_b);
        for (int l = 0; l < M; l++) {
            double f = 0;
            for (int j = 0; j < D; j++)
                f += features[l][j] * w[j];
            if (per_sample && sigma_f > 0)
                delta = uniform(-c_f, c_f);
            if (per_sample && sigma_b > 0)
                epsilon = uniform(-c_b, c_b);
            double a = sigmoid(f), b = sigmoid(f + delta) + epsilon;
            for (int j = 0; j < D; j++) {
                exact[j] += a * features[l][j];
                perturbed[j] += b * features[l][j];
            }
        }
        for (int j = 0; j < D; j++) {
            double q = 1 + w[j] * w[j], slope = 2 * rho * w[j] / (q * q);
            double g = exact[j] / M + slope;
            norm += g * g;
            w[j] -= gamma * (perturbed[j] / M + slope + sigma_n * normal());
        }
        norm = sqrt(norm);
        average = t == 0 ? norm : average + 0.01 * (norm - average);
    }
    return average;
}

static int compare_times(const void *one, const void *other)
{
    double a = *(const double *)one, b = *(const double *)other;
    return (a > b) - (a < b);
}

int main(int count, char **words)
{
    if (count != 4)
        return 2;
    make_data();
    double times[TRIES], average = 0;
    for (int try = 0; try < TRIES; try++) {
        clock_t start = clock();
        average =
            run(strcmp(words[1], "per-sample") == 0, atof(words[2]), atof(words[3]));
        times[try] = (double)(clock() - start) / CLOCKS_PER_SEC / ITERATIONS;
    }
    qsort(times, TRIES, sizeof *times, compare_times);
    printf("%.4f\n", times[TRIES / 2] * 1e6);
    return isfinite(average) ? 0 : 1;
}
