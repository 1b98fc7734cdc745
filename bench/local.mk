# SPDX-License-Identifier: GPL-3.0-or-later
# Comparisons with peers: `make bench` prints ratios measured in one run.
EXTRA_PROGRAMS += bench/certify
bench_certify_SOURCES = bench/certify.c
bench_certify_LDADD = libcascade.la $(MULTIPRECISION_LIBS)
EXTRA_DIST += bench/certify.sh bench/certify_mpmath.py
CLEANFILES += bench/certify

bench-certify: bench/certify$(EXEEXT)
	$(top_srcdir)/bench/certify.sh ./bench/certify$(EXEEXT) "$(PYTHON3)" \
	  $(top_srcdir)/bench/certify_mpmath.py

bench: bench-certify
.PHONY: bench bench-certify
