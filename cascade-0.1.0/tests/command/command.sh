#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The contract of the command: exit statuses, nothing on standard output and one message on
# standard error when something is wrong, well-formed output when nothing is.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
: "${srcdir:=$top_srcdir}"
cascade=$top_builddir/cascade
json_value=$top_builddir/tests/command/json_value
out=$work/out
err=$work/err
shown="$out $err"

# run ARGUMENT...: leaves the exit status in $status.
run() {
    "$cascade" "$@" >"$out" 2>"$err" </dev/null
    status=$?
}

# accepts SENTENCE STATUS ARGUMENT...: that status, an output, no message.
accepts() {
    sentence=$1
    expected=$2
    shift 2
    run "$@"
    [ "$status" -eq "$expected" ] && [ -s "$out" ] && [ ! -s "$err" ]
    ok $? "$sentence"
}

is_refusal() {
    [ "$status" -eq 2 ] && [ ! -s "$out" ] && [ "$(wc -l <"$err")" -eq 1 ] &&
        grep -q '^cascade: ' "$err" && grep -q -e "$1" "$err"
}

# refuses SENTENCE PATTERN ARGUMENT...: status 2, no output, one message with the pattern.
refuses() {
    sentence=$1
    pattern=$2
    shift 2
    run "$@"
    is_refusal "$pattern"
    ok $? "$sentence"
}

# refuses_chain SENTENCE PATTERN TEXT: the same for `check` of a chain file with that text.
refuses_chain() {
    printf '%s\n' "$3" >"$work/bad.json"
    run check "$work/bad.json"
    is_refusal "$2"
    ok $? "$1"
}

# chain F1 F2 PERTURBATION [MORE]: a chain of two scalar operators.
chain() {
    cat <<END
{"format": "cascade-chain/1", "title": "a test", "input": [0.5],
 "operators": [
  {"out": 1, "weights": [0.25], "f": ["$1"]},
  {"out": 1, "weights": [0.5], "f": ["$2"]}],
 "perturbation": $3${4-}}
END
}

smoothness() {
    echo ', "smoothness": {"jacobian": '"$1"', "mixed_hessian": 1, "lipschitz": '"$1"',
  "jacobian_lipschitz": '"$2"', "hessian_lipschitz": '"$2"'}'
}

noise='{"forward": [{"at": 1, "support": [[0.1], [-0.1]]}],
  "backward": [{"at": 2, "support": [[0.2]]}]}'
chain 'tanh(w1 + 2*y1)' 'sin(w1*y1)' "$noise" "$(smoothness 4 20)" >"$work/holds.json"
chain 'tanh(w1 + 2*y1)' 'sin(w1*y1)' "$noise" "$(smoothness 1e-5 1e-5)" \
    >"$work/false.json"
# tanh is flat at the exact state 40 and steep at the perturbed one, 0.
chain '160*w1' 'w1*tanh(y1)' '{"forward": [{"at": 1, "support": [[0], [-40]]}]}' \
    "$(smoothness 160 0.01)" >"$work/false-beside.json"
chain 'w1*(sin(y1)^2 + cos(y1)^2)' 'w1*y1' '{"backward": [{"at": 2, "support": [[0.2]]}]}' \
    "$(smoothness 1 1)" >"$work/undecided.json"

# --- help, version, usage
accepts 'help is printed' 0 --help
accepts 'help is a subcommand' 0 help
accepts 'version is printed' 0 --version
grep -q '^cascade [0-9]' "$out"
ok $? 'version names the program and a number'
for name in audit check families list orbit plateau ratios replay; do
    accepts "help explains $name" 0 help "$name"
    cp "$out" "$work/help"
    accepts "$name explains itself" 0 "$name" --help
    cmp -s "$out" "$work/help"
    ok $? "both help texts of $name are the same"
    refuses "$name refuses an unknown option" "unknown option '--frobnicate'" "$name" --frobnicate
    refuses "$name refuses an unknown short option" "unknown option '-z'" "$name" -z
done
refuses 'a subcommand is needed' 'expected a subcommand'
refuses 'an unknown subcommand is refused and the known ones named' 'audit, check' frobnicate
refuses 'an unknown option before the subcommand is refused' "'--frobnicate'" --frobnicate
refuses 'help of an unknown subcommand is refused' frobnicate help frobnicate
refuses 'an option that misses its argument is refused' 'must follow' audit --seed
refuses 'an option with a needless argument is refused' 'no argument' check --json=3 x.json
refuses 'families takes no argument' "'x'" families x
refuses 'list takes no argument' "'x'" list x

