/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/checks.h"
#include "claim/values.h"

/*: \section{Corollaries 2 and 3}

``Zero-mean'' is read conditionally, as the discussion of Table 1 says: $\mathbb
E[\delta_i | \mathcal F, x, \delta_1, \dots, \delta_{i-1}] = 0$ and likewise for
$\varepsilon_i$. With plain expectations the corollaries are false: $f_1 = w$, $f_2 = y$,
$R = \frac12w^2 - w$ (so that $\ell = \frac12 w^2$) and $\varepsilon_2^{(t)} = Z$ for all
$t$ with one fair coin $Z = \pm1$ has $\mathbb E\varepsilon_2 = 0$ and $Q_\varepsilon =
T$, but $w \to -Z$: the gradient norm tends to $1$. And if $\mathcal G_i$ is taken to the
letter, $\mathbb E^{\mathcal G_i}\delta_i = \delta_i$, and zero-mean forward perturbations
are $0$.

In the checks $x = T^{-1/8}$, $y = T^{-1/2}$, $Q_\delta$ and $Q_\varepsilon$ are counts,
and the other names are those of Corollary 1. The bounds hold for every $T \ge 1$ (for
(38): $T \ge 3$), all constants, and counts $Q_\delta \le kT^{1/2}$, $Q_\varepsilon \le
lT$ (for (38): $Q_\delta \le k$). $X = Q_\delta/T \le ky$ and $Y = Q_\varepsilon/T \le l$,
and where $X$ stands behind another $y$, the weaker bound $k$ is enough; it is then
written $V$. $h_n = 1 - q^n$ is at most $1$ and, by Bernoulli, at most $nz$: $h_{n+1} =
h_n + zq^n$. */
#define PROBLEM "x c h Delta L sigma2 A_delta A_epsilon G Q_delta Q_epsilon"
#define COUNTED "y c h Delta L sigma2 A_delta A_epsilon G k l V X Y"
#define AT_POWERS_OF_2                                                                   \
    "T_k = 2^k; Z_k = log(T_k)/T_k; q_k = 1 - Z_k; S_k = q_k (1 - q_k^{T_k})/Z_k; "      \
    "s_k = q_k (1 - q_k^{sqrt(T_k)})/Z_k"

/*: \paragraph{(49), first relation:} (37) without conditional means, at $\gamma =
cT^{-1/2}$; $A_\delta$, $A_\varepsilon$ and $G$ are the sums over $t$ themselves. */
const cas_claim cas_claim_eq_49_1_printed = {
    CAS_EXACT_CLAIM("eq:49/1", "printed"),
    .statement =
        "(37) with zero conditional means at gamma = c T^{-1/2} is at most a constant "
        "times T^{-1/2} + T^{-3/2} sum(second moments) + T^{-1} sum(fourth moments)",
    .names = PROBLEM,
    .checks = CAS_CHECKS(
        "6 Delta h x^4 + 6 L gamma sigma2 + 6 L gamma x^8 (A_delta + A_epsilon) + "
        "3 x^8 G <= K (x^4 + x^12 (A_delta + A_epsilon) + x^8 G) "
        "where gamma = c x^4; K = 6 Delta h + 6 L c sigma2 + 6 L c + 3"),
    .note = "For all T and all constants, by the signs of coefficients.",
    .given = CAS_NAMES("thm:4 repaired"),
    .readings = CAS_NAMES("free-of-T", "step-of-order"),
    .prose =
        "the sums over t of (37) are A_delta, A_epsilon, B_delta, B_epsilon and G, and "
        "x stands for T^(-1/8)",
};

