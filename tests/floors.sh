#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The floors of the house (src/README.md, section 3): a file includes only what is on its own
# floor or below, modules do not include each other in a circle, and pages define claims.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"

# The floors from the ground up; each folder is one.  The pages stand on all of them, and the
# command on the pages.
floors="arithmetic file program constants operator operator/families chain process theory \
formula exact training sweep claim/generators claim descent orbit logistic"
pages='proofs properties counterexamples'

# sources HOUSE: its C files, from the top of the sources.
sources() {
    # shellcheck disable=SC2086 # a list of names without blanks
    (cd "$1" && find src $pages -name '*.[ch]' ! -name '.*' 2>/dev/null | LC_ALL=C sort)
}

# includes HOUSE: lines "FILE INCLUDED", both from the top of the sources.
includes() {
    (cd "$1" && sources . | xargs "$AWK" '
        /^#[ \t]*include "/ {
            split($0, part, "\"")
            if (part[2] == "config.h") next
            at_top = part[2] ~ /^(proofs|properties|counterexamples|tests|bench)\//
            print FILENAME, (at_top ? "" : "src/") part[2]
        }')
}

# misplaced HOUSE: files on no floor, and those that reach up.
misplaced() {
    { sources "$1" && includes "$1"; } | "$AWK" -v floors="$floors" -v pages="$pages" '
        function floor(file) {
            sub(/\/[^\/]*$/, "", file)
            return place[file] + 0
        }
        BEGIN {
            count = split(floors, name, " ")
            for (i = 1; i <= count; i++) place["src/" name[i]] = i
            split(pages, name, " ")
            for (i in name) place[name[i]] = count + 1
            place["src/command"] = count + 2
        }
        !floor($NF) { print $1 ": \"" $NF "\" is on no floor"; next }
        floor($NF) > floor($1) { print $1 ": \"" $NF "\" is on a higher floor" }'
}

# circles HOUSE: a module is a header and its source; each circle of them, once.
circles() {
    includes "$1" | "$AWK" '
        function module(file) { sub(/\.[ch]$/, "", file); return file }
        # state: 1 on the way to here, 2 left behind
        function visit(here, path, count, i, used) {
            state[here] = 1
            path = path " " here
            count = split(uses[here], used, " ")
            for (i = 1; i <= count; i++)
                if (state[used[i]] == 1)
                    print substr(path, index(path " ", " " used[i] " ") + 1) " " used[i]
                else if (!state[used[i]])
                    visit(used[i], path)
            state[here] = 2
        }
        module($1) != module($2) { uses[module($1)] = uses[module($1)] " " module($2) }
        END { for (start in uses) if (!state[start]) visit(start, "") }'
}

# not_pages HOUSE: what a folder of pages must not hold, as the table of claims sees it.
not_pages() {
    sources "$1" | grep -v '^src/' | while read -r file; do
        case $file in
        *.h) echo "$file: a header in a folder of pages" ;;
        *)
            "$AWK" -f "$top_srcdir/src/command/claims.awk" "$1/$file" | grep -q '^extern' ||
                echo "$file: defines no claim"
            ;;
        esac
    done
}

includes "$top_srcdir" >"$work/includes"
[ "$(wc -l <"$work/includes")" -gt 500 ]
ok $? 'the includes are found' "$work/includes"

misplaced "$top_srcdir" >"$work/out"
nothing "$work/out" 'every file includes only what is on its floor or below'

(cd "$top_srcdir" && "$AWK" '{ print $2 }' "$work/includes" | sort -u |
    while read -r file; do [ -f "$file" ] || echo "$file"; done) >"$work/out"
nothing "$work/out" 'every included file is named from src/ or from the top'

circles "$top_srcdir" >"$work/out"
nothing "$work/out" 'no modules include each other in a circle'

not_pages "$top_srcdir" | grep -v \
    -e '^proofs/asymptotics\.[ch]:' -e '^proofs/notation\.h:' -e '^proofs/repair\.h:' \
    -e '^proofs/telescope\.h:' -e '^proofs/theorem_[12]\.h:' >"$work/out"
nothing "$work/out" 'folders of pages hold pages'

# A house with one fault of each kind.
house=$work/house
mkdir -p "$house/src/chain" "$house/src/cellar" "$house/src/command" "$house/src/operator/families" \
    "$house/proofs"
for file in src/chain/pass.c proofs/lemma.c; do
    printf '#include "config.h"\n#include "command/table.h"\n' >"$house/$file"
done
echo '#include "operator/families/dense.h"' >"$house/src/operator/operator.c"
echo '#include "proofs/notation.h"' >"$house/src/command/table.c"
: >"$house/src/cellar/wine.c"
echo '#include "chain/two.h"' >"$house/src/chain/one.c"
echo '#include "chain/three.h"' >"$house/src/chain/two.h"
echo '#include "chain/one.h"' >"$house/src/chain/three.c"
: >"$house/proofs/notation.h"
echo 'const cas_claim cas_claim_thm_9_printed = {' >"$house/proofs/theorem_9.c"

misplaced "$house" >"$work/out"
[ "$(grep -c 'is on a higher floor$' "$work/out")" -eq 3 ]
ok $? 'a file that reaches up is found' "$work/out"
[ "$(grep 'is on no floor$' "$work/out")" = 'src/cellar/wine.c: "src/cellar/wine.c" is on no floor' ]
ok $? 'a folder without a floor is found' "$work/out"
circles "$house" >"$work/out"
[ "$(wc -l <"$work/out")" -eq 1 ] && [ "$(tr ' ' '\n' <"$work/out" | sort -u | wc -l)" -eq 3 ]
ok $? 'a circle of modules is found' "$work/out"
not_pages "$house" >"$work/out"
[ "$(wc -l <"$work/out")" -eq 2 ] && grep -q '^proofs/lemma.c: defines no claim$' "$work/out" &&
    grep -q '^proofs/notation.h: a header' "$work/out"
ok $? 'what is no page is found' "$work/out"

plan
