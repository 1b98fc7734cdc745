#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The scripts that make the report's text from the ledger, and those that refuse a faulty report.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
paper=$(cd "${top_srcdir:-.}/paper" && pwd) || exit 99

# typesets NAME TEXT LATEX [EXPAND]
typesets() {
    printf '%s\n' "$2" | "$AWK" -v expand="${4:-0}" -f "$paper/mathematics.awk" \
        -f "$work/typeset.awk" >"$work/out" 2>&1
    printf '%s\n' "$3" | cmp -s - "$work/out"
    ok $? "$1" "$work/out"
}
cat >"$work/typeset.awk" <<'END'
function claim_link(name) { return "[" name "]" }
{ print typeset($0, expand) }
END

typesets 'norms, means and perturbed quantities are set as in the paper' \
    'E||u~_i - u_i||^2 <= 2 C_v^2 for all i' \
    '$\mathbb E\lVert \tilde{u}_{i}-u_{i}\rVert ^{2}\le 2C_{v}^{2}$ for all $i$'
typesets 'a sigma-algebra is told from a constant' 'E^{G_i}[delta_i], H_i, H' \
    '$\mathbb E^{\mathcal G_{i}}[\delta _{i}]$, $\mathcal H_{i}$, $L_{\nabla^2 f}$' 1
typesets 'constants of Assumption 3 are written out where that is asked' 'L^2 and C^{N-i}' \
    '$L_{\nabla f}^{2}$ and $C_{\nabla f}^{N-i}$' 1
typesets 'and only there' 'gamma <= 1/(3L)' '$\gamma \le 1/(3L)$'
typesets 'words stay words' 'A misprint: a constant times T, x F-measurable, with Top-1.' \
    'A misprint: a constant times $T$, $x$ $\mathcal F$-measurable, with Top-1.'
typesets 'an article is told from a variable' 'There is a Delta t from height a, zero-mean' \
    'There is a $\Delta t$ from height $a$, zero-mean'
typesets 'numbers of equations and claims are prose' '(33) in eq:23, Table 1 has T^{1/2}' \
    '(33) in [eq:23], Table 1 has $T^{1/2}$'
typesets 'an inner product is told from two relations' '<g, u> <= 0 < gamma' \
    '$\langle g, \mathbf u\rangle \le 0<\gamma $'
typesets 'a transposed matrix is told from a power' 'W_2^T x^T and r^T' \
    '$W_{2}^\top x^\top $ and $r^{T}$'
typesets 'a range of decimals is prose, one of integers is not' 'in 0.1 .. 8.2e-05, n = 0..63' \
    'in 0.1 to $8.2 \cdot 10^{-5}$, $n=0\dots 63$'
typesets 'an interval after a number is no factor' 'non-zero-mean: 0.5 (-0.1, 0.7), in [0.2, inf]' \
    'non-zero-mean: 0.5 ($-0.1$, 0.7), in $[0.2, \infty]$'
typesets 'signs of TeX in prose are escaped' '50 % of $3 & "a_b" {' \
    '50 \% of \$3 \& ``$a_{b}$'"''"' \{'

# --- filling a text
printf '%s\t' id version verdict trials worst_ratio mutants killed witness note statement file line \
    consistent replay | sed 's/\t$//' >"$work/ledger.tsv"
{
    printf '\nfig:4/left\tprinted\tsupported\t7\t0.5\t1\t1\t\ta note\tgamma <= 1\ta.c\t3\tyes\t\n'
} >>"$work/ledger.tsv"
mkdir "$work/out.d" "$work/plots"
fill() { # the text is the standard input
    cat >"$work/text.tex"
    "$AWK" -f "$paper/mathematics.awk" -f "$paper/rows.awk" -f "$paper/fill.awk" \
        -v folder="$work/out.d" -v plots="$work/plots" -v figures='figure-4 other' \
        "$work/ledger.tsv" filling=1 "$work/text.tex" >"$work/out" 2>&1
}
filled() { # NAME REGEX: is there a line like that?
    grep -q "$2" "$work/out.d/text.tex"
    ok $? "$1" "$work/out.d/text.tex"
}
fill <<'END'
Verdict \LedgerVerdict{fig:4/left}{printed} in \LedgerTrials{fig:4/left}{printed}.
\FindingsOf{fig:4}
\OtherFindings
\begin{plot}{figure-4}
Caption, \Horizon, \DataSets.
\end{plot}
\OtherPlots
END
filled 'a verdict is put in' \
    '^Verdict \\hyperlink{row-fig-4.left-printed}{\\Verdict{supported}} in 7~trials\.$'
[ "$(grep -c '^\\Finding' "$work/out.d/text.tex")" -eq 1 ]
ok $? 'a finding is given once' "$work/out.d/text.tex"
! grep -q '\\Figure' "$work/out.d/text.tex"
ok $? 'a figure that was not made is left out' "$work/out.d/text.tex"
touch "$work/plots/figure-4.svg" "$work/plots/other.svg"
printf '%s\n' curve,label,problem_seed,iterations '1,"a,b",1,20000' '1,c,2,20000' \
    >"$work/plots/figure-4.results.csv"
fill <<'END'
\begin{plot}{figure-4}
Caption, \Horizon, \DataSets.
\end{plot}
\OtherPlots
END
filled 'horizon and data sets are read from the runs' '{Caption, \$T = 20\\,000\$, 2~data sets\.'
[ "$(grep -c '^\\Figure' "$work/out.d/text.tex")" -eq 2 ]
ok $? 'figures that the text does not name come at the end' "$work/out.d/text.tex"
! echo '\LedgerVerdict{thm:9}{printed}' | fill
ok $? 'a claim that the ledger does not have is an error' "$work/out"

# --- refusing
# judge NAME SCRIPT TRUTH TEXT: whether the script accepts (0) a report with this text
judge() {
    printf '%s\n' "$4" | "$AWK" -f "$paper/$2" >"$work/out" 2>&1
    [ $? -eq "$3" ]
    ok $? "$1" "$work/out"
}
judge 'a page whose links lead somewhere is accepted' check-html.awk 0 '<p id="a"><a href="#a">'
judge 'a link that leads nowhere is refused' check-html.awk 1 '<p id="a"><a href="#b">'
judge 'an id that is given twice is refused' check-html.awk 1 '<p id="a"><p id="a">'
judge 'a log without faults is accepted' check-log.awk 0 'Underfull \hbox'
judge 'an overfull line is refused' check-log.awk 1 'Overfull \hbox (1.0pt too wide)'
judge 'an undefined reference is refused' check-log.awk 1 \
    "LaTeX Warning: Reference \`a' on page 1 undefined on input line 2."
plan
