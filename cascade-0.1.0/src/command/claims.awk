# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the tables of claims (claims.h, cascade.h) from the literate files that define them.
BEGIN {
    print "/* Made from the claim sources by claims.awk. */"
    print "#include \"config.h\"\n\n#include \"cascade.h\"\n#include \"command/claims.h\"\n"
}

/^const cas_claim cas_claim_[a-z0-9_]+ = [{]/ {
    print "extern const cas_claim " $3 ";"
    names[++count] = $3
}

/^    CAS_CHAIN_CLAIM\("thm:/ { theorems[++theorem_count] = names[count] }

END {
    print "\nconst cas_claim *const cas_claims[] = {"
    for (i = 1; i <= count; i++)
        print "    &" names[i] ","
    print "    NULL,\n};"
    print "\nconst cas_claim *const cas_theorems[] = {"
    for (i = 1; i <= theorem_count; i++)
        print "    &" theorems[i] ","
    print "    NULL,\n};"
}
