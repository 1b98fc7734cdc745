# SPDX-License-Identifier: GPL-3.0-or-later
# Puts what the ledger says into the report's text.
#
#   awk -f rows.awk -f fill.awk -v folder=OUT -v plots=PLOTS -v figures='figure-2 ..' \
#       woven/*.tex ledger.tsv filling=1 woven/*.tex content.tex ..
#
# writes OUT/proofs.tex and so on.  In a text,
#   \LedgerVerdict{ID}{VERSION}  is the verdict, with a link to the row
#   \LedgerTrials{ID}{VERSION}, \LedgerRatio{ID}{VERSION}  are its numbers
#   \LedgerRow{ID}{text}   is text that links to the row
#   \FindingsOf{ID}        are the rows of ID and of ID/..., \OtherFindings those of Section 7 and
#                          of figures that were not asked for, \IfFindings{ID}{text} is text if
#                          there are any; \CommonNotes what the notes of many of them say
#   \begin{plot}{NAME} caption \end{plot}  is a figure, if it is among the figures and in PLOTS;
#                          \OtherPlots are those that were not asked for;
#                          \Horizon and \DataSets in a caption are read from its runs.
# Where a claim is defined stand its badge and its formula.

function fail(text)
{
    print FILENAME ":" FNR ": " text >"/dev/stderr"
    failed = 1
    exit 1
}

function row(id, version)
{
    if (!((id, version) in row_of) || !row_of[id, version])
        fail("the ledger has no row " id " " version)
    return row_of[id, version]
}

# The value of a macro NAME{a}{b}.
function value_of(name, a, b)
{
    if (name == "LedgerRow")
        return (a in known) ? link_to(row_anchor(a, first_version(a)), b) : fail("no claim " a)
    if (name == "IfFindings")
        return has_findings(a) ? b : ""
    if (name == "LedgerVerdict")
        return link_to(row_anchor(a, b), "\\Verdict{" verdict[row(a, b)] "}")
    if (name == "LedgerTrials")
        return plural(trial_count[row(a, b)], "trial")
    return number(ratio[row(a, b)])
}

# The text with its macros of two arguments replaced.
function with_values(text,    begin, end, words, result)
{
    while (match(text, /\\(LedgerVerdict|LedgerTrials|LedgerRatio|LedgerRow|IfFindings)[{][^{}]*[}][{][^{}]*[}]/)) {
        result = result substr(text, 1, RSTART - 1)
        begin = substr(text, RSTART + 1, RLENGTH - 2)
        text = substr(text, RSTART + RLENGTH)
        split(begin, words, /[}]?[{]/)
        result = result value_of(words[1], words[2], words[3])
    }
    return result text
}

function belongs(i, prefix)
{
    return id[i] == prefix || index(id[i], prefix "/") == 1
}

function has_findings(prefix,    i)
{
    for (i = 1; i <= rows; i++)
        if (belongs(i, prefix))
            return 1
    return 0
}

# Sentences that many notes of the chapter have are given once, and then by a letter.
function read_common(    i, k, n, parts, times)
{
    for (i = 1; i <= rows; i++)
        if (id[i] ~ /^(sec:7|fig:)/) {
            n = split_sentences(note[i], parts)
            for (k = 1; k <= n; k++)
                if (++times[parts[k]] == 4)
                    common[++commons] = parts[k]
        }
}

