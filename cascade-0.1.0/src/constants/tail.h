/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CONSTANTS_TAIL_H
#define CASCADE_CONSTANTS_TAIL_H

#include "constants/tail_number.h"

/* Interval arithmetic on a box with unbounded sides that knows how fast its numbers grow
   and decay: softplus(z) is [.., inf] there and 1/cosh(z)^2 is [0, ..], but their product
   is bounded, because the one grows like z and the other decays like exp(-2z).

   Its numbers are cas_tail_number; `init` makes them on this tail, so that the table must
   be kept in the structure, together with the tail. */
typedef struct cas_tail_arithmetic {
    cas_arithmetic table;
    const cas_tail *tail;
} cas_tail_arithmetic;

/* All but the elementary functions, which cas_tail_functions_add adds. */
void cas_tail_arithmetic_init(cas_tail_arithmetic *arithmetic, const cas_tail *tail);

#endif
