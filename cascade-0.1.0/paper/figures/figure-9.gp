# SPDX-License-Identifier: GPL-3.0-or-later
# Figure 9: Top-1 in Appendix A.3.  Upper row: the paper's panels; lower row: what they leave open.
height = 11
load "style.gp"
set datafile columnheaders
top_1 = 3
plain = 2
other = 4
# An exact 0 is drawn on the lower edge of its panel, which says so.
size_of(curve, edge) = $1 == curve ? ($4 == 0 ? edge : $4) : NaN

set logscale y
set format y "10^{%L}"
set multiplot layout 2, 2 margins screen 0.095, 0.98, 0.165, 0.955 \
    spacing screen 0.085, screen 0.1
unset key

set title "γ = 0.1, β = 0, matrix (-15 13; -5 9)"
set ylabel "‖w_1‖"
set xrange [1 : 20]
set yrange [1e-18 : 1e30]
set ytics 1e-18, 1e6
set label 1 "0, exactly" at 7, 1e-15
plot data using 3:(size_of(1, NaN)) with linespoints linetype top_1, \
    data using 3:(size_of(2, 1e-18)) with linespoints linetype plain, \
    data using 3:(size_of(3, NaN)) with linespoints linetype other
unset label 1

set title "γ = 0.05, β = 0.9, matrix (-5 -4; -5 3)"
unset ylabel
set xrange [1 : 150]
set yrange [1e-4 : 1e10]
set ytics 1e2
plot data using 3:(size_of(4, NaN)) with lines linetype top_1, \
    data using 3:(size_of(5, NaN)) with lines linetype plain

set title "γ = 1/250, β = 0, matrix (-15 13; -5 9)"
set ylabel "‖w_1‖"
set xlabel "iteration t"
set xrange [1 : 500]
set yrange [1e-10 : 10]
set ytics 1e2
plot data using 3:(size_of(6, NaN)) with lines linetype top_1, \
    data using 3:(size_of(7, NaN)) with lines linetype plain

set title "γ = 1/500, β = 0, matrix (5 -4; -4 3)"
unset ylabel
set xrange [1 : 150]
set yrange [1e-4 : 1e10]
set ytics 1e2
set key at screen 0.5, screen 0.065 center maxrows 1 width -7
set label 2 "above from w_1 = (1, 1), w_2 = 0; below left from w_1 = (1, 0), w_2 = 0; below right from " \
    ."w_1 = (1, 1)/1024, w_2 = (15, 18)" at screen 0.5, 0.022 center font note_font
plot data using 3:(size_of(8, NaN)) with lines linetype top_1 notitle, \
    data using 3:(size_of(9, NaN)) with lines linetype plain notitle, \
    NaN with linespoints linetype top_1 title "Top-1", \
    NaN with linespoints linetype plain title "not compressed", \
    NaN with linespoints linetype other title "the same from (1, 1 + 2^{-52})"
unset multiplot
