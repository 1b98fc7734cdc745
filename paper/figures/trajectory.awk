# SPDX-License-Identifier: GPL-3.0-or-later
# awk -f csv.awk -f trajectory.awk TRACE.csv: the averaged gradient norm of each curve and step
# size over its data seeds (median, lowest, highest), thinned to iterations 2 % apart.
FNR == 1 {
    csv_header($0)
    print "curve,label,step_size,iteration,runs,median,lowest,highest"
    next
}
{
    csv_record($0)
    iteration = csv["iteration"] + 0
    run = csv["curve"] SUBSEP csv["problem_seed"] SUBSEP csv["seed"] SUBSEP csv["step_size"]
    if (iteration == 0 || iteration < 1.02 * last[run])
        next
    last[run] = iteration
    point = csv["curve"] SUBSEP csv["step_size"] SUBSEP iteration
    if (!(point in runs)) {
        order[++points] = point
        head[point] = csv["curve"] "," csv_quote(csv["label"]) "," csv["step_size"] + 0 "," \
            iteration
    }
    norm[point, ++runs[point]] = csv["average"] + 0
}
END {
    for (p = 1; p <= points; p++) {
        point = order[p]
        n = runs[point]
        for (i = 1; i <= n; i++) x[i] = norm[point, i]
        sort_numbers(x, n)
        printf "%s,%d,%.6g,%.6g,%.6g\n", head[point], n, median(x, n), x[1], x[n]
    }
}
