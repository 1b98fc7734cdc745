/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ORBIT_GROWTH_H
#define CASCADE_ORBIT_GROWTH_H

#include "exact/calculation.h"
#include "orbit/orbit_file.h"

/* growth encloses a factor by which the orbit's certificate bounds the growth: of the
   squared norm, per step (per period of the cone), from some step on.  Above 1: a lower
   bound, the orbit diverges; below 1: an upper bound, it converges.  [0, inf] where there
   is no certificate. */
void cas_orbit_growth(const cas_orbit_file *file, mpfi_ptr growth);

/* Names a, b, c, d (the matrix), gamma, beta, and of A^T A trace and det. */
void cas_name_iteration(cas_calculation *calculation, const cas_iteration *iteration);

/* Checks that momentum without compression and with w_2 = 0 converges from every start:
   both pairs of roots are complex.  In the names above. */
bool cas_check_momentum_converges(cas_calculation *calculation);

#endif
