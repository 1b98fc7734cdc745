# SPDX-License-Identifier: GPL-3.0-or-later
# Straight-line programs: expressions, the arithmetics they run in, their derivatives.
libcascade_la_SOURCES += \
  src/program/affine.c \
  src/program/affine.h \
  src/program/degree.c \
  src/program/degree.h \
  src/program/derivatives.c \
  src/program/derivatives.h \
  src/program/expression.c \
  src/program/expression.h \
  src/program/jet.c \
  src/program/jet.h \
  src/program/linear_form.c \
  src/program/linear_form.h \
  src/program/program.c \
  src/program/program.h \
  src/program/tape.c \
  src/program/tape.h \
  src/program/taylor.c \
  src/program/taylor.h \
  src/program/undefined.c \
  src/program/undefined.h
