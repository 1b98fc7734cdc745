# SPDX-License-Identifier: GPL-3.0-or-later
# Operators: value, Jacobians, families, and where their constants come from.
libcascade_la_SOURCES += \
  src/operator/activation.c \
  src/operator/activation.h \
  src/operator/matrix.c \
  src/operator/matrix.h \
  src/operator/operator.c \
  src/operator/operator.h \
  src/operator/operator_smoothness.c \
  src/operator/operator_smoothness.h \
  src/operator/shape.c \
  src/operator/shape.h \
  src/operator/stage.c \
  src/operator/stage.h
include src/operator/families/local.mk
