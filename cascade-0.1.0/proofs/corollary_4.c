/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/checks.h"
#include "claim/values.h"

/*: \section{Corollary 4 and Table 1}

Names as for Corollaries 1 and 2, and the bounds hold for the same $T$ and all constants;
$B_\delta$, $B_\varepsilon$: the coefficients of the conditional means; $Y =
Q_\varepsilon/T \le ky$ (for (38): $Q_\varepsilon \le k$), and $W$ is to $Y$ as $V$ to
$X$. $R_k$ is the right side of (37) or (38) with unit constants at $T_k = 2^k$. */
#define PROBLEM                                                                          \
    "x y z v p P c h m Delta L sigma2 A_delta A_epsilon B_delta B_epsilon G "            \
    "Q_delta Q_epsilon U k V W X Y"
#define AT_POWERS_OF_2 "T_k = 2^k; Z_k = log(T_k)/T_k; q_k = 1 - Z_k; "
#define SQRT_SUM AT_POWERS_OF_2 "s_k = q_k (1 - q_k^{sqrt(T_k)})/Z_k"

/*: \paragraph{(51):} (37) with $Q_\delta$, $Q_\varepsilon$ hits of any mean. */
const cas_claim cas_claim_eq_51_printed = {
    CAS_EXACT_CLAIM("eq:51", "printed"),
    .statement =
        "(37) at gamma = c T^{-1/2} with Q_delta and Q_epsilon hits is at most a "
        "constant times T^{-1/2} + (Q_delta + Q_epsilon)(T^{-3/2} + T^{-1})",
    .names = PROBLEM,
    .checks =
        CAS_CHECKS("6 Delta h x^4 + 6 L gamma sigma2 + "
                   "6 L gamma x^8 (A_delta Q_delta + A_epsilon Q_epsilon) + "
                   "3 x^8 (B_delta Q_delta + B_epsilon Q_epsilon + G Q_delta) <= "
                   "K (x^4 + (Q_delta + Q_epsilon) (x^12 + x^8)) where gamma = c x^4; "
                   "K = 6 Delta h + 6 L c (sigma2 + A_delta + A_epsilon) + "
                   "3 (B_delta + B_epsilon + G)"),
    .note = "For all T and all constants, by the signs of coefficients.",
    .given = CAS_NAMES("thm:4 repaired"),
    .readings = CAS_NAMES("free-of-T", "step-of-order"),
    .prose =
        "each hit adds at most A_delta, .. or G to its sum in (37), and x stands for "
        "T^(-1/8)",
};

const cas_claim cas_claim_eq_51_1_printed = {
    CAS_EXACT_CLAIM("eq:51+1", "printed"),
    .statement =
        "if Q_delta, Q_epsilon <= T^{1/2}, (51) is at most a constant times T^{-1/2}",
    .names = PROBLEM,
    .notation =
        AT_POWERS_OF_2 "R_k = 1/sqrt(T_k) + 2 sqrt(T_k)/T_k^(3/2) + 2 sqrt(T_k)/T_k",
    .checks = CAS_CHECKS("y + (V + W) y + (X + Y) <= y (1 + 4 k) "
                         "if V <= k, W <= k, X <= k y, Y <= k y",
                         "R_k <= 4/sqrt(T_k) for k = 4..60"),
    .mistakes =
        (const cas_mistake[]){
            {"R_k <= 3/sqrt(T_k) for k = 4..60", "3 for 4"},
            {0},
        },
    .note = "For all T >= 1 and counts at most k T^{1/2}.",
    .given = CAS_NAMES("eq:51"),
    .prose = "X, Y, V and W stand for Q_delta/T and Q_epsilon/T",
};

/*: \paragraph{Corollary 4, nonconvex:} as Corollary 2 and $3(Q_\delta b^2\max C^b_\delta
+ Q_\varepsilon e^2 \max C^b_\varepsilon)T^{-1/2}$. */
#define NONCONVEX_MEANS                                                                  \
    "6 Delta h y + 6 L gamma sigma2 + 6 L gamma (A_delta V + A_epsilon W) + "            \
    "3 (B_delta + G) X + 3 B_epsilon Y <= "                                              \
    "y (6 Delta h + 6 L c sigma2 + 6 L c (A_delta + A_epsilon) k + "                     \
    "3 (B_delta + B_epsilon + G) k) "                                                    \
    "if V <= k, W <= k, X <= k y, Y <= k y where gamma = c y"
