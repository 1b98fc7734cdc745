# SPDX-License-Identifier: GPL-3.0-or-later
# Prints what is wrong with a ledger (tab-separated): a verdict that says more than its evidence,
# evidence that its numbers do not show, a row that is stronger than what it is given.
#
#   awk -f ledger_rules.awk -v readings='x-in-F x-not-in-F ..' ledger.tsv

function broken(i, rule)
{
    print id[i] " " version[i] ": " rule
}

function has(i, kind)
{
    return index(", " evidence[i] ", ", ", " kind ", ") > 0
}

# How much the row's own evidence says: 1 proved, 2 derived, 3 supported, 4 nothing.
function own_strength(i,    is_exact)
{
    is_exact = has(i, "certificate") || has(i, "kernel")
    if (prose[i] == "")
        return is_exact ? 1 : has(i, "trials") || has(i, "measured") ? 3 : 4
    return is_exact || has(i, "trials") ? 2 : has(i, "measured") ? 3 : 4
}

function check_evidence(i,    k, n, kinds)
{
    n = split(evidence[i], kinds, ", ")
    for (k = 1; k <= n; k++)
        if (kinds[k] !~ /^(kernel|certificate|trials|measured|witness)$/)
            broken(i, "unknown evidence " kinds[k])
    if (has(i, "certificate") && cases[i] == 0)
        broken(i, "a certificate without cases")
    if ((has(i, "trials") || has(i, "measured")) != (trials[i] > 0))
        broken(i, "trials that its evidence does not show, or the reverse")
    if (has(i, "measured") != (level[i] != ""))
        broken(i, "measured without a level, or the reverse")
    if (has(i, "witness") != (witness[i] != "" || replay[i] ~ / --seed /))
        broken(i, "witness as evidence without one, or the reverse")
}

function check_verdict(i)
{
    if (!(verdict[i] in strength))
        broken(i, "unknown verdict " verdict[i])
    if (strength[verdict[i]] < 4 && strength[verdict[i]] < own_strength(i))
        broken(i, verdict[i] " without the evidence for it")
    if ((verdict[i] == "refuted") != has(i, "witness"))
        broken(i, "refuted without a witness, or a witness without refuted")
    if (verdict[i] == "ill-posed" && evidence[i] != "")
        broken(i, "ill-posed with evidence")
}

function check_readings(i,    k, n, names, at)
{
    n = split(reading[i], names, ", ")
    for (k = 1; k <= n; k++)
        if (index(" " readings " ", " " names[k] " ") == 0)
            broken(i, "unknown reading " names[k])
    at = index(id[i], "@")
    if (at == 0)
        return
    if (names[1] != substr(id[i], at + 1))
        broken(i, "the reading of its id is not its first")
    if (!((substr(id[i], 1, at - 1), version[i]) in row_of))
        broken(i, "no row for the default reading")
}

function row_named(name,    parts)
{
    split(name, parts, " ")
    return row_of[parts[1], parts[2] == "" ? "printed" : parts[2]] + 0
}

function check_given(i,    k, n, names, g)
{
    n = split(given[i], names, ", ")
    for (k = 1; k <= n; k++) {
        g = row_named(names[k])
        if (!g)
            broken(i, "given " names[k] ", which has no row")
        else if (strength[verdict[i]] < 4 && strength[verdict[g]] > strength[verdict[i]])
            broken(i, verdict[i] ", given " names[k] ", which is " verdict[g])
        if (g)
            rests_on[i] = rests_on[i] " " g
    }
}

# Takes away the rows that rest on none of those that are left; what stays is a circle.
function check_circles(    changed, i, k, n, on, is_free, gone)
{
    do {
        changed = 0
        for (i = 1; i <= rows; i++) {
            if (gone[i])
                continue
            is_free = 1
            n = split(rests_on[i], on, " ")
            for (k = 1; k <= n; k++)
                is_free = is_free && gone[on[k]]
            if (is_free)
                gone[i] = changed = 1
        }
    } while (changed)
    for (i = 1; i <= rows; i++)
        if (!gone[i])
            broken(i, "it rests on itself in the end")
}

BEGIN {
    FS = "\t"
    split("proved derived supported", names, " ")
    for (k = 1; k <= 3; k++)
        strength[names[k]] = k
    strength["refuted"] = strength["undecided"] = strength["ill-posed"] = 4
}

NR == 1 {
    for (i = 1; i <= NF; i++)
        column[$i] = i
    next
}

{
    rows++
    id[rows] = $column["id"]
    version[rows] = $column["version"]
    verdict[rows] = $column["verdict"]
    trials[rows] = $column["trials"] + 0
    witness[rows] = $column["witness"]
    replay[rows] = $column["replay"]
    level[rows] = $column["level"]
    evidence[rows] = $column["evidence"]
    given[rows] = $column["given"]
    reading[rows] = $column["reading"]
    cases[rows] = $column["cases"] + 0
    prose[rows] = $column["prose"]
    if (row_of[id[rows], version[rows]])
        broken(rows, "it is there twice")
    if (version[rows] !~ /^(printed|repaired|sharp|local)$/)
        broken(rows, "unknown version")
    row_of[id[rows], version[rows]] = rows
}

END {
    if (!rows)
        print "no rows"
    for (i = 1; i <= rows; i++) {
        check_evidence(i)
        check_verdict(i)
        check_readings(i)
        check_given(i)
    }
    check_circles()
}
