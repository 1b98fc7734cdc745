# SPDX-License-Identifier: GPL-3.0-or-later
# The theorems' coefficients and bounds, in any arithmetic.
libcascade_la_SOURCES += \
  src/theory/bounds.c \
  src/theory/bounds.h \
  src/theory/coefficients.c \
  src/theory/coefficients.h
