# SPDX-License-Identifier: GPL-3.0-or-later
# Which noise is the worse one: the step size at which forward and backward noise of one sigma and
# interval end at the same norm (lines, computed), and which was worse in runs of Figures 4 and 5
# (marks).  Columns: regularisers; rows: readings of the noise.
height = 11.2
load "style.gp"
set datafile columnheaders
intervals = "1 5 25 125"
on(regularizer, row) = strcol(2) eq regularizer && strcol(3) eq row
star(regularizer, row, interval) = strcol(1) eq "map" && on(regularizer, row) \
    && strcol(5) eq interval ? $6 : NaN
run(regularizer, row, worse) = strcol(1) eq "run" && on(regularizer, row) \
    && strcol(7) eq worse ? $6 : NaN

set logscale xy
set xrange [0.085 : 2.35]
set yrange [1e-7 : 10]
set xtics ("0.1" 0.1, "0.2" 0.2, "0.5" 0.5, "1" 1, "2" 2)
set ytics 100
set format y "10^{%L}"
set multiplot layout 2, 2 margins screen 0.085, 0.985, 0.2, 0.965 \
    spacing screen 0.035, screen 0.075
do for [row in "shared per-sample"] {
    do for [regularizer in "nonconvex ridge"] {
        set title (regularizer eq "ridge" ? "ridge, ρ = 0.1" : "non-convex, ρ = 0.001") \
            .(row eq "shared" ? ", noise shared by all samples" : ", noise of each sample its own")
        if (regularizer eq "nonconvex") { set ylabel "step size γ"; set format y "10^{%L}" } \
            else { unset ylabel; set format y "" }
        unset key
        if (row ne "shared") { set xlabel "σ = σ_f = σ_b" }
        set label 1 "backward noise is worse" at graph 0.03, graph 0.95 \
            left font note_font
        set label 2 "forward noise is worse" at graph 0.97, graph 0.06 right font note_font
        if (row ne "shared" && regularizer eq "ridge") {
            set key at screen 0.53, screen 0.088 center maxrows 2 width 1
            set label 3 "lines: γ^*, computed, for noise every Δt iterations: above its line backward " \
                ."noise is worse, below it forward noise;\nmarks: runs of Figures 4 and 5 (Δt = 1), " \
                ."where all have converged: which of the two has the larger norm" \
                at screen 0.53, 0.045 center font note_font
        }
        plot for [k = 1:4] data using 4:(star(regularizer, row, word(intervals, k))) \
                with lines linetype k linewidth 1.4 title "Δt = ".word(intervals, k), \
            data using 4:(run(regularizer, row, "backward")) with points linetype 11 \
                pointtype 8 pointsize 1.3 * mark_size title "backward worse", \
            data using 4:(run(regularizer, row, "forward")) with points linetype 1 \
                pointtype 11 pointsize 1.3 * mark_size title "forward worse"
    }
}
unset multiplot
