# SPDX-License-Identifier: GPL-3.0-or-later
# Stable gradient norm against step size: two panels side by side, in two rows for the two readings
# of the noise.  The figure defines
#   in_left(k), in_right(k)    whether curve k is drawn there; of the curve there are label[k],
#                              regularizer[k], forward[k] and backward[k] (the sigmas)
#   left_title, right_title
# and may define top and bottom, the range of the norm.
height = 11.6
load "style.gp"
set datafile columnheaders

array label[99]
array regularizer[99]
array reading[99]
array forward[99]
array backward[99]
array limit[99]
stats data using (label[$1] = strcol(2), regularizer[$1] = strcol(3), reading[$1] = strcol(5), \
    forward[$1] = $6, backward[$1] = $8, limit[$1] = strcol(18) eq "NaN" ? 0 : $18, $1) nooutput
curves = int(STATS_max)
stats data using "step_size" nooutput
smallest = STATS_min
largest = STATS_max
if (!exists("bottom")) {
    stats data using "lowest" nooutput
    bottom = STATS_min / 2
}
if (!exists("top")) {
    stats data using "highest" nooutput
    top = STATS_max * 1.5
}

runaways = 0
stats data using (runaways = runaways + (strcol("state") eq "runaway"), 1) nooutput
stats data using "diverged" nooutput
note = "marks: median over the data seeds; bands and bars: lowest to highest; " \
    . "open marks: not all runs had converged" \
    . "\nlines without marks: the exact limit as γ → 0; arrows: that limit, where it is below the axis" \
    . (runaways || STATS_max > 0 ? "\n" : "") \
    . (runaways ? "plus signs: the weights run away, there is no stationary point" : "") \
    . (STATS_max > 0 ? (runaways ? "; " : "")."crosses at the top: diverged" : "")

# Curves get their styles in the order of their panel; the curve without noise has no reading.
array style[99]
number = 0
number(k, member) = (number = number + member, member ? number : 0)
read_as(k, row) = forward[k] + backward[k] == 0 || reading[k] eq row

# A label ends where its note in parentheses begins, which the panel's title has.
legend(k) = strstrt(label[k], " (") ? label[k][1:strstrt(label[k], " (") - 1] : label[k]
# A curve's points of one state, as x; other rows are not drawn.
on(k) = style[k] && column(1) == k
points(k, state) = on(k) && strcol("state") eq state ? column("step_size") : NaN
limited(k) = on(k) && limit[k] >= bottom ? column("step_size") : NaN
# Those that have not converged come together at small steps: a little beside each other.
aside(k) = points(k, "moving") * 1.07 ** (style[k] - 3)
spread(k) = column("highest") - column("lowest")

set style textbox opaque noborder margins 0.3, 0.3
set logscale xy
set format x "10^{%L}"
set format y "10^{%L}"
set xrange [smallest / 1.4 : largest * 1.4]
set yrange [bottom : top]

rows = "shared per-sample"
row_title(row) = row eq "shared" ? "noise shared by all samples" : "noise of each sample its own"
set multiplot layout 2, 2 margins screen 0.085, 0.985, 0.215, 0.965 \
    spacing screen 0.035, screen 0.075
do for [row in rows] {
    do for [panel = 1:2] {
        do for [k = 1:curves] {
            style[k] = number(k, read_as(k, row) && (panel == 1 ? in_left(k) : in_right(k)))
        }
        number = 0
        set title (panel == 1 ? left_title : right_title).", ".row_title(row)
        if (panel == 1) { set ylabel "stable gradient norm"; set format y "10^{%L}" } \
            else { unset ylabel; set format y "" }
        unset key
        if (row ne "shared") {
            set xlabel "step size γ"
            set key at screen panel == 1 ? 0.285 : 0.76, screen 0.075
        }
        if (row ne "shared" && panel == 2) {
            set label 1 note at screen 0.5, 0.052 center font note_font
        }
        below = 0
        do for [k = 1:curves] {
            if (style[k] && limit[k] > 0 && limit[k] < bottom) {
                at = 0.05 + 0.16 * below
                below = below + 1
                set arrow 10 + k from graph at, graph 0.1 to graph at, graph 0 head filled \
                    size screen 0.008, 20 linecolor rgb colour[style[k]] linewidth 1
                set label 10 + k sprintf("%.1e", limit[k]) at graph at + 0.015, graph 0.045 \
                    left font note_font textcolor rgb colour[style[k]] front boxed
            }
        }
        plot for [k = 1:curves] data using (points(k, "converged")):"lowest":"highest" \
                with filledcurves linetype style[k] notitle, \
            for [k = 1:curves] data using (aside(k)):"lowest":(0):(spread(k)) \
                with vectors nohead linetype 10 + style[k] notitle, \
            for [k = 1:curves] data using (aside(k)):"median" \
                with points linetype 10 + style[k] notitle, \
            for [k = 1:curves] data using (points(k, "runaway")):"median" \
                with linespoints linetype style[k] pointtype 1 notitle, \
            for [k = 1:curves] data using (points(k, "converged")):"median" \
                with linespoints linetype style[k] title style[k] ? legend(k) : "", \
            for [k = 1:curves] data using (points(k, "diverged")):(top) \
                with points linetype 10 + style[k] pointtype 2 notitle, \
            for [k = 1:curves] data using (limited(k)):(limited(k) > 0 ? limit[k] : top) \
                with lines linetype 10 + style[k] linewidth 0.6 notitle
        do for [k = 1:curves] { unset arrow 10 + k; unset label 10 + k }
    }
}
unset multiplot
