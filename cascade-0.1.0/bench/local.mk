# SPDX-License-Identifier: GPL-3.0-or-later
# Comparisons with peers: `make bench` prints ratios measured in one run.
EXTRA_PROGRAMS += bench/certify
bench_certify_SOURCES = bench/certify.c
bench_certify_LDADD = libcascade.la $(GSL_LIBS) $(MULTIPRECISION_LIBS)
EXTRA_DIST += bench/certify.sh bench/certify_mpmath.py
CLEANFILES += bench/certify

bench-certify: bench/certify$(EXEEXT)
	$(top_srcdir)/bench/certify.sh ./bench/certify$(EXEEXT) "$(PYTHON3)" \
	  $(top_srcdir)/bench/certify_mpmath.py

bench: bench-certify
.PHONY: bench bench-certify

# The training engine against NumPy and plain C.
EXTRA_PROGRAMS += bench/training bench/logistic_plain
bench_training_SOURCES = bench/training.c bench/fma_peak.h bench/fma_peak_loop.h \
  bench/fma_peak_portable.c
bench_training_LDADD = libcascade.la -lm
if X86_KERNELS
EXTRA_LTLIBRARIES += bench/libfma_peak_avx2.la bench/libfma_peak_avx512.la
bench_libfma_peak_avx2_la_SOURCES = bench/fma_peak_avx2.c
bench_libfma_peak_avx2_la_CFLAGS = $(AM_CFLAGS) -mavx2 -mfma
bench_libfma_peak_avx512_la_SOURCES = bench/fma_peak_avx512.c
bench_libfma_peak_avx512_la_CFLAGS = $(AM_CFLAGS) -mavx512f
bench_training_LDADD += bench/libfma_peak_avx2.la bench/libfma_peak_avx512.la
endif
# Plain: what a compiler makes of it with -O2 and nothing else.
bench_logistic_plain_SOURCES = bench/logistic_plain.c
bench_logistic_plain_CFLAGS = -std=gnu11 -O2
bench_logistic_plain_LDADD = -lm
EXTRA_DIST += bench/training.sh bench/logistic_numpy.py
CLEANFILES += bench/training bench/logistic_plain

bench-training: bench/training$(EXEEXT) bench/logistic_plain$(EXEEXT)
	$(top_srcdir)/bench/training.sh ./bench/training$(EXEEXT) ./bench/logistic_plain$(EXEEXT) \
	  "$(PYTHON3)" $(top_srcdir)/bench/logistic_numpy.py

bench: bench-training
.PHONY: bench-training
