# SPDX-License-Identifier: GPL-3.0-or-later
# Stable gradient norm against step size, two panels side by side.  The figure defines
#   in_left(k), in_right(k)    whether curve k is drawn there; of the curve there are label[k],
#                              regularizer[k], reading[k], forward[k] and backward[k] (the sigmas)
#   left_title, right_title
# and may define top and bottom, the range of the norm.
load "style.gp"
set datafile columnheaders

array label[99]
array regularizer[99]
array reading[99]
array forward[99]
array backward[99]
stats data using (label[$1] = strcol(2), regularizer[$1] = strcol(3), reading[$1] = strcol(5), \
    forward[$1] = $6, backward[$1] = $8, $1) nooutput
curves = int(STATS_max)
stats data using "step_size" nooutput
smallest = STATS_min
largest = STATS_max
if (!exists("bottom")) {
    stats data using "lowest" nooutput
    bottom = STATS_min / 1.5
}
if (!exists("top")) {
    stats data using "highest" nooutput
    top = STATS_max * 1.5
}

has_limit(k) = strcol("plateau") ne "NaN" && column("plateau") > 0
plateaus = 0
stats data using (plateaus = plateaus + has_limit(0), 1) nooutput
stats data using "diverged" nooutput
note = "marks: median over the data seeds; bands and bars: lowest to highest; " \
    . "open marks: not converged at the horizon" \
    . (plateaus ? "\nlines without marks: the exact limit as γ → 0, where there is one above 0" : "") \
    . (STATS_max > 0 ? (plateaus ? "; " : "\n")."crosses at the top: diverged" : "")

# Curves get their styles in the order of their panel.
array style[99]
number = 0
number(k, member) = (number = number + member, member ? number : 0)

# A label ends where its note in parentheses begins, which the panel's title has.
legend(k) = strstrt(label[k], " (") ? label[k][1:strstrt(label[k], " (") - 1] : label[k]
# A curve's points of one state, as x; other rows are not drawn.
on(k) = style[k] && column(1) == k
points(k, state) = on(k) && strcol("state") eq state ? column("step_size") : NaN
limited(k) = on(k) && has_limit(k) ? column("step_size") : NaN
spread(k) = column("highest") - column("lowest")

set logscale xy
set format x "10^{%L}"
set format y "10^{%L}"
set xrange [smallest / 1.4 : largest * 1.4]
set yrange [bottom : top]
set xlabel "step size γ"

set multiplot layout 1, 2 margins screen 0.085, 0.985, 0.335, 0.935 spacing screen 0.035
do for [panel = 1:2] {
    do for [k = 1:curves] {
        style[k] = number(k, panel == 1 ? in_left(k) : in_right(k))
    }
    number = 0
    set title panel == 1 ? left_title : right_title
    set key at screen panel == 1 ? 0.285 : 0.76, screen 0.085
    if (panel == 1) { set ylabel "stable gradient norm" } else { unset ylabel }
    if (panel == 2) {
        set format y ""
        set label 1 note at screen 0.5, 0.06 center font note_font
    }
    plot for [k = 1:curves] data using (points(k, "converged")):"lowest":"highest" \
            with filledcurves linetype style[k] notitle, \
        for [k = 1:curves] data using (points(k, "moving")):"lowest":(0):(spread(k)) \
            with vectors nohead linetype 10 + style[k] notitle, \
        for [k = 1:curves] data using (points(k, "moving")):"median" \
            with points linetype 10 + style[k] notitle, \
        for [k = 1:curves] data using (points(k, "converged")):"median" \
            with linespoints linetype style[k] title style[k] ? legend(k) : "", \
        for [k = 1:curves] data using (points(k, "diverged")):(top) \
            with points linetype 10 + style[k] pointtype 2 notitle, \
        for [k = 1:curves] data using (limited(k)):(limited(k) > 0 ? column("plateau") : top) \
            with lines linetype 10 + style[k] linewidth 0.6 notitle
}
unset multiplot
