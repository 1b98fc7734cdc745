# SPDX-License-Identifier: GPL-3.0-or-later
include tests/fuzz/local.mk
include tests/sweep.mk
include tests/training.mk

test_libraries = libcascade.la $(CMOCKA_LIBS) $(GSL_LIBS) $(MULTIPRECISION_LIBS)
operand_sources = tests/operands.c tests/operands.h

arithmetic_tests = tests/accuracy tests/arena tests/arithmetic tests/directed tests/enclosure \
  tests/estimate tests/interval tests/philox tests/rational
check_PROGRAMS += $(arithmetic_tests)
TESTS += $(arithmetic_tests)

tests_accuracy_SOURCES = tests/accuracy.c $(operand_sources)
tests_accuracy_LDADD = $(test_libraries) -lm
tests_arena_SOURCES = tests/arena.c
tests_arena_LDADD = $(test_libraries)
tests_arithmetic_SOURCES = tests/arithmetic.c $(operand_sources)
tests_arithmetic_LDADD = $(test_libraries) -lm
tests_directed_SOURCES = tests/directed.c $(operand_sources)
tests_directed_LDADD = $(test_libraries)
tests_enclosure_SOURCES = tests/enclosure.c $(operand_sources)
tests_enclosure_LDADD = $(test_libraries) -lm
tests_estimate_SOURCES = tests/estimate.c $(operand_sources)
tests_estimate_LDADD = $(test_libraries)
tests_interval_SOURCES = tests/interval.c $(operand_sources)
tests_interval_LDADD = $(test_libraries)
tests_philox_SOURCES = tests/philox.c
tests_philox_LDADD = $(test_libraries)
tests_rational_SOURCES = tests/rational.c $(operand_sources)
tests_rational_LDADD = $(test_libraries)

check_PROGRAMS += tests/expression tests/program
TESTS += tests/expression tests/program
tests_expression_SOURCES = tests/expression.c
tests_expression_LDADD = libcascade.la $(CMOCKA_LIBS) $(MULTIPRECISION_LIBS)
tests_program_SOURCES = tests/program.c
tests_program_LDADD = libcascade.la $(CMOCKA_LIBS) $(MULTIPRECISION_LIBS)

chain_tests = tests/chain tests/chain_file tests/chain_file_errors tests/examples \
  tests/json_fields tests/located_json tests/output_file tests/perturbation
check_PROGRAMS += $(chain_tests)
TESTS += $(chain_tests)
quoted_chain_sources = tests/quoted_chain.c tests/quoted_chain.h
random_chain_sources = tests/random_chain.c tests/random_chain.h
tests_chain_SOURCES = tests/chain.c $(random_chain_sources)
tests_chain_LDADD = $(test_libraries)
tests_chain_file_SOURCES = tests/chain_file.c $(quoted_chain_sources) $(random_chain_sources)
tests_chain_file_LDADD = $(test_libraries)
tests_chain_file_errors_SOURCES = tests/chain_file_errors.c $(quoted_chain_sources)
tests_chain_file_errors_LDADD = $(test_libraries)
tests_examples_SOURCES = tests/examples.c
tests_examples_LDADD = $(test_libraries)
tests_json_fields_SOURCES = tests/json_fields.c
tests_json_fields_LDADD = $(test_libraries) $(JANSSON_LIBS)
tests_located_json_SOURCES = tests/located_json.c
tests_located_json_LDADD = $(test_libraries) $(JANSSON_LIBS)
tests_output_file_SOURCES = tests/output_file.c
tests_output_file_LDADD = $(test_libraries)
tests_perturbation_SOURCES = tests/perturbation.c
tests_perturbation_LDADD = $(test_libraries)

check_PROGRAMS += tests/activation
TESTS += tests/activation
tests_activation_SOURCES = tests/activation.c
tests_activation_LDADD = libcascade.la $(CMOCKA_LIBS) $(GSL_LIBS) $(MULTIPRECISION_LIBS)

check_PROGRAMS += tests/families
TESTS += tests/families
tests_families_SOURCES = tests/families.c tests/sample_operator.c tests/sample_operator.h
tests_families_LDADD = libcascade.la $(CMOCKA_LIBS) $(GSL_LIBS) $(MULTIPRECISION_LIBS)

check_PROGRAMS += tests/operator
TESTS += tests/operator
tests_operator_SOURCES = tests/operator.c tests/sample_operator.c tests/sample_operator.h
tests_operator_LDADD = libcascade.la $(CMOCKA_LIBS) $(GSL_LIBS) $(MULTIPRECISION_LIBS)

check_PROGRAMS += tests/operator_norm
TESTS += tests/operator_norm
tests_operator_norm_SOURCES = tests/operator_norm.c tests/sample_operator.c tests/sample_operator.h
tests_operator_norm_LDADD = libcascade.la $(CMOCKA_LIBS) $(GSL_LIBS) $(MULTIPRECISION_LIBS)

