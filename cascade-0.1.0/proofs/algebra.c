/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/checks.h"

/*: \section{The algebra of Theorems 1 and 2, proved}

Where a line only rearranges sums it is an identity of polynomials in $x = C_{\nabla f}^2$
and $y = L_f^2$. Each is proved here for $N \le 32$, both sides multiplied out, with $n =
N - 1$. The squared norms that stand behind the coefficients are written as powers of a
name, $a^j$ for $\mathbb E\|a_j\|^2$, $d^j$ for $\delta_j$, $e^j$ for $\varepsilon_j$ and
$f^j$ for the fourth moment of $a_j$: two sides are the same polynomial if and only if the
coefficients of each of them are. $S_j = \sum_{k=0}^j (3x)^k$, $T_j = S_j - 1$. */
#define NOTATION "S_j = sum_{k=0..j} (3 x)^k; T_j = sum_{k=1..j} (3 x)^k; "
#define EQ_17 "b_{n,i} = 3 sum_{j=i..n} (3 x)^{j-i} (a^j + e^{j+1})"
#define EQ_18 "q_i = 2 sum_{j=1..i} (2 y)^{i-j} d^j"
#define EQ_28                                                                            \
    "p_{n,i} = 6 k sum_{j=i..n} (3 x)^{j-i} a^j; "                                       \
    "q_{n,i} = 3 sum_{j=i..n} (3 x)^{j-i} e^{j+1}; "                                     \
    "r_{n,i} = 3 h sum_{j=i..n} (3 x)^{j-i} f^j"
#define EQ_29                                                                            \
    "m_i = 2 l sum_{j=1..i-1} (4 x)^{i-j-1} f^j + 2 sum_{j=1..i} (4 x)^{i-j} d^j"

/*: \paragraph{Unrolling (17) and (18).} The last sides of (17) and (18), without the
common factor $C_v^2L_{\nabla f}^2$ of the $a_j$, satisfy the recursions before them, from
$b_N = 0$ and $a_0 = 0$ on. */
const cas_claim cas_claim_eq_17_exact = {
    CAS_EXACT_CLAIM("eq:17/exact", "printed"),
    .statement =
        "for N <= 32 the recursions of (17) and (18) unroll to 3 (3 C^2)^{j-i} and "
        "2 (2 L_f^2)^{i-j}",
    .names = "x y a d e",
    .checks =
        CAS_CHECKS("b_{n,i} = 3 x b_{n,i+1} + 3 a^i + 3 e^{i+1} for n = 1..31, i = 1..n "
                   "where " EQ_17,
                   "q_i = 2 y q_{i-1} + 2 d^i for i = 1..31 where " EQ_18),
};

/*: \paragraph{(19), second relation:} (17) in (16). */
const cas_claim cas_claim_eq_19_exact = {
    CAS_EXACT_CLAIM("eq:19/exact", "printed"),
    .statement = "for N <= 32, (16) with (17): the coefficients are 2 S_i of E||a_i||^2 "
                 "and 2 T_i of E||epsilon_{i+1}||^2",
    .names = "x a e",
    .notation = NOTATION EQ_17,
    .checks = CAS_CHECKS("2 x sum_{i=1..n} b_{n,i} + 2 sum_{i=1..n} a^i = "
                         "2 sum_{i=1..n} (S_i a^i + T_i e^{i+1}) for n = 1..31"),
};

/*: \paragraph{(31) from (27) and (28).} With $k = C_v^2C_{\nabla^2 f}^2$ and $h =
C_v^2L_{\nabla^2 f}^2$: the three sums $p_i$, $q_i$, $r_i$ of the last side of (28)
satisfy its recursion, each with its own summand, and (28) in (27) is (31). */
const cas_claim cas_claim_eq_31_exact = {
    CAS_EXACT_CLAIM("eq:31/exact", "printed"),
    .statement =
        "for N <= 32, (27) with (28): the coefficients are 2 S_i of the forward terms "
        "and 2 T_i of the squared means of epsilon_{i+1}",
    .names = "x k h a e f",
    .notation = NOTATION EQ_28,
    .checks = CAS_CHECKS("p_{n,i} = 3 x p_{n,i+1} + 6 k a^i for n = 1..31, i = 1..n",
                         "q_{n,i} = 3 x q_{n,i+1} + 3 e^{i+1} for n = 1..31, i = 1..n",
                         "r_{n,i} = 3 x r_{n,i+1} + 3 h f^i for n = 1..31, i = 1..n",
                         "2 x sum_{i=1..n} (p_{n,i} + q_{n,i} + r_{n,i}) + "
                         "4 k sum_{i=1..n} a^i + 2 h sum_{i=1..n} f^i = "
                         "2 sum_{i=1..n} (S_i (2 k a^i + h f^i) + T_i e^{i+1}) "
                         "for n = 1..31"),
    .note = "The algebra of (31); what (28) and (31) say is false as printed.",
};