/*: \paragraph{(49), second relation:} an occurrence is one pair $(t, i)$ and adds at most
$A_\delta$ (resp. $A_\varepsilon$, $G$) to its sum; so the sums are at most $A_\delta
Q_\delta$, $A_\varepsilon Q_\varepsilon$, $G Q_\delta$. */
const cas_claim cas_claim_eq_49_2_printed = {
    CAS_EXACT_CLAIM("eq:49/2", "printed"),
    .statement =
        "with Q_delta and Q_epsilon occurrences of size O(1) the sums give (Q_delta + "
        "Q_epsilon) T^{-3/2} + Q_delta/T",
    .names = PROBLEM,
    .checks = CAS_CHECKS("x^12 (A_delta Q_delta + A_epsilon Q_epsilon) + x^8 G Q_delta "
                         "<= (A_delta + A_epsilon + G) "
                         "((Q_delta + Q_epsilon) x^12 + Q_delta x^8)"),
    .note = "For all T and all constants, by the signs of coefficients.",
    .prose =
        "an occurrence is one pair (t, i) and adds at most A_delta, A_epsilon or G to "
        "its sum",
};

/*: \paragraph{Corollary 2, and the display after (49).} With $Q_\delta = T^{1/2}$,
$Q_\varepsilon = T$ and unit constants, $c = \frac13$, the right side of (37) is $R_k$. */
const cas_claim cas_claim_corollary_2_printed = {
    CAS_EXACT_CLAIM("cor:2@x-in-F", "printed"),
    .statement =
        "with zero conditional means, Q_delta <= T^{1/2}, Q_epsilon <= T, (37) at gamma "
        "= c T^{-1/2} is at most K T^{-1/2}, with an explicit K",
    .names = COUNTED,
    .notation = "T_k = 2^k; g_k = 1/sqrt(T_k); "
                "R_k = (18 + 2 + 2 (sqrt(T_k) + T_k)/T_k) g_k + 3 sqrt(T_k)/T_k",

    .checks = CAS_CHECKS(
        "6 Delta h y + 6 L gamma sigma2 + 6 L gamma (A_delta V + A_epsilon Y) + 3 G X <= "
        "y (6 Delta h + 6 L c sigma2 + 6 L c (A_delta k + A_epsilon l) + 3 G k) "
        "if V <= k, X <= k y, Y <= l where gamma = c y",
        "R_k <= 26/sqrt(T_k) for k = 4..60"),
    .mistakes =
        (const cas_mistake[]){
            {"R_k <= 24/sqrt(T_k) for k = 4..60", "24 for 26"},
            {"R_k <= 26/T_k for k = 4..60", "the rate 1/T"},
            {0},
        },
    .note =
        "For all T >= (3 L c)^2, all constants, and counts at most k T^{1/2} and l T; K "
        "as in the first check. Zero-mean is meant conditionally; with plain "
        "expectations it is false, see tab:1/zero-mean.",
    .given = CAS_NAMES("thm:4 repaired", "eq:49/2"),
    .prose =
        "the sums are at most as many terms of size O(1) as there are occurrences, so "
        "that X, Y and V stand for them",
};

const cas_claim cas_claim_eq_49_3_printed = {
    CAS_EXACT_CLAIM("eq:49+1", "printed"),
    .statement =
        "if Q_delta <= T^{1/2} and Q_epsilon <= T, the last side of (49) is at most a "
        "constant times T^{-1/2}",
    .names = COUNTED,
    .notation = AT_POWERS_OF_2
    "; R_k = 1/sqrt(T_k) + (sqrt(T_k) + T_k)/T_k^(3/2) + sqrt(T_k)/T_k",
    .checks = CAS_CHECKS("y + y (V + Y) + X <= y (1 + 2 k + l) "
                         "if V <= k, X <= k y, Y <= l",
                         "R_k <= 4/sqrt(T_k) for k = 4..60"),
    .mistakes =
        (const cas_mistake[]){
            {"R_k <= 3/sqrt(T_k) for k = 4..60", "3 for 4"},
            {0},
        },
    .note = "For all T >= 1 and counts at most k T^{1/2} and l T.",
    .prose = "X = Q_delta/T and Y = Q_epsilon/T, and y = T^(-1/2) <= 1",
};

