#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The numbers of the figure `crossover`: the step sizes at which forward and backward noise of the
# same sigma and interval end at the same norm, computed, and which is worse in the runs of Figures
# 4 and 5.
set -eu
cascade=$1 awk=$2 paper=$3 folder=$4 iterations=$5

# Curves "PLACE SIGMA INTERVAL REGULARISER READING" at step sizes from 1e-9 to 1.
"$awk" 'BEGIN {
    print "{ \"format\": \"cascade-experiment/1\", \"title\": \"Crossover\","
    print "  \"problem\": {\"samples\": 2000, \"dimension\": 10, \"seeds\": [1, 2, 3]},"
    printf "  \"step_sizes\": ["
    for (k = -45; k <= 0; k++) printf "%s%.4g", k == -45 ? "" : ", ", 10 ^ (k / 5)
    print "],\n  \"curves\": ["
    places = split("forward backward", place)
    sigmas = split("0.1 0.2 0.5 1 2", sigma)
    intervals = split("1 5 25 125", interval)
    regularizers = split("nonconvex ridge", regularizer)
    readings = split("shared per-sample", reading)
    for (p = 1; p <= places; p++) for (i = 1; i <= intervals; i++)
        for (g = 1; g <= regularizers; g++) for (r = 1; r <= readings; r++)
        for (s = 1; s <= sigmas; s++)
            printf "%s    {\"label\": \"%s %s %s %s %s\", \"%s\": {\"sigma\": %s, " \
                "\"interval\": %s}, \"regularizer\": \"%s\", \"reading\": \"%s\"}", \
                n++ ? ",\n" : "", place[p], sigma[s], interval[i], regularizer[g], reading[r], \
                place[p], sigma[s], interval[i], regularizer[g], reading[r]
    print " ] }"
}' >"$folder/crossover.json"
"$cascade" plateau "$folder/crossover.json" --steps --output "$folder/crossover.plateau.csv" >&2

for name in figure-4 figure-5; do
    "$cascade" sweep "$paper/experiments/$name.json" --output "$folder/$name.results.csv" \
        --journal "$folder/journal" ${iterations:+--iterations "$iterations"} >&2
done
"$awk" -f "$paper/figures/csv.awk" -f "$paper/figures/crossover.awk" \
    "$folder/crossover.plateau.csv" "$folder/figure-4.results.csv" "$folder/figure-5.results.csv"
