# SPDX-License-Identifier: GPL-3.0-or-later
# Harnesses of readers; README.md says how to run them with libFuzzer.  Without it, they
# are tests that run over their corpora.
fuzzers = \
  tests/fuzz/chain_file \
  tests/fuzz/claims_file \
  tests/fuzz/descent_file \
  tests/fuzz/experiment_file \
  tests/fuzz/expression \
  tests/fuzz/journal \
  tests/fuzz/libsvm \
  tests/fuzz/logistic_file \
  tests/fuzz/orbit_file \
  tests/fuzz/process_file \
  tests/fuzz/run_record \
  tests/fuzz/smoothness \
  tests/fuzz/statement \
  tests/fuzz/values_file
EXTRA_DIST += tests/fuzz/README.md tests/fuzz/chain_file.dict \
  tests/fuzz/claims_file.dict tests/fuzz/expression.dict tests/fuzz/statement.dict \
  tests/fuzz/corpora.sh tests/fuzz/corpus tests/fuzz/harness.h tests/fuzz/round_trip.h

if FUZZERS
EXTRA_PROGRAMS += $(fuzzers)
all-local: $(fuzzers)
fuzz_main = $(FUZZER_LIBS)

# Every harness for FUZZTIME seconds, one after the other; what is found stays in found/.
FUZZTIME = 600
fuzz: $(fuzzers)
	for harness in $(fuzzers); do \
	  name=`basename $$harness` seeds=$(srcdir)/tests/fuzz/corpus/`basename $$harness`; \
	  dictionary=$(srcdir)/$$harness.dict; \
	  $(MKDIR_P) found/$$name && test -d $$seeds || seeds=; \
	  test -f $$dictionary && dictionary=-dict=$$dictionary || dictionary=; \
	  ./$$harness -max_total_time=$(FUZZTIME) -timeout=10 -rss_limit_mb=2048 \
	    -artifact_prefix=found/$$name- $$dictionary found/$$name $$seeds || exit 1; \
	done
else
check_PROGRAMS += $(fuzzers)
TESTS += tests/fuzz/corpora.sh
check_LTLIBRARIES += libfuzzmain.la
libfuzzmain_la_SOURCES = tests/fuzz/main.c
fuzz_main = libfuzzmain.la
endif
.PHONY: fuzz

fuzz_LDADD = $(fuzz_main) libcascade.la $(GSL_LIBS) $(JANSSON_LIBS) \
  $(MULTIPRECISION_LIBS) $(MD_LIBS) -lm

tests_fuzz_chain_file_LDADD = $(fuzz_LDADD)
tests_fuzz_claims_file_LDADD = $(fuzz_LDADD)
tests_fuzz_descent_file_LDADD = $(fuzz_LDADD)
tests_fuzz_experiment_file_LDADD = $(fuzz_LDADD)
tests_fuzz_expression_LDADD = $(fuzz_LDADD)
tests_fuzz_journal_LDADD = $(fuzz_LDADD)
tests_fuzz_libsvm_LDADD = $(fuzz_LDADD)
tests_fuzz_logistic_file_LDADD = $(fuzz_LDADD)
tests_fuzz_orbit_file_LDADD = $(fuzz_LDADD)
tests_fuzz_process_file_LDADD = $(fuzz_LDADD)
tests_fuzz_run_record_LDADD = $(fuzz_LDADD)
tests_fuzz_smoothness_LDADD = $(fuzz_LDADD)
tests_fuzz_statement_LDADD = $(fuzz_LDADD)
tests_fuzz_values_file_LDADD = $(fuzz_LDADD)
