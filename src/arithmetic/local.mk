# SPDX-License-Identifier: GPL-3.0-or-later
# Ground floor: knows no mathematics of the paper.
arithmetic_headers = \
  src/arithmetic/arithmetic.h \
  src/arithmetic/interval.h \
  src/arithmetic/memory.h \
  src/arithmetic/message.h \
  src/arithmetic/philox.h \
  src/arithmetic/rational.h \
  src/arithmetic/vector.h
nobase_cascadeinclude_HEADERS += $(arithmetic_headers)
libcascade_la_SOURCES += \
  src/arithmetic/memory.c \
  src/arithmetic/message.c
