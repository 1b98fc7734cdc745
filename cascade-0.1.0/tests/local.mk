# SPDX-License-Identifier: GPL-3.0-or-later
# The tests of a room of src/ stand in a folder of its name; each is one source and links
# what tests share.
unit_tests = \
  tests/arithmetic/accuracy \
  tests/arithmetic/arena \
  tests/arithmetic/arithmetic \
  tests/arithmetic/decimal \
  tests/arithmetic/enclosure \
  tests/arithmetic/interval \
  tests/arithmetic/operator_norm \
  tests/arithmetic/philox \
  tests/arithmetic/rational \
  tests/file/json_fields \
  tests/file/json_record \
  tests/file/located_json \
  tests/file/output_file \
  tests/program/expression \
  tests/program/jet \
  tests/program/program \
  tests/program/tape \
  tests/program/tape_arithmetics \
  tests/program/tape_errors \
  tests/formula/evaluate \
  tests/formula/mutate \
  tests/formula/print \
  tests/formula/running \
  tests/formula/reader \
  tests/constants/coordinates \
  tests/constants/smoothness \
  tests/constants/subdivision \
  tests/constants/subdivision_products \
  tests/constants/tail \
  tests/operator/activation \
  tests/operator/families \
  tests/operator/operator \
  tests/chain/chain \
  tests/chain/chain_file \
  tests/chain/chain_file_errors \
  tests/chain/examples \
  tests/chain/expectation \
  tests/chain/perturbation \
  tests/chain/reference \
  tests/process/filtration \
  tests/process/process \
  tests/exact/calculation \
  tests/exact/decide \
  tests/exact/enclosures \
  tests/exact/polynomial \
  tests/training/training_averaged \
  tests/training/training_elementary \
  tests/training/training_gradient \
  tests/training/training_problem \
  tests/training/training_run \
  tests/training/training_stationary \
  tests/training/training_statistics \
  tests/sweep/experiment \
  tests/sweep/journal \
  tests/sweep/sweep_run \
  tests/claim/claims_file \
  tests/claim/judge \
  tests/claim/ledger \
  tests/claim/measurement \
  tests/claim/random_trials \
  tests/claim/values \
  tests/claim/witnesses \
  tests/descent/chain_descent \
  tests/search/search \
  tests/descent/descent \
  tests/descent/descent_model \
  tests/orbit/orbit \
  tests/orbit/orbit_file \
  tests/logistic/simulation \
  tests/logistic/stationary_point \
  tests/properties/coefficients \
  tests/properties/small_model \
  tests/counterexamples/counterexamples \
  tests/command/selection \
  tests/command/table
script_tests = \
  tests/command/audit.sh \
  tests/command/claims.sh \
  tests/command/command.sh \
  tests/command/errata.sh \
  tests/command/ratios.sh \
  tests/command/search.sh \
  tests/command/sweep.sh \
  tests/paper/figures.sh \
  tests/paper/report.sh \
  tests/claim_ids.sh \
  tests/floors.sh \
  tests/literate.sh
check_PROGRAMS += $(unit_tests) tests/command/json_value
TESTS += $(unit_tests) $(script_tests)
EXTRA_DIST += $(script_tests) tests/command/ledger_rules.awk tests/data/claim-ids.txt \
  tests/literate.awk tests/tap.sh

check_LTLIBRARIES += libhelpers.la
libhelpers_la_SOURCES = \
  tests/arithmetic/operands.c \
  tests/arithmetic/operands.h \
  tests/chain/quoted_chain.c \
  tests/chain/quoted_chain.h \
  tests/chain/random_chain.c \
  tests/chain/random_chain.h \
  tests/chain/rounding_arithmetic.c \
  tests/chain/rounding_arithmetic.h \
  tests/claim/artificial_claims.c \
  tests/claim/artificial_claims.h \
  tests/constants/pointwise_constants.c \
  tests/constants/pointwise_constants.h \
  tests/constants/subdivision_trial.c \
  tests/constants/subdivision_trial.h \
  tests/operator/sample_operator.c \
  tests/operator/sample_operator.h \
  tests/program/random_program.c \
  tests/program/random_program.h \
  tests/program/tape_run.c \
  tests/program/tape_run.h \
  tests/training/training_reference.c \
  tests/training/training_reference.h

LDADD = libhelpers.la libcascade.la $(CMOCKA_LIBS) $(GSL_LIBS) $(JANSSON_LIBS) \
  $(MULTIPRECISION_LIBS) -lm
tests_sweep_journal_LDADD = $(LDADD) $(MD_LIBS)

# Of the command itself: what its tests read its JSON with, and its modules.
tests_command_json_value_LDADD = $(JANSSON_LIBS)
tests_command_selection_SOURCES = tests/command/selection.c src/command/selection.c
tests_command_table_SOURCES = tests/command/table.c src/command/report_text.c src/command/table.c

# A program is built with what is installed and nothing else.
EXTRA_DIST += tests/installed.c
CLEANFILES += tests/installed
installcheck-local:
	$(MKDIR_P) tests
	$(CC) $(CFLAGS) -o tests/installed $(srcdir)/tests/installed.c \
	  `PKG_CONFIG_PATH='$(DESTDIR)$(pkgconfigdir)' PKG_CONFIG_SYSROOT_DIR='$(DESTDIR)' \
	    $(PKG_CONFIG) --cflags --libs cascade`
	test "`LD_LIBRARY_PATH='$(DESTDIR)$(libdir)' ./tests/installed \
	  $(srcdir)/examples/two-operators.json | grep -c ' holds$$'`" -eq 4

include tests/fuzz/local.mk
