/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training/kernel.h"

#include "training/lanes_avx512.h"
#include "training/lanes_elementary.h"
#include "training/lanes_pass.h"
#include "training/lanes_iteration.h"

const cas_kernel cas_kernel_avx512 = {
    .name = "avx512",
    .width = LANES_WIDTH,
    .advance = advance,
    .evaluate_loss = evaluate_loss,
};
