/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/checks.h"
#include "claim/values.h"

/*: \section{Corollary 1}

\paragraph{How the rates are read.} Section 3.1 lets $\lesssim$ hide a constant
``independent of problem parameters''. To the letter (45), (47), (49) to (52) are then
false: let $\Delta_0$, $\sigma$ or $N$ grow at fixed $T$. Read: independent of $T$. The
step size is $\gamma = cT^{-1/2}$, $T \ge (3L_{\nabla\ell}c)^2$, resp. $\gamma = 3\ln
T/(\mu T)$, $T/\ln T \ge 9L_{\nabla\ell}/\mu$. The coefficients are those of (21) and the
repaired (33); any that do not depend on $T$ would do.

\paragraph{How they are proved, for every $T$ and all constants.} The powers of $T$ are
written as $x = T^{-1/8}$, so that $0 < x \le 1$ for $T \ge 1$; and $z = \ln T/T$, $q = 1
- z$, $p = q^T$, $P = zS$ with $S = \sum_{k=1}^T q^k$. For every $T \ge 3$
\[ 0 < z \le \tfrac1e, \qquad p \le \tfrac1T \le z, \qquad P = q(1 - p) \le 1: \]
the derivative of $\ln T/T$ is $(1 - \ln T)/T^2$, so that $z$ is largest at $T = e$, where
it is $\frac1e$; $\ln(1 - z) \le -z$ gives $q^T \le e^{-zT} = \frac1T$, and $\ln T \ge 1$;
and the geometric sum $z\sum_{k=1}^n q^k = q(1 - q^n)$ holds for $n = 0$, and for $n + 1$
if for $n$, as $q(1 - q^n) + zq^{n+1} = q(1 - q^{n+1})$ (the first check of eq:48+1). Each
right-hand side is a polynomial in such quantities and in the constants without negative
coefficients, hence grows with each of them; with the bounds in their place it is at most
the claimed one, coefficient by coefficient. Besides, both sides are evaluated with unit
constants at $T_k = 2^k$, $k = 4, \dots, 60$; $y = T^{-1/2}$ stands for $x^4$ where it is
a common factor.

In the formulas $\Delta$ is $\Delta_0$, $L$ is $L_{\nabla\ell}$, $h = 1/c$ and $m =
1/\mu$. $A_\delta$ and $A_\varepsilon$ are the sums of the coefficients times the squared
constants of (43) or (44) for $\|\delta\|$ and $\|\varepsilon\|$; $B_\delta$ and
$B_\varepsilon$ those for the two conditional means, $G$ those for $\|\delta\|^4$. */
#define PROBLEM "x y c h Delta L sigma2 A_delta A_epsilon B_delta B_epsilon G a b U V"
#define CONVEX_PROBLEM                                                                   \
    "p q z u n r P m h f Delta L sigma2 A_delta A_epsilon B_delta B_epsilon G A B"
#define AT_POWERS_OF_2                                                                   \
    "T_k = 2^k; Z_k = log(T_k)/T_k; Q_k = 1 - Z_k; S_k = Q_k (1 - Q_k^{T_k})/Z_k"

/*: \paragraph{(45):} (37) with $\gamma = cT^{-1/2}$: the five sums keep their factors
$T^{-3/2}$ and $T^{-1}$. Here $A_\delta, \dots, G$ are the sums over $t$ themselves. */
const cas_claim cas_claim_eq_45_printed = {
    CAS_EXACT_CLAIM("eq:45", "printed"),
    .statement = "(37) at gamma = c T^{-1/2} is at most a constant times T^{-1/2} + "
                 "T^{-3/2} sum(error terms) + T^{-1} sum(bias terms)",
    .names = PROBLEM,
    .checks = CAS_CHECKS(
        "6 Delta h x^4 + 6 L gamma sigma2 + 6 L gamma x^8 (A_delta + A_epsilon) + "
        "3 x^8 (B_delta + B_epsilon + G) <= "
        "K (x^4 + x^12 (A_delta + A_epsilon) + x^8 (B_delta + B_epsilon + G)) "
        "where gamma = c x^4; K = 6 Delta h + 6 L c sigma2 + 6 L c + 3"),
    .note =
        "The constant depends on the problem, not on T; gamma = O(T^{-1/2}) is read as "
        "gamma = c T^{-1/2}, as smaller steps lose the first term.",
    .given = CAS_NAMES("thm:4 repaired"),
    .readings = CAS_NAMES("free-of-T", "step-of-order"),
    .prose =
        "the sums over t of (37) are A_delta, A_epsilon, B_delta, B_epsilon and G, and "
        "x stands for T^(-1/8)",
};

