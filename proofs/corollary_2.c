/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "proofs/asymptotics.h"

/*: \section{Corollaries 2 and 3}

``Zero-mean'' is read conditionally, as the discussion of Table 1 says: $\mathbb
E[\delta_i | \mathcal F, x, \delta_1, \dots, \delta_{i-1}] = 0$ and likewise for
$\varepsilon_i$. With plain expectations the corollaries are false: $f_1 = w$, $f_2 = y$,
$R = \frac12w^2 - w$ (so that $\ell = \frac12 w^2$) and $\varepsilon_2^{(t)} = Z$ for all
$t$ with one fair coin $Z = \pm1$ has $\mathbb E\varepsilon_2 = 0$ and $Q_\varepsilon =
T$, but $w \to -Z$: the gradient norm tends to $1$. And if $\mathcal G_i$ is taken to the
letter, $\mathbb E^{\mathcal G_i}\delta_i = \delta_i$, and zero-mean forward perturbations
are $0$.

In the identities $x = T^{-1/8}$, $X = Q_\delta$, $Y = Q_\varepsilon$, and the other names
are those of Corollary 1. The bounds hold for every $T \ge 1$ (for (38): $T \ge 3$), all
constants, and counts $Q_\delta \le kT^{1/2}$, $Q_\varepsilon \le lT$ (for (38):
$Q_\delta \le k$): there $X = Q_\delta/T \le kx^4$, $Y = Q_\varepsilon/T \le l$, and where
$X$ stands behind another $x^4$, the weaker bound $k$ is enough; it is then written $V$.
$h_n = 1 - q^n$ is at most $1$ and, by Bernoulli, at most $nz$: $h_{n+1} = h_n + zq^n$. */
#define PROBLEM "x c i D L s A E G X Y"
#define COUNTED "x c i D L s A E G k l V X Y"
#define COUNTED_CONVEX "p z P m D L s A E G k V X"

/*: \paragraph{(49), first relation:} (37) without conditional means, at $\gamma =
cT^{-1/2}$. */
const cas_claim cas_claim_eq_49_1_printed = {
    CAS_RATE(
        "eq:49/1", "printed",
        "(37) with zero conditional means at gamma = c T^{-1/2} is at most a constant "
        "times T^{-1/2} + T^{-3/2} sum(second moments) + T^{-1} sum(fourth moments)"),
    .data =
        &(const cas_rates){
            .checks =
                (const cas_rate_check[]){
                    CAS_IDENTITY(PROBLEM,
                                 "D*i*x^4 + L*c*x^4*s + L*c*x^4*x^8*(A + E) + x^8*G",
                                 "x^4*(D*i + L*c*s) + L*c*x^12*(A + E) + x^8*G"),
                    {0}}},
    .mutants =
        (const cas_mutant[]){
            {"1: x^4*(D*i + L*c*s) + L*c*x^16*(A + E) + x^8*G", "T^-2 for T^-3/2"},
            {"1: x^4*(D*i + L*c*s) + L*c*x^12*(A + E)", "without the fourth moments"},
            {NULL, NULL}},
    .note = "An identity, for all T and all constants.",
};

/*: \paragraph{(49), second relation:} an occurrence is one pair $(t, i)$ and adds at most
$A$ (resp. $E$, $G$) to its sum; so the sums are at most $A Q_\delta$, $E Q_\varepsilon$,
$G Q_\delta$. */
const cas_claim cas_claim_eq_49_2_printed = {
    CAS_RATE(
        "eq:49/2", "printed",
        "with Q_delta and Q_epsilon occurrences of size O(1) the sums give (Q_delta + "
        "Q_epsilon) T^{-3/2} + Q_delta/T"),
    .data = &(const cas_rates){.checks =
                                   (const cas_rate_check[]){
                                       CAS_IDENTITY(PROBLEM,
                                                    "L*c*x^4*x^8*(A*X + E*Y) + x^8*(G*X)",
                                                    "L*c*x^12*(A*X + E*Y) + x^8*G*X"),
                                       {0}}},
    .mutants = (const cas_mutant[]){{"1: L*c*x^12*(A*X + E*Y) + x^12*G*X",
                                     "Q_delta T^-3/2 for Q_delta/T"},
                                    {NULL, NULL}},
    .note = "An identity, for all T and all constants.",
};

