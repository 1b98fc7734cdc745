#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# `cascade sweep`: the same bytes however it is run and however often it is killed, and what
# it says when it cannot go on.  The ranks of mpirun are tested where the build has them.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
cascade=$(cd "$top_builddir" && pwd)/cascade
examples=$(cd "$top_srcdir/examples" && pwd)
config=$(cd "$top_builddir" && pwd)/config.h
cd "$work" || exit 99
shown=err

# refuses SENTENCE PATTERN ARGUMENT...: status 2, no output, one message with the pattern.
refuses() {
    sentence=$1
    pattern=$2
    shift 2
    "$cascade" sweep "$@" >out 2>err
    [ $? -eq 2 ] && [ ! -s out ] && [ "$(wc -l <err)" -eq 1 ] && grep -q -e "$pattern" err
    ok $? "$sentence"
}

# experiment ITERATIONS [CURVE]: an experiment of 6 curves or more, 48 runs
experiment() {
    cat <<END
{"format": "cascade-experiment/1", "problem": {"samples": 60, "dimension": 4, "seeds": [1, 2]},
 "iterations": $1, "step_sizes": [0.5, 0.1, 0.02, 0.01], "trace": {"every": 1000},
 "curves": [{"label": "plain"},
  {"label": "forward, \"1\"", "forward": {"sigma": 1}},
  {"label": "σ_f = 0.5", "forward": {"sigma": 0.5, "interval": 3}},
  {"label": "backward", "backward": {"sigma": 1, "law": "shifted"}},
  {"label": "ridge", "regularizer": "ridge", "trace": {"every": 500, "loss": true}},
  {"label": "per sample", "forward": {"sigma": 1}, "reading": "per-sample"}${2-}]}
END
}

# same SENTENCE: results.csv and trace.csv are what they should be.
same() {
    cmp results.csv expected.csv >err 2>&1 && cmp trace.csv expected-trace.csv >err 2>&1
    ok $? "$1"
}

experiment 20000 >experiment.json
"$cascade" sweep experiment.json --threads 1 --trace expected-trace.csv >expected.csv 2>err
ok $? 'an experiment runs without a journal'
[ "$(wc -l <expected.csv)" -eq 49 ] && [ ! -s err ] &&
    [ "$(wc -l <expected-trace.csv)" -eq $((1 + 40 * 20 + 8 * 40)) ]
ok $? 'there is a row for every run and every recorded iteration, and nothing else is said'
sed -n '10p' expected.csv | grep -q '^2,"forward, ""1""",1,1,nonconvex,0.001,shared,1,'
ok $? 'rows are in the order of the file, and labels are quoted'

sweep() {
    "$cascade" sweep experiment.json --output results.csv --trace trace.csv "$@" 2>err
}
sweep --threads 2
same 'the number of threads changes nothing'
rm results.csv trace.csv
cp results.csv.journal before
sweep
same 'the results of a whole journal are the same'
cmp -s before results.csv.journal
ok $? 'a run that is in the journal is not done again'

# Killed at random moments, and again while it goes on.
kills=0
amid=0
finished=0
rm -f results.csv* trace.csv
"$AWK" 'BEGIN { srand(20260220); for (i = 0; i < 300; i++) print 0.02 + 0.4 * rand() }' >moments
: >wrong
while [ $kills -lt 20 ] && read -r moment; do
    "$cascade" sweep experiment.json --output results.csv --trace trace.csv 2>err &
    sleep "$moment"
    kill -KILL $! 2>/dev/null
    { wait $!; } 2>/dev/null
    status=$?
    if [ $status -eq 137 ]; then
        kills=$((kills + 1))
        [ ! -s results.csv.journal ] || [ "$(wc -l <results.csv.journal)" -eq 1 ] ||
            amid=$((amid + 1))
    elif [ $status -eq 0 ]; then
        cmp results.csv expected.csv >>wrong 2>&1
        cmp trace.csv expected-trace.csv >>wrong 2>&1
        rm -f results.csv* trace.csv
        finished=$((finished + 1))
    else
        cat err >>wrong
    fi
done <moments
[ $kills -ge 20 ]
ok $? 'a sweep is killed 20 times'
echo "# $amid times with runs in its journal; it ended $finished times in between"
nothing wrong 'what ends between the kills has the same bytes'
sweep
same 'after the last kill it goes on to the same bytes'
find . -name '*cascade-*' >err
nothing err 'nothing is left behind'

