#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Certified instances per second against the same computation in Python with mpmath.
#   certify.sh CERTIFY-PROGRAM PYTHON PEER
set -eu
chain=$(mktemp)
trap 'rm -f "$chain"' EXIT
"$1" write "$chain"
ours=$("$1" rate "$chain")
echo "certified instances per second, N = 4, dimension 3, 8 forward scenarios, 128 bits, one core"
if [ -n "$2" ] && "$2" -c 'import mpmath' 2>/dev/null; then
    peer=$("$2" "$3" "$chain")
    awk -v a="$ours" -v b="$peer" 'BEGIN {
        printf "  cascade %10.1f/s   mpmath %8.3f/s   ratio %.0f\n", a, b, a / b }'
else
    echo "  cascade $ours/s   (no python3-mpmath to compare with: ./bootstrap --full)"
fi
echo "cost against N and dimension (time per node operation should stay level)"
"$1" growth
echo "memory over 10^6 trials in one process"
"$1" memory