# --- check
refuses 'check needs a file' 'expected FILE' check
refuses 'check takes one file' "'b.json'" check a.json b.json
refuses 'a missing file is named' 'missing.json: .*No such file' check "$work/missing.json"
refuses 'a folder is no chain file' 'Is a directory' check "$work"
accepts 'a chain on which all holds gives 0' 0 check "$work/holds.json"
grep -q 'thm:1 *sharp .*holds' "$out" && grep -q 'jacobian .*declared' "$out"
ok $? 'the table shows claims, verdicts and where the constants come from'
! grep -q "$(printf '\033')" "$out"
ok $? 'no colour where the output is no terminal'
witnesses=$srcdir/counterexamples/witnesses
run check "$witnesses/theorem-2-both.json"
[ "$status" -eq 1 ] && grep -q violated "$out" && [ ! -s "$err" ]
ok $? 'a chain on which something is violated gives 1'
accepts 'a chain on which something is undecided gives 3' 3 check "$work/undecided.json"

for name in false false-beside; do
    accepts "nothing is claimed where declared constants are $name" 3 check "$work/$name.json"
    ! grep -q -e ' holds$' -e ' violated$' "$out" && grep -q '^warning: .*declared as' "$out"
    ok $? "the table warns of constants that are $name"
    accepts "nothing is claimed as JSON where they are $name" 3 check --json "$work/$name.json"
    "$json_value" warnings 0 <"$out" | grep -q '^Assumption 3 fails: smoothness\.[a-z_]* is declared'
    ok $? "the report warns of constants that are $name"
    accepts "replay knows that hypotheses fail which are $name" 0 \
        replay --only thm:1 "$work/$name.json"
    [ "$(grep -c '^the instance does not meet the hypotheses$' "$out")" -eq 2 ]
    ok $? "replay says that hypotheses fail which are $name"
done
"$cascade" check --json "$work/false-beside.json" >"$out" 2>"$err"
"$json_value" warnings 0 <"$out" | grep -q 'jacobian_lipschitz.*at a state of a perturbed pass'
ok $? 'perturbed states count as well as exact ones'

accepts 'check writes JSON' 0 check --json "$work/holds.json"
cp "$out" "$work/report.json"
[ "$("$json_value" format <"$out")" = cascade-report/1 ] &&
    [ "$("$json_value" <"$out")" = 'format constants results warnings' ] &&
    [ "$("$json_value" constants <"$out")" = \
        'jacobian mixed_hessian lipschitz jacobian_lipschitz hessian_lipschitz state_lipschitz' ] &&
    [ "$("$json_value" constants jacobian <"$out")" = 'upper source' ] &&
    [ "$("$json_value" constants jacobian upper <"$out")" = 4 ] &&
    [ "$("$json_value" results <"$out")" = 4 ] &&
    [ "$("$json_value" results 0 <"$out")" = \
        'claim version lhs rhs ratio verdict reference reference_error' ]
ok $? 'the report has the agreed keys in the agreed order'
versions=
for i in 0 1 2 3; do
    versions="$versions $("$json_value" results $i claim <"$out")"
    versions="$versions $("$json_value" results $i version <"$out")"
done
[ "$versions" = ' thm:1 printed thm:1 sharp thm:2 printed thm:2 repaired' ]
ok $? 'the report has the agreed claims and versions'
"$json_value" results 0 reference <"$out" | grep -q '^0x1\.[0-9a-f]*p[-+][0-9]*$'
ok $? 'the reference is a hexadecimal number'
"$cascade" check --json - <"$work/holds.json" >"$out" 2>"$err" &&
    cmp -s "$out" "$work/report.json"
ok $? 'standard input gives the same report'

# Three variables are too many for subdivision to come near the suprema.
cat >"$work/loose.json" <<END
{"format": "cascade-chain/1", "input": [0.5, 0.25, 1], "operators": [
  {"out": 1, "f": ["tanh(y1*y2)*sin(y2*y3)*cos(y1*y3)"],
   "domain": {"y": [[-2, 2], [-2, 2], [-2, 2]]}}, {"out": 1, "f": ["y1"]}]}
