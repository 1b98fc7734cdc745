/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/checks.h"
#include "claim/values.h"

/*: \section{Section 5.3: what the coefficients say}

In (21), up to the factor $4C_v^2L_{\nabla f}^2$, $C^e_{\delta_1}$ is $D_N =
\sum_{j=1}^{N-1} S_j (2y)^{j-1}$ and $C^e_{\delta_{N-1}}$ is $S_{N-1}$;
$C^e_{\varepsilon_N} = T_{N-1}$ and $C^e_{\varepsilon_2} = T_1$; with $x = C_{\nabla
f}^2$, $y = L_f^2$. In (33), repaired, $C^b_{\varepsilon_N} = 2T_{N-1}$, $C^b_{\delta_1}$
is $M_N = \sum_{j=1}^{N-1} S_j(4x)^{j-1}$ up to $8L_{\nabla f}^2C_v^2$, and $\tilde
C^b_{\delta_1}$ is $F_N = \sum_{j=1}^{N-1} Y_{N,j}(8y^2)^{j-1}$ up to $8C_v^2$, where $k =
8L_{\nabla f}^4$ and $h = 2L_{\nabla^2 f}^2$. */
#define NOTATION "S_j = sum_{k=0..j} (3 x)^k; T_j = sum_{k=1..j} (3 x)^k"

/*: \paragraph{Depth.} ``Can scale exponentially when factors exceed $1$'': with each
further operator the five coefficients grow, at the far end of the chain, by the factors
$3C_{\nabla f}^2$ (both of $\varepsilon_N$), $2L_f^2$, $4C_{\nabla f}^2$ and $8L_f^4$
(those of $\delta_1$) at least, and $C_v$ does not fall. In the sums for $N + 1$ the
summands from $j = 2$ on are such a factor times at least those for $N$, with $j - 1$:
this is the argument for every $N$. The growth sets in at $C_{\nabla f} = 1/\sqrt3$, where
linear chains still damp their errors: the constants are pessimistic, not only large. */
const cas_claim cas_claim_section_5_3_depth = {
    CAS_EXACT_CLAIM("sec:5.3/depth", "printed"),
    .statement = "with each operator C^e_{epsilon_N} and C^b_{epsilon_N} grow by 3 C^2 "
                 "at least, C^e_{delta_1} by 2 L_f^2, C^b_{delta_1} by 4 C^2, "
                 "C~^b_{delta_1} by 8 L_f^4: exponentially, where that exceeds 1",
    .names = "x y k h",
    .notation = NOTATION
    "; D_n = sum_{j=1..n-1} S_j (2 y)^{j-1}; M_n = sum_{j=1..n-1} S_j (4 x)^{j-1}; "
    "Y_{n,j} = k sum_{m=j+1..n-1} S_m (4 x)^{m-j-1} + h S_j; "
    "F_n = sum_{j=1..n-1} Y_{n,j} (8 y^2)^{j-1}",
    .checks = CAS_CHECKS(
        "3 x T_{n-1} <= T_n for n = 2..32", "2 y D_n <= D_{n+1} for n = 2..32",
        "4 x M_n <= M_{n+1} for n = 2..32", "8 y^2 F_n <= F_{n+1} for n = 2..12"),
    .mistakes =
        (const cas_mistake[]){
            {"3 y D_n <= D_{n+1} for n = 2..32", "3 L_f^2"},
            {"3 x D_n <= D_{n+1} for n = 2..32", "C for L_f"},
            {"8 y F_n <= F_{n+1} for n = 2..12", "L_f^2 for its square"},
            {0},
        },
    .note = "The growth sets in at C = 1/sqrt(3), where linear chains still damp their "
            "errors.",
    .prose = "every N, by the argument above; formed for N <= 33, the last one for N <= "
             "13",
};

/*: \paragraph{After (21):} ``crucially, the coefficients scale exponentially with the
depth''. Not where $3C_{\nabla f}^2 < 1$ and $2L_f^2 < 1$: with $p = 3C_{\nabla f}^2$ each
$S_j$ and $T_j$ is at most $\frac1{1-p}$ (first check), and $D_N \le \frac1{(1-p)(1-q)}$
with $q = 2L_f^2$, for every $N$; so no base above $1$ is theirs. */
const cas_claim cas_claim_eq_21_growth_printed = {
    CAS_EXACT_CLAIM("eq:21/growth", "printed"),
    .statement = "the coefficients (21) grow exponentially with the depth",
    .formula = "b^{N} <= K sum_{k=1..N-1} (3 C^2)^k",
    .names = "N b K C",
    .checks = CAS_CHECKS("(1 - p) sum_{k=0..n} p^k <= 1 for n = 0..64 where p = 3 C^2",
                         "2/10^2 + 3/2^2 < 1"),
    .mistakes =
        (const cas_mistake[]){
            {"(1 - p) sum_{k=0..n} p^k <= 1 - p for n = 0..64 where p = 3 C^2",
             "the first summand alone"},
            {0},
        },
    .refutes = true,
    .kind = &cas_values_kind,
    .witnesses = (const char *const[]){"values-bounded-coefficients.json", NULL},
    .note = "At C = 1/2 the coefficient of epsilon_N is less than 3 for every N. That "
            "they can grow, where 3 C^2 or 2 L_f^2 exceeds 1, is sec:5.3/depth.",
};

