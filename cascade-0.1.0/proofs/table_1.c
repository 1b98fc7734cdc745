/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/checks.h"
#include "claim/values.h"
#include "proofs/notation.h"

/*: \section{What surrounds Table 1}

The entries of the table are rows of their own (Corollaries 2 to 4, and tab:1). Here are
the words around them, and the range of $t$ in the corollaries. */

/*: \paragraph{The caption: ``zero expectation''.} With plain expectations Corollaries 2
and 3 are false: $f_1 = w$, $f_2 = y$, $R = \frac12w^2 - w$ (so that $\ell = \frac12w^2$)
and $\varepsilon_2^{(t)} = Z$ for all $t$ with one fair coin $Z = \pm1$ have $\mathbb
E\varepsilon_2 = 0$ and $Q_\varepsilon = T$. From $w = 0$ it goes to $-Z(1 -
(1-\gamma)^t)$, and the average of its square is
\[ M = 1 - \frac{2\bigl(1 - (1-\gamma)^T\bigr)}{\gamma T} + \frac{1 -
(1-\gamma)^{2T}}{T\bigl(1 - (1-\gamma)^2\bigr)}. \] At $\gamma = T^{-1/2}$ that is at
least $1 - 2T^{-1/2} \ge \frac12$ for $T \ge 16$, and so exceeds $KT^{-1/2}$ for every
$T > 4K^2$ (the checks are examples). */
#define COIN                                                                             \
    "g = 1/sqrt(T); w = 1 - (1 - g)^{T}; v = 1 - (1 - g)^{2 T}; "                        \
    "M = 1 - 2 w/(g T) + v/(T (2 g - g^2))"

const cas_claim cas_claim_table_1_zero_mean_printed = {
    CAS_EXACT_CLAIM("tab:1/zero-mean", "printed"),
    .statement =
        "under backward perturbations of zero expectation at every step the mean "
        "squared gradient is at most a constant times T^{-1/2}",
    .formula = "M <= K/sqrt(T) where " COIN,
    .names = "K T",
    .checks =
        CAS_CHECKS("1/2 <= 1 - 2 w_k/(g_k t_k) + v_k/(t_k (2 g_k - g_k^2)) for k = 4..60 "
                   "where t_k = 2^k; g_k = 1/sqrt(t_k); w_k = 1 - (1 - g_k)^{t_k}; "
                   "v_k = 1 - (1 - g_k)^{2 t_k}"),
    .mistakes =
        (const cas_mistake[]){
            {"1/2 <= v_k/(t_k (2 g_k - g_k^2)) for k = 4..60 "
             "where t_k = 2^k; g_k = 1/sqrt(t_k); v_k = 1 - (1 - g_k)^{2 t_k}",
             "without the perturbations"},
            {0},
        },
    .refutes = true,
    .kind = &cas_values_kind,
    .witnesses = CAS_NAMES("values-coin.json"),
    .note = "One fair coin decides the sign of all of them: the average squared gradient "
            "stays above 1/2. What the corollaries need is a mean given the past, as the "
            "text after the table says.",
};

/*: \paragraph{The caption: ``upper bounds on the number .. that SGD can tolerate''.}
Under the PL condition $O(1)$ is none: by the square-root form of Theorem 5 $\sqrt{T/\ln
T}$ occurrences of size $O(1)$, of any mean, keep the rate on every chain, which exceeds
every $K$. (On $\frac12w^2$ this is a row of its own, tab:1 sharp, where the order is seen
to be right.) */
#define MANY_ARE_TOLERATED                                                               \
    .formula = "sqrt(T/log(T)) <= K", .names = "K T",                                    \
    .checks = CAS_CHECKS("2^(k/3) <= sqrt(t_k/log(t_k)) for k = 8..60 where t_k = 2^k"), \
    .mistakes =                                                                          \
        (const cas_mistake[]){                                                           \
            {"2^(k/2) <= sqrt(t_k/log(t_k)) for k = 8..60 where t_k = 2^k",              \
             "T^{1/2} of them"},                                                         \
            {0},                                                                         \
        },                                                                               \
    .refutes = true, .kind = &cas_values_kind, .given = (const char *const[])            \
    {                                                                                    \
        "thm:5/square-root sharp", NULL                                                  \
    }

const cas_claim cas_claim_table_1_caption_printed = {
    CAS_EXACT_CLAIM("tab:1/upper-bounds", "printed"),
    .statement = "under the PL condition no more than a constant number of perturbations "
                 "of size 1 keeps the rate ln T/T",
    MANY_ARE_TOLERATED,
    .witnesses = CAS_NAMES("values-tolerated-hits.json"),
    .note =
        "(T/ln T)^{1/2} occurrences keep it, whatever their means: see tab:1 sharp and "
        "thm:5/square-root. The entries are sufficient, not necessary.",
    .erratum =
        &(const cas_erratum){
            .rank = 7,
            .where = "Table 1, caption",
            .wrong =
                "The entries are no upper bounds: under the PL condition sqrt(T/ln T) "
                "perturbations of any mean keep the rate. And 'zero expectation' is not "
                "enough.",
            .right = "Sufficient numbers; zero mean given the past.",
        },
};

/*: \paragraph{Section 6.3, last sentence:} ``Table 6.2 directly implies how frequently
gradient spikes may occur before they begin to slow down the convergence rate''. It
implies how often they may occur, not when they begin to do harm: under the PL condition
that is not before $\sqrt{T/\ln T}$ of them. */
const cas_claim cas_claim_section_6_3_frequency_printed = {
    CAS_EXACT_CLAIM("sec:6.3/frequency", "printed"),
    .statement = "under the PL condition gradient spikes slow the convergence down when "
                 "there are more than a constant number of them",
    MANY_ARE_TOLERATED,
    .witnesses = CAS_NAMES("values-tolerated-spikes.json"),
    .note = "(T/ln T)^{1/2} of them do not: see tab:1/upper-bounds.",
};

/*: \paragraph{Corollaries 1 to 3: $t = 1, \dots, T$,} where Theorems 4 and 5 sum over $t
= 0, \dots, T-1$. To the letter nothing is asked of $t = 0$, and one error there moves
$\mathbf w^{(1)}$ anywhere: with $\ell = \frac12w^2$, $w = 0$, $\varepsilon_2^{(0)} = T$
and $\gamma = T^{-1/2}$ the average of $\|\nabla\ell\|^2$ is at least $(\gamma T)^2/T =
1$. Below is (37) with what is known from $t = 1$ on; its coefficients are those of
Theorem 4, repaired. */
const cas_claim cas_claim_corollary_1_steps_printed = {
    CAS_CHAIN_DESCENT_CLAIM("cor:1/steps", "printed"),
    .statement = "(37) needs the perturbations of t = 1..T-1 alone.",
    .formula =
        "1/T sum_{t=0..T-1} E|g_t|^2 <= "
        "6 (l(w_0) - l_star)/(gamma T) + 6 L gamma sigma2 + "
        "6 L gamma/T sum_{t=1..T-1} E[p_t] + 3/T sum_{t=1..T-1} E[q_t] if L gamma <= 1/3",
    .data = &(const cas_chain_descent_data){CAS_PUT_IN_REPAIRED},
    .witnesses = CAS_NAMES("theorem-4-first-step.json"),
    .note = "The corollaries ask for t = 1..T, Theorems 4 and 5 sum over t = 0..T-1. One "
            "perturbation of size T at t = 0 breaks the rate; t = 0..T-1 is meant.",
};
