# SPDX-License-Identifier: GPL-3.0-or-later
# One literate file per claim that is tested on random instances.
claim_sources += \
  properties/lemma_1.c \
  properties/theorem_1.c \
  properties/theorem_2.c
