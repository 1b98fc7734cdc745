/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TRAINING_AVERAGED_SIGMOID_H
#define CASCADE_TRAINING_AVERAGED_SIGMOID_H

/* The sigmoid as SGD with forward noise sees it on average:
     S(a) = (1 - weight) sigmoid(a) + weight E[sigmoid(a + delta)],
     delta ~ U(mean - radius, mean + radius),
   where `weight` is the fraction of the iterations with noise.  Invariants: radius >= 0,
   at most 100, 0 <= weight <= 1; radius 0 with mean 0 is no noise. */
enum { CAS_AVERAGED_NODES = 10 };

typedef struct cas_averaged_sigmoid {
    double mean, radius, weight;
    double node[CAS_AVERAGED_NODES]; /* Gauss-Legendre on (0, 1) */
    double node_weight[CAS_AVERAGED_NODES];
} cas_averaged_sigmoid;

void cas_averaged_sigmoid_init(cas_averaged_sigmoid *average, double mean, double radius,
                               double weight);

/* S(a), within a few units in the last place however small the radius is. */
double cas_averaged_sigmoid_value(const cas_averaged_sigmoid *average, double a);
/* S'(a). */
double cas_averaged_sigmoid_slope(const cas_averaged_sigmoid *average, double a);
/* S(a) - sigmoid(a), without the cancellation that subtracting would bring. */
double cas_averaged_sigmoid_gap(const cas_averaged_sigmoid *average, double a);

#endif