function split_sentences(text, parts,    n)
{
    n = 0
    while (match(text, /[.)"] [A-Z]/)) {
        parts[++n] = substr(text, 1, RSTART)
        text = substr(text, RSTART + 2)
    }
    parts[++n] = text
    return n
}

function without_common(text,    k, at, letters)
{
    for (k = 1; k <= commons; k++) {
        at = index(text, common[k])
        if (!at)
            continue
        text = substr(text, 1, at - 1) substr(text, at + length(common[k]) + 1)
        letters = letters (letters == "" ? "" : ", ") substr("abcdefgh", k, 1)
    }
    return worded(text) (letters == "" ? "" : " (" letters ")")
}

function write_common(    k)
{
    if (!commons)
        return
    print "\\begin{description}" >out
    for (k = 1; k <= commons; k++)
        print "\\item[(" substr("abcdefgh", k, 1) ")] " worded(common[k]) >out
    print "\\end{description}" >out
}

# The parts of a note that are "exponent: 0.51 (0.49, 0.53), in [0.25, inf]" become the rows of a
# table, which is kept in `measured`; the rest of the note is the value.
function without_measured(text,    i, n, parts, rest)
{
    measured = ""
    n = split(text, parts, /[.] /)
    for (i = 1; i <= n; i++)
        if (parts[i] ~ /: [^ ]+ \([^ ]+, [^ ]+\), (in|outside|not clearly in) \[/)
            measured = measured measured_row(parts[i])
        else
            rest = rest (rest == "" ? "" : ". ") parts[i]
    if (measured != "" && rest !~ /[.]$/)
        rest = rest "."
    return rest
}

function measured_row(text,    at, name, values, words, met)
{
    at = match(text, /: [^ ]+ \([^ ]+, [^ ]+\), /)
    name = substr(text, 1, at - 1)
    values = substr(text, at + 2)
    text = values
    sub(/^[^)]*\), /, "", text)
    gsub(/[(),]/, " ", values)
    split(values, words, " ")
    met = text ~ /^in / ? "yes" : text ~ /^outside / ? "no" : "open"
    gsub(/^[^[]*\[|\].*$/, "", text)
    return worded(name) " & " number(words[1]) " & " number(words[2]) " to " number(words[3]) \
        " & " required(text) " & " met " \\\\\n"
}

# "0.25, inf" as a condition.
function required(text,    ends)
{
    split(text, ends, ", ")
    if (ends[1] == ends[2])
        return "$= " ends[1] "$"
    if (ends[2] == "inf")
        return "$\\ge " ends[1] "$"
    if (ends[1] == "-inf")
        return "$\\le " ends[2] "$"
    return "$" ends[1] "$ to $" ends[2] "$"
}

function measured_table()
{
    return measured == "" ? "" : "\\Measured{\\begin{tabular}{lrlll}\n\\toprule\n" \
        "measured & mean & interval & required & met \\\\\n\\midrule\n" measured \
        "\\bottomrule\n\\end{tabular}}"
}

function finding(i,    rest)
{
    given[i] = 1
    rest = without_common(without_measured(note[i]))
    return "\\Finding{" link_to(row_anchor(id[i], version[i]), "\\Id{" id[i] "}") \
        (version[i] == "printed" ? "" : ", " version[i]) "}{" \
        linked(i, "\\Verdict{" verdict[i] "}") "}{" said(i) "}{" rest "}{" \
        measured_table() "}"
}

function write_findings(prefix,    i)
{
    for (i = 1; i <= rows; i++)
        if (prefix == "" ? id[i] ~ /^(sec:7|fig:)/ && !given[i] : belongs(i, prefix) && !given[i])
            print finding(i) >out
}

function write_badges(name, first, last,    i)
{
    for (i = 1; i <= rows; i++)
        if (file[i] == name && first <= line[i] && line[i] <= last)
            print "\\Badge{" link_to(row_anchor(id[i], version[i]), "\\Id{" id[i] "}") "}{" \
                version[i] "}{\\Verdict{" verdict[i] "}}{" \
                (trial_count[i] ? ", " plural(trial_count[i], "trial") : "") \
                (ratio[i] == "" ? "" : ", worst ratio " number(ratio[i])) "}" >out
}

# The formulas of the claims of the listing that was announced.
function write_formulas(    i)
{
    for (i = 1; i <= rows; i++)
        if (tex[i] != "" && file[i] == listed_file && listed_from <= line[i] && line[i] <= listed_to)
            print "\\Formula{" without_known(tex[i], file[i]) "}" >out
}

# A formula without the abbreviations that stand above it in the same file.
function without_known(formula, page,    at, i, n, parts, name, added)
{
    at = index(formula, "$ where~$")
    if (!at)
        return formula
    n = split(substr(formula, at + 9, length(formula) - at - 9), parts, /[$], [$]/)
    for (i = 1; i <= n; i++) {
        name = substr(parts[i], 1, index(parts[i], " = "))
        if (meaning[page, name] != parts[i])
            added = added (added == "" ? "$ where~$" : "$, $") parts[i]
        meaning[page, name] = parts[i]
    }
    return substr(formula, 1, at - 1) added "$"
}

function exists(path,    line, status)
{
    status = (getline line <path) >= 0
    close(path)
    return status
}

# The largest number of iterations and the count of data sets of a figure's runs.
function read_runs(name,    path, text, fields, i, at, seeds)
{
    horizon = data_sets = 0
    path = plots "/" name ".results.csv"
    if (!exists(path))
        return
    while ((getline text <path) > 0) {
        gsub(/"([^"]|"")*"/, "quoted", text)
        split(text, fields, ",")
        if (!("iterations" in at)) {
            for (i in fields)
                at[fields[i]] = i
            if (!("iterations" in at))
                break
            continue
        }
        if (fields[at["iterations"]] + 0 > horizon)
            horizon = fields[at["iterations"]] + 0
        data_sets += !seeds[fields[at["problem_seed"]]]++
    }
    close(path)
}

function write_plot(name, caption)
{
    placed[name] = 1
    if (index(" " figures " ", " " name " ") == 0 || !exists(plots "/" name ".svg"))
        return
    read_runs(name)
    gsub(/\\Horizon/, "$T = " thousands(horizon) "$", caption)
    gsub(/\\DataSets/, plural(data_sets, "data set"), caption)
    print "\\Figure{" plots "/" name "}{plot-" name "}{" caption "}" >out
}

function write_other_plots(    i, n, list)
{
    n = split(figures, list, " ")
    for (i = 1; i <= n; i++)
        if (!placed[list[i]])
            write_plot(list[i], "\\texttt{" list[i] "}: \\Horizon, \\DataSets.")
}

!filling {
    next
}

FNR == 1 {
    if (!commons)
        read_common()
    out = FILENAME
    sub(/^.*\//, "", out)
    out = folder "/" out
    printf "" >out
}

/^% listing / {
    split($0, word, " ")
    listed_file = word[3]
    listed_from = word[4] + 0
    listed_to = word[5] + 0
    print >out
    write_badges(listed_file, listed_from, listed_to)
    next
}

/^\\ClaimAnchor[{]/ {
    print >out
    write_formulas()
    next
}

/^\\CodeAnchor[{]/ {
    write_formulas()
    print >out
    next
}

/^\\begin[{]plot[}]/ {
    plot = substr($0, 14)
    gsub(/[{}]/, "", plot)
    caption = ""
    next
}

/^\\end[{]plot[}]/ {
    write_plot(plot, caption)
    plot = ""
    next
}

plot != "" {
    caption = caption with_values($0) "\n"
    next
}

/^\\OtherPlots$/ {
    write_other_plots()
    next
}

/^\\FindingsOf[{]/ {
    write_findings(substr($0, 13, length($0) - 13))
    next
}

/^\\CommonNotes$/ {
    write_common()
    next
}

/^\\OtherFindings$/ {
    write_findings("")
    next
}

{
    print with_values($0) >out
}

END {
    if (failed)
        exit 1
}
