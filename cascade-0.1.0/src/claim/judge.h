/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_JUDGE_H
#define CASCADE_CLAIM_JUDGE_H

#include "claim/variants.h"

/*: \section{How a statement is judged on an instance}

Both sides are enclosed in intervals of $p = 128, 256, \dots, 4096$ bits until the verdict
is decided. Every product in them is the interval arithmetic's: $0$ times unbounded is all
reals.

\paragraph{Every index, every scenario.} The relation is meant for all indices of its
ranges and, where a side is random, in every scenario. The verdict is that of the worst of
them: a violation before what is undecided, that before what holds, and there the largest
ratio of the sides.

\paragraph{Nothing.} Where both sides are exactly $0$ nothing was compared; likewise, at
$p \ge 512$ bits, where both are below $2^{-p/2}$ and cannot be told from $0$. An instance
on which nothing was compared is vacuous.

\paragraph{Slack.} Where the two sides are equal and irrational, enclosures overlap at
every precision. So from the second precision on $l \le r$ is decided as $l \le r +
2^{-p/2} |r|$. That can hide only what is false by a relative $2^{-128}$; it cannot make a
true line violated.

\paragraph{Overflow.} A side that is unbounded at $512$ bits, where a power has left the
range of exponents, stays so, and the instance is left undecided.

\paragraph{Conditions} are decided by enclosures where these are apart, and in rational
arithmetic where they meet: $L\gamma \le \frac13$ holds at $\gamma = 1/(3L)$. What
neither decides does not hold.

\paragraph{Identities.} $l = r$ is decided as $|l - r| \le 2^{-64} \max(|l|, |r|)$ (norms,
where the sides are vectors). A strict inequality is decided without slack and by $<$. */

/* Whether one verdict with its ratio is worse for a claim than another: that order. */
bool cas_verdict_is_worse(cas_verdict one, double ratio, cas_verdict other,
                          double other_ratio);

/* One instance that is judged, by a claim and its mutants. */
typedef struct cas_judge cas_judge;

/* Keeps both. */
cas_judge *cas_judge_new(const cas_variants *variants, const void *instance);
void cas_judge_free(cas_judge *judge);

/* mutant: one of the variants' that is a statement, or NULL for the claim itself.
   Errors: of the model. */
cas_status cas_judge_decide(cas_judge *judge, const cas_variant *mutant,
                            cas_judgement *judgement, cas_message *message);

/* The same, once.  name: the name of a mutant that is a statement, or NULL. */
cas_status cas_claim_judge(const cas_claim *claim, const char *name, const void *instance,
                           cas_judgement *judgement, cas_message *message);

#endif
