# SPDX-License-Identifier: GPL-3.0-or-later
# Says what is wrong with the literate form of C files (names as operands), one line each:
# FILE:LINE: what.  Prose stands in blocks that open with "/*:" at column 1 and close outside
# mathematics; there are no // comments and no trigraphs.

function complain(line, what)
{
    print FILENAME ":" line ": " what
}

function occurrences(text, pattern)
{
    return gsub(pattern, "", text)
}

function begin_block()
{
    in_block = 1
    block_line = FNR
    dollars = braces = displays = depth = 0
}

# Counts what opens and closes in a line of prose.
function read_prose(text,    name)
{
    gsub(/\\\\/, "", text)
    sub(/(^|[^\\])%.*/, "", text)
    while (match(text, /\\(begin|end)[{][A-Za-z]+\*?[}]/)) {
        name = substr(text, RSTART, RLENGTH)
        text = substr(text, 1, RSTART - 1) substr(text, RSTART + RLENGTH)
        if (sub(/^\\begin/, "", name))
            environment[++depth] = name
        else if (depth == 0 || environment[depth--] != substr(name, 5))
            complain(FNR, "\\end" substr(name, 5) " closes nothing")
    }
    displays += occurrences(text, "\\\\\\[") - occurrences(text, "\\\\\\]")
    gsub(/\\[^A-Za-z]/, "", text)
    dollars += occurrences(text, "[$]")
    braces += occurrences(text, "[{]") - occurrences(text, "[}]")
    if (braces < 0) {
        complain(FNR, "a brace closes nothing")
        braces = 0
    }
}

function end_block()
{
    in_block = 0
    if (dollars % 2 || displays)
        complain(block_line, "the block ends inside mathematics")
    if (braces)
        complain(block_line, "the block has an open brace")
    if (depth)
        complain(block_line, "\\begin" environment[depth] " is not closed")
}

# Follows comments and literals through a line of code.
function read_code(text,    i, two, quote)
{
    for (i = 1; i <= length(text); i++) {
        two = substr(text, i, 2)
        if (in_comment) {
            if (two == "*/") {
                in_comment = 0
                i++
            }
        } else if (quote != "") {
            if (substr(two, 1, 1) == "\\")
                i++
            else if (substr(two, 1, 1) == quote)
                quote = ""
        } else if (two == "/*") {
            if (substr(text, i, 3) == "/*:")
                complain(FNR, "a block of prose opens at column 1")
            in_comment = 1
            i++
        } else if (two == "//") {
            complain(FNR, "a // comment")
            return
        } else if (two ~ /^["']/)
            quote = substr(two, 1, 1)
    }
}

FNR == 1 {
    if (in_block || in_comment)
        print previous ": a comment is not closed"
    in_block = in_comment = 0
    previous = FILENAME
}

/[?][?][=\/'()!<>-]/ {
    complain(FNR, "a trigraph")
}

!in_block && !in_comment && /^\/\*:/ {
    begin_block()
    $0 = substr($0, 4)
}

in_block {
    close_at = index($0, "*/")
    read_prose(close_at ? substr($0, 1, close_at - 1) : $0)
    if (close_at) {
        end_block()
        read_code(substr($0, close_at + 2))
    }
    next
}

in_comment || /\/[*\/]/ {
    read_code($0)
}

END {
    if (in_block || in_comment)
        print previous ": a comment is not closed"
}
