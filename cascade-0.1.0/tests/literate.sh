#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The literate form of the sources, the weaver, and the table of proofs/README.md.  No TeX.
# shellcheck source=tests/tap.sh
. "${top_srcdir:-.}/tests/tap.sh"

lint() {
    "$AWK" -f "$top_srcdir/tests/literate.awk" "$@"
}

# rejects SENTENCE PATTERN TEXT: a C file with that text has one complaint, with the pattern.
rejects() {
    printf '%s\n' "$3" >"$work/bad.c"
    lint "$work/bad.c" >"$work/out"
    [ "$(wc -l <"$work/out")" -eq 1 ] && grep -q -e "$2" "$work/out"
    ok $? "$1" "$work/out"
}

accepts() {
    printf '%s\n' "$2" >"$work/good.c"
    lint "$work/good.c" >"$work/out"
    [ ! -s "$work/out" ]
    ok $? "$1" "$work/out"
}

# --- the form of all sources
(cd "$top_srcdir" && find src proofs properties counterexamples examples tests bench \
    -name '*.[ch]' ! -path '*/build*') >"$work/sources"
[ "$(wc -l <"$work/sources")" -gt 100 ]
ok $? 'the sources are found'
# shellcheck disable=SC2046 # names without blanks
(cd "$top_srcdir" && "$AWK" -f tests/literate.awk $(cat "$work/sources")) >"$work/out"
nothing "$work/out" 'every source keeps the literate form'

# shellcheck disable=SC2046 # names without blanks
(cd "$top_srcdir" && "$AWK" '
    FNR == 1 { generated = 0 }
    FNR < 3 && /^\/\* (Made|Generated) / { generated = 1 }
    length > 90 && !generated { print FILENAME ":" FNR ": " length " columns" }' \
    $(cat "$work/sources")) >"$work/out"
nothing "$work/out" 'no line of a source is wider than 90 columns'

rejects 'a comment that ends inside a formula is rejected' ':1: .*inside mathematics' \
    '/*: The product $a*/b$ of two numbers. '
rejects 'a comment that ends inside a display is rejected' ':1: .*inside mathematics' \
    '/*: \[ a + b */'
rejects 'a dollar without a partner is rejected' ':1: .*inside mathematics' \
    '/*: It costs $5. */'
rejects 'an open brace is rejected' ':2: .*open brace' '
/*: \emph{never closed. */'
rejects 'a brace that closes nothing is rejected' ':1: a brace' '/*: closed}. */'
rejects 'an open environment is rejected' 'begin{itemize} is not closed' \
    '/*: \begin{itemize} \item one */'
rejects 'an environment closed by another is rejected' 'end{center} closes nothing' \
    '/*: \begin{itemize} \item one \end{center} */'
rejects 'prose in a // comment is rejected' ':2: a // comment' 'int x;
int y; // why'
rejects 'a trigraph is rejected' ':1: a trigraph' 'const char *text = "what?''?/";'
rejects 'a block that does not open at column 1 is rejected' ':1: .*column 1' \
    '    /*: prose */'
rejects 'a block that does not end is rejected' 'not closed' '/*: prose'
accepts 'escaped signs, addresses in strings and comments are no mistakes' \
    '/*: $x \in \{1, 2\}$, 5\,\% of \$3, \[ \bigl\{ y \bigr\} \] */
/* https://example.org/ */
static const char *const address = "https://example.org/", quote = '"'\"'"', *s = "\"//";'

# --- the weaver
weave() {
    name=$1
    shift
    (cd "$top_srcdir" && "$AWK" -f paper/weave.awk -v name="$name" "$@" "$name")
}

cat >"$work/sample.c" <<'END'
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/*: \section{A sample}

One paragraph, $a_1 < b$. */
static int one(void)
{
    return 1;
}

static int two(void)
{
    return 2;
}

/*: Another.
*/
int three = 3;
const cas_claim claim = {
    .formula = "C <= K",
};
const cas_claim other = {
    .checks = (const char *const[]){"x <= y", NULL},
};
END
cat >"$work/expected" <<'END'
% woven from a_b.c
\FileAnchor{a-b-c-1-file}{a\_b.c}

% prose a_b.c 4
\section{A sample}
\SourceFile{a\_b.c}

One paragraph, $a_1 < b$.

% listing a_b.c 7 15 a-b-c-7
\CodeAnchor{a-b-c-7}{5}
\begin{lstlisting}[numbers=left,firstnumber=7]
static int one(void)
{
    return 1;
}
\end{lstlisting}
\CodeGap{4}
\begin{lstlisting}[numbers=left,firstnumber=12]
static int two(void)
{
    return 2;
}
\end{lstlisting}

% prose a_b.c 17
Another.

% listing a_b.c 19 19 a-b-c-19
\CodeAnchor{a-b-c-19}{1}
\begin{lstlisting}[numbers=left,firstnumber=19]
int three = 3;
\end{lstlisting}
% listing a_b.c 20 22 a-b-c-20
\ClaimAnchor{a-b-c-20}{20}{22}

% listing a_b.c 23 25 a-b-c-23
\CodeAnchor{a-b-c-23}{3}
\begin{lstlisting}[style=claim,numbers=left,firstnumber=23]
const cas_claim other = {
    .checks = (const char *const[]){"x <= y", NULL},
};
\end{lstlisting}
END
"$AWK" -f "$top_srcdir/paper/weave.awk" -v name=a_b.c "$work/sample.c" >"$work/woven"
diff "$work/expected" "$work/woven" >"$work/out"
ok $? 'a sample is woven as expected' "$work/out"
"$AWK" -f "$top_srcdir/paper/weave.awk" -v name=a_b.c -v excerpt=1 "$work/sample.c" \
    >"$work/woven"
grep -q '^% listing a_b.c 7 10 ' "$work/woven" && ! grep -q two "$work/woven"
ok $? 'an excerpt ends with the function that the prose is about' "$work/woven"
printf '/*: open\n' >"$work/bad.c"
! "$AWK" -f "$top_srcdir/paper/weave.awk" -v name=bad.c "$work/bad.c" >/dev/null 2>"$work/out" &&
    grep -q 'bad.c: .*not closed' "$work/out"
ok $? 'the weaver refuses a block that does not end' "$work/out"

# Every line of every listing is the line of the source with its number.
mkdir "$work/paper"
sh "$top_srcdir/paper/weave" "$AWK" "$top_srcdir" "$work/paper" 2>"$work/out"
ok $? 'all literate files can be woven' "$work/out"
cat "$work"/paper/*.tex >"$work/woven"
(cd "$top_srcdir" && "$AWK" '
    /^% listing / { name = $3; next }
    /^\\begin{lstlisting}/ && name != "" {
        match($0, /firstnumber=[0-9]+/)
        at = substr($0, RSTART + 12, RLENGTH - 12)
        if (name != open) {
            for (i in lines) delete lines[i]
            for (n = 1; (getline text <name) > 0; n++) lines[n] = text
            close(name)
            open = name
        }
        listed = 1
        next
    }
    /^\\end{lstlisting}/ { listed = 0; next }
    listed && $0 != lines[at++] { print name ":" at - 1 ": " $0 }
    listed { count++ }
    END { if (count < 1000) print "only " count + 0 " lines" }' "$work/woven") >"$work/out"
nothing "$work/out" 'every line of a listing is the line of the source with its number'
for file in $(cd "$top_srcdir" && grep -l '^/\*:' proofs/*.c properties/*.c counterexamples/*.c); do
    [ "$(grep -c "^% woven from $file\$" "$work/woven")" -eq 1 ] || echo "$file"
done >"$work/out"
nothing "$work/out" 'every literate file of a claim is woven once'

# --- the table of proofs/README.md; `make proofs-table` makes it anew.
cascade=$top_builddir/cascade
readme=$top_srcdir/proofs/README.md

# Rows "ID VERSION VERDICT FILE" of the table.
"$AWK" '/^<!-- table ends/ { inside = 0 }
    inside && /^\| `/ {
        # Cells end in " | "; a formula holds "\|" only.
        n = split($0, cell, / \| ?/)
        id = cell[1]
        gsub(/[|` ]/, "", id)
        name = cell[n - 4]
        sub(/^\[/, "", name)
        sub(/\].*/, "", name)
        split("printed repaired sharp", version, " ")
        for (i = 1; i <= 3; i++) {
            verdict = cell[n - 4 + i]
            gsub(/[| ]/, "", verdict)
            if (verdict != "")
                print id, version[i], verdict, "proofs/" name
        }
    }
    /^<!-- table begins/ { inside = 1 }' "$readme" | LC_ALL=C sort >"$work/table"
