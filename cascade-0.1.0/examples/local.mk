# SPDX-License-Identifier: GPL-3.0-or-later
# Chain files that people start from.
EXTRA_DIST += \
  examples/README.md \
  examples/a1-sigmoid.json \
  examples/logistic-large.json \
  examples/logistic-rounding.json \
  examples/network-large.json \
  examples/network-rounding.json \
  examples/two-operators.json

# Claims, and how to state one's own.
EXTRA_DIST += \
  examples/claims/README.md \
  examples/claims/errors-add.json \
  examples/claims/errors-cancel-given-the-past.json \
  examples/claims/errors-cancel-in-the-mean.json

# Experiments.
EXTRA_DIST += \
  examples/experiments/breast-cancer.json \
  examples/experiments/quick.json

# Writes the examples on real data anew.
EXTRA_PROGRAMS += examples/make_examples
examples_make_examples_SOURCES = examples/make_examples.c
examples_make_examples_LDADD = libcascade.la $(GSL_LIBS) $(MULTIPRECISION_LIBS) -lm
CLEANFILES += examples/make_examples$(EXEEXT)
# Data to train on.
EXTRA_DIST += \
  examples/data/README.md \
  examples/data/breast-cancer.libsvm \
  examples/data/infert.libsvm \
  examples/data/iris.libsvm
