#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# No displayed line of the paper is silently missing: tests/data/claim-ids.txt against the claims.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
ids=$top_srcdir/tests/data/claim-ids.txt

"$top_builddir/cascade" list --json |
    awk -F'"' '$2 == "id" { sub(/@.*/, "", $4); print $4 }' | LC_ALL=C sort -u >"$work/all"
grep -E '^(lem|thm|cor|tab|rem|eq|sec|fig|app):' "$work/all" >"$work/claims"
grep -v '^#' "$ids" >"$work/rows"
grep -v ' - ' "$work/rows" | LC_ALL=C sort >"$work/expected"
sed -n 's/ - .*//p' "$work/rows" | LC_ALL=C sort >"$work/absent"

if [ -s "$work/claims" ]; then : >"$work/wrong"; else echo "no claims" >"$work/wrong"; fi
nothing "$work/wrong" "the list has claims of the paper"

LC_ALL=C sort "$work/rows" | sed 's/ - .*//' | uniq -d >"$work/wrong"
nothing "$work/wrong" "no id is listed twice"

LC_ALL=C comm -23 "$work/expected" "$work/claims" >"$work/wrong"
nothing "$work/wrong" "every listed id has a claim"

LC_ALL=C comm -13 "$work/expected" "$work/claims" >"$work/wrong"
nothing "$work/wrong" "every claim of these sections is listed"

LC_ALL=C comm -12 "$work/absent" "$work/claims" >"$work/wrong"
nothing "$work/wrong" "an id with a reason to have no claim has none"

awk -F' - ' '/ - / && length($2) < 15 { print }' "$work/rows" >"$work/wrong"
nothing "$work/wrong" "a reason is a sentence"

: >"$work/wrong"
for n in 6a 6b $(seq 12 56); do
    grep -q -E "^eq:$n([/+ ]|\$)" "$work/rows" || echo "eq:$n" >>"$work/wrong"
done
nothing "$work/wrong" "every number from (12) to (56) occurs"

: >"$work/wrong"
for id in lem:1 lem:2 thm:1 thm:2 thm:3 thm:4 thm:5 cor:1/nonconvex cor:1/pl cor:2 cor:3 \
    cor:4/nonconvex cor:4/pl tab:1 rem:1 rem:2 rem:3 rem:4 rem:5 sec:5.3/depth \
    sec:5.3/asymmetry sec:5.3/forward-location sec:5.3/backward-location sec:6.3 app:A.1 \
    app:A.2 app:A.3/sgd app:A.3/momentum; do
    grep -q -x -e "$id" "$work/claims" || echo "$id" >>"$work/wrong"
done
nothing "$work/wrong" "every result of these sections has a claim"

plan
