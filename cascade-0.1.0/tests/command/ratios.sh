#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# `cascade ratios`: its rows, its streams, and that `cascade check` says the same.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
cascade=$top_builddir/cascade
json_value=$top_builddir/tests/command/json_value
shown=$work/err

# refuses SENTENCE PATTERN ARGUMENT...: status 2, no output, one message with the pattern.
refuses() {
    sentence=$1
    pattern=$2
    shift 2
    "$cascade" ratios "$@" >"$work/out" 2>"$work/err"
    [ $? -eq 2 ] && [ ! -s "$work/out" ] && [ "$(wc -l <"$work/err")" -eq 1 ] &&
        grep -q -e "$pattern" "$work/err"
    ok $? "$sentence"
}

OMP_NUM_THREADS=1 "$cascade" ratios --operators 2..4 --trials 40 >"$work/csv" 2>"$work/err"
ok $? 'nothing but a printed version is violated'
[ "$(head -n 1 "$work/csv")" = claim,version,style,operators,trial,ratio,verdict ]
ok $? 'the first row names the columns'
# 2 + 3 versions, 4 styles, 3 lengths, 40 trials
[ "$(wc -l <"$work/csv")" -eq $((5 * 4 * 3 * 40 + 1)) ]
ok $? 'there is a row for each version, style, length and trial'

OMP_NUM_THREADS=3 "$cascade" ratios --operators 2..4 --trials 40 >"$work/other"
cmp -s "$work/csv" "$work/other"
ok $? 'the number of threads changes nothing'
"$cascade" ratios --operators 3 --trials 4 --claim thm:2 | sed 1d >"$work/other"
awk -F, '$1 == "thm:2" && $4 == 3 && $5 < 4' "$work/csv" | cmp -s - "$work/other"
ok $? 'a trial does not depend on which others there are'
"$cascade" ratios --operators 2..4 --trials 40 --seed 7 >"$work/other"
! cmp -s "$work/csv" "$work/other"
ok $? 'another seed makes other chains'

awk -F, 'NR > 1 && $7 == "violated" && ($2 != "printed" || $1 != "thm:2")' "$work/csv" >"$work/wrong"
[ ! -s "$work/wrong" ]
ok $? 'of Theorems 1 and 2 only the printed Theorem 2 is violated'
awk -F, 'NR > 1 && $7 == "violated" && $6 <= 1 || $7 == "holds" && $6 > 1 + 1e-15 { print }
    $7 == "vacuous" && $6 != "" { print }' "$work/csv" >"$work/wrong"
[ ! -s "$work/wrong" ]
ok $? 'a ratio above 1 is a violation, one below is none, and a vacuous trial has none'
awk -F, '$1 == "thm:1" && $2 == "sharp" && $3 == "extremal" && $6 > most[$4] { most[$4] = $6 }
    END { for (n = 2; n <= 4; n++) if (most[n] < 0.99) print n, most[n] }' "$work/csv" >"$work/wrong"
[ ! -s "$work/wrong" ]
ok $? 'extremal chains use at least 99 per cent of sharp Theorem 1'

# Linear chains have a bias through epsilon alone, curved ones through delta alone.
awk -F, '$1 == "thm:2" && $2 == "sharp" && $6 > most[$3, $4] { most[$3, $4] = $6 }
    END { for (n = 2; n <= 3; n++) if (most["linear", n] < 1 || most["curved", n] < 0.8)
        print n, most["linear", n], most["curved", n] }' "$work/csv" >"$work/wrong"
[ ! -s "$work/wrong" ]
ok $? 'linear chains attain sharp Theorem 2, and curved ones come near it'

# agrees RESULT CLAIM VERSION STYLE: the first such row but vacuous ones, against `check`.
agrees() {
    row=$(awk -F, -v c="$2" -v v="$3" -v s="$4" -v r="$5" \
        '$1 == c && $2 == v && $3 == s && $7 == r && $6 > 0 { print $4 "," $5 "," $6; exit }' "$work/csv")
    "$cascade" ratios --chain "$4,${row%,*}" >"$work/chain.json" &&
        "$cascade" check --json "$work/chain.json" >"$work/report.json"
    "$json_value" results "$1" ratio 0 <"$work/report.json" >"$work/low"
    "$json_value" results "$1" ratio 1 <"$work/report.json" >"$work/high"
    [ "$("$json_value" results "$1" verdict <"$work/report.json")" = "$5" ] &&
        awk -v x="${row##*,}" -v low="$(cat "$work/low")" -v high="$(cat "$work/high")" \
            'BEGIN { exit !(low > 0 && x >= low * (1 - 1e-15) && x <= high * (1 + 1e-15)) }'
    ok $? "check finds the same ratio: $2 $3, a $4 chain, $5"
}
agrees 0 thm:1 printed ridge holds
agrees 1 thm:1 sharp linear holds
agrees 2 thm:2 printed curved violated
agrees 3 thm:2 repaired ridge holds

refuses 'a range goes upwards' 'A <= B' --operators 3..2
refuses 'one operator is too few' '2 <= A' --operators 1..3
refuses 'a range has two ends' "found '2..'" --operators 2..
refuses 'no trial is refused' '^cascade: --trials' --trials 0
refuses 'an unknown claim is refused' 'frob' --claim frob
refuses 'a claim that is not about chains is refused' 'judged on a chain' --claim app:A.1
refuses 'a trial is named by style, length and number' 'STYLE,N,T' --chain ridge,3
refuses 'an unknown style is refused' 'ridge, curved, linear, extremal' --chain round,3,0
plan
