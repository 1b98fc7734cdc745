#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The scripts that make the report's text from the ledger, and those that refuse a faulty report.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
paper=$(cd "${top_srcdir:-.}/paper" && pwd) || exit 99

# words NAME TEXT LATEX
words() {
    printf '%s\n' "$2" | "$AWK" -f "$paper/rows.awk" -f "$work/words.awk" >"$work/out" 2>&1
    printf '%s\n' "$3" | cmp -s - "$work/out"
    ok $? "$1" "$work/out"
}
cat >"$work/words.awk" <<'END'
BEGIN { known["eq:23"] = row_of["eq:23", "sharp"] = 1 }
{ print worded($0) }
END

words 'a sentence is set as it is' 'A misprint (see Section 3): 5 % off.' \
    'A misprint (see Section 3): 5 \% off.'
words 'what has a subscript or a power is code' 'For (sigma_f, (1+x)^2).' \
    'For (\Code{sigma\_f}, \Code{(1+x)\textasciicircum{}2}).'
words 'the id of a claim is a link where the ledger has it' 'By eq:23 (eq:24/1).' \
    'By \hyperlink{row-eq-23-sharp}{\Id{eq:23}} (\Id{eq:24/1}).'
words 'quotation marks are a pair' 'A "fact" ("so").' "A \`\`fact'' (\`\`so'')."

# --- the atlas of worst cases
printf '%s\n' claim,version,operators,ratio,verdict,attainable thm:1,printed,2,0.39574,holds,0.39583 \
    thm:1,printed,3,0.5023,holds,0.50609 thm:2,printed,2,inf,violated,inf \
    thm:2,printed,3,inf,violated,inf lem:9,printed,2,0.25,holds, lem:9,printed,3,,, |
    "$AWK" -f "$paper/atlas.awk" >"$work/out" 2>&1
grep -q '^.quad attainable & 0.3958 & 0.5061 ' "$work/out" &&
    grep -q '^.Id{thm:2} printed & ..infty. & ..infty. ' "$work/out" &&
    grep -q '^.Id{lem:9} printed & 0.2500 & -- ' "$work/out" &&
    [ "$(grep -c attainable "$work/out")" -eq 2 ]
ok $? 'the atlas has what was found, and below it what theory knows' "$work/out"
echo claim,version | "$AWK" -f "$paper/atlas.awk" >/dev/null 2>"$work/out"
[ $? -eq 1 ]
ok $? 'an empty atlas is refused' "$work/out"

# --- filling a text
printf '%s\t' id version verdict trials worst_ratio mutants killed witness note statement file line \
    consistent replay tex | sed 's/\t$//' >"$work/ledger.tsv"
{
    printf '\nfig:4/left\tprinted\tsupported\t7\t0.5\t1\t1\t\ta note\tx <= 1\ta.c\t3\tyes\t\t$x \\le a$ where~$a = 1$\n'
} >>"$work/ledger.tsv"
mkdir "$work/out.d" "$work/plots"
fill() { # the text is the standard input
    cat >"$work/text.tex"
    "$AWK" -f "$paper/rows.awk" -f "$paper/fill.awk" \
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
% listing a.c 1 9 a-c-1
\ClaimAnchor{a-c-1}{1}{9}
% listing a.c 1 9 a-c-1
\ClaimAnchor{a-c-1}{1}{9}
\begin{plot}{figure-4}
Caption, \Horizon, \DataSets.
\end{plot}
\OtherPlots
END
filled 'a verdict is put in' \
    '^Verdict \\hyperlink{row-fig-4.left-printed}{\\Verdict{supported}} in 7~trials\.$'
filled 'a finding says its formula' '^\\Finding.*{\$x \\le a\$ where~\$a = 1\$}'
grep '^\\Formula' "$work/out.d/text.tex" >"$work/out"
printf '%s\n' '\Formula{$x \le a$ where~$a = 1$}' '\Formula{$x \le a$}' | cmp -s - "$work/out"
ok $? 'a formula stands where its claim is defined, what it abbreviates once' "$work/out"
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
