# SPDX-License-Identifier: GPL-3.0-or-later
# Weaves one literate C file into LaTeX: prose blocks as they stand, the code between them as
# listings with the file's own line numbers.
#
#   awk -f weave.awk -v name=proofs/lemma_1.c [-v excerpt=1] proofs/lemma_1.c
#
# excerpt: only the declaration or function that follows a block, not the whole file.
# Before each listing stands "% listing NAME FIRST LAST ANCHOR", which ledger.awk looks up.

function anchor_of(path, line)
{
    gsub(/[^A-Za-z0-9]/, "-", path)
    return path "-" line
}

function printable(path)
{
    gsub(/_/, "\\_", path)
    return path
}

# Braces that a line of TeX opens and does not close.
function opened(text,    rest)
{
    gsub(/\\[{}]/, "", text)
    rest = text
    return gsub(/[{]/, "", text) - gsub(/[}]/, "", rest)
}

function is_blank(text)
{
    return text ~ /^[ \t]*$/
}

# The lines before the first block that only open every C file.
function is_preamble(first, last,    i)
{
    for (i = first; i <= last; i++)
        if (!is_blank(code[i]) && code[i] !~ /^#include/ && code[i] !~ /SPDX-License/)
            return 0
    return 1
}

# The end of the declaration or function at `first`: its closing line at column 1.
function end_of_excerpt(first, last,    i)
{
    for (i = first; i <= last; i++)
        if (code[i] ~ /^[^ \t#\/].*;$/ || code[i] ~ /^[^ \t#\/][^;{]*[{].*[}];?$/ ||
            code[i] ~ /^[}]/ || (code[i] ~ /^#define/ && code[i] !~ /\\$/) || i - first > 60)
            return i
    return last
}

function write_listing(first, last,    i)
{
    while (first <= last && is_blank(code[first]))
        first++
    while (last >= first && is_blank(code[last]))
        last--
    if (first > last || (!blocks && is_preamble(first, last)))
        return
    if (excerpt) {
        if (!blocks)
            return
        last = end_of_excerpt(first, last)
    }
    print "% listing " name " " first " " last " " anchor_of(name, first)
    print "\\CodeAnchor{" anchor_of(name, first) "}"
    print "\\begin{lstlisting}[numbers=left,firstnumber=" first "]"
    for (i = first; i <= last; i++)
        print code[i]
    print "\\end{lstlisting}"
}

function write_prose(text)
{
    if (!announced && !in_heading && !is_blank(text)) {
        if (text ~ /^[ \t]*\\(sub)*section/)
            in_heading = 1
        else {
            print "\\SourceFile{" printable(name) "}"
            announced = 1
        }
    }
    print text
    if (in_heading) {
        depth += opened(text)
        if (depth <= 0) {
            print "\\SourceFile{" printable(name) "}"
            in_heading = 0
            announced = 1
        }
    }
}

BEGIN {
    code_from = 1
    print "% woven from " name
    print "\\FileAnchor{" anchor_of(name, 1) "-file}{" printable(name) "}"
}

{
    sub(/\r$/, "")
}

!in_prose && /^\/\*:/ {
    write_listing(code_from, NR - 1)
    blocks++
    in_prose = 1
    sub(/^\/\*:[ \t]*/, "")
    print ""
    print "% prose " name " " NR
}

in_prose {
    end = index($0, "*/")
    if (end) {
        $0 = substr($0, 1, end - 1)
        sub(/[ \t]+$/, "")
    }
    if (!is_blank($0) || !end)
        write_prose($0)
    if (end) {
        in_prose = 0
        code_from = NR + 1
        print ""
    }
    next
}

{
    code[NR] = $0
}

END {
    if (in_prose) {
        print "weave: " name ": a block of prose is not closed" >"/dev/stderr"
        exit 1
    }
    write_listing(code_from, NR)
}
