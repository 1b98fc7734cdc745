/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/certificate.h"
#include "claim/checks.h"
#include "claim/values.h"

/*: \section{Remarks 1 to 5}

In the checks $x = T^{-1/8}$ and $y = T^{-1/2}$; the other names are those of Corollary
1. */
#define PROBLEM "x v y z p c h m Delta L sigma2 A_delta A_epsilon B_delta B_epsilon G"
#define AT_POWERS_OF_2 "T_k = 2^k; Z_k = log(T_k)/T_k"

/*: \paragraph{Remark 1.} Without perturbations (37) at $\gamma = cT^{-1/2}$ is
$T^{-1/2}(6\Delta_0/c + 6L_{\nabla\ell}c\sigma^2)$, with $h = 1/c$. ``$\gamma =
O(T^{-1/2})$'' has to mean the order: with smaller steps it is false, see
\texttt{rem:1@step-at-most}. */
const cas_claim cas_claim_remark_1_printed = {
    CAS_EXACT_CLAIM("rem:1", "printed"),
    .statement =
        "without perturbations (37) at gamma = c T^{-1/2} is a constant times T^{-1/2}",
    .names = PROBLEM,
    .notation = AT_POWERS_OF_2,
    .checks = CAS_CHECKS("6 Delta h y + 6 L gamma sigma2 = "
                         "y (6 Delta h + 6 L c sigma2) where gamma = c y"),
    .given = CAS_NAMES("thm:3"),
    .readings = CAS_NAMES("step-of-order"),
    .prose = "1/(gamma T) = h y, as y stands for T^(-1/2) and h for 1/c",
};

/*: \paragraph{Remark 2.} With $\gamma = c\ln T/T$ and $c \ge 3/\mu$, (38) is at most
$\frac1T\Delta_0 + 9L\sigma^2z/\mu^2$. For smaller $c$ the rate is lost, and not only in
the bound: see \texttt{rem:2@step-at-most}. */
const cas_claim cas_claim_remark_2_printed = {
    CAS_EXACT_CLAIM("rem:2", "printed"),
    .statement =
        "without perturbations (38) at gamma = 3 ln T/(mu T) is a constant times ln T/T",
    .names = PROBLEM,
    .notation = AT_POWERS_OF_2,
    .checks = CAS_CHECKS("p Delta + 3 L gamma sigma2 m <= "
                         "z (Delta + 9 L sigma2 m^2) if p <= z where gamma = 3 z m",
                         "(1 - Z_k)^{T_k} + 9 Z_k <= 10 Z_k for k = 4..60"),
    .mistakes =
        (const cas_mistake[]){
            {"(1 - Z_k)^{T_k} + 9 Z_k <= 9 Z_k for k = 4..60", "without Delta_0"},
            {0},
        },
    .note = "For all T >= 3 and all constants.",
    .given = CAS_NAMES("thm:5 repaired"),
    .readings = CAS_NAMES("step-of-order"),
    .prose = "p = q^T <= 1/T <= z for T >= 3, by ln(1 - z) <= -z",
};

/*: \paragraph{Remark 3.} True of the conditions (43), (44): $T^{-1/4} = xv$ against
$T^{-1/8} = x$ with $v = x \le 1$, $z^{1/2}$ against $z^{1/4}$ in the same way (first
check, and an example), and $T^{-1/8}$ against $1$. That $\|\delta\| = O(1)$, unbiased,
``generally fails'': $f_1 = w$, $f_2 = \sin y$, $R = \frac12w^2 - \cos(1)\,w$, $\delta_1 =
\pm1$, from $w = 0$. Either way $\tilde u = \cos(\pm1) = \cos 1 = -R'(0)$: for every
$\gamma$ and every $T$ nothing moves, where $\nabla\ell = 1 - \cos1 > \frac25$. */
const cas_claim cas_claim_remark_3_printed = {
    CAS_EXACT_CLAIM("rem:3", "printed"),
    .statement =
        "(43), (44) ask more of the means than of the sizes, and more of delta than of "
        "epsilon; with unbiased delta = +-1 descent on sin(y) + w^2/2 - cos(1) w stays "
        "at w = 0, where the gradient exceeds 2/5",
    .names = PROBLEM,
    .notation = AT_POWERS_OF_2,
    .checks =
        CAS_CHECKS("x v <= x if v <= 1", "sqrt(Z_k) <= sqrt(sqrt(Z_k)) for k = 4..60",
                   "2/5 < 1 - cos(1)"),
    .mistakes =
        (const cas_mistake[]){
            {"sqrt(Z_k) <= Z_k for k = 4..60", "the means may be larger"},
            {"2/5 < 1 - cos(1/2)", "delta = 1/2"},
            {0},
        },
    .note = "True of the sufficient conditions, for all T >= 3. 'Generally fails' is "
            "read as: there are examples; this one holds for every gamma and T.",
    .prose = "v = T^(-1/8) <= 1 and z <= 1; that the run stays at w = 0",
};