#define NONCONVEX_MEANS_SUM                                                              \
    "R_k = (18 + 2 + 2 * 2 sqrt(T_k)/T_k)/sqrt(T_k) + 3 * 3 sqrt(T_k)/T_k"

const cas_claim cas_claim_corollary_4_nonconvex_printed = {
    CAS_EXACT_CLAIM("cor:4/nonconvex", "printed"),
    .statement = "with Q_delta, Q_epsilon <= T^{1/2} hits of any mean, (37) at gamma = c "
                 "T^{-1/2} is at most K T^{-1/2}, with an explicit K",
    .names = PROBLEM,
    .notation = AT_POWERS_OF_2 NONCONVEX_MEANS_SUM,
    .checks = CAS_CHECKS(NONCONVEX_MEANS, "R_k <= 31/sqrt(T_k) for k = 4..60"),
    .mistakes =
        (const cas_mistake[]){
            {"R_k <= 29/sqrt(T_k) for k = 4..60", "29 for 31"},
            {"R_k <= 31/T_k for k = 4..60", "the rate 1/T"},
            {0},
        },
    .note = "For all T >= (3 L c)^2, all constants, and counts at most k T^{1/2}; K as "
            "in the first check. Rests on Theorem 4 (repaired).",
    .given = CAS_NAMES("thm:4 repaired"),
    .prose =
        "each hit adds at most a constant to its sum, so that X, Y, V and W stand for "
        "them",
};

/*: \paragraph{(52).} First relation: the $\gamma^2$-terms are absorbed, $z^2 \le z$ ($v =
z$, and $U$ is the sum); second: the geometric sum, where $n$ stands for $q^Q$, $a$ for
$q$ and $h$ for $1 - q^Q$; third: Bernoulli, $h \le Qz$. As an example, with $Q_\delta =
1$ and $Q_\varepsilon = \sqrt T$. */
const cas_claim cas_claim_eq_52_1_printed = {
    CAS_EXACT_CLAIM("eq:52/1", "printed"),
    .statement = "z + z^2 sum + z sum <= 2 (z + z sum_{t=1}^{max(Q_delta, Q_epsilon)} (1 "
                 "- z)^t), z = ln T/T",
    .names = PROBLEM,
    .notation = SQRT_SUM,
    .checks = CAS_CHECKS("z + v z U + z U <= 2 (z + z U) if v <= 1",
                         "Z_k + Z_k^2 s_k + Z_k s_k <= 2 (Z_k + Z_k s_k) for k = 4..60"),
    .mistakes =
        (const cas_mistake[]){
            {"Z_k + Z_k^2 s_k + Z_k s_k <= Z_k + Z_k s_k for k = 4..60", "1 for 2"},
            {0},
        },
    .note = "For all T >= 3 and all counts.",
    .prose = "z = ln T/T <= 1 for T >= 3",
};

const cas_claim cas_claim_eq_52_2_printed = {
    CAS_EXACT_CLAIM("eq:52/2", "printed"),
    .statement = "sum_{t=1}^Q (1 - z)^t <= (1 - (1 - z)^Q)/z",
    .names = "z n a h",
    .notation = SQRT_SUM,
    .checks = CAS_CHECKS("(1 - z) (1 - n) + z n (1 - z) = (1 - z) (1 - n (1 - z))",
                         "a h <= h if a <= 1",
                         "Z_k + Z_k s_k <= Z_k (1 + (1 - q_k^{sqrt(T_k)})/Z_k) "
                         "for k = 4..60"),
    .mistakes =
        (const cas_mistake[]){
            {"Z_k + Z_k s_k <= 9/10 Z_k (1 + (1 - q_k^{sqrt(T_k)})/Z_k) for k = 4..60",
             "0.9 of it"},
            {0},
        },
    .note = "For all T >= 3 and all Q, as in eq:50/1.",
    .prose = "the induction over Q, whose step is the first check",
};

const cas_claim cas_claim_eq_52_3_printed = {
    CAS_EXACT_CLAIM("eq:52/3", "printed"),
    .statement = "z (1 + (1 - (1 - z)^Q)/z) <= z (1 + Q)",
    .names = "z Q h",
    .notation = SQRT_SUM,
    .checks = CAS_CHECKS("z + h <= z (1 + Q) if h <= Q z",
                         "Z_k (1 + (1 - q_k^{sqrt(T_k)})/Z_k) <= Z_k (1 + sqrt(T_k)) "
                         "for k = 4..60"),
    .mistakes =
        (const cas_mistake[]){
            {"Z_k (1 + (1 - q_k^{sqrt(T_k)})/Z_k) <= 9/10 Z_k (1 + sqrt(T_k)) "
             "for k = 4..60",
             "0.9 of it"},
            {0},
        },
    .note = "For all T >= 3 and all Q, by Bernoulli's inequality as in eq:50/2.",
    .given = CAS_NAMES("eq:50/2"),
    .prose = "Bernoulli's inequality",
};

