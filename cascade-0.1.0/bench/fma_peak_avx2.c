/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define LANES_WIDTH 4
#include "fma_peak_loop.h"

double fma_peak_avx2(void)
{
    return measure_peak();
}
