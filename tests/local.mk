# SPDX-License-Identifier: GPL-3.0-or-later
# The tests of a room of src/ stand in a folder of its name; each is one source and links
# what tests share.
unit_tests = \
  tests/arithmetic/accuracy \
  tests/arithmetic/arena \
  tests/arithmetic/arithmetic \
  tests/arithmetic/directed \
  tests/arithmetic/enclosure \
  tests/arithmetic/estimate \
  tests/arithmetic/interval \
  tests/arithmetic/operator_norm \
  tests/arithmetic/philox \
  tests/arithmetic/rational \
  tests/file/json_fields \
  tests/file/located_json \
  tests/file/output_file \
  tests/program/expression \
  tests/program/jet \
  tests/program/program \
  tests/program/tape \
  tests/program/tape_arithmetics \
  tests/program/tape_errors \
  tests/formula/mutate \
  tests/formula/print \
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
  tests/theory/coefficients \
  tests/theory/small_model \
  tests/exact/calculation \
  tests/exact/polynomial \
  tests/exact/rational_matrix \
  tests/training/training_averaged \
  tests/training/training_elementary \
  tests/training/training_gradient \
  tests/training/training_problem \
  tests/training/training_run \
  tests/training/training_statistics \
  tests/sweep/experiment \
  tests/sweep/journal \
  tests/sweep/sweep_run \
  tests/claim/ledger \
  tests/claim/measurement \
  tests/claim/values \
  tests/claim/witnesses \
  tests/descent/descent \
  tests/descent/descent_model \
  tests/orbit/orbit \
  tests/orbit/orbit_file \
  tests/logistic/simulation \
  tests/logistic/stationary_point \
  tests/counterexamples/counterexamples \
  tests/command/selection \
  tests/command/table
script_tests = \
  tests/command/audit.sh \
  tests/command/command.sh \
  tests/command/ratios.sh \
  tests/command/sweep.sh \
  tests/paper/figures.sh \
  tests/paper/report.sh \
  tests/claim_ids.sh \
  tests/floors.sh \
  tests/literate.sh
check_PROGRAMS += $(unit_tests) tests/command/json_value
TESTS += $(unit_tests) $(script_tests)
EXTRA_DIST += $(script_tests) tests/data/claim-ids.txt tests/literate.awk tests/tap.sh

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
tests_claim_witnesses_LDADD = libclaims.la $(LDADD)
tests_counterexamples_counterexamples_LDADD = libclaims.la $(LDADD)
tests_logistic_simulation_LDADD = libclaims.la $(LDADD)
tests_logistic_stationary_point_LDADD = libclaims.la $(LDADD)
tests_orbit_orbit_file_LDADD = libclaims.la $(LDADD)
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

check_PROGRAMS += tests/selection
TESTS += tests/selection
tests_selection_SOURCES = tests/selection.c src/command/selection.c
tests_selection_LDADD = libcascade.la $(CMOCKA_LIBS) $(MULTIPRECISION_LIBS)

check_PROGRAMS += tests/table
TESTS += tests/table
tests_table_SOURCES = tests/table.c src/command/report_text.c src/command/table.c
tests_table_LDADD = libcascade.la $(CMOCKA_LIBS) $(JANSSON_LIBS) $(MULTIPRECISION_LIBS)

# Exact calculations, orbits and the claims of counterexamples/.
counterexamples_tests = tests/calculation tests/counterexamples tests/orbit tests/orbit_file
counterexamples_libraries = libclaims.la libcascade.la $(JANSSON_LIBS) $(CMOCKA_LIBS) \
  $(GSL_LIBS) $(MULTIPRECISION_LIBS)
check_PROGRAMS += $(counterexamples_tests)
TESTS += $(counterexamples_tests)
tests_calculation_SOURCES = tests/calculation.c
tests_calculation_LDADD = $(counterexamples_libraries)
tests_counterexamples_SOURCES = tests/counterexamples.c
tests_counterexamples_LDADD = $(counterexamples_libraries)
tests_orbit_SOURCES = tests/orbit.c
tests_orbit_LDADD = $(counterexamples_libraries)
tests_orbit_file_SOURCES = tests/orbit_file.c
tests_orbit_file_LDADD = $(counterexamples_libraries)

