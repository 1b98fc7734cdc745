/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training/kernel.h"

#include "training/lanes_avx2.h"
#include "training/lanes_elementary.h"
#include "training/lanes_pass.h"
#include "training/lanes_iteration.h"

const cas_kernel cas_kernel_avx2 = {
    .name = "avx2",
    .width = LANES_WIDTH,
    .advance = advance,
    .evaluate_loss = evaluate_loss,
};
