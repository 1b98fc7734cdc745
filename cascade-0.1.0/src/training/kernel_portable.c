/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define LANES_WIDTH 1
#include "training/lanes_iteration.h"

const cas_kernel cas_kernel_portable = LANES_KERNEL("portable");
