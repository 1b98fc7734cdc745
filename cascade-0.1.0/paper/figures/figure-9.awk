# SPDX-License-Identifier: GPL-3.0-or-later
# awk -f csv.awk -f figure-9.awk: outputs of `cascade orbit`, each with its header, one orbit each.
/^orbit,/ {
    csv_header($0)
    curve++
    if (curve == 1) print "curve,title,iteration,norm"
    next
}
{
    csv_record($0)
    print curve "," csv_quote(csv["title"]) "," csv["iteration"] "," csv["norm_1_lower"]
}
