/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fma_peak.h"

#include "training/lanes_avx512.h"

#include "fma_peak_loop.h"

double fma_peak_avx512(void)
{
    return measure_peak();
}
