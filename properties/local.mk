# SPDX-License-Identifier: GPL-3.0-or-later
# One literate file per claim that is tested on random instances.
claim_sources += \
  properties/curvature.c \
  properties/curvature.h \
  properties/data_sets.c \
  properties/data_sets.h \
  properties/enclosed_field.c \
  properties/enclosed_field.h \
  properties/estimator.c \
  properties/estimator.h \
  properties/figure_3_caption.c \
  properties/fixed_horizon.c \
  properties/frequent_noise_limit.c \
  properties/intermittent_noise_limit.c \
  properties/lemma_1.c \
  properties/logistic_instance.c \
  properties/logistic_instance.h \
  properties/plateau_claim.c \
  properties/plateau_claim.h \
  properties/plateau_law.c \
  properties/plateau_law.h \
  properties/section_7_1.c \
  properties/section_7_2_1.c \
  properties/section_7_2_2.c \
  properties/section_7_2_3.c \
  properties/shifted_noise_limit.c \
  properties/simulation.c \
  properties/simulation.h \
  properties/stationary_point.c \
  properties/stationary_point.h \
  properties/theorem_1.c \
  properties/theorem_2.c