/*: \paragraph{Corollary 2, and the display after (49).} With $Q_\delta = T^{1/2}$,
$Q_\varepsilon = T$ and unit constants, $c = \frac13$: $18 + 2 + 2(T^{-1/2} + 1) + 3$
times $T^{-1/2}$. The second check is the plain-mean example: at $\gamma = T^{-1/2}$ the
average of $(1 - (1-\gamma)^t)^2$ is at least $\frac12$. */
#define PLAIN_MEAN                                                                       \
    "(1 - 2*(1 - exp(T*log1p(-1/sqrt(T))))/sqrt(T) + (1 - "                              \
    "exp(2*T*log1p(-1/sqrt(T))))/(T*(2/sqrt(T) - 1/T)))"

const cas_claim cas_claim_corollary_2_printed = {
    CAS_RATE(
        "cor:2", "printed",
        "with zero conditional means, Q_delta <= T^{1/2}, Q_epsilon <= T, (37) at gamma "
        "= c T^{-1/2} is at most K T^{-1/2}, with an explicit K"),
    .data =
        &(const cas_rates){
            .checks =
                (const cas_rate_check[]){
                    CAS_BOUNDED(COUNTED, CAS_WITH({"V", "k"}, {"X", "k*x^4"}, {"Y", "l"}),
                                "x^4*(D*i + L*c*s) + L*c*x^4*(A*V + E*Y) + G*X",
                                "x^4*(D*i + L*c*s + L*c*(A*k + E*l) + G*k)"),
                    CAS_FOR_T("18/sqrt(T) + 2/sqrt(T) + "
                              "2/sqrt(T)*(sqrt(T) + T)/T + 3*sqrt(T)/T",
                              "26/sqrt(T)"),
                    CAS_FOR_T("1/2", PLAIN_MEAN),
                    {0}},
            .reported = 2},
    .mutants = (const cas_mutant[]){{"1: x^4*(D*i + L*c*s + L*c*(A*k + E*l) + G*k*x)",
                                     "T^-5/8 for the fourth moments"},
                                    {"2: 24/sqrt(T)", "24 for 26"},
                                    {"2: 26/T", "the rate 1/T"},
                                    {"3: " PLAIN_MEAN "/sqrt(T)",
                                     "the plain-mean example keeps the rate"},
                                    {NULL, NULL}},
    .note =
        "For all T >= (3 L c)^2, all constants, and counts at most k T^{1/2} and l T; K "
        "as in the first check. Zero-mean is meant conditionally; with plain "
        "expectations it is false (one coin that decides the sign of all backward "
        "perturbations: the mean squared gradient stays above 1/2 for T = 2^4 .. 2^60).",
};

const cas_claim cas_claim_eq_49_3_printed = {
    CAS_RATE(
        "eq:49+1", "printed",
        "if Q_delta <= T^{1/2} and Q_epsilon <= T, the last side of (49) is at most a "
        "constant times T^{-1/2}"),
    .data =
        &(const cas_rates){
            .checks =
                (const cas_rate_check[]){
                    CAS_BOUNDED(COUNTED, CAS_WITH({"V", "k"}, {"X", "k*x^4"}, {"Y", "l"}),
                                "x^4 + x^4*(V + Y) + X", "x^4*(1 + 2*k + l)"),
                    CAS_FOR_T("1/sqrt(T) + (sqrt(T) + T)/(T*sqrt(T)) + sqrt(T)/T",
                              "4/sqrt(T)"),
                    {0}},
            .reported = 2},
    .mutants = (const cas_mutant[]){{"1: x^4*(1 + k + l)", "k for 2 k"},
                                    {"2: 3/sqrt(T)", "3 for 4"},
                                    {NULL, NULL}},
    .note = "For all T >= 1 and counts at most k T^{1/2} and l T.",
};

