# SPDX-License-Identifier: GPL-3.0-or-later
# awk -f csv.awk -f crossover.awk PLATEAU.csv RESULTS.csv..: of each regulariser and reading
#   kind map    the step size gamma* at which forward and backward noise of that sigma and interval
#               end at the same norm, the median over the data seeds; below it forward noise is the
#               worse one
#   kind run    a sigma and step size of the RESULTS at which all runs of both have converged:
#               `worse` says which has the larger median
FNR == 1 {
    csv_header($0)
    is_map = "norm" in csv_known
    if (!heads++) print "kind,regularizer,reading,sigma,interval,step_size,worse"
    next
}
{
    csv_record($0)
}
is_map {
    split(csv["label"], part, " ")
    setting = part[4] "," part[5] "," part[2] "," part[3]
    if (!(setting in known)) {
        known[setting] = 1
        settings[++count] = setting
    }
    gamma = csv["step_size"] + 0
    if (part[1] == "forward")
        forward[setting, csv["problem_seed"], gamma] = csv["norm"]
    else
        cross(setting, csv["problem_seed"], gamma, csv["norm"])
    next
}
# Steps come in increasing order: the first at which backward noise is worse.
function cross(setting, seed, gamma, backward,    f, ratio, run) {
    run = setting SUBSEP seed
    f = forward[setting, seed, gamma]
    if (f == "" || backward == "") return
    ratio = log(backward / f)
    if (ratio > 0 && !(run in crossed) && (run in last_ratio)) {
        crossed[run] = 1
        stars[setting, ++star_count[setting]] = exp(log(last_gamma[run]) - last_ratio[run] * \
            (log(gamma) - log(last_gamma[run])) / (ratio - last_ratio[run]))
    }
    last_ratio[run] = ratio
    last_gamma[run] = gamma
}
{
    f = csv["forward_sigma"] + 0
    b = csv["backward_sigma"] + 0
    if (f + b == 0) next
    place = f > 0 ? "forward" : "backward"
    point = csv["regularizer"] "," csv["reading"] "," f + b ",1," csv["step_size"] + 0
    if (!((point, "any") in runs)) {
        runs[point, "any"] = 1
        order[++points] = point
    }
    if (csv["state"] == "converged")
        norms[point, place, ++runs[point, place]] = csv["stable_norm"] + 0
    else
        open[point] = 1
}
function median_of(point, place,    i, x) {
    for (i = 1; i <= runs[point, place]; i++) x[i] = norms[point, place, i]
    sort_numbers(x, runs[point, place])
    return median(x, runs[point, place])
}
END {
    for (k = 1; k <= count; k++) {
        n = star_count[settings[k]]
        for (i = 1; i <= n; i++) star[i] = stars[settings[k], i]
        sort_numbers(star, n)
        if (n) printf "map,%s,%.6g,\n", settings[k], median(star, n)
    }
    for (p = 1; p <= points; p++)
        if (!(order[p] in open))
            print "run," order[p] "," (median_of(order[p], "forward") > \
                median_of(order[p], "backward") ? "forward" : "backward")
}
