/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/certificate.h"
#include "claim/checks.h"
#include "claim/values.h"
#include "descent/descent_instance.h"

/*: \section{Remarks 1 to 5, and Section 6.3}

In the checks $x = T^{-1/8}$ and $y = T^{-1/2}$; the other names are those of Corollary
1. */
#define PROBLEM "x v y z p c h m Delta L sigma2 A_delta A_epsilon B_delta B_epsilon G"
#define AT_POWERS_OF_2 "T_k = 2^k; Z_k = log(T_k)/T_k"

/*: \paragraph{Remark 1.} Without perturbations (37) at $\gamma = cT^{-1/2}$ is
$T^{-1/2}(6\Delta_0/c + 6L_{\nabla\ell}c\sigma^2)$. ``$\gamma = O(T^{-1/2})$'' has to mean
the order exactly: $T^{-2}$ is $O(T^{-1/2})$, and with it the gradient of $\frac12w^2$
keeps at least half of its square over all $T \ge 4$ steps: $(1 - T^{-2})^{2T} \ge 1 -
\frac2T$ by Bernoulli's inequality (second check, an example). */
const cas_claim cas_claim_remark_1_printed = {
    CAS_EXACT_CLAIM("rem:1", "printed"),
    .statement =
        "without perturbations (37) at gamma = c T^{-1/2} is a constant times T^{-1/2}",
    .names = PROBLEM,
    .notation = AT_POWERS_OF_2,
    .checks = CAS_CHECKS("6 Delta h y + 6 L gamma sigma2 = "
                         "y (6 Delta h + 6 L c sigma2) where gamma = c y",
                         "1/2 <= (1 - 1/T_k^2)^{2 T_k} for k = 4..60"),
    .mistakes =
        (const cas_mistake[]){
            {"1/2 <= (1 - 1/T_k)^{2 T_k} for k = 4..60", "gamma = 1/T"},
            {0},
        },
    .note = "For all T and all constants, with gamma of the order T^{-1/2} exactly; with "
            "smaller steps, which O(T^{-1/2}) includes, it is false.",
};

/*: \paragraph{Remark 2.} With $\gamma = c\ln T/T$ and $c \ge 3/\mu$, (38) is at most
$\frac1T\Delta_0 + 9L\sigma^2z/\mu^2$. For smaller $c$ the rate is lost, and not only in
the bound: gradient descent on $\frac12w^2$ has $e_T = (1 - cz)^{2T}\Delta_0$, about
$T^{-2c}$; with $c = \frac18$ that exceeds $\frac12T^{-1/4}$ (last check, an example). */
const cas_claim cas_claim_remark_2_printed = {
    CAS_EXACT_CLAIM("rem:2", "printed"),
    .statement =
        "without perturbations (38) at gamma = 3 ln T/(mu T) is a constant times ln T/T",
    .names = PROBLEM,
    .notation = AT_POWERS_OF_2,
    .checks = CAS_CHECKS("p Delta + 3 L gamma sigma2 m <= "
                         "z (Delta + 9 L sigma2 m^2) if p <= z where gamma = 3 z m",
                         "(1 - Z_k)^{T_k} + 9 Z_k <= 10 Z_k for k = 4..60",
                         "1/2/T_k^(1/4) <= (1 - Z_k/8)^{2 T_k} for k = 4..60"),
    .mistakes =
        (const cas_mistake[]){
            {"(1 - Z_k)^{T_k} + 9 Z_k <= 9 Z_k for k = 4..60", "without Delta_0"},
            {"1/2/T_k^(1/4) <= (1 - Z_k)^{2 T_k} for k = 4..60", "c = 1"},
            {0},
        },
    .note = "For all T >= 3 and all constants, with gamma = 3 ln T/(mu T). With 1/(8 mu) "
            "for 3/mu even descent on mu/2 w^2 is slower: at least T^{-1/4}/2 for T = "
            "2^4 .. 2^60.",
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
};

