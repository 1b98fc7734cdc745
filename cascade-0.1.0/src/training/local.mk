# SPDX-License-Identifier: GPL-3.0-or-later
# Perturbed gradient descent on the logistic problem of Section 7.
libcascade_la_SOURCES += \
  src/training/averaged_field.c \
  src/training/averaged_field.h \
  src/training/averaged_sigmoid.c \
  src/training/averaged_sigmoid.h \
  src/training/batch.c \
  src/training/elementary.c \
  src/training/elementary.h \
  src/training/group.c \
  src/training/group.h \
  src/training/kernel.c \
  src/training/kernel.h \
  src/training/kernel_portable.c \
  src/training/lanes.h \
  src/training/lanes_elementary.h \
  src/training/lanes_iteration.h \
  src/training/lanes_pass.h \
  src/training/libsvm.c \
  src/training/libsvm.h \
  src/training/options.c \
  src/training/problem.c \
  src/training/problem.h \
  src/training/processors.c \
  src/training/processors.h \
  src/training/run.h \
  src/training/stationary_norm.c \
  src/training/stationary_norm.h \
  src/training/statistics.c \
  src/training/statistics.h

# One object per instruction set, each with its own flags; kernel.c asks the processor.
if X86_KERNELS
noinst_LTLIBRARIES += libkernel_avx2.la libkernel_avx512.la
libkernel_avx2_la_SOURCES = src/training/kernel_avx2.c
libkernel_avx2_la_CFLAGS = $(AM_CFLAGS) -mavx2 -mfma
libkernel_avx512_la_SOURCES = src/training/kernel_avx512.c
libkernel_avx512_la_CFLAGS = $(AM_CFLAGS) -mavx512f
libcascade_la_LIBADD += libkernel_avx2.la libkernel_avx512.la
endif
