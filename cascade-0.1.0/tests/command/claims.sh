#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A user's own statements: what the tutorial says is what happens, every kind of bad input is
# refused at its place, and all outputs of the audit have them.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
json_value=$(cd "$top_builddir" && pwd)/tests/command/json_value
claims=$(cd "$top_srcdir" && pwd)/examples/claims
cat >"$work/cascade" <<END
#!/bin/sh
exec '$(cd "$top_builddir" && pwd)/cascade' "\$@"
END
chmod +x "$work/cascade"
mkdir "$work/examples" && ln -s "$claims" "$work/examples/claims"
cd "$work" || exit 99
out=$work/out
err=$work/err
shown="$out $err"

# --- the tutorial
# Its commands stand in blocks, behind "$ ", each with its output below.
"$AWK" '
    /^```/ { inside = !inside; next }
    inside && /^\$ / { command = substr($0, 3); print command >"commands"; count++; next }
    inside && count > 0 { print >("expected." count) }' "$claims/README.md"
count=0
while read -r command; do
    count=$((count + 1))
    sh -c "$command" </dev/null 2>&1 | sed 's/ *$//' >"actual.$count"
    diff "expected.$count" "actual.$count" >"$out"
    ok $? "the tutorial has the output of: $command" "$out"
done <commands
[ "$count" -gt 5 ]
ok $? 'the tutorial has commands'

"$AWK" '/^```json/ { inside = 1; next } /^```/ { inside = 0 } inside' "$claims/README.md" |
    diff - "$claims/errors-add.json" >"$out"
ok $? 'the tutorial shows its first file' "$out"

# --- what is refused
# run ARGUMENT...: leaves the exit status in $status.
run() {
    timeout 20 ./cascade "$@" >"$out" 2>"$err" </dev/null
    status=$?
}

# is_refusal PATTERN: status 2, no output, one message with the pattern.
is_refusal() {
    [ "$status" -eq 2 ] && [ ! -s "$out" ] && [ "$(wc -l <"$err")" -eq 1 ] &&
        grep -q '^cascade: ' "$err" && grep -q -e "$1" "$err"
}

# refuses SENTENCE PATTERN: of the audit of the claims in bad.json, which takes no time.
refuses() {
    start=$(date +%s)
    run audit --claims bad.json --trials 1
    is_refusal "$2" && [ $(($(date +%s) - start)) -le 3 ]
    ok $? "$1"
}

# states SENTENCE PATTERN STATEMENT [MEMBERS]: the same for a claim of that text.
states() {
    printf '{"format": "cascade-claims/1", "claims": [\n  {"id": "mine:1", "statement": "%s"%s}]}' \
        "$3" "${4-}" >bad.json
    refuses "$1" "$2"
}

# repeated COUNT TEXT: the text so often.
repeated() {
    "$AWK" -v count="$1" -v text="$2" 'BEGIN { while (count-- > 0) printf "%s", text }'
}

at='^cascade: bad\.json:2:33: \$\.claims\[0\]\.statement: '
states 'an unknown name is refused' "${at}column 3: unknown name \"foo\"; the names are N, .*y_i" \
    'E|foo|^2 <= 1'
states 'an unknown field is refused' "${at}column 11: unknown field \"X\"; the fields are F, Fx, G_i" \
    'E[C given X] <= 1'
states 'a vector is not compared with a number' \
    "${at}column 5: a vector cannot be compared with a number by <=" 'y_1 <= 1'
states 'vectors of different lengths are not added' \
    "${at}column 6: a vector and a vector of different shapes cannot be added" '|y_1 + v_2| <= 1'
states 'an open bracket is refused' "${at}column 7: \")\" expected" '2 (C  <= 1'
states 'a closing bracket is refused' "${at}column 2: .* expected, not \")\"" 'C) <= 1'
states 'an index out of its range is refused' \
    "${at}column 2: \"y\" has the indices 0..2, not 3, where N = 2" '|y_{N+1}| <= 1'
states 'thousands of brackets in each other are refused' \
    "${at}column 201: more than 200 brackets in each other" "$(repeated 30000 '(')"
states 'a million of them is refused' "${at}a statement of more than 65536 bytes" \
    "$(repeated 1000000 '(')"
states 'a sum of 10^9 terms is refused' "${at}.*whole numbers up to 2^20" \
    'sum_{j=1..1000000000} C <= 1'
states 'sums of 10^9 terms together are refused' "${at}.*more than 100000 steps" \
    'sum_{j=1..100000} sum_{k=1..10000} C <= 1'
states 'ranges of 10^12 indices are refused' "${at}.*more than 100000 steps" \
    'C <= 1 for i = 1..1000000, j = 1..1000000, k = 1..0'
states 'a division by 0 is refused' "${at}column 6: a division by 0" 'C <= 1/0'
states 'a division by what is always 0 is refused' "${at}column 6: a division by 0" 'C <= 1/(2 - 2)'
states 'a division by an index that is 0 is refused' "${at}column 6: a division by 0 where N = 2" \
    'C <= 1/(i - 1) for i = 1..N'
states 'a number with a huge exponent is refused' "${at}column 6: .*exponent" 'C <= 1e99999'
states 'a quotient of huge numbers is refused' "${at}column 6: .*27000 bits" \
    "C <= 1e4096$(repeated 9 /1e-4096)"
states 'a sum of thousands of terms is refused' "${at}.*more than 200 operations in each other" \
    "C <= 1$(repeated 9999 +1)"
states 'an index that grows beyond all bounds is refused' 'where: column 61: an index beyond 2^36' \
    'z_{1000000} <= 1' ', "where": "a_i = i; b_i = a_{1000000 i}; c_i = b_{1000000 i}; z_i = c_{1000000 i}"'
states 'no statement is refused' "${at}column 1: a formula expected, not the end" ''
states 'what is not in the language is refused whole' "${at}column 3: .*, not \"≤\"" 'C ≤ 1'
states 'NUL bytes are refused' 'bad\.json:2:33: expected text without the character U+0000' 'C \u0000'

# An abbreviation of an abbreviation twice, 40 times.
doubling=$("$AWK" 'BEGIN {
    names = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN"
    for (k = 1; k <= 40; k++) {
        name = "x" substr(names, k, 1)
        printf("%s%s = %s", last == "" ? "" : "; ", name, last == "" ? "C C" : last " " last)
        last = name
    }
}')
states 'abbreviations that double 40 times are refused' \
    '\$\.claims\[0\]\.where: column [0-9]*: more than 100000 steps' 'xN <= 1' ", \"where\": \"$doubling\""
states 'where nothing is evaluated, too' \
    '\$\.claims\[0\]\.where: column [0-9]*: more than 100000 steps' 'xN <= 1 for i = 1..0' \
    ", \"where\": \"$doubling\""

members() {
    states "$1" "^cascade: bad\\.json:2:[0-9]*: \\\$\\.claims\\[0\\]\\.$2" 'C <= 1' ", $3"
}
members 'an unknown key is refused' 'sty: unknown key, expected one of: id, version' '"sty": 1'
members 'an unknown kind of instances is refused' 'on: expected one of process, chain, descent, chain-descent' \
    '"on": "net"'
members 'an unknown style is refused' 'style: expected one of any, curved' '"style": "odd"'
members 'a style of chains is refused' 'style: goes with "on": "process"' \
    '"on": "chain", "style": "any"'
members 'constants of polynomials are refused' 'style: "polynomial" goes with' '"style": "polynomial"'
members 'a claim cannot rest on itself' 'given\[0\]: expected a claim that stands before' \
    '"given": ["mine:1"]'
members 'what is no truth value is refused' 'input_is_known: expected true or false, found 1' \
    '"input_is_known": 1'
members 'an abbreviation that cannot be read is refused' 'where: column 5: unknown name "foo"' \
    '"where": "b = foo"'
members 'a mistake that cannot be read is refused' 'mistakes\[0\]\.formula: column 3: .* cannot be compared' \
    '"mistakes": [{"formula": "C <= y_1", "what": "a test"}]'
members 'a mistake without words is refused' 'mistakes\[0\]: expected the key "what"' \
    '"mistakes": [{"formula": "C <= 2"}]'
members 'control characters are refused' 'note: expected' '"note": "\u001b[31m"'
members 'a text that turns its direction is refused' 'note: expected' '"note": "\u202e"'

refuses_file() {
    printf '%s' "$3" >bad.json
    refuses "$1" "$2"
}
refuses_file 'an empty file is refused' '^cascade: bad\.json:1:1: expected a JSON object, found nothing' ''
refuses_file 'a file without claims is refused' 'expected an array of 1 to 1000 claims' \
    '{"format": "cascade-claims/1", "claims": []}'
refuses_file 'another format is refused' '1:12: \$\.format: expected "cascade-claims/1"' \
    '{"format": "cascade-chain/1", "claims": []}'
refuses_file 'a claim without id is refused' '\$\.claims\[0\]: expected the key "id"' \
    '{"format": "cascade-claims/1", "claims": [{"statement": "C <= 1"}]}'
refuses_file 'one id for two claims is refused' '\$\.claims\[1\]\.id: the claim in line 1 is a:1 printed already' \
    '{"format": "cascade-claims/1", "claims": [{"id": "a:1", "statement": "C <= 1"}, {"id": "a/1", "statement": "C <= 1"}]}'
refuses_file 'a number beyond double is refused' 'expected a JSON number below 1.8e308' \
    '{"format": "cascade-claims/1", "claims": [{"id": 1e400}]}'
refuses_file 'a million values in each other are refused' 'at most 2048 nested values' \
    "{\"format\": \"cascade-claims/1\", \"claims\": $(repeated 1000000 '[')"
printf '{"format": \000}' >bad.json
refuses 'NUL bytes in the file are refused' 'bad\.json:1:12: .*NUL byte'
{ echo '{"format": "cascade-claims/1", "claims": ['
  repeated 1001 '{"id": "a", "statement": "C <= 1"},'; echo '{}]}'; } >bad.json
refuses 'more than a thousand claims are refused' 'expected an array of 1 to 1000 claims'
repeated 5000000 ' ' >bad.json
refuses 'a file of 5 megabytes is refused' 'bad\.json: expected at most 4194304 bytes, found more'
rm bad.json
refuses 'a file that is not there is refused' '^cascade: bad\.json: cannot open'

# Huge numbers are no mistake.
cat >huge.json <<'END'
{"format": "cascade-claims/1", "claims": [
  {"id": "a", "statement": "C <= 2^(10^9) + (2^1000000)^1000000 + 1e400"},
  {"id": "b", "statement": "sin(2^(10^9)) <= exp(exp(exp(100)))"}]}
END
start=$(date +%s)
run audit --claims huge.json --trials 5
[ "$status" -eq 3 ] && [ "$(grep -c supported "$out")" -eq 3 ] && [ $(($(date +%s) - start)) -le 3 ]
ok $? 'huge powers and values are bounded at once'

# --- outputs
add=examples/claims/errors-add.json
run audit --claims "$add" --json
[ "$status" -eq 1 ] && [ "$("$json_value" claims 0 verdict <"$out")" = refuted ] &&
    [ "$("$json_value" claims 0 found instance format <"$out")" = cascade-process/1 ]
ok $? 'the JSON has the witness itself'
run audit --claims "$add" --tsv
[ "$status" -eq 1 ] && [ "$(wc -l <"$out")" -eq 3 ] &&
    grep -q "cascade replay sum:1 printed 0 --seed 20260220 --claims $add" "$out"
ok $? 'the table with tabs has the command that shows it'
run audit --claims "$add" --markdown
[ "$status" -eq 1 ] && grep -q '^| `sum:1` | printed | \*\*refuted\*\*' "$out"
ok $? 'Markdown has the rows'
run audit --claims "$add" --junit
[ "$status" -eq 1 ] && grep -q '<testsuite name="cascade" tests="2" failures="1">' "$out"
ok $? 'of JUnit a refuted claim is a failure'
run list --claims "$add"
[ "$status" -eq 0 ] && grep -q '^sum:2  *printed' "$out" && [ ! -s "$err" ]
ok $? 'claims are listed'

run audit --claims "$add" --only sum:2
[ "$status" -eq 0 ] && [ ! -s "$err" ]
ok $? 'one of them is audited alone'
run audit --claims examples/claims/errors-cancel-given-the-past.json --only past:3 --trials 60
[ "$status" -eq 0 ] && grep -q '^past:1' "$out"
ok $? 'with what it rests on'
run audit --claims "$add" --only thm:1
is_refusal "unknown claim 'thm:1'; the nearest are sum:1, sum:2"
ok $? 'a claim of the paper is none of them'
cat >vacuous.json <<'END'
{"format": "cascade-claims/1", "claims": [
  {"id": "a", "statement": "E|y~_1 - y_1|^2 <= 0 if C < 0"}]}
END
run audit --claims vacuous.json --trials 20
[ "$status" -eq 3 ] && grep -q 'Only 0 of 20 trials meet the hypotheses' "$err"
ok $? 'what was never tested is undecided'

# --- replay
"$work/cascade" audit --claims "$add" --witnesses found --output /dev/null
run replay found/sum-1-printed.json --claims "$add"
[ "$status" -eq 1 ] && [ "$(grep -c '^violated' "$out")" -eq 1 ] && [ "$(grep -c '^holds' "$out")" -eq 1 ]
ok $? 'a witness is judged by all claims about such instances'
run replay sum:1 printed 0 --claims "$add" --shrink
[ "$status" -eq 1 ] && sed -n '/^{/,$p' "$out" | diff - found/sum-1-printed.json >"$err"
ok $? 'the shrunk trial is the witness'
run replay sum:2 printed 0 --claims "$add" --mutant 'without 2 E|delta_i|^2'
[ "$status" -eq 1 ]
ok $? 'a trial is replayed with a mistake'
run replay sum:9 printed 0 --claims "$add"
is_refusal "unknown claim 'sum:9'; the nearest are sum:1, sum:2"
ok $? 'an unknown claim is refused'
run replay - --claims -
is_refusal 'standard input is FILE or --claims'
ok $? 'standard input is one of the files'
run replay "$claims/errors-add.json" --claims "$add"
is_refusal "none of the claims is about this instance of the format 'cascade-claims/1'"
ok $? 'claims are no instance'

plan
