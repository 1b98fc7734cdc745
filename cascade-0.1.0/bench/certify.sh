#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Certified instances per second against the same computation in Python with mpmath.
#   certify.sh CERTIFY-PROGRAM PYTHON PEER
set -eu
chain=$(mktemp)
trap 'rm -f "$chain"' EXIT
"$1" write "$chain"
rates=$("$1" rate "$chain")
echo "certified instances per second, N = 4, dimension 3, 8 forward scenarios, 128 bits"
if [ -n "$2" ] && "$2" -c 'import mpmath' 2>/dev/null; then
    peer=$("$2" "$3" "$chain")
    echo "$rates $peer" | awk '{
        printf "  mpmath (iv, one core)   %10.1f/s\n", $3
        printf "  cascade, one core       %10.1f/s   ratio %.0f\n", $1, $1 / $3
        printf "  cascade, all cores      %10.1f/s   ratio %.0f\n", $2, $2 / $3 }'
else
    echo "  cascade, one core and all cores: $rates (no python3-mpmath: ./bootstrap --full)"
fi
echo "cost against N and dimension (time per node operation should stay level)"
"$1" growth
echo "memory over 10^6 trials in one process"
"$1" memory
