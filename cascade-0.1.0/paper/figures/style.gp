# SPDX-License-Identifier: GPL-3.0-or-later
# What all figures have in common.  The caller sets
#   name, folder   the figure's CSV is folder/name.csv, the drawing goes to folder/name.new
#   format         pdf, svg or png
# and a figure may set, before it loads this file,
#   width, height  in centimetres, of print: two panels side by side are 12 cm wide.
# Curves have the line styles 1 (the baseline, black), 2, 3, ..: colours of Okabe and Ito, which
# the colour-blind can tell apart, and each its own dash pattern and mark for grey print; styles
# 11, 12, .. are the same with open marks.  Notes below a drawing are in note_font.
if (!exists("width")) width = 12
if (!exists("height")) height = 6.7

if (format eq "pdf") set terminal pdfcairo size width cm, height cm font "sans,8" \
    linewidth 1 dashlength 0.6 enhanced
if (format eq "png") set terminal pngcairo size width * 100, height * 100 font "sans,8" \
    fontscale 1.8 linewidth 1.8 pointscale 3 dashlength 0.9 enhanced
if (format eq "svg") set terminal svg size width * 60, height * 60 font "sans-serif,11" \
    linewidth 1.3 dashlength 0.7 enhanced background "white"
note_font = format eq "svg" ? ",9" : ",7"
mark_size = format eq "svg" ? 0.6 : 0.45
set output folder."/".name.".new"
set encoding utf8
set datafile separator comma
data = folder."/".name.".csv"

array colour[8] = ["#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", \
    "#7F7F7F"]
array closed[8] = [5, 7, 9, 11, 13, 15, 5, 7]
array opened[8] = [4, 6, 8, 10, 12, 14, 4, 6]
do for [k = 1:8] {
    set linetype k linecolor rgb colour[k] linewidth 1.2 dashtype k pointtype closed[k] \
        pointsize mark_size
    set linetype 10 + k linecolor rgb colour[k] linewidth 0.9 dashtype 1 pointtype opened[k] \
        pointsize mark_size
}
set linetype 1 dashtype 1
set linetype 2 dashtype (10, 3)
set linetype 3 dashtype (3, 3)
set linetype 4 dashtype (10, 3, 2, 3)
set linetype 5 dashtype (16, 4)
set linetype 6 dashtype (10, 3, 2, 3, 2, 3)
set linetype 7 dashtype (2, 5)
set linetype 8 dashtype (20, 4, 4, 4)

set style fill transparent solid 0.18 noborder
set border 3 linewidth 0.7 linecolor rgb "#404040"
set tics nomirror scale 0.6, 0.3 textcolor rgb "black"
set grid xtics ytics linetype 1 linecolor rgb "#DDDDDD" linewidth 0.4 dashtype 1
set key bottom center vertical Left reverse samplen 3 spacing 1.1 width -1 maxrows 3
set title offset 0, -0.6
set xlabel offset 0, 0.4
set ylabel offset 0.8, 0
set xtics offset 0, 0.3
set ytics offset 0.4, 0
