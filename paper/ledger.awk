# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the tables of the report from the ledger and the woven files.
#
#   awk -f formula.awk -f ledger.awk -v folder=OUT -v release=0.1.0 properties.tex proofs.tex counterexamples.tex ledger.tsv
#
# writes OUT/numbers.tex (macros), OUT/summary.tex, OUT/ledger.tex and OUT/errata.tex.

function escaped(text,    i, c, result)
{
    for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        if (c == "\\")
            c = "\\textbackslash{}"
        else if (c == "~")
            c = "\\textasciitilde{}"
        else if (c == "^")
            c = "\\textasciicircum{}"
        else if (c == "<" || c == ">" || c == "|")
            c = c == "<" ? "\\textless{}" : c == ">" ? "\\textgreater{}" : "\\textbar{}"
        else if (index("${}&#%_", c))
            c = "\\" c
        result = result c
    }
    gsub(/--/, "-{}-", result)
    return result
}

# 3.9e-10 as a formula with three digits.
function number(text,    digits, parts)
{
    if (text == "")
        return "--"
    if (text ~ /inf/)
        return "$\\infty$"
    digits = sprintf("%.3g", text)
    if (split(digits, parts, "e") == 2)
        return "$" parts[1] " \\cdot 10^{" (parts[2] + 0) "}$"
    return "$" digits "$"
}

function thousands(n,    text)
{
    text = sprintf("%d", n)
    while (match(text, /[0-9][0-9][0-9][0-9]($|\\)/))
        text = substr(text, 1, RSTART) "\\," substr(text, RSTART + 1)
    return text
}