const cas_claim cas_claim_eq_52_4_printed = {
    CAS_EXACT_CLAIM("eq:52+1", "printed"),
    .statement = "if Q_delta, Q_epsilon <= 1, (52) is at most a constant times ln T/T",
    .names = "z Q k",
    .notation = AT_POWERS_OF_2,
    .checks = CAS_CHECKS("z (1 + Q) <= z (1 + k) if Q <= k",
                         "Z_k + Z_k q_k <= 2 Z_k for k = 4..60"),
    .mistakes =
        (const cas_mistake[]){
            {"Z_k + Z_k q_k <= 3/2 Z_k for k = 4..60", "3/2 for 2"},
            {0},
        },
    .note = "For all T >= 3 and counts at most k.",
    .given = CAS_NAMES("eq:52/1", "eq:52/2", "eq:52/3"),
    .prose = "Q stands for the larger count",
};

/*: \paragraph{Corollary 4, PL:} as Corollary 3 with $\frac3{2\mu}(Q_\delta(b^2\max
C^b_\delta + a^4\max\tilde C^b_\delta) + Q_\varepsilon e^2 \max C^b_\varepsilon)$. */
#define CONVEX_MEANS                                                                     \
    "p Delta + 9 L sigma2 m^2 z + 9 L m^2 z (A_delta V + A_epsilon W) + "                \
    "3/2 m z ((B_delta + G) X + B_epsilon Y) <= "                                        \
    "z (Delta + 9 L sigma2 m^2 + 9 L m^2 (A_delta + A_epsilon) k + "                     \
    "3/2 m (B_delta + B_epsilon + G) k) if p <= z, V <= k, W <= k, X <= k, Y <= k"
#define CONVEX_MEANS_SUM "R_k = q_k^{T_k} + 9 Z_k + 9 Z_k^2 * 2 + 3/2 Z_k * 3"

const cas_claim cas_claim_corollary_4_pl_printed = {
    CAS_EXACT_CLAIM("cor:4/pl", "printed"),
    .statement =
        "with Q_delta, Q_epsilon <= 1 hits of any mean, (38) at gamma = 3 ln T/(mu T) "
        "is at most K ln T/T, with an explicit K",
    .names = PROBLEM,
    .notation = AT_POWERS_OF_2 CONVEX_MEANS_SUM,
    .checks = CAS_CHECKS(CONVEX_MEANS, "R_k <= 17 Z_k for k = 5..60"),
    .mistakes =
        (const cas_mistake[]){
            {"R_k <= 13 Z_k for k = 5..60", "13 for 17"},
            {"R_k <= 17/T_k for k = 5..60", "the rate 1/T"},
            {0},
        },
    .note = "For all T >= 3 with T/ln T >= 9 L/mu, all constants, and counts at most k; "
            "K as in the first check. Rests on Theorem 5 (repaired).",
    .given = CAS_NAMES("thm:5 repaired"),
    .prose =
        "q^T <= 1/T for T >= 3, by ln(1 - z) <= -z, so that p <= z; a hit adds at most "
        "a constant to its sum, so that X, Y, V and W stand for them",
};

