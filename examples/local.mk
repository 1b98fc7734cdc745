# SPDX-License-Identifier: GPL-3.0-or-later
# Chain files that people start from.
EXTRA_DIST += \
  examples/two-operators.json
