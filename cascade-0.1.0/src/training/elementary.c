/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training/elementary.h"

#define LANES_WIDTH 1
#include "training/lanes_elementary.h"

double cas_training_exp2(double x)
{
    return elementary_exp2(x);
}

double cas_training_log(double x)
{
    return elementary_log(x);
}

void cas_training_normals(const uint32_t block[4], double pair[2])
{
    const philox_state state = {block[0], block[1], block[2], block[3]};
    elementary_normals(state, &pair[0], &pair[1]);
}

double cas_training_unit(uint32_t high, uint32_t low)
{
    return elementary_unit(high, low);
}
