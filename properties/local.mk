# SPDX-License-Identifier: GPL-3.0-or-later
# One literate file per claim that is tested on random instances.
claim_sources += \
  properties/curvature.c \
  properties/curvature.h \
  properties/enclosed_field.c \
  properties/enclosed_field.h \
  properties/lemma_1.c \
  properties/plateau_law.c \
  properties/plateau_law.h \
  properties/stationary_point.c \
  properties/stationary_point.h \
  properties/theorem_1.c \
  properties/theorem_2.c
