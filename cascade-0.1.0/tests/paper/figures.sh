#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The scripts between `cascade sweep` and the figures, on results that are written here; and that
# the experiments of the figures can be swept.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
cascade=$(cd "$top_builddir" && pwd)/cascade || exit 99
figures=$(cd "$top_srcdir/paper/figures" && pwd) || exit 99
gnuplot=$(command -v gnuplot)
cd "$work" || exit 99

same() { # expected and actual text, name
    [ "$1" = "$2" ]
    status=$?
    [ $status -eq 0 ] || printf '%s\n' "$2" | sed 's/^/# /'
    ok $status "$3"
}

header='curve,label,problem_seed,seed,regularizer,rho,reading,forward_sigma,forward_law'
header=$header,forward_interval,backward_sigma,backward_law,backward_interval,step_size
header=$header,iterations,stable_norm,stable_iteration,early_norm,late_norm,weight_norm,state
run() { # curve, label, data seed, step size, norm, early, late, state
    echo "$1,$2,$3,1,ridge,0.10000000000000001,shared,0,zero-mean,1,0,zero-mean,1,$4,100,$5,9,$6,$7,1,$8"
}
point() { # curve and step size: the numbers from `runs` on
    "$AWK" -f "$figures/csv.awk" -f "$figures/stable-norm.awk" plateau.csv results.csv |
        grep "^$1," | grep ",$2,[0-9]*,[0-9]*,[0-9]*,[0-9]*,[a-z]*,[^,]*,[^,]*,[^,]*,[^,]*\$" |
        sed "s/.*,1,0,$2,//"
}

{
    echo "$header"
    run 1 plain 1 0.5 3 3 3 converged
    run 1 plain 2 0.5 1 1 1 converged
    run 1 plain 3 0.5 20 20 20 converged
    run 1 plain 1 0.10000000000000001 4 9 3 moving
    run 1 plain 2 0.10000000000000001 4 4 3 moving
    run 1 plain 3 0.10000000000000001 6 8 4 moving
    run 1 plain 1 0.005 2 2 2 converged
    run 1 plain 2 0.005 3 3 3 converged
    run 1 plain 3 0.005 4 5 3 moving
    run 2 '"a, ""b"""' 1 0.5 2 2 2 converged
    run 2 '"a, ""b"""' 2 0.5 4 4 4 converged
    run 2 '"a, ""b"""' 1 0.10000000000000001 inf inf inf diverged
    run 2 '"a, ""b"""' 2 0.10000000000000001 7 7 7 converged
    run 3 gone 1 0.5 2 2 2 converged
    run 3 gone 2 0.5 4 4 4 converged
} >results.csv
printf 'curve,label,problem_seed,plateau\n1,plain,1,5\n1,plain,2,0.5\n1,plain,3,2\n2,x,1,\n2,x,2,4\n2,x,3,4\n' >plateau.csv
printf '3,gone,1,\n3,gone,2,\n' >>plateau.csv
same 3,3,0,0,converged,3,1,20,2 "$(point 1 0.5)" 'a_point_has_the_median_the_range_and_the_plateau'
same 3,0,3,0,moving,4,4,6,2 "$(point 1 0.1)" 'runs_that_all_move_make_a_moving_point'
same 3,2,1,0,moving,3,2,4,2 "$(point 1 0.005)" 'so_does_one_of_three'
same 2,2,0,0,runaway,3,2,4,NaN "$(point 3 0.5)" 'without_a_stationary_point_nothing_has_converged'
same 2,2,0,0,converged,3,2,4,NaN "$(point 2 0.5)" 'of_two_runs_the_median_is_the_mean'
same 2,1,0,1,diverged,NaN,NaN,NaN,NaN "$(point 2 0.1)" 'a_diverged_point_has_no_numbers'
same 2 "$("$AWK" -f "$figures/csv.awk" -f "$figures/stable-norm.awk" results.csv |
    grep -c '^2,"a, ""b""",ridge,0.1,')" 'a_quoted_label_stays_one_field'
