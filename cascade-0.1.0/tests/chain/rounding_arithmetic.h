/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TESTS_CHAIN_ROUNDING_ARITHMETIC_H
#define CASCADE_TESTS_CHAIN_ROUNDING_ARITHMETIC_H

#include "arithmetic/arithmetic.h"

/* The most roundings that one node of a program may stand for in the implementation under
   test: the length of its longest sum and a few more. */
enum { ROUNDINGS = 32 };

/* Intervals that contain every result that binary64 can give: the standard model of
   rounding as an arithmetic.  Its numbers are mpfi_t. */
cas_arithmetic rounding_arithmetic(void);

#endif
