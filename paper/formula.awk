# SPDX-License-Identifier: GPL-3.0-or-later
# Reads woven files (operands *.tex) and finds the formula that a claim's prose begins with.

# The formula of a block that begins "\paragraph{TITLE} $FORMULA$" and ends its sentence or clause
# there; other blocks begin with something else than the whole relation.
function formula_of(text,    found)
{
    if (!match(text, /^[ \t]*\\paragraph[{][^{}$]*[}][ \t]*\$[^$]*\$[.,;:]/))
        return ""
    found = substr(text, 1, RLENGTH - 2)
    sub(/^[^$]*\$/, "", found)
    return length(found) > 16 && found ~ /\\le|\\ge|=/ ? found : ""
}

# The same of the block before a line of a file of proofs/; "" where there is none.
function formula_at(file, line,    i, best)
{
    for (i = 1; i <= blocks && file ~ /^proofs\//; i++)
        if (block_file[i] == file && block_line[i] <= line)
            best = i
    return best ? formula_of(block[best]) : ""
}

FILENAME ~ /\.tex$/ && /^% (listing|woven) / {
    in_block = 0
}

FILENAME ~ /\.tex$/ && /^% prose / {
    split($0, word, " ")
    blocks++
    block_file[blocks] = word[3]
    block_line[blocks] = word[4] + 0
    in_block = 1
    next
}

FILENAME ~ /\.tex$/ && in_block {
    block[blocks] = block[blocks] (block[blocks] == "" ? "" : " ") $0
}
