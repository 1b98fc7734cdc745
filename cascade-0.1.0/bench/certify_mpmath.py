#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The computation of bench/certify.c in Python with mpmath's interval context.

Reads the chain of `bench/certify write` (ridge operators with tanh) and prints how many
instances per second it certifies: E||u~ - u||^2, ||E[u~ - u]||^2 by the same closed form for the
backward perturbations, and the bounds of Theorems 1 and 2, at 128 bits."""

import json
import sys
import time
from fractions import Fraction

from mpmath import iv, mpf

iv.prec = 128


def number(q):
    return iv.mpf(q.numerator) / q.denominator


def numbers(values):
    """One number, a list, or the rows of a matrix one after the other."""
    if not isinstance(values, list):
        values = [values]
    flat = []
    for v in values:
        flat += numbers(v) if isinstance(v, list) else [number(Fraction(v))]
    return flat


class Ridge:
    """phi(A y + B w + c), phi = tanh, as matrices."""

    def __init__(self, record, inputs):
        self.n, self.m = inputs, record["out"]
        self.w = numbers(record["weights"])
        self.k = len(self.w)
        self.a = numbers(record["A"])
        self.b = numbers(record["B"])
        self.c = numbers(record["c"])

    def evaluate(self, y):
        out, slope = [], []
        for r in range(self.m):
            z = self.c[r]
            for j in range(self.n):
                z = z + self.a[r * self.n + j] * y[j]
            for j in range(self.k):
                z = z + self.b[r * self.k + j] * self.w[j]
            e = iv.exp(2 * z)
            t = 1 - 2 / (e + 1)
            out.append(t)
            slope.append(4 * e / (e + 1) ** 2)
        return out, slope

    def pullback(self, slope, v):
        gy, gw = [iv.mpf(0)] * self.n, [iv.mpf(0)] * self.k
        for r in range(self.m):
            g = slope[r] * v[r]
            for j in range(self.n):
                gy[j] = gy[j] + self.a[r * self.n + j] * g
            for j in range(self.k):
                gw[j] = gw[j] + self.b[r * self.k + j] * g
        return gy, gw


def square(x):
    s = iv.mpf(0)
    for e in x:
        s = s + e * e
    return s


class Instance:
    def __init__(self, chain):
        self.x = numbers(chain["input"])
        self.ops, inputs = [], len(self.x)
        for record in chain["operators"]:
            self.ops.append(Ridge(record, inputs))
            inputs = record["out"]
        self.depth = len(self.ops)
        self.forward = {p["at"]: p["support"] for p in chain["perturbation"]["forward"]}
        self.backward = {p["at"]: p["support"] for p in chain["perturbation"]["backward"]}

    def run(self):
        """The two left-hand sides."""
        self.states = [None] * self.depth
        self.slopes = [None] * self.depth
        y = self.x
        self.exact_y = [y]
        for i, op in enumerate(self.ops):
            y, self.slopes[i] = op.evaluate(y)
            self.exact_y.append(y)
        v = [iv.mpf(1)]
        self.v, self.u = [None] * (self.depth + 1), [None] * self.depth
        self.v[self.depth] = v
        for i in reversed(range(self.depth)):
            v, self.u[i] = self.ops[i].pullback(self.slopes[i], v)
            self.v[i] = v
        # symmetric two-point laws: mean 0, one direction of weight 1
        self.direction = {at: numbers(s[0]) for at, s in self.backward.items()}
        self.support = {at: [numbers(p) for p in s] for at, s in self.forward.items()}
        self.error = iv.mpf(0)
        self.bias = [[iv.mpf(0)] * op.k for op in self.ops]
        self.descend(0, self.x, iv.mpf(1))
        total = iv.mpf(0)
        for b in self.bias:
            total = total + square(b)
        return self.error, total

    def descend(self, s, y, probability):
        if s > 0:
            out, self.slopes[s] = self.ops[s].evaluate(y)
        else:
            out = self.exact_y[1]
        if s + 1 == self.depth:
            self.leaf(probability)
            return
        points = self.support[s + 1]
        p = probability / len(points)
        for point in points:
            self.descend(s + 1, [a + d for a, d in zip(out, point)], p)

    def leaf(self, probability):
        difference, carried = [iv.mpf(0)], []
        for i in reversed(range(self.depth)):
            v = [a + b for a, b in zip(self.v[i + 1], difference)]
            gy, gw = self.ops[i].pullback(self.slopes[i], v)
            gw = [a - b for a, b in zip(gw, self.u[i])]
            gy = [a - b for a, b in zip(gy, self.v[i])]
            total = square(gw)
            for k, g in enumerate(gw):
                self.bias[i][k] = self.bias[i][k] + probability * g
            below = []
            for c in carried:
                cy, cw = self.ops[i].pullback(self.slopes[i], c)
                total = total + square(cw)
                below.append(cy)
            self.error = self.error + probability * total
            difference, carried = gy, below
            if i + 1 in self.direction:
                carried.append(self.direction[i + 1])

    def moment(self, support, power):
        total = Fraction(0)
        for point in support:
            total += sum(Fraction(e) ** 2 for e in point) ** (power // 2)
        return number(total / len(support))

    def bounds(self, c, l, lip, hess):
        """Theorem 1 with (21), Theorem 2 with the repaired (33)."""
        n = self.depth
        c_v = max(1, c ** n)
        c, l, lip, hess, c_v = (number(Fraction(q)) for q in (c, l, lip, hess, c_v))
        s, power = [], iv.mpf(1)
        for _ in range(n):
            s.append((s[-1] if s else iv.mpf(0)) + power)
            power = power * 3 * c * c
        error, bias = iv.mpf(0), iv.mpf(0)
        a = [iv.mpf(0)] * (n + 1)
        b = [iv.mpf(0)] * (n + 1)
        f = [iv.mpf(0)] * (n + 1)
        for i in range(n - 1, 0, -1):
            a[i] = s[i] + 2 * l * l * a[i + 1]
            b[i] = s[i] + 4 * c * c * b[i + 1]
            c_y = c_v * c_v * (8 * lip ** 4 * b[i + 1] + 2 * hess * hess * s[i])
            f[i] = c_y + 8 * l ** 4 * f[i + 1]
            second = self.moment(self.forward[i], 2)
            fourth = self.moment(self.forward[i], 4)
            back = self.moment(self.backward[i + 1], 2)
            error = error + 4 * c_v * c_v * lip * lip * a[i] * second
            error = error + (s[i] - 1) * back
            bias = bias + 8 * f[i] * fourth
        return error, bias


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        chain = json.load(file)
    instance, count = Instance(chain), 0
    start = time.process_time()
    while time.process_time() - start < 3:
        instance = Instance(chain)
        error, bias = instance.run()
        error_bound, bias_bound = instance.bounds(Fraction(3), Fraction(3), Fraction(3), Fraction(3))
        if not (mpf(error.b) <= mpf(error_bound.a) and mpf(bias.b) <= mpf(bias_bound.a)):
            sys.exit("a bound is violated")
        count += 1
    spent = time.process_time() - start
    print(f"{count / spent:.3f}")
    if "--sides" in sys.argv:
        print(error, bias)


main()
