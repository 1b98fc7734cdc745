# SPDX-License-Identifier: GPL-3.0-or-later
# The engine of Theorems 3 to 5: gradient descent with perturbed gradients.
libcascade_la_SOURCES += \
  src/descent/chain_descent.c \
  src/descent/chain_descent.h \
  src/descent/chain_descent_file.c \
  src/descent/chain_descent_file.h \
  src/descent/chain_descent_generator.c \
  src/descent/chain_descent_generator.h \
  src/descent/chain_descent_instance.c \
  src/descent/chain_descent_instance.h \
  src/descent/chain_descent_loss.c \
  src/descent/chain_descent_loss.h \
  src/descent/chain_descent_model.c \
  src/descent/chain_descent_model.h \
  src/descent/chain_descent_plan.c \
  src/descent/chain_descent_plan.h \
  src/descent/chain_walk.c \
  src/descent/chain_walk.h \
  src/descent/descent.c \
  src/descent/descent.h \
  src/descent/descent_file.c \
  src/descent/descent_file.h \
  src/descent/descent_generator.c \
  src/descent/descent_generator.h \
  src/descent/descent_instance.c \
  src/descent/descent_instance.h \
  src/descent/descent_loss.c \
  src/descent/descent_loss.h \
  src/descent/descent_model.c \
  src/descent/descent_model.h \
  src/descent/descent_vectors.c \
  src/descent/descent_vectors.h \
  src/descent/descent_vocabulary.c \
  src/descent/descent_vocabulary.h \
  src/descent/pl_constant.c \
  src/descent/pl_constant.h \
  src/descent/put_in_bounds.c \
  src/descent/put_in_bounds.h \
  src/descent/state_tree.c \
  src/descent/state_tree.h
