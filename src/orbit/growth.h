/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ORBIT_GROWTH_H
#define CASCADE_ORBIT_GROWTH_H

#include "orbit/orbit_file.h"

#include <mpfi.h>

/* growth encloses a factor by which the orbit's certificate bounds the growth: of the
   squared norm, per step (per period of the cone), from some step on.  Above 1: a lower
   bound, the orbit diverges; below 1: an upper bound, it converges.  [0, inf] where there
   is no certificate. */
void cas_orbit_growth(const cas_orbit_file *file, mpfi_ptr growth);

#endif
