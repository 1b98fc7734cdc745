/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/checks.h"
#include "claim/values.h"

/*: \section{Rates to the letter}

Section 3.1 says that $a \lesssim b$ means $a \le Cb$ with a constant that is
``independent of problem parameters'', and Remarks 1 and 2 take a step size that is
$O(T^{-1/2})$ or $O(\ln T/T)$, a bound. Both are meant otherwise everywhere: the constant
may depend on the problem and not on $T$, and the step size has that order. So the rows of
Section 6 are read (\texttt{free-of-T}, \texttt{step-of-order}, \texttt{large-T}). Here
are the other readings. In all of them the lines are false, and for one reason each; the
checks evaluate it at $T = 2^k$ with $K = T$, and no $K$ will do. */
#define AT_POWERS_OF_2 "t_k = 2^k; Z_k = log(t_k)/t_k"
#define REFUTED(id_)                                                                     \
    CAS_EXACT_CLAIM(id_, "printed"), .notation = AT_POWERS_OF_2, .refutes = true,        \
                                     .kind = &cas_values_kind

/*: \paragraph{One constant for all problems, nonconvex.} Descent on $\frac12w^2$ without
any perturbation: the term $t = 0$ alone makes the average of $\|\nabla\ell\|^2$ at least
$w_0^2/T$, and $w_0$ is free. */
#define LARGE_START(of_)                                                                 \
    .statement = "the average squared gradient is at most K T^{-1/2} with one K for "    \
                 "all problems",                                                         \
    .formula = "w^2/T <= K/sqrt(T)", .names = "w K T",                                   \
    .checks = CAS_CHECKS("t_k/sqrt(t_k) < t_k^2/t_k for k = 4..60"),                     \
    .mistakes =                                                                          \
        (const cas_mistake[]){                                                           \
            {"t_k/sqrt(t_k) < 1/t_k for k = 4..60", "w_0 = 1"},                          \
            {NULL, NULL},                                                                \
        },                                                                               \
    .witnesses = CAS_NAMES("values-large-start-" of_ ".json"),                           \
    .note = "On w^2/2 without perturbations the first gradient alone gives w_0^2/T."

const cas_claim cas_claim_eq_45_free_of_problem = {
    REFUTED("eq:45@free-of-problem"),
    LARGE_START("45"),
};

const cas_claim cas_claim_eq_49_1_free_of_problem = {
    REFUTED("eq:49/1@free-of-problem"),
    LARGE_START("49"),
};

const cas_claim cas_claim_eq_51_free_of_problem = {
    REFUTED("eq:51@free-of-problem"),
    LARGE_START("51"),
};

/*: \paragraph{One constant for all problems, PL.} On $\frac12w^2$ with the noise $\xi$ of
the sample, $\mathbb E\xi^2 = \sigma^2$, the last step alone leaves $\mathbb
E\ell(w^{(T)}) \ge \frac12\gamma^2\sigma^2$, here with $\gamma = 3\ln T/T$. */
const cas_claim cas_claim_eq_47_free_of_problem = {
    REFUTED("eq:47@free-of-problem"),
    .statement = "the expected loss is at most K ln T/T with one K for all problems",
    .formula = "(3 z)^2 sigma2/2 <= K z where z = log(T)/T",
    .names = "sigma2 K T",
    .checks = CAS_CHECKS("t_k Z_k < (3 Z_k)^2 t_k^2/2 for k = 5..60"),
    .mistakes =
        (const cas_mistake[]){
            {"t_k Z_k < (3 Z_k)^2/2 for k = 5..60", "sigma = 1"},
            {NULL, NULL},
        },
    .witnesses = CAS_NAMES("values-large-noise.json"),
    .note = "On mu/2 w^2 with mu = 1 the noise of the last step alone leaves gamma^2 "
            "sigma^2/2.",
};

/*: \paragraph{One constant for all problems, in the conditions.} (43) and (44) bound each
of the $N - 1$ perturbations, (46a) and (48a) their sum: with $\|\varepsilon_i\| = 1$ that
is $N - 1$ in each step. Below, $n = N - 1$. */
#define MANY_OPERATORS(of_)                                                              \
    .statement = "N - 1 squared perturbations of size 1 add up to at most K, with one "  \
                 "K for all N",                                                          \
    .formula = "n <= K", .names = "n K",                                                 \
    .checks = CAS_CHECKS("2^k < 2^(k+1) for k = 0..60"),                                 \
    .mistakes = (const cas_mistake[]){{"2^k < 1 for k = 0..60", "N = 2"}, {NULL, NULL}}, \
    .witnesses = CAS_NAMES("values-many-operators-" of_ ".json"),                        \
    .note = "The sum over the operators grows with N."