/*: \paragraph{(46):} sums of order $T$ and $T^{1/2}$ suffice in (45); and (43) gives
them, with equality of orders in (46b): $T \cdot T^{-1/2}$. In the second check $U$ and
$V$ are the averages over $t$ of the two kinds of terms in (45), which (43) bounds by
$A_\delta x^2 + A_\varepsilon$ and $(B_\delta + B_\varepsilon + G)y$. */
const cas_claim cas_claim_eq_46_printed = {
    CAS_EXACT_CLAIM("eq:46", "printed"),
    .statement =
        "(43) implies (46), and (46) makes (45) at most a constant times T^{-1/2}",
    .names = PROBLEM,
    .notation =
        AT_POWERS_OF_2 "; R_k = 1/sqrt(T_k) + 2 T_k/sqrt(T_k)^3 + 4 sqrt(T_k)/T_k",
    .checks = CAS_CHECKS("A_delta x^2 + A_epsilon <= A_delta + A_epsilon if x <= 1",
                         "6 Delta h y + 6 L c y (sigma2 + U) + 3 V <= "
                         "y (6 Delta h + 6 L c (sigma2 + a) + 3 b) "
                         "if U <= a, V <= b y",
                         "R_k <= 8/sqrt(T_k) for k = 4..60"),
    .mistakes =
        (const cas_mistake[]){
            {"R_k <= 6/sqrt(T_k) for k = 4..60", "6 for 7"},
            {0},
        },
    .given = CAS_NAMES("eq:45"),
    .readings = CAS_NAMES("free-of-T"),
    .prose = "x = T^(-1/8) <= 1 for T >= 1, and that (43) bounds the averages U and V so",
};

/*: \paragraph{Corollary 1, nonconvex.} (37) with $\gamma = cT^{-1/2}$ and (43). With unit
constants and $c = \frac13$ the right side of (37) is $R_k$. */
const cas_claim cas_claim_corollary_1_nonconvex_printed = {
    CAS_EXACT_CLAIM("cor:1/nonconvex@x-in-F", "printed"),
    .statement = "under (43), (37) at gamma = c T^{-1/2} is at most K T^{-1/2}, with an "
                 "explicit K",
    .names = PROBLEM,
    .notation = AT_POWERS_OF_2 "; R_k = (18 + 2 + 2 (1/T_k^(1/4) + 1) + 9)/sqrt(T_k)",
    .checks = CAS_CHECKS(
        "6 Delta h y + 6 L gamma sigma2 + 6 L gamma (A_delta x^2 + A_epsilon) + "
        "3 (B_delta y + B_epsilon y + G y) <= "
        "y (6 Delta h + 6 L c (sigma2 + A_delta + A_epsilon) + "
        "3 (B_delta + B_epsilon + G)) if x <= 1 where gamma = c y",
        "R_k <= 33/sqrt(T_k) for k = 4..60"),
    .mistakes =
        (const cas_mistake[]){
            {"R_k <= 30/sqrt(T_k) for k = 4..60", "30 for 33"},
            {"R_k <= 33/T_k^(3/4) for k = 4..60", "the rate T^-3/4"},
            {0},
        },
    .note = "For all T >= (3 L c)^2 and all constants, with K as in the first check. "
            "Rests on Theorem 4 (repaired) and on conditional means given F, x and the "
            "earlier perturbations.",
    .given = CAS_NAMES("thm:4 repaired"),
    .prose =
        "x = T^(-1/8) <= 1 for T >= 1; by (43) the sums are at most what stands for them",
};

/*: \paragraph{(47):} with $\gamma = 3z/\mu$ exactly, $1 - \mu\gamma/3 = q$. Since
$\ln(1-z) \le -z$, $q^T \le \frac1T = u$; the noise term is
$9L_{\nabla\ell}\sigma^2 z/\mu^2$, and the sums get $9L_{\nabla\ell}z^2/\mu^2$ and
$3z/(2\mu)$. ($A$, $B$: the weighted sums of the error and of the bias terms.) For another
$\gamma = \Theta(\ln T/T)$ the first term is another power of $T$: see Remark 2. */
const cas_claim cas_claim_eq_47_printed = {
    CAS_EXACT_CLAIM("eq:47", "printed"),
    .statement =
        "(38) at gamma = 3 ln T/(mu T) is at most a constant times 1/T + ln T/T + (ln "
        "T/T)^2 sum(error terms) + ln T/T sum(bias terms), weighted by (1 - ln "
        "T/T)^{T-t}",
    .names = CONVEX_PROBLEM,
    .notation = AT_POWERS_OF_2,
    .checks =
        CAS_CHECKS("p Delta + 3 L gamma sigma2 m + L gamma^2 A + 1/2 gamma B <= "
                   "K (u + z + z^2 A + z B) if p <= u "
                   "where gamma = 3 z m; K = Delta + 9 L sigma2 m^2 + 9 L m^2 + 3/2 m",
                   "Q_k^{T_k} <= 1/T_k for k = 4..60"),
    .mistakes =
        (const cas_mistake[]){
            {"Q_k^{T_k} <= 9/10/T_k for k = 4..60", "0.9/T for 1/T"},
            {0},
        },
    .note = "For all T >= 3 and all constants, with gamma = 3 ln T/(mu T); for other "
            "constants the first term is not 1/T.",
    .given = CAS_NAMES("thm:5 repaired"),
    .readings = CAS_NAMES("free-of-T", "step-of-order", "large-T"),
    .prose = "q^T <= 1/T for T >= 3, by ln(1 - z) <= -z; A and B stand for the weighted "
             "sums of (38)",
};

