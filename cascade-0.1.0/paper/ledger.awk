# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the tables of the report from the ledger and the woven files.
#
#   awk -f rows.awk -f ledger.awk -v folder=OUT -v release=0.1.0 woven/*.tex ledger.tsv \
#       ledger.json
#
# writes OUT/numbers.tex (macros), OUT/map.tex, OUT/summary.tex, OUT/ledger.tex, OUT/errata.tex and
# OUT/first-errata.tex.
# Of the JSON, which any ledger can have, only the readings are taken.

function file_name(path)
{
    sub(/^.*\//, "", path)
    return path
}

function write_macro(name, value)
{
    print "\\newcommand{\\" name "}{" value "}" >numbers
}

function total(verdict_name)
{
    return count["printed", verdict_name] + count["repaired", verdict_name] + \
        count["sharp", verdict_name] + count["local", verdict_name] + \
        count["otherwise", verdict_name]
}

function write_numbers(    i, trials, mutants, killed, odd, ids)
{
    for (i = 1; i <= rows; i++) {
        trials += trial_count[i]
        mutants += mutant_count[i]
        killed += killed_count[i]
        odd += consistent[i] == "no"
    }
    for (i in known)
        ids += i !~ /@/
    write_macro("Version", release)
    write_macro("LedgerClaims", thousands(ids))
    write_macro("LedgerRows", thousands(rows))
    write_macro("LedgerTrials", thousands(trials))
    write_macro("LedgerMutants", thousands(mutants))
    write_macro("LedgerKilled", thousands(killed))
    write_macro("LedgerPrinted", thousands(count["printed", "all"]))
    write_macro("LedgerRefuted", thousands(count["printed", "refuted"]))
    write_macro("LedgerStanding", thousands(count["printed", "supported"] + \
        count["printed", "derived"] + count["printed", "proved"]))
    write_macro("LedgerOpen", thousands(count["printed", "undecided"] + count["printed", "ill-posed"]))
    write_macro("LedgerProved", thousands(total("proved")))
    write_macro("LedgerDerived", thousands(total("derived")))
    write_macro("LedgerConsistency", odd ? "The evidence of " plural(odd, "row") \
        " is not consistent (\\textdagger{} in the table; the notes below it say why)." : \
        "The evidence of every row is consistent.")
}

function write_summary(    v, k, versions, verdicts)
{
    split("printed repaired sharp local otherwise", versions, " ")
    split("proved derived supported refuted undecided ill-posed all", verdicts, " ")
    print "\\begin{tabular}{lrrrrrrr}\n\\toprule\nversion & proved & derived & supported & " \
        "refuted & undecided & ill-posed & all \\\\\n\\midrule" >summary
    for (v = 1; v <= 5; v++) {
        if (!count[versions[v], "all"])
            continue
        printf "%s", versions[v] == "otherwise" ? "read otherwise" : versions[v] >summary
        for (k = 1; k <= 7; k++)
            printf " & %s", thousands(count[versions[v], verdicts[k]]) >summary
        print " \\\\" >summary
    }
    print "\\bottomrule\n\\end{tabular}" >summary
}

# The part of the paper that a claim is about, for the map.
function part_of(id,    equation)
{
    equation = id ~ /^eq:/ ? substr(id, 4) + 0 : 0
    if (id ~ /^thm:[1-5]/)
        return "Theorem " substr(id, 5, 1)
    if (id ~ /^lem:/)
        return "Lemma " substr(id, 5, 1)
    if (id ~ /^(cor|tab):/ || equation >= 45)
        return "Corollaries, Table 1"
    if (id ~ /^(sec:7|fig:)/)
        return "Section 7"
    if (id ~ /^(rem|sec):/)
        return "Remarks, other sentences"
    if (id ~ /^app:/)
        return "Appendix A"
    if (id ~ /^poster:/)
        return "Poster"
    return equation < 11 ? "The illustration (6)" : equation < 13 ? "Lemma 1" : \
        equation < 22 ? "Theorem 1" : equation < 23 ? "Lemma 2" : equation < 34 ? "Theorem 2" : \
        equation < 37 ? "Theorem 3" : equation < 38 ? "Theorem 4" : "Theorem 5"
}

function write_map(    i, k, parts, names, printed_dots, other_dots, name)
{
    parts = split("The illustration (6)|Lemma 1|Theorem 1|Lemma 2|Theorem 2|Theorem 3|Theorem 4|" \
        "Theorem 5|Corollaries, Table 1|Remarks, other sentences|Section 7|Appendix A|Poster", \
        names, "|")
    for (i = 1; i <= rows; i++) {
        name = part_of(id[i])
        k = "\\Sign{" verdict[i] "}{" row_anchor(id[i], version[i]) "} "
        if (version[i] == "printed" && id[i] !~ /@/)
            printed_dots[name] = printed_dots[name] k
        else
            other_dots[name] = other_dots[name] k
    }
    print "\\begin{tabular}{lP{54mm}P{42mm}}\n\\toprule\npart of the paper & as printed & " \
        "repaired or sharper \\\\\n\\midrule" >map
    for (k = 1; k <= parts; k++)
        if ((names[k] in printed_dots) || (names[k] in other_dots))
            print names[k] " & " printed_dots[names[k]] "& " other_dots[names[k]] "\\\\" >map
    print "\\bottomrule\n\\end{tabular}" >map
}

function breakable(name)
{
    gsub(/[\/@]/, "&\\Cut{}", name)
    return name
}

# What a verdict is based on, and what it depends on.
function basis(i,    text)
{
    text = kinds[i]
    sub(/certificate/, "certificate of " plural(case_count[i], "case"), text)
    if (premises[i] != "")
        text = text (text == "" ? "" : "; ") "given " worded(premises[i])
    if (taken[i] != "")
        text = text (text == "" ? "" : "; ") "reading " taken[i]
    return text
}

function write_readings(    k)
{
    if (!questions)
        return
    print "\\subsection*{Readings}\nWhat the paper leaves open, and how it is taken, the default " \
        "first.\n\\begin{description}" >table
    for (k = 1; k <= questions; k++)
        print "\\item[" worded(question[k]) "] " answers[k] >table
    print "\\end{description}" >table
}

function write_ledger(    i, head, remark)
{
    head = "claim & version & verdict & trials & worst lhs/rhs & mutants \\\\"
    print "\\begin{longtable}{@{}p{0.24\\textwidth}p{0.1\\textwidth}p{0.14\\textwidth}" \
        "R{0.09\\textwidth}R{0.18\\textwidth}R{0.1\\textwidth}@{}}\n\\toprule\n" head "\n\\midrule\n\\endhead" >table
    print "\\bottomrule\n\\endlastfoot" >table
    for (i = 1; i <= rows; i++) {
        print "\\Anchor{" row_anchor(id[i], version[i]) "}" linked(i, "\\Id{" breakable(id[i]) "}") \
            (consistent[i] == "no" ? "\\textdagger{}" : "") \
            " & " version[i] " & \\Verdict{" verdict[i] "} & " \
            (trial_count[i] ? thousands(trial_count[i]) : "--") " & " worst_ratio(i) " & " \
            (mutant_count[i] ? killed_count[i] "/" mutant_count[i] : "--") " \\\\*" >table
        remark = "\\Statement{" said(i) "}"
        if (basis(i) != "")
            remark = remark " \\Evidence{" basis(i) "}"
        if (witness[i] != "")
            remark = remark " \\Witness{" escaped(file_name(witness[i])) "}"
        print "\\multicolumn{6}{@{}p{\\textwidth}@{}}{\\Remark{" remark "}} \\\\\n" \
            "\\addlinespace[1pt]" >table
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
        print "\\item[\\Id{" id[i] "}, " version[i] ".] " noted(i) >table
    }
    if (begun)
        print "\\end{description}" >table
}

function evidence(i)
{
    return linked(i, "\\Verdict{" verdict[i] "}") \
        (trial_count[i] > 0 ? ", " plural(trial_count[i], "trial") : "") \
        (ratio[i] != "" ? ", worst ratio " number(ratio[i]) : "")
}

function violation(i)
{
    return ratio[i] == "" ? "" : ", ratio " number(ratio[i])
}

function write_erratum(i,    repaired)
{
    print "\\Erratum{" linked(i, "\\Id{" id[i] "}") "}{\\Verdict{" verdict[i] "}}" >errata
    print "\\begin{description}\n\\item[Printed] \\Remark{" said(i) "}" >errata
    if (note[i] != "")
        print "\\item[Why not] " noted(i) >errata
    if (witness[i] != "")
        print "\\item[Witness] \\Code{" escaped(witness[i]) "}" >errata
    if (replay[i] != "")
        print "\\item[Trial] \\Code{" escaped(replay[i]) "}" violation(i) >errata
    repaired = row_of[id[i], "repaired"]
    if (repaired)
        print "\\item[Correction] \\Remark{" said(repaired) " \\Evidence{" evidence(repaired) "}}" \
            >errata
    print "\\end{description}" >errata
}

# Those that matter most.
function write_first(    k, i)
{
    print "\\begin{enumerate}" >first
    for (k = 1; k <= rows; k++) {
        if (!(k in ranked))
            continue
        i = ranked[k]
        print "\\item \\textbf{" escaped(where[i]) "} (" linked(i, "\\Verdict{" verdict[i] "}") ").\n" \
            worded(wrong[i]) "\n\\emph{Right:} " worded(right[i]) >first
    }
    print "\\end{enumerate}" >first
}

function write_errata(    i)
{
    for (i = 1; i <= rows; i++)
        if (version[i] == "printed" && id[i] !~ /@/ && (verdict[i] == "refuted" || verdict[i] == "ill-posed"))
            write_erratum(i)
}

# The readings in a ledger's JSON, a member on each line.
FILENAME ~ /\.json$/ {
    split($0, part, "\"")
    if (part[2] == "question")
        question[++questions] = part[4]
    else if (questions && part[2] == "name")
        name = part[4]
    else if (questions && part[2] == "what")
        answers[questions] = answers[questions] (answers[questions] == "" ? "" : " ") \
            "\\emph{" name "}: " worded(part[4])
    next
}

BEGIN {
    numbers = folder "/numbers.tex"
    map = folder "/map.tex"
    summary = folder "/summary.tex"
    table = folder "/ledger.tex"
    errata = folder "/errata.tex"
    first = folder "/first-errata.tex"
}

END {
    if (!rows) {
        print "ledger.awk: no ledger" >"/dev/stderr"
        exit 1
    }
    write_numbers()
    write_map()
    write_summary()
    write_ledger()
    write_inconsistent()
    write_readings()
    printf "" >errata
    write_errata()
    write_first()
}
