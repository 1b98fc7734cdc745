# SPDX-License-Identifier: GPL-3.0-or-later
# awk -f csv.awk -f trajectory.awk PLATEAU.csv TRACE.csv: the averaged gradient norm of each curve
# and step size over its data seeds (median, lowest, highest), each run's geometric mean over
# stretches of 5 % of its iterations; and the curve's exact limit, the median over the data seeds.
FNR == 1 {
    csv_header($0)
    files++
    if (files == 2)
        print "curve,label,step_size,iteration,runs,median,lowest,highest,plateau"
    next
}
{
    csv_record($0)
}
files == 1 {
    limit[csv["curve"], ++limits[csv["curve"]]] = csv["plateau"] + 0
    next
}
csv["iteration"] + 0 == 0 || csv["average"] + 0 == 0 {
    next
}
{
    stretch = int(log(csv["iteration"]) / log(1.05))
    point = csv["curve"] SUBSEP csv["step_size"] SUBSEP stretch
    if (!(point in many)) {
        order[++points] = point
        curve[point] = csv["curve"]
        head[point] = csv["curve"] "," csv_quote(csv["label"]) "," csv["step_size"] + 0 "," \
            csv["iteration"] + 0
    }
    run = csv["problem_seed"] SUBSEP csv["seed"]
    if (!((point, run) in length_of))
        run_of[point, ++many[point]] = run
    length_of[point, run]++
    logarithm[point, run] += log(csv["average"])
}
END {
    for (p = 1; p <= points; p++) {
        point = order[p]
        n = many[point]
        for (i = 1; i <= n; i++) {
            run = run_of[point, i]
            x[i] = exp(logarithm[point, run] / length_of[point, run])
        }
        sort_numbers(x, n)
        k = curve[point]
        for (i = 1; i <= limits[k]; i++) y[i] = limit[k, i]
        sort_numbers(y, limits[k])
        printf "%s,%d,%.6g,%.6g,%.6g,%.6g\n", head[point], n, median(x, n), x[1], x[n],
            median(y, limits[k])
    }
}
