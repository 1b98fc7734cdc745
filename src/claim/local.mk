# SPDX-License-Identifier: GPL-3.0-or-later
nobase_cascadeinclude_HEADERS += \
  src/claim/chain_generator.h \
  src/claim/chain_instance.h \
  src/claim/check.h \
  src/claim/claim.h \
  src/claim/contradiction.h \
  src/claim/draw.h \
  src/claim/evaluation.h \
  src/claim/ledger.h \
  src/claim/ledger_text.h \
  src/claim/measurement.h \
  src/claim/process_generator.h \
  src/claim/process_instance.h \
  src/claim/random_operator.h \
  src/claim/ratios.h \
  src/claim/shrink.h \
  src/claim/state_domain.h \
  src/claim/step.h \
  src/claim/trials.h
libcascade_la_SOURCES += \
  src/claim/chain_generator.c \
  src/claim/chain_instance.c \
  src/claim/check.c \
  src/claim/claim.c \
  src/claim/contradiction.c \
  src/claim/draw.c \
  src/claim/evaluation.c \
  src/claim/ledger.c \
  src/claim/ledger_text.c \
  src/claim/measurement.c \
  src/claim/process_draft.c \
  src/claim/process_draft.h \
  src/claim/process_generator.c \
  src/claim/process_instance.c \
  src/claim/random_operator.c \
  src/claim/ratios.c \
  src/claim/shrink.c \
  src/claim/simplify.c \
  src/claim/simplify.h \
  src/claim/singular_value.c \
  src/claim/singular_value.h \
  src/claim/state_domain.c \
  src/claim/step.c \
  src/claim/trials.c
