# SPDX-License-Identifier: GPL-3.0-or-later
# awk -f csv.awk -f stable-norm.awk RESULTS.csv: the stable gradient norm of each curve and step
# size over its data seeds: median, lowest and highest; and how many of the runs converged, were
# still moving at their horizon, and diverged.  A point is moving if half of its runs or more are
# and their norms together fell by more than 10 per cent from the early to the late half of their
# windows: single runs may wander so far by chance.  It is diverged, and has no numbers, if half
# of its runs or more are.
FNR == 1 {
    csv_header($0)
    print "curve,label,regularizer,rho,reading,forward_sigma,forward_interval,backward_sigma," \
        "step_size,runs,converged,moving,diverged,state,median,lowest,highest"
    next
}
{
    csv_record($0)
    point = csv["curve"] SUBSEP csv["step_size"]
    if (!(point in runs)) {
        order[++points] = point
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
END {
    for (p = 1; p <= points; p++) {
        point = order[p]
        n = finite[point] + 0
        for (i = 1; i <= n; i++) x[i] = norm[point, i]
        sort_numbers(x, n)
        diverged = count[point, "diverged"] + 0
        moving = count[point, "moving"] + 0
        state = 2 * diverged >= runs[point] ? "diverged" : \
            2 * (moving + diverged) >= runs[point] && \
            early[point] > 1.1 * late[point] ? "moving" : "converged"
        printf "%s,%d,%d,%d,%d,%s", head[point], runs[point], runs[point] - moving - diverged,
            moving, diverged, state
        if (state == "diverged")
            print ",,,"
        else
            printf ",%.6g,%.6g,%.6g\n", median(x, n), x[1], x[n]
    }
}