for signal in INT:130 TERM:143; do
    rm -f results.csv*
    sh -c 'exec "$0" sweep experiment.json --iterations 100000000 --output results.csv' \
        "$cascade" 2>err &
    until [ -s results.csv.journal ]; do sleep 0.05; done
    sleep 0.2
    kill -"${signal%:*}" $!
    wait $!
    [ $? -eq "${signal#*:}" ] && [ ! -e results.csv ] &&
        grep -q "of 48 runs are safe in results.csv.journal, the same command goes on" err
    ok $? "SIG${signal%:*} stops it with status ${signal#*:} and a word on how to go on"
done

rm -f results.csv* trace.csv
for shard in 3 1 2; do
    "$cascade" sweep experiment.json --output results.csv --trace trace.csv \
        --shard $shard/3 >out 2>err || echo "shard $shard" >>wrong
    cat out err >>wrong
done
[ ! -s wrong ] && [ ! -e results.csv ] && [ ! -e trace.csv ] &&
    [ -s results.csv.journal.2-of-3 ]
ok $? 'shards write their journals alone' wrong
sweep
same 'the results of shards are collected'
[ "$(wc -l <results.csv.journal)" -eq 1 ]
ok $? 'what the shards did is not done again'

# An edited experiment: one curve more, one step size other than before.
rm -f results.csv* trace.csv
experiment 200 >small.json
"$cascade" sweep small.json --journal j --output one.csv
lines=$(wc -l <j)
experiment 200 ', {"label": "new", "step_sizes": [1, 2]}' |
    sed 's/0\.02, 0\.01/0.02, 0.05/' >edited.json
"$cascade" sweep edited.json --journal j --output two.csv
# 2 new runs on 2 data sets, and a new step size of 6 curves on 2 data sets
[ "$(wc -l <j)" -eq $((lines + 4 + 12)) ]
ok $? 'an edited experiment does what has changed' j
grep -v ',0\.05[0-9]*,200,\|^7,' two.csv >left
grep -v ',0\.01[0-9]*,200,' one.csv | cmp - left >err 2>&1
ok $? 'the runs that stay are the same in an edited experiment'
"$cascade" sweep edited.json >again.csv
cmp again.csv two.csv >err 2>&1
ok $? 'an edited experiment gives what it gives alone'

"$cascade" sweep - <small.json | cmp - one.csv >err 2>&1
ok $? 'an experiment is read from standard input'
"$cascade" sweep "$examples/experiments/breast-cancer.json" --iterations 50 >one 2>err &&
    "$cascade" sweep small.json --data "$examples/data/breast-cancer.libsvm" >two 2>>err &&
    grep -q '^1,Standard SGD,0,1,ridge,0.01,' one && grep -q '^1,plain,0,1,' two
ok $? 'data in LIBSVM format are trained on, from the experiment and from --data'
"$cascade" sweep "$examples/experiments/quick.json" --iterations 50 >out 2>err
ok $? 'the other example runs'

refuses 'an experiment that is not there is refused' 'none.json: cannot open' none.json
echo '{"format": "cascade-experiment/1", "step_sizes": []}' >bad.json
refuses 'a wrong experiment is refused at its place' \
    'bad.json:1:50: \$.step_sizes: expected an array' bad.json
refuses 'data that are not there are refused' 'no-data' small.json --data no-data
refuses 'noise that is too large for the data is refused with the curve' \
    'curve "loud": sigma_f/sqrt(d)' --data "$examples/data/breast-cancer.libsvm" - <<'END'
{"format": "cascade-experiment/1", "step_sizes": [1], "problem": {"dimension": 100},
 "curves": [{"label": "loud", "forward": {"sigma": 500}}]}
END
refuses 'trajectories that nobody records are refused' 'records no trajectories' \
    "$examples/experiments/breast-cancer.json" --trace trace.csv
for shard in 0/3 4/3 3 1/0 x/2; do
    refuses "--shard $shard is refused" '--shard: expected' small.json --journal j --shard $shard
done
refuses 'a shard without a journal is refused' '--shard: expected --journal' small.json --shard 1/2
refuses 'no thread at all is refused' '--threads: expected' small.json --threads 0
refuses 'a device is no journal' '/dev/full: expected a regular file' small.json --journal /dev/full
echo curve >other
refuses 'another file is no journal' 'other: not a journal' small.json --journal other
refuses 'a folder that is not there is named' 'none/r.csv: cannot write' small.json --output none/r.csv
refuses 'a trace has to have a folder as well' 'none/t.csv: cannot write' small.json --trace none/t.csv
sed '3s/./x/50' j >damaged
refuses 'a damaged journal is refused with its line' 'damaged:3: this record' small.json --journal damaged

# No file of a sweep takes the place of another one.
refuses 'two tables need two files' '--output and --trace are the same file' \
    small.json --output new.csv --trace ./new.csv
refuses 'results do not replace their journal' '--journal and --output are the same file' \
    small.json --output one.csv --journal one.csv