function file_name(path)
{
    sub(/^.*\//, "", path)
    return path
}

function plural(n, word)
{
    return thousands(n) " " word (n == 1 ? "" : "s")
}

function anchor_at(file, line,    i, best)
{
    for (i = 1; i <= listings; i++)
        if (listed[i] == file && from[i] <= line && line <= to[i])
            best = anchor[i]
    return best
}

function linked(i, text,    target)
{
    target = anchor_at(file[i], line[i])
    return target == "" ? text : "\\hyperlink{" target "}{" text "}"
}

function write_macro(name, value)
{
    print "\\newcommand{\\" name "}{" value "}" >numbers
}

function write_numbers(    i, trials, mutants, killed, odd, printed_ids)
{
    for (i = 1; i <= rows; i++) {
        trials += trial_count[i]
        mutants += mutant_count[i]
        killed += killed_count[i]
        odd += consistent[i] == "no"
        if (!(id[i] in seen)) {
            seen[id[i]] = 1
            printed_ids++
        }
    }
    write_macro("Version", release)
    write_macro("LedgerClaims", thousands(printed_ids))
    write_macro("LedgerRows", thousands(rows))
    write_macro("LedgerTrials", thousands(trials))
    write_macro("LedgerMutants", thousands(mutants))
    write_macro("LedgerKilled", thousands(killed))
    write_macro("LedgerPrinted", thousands(count["printed", "all"]))
    write_macro("LedgerRefuted", thousands(count["printed", "refuted"]))
    write_macro("LedgerIllPosed", thousands(count["printed", "ill-posed"]))
    write_macro("LedgerStanding", thousands(count["printed", "supported"] + count["printed", "proved"]))
    write_macro("LedgerProved", thousands(count["printed", "proved"] + count["repaired", "proved"] + \
        count["sharp", "proved"]))
    write_macro("LedgerConsistency", odd ? "In this ledger the evidence of " plural(odd, "row") \
        " is not consistent (\\textdagger{} in the table; the notes say why)." : \
        "In this ledger the evidence of every row is consistent.")
}

function write_summary(    v, k, versions, verdicts)
{
    split("printed repaired sharp", versions, " ")
    split("proved supported refuted undecided ill-posed all", verdicts, " ")
    print "\\begin{tabular}{lrrrrrr}\n\\toprule" >summary
    print "version & proved & supported & refuted & undecided & ill-posed & all \\\\\n\\midrule" \
        >summary
    for (v = 1; v <= 3; v++) {
        printf "%s", versions[v] >summary
        for (k = 1; k <= 6; k++)
            printf " & %s", thousands(count[versions[v], verdicts[k]]) >summary
        print " \\\\" >summary
    }
    print "\\bottomrule\n\\end{tabular}" >summary
}

function write_ledger(    i, head, remark)
{
    head = "claim & version & verdict & trials & worst lhs/rhs & mutants \\\\"
    print "\\begin{longtable}{@{}p{0.22\\textwidth}p{0.12\\textwidth}p{0.14\\textwidth}" \
        "R{0.09\\textwidth}R{0.18\\textwidth}R{0.1\\textwidth}@{}}\n\\toprule\n" head "\n\\midrule\n\\endhead" >table
    print "\\bottomrule\n\\endlastfoot" >table
    for (i = 1; i <= rows; i++) {
        print linked(i, escaped(id[i])) (consistent[i] == "no" ? "\\textdagger{}" : "") \
            " & " version[i] " & \\Verdict{" verdict[i] "} & " \
            (trial_count[i] ? thousands(trial_count[i]) : "--") " & " number(ratio[i]) " & " \
            (mutant_count[i] ? killed_count[i] "/" mutant_count[i] : "--") " \\\\*" >table
        remark = "\\Statement{" escaped(statement[i]) "}"
        if (witness[i] != "")
            remark = remark " \\Witness{" escaped(file_name(witness[i])) "}"
        print "\\multicolumn{6}{@{}p{\\textwidth}@{}}{\\Remark{" remark "}} \\\\\n" \
            "\\addlinespace" >table
    }
    print "\\end{longtable}" >table
}

function write_inconsistent(    i, begun)
{
    for (i = 1; i <= rows; i++) {
        if (consistent[i] != "no")
            continue
        if (!begun++)
            print "\\subsection*{Rows whose evidence is not consistent}\n" \
                "\\begin{description}" >table
        print "\\item[" escaped(id[i]) ", " version[i] ".] " escaped(note[i]) >table
    }
    if (begun)
        print "\\end{description}" >table
}

function correction_of(i,    j, text)
{
    for (j = 1; j <= rows; j++)
        if (id[j] == id[i] && version[j] == "repaired")
            text = "\\Statement{" escaped(statement[j]) "} (" \
                linked(j, "\\Verdict{" verdict[j] "}") \
                (trial_count[j] > 0 ? " in " plural(trial_count[j], "trial") : "") ")"
    return text
}

function write_erratum(i,    formula, correction)
{
    formula = formula_at(file[i], line[i])
    correction = correction_of(i)
    print "\\subsection*{" linked(i, escaped(id[i])) "}" >errata
    print "\\begin{description}\n\\item[Printed.]" >errata
    if (formula != "")
        print "$\\displaystyle " formula "$\n\n" >errata
    print "\\Remark{\\Statement{" escaped(statement[i]) "}}" >errata
    if (note[i] != "")
        print "\\item[" (verdict[i] == "refuted" ? "Refuted." : "Ill-posed.") "] " \
            escaped(note[i]) >errata
    if (witness[i] != "")
        print "\\item[Witness.] \\Code{" escaped(witness[i]) "}" >errata
    if (replay[i] != "")
        print "\\item[" (witness[i] != "" ? "Trial." : "Witness.") "] \\Code{" \
            escaped(replay[i]) "}" (ratio[i] != "" ? ", where the left side is " \
            number(ratio[i]) " times the right" : "") >errata
    if (correction != "")
        print "\\item[Correction.] " correction >errata
    print "\\end{description}" >errata
}

function write_errata(    i)
{
    for (i = 1; i <= rows; i++)
        if (version[i] == "printed" && (verdict[i] == "refuted" || verdict[i] == "ill-posed"))
            write_erratum(i)
}

BEGIN {
    FS = "\t"
    numbers = folder "/numbers.tex"
    summary = folder "/summary.tex"
    table = folder "/ledger.tex"
    errata = folder "/errata.tex"
}

/^% listing / && FILENAME ~ /\.tex$/ {
    split($0, word, " ")
    listings++
    listed[listings] = word[3]
    from[listings] = word[4] + 0
    to[listings] = word[5] + 0
    anchor[listings] = word[6]
}

FILENAME ~ /\.tex$/ {
    next
}

FNR == 1 {
    for (i = 1; i <= NF; i++)
        column[$i] = i
    next
}

{
    rows++
    id[rows] = $column["id"]
    version[rows] = $column["version"]
    verdict[rows] = $column["verdict"]
    trial_count[rows] = $column["trials"] + 0
    ratio[rows] = $column["worst_ratio"]
    mutant_count[rows] = $column["mutants"] + 0
    killed_count[rows] = $column["killed"] + 0
    witness[rows] = $column["witness"]
    note[rows] = $column["note"]
    statement[rows] = $column["statement"]
    file[rows] = $column["file"]
    line[rows] = $column["line"] + 0
    consistent[rows] = $column["consistent"]
    replay[rows] = $column["replay"]
    count[version[rows], verdict[rows]]++
    count[version[rows], "all"]++
}

END {
    if (!rows) {
        print "ledger.awk: no ledger" >"/dev/stderr"
        exit 1
    }
    write_numbers()
    write_summary()
    write_ledger()
    write_inconsistent()
    printf "" >errata
    write_errata()
}