/*: \paragraph{Table 1, as sufficient conditions.} All eight entries: the four bounds
above and of Corollaries 2 and 3 at the counts of the table. That counts of larger order
would not be tolerated is not what the corollaries say, and for the non-zero-mean PL row
it is wrong: see \texttt{sharp}. With unit constants the four right sides are $M_k$,
$R_k$, $N_k$ and $H_k$. */
const cas_claim cas_claim_table_1_known = {
    CAS_EXACT_CLAIM("tab:1@x-in-F", "printed"),
    .statement =
        "at the counts of Table 1 the bounds (37), (38) keep the rates: T^{1/2} and T, "
        "T^{1/2} and T^{1/2} (nonconvex), 1 and T, 1 and 1 (PL)",
    .names = PROBLEM,
    .notation = AT_POWERS_OF_2 NONCONVEX_MEANS_SUM
    "; S_k = q_k (1 - q_k^{T_k})/Z_k; "
    "M_k = (20 + 2 (sqrt(T_k) + T_k)/T_k)/sqrt(T_k) + 3 sqrt(T_k)/T_k; "
    "N_k = q_k^{T_k} + 9 Z_k + 9 Z_k^2 (1 + S_k) + 3/2 Z_k; "
    "H_k = q_k^{T_k} + 9 Z_k + 9 Z_k^2 * 2 + 3/2 Z_k * 3",
    .checks = CAS_CHECKS(
        "6 Delta h y + 6 L gamma sigma2 + 6 L gamma (A_delta V + A_epsilon Y) + 3 G X <= "
        "y (6 Delta h + 6 L c sigma2 + 6 L c (A_delta + A_epsilon) k + 3 G k) "
        "if V <= k, X <= k y, Y <= k where gamma = c y",
        NONCONVEX_MEANS,
        "p Delta + 9 L sigma2 m^2 z + 9 L m^2 z (A_delta V + A_epsilon P) + "
        "3/2 m z G X <= "
        "z (Delta + 9 L sigma2 m^2 + 9 L m^2 (A_delta k + A_epsilon) + 3/2 m G k) "
        "if p <= z, P <= 1, V <= k, X <= k",
        CONVEX_MEANS, "M_k <= 26/sqrt(T_k) for k = 4..60",
        "R_k <= 31/sqrt(T_k) for k = 4..60", "N_k <= 21 Z_k for k = 5..60",
        "H_k <= 17 Z_k for k = 5..60"),
    .mistakes =
        (const cas_mistake[]){
            {"M_k <= 24/sqrt(T_k) for k = 4..60", "24 for 26"},
            {"R_k <= 31/T_k for k = 4..60", "1/T for T^{-1/2}"},
            {"N_k <= 19 Z_k for k = 5..60", "19 for 21"},
            {"H_k <= 13 Z_k for k = 5..60", "13 for 17"},
            {0},
        },
    .note =
        "As sufficient conditions, for all T and constants as in Corollaries 2 to 4, "
        "with zero mean meant conditionally; rests on Theorems 4 and 5 (repaired). The "
        "sentence that exceeding them may slow convergence does not hold for the PL "
        "entries O(1) of any mean: see sharp.",
    .given = CAS_NAMES("cor:2@x-in-F", "cor:3@x-in-F", "cor:4/nonconvex", "cor:4/pl"),
    .prose = "the four corollaries, put together",
};

/*: Where the past does not know the sample, the entry $T$ of the zero-mean backward
perturbations is false with Corollary 2, whose example keeps $\|\nabla\ell\|^2 = 1$. */
const cas_claim cas_claim_table_1_hidden = {
    CAS_EXACT_CLAIM("tab:1", "printed"),
    .statement = "with zero conditional means of epsilon, Q_delta = 0 and Q_epsilon = T, "
                 "SGD has the rate T^{-1/2}",
    .formula = "1 <= K/sqrt(T)",
    .names = "K T",
    .checks = CAS_CHECKS("2^k/sqrt(4^(k+1)) < 1 for k = 0..60"),
    .mistakes =
        (const cas_mistake[]){
            {"2^k/sqrt(4^(k-1)) < 1 for k = 1..60", "smaller T"},
            {0},
        },
    .refutes = true,
    .kind = &cas_values_kind,
    .witnesses = CAS_NAMES("values-hidden-sample-table-1.json"),
    .readings = CAS_NAMES("x-not-in-F"),
    .note = "False with cor:2, by the same example.",
};

