# SPDX-License-Identifier: GPL-3.0-or-later
# awk -f csv.awk -f real-data.awk -v name=NAME -v header=1 PLATEAU.csv RESULTS.csv: each curve and
# step size on one data set: the median norm over the seeds of the noise, lowest and highest,
# whether all runs had converged, and the norm at which they should end.
FNR == 1 {
    csv_header($0)
    files++
    if (files == 1 && header)
        print "data,curve,label,step_size,state,median,lowest,highest,law"
    next
}
{
    csv_record($0)
    point = csv["curve"] SUBSEP csv["step_size"] + 0
}
files == 1 {
    law[point] = csv["norm"] == "" ? "NaN" : sprintf("%.6g", csv["norm"])
    next
}
{
    if (!(point in runs)) {
        order[++points] = point
        head[point] = name "," csv["curve"] "," csv_quote(csv["label"]) "," csv["step_size"] + 0
    }
    norm[point, ++runs[point]] = csv["stable_norm"] + 0
    if (csv["state"] != "converged") moving[point] = 1
}
END {
    for (p = 1; p <= points; p++) {
        point = order[p]
        n = runs[point]
        for (i = 1; i <= n; i++) x[i] = norm[point, i]
        sort_numbers(x, n)
        printf "%s,%s,%.6g,%.6g,%.6g,%s\n", head[point], point in moving ? "moving" : "converged",
            median(x, n), x[1], x[n], law[point]
    }
}