/*: \paragraph{The display before (50).} The first relation is (38) with $\gamma =
3z/\mu$. For the second, the weights $q^{T-t}$ are largest at the end of the run, and the
least exponent is $1$ ($t \le T-1$): with one operator the hits' weights sum to at most
$\sum_{k=1}^{Q} q^k$; with $N-1$ operators that share a step, to at most $(N-1)\sum_{k \le
\lceil Q/(N-1)\rceil} q^k$. The two kinds of hits together are at most twice the sum for
the larger count. That the end is the worst place: hits $k_1 < k_2 < \dots$
before the end have $k_j \ge j$, so that $q^{k_j} = q^j e$ with $e = q^{k_j - j} \le 1$
(first check); and with $S$ and $S + d$ the sums for the smaller and the larger count,
$S + (S + d) \le 2(S + d)$ (second check). As an example, at $Q_\delta = \sqrt T$,
$Q_\varepsilon = T$, hits at the start against hits at the end. */
const cas_claim cas_claim_eq_49_4_printed = {
    CAS_RATE("eq:49+2", "printed",
             "at one operator, sums of q^{T-t} over Q_delta and over Q_epsilon hits are "
             "at most 2 "
             "sum_{t=1}^{max(Q_delta, Q_epsilon)} q^t"),
    .data =
        &(const cas_rates){
            .checks =
                (const cas_rate_check[]){
                    CAS_BOUNDED("e a", CAS_WITH({"e", "1"}), "a*e", "a"),
                    CAS_AT_MOST("S d", "S + (S + d)", "2*(S + d)"),
                    CAS_FOR_T("exp((T - sqrt(T))*log1p(-" Z "))*" SUM_TO("sqrt(T)"),
                              SUM_TO("sqrt(T)")),
                    CAS_FOR_T(SUM_TO("sqrt(T)") " + " SUM_TO("T"), "2*" SUM_TO("T")),
                    {0}},
            .reported = 4},
    .mutants = (const cas_mutant[]){{"2: 2*S + d/2", "less than the smaller sum twice"},
                                    {"3: exp((T - 1)*log1p(-" Z "))*sqrt(T)",
                                     "the start is the worst place"},
                                    {"4: " SUM_TO("T"), "the larger sum once"},
                                    {NULL, NULL}},
    .note = "For all T and all counts. With N - 1 operators the "
            "constant is N - 1 times as large.",
};

/*: \paragraph{(50), first relation:} $\sum_{k=1}^Q q^k = q(1 - q^Q)/(1 - q)$ (by
induction over $Q$, with $n = q^Q$: first check); printed without the factor $q \le 1$. */
const cas_claim cas_claim_eq_50_1_printed = {
    CAS_RATE("eq:50/1", "printed",
             "sum_{t=1}^Q (1 - ln T/T)^t <= (1 - (1 - ln T/T)^Q)/(1 - (1 - ln T/T))"),
    .data =
        &(const cas_rates){.checks =
                               (const cas_rate_check[]){
                                   CAS_IDENTITY("z n", "(1 - z)*(1 - n) + z*n*(1 - z)",
                                                "(1 - z)*(1 - n*(1 - z))"),
                                   CAS_BOUNDED("q h", CAS_WITH({"q", "1"}), "q*h", "h"),
                                   CAS_FOR_T(SUM_TO("T"), "(1 - " Q_TO("T") ")/" Z),
                                   {0}},
                           .reported = 3},
    .mutants = (const cas_mutant[]){{"3: 9/10*(1 - " Q_TO("T") ")/" Z, "0.9 of it"},
                                    {"1: (1 - z)*(1 - n)", "one term less"},
                                    {"2: 9/10*h", "0.9 of it, for every T"},
                                    {NULL, NULL}},
    .note = "For all T >= 3 and all Q, as zS = q (1 - q^Q) by induction over Q.",
};

/*: \paragraph{(50), second relation:} Bernoulli, $(1-z)^Q \ge 1 - Qz$. The printed
$\max\{Q_\delta + Q_\varepsilon\}$ is a misprint for $\max\{Q_\delta, Q_\varepsilon\}$ or
for the sum; both are right. Checked with $Q_\delta = \sqrt T$ or $1$, $Q_\varepsilon =
T$. */
const cas_claim cas_claim_eq_50_2_printed = {
    CAS_RATE(
        "eq:50/2", "printed",
        "z + z^2 (1 - q^max(Q_delta, Q_epsilon))/z + z (1 - q^{Q_delta})/z <= z (1 + "
        "Q_delta) + z^2 (Q_delta + Q_epsilon), z = ln T/T"),
    .data = &(
        const cas_rates){.checks =
                             (const cas_rate_check[]){
                                 CAS_IDENTITY("z n", "(1 - n) + z*n", "1 - n*(1 - z)"),
                                 CAS_BOUNDED("z X Y hM hX",
                                             CAS_WITH({"hM", "(X + Y)*z"}, {"hX", "X*z"}),
                                             "z + z*hM + hX", "z*(1 + X) + z^2*(X + Y)"),
                                 CAS_FOR_T("1 - " Q_TO("sqrt(T)"), Z "*sqrt(T)"),
                                 CAS_FOR_T(Z " + " Z "*(1 - " Q_TO("T") ") + (1 - " Q_TO(
                                               "sqrt(T)") ")",
                                           Z "*(1 + sqrt(T)) + " Z "^2*T"),
                                 CAS_FOR_T(Z " + " Z "*(1 - " Q_TO("T") ") + " Z,
                                           "2*" Z " + " Z "^2*T"),
                                 {0}},
                         .reported = 3},
    .mutants =
        (const cas_mutant[]){{"2: z*(1 + X) + z^2*Y", "without Q_delta in the last term"},
                             {"3: 9/10*" Z "*sqrt(T)", "0.9 Q"},
                             {"4: " Z "*sqrt(T)/2 + " Z "^2*sqrt(T)", "Q_delta alone"},
                             {NULL, NULL}},
    .note = "For all T >= 3 and all counts. Also with max{Q_delta, Q_epsilon} for the "
            "misprinted max{Q_delta + Q_epsilon}.",
};