/*: \paragraph{(20) from (18) and (19).} (19) has $2T_i$ before $e^{i+1}$; (18) in the
first sum of (19), with any coefficients $S_i$, here written $s^i$, gives $4\sum_{j\ge i}
S_j (2y)^{j-i}$ before $d^i$, as printed. But before $e^{i+1}$ the printed (20) has $T_i$:
the step loses a factor $2$. */
const cas_claim cas_claim_eq_20_exact = {
    CAS_EXACT_CLAIM("eq:20/exact", "repaired"),
    .statement = "for N <= 32, (18) into (19) gives the printed coefficient of "
                 "E||delta_i||^2 and 2 T_i before E||epsilon_{i+1}||^2",
    .names = "x y a d e s",
    .notation = NOTATION EQ_17 "; " EQ_18,
    .checks = CAS_CHECKS("2 x sum_{i=1..n} b_{n,i} + 2 sum_{i=1..n} a^i = "
                         "2 sum_{i=1..n} (S_i a^i + T_i e^{i+1}) for n = 1..31",
                         "2 sum_{i=1..n} s^i q_i = "
                         "4 sum_{i=1..n} (sum_{j=i..n} s^j (2 y)^{j-i}) d^i "
                         "for n = 1..31"),
    .mistakes =
        (const cas_mistake[]){
            {"2 x sum_{i=1..n} b_{n,i} + 2 sum_{i=1..n} a^i = "
             "2 sum_{i=1..n} S_i a^i + sum_{i=1..n} T_i e^{i+1} for n = 1..31",
             "T_i for 2 T_i, as printed"},
            {0},
        },
};

/*: \paragraph{(32) from (29) and (31).} In the same way, with $l = L_{\nabla f}^2$ and
$R_i = \sum_{j \ge i} S_j (4x)^{j-i}$: the last side of (29) satisfies its recursion, from
$m_1 = 2d$ on, and gives $R_i$ before the means and $R_{i+1}$ before the fourth moments.
*/
const cas_claim cas_claim_eq_32_exact = {
    CAS_EXACT_CLAIM("eq:32/exact", "printed"),
    .statement = "for N <= 32, (29) into (31) gives sum_{j>=i} S_j (4 C^2)^{j-i} before "
                 "the means and sum_{j>i} S_j (4 C^2)^{j-i-1} before the fourth moments",
    .names = "x l d f s",
    .notation = EQ_29 "; R_{n,i} = sum_{j=i..n} s^j (4 x)^{j-i}",
    .checks = CAS_CHECKS("m_i = 4 x m_{i-1} + 2 l f^{i-1} + 2 d^i for i = 2..31",
                         "sum_{i=1..n} s^i m_i = 2 sum_{i=1..n} R_{n,i} d^i + "
                         "2 l sum_{i=1..n-1} R_{n,i+1} f^i for n = 1..31"),
};

/*: \paragraph{The splittings.} Each of Young's inequalities that the proofs use is a sum
of squares. Those of squared norms are stated for numbers: both sides are quadratic forms,
and a form that is a sum of squares of linear forms is one of squared norms when vectors
take the numbers' place. The fourth power in (30) is no quadratic form, and its identity
for numbers is not one for vectors; there, with $a = \|x\|^2$, $b = \|y\|^2$, $c = \langle
x, y\rangle$, \[ 2a + 2b - \|x + y\|^2 = \|x - y\|^2, \qquad 8a^2 + 8b^2 - (2a + 2b)^2 =
4(a - b)^2. \] */
const cas_claim cas_claim_eq_15_exact = {
    CAS_EXACT_CLAIM("eq:15/young", "printed"),
    .statement = "the splittings of (15), (17), (18), (28), (29), (30) and of the "
                 "repaired proofs are sums of squares",
    .names = "x y z a b c",
    .checks = CAS_CHECKS("2 x^2 + 2 y^2 - (x + y)^2 = (x - y)^2",
                         "3 x^2 + 3 y^2 + 3 z^2 - (x + y + z)^2 = "
                         "(x - y)^2 + (y - z)^2 + (z - x)^2",
                         "3/2 x^2 + 3 y^2 - (x + y)^2 = 1/2 (x - 2 y)^2",
                         "2 a + 2 b - (a + 2 c + b) = a - 2 c + b",
                         "8 a^2 + 8 b^2 - (2 a + 2 b)^2 = 4 (a - b)^2",
                         "4 x^2 + 8/3 y^2 + 8/3 z^2 - (x + y + z)^2 = "
                         "32/3 ((3/8 x - 1/4 y)^2 + (3/8 x - 1/4 z)^2) + (y - z)^2",
                         "5 x^2 + 45 y^2 - (x + 6 y)^2 = (2 x - 3 y)^2"),
    .note = "(15), (16), (18), (29): 2, 2. (17): 3, 3, 3. (28): 3/2, 3. (30): 8, 8. "
            "The repaired proofs: 4, 8/3, 8/3 and 5, 45.",
};

