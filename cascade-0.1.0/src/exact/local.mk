# SPDX-License-Identifier: GPL-3.0-or-later
# Polynomials and exact calculations: what certificates are made of.
libcascade_la_SOURCES += \
  src/exact/calculation.c \
  src/exact/calculation.h \
  src/exact/decide.c \
  src/exact/decide.h \
  src/exact/enclosures.c \
  src/exact/enclosures.h \
  src/exact/polynomial.c \
  src/exact/polynomial.h \
  src/exact/valuation.c \
  src/exact/valuation.h
