#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The numbers of Figure 9, from exact orbits: curve,title,iteration,norm (||w_1||, the
# certified lower bound; 0 is 0).
set -eu
cascade=$1 awk=$2 paper=$3
orbits=$paper/../counterexamples/orbits

# follow POINTS ORBIT..
follow() {
    points=$1
    shift
    for orbit; do
        "$cascade" orbit --points "$points" "$orbits/$orbit.json"
    done
}

{
    follow 20 a3-sgd-top-1-diverges a3-sgd-from-the-line a3-sgd-beside-the-line
    follow 150 a3-momentum-top-1-diverges a3-momentum-uncompressed-converges
    follow 500 a3-sgd-stable-top-1 a3-sgd-stable-uncompressed
    follow 16 top-1-diverges
    follow 150 uncompressed-converges
} | "$awk" -f "$paper/figures/csv.awk" -f "$paper/figures/figure-9.awk"
