# SPDX-License-Identifier: GPL-3.0-or-later
# Fails if a link within a page leads nowhere, or if two of its elements have one id.
{
    text = $0
    while (match(text, /(^|[ \t])id="[^"]*"/)) {
        name = substr(text, RSTART, RLENGTH)
        sub(/^[ \t]*id="/, "", name)
        sub(/"$/, "", name)
        if (ids[name]++)
            complain("two elements have the id " name)
        text = substr(text, RSTART + RLENGTH)
    }
    text = $0
    while (match(text, /href="#[^"]*"/)) {
        links[substr(text, RSTART + 7, RLENGTH - 8)] = FNR
        text = substr(text, RSTART + RLENGTH)
    }
}

function complain(text)
{
    print FILENAME ": " text >"/dev/stderr"
    failed = 1
}

END {
    for (name in links)
        if (!(name in ids))
            complain("line " links[name] ": no element has the id " name)
    exit failed
}