echo '1,short' >>results.csv
"$AWK" -f "$figures/csv.awk" -f "$figures/stable-norm.awk" results.csv >/dev/null 2>errors
same 2 $? 'a_line_with_missing_fields_is_an_error'

{
    echo curve,label,problem_seed,seed,step_size,iteration,gradient_norm,average
    for seed in 1 2 3; do
        for iteration in 0 100 200 10000 10100 10200; do
            echo "1,plain,$seed,1,0.5,$iteration,0,$seed.25"
        done
    done
} >trace.csv
trajectory() {
    "$AWK" -f "$figures/csv.awk" -f "$figures/trajectory.awk" plateau.csv trace.csv
}
same '1,plain,0.5,100,3,2.25,1.25,3.25,2 1,plain,0.5,200,3,2.25,1.25,3.25,2' \
    "$(trajectory | sed -n '2,3p' | paste -sd ' ' -)" 'a_trajectory_has_medians_over_the_data_seeds'
same '100 200 10000 10200' "$(trajectory | sed 1d | cut -d, -f4 | paste -sd ' ' -)" \
    'a_trajectory_has_a_point_for_five_per_cent_of_its_iterations'

# Backward noise overtakes between 0.01 and 0.1, at the geometric mean; only the settled runs count.
{
    echo curve,label,problem_seed,exists,plateau,weight_norm,runaway_norm,step_size,norm
    for place in forward backward; do
        for step in 0.001 0.01 0.1; do
            norm=1
            if [ $place = backward ]; then norm=$(echo $step | sed 's/0.001/0.05/; s/0.01/0.5/; s/0.1$/2/'); fi
            echo "1,$place 2 1 ridge shared,1,yes,0,1,,$step,$norm"
        done
    done
} >map.csv
{
    echo "$header"
    for step in 0.001 0.1; do
        echo "1,f,1,1,ridge,0.1,shared,2,zero-mean,1,0,zero-mean,1,$step,100,1,9,1,1,1,converged"
        echo "2,b,1,1,ridge,0.1,shared,0,zero-mean,1,2,zero-mean,1,$step,100,2,9,1,1,1,converged"
    done
    echo "2,b,2,1,ridge,0.1,shared,0,zero-mean,1,2,zero-mean,1,0.001,100,2,9,1,1,1,moving"
} >runs.csv
same 'map,ridge,shared,2,1,0.0316228, run,ridge,shared,2,1,0.1,backward' \
    "$("$AWK" -f "$figures/csv.awk" -f "$figures/crossover.awk" map.csv runs.csv | sed 1d |
        paste -sd ' ' -)" 'noises_change_places_where_their_norms_cross'

same 'iris,1,f,0.1,converged,1,1,1,0.5 iris,1,f,0.001,moving,1.5,1,2,NaN' \
    "$({
        echo curve,label,problem_seed,exists,plateau,weight_norm,runaway_norm,step_size,norm
        echo 1,f,0,yes,0,1,,0.10000000000000001,0.5
        echo 1,f,0,no,,,1,0.001,
    } >law.csv
    {
        echo "$header"
        echo "1,f,0,1,ridge,0.1,shared,2,zero-mean,1,0,zero-mean,1,0.1,100,1,9,1,1,1,converged"
        echo "1,f,0,1,ridge,0.1,shared,2,zero-mean,1,0,zero-mean,1,0.001,100,1,9,1,1,1,converged"
        echo "1,f,0,2,ridge,0.1,shared,2,zero-mean,1,0,zero-mean,1,0.001,100,2,9,1,1,1,moving"
    } >real.csv
    "$AWK" -f "$figures/csv.awk" -f "$figures/real-data.awk" -v name=iris -v header=0 law.csv \
        real.csv | paste -sd ' ' -)" 'real_data_stand_beside_the_norm_that_is_computed'

