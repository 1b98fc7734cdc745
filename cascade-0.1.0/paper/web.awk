# SPDX-License-Identifier: GPL-3.0-or-later
# For pandoc: puts the files that \input{NAME} names in its place, and joins the listings that
# \CodeGap parts.
function put(line)
{
    if (held && line ~ /^\\CodeGap[{]/)
        gap = 1
    else if (gap && line ~ /^\\begin[{]lstlisting[}]/) {
        print ""
        held = gap = 0
    } else {
        if (held)
            print "\\end{lstlisting}"
        held = line == "\\end{lstlisting}"
        if (!held)
            print line
    }
}

function insert(file,    text, status)
{
    while ((status = (getline text <file)) > 0)
        if (text ~ /^\\input[{].*[}]$/)
            insert(substr(text, 8, length(text) - 8) ".tex")
        else
            put(text)
    if (status < 0) {
        print "web.awk: cannot read " file >"/dev/stderr"
        exit 1
    }
}

/^\\input[{].*[}]$/ {
    insert(substr($0, 8, length($0) - 8) ".tex")
    next
}

{
    put($0)
}

END {
    put("")
}
