#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The floors of the house (src/README.md, section 3): a file includes only what is on its own
# floor or below, modules do not include each other in a circle, and pages define claims.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"

# The floors from the ground up; each folder is one.  The pages stand on all of them, and the
# command on the pages.
floors="arithmetic file program formula constants operator operator/families chain process \
exact training sweep claim/generators claim search descent orbit logistic"
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
            place["src"] = place["src/command"] = count + 2
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

# multipliers HOUSE: where intervals are multiplied by a rule without a name (interval.h).
multipliers() {
    (cd "$1" && grep -rn --include='*.c' 'mpfi_mul *(' src proofs properties counterexamples |
        grep -v '^src/arithmetic/interval_arithmetic\.c:')
}

# unlisted HOUSE: where the headers that src/local.mk installs are not src/cascade.h and all
# that it includes.
unlisted() {
    "$AWK" '{ while (sub(/\\$/, "")) { getline rest; $0 = $0 rest } }
        /include_HEADERS =/ { for (i = 3; i <= NF; i++) print $i }' "$1/src/local.mk" |
        LC_ALL=C sort >"$work/installed"
    includes "$1" | "$AWK" '
        function reach(file, count, i, used) {
            if (is_reached[file]++) return
            print file
            count = split(uses[file], used, " ")
            for (i = 1; i <= count; i++) reach(used[i])
        }
        { uses[$1] = uses[$1] " " $2 }
        END { reach("src/cascade.h") }' | LC_ALL=C sort | diff "$work/installed" - | grep '^[<>]'
}

# unpictured HOUSE: where the floors are not those of the picture in src/README.md.
unpictured() {
    "$AWK" '/^```/ { picture = !picture } picture && /^src\// { print $1 }' "$1/src/README.md" |
        grep -v '^src/command/$' >"$work/picture"
    for room in $floors; do
        case $room in */*) ;; *) echo "src/$room/" ;; esac
    done | diff "$work/picture" - | grep '^[<>]'
}

# unresolved HOUSE: what refers to the design and leads nowhere.
unresolved() {
    sed -n 's/^## \([0-9]*\)\. .*/\1/p' "$1/src/README.md" >"$work/headings"
    (cd "$1" && sources . | xargs grep -n -e 'src/README\.md' -e DESIGN) | while read -r line; do
        section=$(echo "$line" | sed -n 's/.*src\/README\.md, section \([0-9]*\).*/\1/p')
        [ -n "$section" ] && grep -q "^$section\$" "$work/headings" || echo "$line"
    done
}

# unknown HOUSE: files of C that the READMEs of rooms and pages name and that are not there, from
# the top, in src/ or beside the README.
unknown() {
    # shellcheck disable=SC2086 # a list of names without blanks
    (cd "$1" && find src/*/ $pages -name README.md 2>/dev/null | while read -r readme; do
        folder=${readme%/*}
        "$AWK" '{ while (match($0, /`[a-z0-9_\/]+\.[ch]`/)) {
            print substr($0, RSTART + 1, RLENGTH - 2)
            $0 = substr($0, RSTART + RLENGTH) } }' "$readme" | while read -r name; do
            [ -f "$name" ] || [ -f "src/$name" ] || [ -f "$folder/$name" ] ||
                echo "$readme: $name"
        done
    done)
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

not_pages "$top_srcdir" |
    grep -v -e '^proofs/notation\.h:' >"$work/out"
nothing "$work/out" 'folders of pages hold pages'

unpictured "$top_srcdir" >"$work/out"
nothing "$work/out" 'src/README.md pictures the floors'

unresolved "$top_srcdir" >"$work/out"
nothing "$work/out" 'what refers to a section of src/README.md finds it'

unknown "$top_srcdir" >"$work/out"
nothing "$work/out" 'every file that a README names is there'

unlisted "$top_srcdir" >"$work/out"
nothing "$work/out" 'the installed headers are cascade.h and what it includes'

multipliers "$top_srcdir" >"$work/out"
nothing "$work/out" 'products of intervals say what 0 times unbounded is'

# A house with one fault of each kind.
house=$work/house
mkdir -p "$house/src/chain" "$house/src/cellar" "$house/src/command" "$house/src/operator/families" \
    "$house/proofs"
for file in src/chain/pass.c proofs/lemma.c; do
    printf '#include "config.h"\n#include "command/table.h"\n' >"$house/$file"
done
echo '#include "operator/families/dense.h"' >"$house/src/operator/operator.c"
echo '#include "proofs/notation.h"' >"$house/src/command/table.c"
echo 'cascadeinclude_HEADERS = src/cascade.h' >"$house/src/local.mk"
echo '#include "chain/two.h"' >"$house/src/cascade.h"
: >"$house/src/cellar/wine.c"
printf '#include "chain/two.h"\n/* src/README.md, section 1; */\n' >"$house/src/chain/one.c"
echo '/* src/README.md, section 12 */' >>"$house/src/cellar/wine.c"
echo 'See `chain/two.h`, `lemma.c` and `chain/four.h`.' >"$house/proofs/README.md"
printf '## 1. Words\n```\nsrc/exact/  first\n```\n' >"$house/src/README.md"
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
unpictured "$house" >"$work/out"
grep -q '^> src/arithmetic/$' "$work/out"
ok $? 'a floor that is not pictured is found' "$work/out"
unresolved "$house" >"$work/out"
[ "$(wc -l <"$work/out")" -eq 1 ] && grep -q '^src/cellar/wine.c:1:' "$work/out"
ok $? 'a reference to no section is found' "$work/out"
unknown "$house" >"$work/out"
[ "$(cat "$work/out")" = 'proofs/README.md: chain/four.h' ]
ok $? 'a file that a README names and that is not there is found' "$work/out"
unlisted "$house" >"$work/out"
[ "$(grep -c '^>' "$work/out")" -eq 2 ]
ok $? 'a header that is included and not installed is found' "$work/out"
not_pages "$house" >"$work/out"
[ "$(wc -l <"$work/out")" -eq 2 ] && grep -q '^proofs/lemma.c: defines no claim$' "$work/out" &&
    grep -q '^proofs/notation.h: a header' "$work/out"
ok $? 'what is no page is found' "$work/out"

echo 'mpfi_mul(r, x, y);' >"$house/src/chain/product.c"
mkdir -p "$house/properties" "$house/counterexamples"
multipliers "$house" >"$work/out"
[ "$(cut -d : -f 1 "$work/out")" = src/chain/product.c ]
ok $? 'a product of intervals by another rule is found' "$work/out"

plan