/*: \paragraph{The conclusion after (50).} True, but not from the last side of (50): with
$Q_\varepsilon = T$ that is $z(2 + \ln T)$ and more, as $z^2T = z\ln T$ (second check, $l
= \ln T$), a logarithm too large. From the middle: $1 - q^Q \le \min\{1, Qz\}$, so the
term is at most $z$. */
const cas_claim cas_claim_eq_50_3_printed = {
    CAS_RATE(
        "eq:50+1", "printed",
        "if Q_delta <= 1 and Q_epsilon <= T, the middle of (50) is at most a constant "
        "times ln T/T"),
    .data =
        &(const cas_rates){
            .checks =
                (const cas_rate_check[]){
                    CAS_BOUNDED("z k hM hX", CAS_WITH({"hM", "1"}, {"hX", "k*z"}),
                                "z + z*hM + hX", "z*(2 + k)"),
                    CAS_AT_MOST("z l", "l*z", "2*z + z^2 + z*l"),
                    CAS_FOR_T("2*" Z " + " Z "*(1 - " Q_TO("T") ")", "3*" Z),
                    CAS_FOR_T("log(T)*" Z, "2*" Z " + " Z "^2*(1 + T)"),
                    {0}},
            .reported = 3},
    .mutants =
        (const cas_mutant[]){{"1: z*(1 + k)", "without the backward perturbations"},
                             {"3: 2*" Z, "without the backward perturbations"},
                             {"4: 12*" Z, "the last side of (50) has the rate"},
                             {NULL, NULL}},
    .note =
        "For all T >= 3 and Q_delta <= k. From the middle of (50): its last side is ln T "
        "times too large at Q_epsilon = T. Repair there: min{Q_epsilon, T/ln T}.",
};

/*: \paragraph{Corollary 3:} $\frac1z$ rhs(38) is at most $\frac{\Delta_0}{\ln T} +
\frac{9L\sigma^2}{\mu^2} + \frac{9L}{\mu^2}(z Q_\delta a^2 \max C^e_\delta + e^2 \sum
C^e_\varepsilon\, zS) + \frac3{2\mu} Q_\delta a^4 \max \tilde C^b_\delta$. In the check $X
= Q_\delta \le k$, as a hit's weight is at most $1$, and $V = zX \le k$. The proof refers
to (37), which must be (38). */
const cas_claim cas_claim_corollary_3_printed = {
    CAS_RATE(
        "cor:3", "printed",
        "with zero conditional means, Q_delta <= 1, Q_epsilon <= T, (38) at gamma = 3 "
        "ln T/(mu T) is at most K ln T/T, with an explicit K"),
    .data =
        &(const cas_rates){
            .checks =
                (const cas_rate_check[]){
                    CAS_BOUNDED(COUNTED_CONVEX,
                                CAS_WITH({"p", "z"}, {"P", "1"}, {"V", "k"}, {"X", "k"}),
                                "p*D + 9*L*s*m^2*z + 9*L*m^2*z*(A*V + E*P) + 3/2*m*z*G*X",
                                "z*(D + 9*L*s*m^2 + 9*L*m^2*(A*k + E) + 3/2*m*G*k)"),
                    CAS_FROM(5,
                             Q_TO("T") " + 9*" Z " + 9*" Z
                                       "^2*(1 + " SUM_TO("T") ") + 3/2*" Z,
                             "21*" Z),
                    {0}},
            .reported = 2},
    .mutants = (const cas_mutant[]){{"1: z*(D + 9*L*s*m^2 + 9*L*m^2*(A*k + E) + m*G*k)",
                                     "1 for 3/2"},
                                    {"2: 19*" Z, "19 for 21"},
                                    {"2: 21/T", "the rate 1/T"},
                                    {NULL, NULL}},
    .note = "For all T >= 3 with T/ln T >= 9 L/mu, all constants and Q_delta <= k; K as "
            "in the first check. Zero-mean is meant conditionally, as in Corollary 2; "
            "the proof's (37) must be (38).",
};
