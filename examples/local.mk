# SPDX-License-Identifier: GPL-3.0-or-later
# Chain files that people start from.
EXTRA_DIST += \
  examples/a1-sigmoid.json \
  examples/a2-shifted-minimum.json \
  examples/two-operators.json
