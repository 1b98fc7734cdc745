# SPDX-License-Identifier: GPL-3.0-or-later
# awk -f csv.awk -f stable-norm.awk [PLATEAU.csv] RESULTS.csv: the stable gradient norm of each
# curve and step size over its data seeds: median, lowest and highest; and how many of the runs
# converged, were still moving at their horizon, and diverged.  A point is diverged, and its
# numbers are NaN, if half of its runs or more are.  It is moving if all runs are and either, from
# the early to the late half of their windows, the sum of their norms fell by more than 4/3 (what
# falls as 1/t does so by 1.4) or rose by more than 3/2 (single runs wander by chance), or their
# median is below 9/10 of what it tends to: noise only adds to the norm of a settled run.
# PLATEAU.csv is of `cascade plateau`: what the norm tends to as the step size does to 0; the median
# over the data seeds becomes the column `plateau`, NaN where one of them has none.
FNR == 1 {
    csv_header($0)
    if ("plateau" in csv_known)
        next
    print "curve,label,regularizer,rho,reading,forward_sigma,forward_interval,backward_sigma," \
        "step_size,runs,converged,moving,diverged,state,median,lowest,highest,plateau"
    next
}
{
    csv_record($0)
    if ("plateau" in csv_known) {
        limit[csv["curve"], ++limits[csv["curve"]]] = csv["plateau"] + 0
        if (csv["plateau"] == "")
            endless[csv["curve"]] = 1
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
    if (csv["state"] != "diverged") {
        norm[point, ++finite[point]] = csv["stable_norm"] + 0
        early[point] += csv["early_norm"]
        late[point] += csv["late_norm"]
    }
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
        limit_norm = plateau(curve[point])
        state = 2 * diverged >= runs[point] ? "diverged" : \
            moving + diverged == runs[point] && (3 * early[point] > 4 * late[point] || \
            2 * late[point] > 3 * early[point] || limit_norm != "NaN" && \
            10 * median(x, n) < 9 * limit_norm) ? "moving" : "converged"
        printf "%s,%d,%d,%d,%d,%s", head[point], runs[point], runs[point] - moving - diverged,
            moving, diverged, state
        if (state == "diverged")
            printf ",NaN,NaN,NaN"
        else
            printf ",%.6g,%.6g,%.6g", median(x, n), x[1], x[n]
        print "," limit_norm
    }
}
