#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The numbers of the figure `real-data`: experiments/data-sets.json on each of the data sets of
# examples/data, and the norms at which its runs should end.
set -eu
cascade=$1 awk=$2 paper=$3 folder=$4 iterations=$5
header=1
for name in breast-cancer infert iris; do
    data=$paper/../examples/data/$name.libsvm
    "$cascade" plateau "$paper/experiments/data-sets.json" --data "$data" --steps \
        --output "$folder/$name.plateau.csv" >&2
    "$cascade" sweep "$paper/experiments/data-sets.json" --data "$data" \
        --output "$folder/$name.results.csv" --journal "$folder/journal" \
        ${iterations:+--iterations "$iterations"} >&2
    "$awk" -f "$paper/figures/csv.awk" -f "$paper/figures/real-data.awk" -v name="$name" \
        -v header="$header" "$folder/$name.plateau.csv" "$folder/$name.results.csv"
    header=0
done
