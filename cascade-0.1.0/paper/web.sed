# SPDX-License-Identifier: GPL-3.0-or-later
# What pandoc does not know in the woven LaTeX, in words that it knows.
s/\\Big\([lrm]\{0,1\}\)/\\big\1/g
s/^\\part{/\\chapter{/
s/\\textbar{}/|/g
s/\\textdagger{}/†/g
s/{\\rm \([a-z]*\)}/{\\mathrm{\1}}/g
s/^\\begin{longtable}{.*}$/\\begin{longtable}{lllrrr}/
s/\\multicolumn{6}{@{}p{\\textwidth}@{}}/\\multicolumn{6}{l}/
s/\\\\\*$/\\\\/
s/^\\begin{lstlisting}\[style=claim,/\\begin{lstlisting}[/
s/^\\begin{lstlisting}\[/&language=C,/
s/\\begin{tabular}{lP{54mm}P{42mm}}/\\begin{tabular}{lll}/
s/\\allowbreak */{}$ ${}/g
/^\\addlinespace/d
