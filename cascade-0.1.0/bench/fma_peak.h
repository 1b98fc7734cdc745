/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_BENCH_FMA_PEAK_H
#define CASCADE_BENCH_FMA_PEAK_H

/* Fused multiply-adds of whole vectors per second, on one core, as each kernel's
   instruction set has them. */
double fma_peak_portable(void);
double fma_peak_avx2(void);
double fma_peak_avx512(void);

#endif
