/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fma_peak.h"

#include "training/lanes_avx2.h"

#include "fma_peak_loop.h"

double fma_peak_avx2(void)
{
    return measure_peak();
}
