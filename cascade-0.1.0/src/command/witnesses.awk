# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the table of stored witnesses (claims.h) from their files.
BEGIN {
    print "/* Made from the witness files by witnesses.awk. */"
    print "#include \"config.h\"\n\n#include \"command/claims.h\"\n"
    print "const cas_witness cas_witnesses[] = {"
}

FNR == 1 && FILENAME != "/dev/null" {
    if (is_open)
        print "    },"
    name = FILENAME
    sub(/^counterexamples\/witnesses\//, "", name)
    print "    {\n        \"" name "\","
    is_open = 1
}

{
    gsub(/\\/, "\\\\")
    gsub(/"/, "\\\"")
    gsub(/\?/, "\\?")
    print "        \"" $0 "\\n\""
}

END {
    if (is_open)
        print "    },"
    print "    {NULL, NULL},\n};"
}
