#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The numbers of Figure 2: see figure-2.awk.  Both sweeps are short, so that they always have the
# length that their spikes need.
set -eu
cascade=$1 awk=$2 paper=$3 folder=$4
for name in spikes lasting; do
    "$cascade" sweep "$paper/experiments/$name.json" --output "$folder/$name.results.csv" \
        --journal "$folder/journal" --trace "$folder/$name.trace.csv" >&2
done
"$awk" -f "$paper/figures/csv.awk" -f "$paper/figures/figure-2.awk" \
    "$folder/spikes.trace.csv" "$folder/lasting.trace.csv"
