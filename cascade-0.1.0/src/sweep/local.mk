# SPDX-License-Identifier: GPL-3.0-or-later
# Experiments: many training runs, their journal, their spread over processes.
libcascade_la_SOURCES += \
  src/sweep/experiment.c \
  src/sweep/experiment.h \
  src/sweep/experiment_file.c \
  src/sweep/experiment_file.h \
  src/sweep/journal.c \
  src/sweep/journal.h \
  src/sweep/ranks.c \
  src/sweep/ranks.h \
  src/sweep/run_record.c \
  src/sweep/run_record.h \
  src/sweep/sweep.c \
  src/sweep/sweep.h \
  src/sweep/sweep_run.c \
  src/sweep/sweep_run.h \
  src/sweep/sweep_table.c \
  src/sweep/sweep_table.h
