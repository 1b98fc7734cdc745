# SPDX-License-Identifier: GPL-3.0-or-later
# The tests of experiments, sweeps and journals.
sweep_tests = tests/experiment tests/journal tests/sweep_run
check_PROGRAMS += $(sweep_tests)
TESTS += $(sweep_tests)
tests_experiment_SOURCES = tests/experiment.c $(quoted_chain_sources)
tests_experiment_LDADD = $(test_libraries)
tests_journal_SOURCES = tests/journal.c
tests_journal_LDADD = $(test_libraries) $(MD_LIBS)
tests_sweep_run_SOURCES = tests/sweep_run.c $(quoted_chain_sources)
tests_sweep_run_LDADD = $(test_libraries)

TESTS += tests/sweep.sh
EXTRA_DIST += tests/sweep.sh
