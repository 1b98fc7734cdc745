# SPDX-License-Identifier: GPL-3.0-or-later
# Figure 2: spikes that are recoverable and spikes that are fatal.  Upper row: one isolated spike
# in each run, the larger recovers.  Middle row: a bias that stays, against one far larger spike.
# Lower row: the fates of all spikes of the upper row's experiment.
height = 15
load "style.gp"
set datafile columnheaders
is(series, run) = strcol(1) eq series && strcol(2) eq run
t(series, run) = is(series, run) ? $3 : NaN
recovers = 7
deviates = 2
set linetype recovers dashtype 1 linewidth 1.4

set multiplot
set logscale y
set format y "10^{%L}"
unset key
left = "set lmargin at screen 0.09; set rmargin at screen 0.49"
right = "set lmargin at screen 0.565; set rmargin at screen 0.965"
row(bottom) = sprintf("set bmargin at screen %g; set tmargin at screen %g", bottom, bottom + 0.2)

set xrange [50 : 250]
set yrange [1e-4 : 10]
eval left
eval row(0.765)
set title "one spike in each run, at t = 100"
set ylabel "gradient norm"
set xlabel "iteration t"
plot for [run in "deviates recovers"] data using (t("spikes", run)):4 with lines \
    linetype value(run)
eval right
set ylabel "loss"
set yrange [0.5 : 50]
set format y "%g"
plot for [run in "deviates recovers"] data using (t("spikes", run)):7 with lines \
    linetype value(run)

set xrange [0 : 10000]
set yrange [1e-4 : 1]
set format y "10^{%L}"
set xtics 2500
eval left
eval row(0.465)
set title "from t = 1000: one spike, or a bias that stays"
set ylabel "gradient norm"
plot for [run in "deviates recovers"] data using (t("lasting", run)):5:6 with filledcurves \
        linetype value(run), \
    for [run in "deviates recovers"] data using (t("lasting", run)):4 with lines \
        linetype value(run)
eval right
set ylabel "loss"
set yrange [0.1 : 100]
set format y "%g"
plot for [run in "deviates recovers"] data using (t("lasting", run)):8:9 with filledcurves \
        linetype value(run), \
    for [run in "deviates recovers"] data using (t("lasting", run)):7 with lines \
        linetype value(run)

set lmargin at screen 0.09
set rmargin at screen 0.965
eval row(0.165)
set title "all spikes of the experiment above: where they lead"
set logscale x
set xrange [0.1 : 6]
set yrange [1e-3 : 2]
set xtics autofreq
set format y "10^{%L}"
set xlabel "gradient norm just after the spike"
set ylabel "averaged norm at the end"
set key at screen 0.53, screen 0.075 center maxrows 1
set label 1 "top: of all spikes, the largest that recovers and the smallest that does not; middle: lines: " \
    ."median over five data seeds,\nbands: lowest to highest; bottom: each mark is a run with one spike" \
    at screen 0.53, 0.035 center font note_font
plot for [run in "deviates recovers"] data using (is("fates", run) ? $4 : NaN):7 with points \
        linetype value(run) pointsize 0.6 notitle, \
    NaN with linespoints linetype recovers title "recovers", \
    NaN with linespoints linetype deviates title "does not recover"
unset multiplot