END
accepts 'a loose constant is no failure' 0 check "$work/loose.json"
grep -q 'hessian_lipschitz .*certified, at most 1\.[0-9]* times too large' "$out" &&
    grep -q 'mixed_hessian .*certified$' "$out"
ok $? 'the table says how far a constant may be off'
accepts 'a loose constant is written as JSON' 0 check --json "$work/loose.json"
[ "$("$json_value" constants lipschitz <"$out")" = 'upper at_least source' ] &&
    [ "$("$json_value" constants mixed_hessian <"$out")" = 'upper source' ]
ok $? 'the report has the value that is known'

# --- large chains
# COUNT outputs tanh(y_k)
wide() {
    awk -v n="$1" 'BEGIN {
        printf "{\"format\": \"cascade-chain/1\", \"input\": ["
        for (k = 1; k <= n; k++) printf "%s0", (k > 1 ? "," : "")
        printf "], \"operators\": [{\"out\": %d, \"f\": [", n
        for (k = 1; k <= n; k++) printf "%s\"tanh(y%d)\"", (k > 1 ? "," : ""), k
        print "]}, {\"out\": 1, \"f\": [\"y1\"]}]}" }'
}
wide 3000 >"$work/wide.json"
refuses 'what is too large is refused before it is computed' \
    'operators\[0\]: the expressions are too large' check "$work/wide.json"
wide 60 >"$work/wide.json"
accepts 'sixty outputs are not too large' 0 check "$work/wide.json"
limited() {
    ulimit -v 100000 2>"$err" && "$cascade" "$@"
}
# sanitizers and some shells cannot run with so little memory
if (limited --version) >"$out" 2>"$err"; then
    (limited check "$work/wide.json") >"$out" 2>"$err"
    [ $? -eq 2 ] && [ "$(cat "$err")" = 'cascade: out of memory' ]
    ok $? 'memory that is not enough is an error of one line'
else
    skip 'memory that is not enough is an error of one line' 'it does not start with so little'
fi

# --- bad chains: each message says where and what was expected
one_link='{"out": 1, "f": ["y1"]}'
head='{"format": "cascade-chain/1", "input": [0.5], "operators": ['
tail="$one_link]}"
links() {
    printf '%s%s, %s' "$head" "$1" "$tail"
}
perturbed() {
    printf '%s%s, %s], "perturbation": %s}' "$head" "$one_link" "$one_link" "$1"
}
refuses_chain 'an empty file is refused' 'bad.json:[0-9]*:[0-9]*: ' ''
refuses_chain 'truncated JSON is refused' 'bad.json:2:1: ' "$head"
refuses_chain 'malformed JSON is refused' 'bad.json:1:2: ' '{format: 1}'
refuses_chain 'another format is refused' '\$.format: .*cascade-chain/1' '{"format": "x"}'
refuses_chain 'an unknown key is refused' '\$.*colour' "$(links '{"out": 1, "f": ["y1"], "colour": 1}')"
refuses_chain 'a missing key is refused' '\$.operators\[0\]' "$(links '{"f": ["y1"]}')"
refuses_chain 'wrong dimensions are refused' '\$.operators\[0\]' "$(links '{"out": 1, "f": ["y2"]}')"
refuses_chain 'an unknown function is refused' 'frob' "$(links '{"out": 1, "f": ["frob(y1)"]}')"
refuses_chain 'a family that is not there is refused' 'frob' "$(links '{"out": 1, "family": "frob"}')"
refuses_chain 'an absurd exponent is refused' '\$.operators\[0\].weights\[0\]' \
    "$(links '{"out": 1, "weights": ["1e999999999"], "f": ["y1*w1"]}')"
refuses_chain 'a zero denominator is refused' '\$.operators\[0\].weights\[0\]' \
    "$(links '{"out": 1, "weights": ["1/0"], "f": ["y1*w1"]}')"
refuses_chain 'not-a-number is refused' '\$.operators\[0\].weights\[0\]' \
    "$(links '{"out": 1, "weights": ["nan"], "f": ["y1*w1"]}')"
refuses_chain 'an operator that does not exist is not perturbed' '\$.perturbation.forward\[0\].at' \
    "$(perturbed '{"forward": [{"at": 7, "support": [[1]]}]}')"
refuses_chain 'probabilities must sum to 1' '\$.perturbation.forward\[0\].probability' \
    "$(perturbed '{"forward": [{"at": 1, "support": [[1], [2]], "probability": [0.5, 0.25]}]}')"
