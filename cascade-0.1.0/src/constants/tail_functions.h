/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CONSTANTS_TAIL_FUNCTIONS_H
#define CASCADE_CONSTANTS_TAIL_FUNCTIONS_H

#include "constants/tail.h"

/* Adds the elementary functions to an arithmetic. */
void cas_tail_functions_add(cas_tail_arithmetic *arithmetic);

#endif
