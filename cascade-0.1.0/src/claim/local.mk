# SPDX-License-Identifier: GPL-3.0-or-later
# Claims, their verdicts, trials and the ledger.
libcascade_la_SOURCES += \
  src/claim/certificate.c \
  src/claim/certificate.h \
  src/claim/chain_instance.c \
  src/claim/chain_instance.h \
  src/claim/check.c \
  src/claim/check.h \
  src/claim/checks.c \
  src/claim/checks.h \
  src/claim/claim.c \
  src/claim/claim.h \
  src/claim/claims_file.c \
  src/claim/claims_file.h \
  src/claim/contradiction.c \
  src/claim/contradiction.h \
  src/claim/entry.c \
  src/claim/entry.h \
  src/claim/judge.c \
  src/claim/judge.h \
  src/claim/ledger.c \
  src/claim/ledger.h \
  src/claim/ledger_text.c \
  src/claim/ledger_text.h \
  src/claim/measurement.c \
  src/claim/measurement.h \
  src/claim/process_instance.c \
  src/claim/process_instance.h \
  src/claim/ratios.c \
  src/claim/ratios.h \
  src/claim/readings.c \
  src/claim/readings.h \
  src/claim/shrink.c \
  src/claim/shrink.h \
  src/claim/simplify.c \
  src/claim/simplify.h \
  src/claim/store.c \
  src/claim/store.h \
  src/claim/trials.c \
  src/claim/trials.h \
  src/claim/variants.c \
  src/claim/variants.h \
  src/claim/values.c \
  src/claim/values.h \
  src/claim/values_file.c
include src/claim/generators/local.mk