"$cascade" list --json | "$AWK" -F '"' '
    /^      "id":/ { id = $4 }
    /^      "version":/ { version = $4 }
    /^      "file": "proofs\// { print id, version, $4 }' | LC_ALL=C sort >"$work/claims"
cut -d ' ' -f 1,2,4 "$work/table" | LC_ALL=C sort | diff - "$work/claims" >"$work/out" &&
    [ -s "$work/claims" ]
ok $? 'the table of proofs/README.md has every step (else: make proofs-table)' "$work/out"

# compares SENTENCE LEDGER: the verdicts of a ledger stand in the table.
compares() {
    "$AWK" -F '\t' 'NR > 1 && $13 ~ /^proofs\// { print $1, $2, $3, $13 }' "$2" |
        LC_ALL=C sort >"$work/verdicts"
    LC_ALL=C comm -23 "$work/verdicts" "$work/table" >"$work/out"
    [ ! -s "$work/out" ] && [ -s "$work/verdicts" ]
    ok $? "$1" "$work/out"
}

"$cascade" audit --tsv --only eq:12,eq:14,eq:18/1,eq:20/1,eq:25+1/3,eq:31/exact,eq:48+1 \
    --trials 60 >"$work/ledger.tsv" 2>/dev/null
compares 'fresh verdicts of some steps are those of the table' "$work/ledger.tsv"
if [ -s "$top_builddir/paper/ledger.tsv" ] &&
    [ "$(sed -n '$=' "$top_builddir/paper/ledger.tsv")" -gt 100 ] &&
    [ -n "$(find "$top_builddir/paper/ledger.tsv" -newer "$top_builddir/libclaims.la")" ]; then
    compares "the verdicts of the report's ledger are those of the table" \
        "$top_builddir/paper/ledger.tsv"
else
    skip "the verdicts of the report's ledger are those of the table" 'no report was made'
fi

plan
