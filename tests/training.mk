# SPDX-License-Identifier: GPL-3.0-or-later
# The tests of src/training/.
training_tests = tests/training_averaged \
  tests/training_elementary tests/training_gradient tests/training_problem \
  tests/training_run tests/training_statistics
check_PROGRAMS += $(training_tests)
TESTS += $(training_tests)
training_reference_sources = tests/training_reference.c tests/training_reference.h
tests_training_averaged_SOURCES = tests/training_averaged.c
tests_training_averaged_LDADD = $(test_libraries) -lm
tests_training_elementary_SOURCES = tests/training_elementary.c
tests_training_elementary_LDADD = $(test_libraries) -lm
tests_training_gradient_SOURCES = tests/training_gradient.c $(training_reference_sources)
tests_training_gradient_LDADD = $(test_libraries) -lm
tests_training_problem_SOURCES = tests/training_problem.c
tests_training_problem_LDADD = $(test_libraries) -lm
tests_training_run_SOURCES = tests/training_run.c $(training_reference_sources)
tests_training_run_LDADD = $(test_libraries) -lm
tests_training_statistics_SOURCES = tests/training_statistics.c
tests_training_statistics_LDADD = $(test_libraries)
