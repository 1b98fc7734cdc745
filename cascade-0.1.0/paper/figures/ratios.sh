#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The numbers of the figure `ratios`: how much of Theorems 1 and 2 chains of each length use.
set -eu
cascade=$1 awk=$2 paper=$3 iterations=$5
trials=200
if [ -n "$iterations" ]; then trials=40; fi
"$cascade" ratios --claim thm:1,thm:2 --operators 2..8 --trials "$trials" |
    "$awk" -f "$paper/figures/csv.awk" -f "$paper/figures/ratios.awk"
