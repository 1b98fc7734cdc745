# SPDX-License-Identifier: GPL-3.0-or-later
# Operators: programs, their derivatives, families, and the constants of Assumption 3.
operator_headers = \
  src/operator/activation.h \
  src/operator/affine.h \
  src/operator/box_norm.h \
  src/operator/box_queue.h \
  src/operator/coordinates.h \
  src/operator/derivative_norm.h \
  src/operator/derivatives.h \
  src/operator/enclosure.h \
  src/operator/expression.h \
  src/operator/formula.h \
  src/operator/frame.h \
  src/operator/jet.h \
  src/operator/linear_form.h \
  src/operator/matrix.h \
  src/operator/operator.h \
  src/operator/operator_norm.h \
  src/operator/program.h \
  src/operator/shape.h \
  src/operator/slope.h \
  src/operator/smoothness.h \
  src/operator/spectral_bound.h \
  src/operator/stage.h \
  src/operator/tape.h \
  src/operator/tail.h \
  src/operator/tail_functions.h \
  src/operator/tail_scale.h \
  src/operator/taylor.h \
  src/operator/unbounded.h \
  src/operator/undefined.h
nobase_cascadeinclude_HEADERS += $(operator_headers)
libcascade_la_SOURCES += \
  src/operator/activation.c \
  src/operator/affine.c \
  src/operator/box_norm.c \
  src/operator/box_queue.c \
  src/operator/coordinates.c \
  src/operator/derivative_norm.c \
  src/operator/derivatives.c \
  src/operator/enclosure.c \
  src/operator/expression.c \
  src/operator/formula.c \
  src/operator/frame.c \
  src/operator/jet.c \
  src/operator/linear_form.c \
  src/operator/matrix.c \
  src/operator/operator.c \
  src/operator/operator_norm.c \
  src/operator/program.c \
  src/operator/shape.c \
  src/operator/slope.c \
  src/operator/smoothness.c \
  src/operator/spectral_bound.c \
  src/operator/stage.c \
  src/operator/subdivision.c \
  src/operator/tape.c \
  src/operator/tape_steps.c \
  src/operator/tape_steps.h \
  src/operator/tail.c \
  src/operator/tail_form.c \
  src/operator/tail_form.h \
  src/operator/tail_functions.c \
  src/operator/tail_scale.c \
  src/operator/taylor.c \
  src/operator/unbounded.c \
  src/operator/undefined.c
include src/operator/families/local.mk
