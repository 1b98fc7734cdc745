# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the atlas of worst cases, a table, from the CSV of `cascade search --atlas`: for each
# version the ratios that were found, and below them what is attainable where theory knows it.
BEGIN {
    FS = ","
}

function number(x)
{
    return x == "inf" ? "$\\infty$" : x == "" ? "--" : sprintf("%.4f", x)
}

function write_row(name, cells,    n)
{
    printf "%s", name
    for (n = fewest; n <= most; n++)
        printf " & %s", number(cells[n])
    print " \\\\"
}

function write_version()
{
    if (id == "")
        return
    write_row("\\Id{" id "} " version, found)
    if (is_known)
        write_row("\\quad attainable", attainable)
}

NR == 1 {
    next
}

{
    name[NR] = $1
    of_version[NR] = $2
    size[NR] = $3
    ratio[NR] = $4
    known[NR] = $6
    if (fewest == "" || $3 < fewest)
        fewest = $3
    if ($3 > most)
        most = $3
}

END {
    if (NR < 2) {
        print "atlas.awk: no rows" >"/dev/stderr"
        exit 1
    }
    columns = "l"
    header = "$N$"
    for (n = fewest; n <= most; n++) {
        columns = columns "r"
        header = header " & " n
    }
    print "\\begin{tabular}{" columns "}\n\\toprule\n" header " \\\\\n\\midrule"
    id = version = ""
    for (k = 2; k <= NR; k++) {
        if (name[k] != id || of_version[k] != version)
            write_version()
        id = name[k]
        version = of_version[k]
        found[size[k]] = ratio[k]
        attainable[size[k]] = known[k]
        is_known = known[k] != ""
    }
    write_version()
    print "\\bottomrule\n\\end{tabular}"
}
