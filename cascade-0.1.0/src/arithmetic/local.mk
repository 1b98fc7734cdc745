# SPDX-License-Identifier: GPL-3.0-or-later
# Ground floor: knows no mathematics of the paper.
libcascade_la_SOURCES += \
  src/arithmetic/arena.c \
  src/arithmetic/arena.h \
  src/arithmetic/arithmetic.c \
  src/arithmetic/arithmetic.h \
  src/arithmetic/decimal.c \
  src/arithmetic/decimal.h \
  src/arithmetic/double.c \
  src/arithmetic/interval.c \
  src/arithmetic/interval.h \
  src/arithmetic/interval_arithmetic.c \
  src/arithmetic/memory.c \
  src/arithmetic/memory.h \
  src/arithmetic/message.c \
  src/arithmetic/message.h \
  src/arithmetic/mpfr.c \
  src/arithmetic/operator_norm.c \
  src/arithmetic/operator_norm.h \
  src/arithmetic/philox.c \
  src/arithmetic/philox.h \
  src/arithmetic/rational.c \
  src/arithmetic/rational.h \
  src/arithmetic/rational_arithmetic.c \
  src/arithmetic/rounding.c \
  src/arithmetic/rounding.h \
  src/arithmetic/table.h \
  src/arithmetic/vector.c \
  src/arithmetic/vector.h
