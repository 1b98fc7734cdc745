# SPDX-License-Identifier: GPL-3.0-or-later
# For the other awk scripts here: reading CSV with a header row (RFC 4180, no line breaks in
# fields), and medians.
#   csv_header(line)    remembers the names of the columns, which csv_known has as indices
#   csv_record(line)    puts the fields into csv[name]
#   csv_quote(text)     text as a field
#   sort_numbers(x, n)  sorts x[1..n];  median(x, n) of sorted numbers

function csv_split(line, field,    n, c) {
    n = 0
    while (1) {
        n++
        if (substr(line, 1, 1) == "\"") {
            field[n] = ""
            while (match(line, /^"[^"]*"/)) {
                field[n] = field[n] (field[n] == "" ? "" : "\"") substr(line, 2, RLENGTH - 2)
                line = substr(line, RLENGTH + 1)
            }
        } else {
            match(line, /^[^,]*/)
            field[n] = substr(line, 1, RLENGTH)
            line = substr(line, RLENGTH + 1)
        }
        c = substr(line, 1, 1)
        if (c != ",") return n
        line = substr(line, 2)
    }
}

function csv_header(line,    i) {
    sub(/\r$/, "", line)
    for (i in csv_known) delete csv_known[i]
    csv_columns = csv_split(line, csv_name)
    for (i = 1; i <= csv_columns; i++) csv_known[csv_name[i]] = 1
}

function csv_record(line,    i, field) {
    sub(/\r$/, "", line)
    if (csv_split(line, field) != csv_columns) {
        print FILENAME ":" FNR ": not " csv_columns " fields" >"/dev/stderr"
        exit 2
    }
    for (i = 1; i <= csv_columns; i++) csv[csv_name[i]] = field[i]
}

function csv_quote(text) {
    if (text !~ /[",]/) return text
    gsub(/"/, "\"\"", text)
    return "\"" text "\""
}

function sort_numbers(x, n,    i, j, value) {
    for (i = 2; i <= n; i++) {
        value = x[i]
        for (j = i - 1; j >= 1 && x[j] > value; j--) x[j + 1] = x[j]
        x[j + 1] = value
    }
}

function median(x, n) {
    return n % 2 ? x[(n + 1) / 2] : (x[n / 2] + x[n / 2 + 1]) / 2
}
