/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_SIMPLIFY_H
#define CASCADE_CLAIM_SIMPLIFY_H

#include "arithmetic/rational.h"

/* What the kinds of instances that can be made simpler share.  Their ways to do so are
   numbered from 0 through the whole instance. */

/* Sets number *k of those that are not 0, 1 or -1 to value and returns true, or lowers
   *k by how many there are. */
bool cas_simplify_numbers(cas_rationals *numbers, long value, size_t *k);

#endif
