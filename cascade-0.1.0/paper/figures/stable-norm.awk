# SPDX-License-Identifier: GPL-3.0-or-later
# awk -f csv.awk -f stable-norm.awk PLATEAU.csv RESULTS.csv: the stable gradient norm of each
# curve and step size over its data seeds: median, lowest and highest; and how many of the runs
# converged, were still moving at their horizon, and diverged, as `cascade sweep` says.  The state
# of a point is
#   diverged   half of its runs or more are; then its numbers are NaN
#   runaway    its curve has no stationary point on half of the data seeds or more
#   moving     not all of its runs have converged
#   converged
# PLATEAU.csv is of `cascade plateau`: what the norm tends to as the step size does to 0; the median
# over the data seeds becomes the column `plateau`, NaN where one of them has none.
FNR == 1 {
    csv_header($0)
    if ("plateau" in csv_known && !("stable_norm" in csv_known))
        next
    print "curve,label,regularizer,rho,reading,forward_sigma,forward_interval,backward_sigma," \
        "step_size,runs,converged,moving,diverged,state,median,lowest,highest,plateau"
    next
}
{
    csv_record($0)
    if (!("stable_norm" in csv_known)) {
        limit[csv["curve"], ++limits[csv["curve"]]] = csv["plateau"] + 0
        if (csv["plateau"] == "")
            endless[csv["curve"]]++
        next
    }
    point = csv["curve"] SUBSEP csv["step_size"]
    if (!(point in runs)) {
        order[++points] = point
        curve[point] = csv["curve"]
        head[point] = csv["curve"] "," csv_quote(csv["label"]) "," csv["regularizer"] "," \
            csv["rho"] + 0 "," csv["reading"] "," csv["forward_sigma"] + 0 "," \
            csv["forward_interval"] "," csv["backward_sigma"] + 0 "," csv["step_size"] + 0
    }
    runs[point]++
    count[point, csv["state"]]++
    if (csv["state"] != "diverged")
        norm[point, ++finite[point]] = csv["stable_norm"] + 0
}
function plateau(k,    i, x) {
    if (!limits[k] || endless[k]) return "NaN"
    for (i = 1; i <= limits[k]; i++) x[i] = limit[k, i]
    sort_numbers(x, limits[k])
    return sprintf("%.6g", median(x, limits[k]))
}
END {
    for (p = 1; p <= points; p++) {
        point = order[p]
        n = finite[point] + 0
        for (i = 1; i <= n; i++) x[i] = norm[point, i]
        sort_numbers(x, n)
        diverged = count[point, "diverged"] + 0
        moving = count[point, "moving"] + 0
        k = curve[point]
        state = 2 * diverged >= runs[point] ? "diverged" : \
            endless[k] && 2 * endless[k] >= limits[k] ? "runaway" : moving + diverged ? "moving" : "converged"
        printf "%s,%d,%d,%d,%d,%s", head[point], runs[point], runs[point] - moving - diverged,
            moving, diverged, state
        if (state == "diverged")
            printf ",NaN,NaN,NaN"
        else
            printf ",%.6g,%.6g,%.6g", median(x, n), x[1], x[n]
        print "," plateau(k)
    }
}
