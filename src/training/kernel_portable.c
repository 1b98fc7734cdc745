/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training/kernel.h"

#include "training/lanes_portable.h"
#include "training/lanes_elementary.h"
#include "training/lanes_pass.h"
#include "training/lanes_iteration.h"

const cas_kernel cas_kernel_portable = {
    .name = "portable",
    .width = LANES_WIDTH,
    .advance = advance,
    .evaluate_loss = evaluate_loss,
};
