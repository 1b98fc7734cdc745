#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The whole audit as a test: every claim's evidence is consistent (no repaired or sharp version
# is refuted, every mutant is killed, at least two thirds of the trials are not vacuous), and
# the verdicts that the project is about are what they were.  CASCADE_PROFILE: the profile.
set -u
cascade=${top_builddir:-.}/cascade
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
"$cascade" audit --tsv --profile "${CASCADE_PROFILE:-quick}" >"$work/ledger" 2>"$work/errors"
status=$?
wrong=$("$cascade" errata | sed -n '1s/ .*//p')

cat >"$work/expected" <<'TABLE'
lem:1 printed derived
thm:1 printed derived
thm:1 sharp derived
thm:2 printed refuted
thm:2 repaired derived
thm:3 printed derived
eq:15/young printed proved
cor:2 printed refuted
cor:2@x-in-F printed derived
eq:14/3 printed refuted
eq:20/1 printed refuted
app:A.1 printed derived
app:A.2 sharp derived
app:A.3/sgd printed refuted
app:A.3/sgd repaired derived
app:A.3/momentum printed proved
TABLE

awk -F '\t' -v status="$status" -v wrong="$wrong" -v errors="$work/errors" -v expected="$work/expected" '
    function report(fine, text) { printf "%s %d - %s\n", fine ? "ok" : "not ok", ++n, text }
    BEGIN {
        while ((getline line < errors) > 0)
            if (split(line, part, " ") >= 3)
                complaint[part[2] " " part[3]] = line
    }
    NR == 1 {
        for (i = 1; i <= NF; i++)
            column[$i] = i
    }
    NR > 1 && $3 == "refuted" {
        report($column["witness"] != "", $1 " " $2 " has a witness")
        if ($column["trials"] + 0 > 0)
            report($column["replay"] != "", "the search finds a witness against " $1 " " $2)
    }
    NR > 1 && $1 !~ /@/ && $2 == "printed" && ($3 == "refuted" || $3 == "ill-posed") {
        errata++
    }
    NR > 1 {
        name = $1 " " $2
        verdict[name] = $3
        report(!(name in complaint), name " is " $3)
        if (name in complaint)
            print "# " complaint[name]
    }
    END {
        while ((getline line < expected) > 0) {
            split(line, part, " ")
            name = part[1] " " part[2]
            report(verdict[name] == part[3], name " is still " part[3])
        }
        report(errata == wrong, "the errata have all " errata " statements that are wrong")
        report(status <= 1 && NR > 1, "the audit runs (exit status " status ")")
        printf "%d\n", n >counted
    }' counted="$work/count" "$work/ledger"
n=$(cat "$work/count")

# The rules of a ledger: kept by this one, and every breach is refused.
readings=$("$cascade" audit --only lem:1 --trials 1 --json |
    awk -F'"' '/"readings"/ { on = 1 } on && $2 == "name" { print $4 }' | tr '\n' ' ')
rules=${top_srcdir:-.}/tests/command/ledger_rules.awk

# reports STATUS SENTENCE: 0 is a success.
reports() {
    n=$((n + 1))
    [ "$1" -eq 0 ] || printf 'not '
    echo "ok $n - $2"
}

# forged ID VERSION COLUMN VALUE PATTERN: with that value there the ledger is refused.
forged() {
    awk -F '\t' -v OFS='\t' -v id="$1" -v version="$2" -v name="$3" -v value="$4" '
        NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i }
        NR > 1 && $1 == id && $2 == version { $column[name] = value }
        { print }' "$work/ledger" >"$work/forged"
    awk -v readings="$readings" -f "$rules" "$work/forged" >"$work/broken"
    grep -q -e "$5" "$work/broken"
    reports $? "$1 $2 with $3 '$4' is refused"
}

awk -v readings="$readings" -f "$rules" "$work/ledger" >"$work/broken"
sed 's/^/# /' "$work/broken"
[ ! -s "$work/broken" ]
reports $? 'the ledger keeps its rules'
forged thm:1 printed verdict proved 'proved without the evidence for it'
forged eq:28 repaired verdict derived 'derived without the evidence for it'
forged eq:15/young printed evidence trials 'trials that its evidence does not show'
forged eq:15/young printed evidence '' 'proved without the evidence for it'
forged eq:15/young printed cases 0 'certificate without cases'
forged eq:15/young printed prose 'The rest is clear.' 'proved without the evidence'
forged eq:15/young printed verdict certain 'unknown verdict'
forged eq:15/young printed version better 'unknown version'
forged eq:15/young printed given 'lem:2' 'proved, given lem:2, which is refuted'
forged eq:15/young printed given 'thm:2 repaired' 'proved, given thm:2 repaired'
forged eq:15/young printed given 'thm:0' 'which has no row'
forged eq:15/young printed given 'eq:15/young' 'rests on itself'
forged eq:15/young printed reading 'x-in-f' 'unknown reading'
forged eq:15/young printed id 'eq:15@x-in-F' 'the reading of its id'
forged thm:1 sharp version printed 'there twice'
forged thm:2 printed verdict supported 'a witness without refuted'
forged app:A.3/sgd printed witness '' 'witness as evidence without one'
forged thm:2 printed evidence 'hearsay, witness' 'unknown evidence hearsay'
forged thm:1 printed verdict refuted 'refuted without a witness'
forged thm:1 printed trials 0 'trials that its evidence does not show'
forged fig:3/right printed level '' 'measured without a level'
echo "1..$n"