check_PROGRAMS += tests/stationary_point
TESTS += tests/stationary_point
tests_stationary_point_SOURCES = tests/stationary_point.c
tests_stationary_point_LDADD = $(counterexamples_libraries) -lm

check_PROGRAMS += tests/rational_matrix
TESTS += tests/rational_matrix
tests_rational_matrix_SOURCES = tests/rational_matrix.c
tests_rational_matrix_LDADD = libcascade.la $(CMOCKA_LIBS) $(GSL_LIBS) $(MULTIPRECISION_LIBS)
tests_filtration_SOURCES = tests/filtration.c
tests_filtration_LDADD = libcascade.la $(CMOCKA_LIBS) $(GSL_LIBS) $(MULTIPRECISION_LIBS)
tests_process_SOURCES = tests/process.c
tests_process_LDADD = libcascade.la $(CMOCKA_LIBS) $(GSL_LIBS) $(MULTIPRECISION_LIBS)

check_PROGRAMS += tests/decide tests/plane_polynomial tests/polynomial
TESTS += tests/decide tests/plane_polynomial tests/polynomial
tests_decide_SOURCES = tests/decide.c
tests_decide_LDADD = libcascade.la $(CMOCKA_LIBS) $(MULTIPRECISION_LIBS)
tests_plane_polynomial_SOURCES = tests/plane_polynomial.c
tests_plane_polynomial_LDADD = libcascade.la $(CMOCKA_LIBS) $(MULTIPRECISION_LIBS)
tests_polynomial_SOURCES = tests/polynomial.c
tests_polynomial_LDADD = libcascade.la $(CMOCKA_LIBS) $(MULTIPRECISION_LIBS)

TESTS += tests/claim_ids.sh
EXTRA_DIST += tests/claim_ids.sh tests/data/claim-ids.txt

check_PROGRAMS += tests/descent
TESTS += tests/descent
tests_descent_SOURCES = tests/descent.c
tests_descent_LDADD = $(counterexamples_libraries) -lm

check_PROGRAMS += tests/witnesses
TESTS += tests/witnesses
tests_witnesses_SOURCES = tests/witnesses.c
tests_witnesses_LDADD = $(counterexamples_libraries)

check_PROGRAMS += tests/values
TESTS += tests/values
tests_values_SOURCES = tests/values.c
tests_values_LDADD = $(counterexamples_libraries)

check_PROGRAMS += tests/small_model
TESTS += tests/small_model
tests_small_model_SOURCES = tests/small_model.c
tests_small_model_LDADD = libcascade.la $(CMOCKA_LIBS) $(GSL_LIBS) $(MULTIPRECISION_LIBS)

TESTS += tests/audit.sh
EXTRA_DIST += tests/audit.sh
TESTS += tests/ratios.sh
EXTRA_DIST += tests/ratios.sh
TESTS += tests/figures.sh
EXTRA_DIST += tests/figures.sh
TESTS += tests/report.sh
EXTRA_DIST += tests/report.sh
TESTS += tests/literate.sh
EXTRA_DIST += tests/literate.awk tests/literate.sh

subdivision_tests = tests/subdivision tests/subdivision_products
check_PROGRAMS += $(subdivision_tests)
TESTS += $(subdivision_tests)
subdivision_trial_sources = tests/subdivision_trial.c tests/subdivision_trial.h
tests_subdivision_SOURCES = tests/subdivision.c tests/random_program.c \
  tests/random_program.h $(subdivision_trial_sources)
tests_subdivision_LDADD = $(test_libraries) -lm
tests_subdivision_products_SOURCES = tests/subdivision_products.c $(subdivision_trial_sources)
tests_subdivision_products_LDADD = $(test_libraries) -lm

check_PROGRAMS += tests/coordinates
TESTS += tests/coordinates
tests_coordinates_SOURCES = tests/coordinates.c tests/random_program.c tests/random_program.h
tests_coordinates_LDADD = libcascade.la $(CMOCKA_LIBS) $(GSL_LIBS) $(MULTIPRECISION_LIBS) -lm

check_PROGRAMS += tests/tail
TESTS += tests/tail
tests_tail_SOURCES = tests/tail.c tests/random_program.c tests/random_program.h
tests_tail_LDADD = libcascade.la $(CMOCKA_LIBS) $(GSL_LIBS) $(MULTIPRECISION_LIBS) -lm
include tests/fuzz/local.mk