check_PROGRAMS += tests/smoothness
TESTS += tests/smoothness
tests_smoothness_SOURCES = tests/smoothness.c tests/sample_operator.c tests/sample_operator.h tests/pointwise_constants.c tests/pointwise_constants.h
tests_smoothness_LDADD = libcascade.la $(CMOCKA_LIBS) $(GSL_LIBS) $(MULTIPRECISION_LIBS)

check_PROGRAMS += tests/jet
TESTS += tests/jet
tests_jet_SOURCES = tests/jet.c tests/random_program.c tests/random_program.h
tests_jet_LDADD = libcascade.la $(CMOCKA_LIBS) $(GSL_LIBS) $(MULTIPRECISION_LIBS)

tape_tests = tests/tape tests/tape_arithmetics tests/tape_errors
check_PROGRAMS += $(tape_tests)
TESTS += $(tape_tests)
tape_run_sources = tests/random_program.c tests/random_program.h tests/tape_run.c \
  tests/tape_run.h
tests_tape_SOURCES = tests/tape.c $(tape_run_sources)
tests_tape_LDADD = $(test_libraries)
tests_tape_arithmetics_SOURCES = tests/tape_arithmetics.c $(tape_run_sources)
tests_tape_arithmetics_LDADD = $(test_libraries) -lm
tests_tape_errors_SOURCES = tests/tape_errors.c
tests_tape_errors_LDADD = $(test_libraries)

check_PROGRAMS += tests/coefficients
TESTS += tests/coefficients
tests_coefficients_SOURCES = tests/coefficients.c
tests_coefficients_LDADD = libcascade.la $(CMOCKA_LIBS) $(GSL_LIBS) $(MULTIPRECISION_LIBS)

check_PROGRAMS += tests/expectation
TESTS += tests/expectation
tests_expectation_SOURCES = tests/expectation.c
tests_expectation_LDADD = libcascade.la $(CMOCKA_LIBS) $(GSL_LIBS) $(MULTIPRECISION_LIBS)

check_PROGRAMS += tests/reference
TESTS += tests/reference
tests_reference_SOURCES = tests/reference.c tests/rounding_arithmetic.c \
  tests/rounding_arithmetic.h
tests_reference_LDADD = libcascade.la $(CMOCKA_LIBS) $(GSL_LIBS) $(MULTIPRECISION_LIBS)

check_PROGRAMS += tests/ledger
TESTS += tests/ledger
tests_ledger_SOURCES = tests/artificial_claims.c tests/artificial_claims.h tests/ledger.c
tests_ledger_LDADD = libcascade.la $(CMOCKA_LIBS) $(GSL_LIBS) $(JANSSON_LIBS) \
  $(MULTIPRECISION_LIBS)

check_PROGRAMS += tests/measurement
TESTS += tests/measurement
tests_measurement_SOURCES = tests/measurement.c
tests_measurement_LDADD = libcascade.la $(CMOCKA_LIBS) $(GSL_LIBS) $(JANSSON_LIBS) \
  $(MULTIPRECISION_LIBS) -lm

check_PROGRAMS += tests/simulation
TESTS += tests/simulation
tests_simulation_SOURCES = tests/simulation.c
tests_simulation_LDADD = libclaims.la libcascade.la $(CMOCKA_LIBS) $(GSL_LIBS) \
  $(JANSSON_LIBS) $(MULTIPRECISION_LIBS) -lm

check_PROGRAMS += tests/json_value
tests_json_value_SOURCES = tests/json_value.c
tests_json_value_LDADD = $(JANSSON_LIBS)
EXTRA_DIST += tests/tap.sh
TESTS += tests/command.sh tests/floors.sh
EXTRA_DIST += tests/command.sh tests/floors.sh

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
check_PROGRAMS += tests/filtration tests/process tests/step
TESTS += tests/filtration tests/process tests/step
tests_filtration_SOURCES = tests/filtration.c
tests_filtration_LDADD = libcascade.la $(CMOCKA_LIBS) $(GSL_LIBS) $(MULTIPRECISION_LIBS)
tests_process_SOURCES = tests/process.c
tests_process_LDADD = libcascade.la $(CMOCKA_LIBS) $(GSL_LIBS) $(MULTIPRECISION_LIBS)
tests_step_SOURCES = tests/step.c
tests_step_LDADD = libcascade.la $(CMOCKA_LIBS) $(GSL_LIBS) $(MULTIPRECISION_LIBS)

check_PROGRAMS += tests/polynomial
TESTS += tests/polynomial
tests_polynomial_SOURCES = tests/polynomial.c
tests_polynomial_LDADD = libcascade.la $(CMOCKA_LIBS) $(MULTIPRECISION_LIBS)

TESTS += tests/claim_ids.sh
EXTRA_DIST += tests/claim_ids.sh tests/data/claim-ids.txt

check_PROGRAMS += tests/descent/descent tests/descent/descent_model
TESTS += tests/descent/descent tests/descent/descent_model
tests_descent_descent_SOURCES = tests/descent/descent.c
tests_descent_descent_LDADD = $(test_libraries)
tests_descent_descent_model_SOURCES = tests/descent/descent_model.c
tests_descent_descent_model_LDADD = $(test_libraries) -lm

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