/*: \paragraph{Asymmetry.} ``Forward perturbations can introduce bias even when zero-mean,
backward perturbations do not'': true, given the past. The gradient is affine in
$\varepsilon$; and $f_2 = \sin$, $\delta_1 = \pm1$ has the mean gradient $\cos w\cos1$ for
$\cos w$. ``The primary reason why Section 6 permits much weaker constraints on $\delta$
than on $\varepsilon$'': the reverse of Section 6, where (43) has $\|\delta\| \lesssim
T^{-1/8}$ and $\|\varepsilon\| \lesssim 1$: the size $1$ that $\varepsilon$ may have is at
most a constant $K$ times what $\delta$ may have for no $K$. */
const cas_claim cas_claim_section_5_3_asymmetry_printed = {
    CAS_EXACT_CLAIM("sec:5.3/asymmetry", "printed"),
    .statement = "Section 6 permits much weaker constraints on delta than on epsilon",
    .formula = "1 <= K/T^(1/8)",
    .names = "K T",
    .checks = CAS_CHECKS("1/t_k^(1/8) <= 1/2 for k = 9..60 where t_k = 2^k",
                         "sqrt(t_k) <= t_k/16 for k = 9..60 where t_k = 2^k"),
    .mistakes =
        (const cas_mistake[]){
            {"1/t_k^(1/8) <= 1/t_k for k = 9..60 where t_k = 2^k",
             "delta and epsilon exchanged"},
            {"sqrt(t_k) <= sqrt(t_k)/16 for k = 9..60 where t_k = 2^k",
             "the same counts"},
            {0},
        },
    .refutes = true,
    .kind = &cas_values_kind,
    .witnesses = (const char *const[]){"values-asymmetry.json", NULL},
    .note = "delta and epsilon are exchanged: (43) has T^{-1/8} and 1, Table 1 T^{1/2} "
            "and T.",
    .erratum =
        &(const cas_erratum){
            .rank = 8,
            .where = "Section 5.3",
            .wrong = "'Much weaker constraints on delta than on epsilon': the two are "
                     "exchanged.",
            .right = "Section 6 permits epsilon = O(1) where delta has to decay.",
        },
};

const cas_claim cas_claim_section_5_3_asymmetry_repaired = {
    CAS_EXACT_CLAIM("sec:5.3/asymmetry", "repaired"),
    .statement =
        "zero-mean delta can bias the gradient, zero-mean epsilon does not; Section 6 "
        "permits weaker constraints on epsilon than on delta",
    .names = "A w e f p",
    .notation = "T_k = 2^k",
    .checks = CAS_CHECKS("p A (w + e) + (1 - p) A (w + f) = A w + A (p e + (1 - p) f)",
                         "cos(1) < 3/5", "1/T_k^(1/8) <= 1 for k = 4..60"),
    .mistakes =
        (const cas_mistake[]){
            {"cos(1) < 1/2", "a larger bias of delta"},
            {"1/T_k^(1/8) <= 1/2 for k = 4..60", "half the size"},
            {0},
        },
    .note = "The gradient is affine in epsilon given the forward pass, for laws of any "
            "two points (and by linearity of any number); T^{-1/8} <= 1 for all T >= 1.",
    .prose = "from two points to all finite laws, by linearity; T^(-1/8) <= 1",
};

/*: \paragraph{Location.} ``Typically far more harmful'' stands in one sentence for both
passes, and is read in the same way in both: that the one coefficient is at least the
other, for all constants (\texttt{never-less}), or where the factors in the products are
at least $1$ (\texttt{beyond-one}), where Section 5.3 sees the growth. ``Typically'' and
``far'' have no number; who insists on one cannot check the sentence. */
#define NOT_A_NUMBER(id_)                                                                \
    CAS_CLAIM_HEAD(id_ "@not-a-number", "printed"),                                      \
        .note = "There is no number behind 'typically' and 'far more'."

const cas_claim cas_claim_section_5_3_forward_unsaid = {
    NOT_A_NUMBER("sec:5.3/forward-location"),
    .statement = "delta_1 is typically far more harmful than delta_{N-1}",
};

