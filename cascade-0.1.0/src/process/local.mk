# SPDX-License-Identifier: GPL-3.0-or-later
# Random variables on a finite filtered probability space.
libcascade_la_SOURCES += \
  src/process/filtration.c \
  src/process/filtration.h \
  src/process/process.c \
  src/process/process.h \
  src/process/process_file.c \
  src/process/process_file.h \
  src/process/process_model.c \
  src/process/process_model.h \
  src/process/process_run.c \
  src/process/process_run.h