/*: \paragraph{The display before (50).} The first relation is (38) with $\gamma =
3z/\mu$. For the second, the weights $q^{T-t}$ are largest at the end of the run, and the
least exponent is $1$ ($t \le T-1$): with one operator the hits' weights sum to at most
$\sum_{k=1}^{Q} q^k$; with $N-1$ operators that share a step, to at most $(N-1)\sum_{k \le
\lceil Q/(N-1)\rceil} q^k$. The two kinds of hits together are at most twice the sum for
the larger count. That the end is the worst place: hits $k_1 < k_2 < \dots$
before the end have $k_j \ge j$, so that $q^{k_j} = q^j e$ with $e = q^{k_j - j} \le 1$
(first check); and with $S$ and $S + d$ the sums for the smaller and the larger count,
$S + (S + d) \le 2(S + d)$ (second check, where $a$ is $S$). As an example, at $Q_\delta =
\sqrt T$, $Q_\varepsilon = T$, hits at the start against hits at the end. */
const cas_claim cas_claim_eq_49_4_printed = {
    CAS_EXACT_CLAIM("eq:49+2", "printed"),
    .statement =
        "at one operator, sums of q^{T-t} over Q_delta and over Q_epsilon hits are at "
        "most 2 sum_{t=1}^{max(Q_delta, Q_epsilon)} q^t",
    .names = "a d e",
    .notation = AT_POWERS_OF_2,
    .checks = CAS_CHECKS("a e <= a if e <= 1", "a + (a + d) <= 2 (a + d)",
                         "q_k^{T_k - sqrt(T_k)} s_k <= s_k for k = 4..60",
                         "s_k + S_k <= 2 S_k for k = 4..60"),
    .mistakes =
        (const cas_mistake[]){
            {"q_k^{T_k - 1} sqrt(T_k) >= s_k for k = 4..60",
             "the start is the worst place"},
            {"s_k + S_k <= S_k for k = 4..60", "the larger sum once"},
            {0},
        },
    .note = "For all T and all counts. With N - 1 operators the "
            "constant is N - 1 times as large.",
    .prose = "that the end of the run is the worst place: hits k_1 < k_2 < .. before the "
             "end have k_j >= j",
};

/*: \paragraph{(50), first relation:} $\sum_{k=1}^Q q^k = q(1 - q^Q)/(1 - q)$ (by
induction over $Q$, where $n$ stands for $q^Q$: first check); printed without the factor
$a = q \le 1$ before $h = 1 - q^Q$. */
const cas_claim cas_claim_eq_50_1_printed = {
    CAS_EXACT_CLAIM("eq:50/1", "printed"),
    .statement = "sum_{t=1}^Q (1 - ln T/T)^t <= (1 - (1 - ln T/T)^Q)/(1 - (1 - ln T/T))",
    .names = "z n a h",
    .notation = AT_POWERS_OF_2,
    .checks =
        CAS_CHECKS("(1 - z) (1 - n) + z n (1 - z) = (1 - z) (1 - n (1 - z))",
                   "z sum_{t=1..Q} (1 - z)^t = (1 - z) (1 - (1 - z)^Q) "
                   "for Q = 0..32",
                   "a h <= h if a <= 1", "S_k <= (1 - q_k^{T_k})/Z_k for k = 4..60"),
    .mistakes =
        (const cas_mistake[]){
            {"S_k <= 9/10 (1 - q_k^{T_k})/Z_k for k = 4..60", "0.9 of it"},
            {0},
        },
    .note = "For all T >= 3 and all Q, as zS = q (1 - q^Q) by induction over Q.",
    .prose = "the induction over Q, whose step is the first check, for Q > 32",
};