const cas_claim cas_claim_section_5_3_backward_unsaid = {
    NOT_A_NUMBER("sec:5.3/backward-location"),
    .statement = "epsilon_N is typically far more harmful than epsilon_2",
};

/*: \paragraph{Forward location.} $C^e_{\delta_1} \ge C^e_{\delta_{N-1}}$ where $2L_f^2
\ge 1$: the sum for $\delta_1$ contains $S_{N-1}(2L_f^2)^{N-2}$. In general false: $C =
2$, $L_f = \frac1{10}$, $N = 5$ has $17.1$ before $\delta_1$ and $22621$ before $\delta_4$
(times $4C_v^2L_{\nabla f}^2$). The truth is the same: where $l < 1$ damps the early
error, the deep one is worse. */
const cas_claim cas_claim_section_5_3_forward_printed = {
    CAS_EXACT_CLAIM("sec:5.3/forward-location", "printed"),
    .statement = "C^e_{delta_1} >= C^e_{delta_{N-1}}: the shallow forward error is the "
                 "more harmful one",
    .formula = "S_{N-1} <= sum_{j=1..N-1} S_j (2 L_f^2)^{j-1} "
               "where S_j = sum_{k=0..j} (3 C^2)^k",
    .names = "N C L_f",
    .checks = CAS_CHECKS("1300 sum_{j=1..4} s_j (2/10^2)^{j-1} < s_4 "
                         "where s_j = sum_{k=0..j} (3 * 2^2)^k"),
    .mistakes =
        (const cas_mistake[]){
            {"sum_{j=1..4} s_j (2 (5/7)^2)^{j-1} < s_4 "
             "where s_j = sum_{k=0..j} (3 * 2^2)^k",
             "L_f = 5/7, so that 2 L_f^2 >= 1"},
            {0},
        },
    .refutes = true,
    .kind = &cas_values_kind,
    .witnesses = (const char *const[]){"values-forward-location.json", NULL},
    .note = "With C = 2, L_f = 1/10, N = 5 the coefficient of delta_4 is more than 1300 "
            "times that of delta_1.",
    .readings = CAS_NAMES("never-less"),
};

/*: Where $2L_f^2 \ge 1$ it is true: with $2L_f^2 = 1 + h$ the difference
$\sum_{j=1}^{N-1} S_j(1+h)^{j-1} - S_{N-1}$ has no negative coefficient, as its last
summand is $S_{N-1}(1+h)^{N-2}$. */
const cas_claim cas_claim_section_5_3_forward_beyond_one = {
    CAS_EXACT_CLAIM("sec:5.3/forward-location@beyond-one", "printed"),
    .statement = "C^e_{delta_1} >= C^e_{delta_{N-1}} where 2 L_f^2 >= 1",
    .names = "x h",
    .notation = NOTATION,
    .checks = CAS_CHECKS("S_{n-1} <= sum_{j=1..n-1} S_j (1 + h)^{j-1} for n = 2..64"),
    .mistakes =
        (const cas_mistake[]){
            {"S_{n-1} <= sum_{j=1..n-1} S_j (1 - h)^{j-1} for n = 2..64",
             "where 2 L_f^2 <= 1"},
            {"2 S_{n-1} <= sum_{j=1..n-1} S_j (1 + h)^{j-1} for n = 2..64",
             "twice as large"},
            {0},
        },
    .note = "Formed for N <= 64, as a polynomial in C^2 and 2 L_f^2 - 1 without negative "
            "coefficients.",
    .prose = "every N: the sum contains S_{N-1} (2 L_f^2)^{N-2}",
};

/*: \paragraph{Backward location.} $C^e_{\varepsilon_N} - C^e_{\varepsilon_2} = T_{N-1} -
T_1$ has no negative coefficient: true always. ``Far more harmful'' only where $3C^2$ is
not small. ($\varepsilon_N$ passes the Jacobians $W_2, \dots, W_{N-1}$.) */
const cas_claim cas_claim_section_5_3_backward = {
    CAS_EXACT_CLAIM("sec:5.3/backward-location", "printed"),
    .statement = "C^e_{epsilon_N} >= C^e_{epsilon_2}: the deep backward error is the "
                 "more harmful one",
    .names = "x",
    .notation = NOTATION,
    .checks = CAS_CHECKS("T_1 <= T_{n-1} for n = 2..64"),
    .mistakes =
        (const cas_mistake[]){
            {"S_1 <= T_{n-1} for n = 2..64", "S_1 for T_1"},
            {"T_2 <= T_{n-1} for n = 2..64", "epsilon_3 at N = 2"},
            {0},
        },
    .note = "Formed for N <= 64. Far more only where 3 C^2 is not small.",
    .readings = CAS_NAMES("never-less"),
    .prose = "every N: T_{N-1} - T_1 is a sum of powers of 3 C^2",
};
