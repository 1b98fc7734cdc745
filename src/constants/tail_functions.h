/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CONSTANTS_TAIL_FUNCTIONS_H
#define CASCADE_CONSTANTS_TAIL_FUNCTIONS_H

#include "constants/tail.h"

/* The elementary functions of numbers on tails (cas_tail_number), in the order
   of cas_function. */
extern void (*const cas_tail_functions[CAS_FUNCTION_COUNT])(void *r, const void *x);

#endif
