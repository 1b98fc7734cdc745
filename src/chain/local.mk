# SPDX-License-Identifier: GPL-3.0-or-later
# Chains, their perturbations and passes, and the chain file.
nobase_cascadeinclude_HEADERS += \
  src/chain/output_file.h \
  src/chain/perturbation.h
libcascade_la_SOURCES += \
  src/chain/input_file.c \
  src/chain/input_file.h \
  src/chain/json_fields.c \
  src/chain/json_fields.h \
  src/chain/located_json.c \
  src/chain/located_json.h \
  src/chain/output_file.c \
  src/chain/perturbation.c
