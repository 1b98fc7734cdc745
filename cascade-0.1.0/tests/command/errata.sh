#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# ERRATA.md is what the command prints; those that matter most come first and fit a screen.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
cascade=${top_builddir:-.}/cascade

"$cascade" errata --markdown | diff "$top_srcdir/ERRATA.md" - >"$work/difference"
ok $? 'ERRATA.md is up to date (else: make errata)' "$work/difference"

"$cascade" errata >"$work/errata"
ok $? 'the errata can be printed'
"$AWK" '/^All others/ { exit } /^ ?[0-9]+  / && $1 != ++n { exit bad = 1 } END { exit bad || n < 5 }' \
    "$work/errata"
ok $? 'those that matter most are numbered from 1 on'
[ "$(sed '/^All others/,$d' "$work/errata" | wc -l)" -le 60 ]
ok $? 'they fit a screen'
sed -n 's/^ *cascade replay --only \([^ ]*\) *\(.*\)/\1 \2/p' "$work/errata" | head -n 8 >"$work/replays"
while read -r id file; do
    "$cascade" replay --only "$id" "$top_srcdir/$file" >"$work/out" 2>&1
    [ $? -eq 1 ]
    ok $? "the witness against $id is replayed" "$work/out"
done <"$work/replays"
plan
