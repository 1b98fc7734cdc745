# SPDX-License-Identifier: GPL-3.0-or-later
# Literate files of the proofs: each displayed line is a checked step.
claim_sources += \
  proofs/lemma_1.c \
  proofs/lemma_2.c \
  proofs/notation.h \
  proofs/theorem_1.c \
  proofs/theorem_1.h \
  proofs/theorem_1_gradients.c \
  proofs/theorem_1_passes.c \
  proofs/theorem_2.c \
  proofs/theorem_2.h \
  proofs/theorem_2_backward.c \
  proofs/theorem_2_forward.c \
  proofs/theorem_2_gradients.c
EXTRA_DIST += proofs/README.md
