# SPDX-License-Identifier: GPL-3.0-or-later
# awk -f csv.awk -f ratios.awk: of the output of `cascade ratios`, for each claim and version
#   series worst         the largest ratio of the random (ridge) chains and of the worst-case
#                        families (all others) of N = `at` operators
#   series distribution  the fraction `at` of the ridge chains of all lengths has a ratio of at
#                        most `ratio`
FNR == 1 {
    csv_header($0)
    print "series,claim,version,chains,at,ratio"
    next
}
{
    csv_record($0)
    if (csv["verdict"] == "vacuous")
        next
    ratio = csv["ratio"] == "inf" ? 1e300 : csv["ratio"] + 0
    form = csv["claim"] "," csv["version"]
    if (!(form in seen)) {
        seen[form] = 1
        forms[++form_count] = form
    }
    chains = csv["style"] == "ridge" ? "random" : "families"
    n = csv["operators"] + 0
    if (fewest == "" || n < fewest) fewest = n
    if (n > most) most = n
    if (ratio > worst[form, chains, n]) worst[form, chains, n] = ratio
    if (chains == "random") value[form, ++count[form]] = ratio
}
function write_worst(form, chains,    n) {
    for (n = fewest; n <= most; n++)
        printf "worst,%s,%s,%d,%.6g\n", form, chains, n, worst[form, chains, n]
}
function write_distribution(form,    n, i, x) {
    n = count[form]
    for (i = 1; i <= n; i++) x[i] = value[form, i]
    sort_numbers(x, n)
    for (i = 1; i <= n; i++)
        if (i == n || x[i + 1] != x[i])
            printf "distribution,%s,random,%.6g,%.6g\n", form, i / n, x[i]
}
END {
    for (f = 1; f <= form_count; f++) {
        write_worst(forms[f], "random")
        write_worst(forms[f], "families")
        write_distribution(forms[f])
    }
}