refuses_chain 'probabilities must not be negative' '\$.perturbation.forward\[0\].probability' \
    "$(perturbed '{"forward": [{"at": 1, "support": [[1], [2]], "probability": [-1, 2]}]}')"
refuses_chain 'a logarithm of a negative number is refused where it stands' \
    ':1:[0-9]*: \$.operators\[0\]' "$(links '{"out": 1, "f": ["log(y1 - 1)"]}')"
refuses_chain 'a division by zero is refused where it stands' \
    ':1:[0-9]*: \$.operators\[0\]' "$(links '{"out": 1, "f": ["1/(y1 - 1/2)"]}')"
smoothness='"jacobian": 1, "mixed_hessian": 1, "lipschitz": 1, "jacobian_lipschitz": 1, "hessian_lipschitz": 1'
declare_all() {
    sed "\$s/}\$/, \"smoothness\": {$smoothness}}/"
}
refuses_chain 'a Jacobian that is not defined is refused where it stands' \
    ':1:[0-9]*: \$.operators\[0\]: the derivative of sqrt' \
    "$(links '{"out": 1, "f": ["sqrt(y1 - 1/2)"]}' | declare_all)"
refuses_chain 'an unbounded constant is refused and a domain asked for' 'operators\[0\].*domain' \
    "$(links '{"out": 1, "f": ["y1^2"]}')"
refuses_chain 'what overflows is not called undefined' 'exp(2.68811714e+43) is too large' \
    "$(links '{"out": 1, "weights": [100], "f": ["y1*exp(exp(exp(w1)))"]}' | declare_all)"
refuses_chain 'numbers beyond double are shown' 'log(-1e+400) is not defined' \
    "$(links '{"out": 1, "weights": ["1e400"], "f": ["log(-w1)"]}' | declare_all)"
refuses_chain 'a domain that is widened is not blamed on the user' \
    'sqrt(-2.7.*widened by 2^-64' \
    "$(links '{"out": 1, "f": ["sqrt(y1)"], "domain": {"y": [[0, 1]]}}')"
refuses_chain 'it is said what a domain misses' '0 of 1 y and 2 of 2 w have no bounds' \
    "$(links '{"out": 1, "family": "dense", "activation": "tanh", "weights": [1, 2],
        "domain": {"y": [[0, 1]]}}')"
awk 'BEGIN { for (i = 0; i < 200000; i++) printf "["; print "" }' >"$work/deep.json"
refuses 'JSON nested 200,000 deep is refused' 'deep.json:' check "$work/deep.json"
awk -v head="$head" -v tail="$tail" 'BEGIN {
    printf "%s{\"out\": 1, \"f\": [\"", head
    for (i = 0; i < 200000; i++) printf "("
    printf "y1"
    for (i = 0; i < 200000; i++) printf ")"
    printf "\"]}, %s\n", tail }' >"$work/deep.json"
refuses 'an expression nested 200,000 deep is refused' 'operators\[0\]' check "$work/deep.json"

# A layer of the size that MNIST's pictures need.
"$AWK" 'BEGIN {
    printf "{\"format\": \"cascade-chain/1\", \"input\": [1"
    for (i = 1; i < 784; i++) printf ", %d", i % 2
    printf "], \"operators\": [{\"family\": \"dense\", \"activation\": \"tanh\", "
    printf "\"out\": 128, \"weights\": [0.01"
    for (i = 1; i < 128 * 785; i++) printf ", %.4f", (i * i % 1009) / 1e6
    print "]}, {\"out\": 1, \"f\": [\"y1*y128\"]}], \"smoothness\": {\"jacobian\": 30,"
    print "\"mixed_hessian\": 30, \"lipschitz\": 30, \"jacobian_lipschitz\": 900,"
    print "\"hessian_lipschitz\": 90000}}" }' >"$work/mnist.json"
accepts 'a layer with 100,480 weights is checked' 0 check "$work/mnist.json"

"$AWK" 'BEGIN { for (i = 0; i < 1048576; i++) printf "[,,,,,,,,"; print "" }' >"$work/deep.json"
refuses 'JSON with millions of values is refused before it is read' 'more than 8388607 commas' \
    check "$work/deep.json"

