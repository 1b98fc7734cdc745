# SPDX-License-Identifier: GPL-3.0-or-later
# Forward and backward noise on three real data sets, ridge regulariser, both readings: marks are
# runs, lines without marks the norm at which they should end.
height = 7.6
load "style.gp"
set datafile columnheaders
sets = "breast-cancer infert iris"
titles = "'breast cancer (569 × 30)' 'infert (248 × 6)' 'iris (100 × 4)'"
array label[9]
stats data using (label[$2] = strcol(3), $2) nooutput
curves = int(STATS_max)
points(set, curve, state) = strcol(1) eq set && $2 == curve && strcol(5) eq state ? $4 : NaN
on(set, curve) = strcol(1) eq set && $2 == curve ? $4 : NaN
stats data using "lowest" nooutput
bottom = STATS_min / 1.5
stats data using "highest" nooutput
top = STATS_max * 1.5
set logscale xy
set format x "10^{%L}"
set yrange [bottom : top]
stats data using "step_size" nooutput
set xrange [STATS_min / 1.4 : STATS_max * 1.4]
set xlabel "step size γ"
set multiplot layout 1, 3 margins screen 0.085, 0.985, 0.3, 0.93 spacing screen 0.025
do for [s = 1:3] {
    name = word(sets, s)
    set title word(titles, s)
    unset key
    if (s == 1) { set ylabel "stable gradient norm"; set format y "10^{%L}" } \
        else { unset ylabel; set format y "" }
    if (s == 3) {
        set key at screen 0.53, screen 0.105 center maxrows 2 width 1
        set label 1 "marks: median over three seeds of the noise; bars: lowest to highest; open " \
            ."marks: not all runs had converged\nlines without marks: E||N(p, γG)||, the plateau " \
            ."p and the linearised noise, no fit" at screen 0.53, 0.05 center font note_font
    }
    plot for [k = 1:curves] data using (on(name, k)):"law" with lines linetype 10 + k \
            linewidth 0.8 notitle, \
        for [k = 1:curves] data using (on(name, k)):"lowest":(0):($8 - $7) \
            with vectors nohead linetype 10 + k notitle, \
        for [k = 1:curves] data using (points(name, k, "moving")):"median" \
            with points linetype 10 + k notitle, \
        for [k = 1:curves] data using (points(name, k, "converged")):"median" \
            with points linetype k title label[k]
}
unset multiplot
