# SPDX-License-Identifier: GPL-3.0-or-later
# Puts the files that \input{NAME} names in its place, for pandoc.
/^\\input[{].*[}]$/ {
    file = substr($0, 8, length($0) - 8) ".tex"
    while ((status = (getline line <file)) > 0)
        print line
    if (status < 0) {
        print "web.awk: cannot read " file >"/dev/stderr"
        exit 1
    }
    next
}

{
    print
}
