# SPDX-License-Identifier: GPL-3.0-or-later
# Figure 3: trajectories.  Left: forward, right: backward perturbation.  The paper's caption says
# sigma = 2 and its text sigma = 1: upper and lower row.
height = 10
load "style.gp"
set datafile columnheaders

array label[4]
array limit[4]
stats data using (label[$1] = strcol(2), limit[$1] = column("plateau"), $1) nooutput
stats data using "iteration" nooutput
longest = STATS_max
stats data using "lowest" nooutput
bottom = STATS_min / 1.5
steps = "0.5 0.1 0.02 0.005"
points(curve, step) = $1 == curve && column("step_size") == word(steps, step) ? $4 : NaN

set logscale xy
set format "10^{%L}"
set xrange [100 : longest]
set yrange [bottom : 1]
set multiplot layout 2, 2 margins screen 0.085, 0.975, 0.15, 0.96 \
    spacing screen 0.035, screen 0.07
do for [curve = 1:4] {
    set title label[curve]
    if (curve % 2) {
        set ylabel "gradient norm (EWMA)"
        set format y "10^{%L}"
    } else {
        unset ylabel
        set format y ""
    }
    if (curve > 2) { set xlabel "iteration t" }
    unset key
    if (curve == 4) {
        set key at screen 0.5, screen 0.05 center maxrows 1
        set label 1 "lines: median over the data seeds; bands: lowest to highest; dashes: the exact " \
            ."limit as γ → 0, where it is above 0" at screen 0.5, 0.02 center font note_font
    }
    unset arrow
    if (limit[curve] > bottom) {
        set arrow from graph 0, first limit[curve] to graph 1, first limit[curve] nohead \
            dashtype (6, 4) linewidth 1 linecolor rgb "black" front
    }
    plot for [step = 1:words(steps)] data using (points(curve, step)):"lowest":"highest" \
            with filledcurves linetype step notitle, \
        for [step = 1:words(steps)] data using (points(curve, step)):"median" \
            with lines linetype step title "γ = ".word(steps, step)
}
unset multiplot