# --- output
accepts_nothing() {
    [ "$status" -eq 0 ] && [ ! -s "$out" ] && [ ! -s "$err" ]
}
run check --json --output "$work/written.json" "$work/holds.json"
accepts_nothing && cmp -s "$work/written.json" "$work/report.json"
ok $? '--output writes what would be printed'
refuses 'an unwritable output is refused' 'missing/x' check --output "$work/missing/x" "$work/holds.json"
refuses 'a folder is no output' "$work" check --output "$work" "$work/holds.json"
refuses 'an error leaves the old output alone' 'No such file' check --json \
    --output "$work/written.json" "$work/missing.json"
cmp -s "$work/written.json" "$work/report.json"
ok $? 'the old output is still there'
refuses 'check does not replace its input' 'the input and --output are the same file' \
    check --output "$work/holds.json" "$work/holds.json"
ln "$work/holds.json" "$work/other-name.json"
ln -s holds.json "$work/link.json"
for name in other-name link; do
    refuses "check does not replace its input by $name" 'are the same file' \
        check --output "$work/$name.json" "$work/holds.json"
done
"$cascade" check --output "$work/holds.json" - <"$work/holds.json" >"$out" 2>"$err"
status=$?
is_refusal 'are the same file'
ok $? 'check does not replace its standard input'
refuses 'replay does not replace its input' 'are the same file' \
    replay --output "$work/holds.json" "$work/holds.json"
refuses 'audit does not replace the claims' '--claims and --output are the same file' \
    audit --claims "$work/holds.json" --output "$work/holds.json"
grep -q cascade-chain/1 "$work/holds.json"
ok $? 'the input is still there'
ln -s nowhere.json "$work/dangling.json"
run check --json --output "$work/dangling.json" "$work/holds.json"
accepts_nothing && [ -L "$work/dangling.json" ] && cmp -s "$work/nowhere.json" "$work/report.json"
ok $? 'a symbolic link to a file that is not there yet is followed'
"$cascade" families >&- 2>"$err"
[ $? -eq 2 ] && [ "$(wc -l <"$err")" -eq 1 ]
ok $? 'a closed standard output is an error'
{
    sleep 1
    "$cascade" families 2>"$err"
    echo $? >"$work/status"
} | true
[ "$(cat "$work/status")" -eq 141 ] && [ ! -s "$err" ]
ok $? 'a closed pipe is silent, and ends as SIGPIPE does'
if [ -c /dev/full ]; then
    for name in --help families; do
        "$cascade" $name >/dev/full 2>"$err"
        [ $? -eq 2 ] && grep -q '^cascade: .*No space left' "$err"
        ok $? "a full disk is an error of $name"
    done
    refuses 'a full disk is an error of --output' 'No space left' families --output /dev/full
else
    skip 'a full disk is an error' 'there is no /dev/full'
fi

# --- colour
escape=$(printf '\033')
if command -v script >/dev/null 2>&1; then
    on_terminal() {
        env TERM=xterm "$1" script -qec "'$cascade' check '$work/holds.json'" /dev/null </dev/null
    }
    on_terminal A=b | grep -q "$escape"
    ok $? 'colour on a terminal'
    ! on_terminal NO_COLOR=1 | grep -q "$escape"
    ok $? 'no colour where NO_COLOR asks for none'
    ! on_terminal TERM=dumb | grep -q "$escape"
    ok $? 'no colour on a dumb terminal'
else
    skip 'colour on a terminal alone' 'there is no script(1)'
fi

# --- what a file says is shown, not obeyed
printf '%s' "$(chain 'tanh(y1)' 'y1' '{}' "$(smoothness 4 20)")" |
    sed 's/a test/a\\u001b[2J\\r\\u202E\\u009bb/' >"$work/title.json"
accepts 'a title with controls is no error' 0 check "$work/title.json"
! grep -q "$escape" "$out" && grep -qF 'a\u001B[2J\u000D\u202E\u009Bb' "$out"
ok $? 'controls in a title are escaped'
refuses 'controls in the name of a file are escaped' '\\u001B.json: cannot open' \
    check "$work/${escape}.json"

# --- what people copy
for name in README.md src/command/cascade.h2m; do
    awk '/"format": "cascade-chain/ { inside = 1 } inside && /^(```|\.fi)?$/ { exit } inside' \
        "$srcdir/$name" >"$work/quoted.json"
    accepts "the chain that $name shows checks" 0 check "$work/quoted.json"
done

