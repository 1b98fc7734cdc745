# SPDX-License-Identifier: GPL-3.0-or-later
# Reads woven files (operands *.tex) and a ledger (operand *.tsv), and what scripts that make
# LaTeX of them share.

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

function plural(n, word)
{
    return thousands(n) "~" word (n == 1 ? "" : "s")
}

function anchor_at(file, line,    i, best)
{
    for (i = 1; i <= listings; i++)
        if (listed[i] == file && from[i] <= line && line <= to[i])
            best = anchor[i]
    return best
}

function link_to(target, text)
{
    return target == "" ? text : "\\hyperlink{" target "}{" text "}"
}

# The code of row i.
function linked(i, text)
{
    return link_to(anchor_at(file[i], line[i]), text)
}

# The anchor of a row of the ledger.
function row_anchor(id, version)
{
    gsub(/\+/, "plus", id)
    gsub(/\//, ".", id)
    gsub(/[^A-Za-z0-9.]/, "-", id)
    return "row-" id "-" version
}

function first_version(id)
{
    return ((id, "printed") in row_of) ? "printed" : ((id, "repaired") in row_of) ? "repaired" : "sharp"
}

# A claim's id in a text, linked to its row if it has one.
function claim_link(name)
{
    return name in known ? \
        link_to(row_anchor(name, first_version(name)), "\\Id{" name "}") : "\\Id{" name "}"
}

# A text as LaTeX that says it letter for letter.
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

# One word of a sentence, with the signs around it: a claim's id is a link, and what has a
# subscript or a power is set as code.
function worded_one(word,    before, behind)
{
    while (word ~ /^"/ ||
        (word ~ /^[(]/ && (unclosed(word) > 0 || (word ~ /[)][.,;:]*$/ && !unclosed(word))))) {
        before = before substr(word, 1, 1)
        word = substr(word, 2)
    }
    if (match(word, /^(eq|thm|lem|cor|tab|rem|sec|app|fig|poster):[A-Za-z0-9.+\/@-]*[A-Za-z0-9]/))
        return before claim_link(substr(word, 1, RLENGTH)) escaped(substr(word, RLENGTH + 1))
    if (word !~ /[_^]/)
        return before escaped(word)
    while (word ~ /["'.,;:]$/ || (word ~ /[)]$/ && unclosed(word) < 0)) {
        behind = substr(word, length(word)) behind
        word = substr(word, 1, length(word) - 1)
    }
    return before "\\Code{" escaped(word) "}" behind
}

function unclosed(text)
{
    return gsub(/[(]/, "", text) - gsub(/[)]/, "", text)
}

# The plain sentences of a note, or of a claim that no formula says.
function worded(text,    i, n, words, result)
{
    n = split(text, words, " ")
    for (i = 1; i <= n; i++)
        result = result (i > 1 ? " " : "") worded_one(words[i])
    while (match(result, /(^|[ (])"[^"]*"/))
        result = substr(result, 1, RSTART - 1) quoted(substr(result, RSTART, RLENGTH)) \
            substr(result, RSTART + RLENGTH)
    return result
}

function quoted(text)
{
    sub(/"/, "``", text)
    sub(/"/, "''", text)
    return text
}

# What row i says: its formula, or its sentence.
function said(i)
{
    return tex[i] != "" ? tex[i] : worded(statement[i])
}

# How near row i came to what it allows; identities allow nothing.
function worst_ratio(i)
{
    return tex[i] ~ /^[$][^$]* =/ ? "$=$" : number(ratio[i])
}

function noted(i)
{
    return worded(note[i])
}

BEGIN {
    FS = "\t"
}

!filling && /^% listing / {
    split($0, word, " ")
    listings++
    listed[listings] = word[3]
    from[listings] = word[4] + 0
    to[listings] = word[5] + 0
    anchor[listings] = word[6]
}

FILENAME ~ /\.tsv$/ && FNR == 1 {
    for (i = 1; i <= NF; i++)
        column[$i] = i
    next
}

FILENAME ~ /\.tsv$/ {
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
    tex[rows] = $column["tex"]
    file[rows] = $column["file"]
    line[rows] = $column["line"] + 0
    consistent[rows] = $column["consistent"]
    replay[rows] = $column["replay"]
    kinds[rows] = $column["evidence"]
    premises[rows] = $column["given"]
    taken[rows] = $column["reading"]
    case_count[rows] = $column["cases"] + 0
    if ($column["rank"])
        ranked[$column["rank"] + 0] = rows
    where[rows] = $column["where"]
    wrong[rows] = $column["wrong"]
    right[rows] = $column["right"]
    kind = id[rows] ~ /@/ ? "otherwise" : version[rows]
    count[kind, verdict[rows]]++
    count[kind, "all"]++
    known[id[rows]] = 1
    row_of[id[rows], version[rows]] = rows
}
