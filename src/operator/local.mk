# SPDX-License-Identifier: GPL-3.0-or-later
# Operators: programs, their derivatives, families, and the constants of Assumption 3.
operator_headers = \
  src/operator/expression.h \
  src/operator/program.h \
  src/operator/slope.h \
  src/operator/tape.h
nobase_cascadeinclude_HEADERS += $(operator_headers)
libcascade_la_SOURCES += \
  src/operator/expression.c \
  src/operator/program.c \
  src/operator/slope.c \
  src/operator/tape.c
