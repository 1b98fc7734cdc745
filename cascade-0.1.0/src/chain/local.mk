# SPDX-License-Identifier: GPL-3.0-or-later
# Chains, their perturbations and passes, and the chain file.
libcascade_la_SOURCES += \
  src/chain/chain.c \
  src/chain/chain.h \
  src/chain/chain_model.c \
  src/chain/chain_model.h \
  src/chain/chain_vocabulary.c \
  src/chain/chain_vocabulary.h \
  src/chain/chain_file.c \
  src/chain/chain_file.h \
  src/chain/covariance.c \
  src/chain/covariance.h \
  src/chain/expectation.c \
  src/chain/expectation.h \
  src/chain/operator_file.c \
  src/chain/operator_file.h \
  src/chain/pass.c \
  src/chain/pass.h \
  src/chain/perturbation.c \
  src/chain/perturbation.h \
  src/chain/perturbation_file.c \
  src/chain/perturbation_file.h
