# SPDX-License-Identifier: GPL-3.0-or-later
# Chains, their perturbations and passes, and the chain file.
nobase_cascadeinclude_HEADERS += \
  src/chain/chain.h \
  src/chain/chain_file.h \
  src/chain/covariance.h \
  src/chain/exactness.h \
  src/chain/expectation.h \
  src/chain/filtration.h \
  src/chain/output_file.h \
  src/chain/pass.h \
  src/chain/perturbation.h \
  src/chain/process.h \
  src/chain/process_file.h \
  src/chain/process_run.h
libcascade_la_SOURCES += \
  src/chain/chain.c \
  src/chain/chain_file.c \
  src/chain/covariance.c \
  src/chain/exactness.c \
  src/chain/expectation.c \
  src/chain/filtration.c \
  src/chain/input_file.c \
  src/chain/input_file.h \
  src/chain/json_fields.c \
  src/chain/json_fields.h \
  src/chain/located_json.c \
  src/chain/located_json.h \
  src/chain/message_text.c \
  src/chain/message_text.h \
  src/chain/operator_file.c \
  src/chain/operator_file.h \
  src/chain/output_file.c \
  src/chain/parameter_file.c \
  src/chain/parameter_file.h \
  src/chain/pass.c \
  src/chain/perturbation.c \
  src/chain/perturbation_file.c \
  src/chain/perturbation_file.h \
  src/chain/process.c \
  src/chain/process_file.c \
  src/chain/process_run.c
