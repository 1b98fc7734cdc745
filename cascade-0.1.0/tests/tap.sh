# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# For the tests that are scripts, which read it at their beginning: results as TAP lines, a
# folder $work for the length of the test, and defaults for what `make check` sets.
set -u
: "${top_srcdir:=.}" "${top_builddir:=.}" "${AWK:=awk}"
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
number=0
shown=

# ok TRUTH SENTENCE [FILE]...: one line; TRUTH is an exit status; the FILEs, or else those in
# $shown, say what is wrong.
ok() {
    number=$((number + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $number - $2"
        return
    fi
    echo "not ok $number - $2"
    shift 2
    # shellcheck disable=SC2086 # a list of names without blanks
    [ $# -gt 0 ] || set -- $shown
    for file in "$@"; do
        head -n 20 "$file" | sed "s/^/# ${file##*/}: /"
    done
}

# nothing FILE SENTENCE: the FILE names what is wrong, and is empty where nothing is.
nothing() {
    [ ! -s "$1" ]
    ok $? "$2" "$1"
}

# skip SENTENCE REASON
skip() {
    number=$((number + 1))
    echo "ok $number - $1 # SKIP $2"
}

# The last line of every test.
plan() {
    echo "1..$number"
}
