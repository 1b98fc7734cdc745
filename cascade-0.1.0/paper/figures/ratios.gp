# SPDX-License-Identifier: GPL-3.0-or-later
# How much of the bounds is used: lhs/rhs of Theorems 1 (left) and 2 (right).  Upper row: the
# largest ratio against the number of operators; lower row: how the ratios are distributed.
height = 11
load "style.gp"
set datafile columnheaders
versions = "printed repaired sharp"
kind(k) = k + 1
worst(claim, version, chains) = strcol(1) eq "worst" && strcol(2) eq claim \
    && strcol(3) eq version && strcol(4) eq chains ? $6 : NaN
fraction(claim, version) = strcol(1) eq "distribution" && strcol(2) eq claim \
    && strcol(3) eq version ? $5 : NaN

set multiplot layout 2, 2 margins screen 0.085, 0.98, 0.185, 0.955 \
    spacing screen 0.06, screen 0.105
unset key
set xlabel "operators N"
set ylabel "largest ratio lhs/rhs"
set logscale y
set format y "10^{%L}"
set yrange [1e-3 : 1e6]
set xrange [1.8 : 8.2]
set arrow 1 from graph 0, first 1 to graph 1, first 1 nohead linewidth 1 back
do for [theorem = 1:2] {
    set title "Theorem ".theorem
    claim = "thm:".theorem
    plot for [k = 1:3] data using 5:(worst(claim, word(versions, k), "random")) \
            with linespoints linetype 10 + kind(k) dashtype 3, \
        for [k = 1:3] data using 5:(worst(claim, word(versions, k), "families")) \
            with linespoints linetype kind(k) dashtype 1
    unset ylabel
}
unset arrow 1
unset title
unset logscale y
set format y "%g"
set yrange [0 : 1.03]
set ytics 0.25
set logscale x
set format x "10^{%L}"
set xrange [1e-12 : 1e4]
set xtics 1e3
set xlabel "ratio lhs/rhs of a random chain, N = 2 .. 8"
set ylabel "fraction of the chains below"
set arrow 2 from 1, graph 0 to 1, graph 1 nohead linewidth 1 back
do for [theorem = 1:2] {
    claim = "thm:".theorem
    if (theorem == 2) {
        unset ylabel
        set key at screen 0.5, screen 0.055 center maxrows 2 width -3
    }
    plot for [k = 1:3] data using 6:(fraction(claim, word(versions, k))) \
            with steps linetype kind(k) notitle, \
        for [k = 1:3] NaN with linespoints linetype kind(k) dashtype 1 \
            title word(versions, k).", worst-case families", \
        for [k = 1:3] NaN with linespoints linetype 10 + kind(k) dashtype 3 \
            title word(versions, k).", random chains"
}
unset multiplot
