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
lem:1 printed supported
thm:1 printed supported
thm:1 sharp supported
thm:2 printed refuted
thm:2 repaired supported
thm:3 printed supported
eq:14/3 printed refuted
eq:20/1 printed refuted
app:A.1 printed proved
app:A.2 sharp proved
app:A.3/sgd printed refuted
app:A.3/sgd repaired proved
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
    NR > 1 && $2 == "printed" && ($3 == "refuted" || $3 == "ill-posed") {
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
        printf "1..%d\n", n
    }' "$work/ledger"
