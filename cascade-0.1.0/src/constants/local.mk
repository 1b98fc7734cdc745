# SPDX-License-Identifier: GPL-3.0-or-later
# The constants of Assumption 3, certified on boxes and on all reals.
libcascade_la_SOURCES += \
  src/constants/box_norm.c \
  src/constants/box_norm.h \
  src/constants/box_queue.c \
  src/constants/box_queue.h \
  src/constants/coordinates.c \
  src/constants/coordinates.h \
  src/constants/derivative_norm.c \
  src/constants/derivative_norm.h \
  src/constants/domain.c \
  src/constants/domain.h \
  src/constants/enclosure.c \
  src/constants/enclosure.h \
  src/constants/frame.c \
  src/constants/frame.h \
  src/constants/norm_formula.c \
  src/constants/norm_formula.h \
  src/constants/smoothness.c \
  src/constants/smoothness.h \
  src/constants/subdivision.c \
  src/constants/subdivision.h \
  src/constants/tail.c \
  src/constants/tail.h \
  src/constants/tail_form.c \
  src/constants/tail_form.h \
  src/constants/tail_functions.c \
  src/constants/tail_functions.h \
  src/constants/tail_number.c \
  src/constants/tail_number.h \
  src/constants/tail_scale.c \
  src/constants/tail_scale.h
