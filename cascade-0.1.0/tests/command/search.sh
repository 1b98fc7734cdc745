#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# `cascade search`: that its witness replays to the ratio, and what it refuses.
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
    "$cascade" search "$@" >"$work/out" 2>"$work/err"
    [ $? -eq 2 ] && [ ! -s "$work/out" ] && [ "$(wc -l <"$work/err")" -eq 1 ] &&
        grep -q -e "$pattern" "$work/err"
    ok $? "$sentence"
}

# found KEY..: of the search in $work/json.
found() {
    "$json_value" "$@" <"$work/json"
}

# witness: the witness in $work/json as a file.
witness() {
    "$AWK" '/^  "witness": / { inside = 1; print "{"; next }
        inside && /^  }/ { print "}"; exit } inside' "$work/json" >"$work/witness.json"
}

OMP_NUM_THREADS=1 "$cascade" search thm:1 printed --operators 8 --json >"$work/json" 2>"$work/err"
ok $? 'Theorem 1 as printed holds in its worst case'
[ "$(found format) $(found claim) $(found version) $(found operators)" = \
    'cascade-search/1 thm:1 printed 8' ]
ok $? 'the JSON says what was searched'
awk -v x="$(found ratio 0)" 'BEGIN { exit !(x >= 0.49) }'
ok $? 'eight operators use 0.49 of the printed Theorem 1'
OMP_NUM_THREADS=3 "$cascade" search thm:1 printed --operators 8 --json | cmp -s - "$work/json"
ok $? 'the number of threads changes nothing'

witness
"$cascade" check --json "$work/witness.json" >"$work/report" 2>"$work/err"
"$json_value" results 0 claim <"$work/report" >"$work/claim"
"$json_value" results 0 ratio 0 <"$work/report" >"$work/ratio"
grep -qx thm:1 "$work/claim" &&
    awk -v x="$(cat "$work/ratio")" -v y="$(found ratio 0)" \
        'BEGIN { exit !(x > y * (1 - 1e-12) && x < y * (1 + 1e-12)) }'
ok $? 'cascade check finds the same ratio in the witness'

"$cascade" search thm:1/sharp-4 sharp --operators 3 --json >"$work/json" 2>"$work/err"
ok $? 'the fourth line of the sharp proof holds in its worst case'
witness
"$cascade" replay --only thm:1/sharp-4 "$work/witness.json" >"$work/report" 2>"$work/err"
grep '^lhs/rhs <= ' "$work/report" | awk -v y="$(found ratio 1)" \
    '{ x = $3 } END { exit !(x > y * (1 - 1e-12) && x < y * (1 + 1e-12)) }'
ok $? 'and its witness, a process, replays to the same ratio'

"$cascade" search thm:2 printed --operators 2 --json >"$work/json" 2>"$work/err"
[ $? -eq 1 ] && [ "$(found verdict)" = violated ]
ok $? 'Theorem 2 as printed is violated'
witness
"$cascade" check "$work/witness.json" >"$work/report" 2>"$work/err"
[ $? -eq 1 ] && grep -q 'thm:2 *printed.*violated' "$work/report"
ok $? 'and cascade check says the same of the witness' "$work/report"

claims=$top_srcdir/examples/claims/errors-add.json
"$cascade" search sum:1 printed --claims "$claims" --operators 3 >"$work/out" 2>"$work/err"
[ $? -eq 1 ] && grep -q '^violated at ' "$work/out"
ok $? "a user's false statement is violated"

"$cascade" search lem:1 printed --seconds 1 --operators 2 >"$work/out" 2>"$work/err"
ok $? 'a search can have a limit of time'

OMP_NUM_THREADS=2 "$cascade" search --atlas lem:1 >"$work/csv" 2>"$work/err"
[ $? -eq 0 ] && [ "$(wc -l <"$work/csv")" -eq 8 ] &&
    [ "$(sed -n 2p "$work/csv")" = lem:1,printed,2,1,holds,1 ]
ok $? 'the atlas has a row for each version and N = 2..8' "$work/csv"

refuses 'the atlas is not of one number of operators' 'without it' --atlas lem:1 --operators 3
refuses 'a search is of something' 'expected CLAIM VERSION'
refuses 'an unknown claim is refused' nope nope printed
refuses 'an unknown version is refused' 'no version' thm:1 best
refuses 'one operator is too few' 'from 2 to 12' thm:1 printed --operators 1
refuses 'thirteen operators are too many' 'from 2 to 12' thm:1 printed --operators 13
refuses 'no time is refused' 'from 1 to' thm:1 printed --seconds 0
refuses 'an identity has no worst case' 'identity' eq:16/1 printed
refuses 'a claim that a certificate decides cannot be searched' 'random instances' \
    thm:1/coefficients repaired
refuses 'nor can one about descent' 'chains or processes' thm:4 printed
plan
