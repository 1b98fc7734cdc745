/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define LANES_WIDTH 8
#include "training/lanes_iteration.h"

const cas_kernel cas_kernel_avx512 = LANES_KERNEL("avx512");
