# SPDX-License-Identifier: GPL-3.0-or-later
# Copies README.md with the table of all steps made anew.
#
#   awk -f table.awk ledger.tsv README.md

# A formula as GitHub's Markdown wants it in a cell of a table: without its abbreviations, no bars,
# and no backslash before a sign, which Markdown would take for its own.
function for_markdown(formula)
{
    sub(/ where~[$].*/, "", formula)
    gsub(/~/, " ", formula)
    gsub(/\\allowbreak/, "", formula)
    gsub(/\|/, "\\vert ", formula)
    gsub(/\\[,;!]/, " ", formula)
    gsub(/\\[{]/, "\\lbrace ", formula)
    gsub(/\\[}]/, "\\rbrace ", formula)
    gsub(/</, "\\lt ", formula)
    gsub(/>/, "\\gt ", formula)
    gsub(/[ \t]+/, " ", formula)
    return formula
}

function sentence_for_markdown(text)
{
    gsub(/\|/, "\\|", text)
    return "`" text "`"
}

function verdict_of(id, version)
{
    return ((id, version) in verdict) ? verdict[id, version] : ""
}

function write_table(    i, id, name)
{
    print "| step | what it says | file | printed | repaired | sharp |"
    print "|---|---|---|---|---|---|"
    for (i = 1; i <= ids; i++) {
        id = listed_id[i]
        name = substr(defined[id], 8)
        print "| `" id "` | " said[id] " | [" name "](" name ") | " verdict_of(id, "printed") \
            " | " verdict_of(id, "repaired") " | " verdict_of(id, "sharp") " |"
    }
}

FILENAME ~ /\.tsv$/ && FNR == 1 {
    FS = "\t"
    $0 = $0
    for (i = 1; i <= NF; i++)
        column[$i] = i
    next
}

FILENAME ~ /\.tsv$/ {
    if ($column["file"] !~ /^proofs\//)
        next
    id = $column["id"]
    if (!(id in defined)) {
        listed_id[++ids] = id
        defined[id] = $column["file"]
        said[id] = $column["tex"] != "" ? for_markdown($column["tex"]) : \
            sentence_for_markdown($column["statement"])
    }
    verdict[id, $column["version"]] = $column["verdict"]
    next
}

/^<!-- table begins -->$/ {
    print
    write_table()
    skipping = 1
}

/^<!-- table ends -->$/ {
    skipping = 0
}

!skipping {
    print
}
