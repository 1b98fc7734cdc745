# SPDX-License-Identifier: GPL-3.0-or-later
# Random instances of claims.
libcascade_la_SOURCES += \
  src/claim/generators/chain_generator.c \
  src/claim/generators/chain_generator.h \
  src/claim/generators/draw.c \
  src/claim/generators/draw.h \
  src/claim/generators/process_draft.c \
  src/claim/generators/process_draft.h \
  src/claim/generators/process_generator.c \
  src/claim/generators/process_generator.h \
  src/claim/generators/process_style.h \
  src/claim/generators/random_operator.c \
  src/claim/generators/random_operator.h \
  src/claim/generators/state_domain.c \
  src/claim/generators/state_domain.h