const cas_claim cas_claim_eq_46_free_of_problem = {
    REFUTED("eq:46@free-of-problem"),
    MANY_OPERATORS("46"),
};

const cas_claim cas_claim_eq_48_free_of_problem = {
    REFUTED("eq:48@free-of-problem"),
    MANY_OPERATORS("48"),
};

/*: \paragraph{Every $T$.} At $T = 1$ the rate $\ln T/T$ is $0$, and a loss that is not
minimal, $e$, is not. */
const cas_claim cas_claim_eq_48_every_t = {
    REFUTED("eq:48@every-T"),
    .statement = "the expected loss is at most K ln T/T for every T >= 1",
    .formula = "e <= K log(T)/T",
    .names = "e K T",
    .checks = CAS_CHECKS("2^k log(1) < 1 for k = 0..60"),
    .mistakes =
        (const cas_mistake[]){
            {"2^k log(2)/2 < 1 for k = 0..60", "T = 2"},
            {NULL, NULL},
        },
    .witnesses = CAS_NAMES("values-one-step.json"),
    .note = "At T = 1 the right side is 0.",
};

/*: \paragraph{Every step size below the order, nonconvex.} $T^{-2}$ is $O(T^{-1/2})$, and
with it the gradient of $\frac12w^2$, from $w = 1$, keeps at least half of its square over
all $T \ge 4$ steps: $(1 - T^{-2})^{2T} \ge 1 - \frac2T$ by Bernoulli's inequality. */
#define SMALL_STEPS(of_)                                                                 \
    .statement = "the average squared gradient is at most a constant times T^{-1/2} "    \
                 "for every gamma <= c T^{-1/2}",                                        \
    .formula = "(1 - 1/T^2)^{2 T} <= K/sqrt(T)", .names = "K T",                         \
    .checks = CAS_CHECKS("1/2 <= (1 - 1/t_k^2)^{2 t_k} for k = 4..60"),                  \
    .mistakes =                                                                          \
        (const cas_mistake[]){                                                           \
            {"1/2 <= (1 - 1/t_k)^{2 t_k} for k = 4..60", "gamma = 1/T"},                 \
            {NULL, NULL},                                                                \
        },                                                                               \
    .witnesses = CAS_NAMES("values-small-steps-" of_ ".json"),                           \
    .note = "With gamma = T^{-2} descent on w^2/2 keeps half of its squared gradient."

const cas_claim cas_claim_eq_45_step_at_most = {
    REFUTED("eq:45@step-at-most"),
    SMALL_STEPS("45"),
};

const cas_claim cas_claim_eq_49_1_step_at_most = {
    REFUTED("eq:49/1@step-at-most"),
    SMALL_STEPS("49"),
};

const cas_claim cas_claim_eq_51_step_at_most = {
    REFUTED("eq:51@step-at-most"),
    SMALL_STEPS("51"),
};

const cas_claim cas_claim_remark_1_step_at_most = {
    REFUTED("rem:1@step-at-most"),
    SMALL_STEPS("remark-1"),
};

/*: \paragraph{Every step size below the order, PL.} $\gamma = \frac18\ln T/T$ is $O(\ln
T/T)$, and descent on $\frac12w^2$, $\mu = 1$, from $w = 1$ leaves $\frac12(1 -
\frac18\frac{\ln T}T)^{2T}$, about $\frac12T^{-1/4}$. */
#define SHORT_STEPS(of_)                                                                 \
    .statement = "the expected loss is at most a constant times ln T/T for every gamma " \
                 "<= c ln T/T",                                                          \
    .formula = "(1 - z/8)^{2 T}/2 <= K z where z = log(T)/T", .names = "K T",            \
    .checks = CAS_CHECKS("1/2/t_k^(1/4) <= (1 - Z_k/8)^{2 t_k} for k = 4..60"),          \
    .mistakes =                                                                          \
        (const cas_mistake[]){                                                           \
            {"1/2/t_k^(1/4) <= (1 - Z_k)^{2 t_k} for k = 4..60", "c = 1"},               \
            {NULL, NULL},                                                                \
        },                                                                               \
    .witnesses = CAS_NAMES("values-short-steps-" of_ ".json"),                           \
    .note = "With gamma = ln T/(8 T) descent on w^2/2 has a loss of about T^{-1/4}/2."

const cas_claim cas_claim_eq_47_step_at_most = {
    REFUTED("eq:47@step-at-most"),
    SHORT_STEPS("47"),
};

const cas_claim cas_claim_remark_2_step_at_most = {
    REFUTED("rem:2@step-at-most"),
    SHORT_STEPS("remark-2"),
};