/*: \paragraph{(50), second relation:} Bernoulli, $(1-z)^Q \ge 1 - Qz$. The printed
$\max\{Q_\delta + Q_\varepsilon\}$ is a misprint for $\max\{Q_\delta, Q_\varepsilon\}$ or
for the sum; both are right. $h_X$ and $h_M$ are $1 - q^Q$ for $Q = Q_\delta = X$ and for
the larger count, which is at most $X + Y$. The examples have $Q_\delta = \sqrt T$ or $1$,
$Q_\varepsilon = T$. */
const cas_claim cas_claim_eq_50_2_printed = {
    CAS_EXACT_CLAIM("eq:50/2", "printed"),
    .statement = "z + z^2 (1 - q^max(Q_delta, Q_epsilon))/z + z (1 - q^{Q_delta})/z <= "
                 "z (1 + Q_delta) + z^2 (Q_delta + Q_epsilon), z = ln T/T",
    .names = "z n X Y h_X h_M",
    .notation = AT_POWERS_OF_2,
    .checks = CAS_CHECKS(
        "(1 - n) + z n = 1 - n (1 - z)",
        "1 - (1 - z)^Q = z sum_{j=0..Q-1} (1 - z)^j for Q = 0..32",
        "z + z h_M + h_X <= z (1 + X) + z^2 (X + Y) if h_M <= (X + Y) z, h_X <= X z",
        "1 - q_k^{sqrt(T_k)} <= Z_k sqrt(T_k) for k = 4..60",
        "Z_k + Z_k (1 - q_k^{T_k}) + (1 - q_k^{sqrt(T_k)}) <= "
        "Z_k (1 + sqrt(T_k)) + Z_k^2 T_k for k = 4..60",
        "Z_k + Z_k (1 - q_k^{T_k}) + Z_k <= 2 Z_k + Z_k^2 T_k for k = 4..60"),
    .mistakes =
        (const cas_mistake[]){
            {"1 - q_k^{sqrt(T_k)} <= 9/10 Z_k sqrt(T_k) for k = 4..60", "0.9 Q"},
            {"Z_k + Z_k (1 - q_k^{T_k}) + (1 - q_k^{sqrt(T_k)}) <= "
             "1/2 Z_k sqrt(T_k) + Z_k^2 sqrt(T_k) for k = 4..60",
             "Q_delta alone"},
            {0},
        },
    .note = "For all T >= 3 and all counts. Also with max{Q_delta, Q_epsilon} for the "
            "misprinted max{Q_delta + Q_epsilon}.",
    .given = CAS_NAMES("eq:50/1"),
    .prose =
        "Bernoulli's inequality by the induction whose step is the first check, for Q "
        "> 32",
};

/*: \paragraph{The conclusion after (50).} It does not follow from the last side of (50):
with $Q_\varepsilon = T$ that is $z(2 + \ln T)$ and more, as $z^2T = z\ln T$, a logarithm
too large for every constant. */
const cas_claim cas_claim_eq_50_3_printed = {
    CAS_EXACT_CLAIM("eq:50+1", "printed"),
    .statement = "if Q_delta <= 1 and Q_epsilon <= T, the last side of (50) is at most a "
                 "constant times ln T/T",
    .formula = "z (1 + Q_delta) + z^2 (Q_delta + Q_epsilon) <= K z where z = log(T)/T",
    .names = "T K Q_delta Q_epsilon",
    .checks = CAS_CHECKS("log(t_k) z_k <= 2 z_k + z_k^2 (1 + t_k) for k = 4..60 "
                         "where t_k = 2^k; z_k = log(t_k)/t_k"),
    .mistakes =
        (const cas_mistake[]){
            {"log(t_k) z_k <= 2 z_k + z_k^2 (1 + sqrt(t_k)) for k = 4..60 "
             "where t_k = 2^k; z_k = log(t_k)/t_k",
             "Q_epsilon = T^{1/2}"},
            {0},
        },
    .refutes = true,
    .kind = &cas_values_kind,
    .witnesses = (const char *const[]){"values-last-side-of-50.json", NULL},
    .note =
        "At Q_epsilon = T the last side is at least ln T times ln T/T. The conclusion "
        "is true, by the middle of (50).",
};