/*: \paragraph{The ``fact'' after (48), as printed:} $\sum_{t=0}^{T-1} q^{T-t} \lesssim
\ln T/T$. False: the sum is $S = q(1 - q^T)/z$, about $T/\ln T$, and $S \big/ \frac{\ln
T}{T}$ is $26$ at $T = 2^4$, $7.7 \cdot 10^{32}$ at $2^{60}$, and at least $T$
throughout. For every $T \ge 16$: by the repaired fact $zS \ge
(1 - \frac1e)\frac{15}{16}$, and $z^2T = \ln^2T/T \le 4e^{-2}$, its value at $T = e^2$; so
$S/z \ge T$ (last check), and no constant $K$ bounds it; the witness is $K = T = 2^{60}$.
*/
const cas_claim cas_claim_eq_48_1_printed = {
    CAS_EXACT_CLAIM("eq:48+1", "printed"),
    .statement = "sum_{t=0}^{T-1} (1 - ln T/T)^{T-t} <= constant * ln T/T",
    .formula = "q (1 - q^{T})/z <= K z where z = log(T)/T; q = 1 - z",
    .names = "K T",
    .checks = CAS_CHECKS("t_k z_k <= s_k for k = 4..60 "
                         "where t_k = 2^k; z_k = log(t_k)/t_k; q_k = 1 - z_k; "
                         "s_k = q_k (1 - q_k^{t_k})/z_k",
                         "4/exp(2) <= (1 - exp(-1)) 15/16"),
    .mistakes =
        (const cas_mistake[]){
            {"t_k z_k <= z_k for k = 4..60 where t_k = 2^k; z_k = log(t_k)/t_k",
             "a sum that is ln T/T"},
            {"4/exp(1) <= (1 - exp(-1)) 15/16", "e for e^2"},
            {0},
        },
    .refutes = true,
    .kind = &cas_values_kind,
    .witnesses = (const char *const[]){"values-fact-after-48.json", NULL},
    .note =
        "The sum, q (1 - q^T)/z with q = 1 - z and z = ln T/T, exceeds T times ln T/T "
        "for every T >= 16; it is about T/ln T.",
};

/*: \paragraph{The fact, repaired:} $\ln(1 - z) \le -z$ gives $q^T \le 1/T$, so that
\[ (1-z)\bigl(1 - \tfrac1T\bigr) \le zS = (1-z)(1 - q^T) \le 1: \quad S \lesssim T/\ln T.
\]
The first check is the step from $n$ to $n + 1$ of the geometric sum, where $n$ stands for
$q^n$, and the second carries the sum out; the third and the fourth bound $q(1 - q^T)$,
with $p = q^T$, $h = 1 - p$ and $u = \frac1T$. */
const cas_claim cas_claim_eq_48_1_repaired = {
    CAS_EXACT_CLAIM("eq:48+1", "repaired"),
    .statement = "(1 - z)(1 - 1/T)/z <= sum_{t=0}^{T-1} (1 - z)^{T-t} <= 1/z, z = ln T/T",
    .names = CONVEX_PROBLEM,
    .notation = AT_POWERS_OF_2,
    .checks = CAS_CHECKS("(1 - z) (1 - n) + z n (1 - z) = (1 - z) (1 - n (1 - z))",
                         "z sum_{t=0..T-1} (1 - z)^{T-t} = (1 - z) (1 - (1 - z)^T) "
                         "for T = 1..32",
                         "q h <= 1 if q <= 1, h <= 1", "q p <= q u if p <= u",
                         "Z_k S_k <= 1 for k = 4..60",
                         "(1 - Z_k) (1 - 1/T_k) <= Z_k S_k for k = 4..60"),
    .mistakes =
        (const cas_mistake[]){
            {"Z_k S_k <= 9/10 for k = 4..60", "0.9/z"},
            {"Z_k S_k <= Z_k for k = 4..60", "the printed ln T/T"},
            {"(1 - Z_k) (1 - 1/T_k) <= 9/10 Z_k S_k for k = 4..60", "0.9 of the sum"},
            {0},
        },
    .note = "For all T >= 3.",
    .prose =
        "the induction over n, whose step is the first check, for T > 32; q^T <= 1/T, "
        "by ln(1 - z) <= -z",
};

