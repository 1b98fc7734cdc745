# SPDX-License-Identifier: GPL-3.0-or-later
# awk -f csv.awk -f figure-2.awk SPIKES LASTING: the traces of two experiments.
#   series spikes   two runs with one spike each: `recovers` is the largest spike after which
#                   the averaged gradient norm came back, `deviates` the smallest one after which
#                   it did not
#   series lasting  a spike that recovers and a bias that stays: median and range over the data
#   series fates    every spike of SPIKES: the gradient norm just after it, and at the end
function new_trace() {
    csv_header($0)
    traces++
}
function write_row(series, run, iteration, norm, low, high, loss, least, most) {
    printf "%s,%s,%d,%.6g,%.6g,%.6g,%.6g,%.6g,%.6g\n", series, run, iteration, norm, low, high, \
        loss, least, most
}
BEGIN {
    spike = 100      # of SPIKES: `first` of its experiment
    recovered = 0.02 # the runs end at 0.001 or at 0.4
    print "series,run,iteration,norm,norm_low,norm_high,loss,loss_low,loss_high"
}
FNR == 1 {
    new_trace()
    next
}
{
    csv_record($0)
    t = csv["iteration"] + 0
}
traces == 1 {
    run = csv["curve"] SUBSEP csv["seed"]
    if (!(run in last)) order[++runs] = run
    norm[run, t] = csv["gradient_norm"] + 0
    loss[run, t] = csv["loss"] + 0
    average[run] = csv["average"] + 0
    last[run] = t
}
traces == 2 {
    point = csv["curve"] SUBSEP t
    if (!(point in count)) {
        places[++points] = point
        curve[point] = csv["curve"] == 1 ? "recovers" : "deviates"
        at[point] = t
    }
    k = ++count[point]
    many_norms[point, k] = csv["gradient_norm"] + 0
    many_losses[point, k] = csv["loss"] + 0
}
function write_run(name, run,    t) {
    for (t = 0; t <= last[run]; t++)
        write_row("spikes", name, t, norm[run, t], norm[run, t], norm[run, t], loss[run, t], \
            loss[run, t], loss[run, t])
}
function write_lasting(p,    point, n, k, x, y) {
    point = places[p]
    n = count[point]
    for (k = 1; k <= n; k++) {
        x[k] = many_norms[point, k]
        y[k] = many_losses[point, k]
    }
    sort_numbers(x, n)
    sort_numbers(y, n)
    write_row("lasting", curve[point], at[point], median(x, n), x[1], x[n], median(y, n), y[1], y[n])
}
END {
    for (r = 1; r <= runs; r++) {
        run = order[r]
        height = norm[run, spike + 1]
        if (average[run] < recovered && (largest == "" || height > norm[largest, spike + 1]))
            largest = run
        if (average[run] >= recovered && (smallest == "" || height < norm[smallest, spike + 1]))
            smallest = run
    }
    if (largest == "" || smallest == "" || norm[largest, spike + 1] <= norm[smallest, spike + 1]) {
        print "figure-2.awk: no larger spike recovers" >"/dev/stderr"
        exit 1
    }
    write_run("recovers", largest)
    write_run("deviates", smallest)
    for (p = 1; p <= points; p++) write_lasting(p)
    for (r = 1; r <= runs; r++) {
        run = order[r]
        height = norm[run, spike + 1]
        write_row("fates", average[run] < recovered ? "recovers" : "deviates", spike + 1, height, \
            height, height, average[run], average[run], average[run])
    }
}