/*: \paragraph{The coefficient inequality of Theorem 1.} The proof with the printed
constants needs
\[ p_j\,C^{2(N-1-j)}\bigl[\theta_j + \tfrac s2 T_j\bigr] \le C_v^2 (1 + T_j), \qquad p_j =
1 - 2^{-j}, \quad 1 \le j \le N-1, \] with $1/s + 1/t = 1$, $\theta_j = t$ for $j \le N-2$
and $\theta_{N-1} = 1$. Case $x < \frac12$, $s = t = 2$, where $C_v = 1$: for $j = N-1$ it
is the first check, where $T = T_j$ and $a = p_j$; for $j \le N-2$, $C^{2(N-1-j)} \le
\frac12$, and it is the second one. Case $x \ge \frac12$, $s = \frac32$, $t = 3$: with $x
= \frac12 + h$ let $U_j$ be $T_j$, which grows with $j$. $3 + \frac34U_j \le 1 + U_j$ as
soon as $U_j \ge 8$ (third check, with $U = 8 + u$), which is so from $j = 4$ on (fourth
check); before that the difference is a polynomial in $h$ without negative coefficients.

The same with the constants of a first version, $p_j(\frac{13}3 + \frac{13}7T_j) \le 2 +
2T_j$ for $x \ge \frac12$ (last three checks, from $j = 5$ on by $U_5 \ge \frac{49}3$).
Its other case, $s = \frac43$, $t = 4$ for all $j$, has a gap: at $j = N - 1 \ge 2$ and
small $x$ it needs $p_j(4 + 2T_j) \le 2 + 2T_j$, which is $3 \le 2$ at $j = 2$, $x = 0$;
one has to use that row $N$ has no backward term. */
const cas_claim cas_claim_theorem_1_coefficients = {
    CAS_EXACT_CLAIM("thm:1/coefficients", "repaired"),
    .statement = "(1 - 2^-j) C^{2(N-1-j)} (theta_j + s T_j/2) <= C_v^2 (1 + T_j) for j < "
                 "N and every C",
    .names = "x h a T u",
    .notation = "U_j = sum_{k=1..j} (3 (1/2 + h))^k; p_j = 1 - (1/2)^j",
    .checks =
        CAS_CHECKS("a (1 + T) <= 1 + T if a <= 1", "1/2 a (2 + T) <= 1 + T if a <= 1",
                   "3 + 3/4 (8 + u) <= 1 + (8 + u)", "8 <= U_4",
                   "p_j (3 + 3/4 U_j) <= 1 + U_j for j = 1..3",
                   "13/3 + 13/7 (49/3 + u) <= 2 + 2 (49/3 + u)", "49/3 <= U_5",
                   "p_j (13/3 + 13/7 U_j) <= 2 + 2 U_j for j = 1..4"),
    .mistakes =
        (const cas_mistake[]){
            {"p_j (4 + 3/4 U_j) <= 1 + U_j for j = 1..3", "t = 4 with s = 3/2"},
            {"p_j (3 + U_j) <= 1 + U_j for j = 1..3", "s = 2 with t = 3"},
            {"3/4 (4 + 2 (3 x + (3 x)^2)) <= 2 + 2 (3 x + (3 x)^2)",
             "s = 4/3, t = 4 for j = 2 when C^2 < 1/2"},
            {0},
        },
    .note = "For every N and every C; the differences have no negative coefficient in "
            "C^2, resp. in C^2 - 1/2.",
    .prose = "the two cases of C^2, and that T_j grows with j and with C^2",
};