/*: \paragraph{Repaired,} from the middle: $1 - q^Q \le \min\{1, Qz\}$, so that the term
is at most $z$; in the last side $Q_\varepsilon$ becomes $\min\{Q_\varepsilon, T/\ln T\}$.
*/
const cas_claim cas_claim_eq_50_3_repaired = {
    CAS_EXACT_CLAIM("eq:50+1", "repaired"),
    .statement =
        "if Q_delta <= 1 and Q_epsilon <= T, the middle of (50) is at most a constant "
        "times ln T/T",
    .names = "z k h_X h_M",
    .notation = AT_POWERS_OF_2,
    .checks = CAS_CHECKS("z + z h_M + h_X <= z (2 + k) if h_M <= 1, h_X <= k z",
                         "2 Z_k + Z_k (1 - q_k^{T_k}) <= 3 Z_k for k = 4..60"),
    .mistakes =
        (const cas_mistake[]){
            {"2 Z_k + Z_k (1 - q_k^{T_k}) <= 2 Z_k for k = 4..60",
             "without the backward perturbations"},
            {0},
        },
    .note = "For all T >= 3 and Q_delta <= k.",
    .prose = "q^Q >= 1 - Q z, by Bernoulli's inequality",
};

/*: \paragraph{Corollary 3:} $\frac1z$ rhs(38) is at most $\frac{\Delta_0}{\ln T} +
\frac{9L\sigma^2}{\mu^2} + \frac{9L}{\mu^2}(z Q_\delta a^2 \max C^e_\delta + e^2 \sum
C^e_\varepsilon\, zS) + \frac3{2\mu} Q_\delta a^4 \max \tilde C^b_\delta$. In the check $X
= Q_\delta \le k$, as a hit's weight is at most $1$, and $V = zX \le k$. With unit
constants the right side of (38) is $R_k$. The proof refers to (37), which must be
(38). */
const cas_claim cas_claim_corollary_3_printed = {
    CAS_EXACT_CLAIM("cor:3@x-in-F", "printed"),
    .statement =
        "with zero conditional means, Q_delta <= 1, Q_epsilon <= T, (38) at gamma = 3 "
        "ln T/(mu T) is at most K ln T/T, with an explicit K",
    .names = "p z P m Delta L sigma2 A_delta A_epsilon G k V X",
    .notation = AT_POWERS_OF_2 "; R_k = q_k^{T_k} + 9 Z_k + 9 Z_k^2 (1 + S_k) + 3/2 Z_k",
    .checks = CAS_CHECKS(
        "p Delta + 9 L sigma2 m^2 z + 9 L m^2 z (A_delta V + A_epsilon P) + "
        "3/2 m z G X <= "
        "z (Delta + 9 L sigma2 m^2 + 9 L m^2 (A_delta k + A_epsilon) + 3/2 m G k) "
        "if p <= z, P <= 1, V <= k, X <= k",
        "R_k <= 21 Z_k for k = 5..60"),
    .mistakes =
        (const cas_mistake[]){
            {"R_k <= 19 Z_k for k = 5..60", "19 for 21"},
            {"R_k <= 21/T_k for k = 5..60", "the rate 1/T"},
            {0},
        },
    .note = "For all T >= 3 with T/ln T >= 9 L/mu, all constants and Q_delta <= k; K as "
            "in the first check. Zero-mean is meant conditionally, as in Corollary 2; "
            "the proof's (37) must be (38).",
    .given = CAS_NAMES("thm:5 repaired", "eq:48+1 repaired"),
    .prose =
        "q^T <= 1/T for T >= 3, by ln(1 - z) <= -z, so that p <= z; P = q (1 - q^T) <= "
        "1, the geometric sum of eq:48+1; a hit adds at most a constant to its sum, so "
        "that X, V and k stand for them",
};
