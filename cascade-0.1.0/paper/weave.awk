# SPDX-License-Identifier: GPL-3.0-or-later
# Weaves one literate C file into LaTeX: prose blocks as they stand, the code between them as
# listings with the file's own line numbers.
#
#   awk -f weave.awk -v name=proofs/lemma_1.c [-v excerpt=1] proofs/lemma_1.c
#
# excerpt: only the declaration or function that follows a block, not the whole file.
# Before each listing stands "% listing NAME FIRST LAST ANCHOR", which rows.awk looks up.  The
# definition of a claim is its badge and its formula, which fill.awk takes from the ledger, or a
# listing of its own where it says more.  After \CodeGap{LINES} each function behind another is a listing of its own, too: pages
# break best between them.

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

# A line that only opens every C file.
function is_preamble(text)
{
    return is_blank(text) || text ~ /^#include/ || text ~ /SPDX-License/
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
    while (first <= last && (is_blank(code[first]) || (!blocks && is_preamble(code[first]))))
        first++
    while (last >= first && is_blank(code[last]))
        last--
    if (first > last)
        return
    if (excerpt) {
        if (!blocks)
            return
        last = end_of_excerpt(first, last)
    }
    while (first <= last) {
        i = end_of_listing(first, last)
        write_piece(first, i)
        for (first = i + 1; first <= last && is_blank(code[first]);)
            first++
    }
}

function is_claim(i)
{
    return code[i] ~ /^const cas_claim / && code[i] !~ /;$/
}

# Where the listing that begins at `first` ends: a claim's definition stands alone.
function end_of_listing(first, last,    i)
{
    if (is_claim(first)) {
        for (i = first; i < last && code[i] !~ /^};/;)
            i++
        return i
    }
    for (i = first; i <= last && !is_claim(i);)
        i++
    for (i--; is_blank(code[i]);)
        i--
    return i
}

function begins_block(i)
{
    return is_blank(code[i - 1]) && code[i] ~ /^[^ \t}]/
}

# The lines up to the next function, as far as they should not be parted from the first.
function size_of_block(i, last,    n)
{
    for (n = 1; i + n <= last && n < 12 && !begins_block(i + n);)
        n++
    return n
}

# Whether a claim's definition says what its badge and its formula do not: runs, or checks.
function says_more(first, last,    i, more)
{
    for (i = first; i <= last; i++) {
        if (code[i] ~ /^    \.formula =/)
            return 0
        more += code[i] ~ /CAS_SIMULATED|CAS_RATE|\.checks/
    }
    return more > 0
}

function write_piece(first, last,    i, style)
{
    if (is_claim(first) && !says_more(first, last)) {
        print "% listing " name " " first " " last " " anchor_of(name, first)
        print "\\ClaimAnchor{" anchor_of(name, first) "}{" first "}{" last "}\n"
        return
    }
    style = is_claim(first) ? "style=claim," : ""
    print "% listing " name " " first " " last " " anchor_of(name, first)
    print "\\CodeAnchor{" anchor_of(name, first) "}{" size_of_block(first, last) "}"
    print "\\begin{lstlisting}[" style "numbers=left,firstnumber=" first "]"
    for (i = first; i <= last; i++) {
        if (i > first && begins_block(i)) {
            print "\\end{lstlisting}\n\\CodeGap{" size_of_block(i, last) "}"
            print "\\begin{lstlisting}[" style "numbers=left,firstnumber=" i "]"
        }
        if (!is_blank(code[i]) || i == last || !begins_block(i + 1))
            print code[i]
    }
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
