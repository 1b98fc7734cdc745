/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TRAINING_ELEMENTARY_H
#define CASCADE_TRAINING_ELEMENTARY_H

#include <stdint.h>

/* The engine's elementary functions and random numbers, one number at a time.  They
   consist of correctly rounded operations only: the same bits for every compiler and
   machine.  The derivations stand in lanes_elementary.h. */

/* 2^x for |x| <= 1021; error below 0.91 units in the last place. */
double cas_training_exp2(double x);

/* ln x for a normal positive x. */
double cas_training_log(double x);

/* Two independent N(0, 1) numbers, made of one block of Philox. */
void cas_training_normals(const uint32_t block[4], double pair[2]);

/* The uniform number in (0, 1), an odd multiple of 2^-53, of two words of a block. */
double cas_training_unit(uint32_t high, uint32_t low);

#endif