{
    echo claim,version,style,operators,trial,ratio,verdict
    echo thm:2,printed,ridge,2,0,0.5,holds
    echo thm:2,printed,ridge,2,1,2,violated
    echo thm:2,printed,ridge,3,0,0.5,holds
    echo thm:2,printed,ridge,3,1,,vacuous
    echo thm:2,printed,curved,2,0,inf,violated
    echo thm:2,printed,linear,3,0,0.25,holds
} >ratios.csv
same 'random,2,2 random,3,0.5 families,2,1e+300 families,3,0.25 random,0.666667,0.5 random,1,2' \
    "$("$AWK" -f "$figures/csv.awk" -f "$figures/ratios.awk" ratios.csv | sed 1d | cut -d, -f4- |
        paste -sd ' ' -)" 'ratios_have_a_worst_one_for_each_length_and_a_distribution'

spike() { # seed, gradient norm just after the spike, average at the end
    for t in 0 50 100 101 102; do
        n=0.001
        if [ $t -gt 100 ]; then n=$2; fi
        echo "1,spike,0,$1,4,$t,$n,$3,1"
    done
}
{
    echo curve,label,problem_seed,seed,step_size,iteration,gradient_norm,average,loss
    spike 1 0.5 0.4
    spike 2 3 0.001
    spike 3 7 0.4
    spike 4 2 0.001
} >spikes.csv
{
    echo curve,label,problem_seed,seed,step_size,iteration,gradient_norm,average,loss
    for data in 1 2 3; do echo "1,spike,$data,1,0.5,20,$data,1,${data}0"; done
} >lasting.csv
figure_2() {
    "$AWK" -f "$figures/csv.awk" -f "$figures/figure-2.awk" "$@" 2>errors
}
same 'recovers,3 deviates,0.5' "$(figure_2 spikes.csv lasting.csv |
    sed -n 's/^spikes,\([a-z]*\),101,\([^,]*\),.*/\1,\2/p' | paste -sd ' ' -)" \
    'the_largest_spike_that_recovers_stands_beside_the_smallest_that_does_not'
same lasting,recovers,20,2,1,3,20,10,30 "$(figure_2 spikes.csv lasting.csv | grep '^lasting')" \
    'what_lasts_has_medians_over_the_data'
! grep -v ',4,10[12],.*,0.001,\|^1,spike,0,2,' spikes.csv | figure_2 - lasting.csv >/dev/null &&
    grep -q 'no larger spike recovers' errors
ok $? 'a_figure_2_without_its_point_is_an_error'

message=$(sh "$figures/draw" false '' "$AWK" paper out '' figure 2>&1)
same 'figures need gnuplot: run ./bootstrap' "$message" 'without_gnuplot_the_message_names_bootstrap'

mkdir -p paper/figures paper/experiments
cp "$figures"/*.awk "$figures"/*.gp paper/figures
cat >paper/figures/made.sh <<'SCRIPT'
printf 'curve,x,y\n1,1,2\n1,2,3\n'
SCRIPT
cat >paper/figures/made.gp <<'SCRIPT'
load "style.gp"
set datafile columnheaders
plot data using 2:3 with linespoints title "σ_f"
SCRIPT
if [ -n "$gnuplot" ]; then
    sh "$figures/draw" false "$gnuplot" "$AWK" paper out '' made >log 2>&1
    status=$?
    for format in csv pdf png svg; do [ -s "out/made.$format" ] || status=1; done
    [ $status -eq 0 ] || sed 's/^/# /' log
    ok $status 'a_figure_is_drawn_in_every_format'
    echo 'plot nothing' >>paper/figures/made.gp
    touch -d 2000-01-01 out/made.pdf
    ! sh "$figures/draw" false "$gnuplot" "$AWK" paper out '' made >log 2>&1 &&
        [ -z "$(find out -name made.pdf -newer paper/figures/made.sh)" ]
    ok $? 'a_drawing_that_fails_is_an_error_and_leaves_the_old_one'
else
    skip 'a_figure_is_drawn_in_every_format' 'no gnuplot'
    skip 'a_drawing_that_fails_is_an_error_and_leaves_the_old_one' 'no gnuplot'
fi

for experiment in "$figures"/../experiments/*.json; do
    "$cascade" sweep "$experiment" --iterations 2 >swept.csv 2>log &&
        "$AWK" -f "$figures/csv.awk" -f "$figures/stable-norm.awk" swept.csv >points.csv 2>>log
    ok $? "$(basename "$experiment" .json)_can_be_swept" log
done
plan
