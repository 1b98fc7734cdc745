#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The floors of the house: a file includes only what is on its own floor or below, and
# headers do not include each other in a circle.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"

# includes FOLDER: lines "FILE INCLUDED", both from the top of the sources.
includes() {
    (cd "$1" && find src proofs properties counterexamples -name '*.[ch]' -exec "$AWK" '
        /^#[ \t]*include "/ {
            split($0, part, "\"")
            if (part[2] == "config.h") next
            at_top = part[2] ~ /^(proofs|properties|counterexamples|tests|bench)\//
            print FILENAME, (at_top ? "" : "src/") part[2]
        }' {} + 2>/dev/null)
}

# The floors, from the ground up.
floors='arithmetic file program constants operator operator/families chain process theory
    formula exact training sweep claim/generators claim descent orbit logistic'

# Complaints about the includes on standard input: each folder has a floor of its own, the
# pages (proofs, properties, counterexamples) stand on all of src/ but the command.
complaints='
    function floor(file) {
        sub(/\/[^\/]*$/, "", file)
        return place[file] + 0
    }
    BEGIN {
        pages = split(floors, name, " ") + 1
        for (i = 1; i < pages; i++) place["src/" name[i]] = i
        place["proofs"] = place["properties"] = place["counterexamples"] = pages
        place["src/command"] = pages + 1
    }
    {
        if (!floor($1) || !floor($2))
            print $1 ": \"" $2 "\" is on no floor"
        else if (floor($2) > floor($1))
            print $1 ": \"" $2 "\" is on a higher floor"
    }'
complaints() {
    "$AWK" -v floors="$(echo $floors)" "$complaints"
}

includes "$top_srcdir" >"$work/includes"
[ "$(wc -l <"$work/includes")" -gt 500 ]
ok $? 'the includes are found' "$work/includes"

complaints <"$work/includes" >"$work/out"
nothing "$work/out" 'every file includes only what is on its floor or below'

(cd "$top_srcdir" && "$AWK" '{ print $2 }' "$work/includes" | sort -u |
    while read -r file; do [ -f "$file" ] || echo "$file"; done) >"$work/out"
nothing "$work/out" 'every included file is named from src/ or from the top'

"$AWK" '$1 ~ /\.h$/ { print $1, $2 }' "$work/includes" | tsort >/dev/null 2>"$work/out"
nothing "$work/out" 'no headers include each other in a circle'

mkdir -p "$work/house/src/chain" "$work/house/src/command" "$work/house/proofs"
for file in src/chain/pass.c proofs/lemma.c; do
    printf '#include "config.h"\n#include "command/table.h"\n' >"$work/house/$file"
done
echo '#include "proofs/notation.h"' >"$work/house/src/command/table.c"
includes "$work/house" | complaints >"$work/out"
[ "$(wc -l <"$work/out")" -eq 2 ] && ! grep -v 'is on a higher floor$' "$work/out" >/dev/null
ok $? 'a file that reaches up is found'

plan