/*: \paragraph{(48):} with the repaired fact, $O(1)$ and $O(z)$ at every $t$ give $z^2 S +
z \cdot zS \le 2z$; and (44) gives them: $r = z^{1/2} \le 1$, and $z$, $z$, $z$. With the
printed fact the argument would prove the rate $z^3$ of these terms, which is false. */
const cas_claim cas_claim_eq_48_printed = {
    CAS_EXACT_CLAIM("eq:48", "printed"),
    .statement = "(44) implies (48), and (48) makes (47) at most a constant times ln T/T",
    .names = CONVEX_PROBLEM,
    .notation = AT_POWERS_OF_2,
    .checks = CAS_CHECKS("z P (A_delta r + A_epsilon) + z P B <= "
                         "z (A_delta + A_epsilon + B) if r <= 1, P <= 1",
                         "Z_k^2 S_k + Z_k Z_k S_k <= 2 Z_k for k = 4..60"),
    .mistakes =
        (const cas_mistake[]){
            {"Z_k^2 S_k + Z_k Z_k S_k <= Z_k for k = 4..60", "half of it"},
            {"Z_k^2 S_k + Z_k Z_k S_k <= 2 Z_k^3 for k = 4..60",
             "what the printed fact would give"},
            {0},
        },
    .note = "For all T >= 3 and all constants, by the fact as repaired in eq:48+1.",
    .given = CAS_NAMES("eq:47", "eq:48+1 repaired"),
    .readings = CAS_NAMES("free-of-T", "large-T"),
    .prose =
        "P = q (1 - q^T) <= 1, the geometric sum of eq:48+1; by (44) the sums are at "
        "most what stands for them",
};

/*: \paragraph{Corollary 1, PL:}
\[ \tfrac1z \cdot \text{rhs(38)} \le \tfrac{\Delta_0}{\ln T} + \tfrac{9L\sigma^2}{\mu^2} +
\tfrac{9L}{\mu^2} \bigl(a^2 z^{1/2} \textstyle\sum C^e_\delta + e^2 \sum
C^e_\varepsilon\bigr) zS + \tfrac{3}{2\mu} \bigl(b^2 \sum C^b_\delta + f^2 \sum
C^b_\varepsilon + a^4 \sum \tilde C^b_\delta\bigr) zS. \] With unit constants the right
side of (38) is $R_k$, less than $27z$; $T/\ln T \ge 9$ from $2^5$ on. */
const cas_claim cas_claim_corollary_1_pl_printed = {
    CAS_EXACT_CLAIM("cor:1/pl@x-in-F", "printed"),
    .statement = "under (44), (38) at gamma = 3 ln T/(mu T) is at most K ln T/T, with an "
                 "explicit K",
    .names = CONVEX_PROBLEM,
    .notation = AT_POWERS_OF_2
    "; R_k = Q_k^{T_k} + 9 Z_k + 9 Z_k^2 (sqrt(Z_k) + 1) S_k + 9/2 Z_k^2 S_k",
    .checks =
        CAS_CHECKS("p Delta + 9 L sigma2 m^2 z + 9 L m^2 z P (A_delta r + A_epsilon) + "
                   "3/2 m z P (B_delta + B_epsilon + G) <= "
                   "z (Delta + 9 L sigma2 m^2 + 9 L m^2 (A_delta + A_epsilon) + "
                   "3/2 m (B_delta + B_epsilon + G)) if p <= z, P <= 1, r <= 1",
                   "R_k <= 27 Z_k for k = 5..60"),
    .mistakes =
        (const cas_mistake[]){
            {"R_k <= 22 Z_k for k = 5..60", "22 for 27"},
            {"R_k <= 27/T_k for k = 5..60", "the rate 1/T"},
            {0},
        },
    .note = "For all T >= 3 with T/ln T >= 9 L/mu and all constants; K as in the first "
            "check. Rests on Theorem 5 (repaired).",
    .given = CAS_NAMES("thm:5 repaired", "eq:48+1 repaired"),
    .prose =
        "q^T <= 1/T for T >= 3, by ln(1 - z) <= -z, so that p <= z; P = q (1 - q^T) <= "
        "1, the geometric sum of eq:48+1; by (44) the sums are at most what stands for "
        "them",
};
