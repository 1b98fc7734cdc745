# SPDX-License-Identifier: GPL-3.0-or-later
# Perturbed gradient descent on the logistic problem of Section 7.
training_headers = \
  src/training/averaged_field.h \
  src/training/averaged_sigmoid.h \
  src/training/elementary.h \
  src/training/experiment.h \
  src/training/experiment_file.h \
  src/training/libsvm.h \
  src/training/plateau_table.h \
  src/training/problem.h \
  src/training/run.h \
  src/training/run_record.h \
  src/training/run_state.h \
  src/training/statistics.h \
  src/training/sweep.h \
  src/training/sweep_run.h \
  src/training/sweep_table.h
nobase_cascadeinclude_HEADERS += $(training_headers)
libcascade_la_SOURCES += \
  src/training/averaged_field.c \
  src/training/averaged_sigmoid.c \
  src/training/batch.c \
  src/training/csv.c \
  src/training/csv.h \
  src/training/elementary.c \
  src/training/experiment.c \
  src/training/experiment_file.c \
  src/training/group.c \
  src/training/group.h \
  src/training/journal.c \
  src/training/journal.h \
  src/training/kernel.c \
  src/training/kernel.h \
  src/training/kernel_list.h \
  src/training/kernel_portable.c \
  src/training/lanes_elementary.h \
  src/training/lanes_iteration.h \
  src/training/lanes_pass.h \
  src/training/lanes_portable.h \
  src/training/libsvm.c \
  src/training/options.c \
  src/training/plateau_table.c \
  src/training/problem.c \
  src/training/processors.c \
  src/training/processors.h \
  src/training/ranks.c \
  src/training/ranks.h \
  src/training/run_fields.c \
  src/training/run_fields.h \
  src/training/run_record.c \
  src/training/run_state.c \
  src/training/statistics.c \
  src/training/sweep.c \
  src/training/sweep_ranks.c \
  src/training/sweep_ranks.h \
  src/training/sweep_run.c \
  src/training/sweep_table.c \
  src/training/sweep_work.c \
  src/training/sweep_work.h

# One object per instruction set, each with its own flags; kernel.c asks the processor.
if X86_KERNELS
noinst_LTLIBRARIES += libkernel_avx2.la libkernel_avx512.la
libkernel_avx2_la_SOURCES = src/training/kernel_avx2.c src/training/lanes_avx2.h
libkernel_avx2_la_CFLAGS = $(AM_CFLAGS) -mavx2 -mfma
libkernel_avx512_la_SOURCES = src/training/kernel_avx512.c src/training/lanes_avx512.h
libkernel_avx512_la_CFLAGS = $(AM_CFLAGS) -mavx512f
libcascade_la_LIBADD += libkernel_avx2.la libkernel_avx512.la
endif
