#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The training engine against the same recursion in NumPy and in plain C, per run and
# iteration on one core, all measured in one go.
#   training.sh TRAINING-PROGRAM PLAIN-PROGRAM PYTHON NUMPY-PEER
set -eu
engine=$1 plain=$2 python=$3 numpy=$4
OPENBLAS_NUM_THREADS=1
export OPENBLAS_NUM_THREADS

# The first of the interpreters that has NumPy.
peer=
for candidate in "$python" /usr/bin/python3; do
    if [ -n "$candidate" ] && "$candidate" -c 'import numpy' 2>/dev/null; then
        peer=$candidate
        break
    fi
done

# The median of three rounds; the programs take turns, so that a busy minute hits all.
median() {
    sort -g "$1" | sed -n 2p
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
echo "training, M = 2000, d = 10, kernel $("$engine" kernel)"
echo "  microseconds per run and iteration, one core"
printf '  %-11s %-17s %7s %9s %9s %14s %14s %11s\n' reading perturbed cascade \
    numpy 'plain C' 'numpy ratio' 'plain ratio' 'of peak'

# row READING SIGMA_F SIGMA_B NAME NUMPY-TARGET PLAIN-TARGET
row() {
    rm -f "$scratch"/*
    for _ in 1 2 3; do
        "$engine" run "$1" "$2" "$3" >>"$scratch/engine"
        "$engine" bound "$1" "$2" "$3" >>"$scratch/bound"
        "$plain" "$1" "$2" "$3" >>"$scratch/plain"
        [ -z "$peer" ] || "$peer" "$numpy" "$1" "$2" "$3" >>"$scratch/numpy"
    done
    [ -n "$peer" ] || printf '0\n0\n' >"$scratch/numpy"
    awk -v reading="$1" -v name="$4" -v numpy_target="$5" -v plain_target="$6" \
        -v ours="$(median "$scratch/engine")" -v bound="$(median "$scratch/bound")" \
        -v plain="$(median "$scratch/plain")" \
        -v numpy="$(median "$scratch/numpy")" 'BEGIN {
            printf "  %-11s %-17s %7.2f %9.2f %9.2f", reading, name, ours, numpy, plain
            printf " %6.1f (>= %2d) %6.1f (>= %2d) %4.0f%% (>= 60%%)\n", numpy / ours,
                numpy_target, plain / ours, plain_target, 100 * bound / ours }'
}
row shared 1 0 forward 12 7
row shared 1 1 'forward, backward' 12 7
row per-sample 1 0 forward 10 6
row per-sample 1 1 'forward, backward' 10 6
[ -n "$peer" ] || echo "  (no python3-numpy to compare with: ./bootstrap --full)"
echo "  all cores over one: $("$engine" cores) (>= 1.8 on two cores)"
