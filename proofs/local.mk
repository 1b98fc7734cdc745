# SPDX-License-Identifier: GPL-3.0-or-later
# One literate file per result: each displayed line of its proof is a checked step.
claim_sources += \
  proofs/lemma_1.c \
  proofs/notation.h \
  proofs/theorem_1.c