refuses 'trajectories do not replace their journal' '--trace and --journal are the same file' \
    small.json --trace j --journal "$PWD/j"
cp small.json kept.json
refuses 'results do not replace the experiment' 'the input and --output are the same file' \
    small.json --output ../"$(basename "$PWD")"/small.json
cmp small.json kept.json >err 2>&1 && [ ! -e new.csv ]
ok $? 'where files would be replaced nothing is written'
ln -s /dev/null null.csv
"$cascade" sweep small.json --output null.csv --trace null.csv >err 2>&1 && [ ! -e null.csv.journal ]
ok $? 'beside a device there is no journal'
# The norm of weights whose squares overflow.
"$cascade" sweep - <<'END' >out 2>err && "$AWK" -F, 'NR == 2 { exit !($20 > 1e299 && $20 < 1e301) }' out
{"format": "cascade-experiment/1", "problem": {"samples": 60, "dimension": 4}, "iterations": 20,
 "step_sizes": [1e300], "curves": [{"label": "far"}]}
END
ok $? 'a norm is as large as it is'

"$cascade" sweep small.json >/dev/full 2>err
[ $? -eq 2 ] && grep -q 'standard output: cannot write: No space left' err
ok $? 'a full disk under standard output is an error'
rm -f full.csv*
(ulimit -f 4 && exec "$cascade" sweep small.json --output full.csv) >out 2>err
[ $? -eq 2 ] && [ ! -e full.csv ] && grep -q 'runs are safe in full.csv.journal' err &&
    [ "$(tail -c 1 full.csv.journal | od -An -c | tr -d ' ')" = '\n' ]
ok $? 'a full disk is an error and leaves whole records'
"$cascade" sweep small.json --output full.csv 2>err && cmp full.csv one.csv >err 2>&1
ok $? 'with room again it goes on to the same bytes'
if [ "$(id -u)" -eq 0 ]; then
    skip 'an unwritable folder is an error' 'root may write everywhere'
else
    mkdir closed && chmod 500 closed
    refuses 'an unwritable folder is an error' 'closed/j: cannot open' small.json --journal closed/j
fi
# shellcheck disable=SC2094 # locked, not read
(
    flock 9
    "$cascade" sweep small.json --journal j >out 2>err
    [ $? -eq 2 ] && grep -q 'j: another process is writing this journal' err
) 9<j
ok $? 'a journal has one writer at a time'

if ! grep -q 'define CASCADE_MPI' "$config"; then
    skip 'ranks give the same bytes' 'built without --with-mpi'
    plan
    exit
fi
ranks() {
    OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 \
        OMPI_MCA_rmaps_base_oversubscribe=1 mpirun -n "$@"
}
for n in 1 2 4; do
    rm -f results.csv* trace.csv
    ranks $n "$cascade" sweep experiment.json --output results.csv --trace trace.csv 2>err
    same "$n ranks give the same bytes"
done
"$cascade" sweep experiment.json --output results.csv --trace trace.csv 2>err
same 'a journal of ranks is a journal'
! ranks 3 "$cascade" sweep none.json >out 2>err && [ "$(grep -c 'cascade: none.json: cannot open' err)" -eq 1 ]
ok $? 'one of many ranks says what is wrong'
ranks 2 "$cascade" sweep - <experiment.json >out 2>err
[ $? -eq 2 ] && grep -q 'expected the experiment.s FILE' err
ok $? 'many ranks do not read standard input'
ranks 2 "$cascade" sweep small.json --output none/r.csv >out 2>err
[ $? -eq 2 ] && grep -q 'none/r.csv: cannot write' err
ok $? 'an error before the ranks have agreed has the same status'
for victim in 0 2; do
    rm -f results.csv*
    # shellcheck disable=SC2016 # for the ranks' shell
    ranks 3 sh -c 'echo $$ >rank.$OMPI_COMM_WORLD_RANK
        exec "$0" sweep experiment.json --iterations 100000000 --output results.csv' \
        "$cascade" >out 2>err &
    until [ -s results.csv.journal ]; do sleep 0.05; done
    sleep 0.3
    # libtool's script has the process replaced
    kill -KILL "$(cat rank.$victim)"
    wait $!
    status=$?
    [ $status -ne 0 ] && grep -q 'exited on signal 9' err &&
        { [ $victim -eq 0 ] || grep -q 'the same command goes on from there' err; }
    ok $? "that rank $victim was killed is reported"
    "$cascade" sweep experiment.json --journal results.csv.journal >again.csv 2>err &&
        cmp again.csv expected.csv >err 2>&1
    ok $? "the journal is good after rank $victim was killed"
done
plan
