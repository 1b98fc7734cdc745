/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_DESCENT_PL_CONSTANT_H
#define CASCADE_DESCENT_PL_CONSTANT_H

#include <gmp.h>
#include <stdbool.h>

/*: \paragraph{A family that satisfies the PL condition and is not convex:} the function
$\phi_\kappa(z) = z^2/2 + \kappa(1 - \cos z)$ has one stationary point for $\kappa \le
4.6$ and is convex for $\kappa \le 1$ only; $\frac12\phi_3(2x) = x^2 + 3\sin^2 x$ is the
usual example. $\phi_\kappa'' \le 1 + \kappa$, attained at $0$, and $\phi_\kappa'^2 \ge 2
m_\kappa \phi_\kappa$ with the numbers below, the largest of four decimals, which the
tests certify. Scaled, $h s^2\phi_\kappa(w/s)$ has $L = h(1 + \kappa)$ and $\mu = h
m_\kappa$; a sum of such functions of different variables has the largest $L$ and the
least $\mu$. */
typedef struct cas_pl_constant {
    long numerator, denominator; /* kappa */
    long ten_thousandths;        /* of m */
} cas_pl_constant;
enum { CAS_PL_CONSTANTS = 5 };
extern const cas_pl_constant cas_pl_constants[CAS_PL_CONSTANTS];

void cas_pl_constant_get(const cas_pl_constant *constant, mpq_t kappa, mpq_t m);
/* m where kappa is one of the list; else false, and m keeps its value. */
bool cas_pl_constant_find(mpq_srcptr kappa, mpq_t m);

#endif
