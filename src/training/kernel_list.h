/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TRAINING_KERNEL_LIST_H
#define CASCADE_TRAINING_KERNEL_LIST_H

#include "training/kernel.h"

/* One per instruction set, made of the same lanes_pass.h and lanes_iteration.h;
   cas_kernel_find knows which of them the machine can run. */
extern const cas_kernel cas_kernel_portable;
extern const cas_kernel cas_kernel_avx2;
extern const cas_kernel cas_kernel_avx512;

#endif
