# SPDX-License-Identifier: GPL-3.0-or-later
# One literate file per result: each displayed line of its proof is a checked step.
claim_sources += \
  proofs/algebra.c \
  proofs/corollary_1.c \
  proofs/corollary_2.c \
  proofs/corollary_4.c \
  proofs/hidden_sample.c \
  proofs/illustration.c \
  proofs/lemma_1.c \
  proofs/lemma_2.c \
  proofs/notation.h \
  proofs/preliminaries.c \
  proofs/remarks.c \
  proofs/repaired_theorem_1.c \
  proofs/repaired_theorem_2.c \
  proofs/section_5_3.c \
  proofs/section_6_3.c \
  proofs/sharp_theorem_1.c \
  proofs/sharp_theorem_2.c \
  proofs/table_1.c \
  proofs/theorem_1.c \
  proofs/theorem_2.c \
  proofs/theorem_2_backward.c \
  proofs/theorem_2_forward.c \
  proofs/theorem_2_gradients.c \
  proofs/theorem_3.c \
  proofs/theorem_4.c \
  proofs/theorem_5.c \
  proofs/to_the_letter.c
EXTRA_DIST += proofs/README.md