/*: \paragraph{Remark 4.} The bound (37) with $\delta = O(1)$ is a constant and a multiple
of $y = T^{-1/2}$, for all $T$: it tends to the constant, $3$ in unit constants; unbiased
backward perturbations add only a multiple of $\gamma$. (45) has $\gamma$
already put in; (37) is meant. With $T \to \infty$ first, the first term of (37),
$6\Delta_0/(\gamma T)$, tends to $0$ for each $\gamma$. */
const cas_claim cas_claim_remark_4_printed = {
    CAS_EXACT_CLAIM("rem:4", "printed"),
    .statement =
        "with forward perturbations of fixed size (37) does not vanish as gamma -> 0 or "
        "T -> infinity; with unbiased backward ones it does with gamma = c T^{-1/2}",
    .names = PROBLEM,
    .notation = AT_POWERS_OF_2,
    .checks = CAS_CHECKS(
        "6 Delta h y + 6 L gamma (sigma2 + A_delta + A_epsilon) + 3 (B_delta + G) = "
        "3 (B_delta + G) + y (6 Delta h + 6 L c (sigma2 + A_delta + A_epsilon)) "
        "where gamma = c y",
        "6 Delta h y + 6 L gamma (sigma2 + A_epsilon) = "
        "y (6 Delta h + 6 L c (sigma2 + A_epsilon)) where gamma = c y",
        "6/sqrt(T_k) + 12/sqrt(T_k) + 3 <= 3 + 19/sqrt(T_k) for k = 4..60",
        "6/sqrt(T_k) + 6/sqrt(T_k) + 6/sqrt(T_k) <= 19/sqrt(T_k) for k = 4..60"),
    .mistakes =
        (const cas_mistake[]){
            {"6/sqrt(T_k) + 12/sqrt(T_k) + 3 <= 3 + 17/sqrt(T_k) for k = 4..60",
             "17 for 19"},
            {"6/sqrt(T_k) + 6/sqrt(T_k) + 6/sqrt(T_k) <= 17/sqrt(T_k) for k = 4..60",
             "17 for 19"},
            {0},
        },
    .note = "For all T and all constants. (37) is meant where (45) is named.",
    .given = CAS_NAMES("thm:4 repaired"),
    .readings = CAS_NAMES("T-first"),
    .prose = "the limits: y = T^(-1/2) tends to 0",
};

/*: \paragraph{Remark 4, $\gamma \to 0$ at a fixed $T$.} Then the bound does not approach
a plateau but infinity, as it contains $6\Delta_0/(\gamma T)$: no $K$ bounds it, here with
$\Delta_0 = 1$ and $\gamma = T^{-2}$. The same limits in this order are those of
\texttt{sec:7.2.1/horizon}. */
const cas_claim cas_claim_remark_4_gamma_first = {
    CAS_EXACT_CLAIM("rem:4@gamma-first", "printed"),
    .statement = "as gamma -> 0 at a fixed T, (37) with forward perturbations of fixed "
                 "size stays below a constant K",
    .formula = "6/(gamma T) + 3 <= K",
    .names = "gamma T K",
    .checks = CAS_CHECKS("5 t_k < 6/(t_k/t_k^2) + 3 for k = 4..60 where t_k = 2^k"),
    .mistakes =
        (const cas_mistake[]){
            {"5 t_k < 6/t_k + 3 for k = 4..60 where t_k = 2^k", "gamma = 1"},
            {0},
        },
    .refutes = true,
    .kind = &cas_values_kind,
    .witnesses = CAS_NAMES("values-endless-bound.json"),
    .note = "The bound contains 6 Delta_0/(gamma T), which tends to infinity.",
};

/*: \paragraph{Remark 5.} Hits at $t = 0, \Delta t, 2\Delta t, \dots < T$ are $\lceil
T/\Delta t\rceil$: both sides are $0$ at $T = 0$, and from $T$ to $T + 1$ both grow by $1$
if $\Delta t$ divides $T$, else not at all. */
static cas_status certify_count(const cas_claim *claim, const cas_mutant *mutant,
                                cas_certificate *certificate, cas_message *message)
{
    enum { HORIZON = 512, INTERVAL = 64 };
    cas_calculation calculation;
    (void)claim;
    (void)message;
    cas_calculation_begin(&calculation);
    for (size_t interval = 1; interval <= INTERVAL; interval++) {
        size_t hits = 0;
        for (size_t horizon = 1; horizon <= HORIZON; horizon++) {
            hits += (horizon - 1) % interval == 0;
            size_t expected = cas_mutant_is(mutant, "floor")
                                  ? horizon / interval
                                  : (horizon + interval - 1) / interval;
            cas_record(&calculation, hits == expected, "the number of hits");
        }
    }
    certificate->proved = cas_calculation_conclude(&calculation, certificate);
    cas_calculation_end(&calculation);
    return CAS_OK;
}

const cas_claim cas_claim_remark_5_printed = {
    .id = "rem:5",
    .version = "printed",
    .statement = "one forward perturbation every Dt steps makes Q_delta = ceil(T/Dt)",
    .file = __FILE__,
    .line = __LINE__,
    .certify = certify_count,
    .mutants = (const cas_mutant[]){{"floor", "floor(T/Dt)"}, {NULL, NULL}},
    .note =
        "Exactly, at one operator, with the first at t = 0, for all T and Dt by the "
        "induction in the text; counted for T <= 512, Dt <= 64. With several operators "
        "the counts add.",
    .prose = "the induction over T",
};
