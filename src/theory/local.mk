# SPDX-License-Identifier: GPL-3.0-or-later
nobase_cascadeinclude_HEADERS += \
  src/theory/bounds.h \
  src/theory/coefficients.h \
  src/theory/polynomial.h
libcascade_la_SOURCES += \
  src/theory/bounds.c \
  src/theory/coefficients.c \
  src/theory/polynomial.c
