# SPDX-License-Identifier: GPL-3.0-or-later
"""The peer in NumPy: Section 7's recursion as one writes it down, one run.

    logistic_numpy.py READING SIGMA_F SIGMA_B   microseconds per iteration
"""
import statistics
import sys
import time

import numpy as np

M, D, ITERATIONS, TRIES = 2000, 10, 400, 9


def make_data(rng):
    truth = rng.standard_normal(D)
    h = rng.standard_normal((M, D))
    y = np.where(rng.random(M) <= 1 / (1 + np.exp(-h @ truth)), 1.0, -1.0)
    return -y[:, None] * h


def run(rng, features, per_sample, sigma_f, sigma_b):
    gamma, rho, sigma_n = 0.1, 0.001, 0.001
    c_f, c_b = sigma_f / np.sqrt(D), sigma_b / np.sqrt(D)
    size = M if per_sample else None
    w = np.zeros(D)
    average = None
    for _ in range(ITERATIONS):
        f = features @ w
        slope = 2 * rho * w / (1 + w * w) ** 2
        g = features.T @ (1 / (1 + np.exp(-f))) / M + slope
        norm = np.sqrt(g @ g)
        average = norm if average is None else average + 0.01 * (norm - average)
        if sigma_f > 0:
            f = f + rng.uniform(-c_f, c_f, size)
        b = 1 / (1 + np.exp(-f))
        if sigma_b > 0:
            b = b + rng.uniform(-c_b, c_b, size)
        w = w - gamma * (features.T @ b / M + slope + sigma_n * rng.standard_normal(D))
    return average


def main(reading, sigma_f, sigma_b):
    rng = np.random.default_rng(1)
    features = make_data(rng)
    times = []
    for _ in range(TRIES):
        start = time.process_time()
        run(rng, features, reading == "per-sample", float(sigma_f), float(sigma_b))
        times.append((time.process_time() - start) / ITERATIONS)
    print(f"{statistics.median(times) * 1e6:.4f}")


main(*sys.argv[1:])
