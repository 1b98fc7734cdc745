# SPDX-License-Identifier: GPL-3.0-or-later
# One literate file per claim that is tested on random instances.
claim_sources += \
  properties/crossover.c \
  properties/figure_3_caption.c \
  properties/fixed_horizon.c \
  properties/frequent_noise_limit.c \
  properties/intermittent_noise_limit.c \
  properties/lemma_1.c \
  properties/section_7_1.c \
  properties/section_7_2_1.c \
  properties/section_7_2_2.c \
  properties/section_7_2_3.c \
  properties/shifted_noise_limit.c \
  properties/theorem_1.c \
  properties/theorem_2.c
EXTRA_DIST += properties/README.md
