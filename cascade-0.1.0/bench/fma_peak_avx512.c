/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define LANES_WIDTH 8
#include "fma_peak_loop.h"

double fma_peak_avx512(void)
{
    return measure_peak();
}
