# SPDX-License-Identifier: GPL-3.0-or-later
# libFuzzer harnesses; README.md says how to run them.
fuzzers = \
  tests/fuzz/chain_file \
  tests/fuzz/claims_file \
  tests/fuzz/expression \
  tests/fuzz/process_file \
  tests/fuzz/smoothness \
  tests/fuzz/statement
EXTRA_PROGRAMS += $(fuzzers)
EXTRA_DIST += tests/fuzz/README.md tests/fuzz/chain_file.dict \
  tests/fuzz/claims_file.dict tests/fuzz/expression.dict tests/fuzz/statement.dict \
  tests/fuzz/corpus

tests_fuzz_chain_file_SOURCES = tests/fuzz/chain_file.c
tests_fuzz_chain_file_LDADD = libcascade.la $(MULTIPRECISION_LIBS)
tests_fuzz_chain_file_LDFLAGS = -fsanitize=fuzzer
tests_fuzz_claims_file_SOURCES = tests/fuzz/claims_file.c
tests_fuzz_claims_file_LDADD = libcascade.la $(GSL_LIBS) $(JANSSON_LIBS) $(MULTIPRECISION_LIBS)
tests_fuzz_claims_file_LDFLAGS = -fsanitize=fuzzer
tests_fuzz_expression_SOURCES = tests/fuzz/expression.c
tests_fuzz_expression_LDADD = libcascade.la $(MULTIPRECISION_LIBS)
tests_fuzz_expression_LDFLAGS = -fsanitize=fuzzer
tests_fuzz_process_file_SOURCES = tests/fuzz/process_file.c
tests_fuzz_process_file_LDADD = libcascade.la $(MULTIPRECISION_LIBS)
tests_fuzz_process_file_LDFLAGS = -fsanitize=fuzzer
tests_fuzz_smoothness_SOURCES = tests/fuzz/smoothness.c
tests_fuzz_smoothness_LDADD = libcascade.la $(MULTIPRECISION_LIBS)
tests_fuzz_smoothness_LDFLAGS = -fsanitize=fuzzer
tests_fuzz_statement_SOURCES = tests/fuzz/statement.c
tests_fuzz_statement_LDADD = libcascade.la $(GSL_LIBS) $(JANSSON_LIBS) $(MULTIPRECISION_LIBS)
tests_fuzz_statement_LDFLAGS = -fsanitize=fuzzer

if FUZZERS
all-local: $(fuzzers)
endif