/*: \paragraph{Remark 4.} The bound (37) with $\delta = O(1)$ is a constant and a multiple
of $y = T^{-1/2}$, for all $T$: it tends to the constant, $3$ in unit constants; unbiased
backward perturbations add only a multiple of $\gamma$. Two remarks. (45) has $\gamma$
already put in; (37) is meant. And at fixed $T$ the bound does not approach a plateau as
$\gamma \to 0$, but infinity, as it contains $6\Delta_0/(\gamma T)$ (last check, $\gamma =
T^{-2}$). */
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
        "6/sqrt(T_k) + 6/sqrt(T_k) + 6/sqrt(T_k) <= 19/sqrt(T_k) for k = 4..60",
        "5 T_k <= 6/(T_k/T_k^2) + 3 for k = 4..60"),
    .mistakes =
        (const cas_mistake[]){
            {"6/sqrt(T_k) + 12/sqrt(T_k) + 3 <= 3 + 17/sqrt(T_k) for k = 4..60",
             "17 for 19"},
            {"6/sqrt(T_k) + 6/sqrt(T_k) + 6/sqrt(T_k) <= 17/sqrt(T_k) for k = 4..60",
             "17 for 19"},
            {"6/(T_k/T_k^2) + 3 <= 5 T_k for k = 4..60", "a plateau at fixed T"},
            {0},
        },
    .note = "For all T and all constants. At fixed T the bound tends to infinity as "
            "gamma -> 0; there is a plateau for T -> infinity first. (37) is meant where "
            "(45) is named.",
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
};

/*: \paragraph{Section 6.3.} A gradient spike ``occurs whenever there exists some $i$ with
$\|\delta_i\| = O(1)$ or $\|\varepsilon_i\| = O(1)$''. With $O$ as an upper bound one
bounded perturbation says nothing about the others: $f_1 = w$, $f_2 = y$, $\delta_1 = 1$,
$\varepsilon_2 = \epsilon$ has the squared error $\epsilon^2$, and $\epsilon = K + 1$
exceeds every constant $K$ (second check). With $O(1)$ as ``of order $1$'' it is false
too: without $\varepsilon_2$ the same chain has no error at all. Also the index set misses
$\varepsilon_N$ and contains $\varepsilon_1$, which (5) does not have. Repaired: if
\emph{all} perturbations are bounded, (13) bounds the squared error. */
const cas_claim cas_claim_section_6_3_printed = {
    CAS_EXACT_CLAIM("sec:6.3", "printed"),
    .statement = "||u~ - u||^2 = O(1) whenever there is an i with ||delta_i|| = O(1) or "
                 "||epsilon_i|| = O(1)",
    .formula = "((1 + epsilon) - 1)^2 <= K",
    .names = "epsilon K",
    .checks = CAS_CHECKS("((1 + epsilon) - 1)^2 = epsilon^2", "K + 1 <= (K + 1)^2"),
    .refutes = true,
    .kind = &cas_values_kind,
    .witnesses = (const char *const[]){"values-spike.json", NULL},
    .note = "With f_1 = w, f_2 = y, delta_1 = 1, epsilon_2 = T the squared error is T^2; "
            "with epsilon_2 = 0 it is 0.",
};

const cas_claim cas_claim_section_6_3_repaired = {
    CAS_DESCENT_CLAIM("sec:6.3", "repaired"),
    .statement = "The squared error is bounded if all perturbations are: (13) at N = 2.",
    .formula = "E|u~_t - u_t|^2 <= 4 L_1^2 C_v^2 (1 + 3 C^2) E|delta_t|^2 + "
               "3 C^2 E|epsilon_t|^2 for t = 0..T-1",
    .data = &(const cas_descent_options){.large_steps = true},
    .given = CAS_NAMES("thm:1"),
    .prose = "thm:1 at N = 2",
};
