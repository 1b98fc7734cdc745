#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every harness holds on its corpus: seeds, and inputs that were faults once.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"
corpus=$top_srcdir/tests/fuzz/corpus

# holds HARNESS FILE...
holds() {
    harness=$1
    shift
    "$top_builddir/tests/fuzz/$harness" "$@" >"$work/out" 2>&1
    ok $? "$harness holds on $# files" "$work/out"
}

for folder in "$corpus"/*; do
    holds "${folder##*/}" "$folder"/*
done
holds smoothness "$corpus"/expression/*
holds orbit_file "$top_srcdir"/counterexamples/orbits/*.json
for harness in chain_file descent_file logistic_file process_file values_file; do
    holds $harness "$top_srcdir"/counterexamples/witnesses/*.json
done
holds experiment_file "$top_srcdir"/examples/experiments/*.json
holds libsvm "$top_srcdir"/examples/data/*.libsvm

plan
