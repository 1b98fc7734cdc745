/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "orbit/a3_gradients.h"

#define NAMES "a b c d x1 x2 q1 q2 y1 y2 c1 c2 h1 h2"

const cas_a3_gradients cas_a3_printed_gradients = {
    .u2 = {"2*(y1*q1 + y2*q2)*y1", "2*(y1*q1 + y2*q2)*y2"},
    .v1 = {"2*(y1*q1 + y2*q2)*q1 + y1", "2*(y1*q1 + y2*q2)*q2 + y2"},
    .u1 = {"a*x1*c1 + c*x1*c2", "b*x2*c1 + d*x2*c2"},
};

/* increment = <h, gradient> + rest, identically. */
static void check_increment(cas_calculation *calculation, const char *increment,
                            const char *const gradient[2], const char *rest)
{
    cas_check_polynomials(calculation, NAMES, "%s = h1 (%s) + h2 (%s) + %s", increment,
                          gradient[0], gradient[1], rest);
}

void cas_check_a3_gradients(cas_calculation *calculation,
                            const cas_a3_gradients *gradients)
{
    check_increment(calculation,
                    "((y1 + h1)*q1 + (y2 + h2)*q2)^2 + ((y1 + h1)^2 + (y2 + h2)^2)/2"
                    " - (y1*q1 + y2*q2)^2 - (y1^2 + y2^2)/2",
                    gradients->v1, "(h1*q1 + h2*q2)^2 + (h1^2 + h2^2)/2");
    check_increment(calculation, "(y1*(q1 + h1) + y2*(q2 + h2))^2 - (y1*q1 + y2*q2)^2",
                    gradients->u2, "(y1*h1 + y2*h2)^2");
    check_increment(calculation, "c1*(a*x1*h1 + b*x2*h2) + c2*(c*x1*h1 + d*x2*h2)",
                    gradients->u1, "0");
}
