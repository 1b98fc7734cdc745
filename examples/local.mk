# SPDX-License-Identifier: GPL-3.0-or-later
# Chain files that people start from.
EXTRA_DIST += \
  examples/a1-sigmoid.json \
  examples/two-operators.json
# Data to train on.
EXTRA_DIST += \
  examples/data/README.md \
  examples/data/breast-cancer.libsvm