# --- list, families
accepts 'claims are listed' 0 list
accepts 'claims are listed as JSON' 0 list --json
claims=$("$json_value" claims <"$out")
ok $? 'the list of claims is JSON'
accepts 'families are listed' 0 families
grep -q '^dense' "$out" && grep -q 'f(y, w) = ' "$out"
ok $? 'families are listed with their formulas'

# --- orbit
orbits=$srcdir/counterexamples/orbits
refuses 'orbit needs a file' 'expected FILE' orbit
cp "$orbits/top-1-diverges.json" "$work/orbit.json"
refuses 'orbit does not replace its file' 'are the same file' \
    orbit --output "$work/orbit.json" "$orbits/a3-sgd-from-the-line.json" "$work/orbit.json"
accepts 'orbit follows a stored orbit as far as it can' 0 orbit "$work/orbit.json"
[ "$(wc -l <"$out")" -gt 20 ]
ok $? 'orbit prints the points that it can follow'
refuses 'orbit wants a point' '--points' orbit --points 0 "$orbits/top-1-diverges.json"
refuses 'an orbit that outgrows its numbers is refused' 'top-1-diverges.json: .* bits' \
    orbit --points 40 "$orbits/top-1-diverges.json"
refuses 'a file that is no orbit is refused' 'bad.json' orbit "$work/bad.json"
accepts 'orbits are followed' 0 orbit --points 3 "$orbits/a3-sgd-from-the-line.json" \
    "$orbits/a3-sgd-top-1-diverges.json"
# From w_1 = (1, 1): without compression exactly 0, with Top-1 (3, -13/5), of norm sqrt(15.76).
sed 's/.*",//' "$out" >"$work/orbits"
[ "$(wc -l <"$out")" -eq 7 ] && [ "$(sed -n 3p "$work/orbits")" = 2,both,0,0,0,0 ] &&
    [ "$(sed -n 6p "$work/orbits")" = 2,1,3.9698866482558415e0,3.9698866482558416e0,0,0 ]
ok $? 'the norms of an orbit are those of the exact calculation'

# --- audit
refuses 'audit knows its profiles' 'quick, full, nightly' audit --profile slow
refuses 'audit wants a seed that is a number' '--seed' audit --seed x
refuses 'audit wants a seed that is not 0' '--seed' audit --seed 0
refuses 'audit wants a positive number of trials' '--trials' audit --trials -3
refuses 'audit prints one format' '--markdown' audit --json --tsv
refuses 'audit takes no operand' "'x'" audit x
refuses 'audit names the nearest ids' "'thn:2'; the nearest are thm:2, thm:1, " audit --only thn:2
[ "$(wc -c <"$err")" -lt 200 ]
ok $? 'audit does not name all ids'
refuses 'replay needs a file or a trial' 'TRIAL' replay thm:1 printed
refuses 'what is no file is not taken for one' "'frobnicate'" \
    replay frobnicate printed 0 --output frobnicate
refuses 'replay knows the claims' "'frobnicate'" replay frobnicate printed 0
accepts 'replay of a chain file is a check' 0 replay "$work/holds.json"
"$cascade" check "$work/holds.json" | cmp -s - "$out"
ok $? 'replay of a chain file prints what check prints'
refuses 'replay refuses a file of an unknown format' 'bad.json' replay "$work/bad.json"
accepts 'replay judges the one claim that a file of values names' 1 \
    replay "$witnesses/values-6a.json"
[ "$(grep -c '^eq:6a printed' "$out")" -eq 1 ] && [ "$(grep -c '^lhs  ' "$out")" -eq 1 ]
ok $? 'replay of a file of values prints both sides once'
accepts 'replay shrinks the instance of a file' 1 \
    replay --only eq:48+1 --shrink "$witnesses/values-fact-after-48.json"
sed '1,/^the instance, shrunk:$/d' "$out" | grep -q '"format": "cascade-values/1"'
ok $? 'replay prints the instance that it has shrunk'
refuses 'replay refuses a trial option for a file' '--seed' replay --seed 1 "$work/holds.json"

cat >"$work/experiment.json" <<'END'
{"format": "cascade-experiment/1", "step_sizes": [0.1], "rho": 0.001,
 "problem": {"samples": 200, "dimension": 3, "seeds": [1, 2]},
 "curves": [{"label": "none"}, {"label": "one, \"quoted\"", "forward": {"sigma": 1}},
            {"label": "gone", "backward": {"sigma": 9, "law": "shifted"}}]}