/*: \paragraph{Table 1, sharp.} On $\ell = \frac12w^2$, from $w = 0$, with hits of size
and mean $1$; counts are taken where they are whole.
\begin{itemize}
\item PL, $\gamma = 3z$, $Q$ hits at the end of the run: $e_T = \frac12h^2$ with $h = 1 -
(1-\gamma)^Q \le Q\gamma$. With $Q = \sqrt{T/\ln T}$, $Q\gamma = 3\sqrt z$ and $e_T \le
\frac92z$ (first check, $y = \sqrt z$). With $Q = \sqrt T$, $h \ge 1 - e^{-v}$ with $v =
Q\gamma = 3\ln T/\sqrt T$, which decreases from $T = e^2$ on, as $(1 - e^{-v})/v$ does in
$v$. At $T = 64$ that is at least $1/\sqrt6$ (second check), hence for every $T \ge 64$,
and $e_T \ge v^2/12 = \frac34z\ln T$. That $\sqrt{T/\ln T}$ hits of any mean keep the rate
on every chain is the square-root form of Theorem 5: each adds at most
$\gamma\sqrt{L/2}\,O(1)$ to $\sqrt{e_T}$, together $O(\sqrt z)$.
\item Nonconvex, $\gamma = 1/n$, $n = \sqrt T$, $Q$ hits from the start and then none:
$w_t = -(1 - G^{\min(t,Q)})G^{\max(t-Q,0)}$ with $G = 1 - \gamma$. With $Q = n$: $1 - G^t
\le t\gamma$, so that the sum of $w_t^2$ is at most $\frac n3 + (1 - G^n)^2\frac n{2 -
1/n}$; both factors of the second term over $n$ decrease in $n$, and at $n = 8$ the
average is at most $\frac35T^{-1/2}$ (third check), hence for every $T \ge 64$. With $Q =
T^{3/4}$ the average is at least $(Q - 2/\gamma)/T = y - 2y^2$ with $y = T^{-1/4}$, and at
least $\frac12T^{-1/4}$ for $4y \le 1$, that is $T \ge 2^8$ (fourth check, with $4y + d =
1$). So $T^{1/2}$ is the right order there.
\end{itemize}
The other checks evaluate the exact formulas at powers of $2$: $L_k$ and $K_k$ are $e_T$
with late hits, $M_k$ and $N_k$ the averages with early ones, for the smaller and the
larger count; $g_k = T_k^{-1/2}$, $G_k = 1 - g_k$ and $c_k = 1 - G_k^2$. */
#define EARLY_HITS(average, count)                                                       \
    average " = ((" count ") - 2 (1 - G_k^{" count "}) sqrt(T_k) + "                     \
            "(1 - G_k^{2 (" count ")})/c_k + "                                           \
            "(1 - G_k^{" count "})^2 (1 - G_k^{2 (T_k - (" count "))})/c_k)/T_k"

const cas_claim cas_claim_table_1_sharp = {
    CAS_EXACT_CLAIM("tab:1", "sharp"),
    .statement =
        "on w^2/2 from w = 0: under PL with gamma = 3 ln T/T, (T/ln T)^{1/2} late hits "
        "of mean 1 leave at most 9/2 ln T/T and T^{1/2} at least 3/4 (ln T)^2/T; with "
        "gamma = T^{-1/2}, T^{1/2} early hits leave the average squared gradient at most "
        "3/5 T^{-1/2} and T^{3/4} at least 1/2 T^{-1/4}",
    .names = "h y d",
    .notation = "T_k = 2^k; Z_k = log(T_k)/T_k; g_k = 1/sqrt(T_k); G_k = 1 - g_k; "
                "c_k = 2 g_k - g_k^2; "
                "L_k = (1 - (1 - 3 Z_k)^{sqrt(1/Z_k)})^2/2; "
                "K_k = (1 - (1 - 3 Z_k)^{sqrt(T_k)})^2/2; " EARLY_HITS(
                    "M_k", "sqrt(T_k)") "; " EARLY_HITS("N_k", "T_k^(3/4)"),
    .checks = CAS_CHECKS(
        "h^2/2 <= 9/2 y^2 if h <= 3 y", "3/8 log(64)/sqrt(6) <= 1 - exp(-3/8 log(64))",
        "1/3 + (1 - (7/8)^8)^2/(2 - 1/8) <= 3/5",
        "1/2 y (4 y + d) <= y (4 y + d) - 2 y^2", "L_k <= 9/2 Z_k for k = 5..60",
        "3/4 log(T_k) Z_k <= K_k for k = 6..60", "M_k <= 2/5/sqrt(T_k) for k = 6..60",
        "1/2/T_k^(1/4) <= N_k for k = 8..60"),
    .mistakes =
        (const cas_mistake[]){
            {"3/8 log(64)/sqrt(6) <= 1/2 (1 - exp(-3/8 log(64)))",
             "half of the hits' effect"},
            {"1/3 + (1 - (7/8)^8)^2/(2 - 1/8) <= 1/2", "1/2 for 3/5"},
            {"L_k <= 4 Z_k for k = 5..60", "4 for 9/2"},
            {"3/4 log(T_k) Z_k <= 5 L_k for k = 6..60", "hits of the first kind"},
            {"M_k <= 7/20/sqrt(T_k) for k = 6..60", "0.35 for 2/5"},
            {"1/2/T_k^(1/4) <= M_k for k = 8..60", "T^{1/2} hits do harm"},
            {0},
        },
    .note = "For all T >= 256 for which the counts are whole. That (T/ln T)^{1/2} hits "
            "keep the rate on any chain is thm:5/square-root.",
    .prose = "the closed forms of the runs, and from T = 64 or 256 to every larger T the "
             "monotonicity of their parts",
};