END
accepts 'plateau solves for each curve and data set' 0 plateau "$work/experiment.json"
"$AWK" -F, '
    NR == 1 { good = $0 == \
        "curve,label,problem_seed,exists,plateau,weight_norm,runaway_norm" }
    /^1,none,[12],yes,0,[0-9.]+,$/ { seen["zero"]++ }
    /^2,"one, ""quoted""",[12],yes,/ && $6 > 0 && $7 > 0 && $8 == "" { seen["plateau"]++ }
    /^3,gone,[12],no,,,/ && $7 > 0 { seen["none"]++ }
    END { exit !(good && NR == 7 && seen["zero"] == 2 && seen["plateau"] == 2 &&
                 seen["none"] == 2) }' "$out"
ok $? 'plateau writes its table as CSV, and no plateau where the weights run away'
accepts 'plateau solves for each step size' 0 plateau "$work/experiment.json" --steps
"$AWK" -F, '
    NR == 1 { good = $8 == "step_size" && $9 == "norm" && NF == 9 }
    /^1,none,[12],yes,0,/ && $8 ~ /^0\.1/ && $9 > 0 && $9 < 0.01 { seen["zero"]++ }
    /^3,gone,[12],no,,,/ && $9 == "" { seen["none"]++ }
    END { exit !(good && NR == 7 && seen["zero"] == 2 && seen["none"] == 2) }' "$out"
ok $? 'plateau says where the runs of a step size end, and nothing where they run away'
refuses 'plateau does not replace its experiment' 'are the same file' \
    plateau --output "$work/experiment.json" "$work/experiment.json"
cp "$srcdir/examples/data/breast-cancer.libsvm" "$work/data"
refuses 'plateau does not replace its data' '--data and --output are the same file' \
    plateau --data "$work/data" --output "$work/data" "$work/experiment.json"
sed "s|\"problem\": {[^}]*}|\"problem\": {\"data\": \"$work/data\"}|" "$work/experiment.json" \
    >"$work/with-data.json"
refuses 'plateau does not replace the data of its experiment' \
    'the data and --output are the same file' \
    plateau --output "$work/data" "$work/with-data.json"
refuses 'plateau needs an experiment' 'bad.json' plateau "$work/bad.json"
refuses 'plateau names a data file that is not there' "$work/absent" \
    plateau "$work/experiment.json" --data "$work/absent"

if [ "${claims:-0}" -gt 0 ]; then
    "$cascade" list --json >"$work/list"
    id=$("$json_value" claims 0 id <"$work/list")
    version=$("$json_value" claims 0 version <"$work/list")
    audit() {
        "$cascade" audit --only "$id" --trials 5 "$@" >"$out" 2>"$err"
        [ $? -lt 2 ]
    }
    audit --json && [ "$("$json_value" format <"$out")" = cascade-ledger/1 ] &&
        "$json_value" claims 0 <"$out" |
        grep -q '^id version verdict evidence given reading cases trials worst_ratio witness theorem note'
    ok $? 'the ledger has the agreed keys in the agreed order'
    cp "$out" "$work/ledger"
    OMP_NUM_THREADS=3 audit --json && cmp -s "$out" "$work/ledger"
    ok $? 'the ledger is the same for three threads'
    audit --json --seed 20260220 && cmp -s "$out" "$work/ledger"
    ok $? 'the default seed is the one of the manual'
    audit --markdown && grep -q "^| .$id. | $version | " "$out"
    ok $? 'the ledger is written as Markdown'
    audit --tsv && grep -q "^$id	$version	" "$out"
    ok $? 'the ledger is written as tab-separated values'
    audit --junit && grep -q "<testcase classname=\"$id\" name=\"$version\"" "$out"
    ok $? 'the ledger is written for JUnit'
    audit && grep -q "^$id  *$version " "$out"
    ok $? 'the ledger is written as a table'
    run replay "$id" "$version" 3
    cp "$out" "$work/replay"
    run replay "$id" "$version" 3
    [ "$status" -ne 2 ] && cmp -s "$out" "$work/replay" && grep -q '^lhs  \[' "$out"
    ok $? 'a trial is replayed, the same each time'
    refuses 'replay knows the versions' 'no version' replay "$id" frobnicate 3
    refuses 'replay knows the mutants' 'no mutant' replay "$id" "$version" 3 --mutant frobnicate
    refuses 'replay wants a trial that is a number' 'TRIAL' replay "$id" "$version" three
fi

plan
