/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/checks.h"
#include "logistic/logistic_model.h"
#include "logistic/data_claim.h"

/*:
\section{Section 7.2.3, exactly: intermittent forward noise}

\emph{Paper.} Zero-mean forward noise in one of $\Delta t$ iterations; ``As $\Delta t_f$
increases and spikes become rarer, the plateau height decreases and the curves
progressively recover the error-free behavior, with the stable gradient norm again tending
to 0 as $\gamma\to0$. Moreover, for larger forward perturbation magnitudes, recovery
requires a larger $\Delta t_f$''; the introduction of the section announces ``a clear
phase transition''.

At any fixed $\Delta t$ the stable gradient norm does \emph{not} tend to 0 as
$\gamma\to0$: the averaged field has the noise with weight $\frac1{\Delta t}$, and by
plateau\_law.c the limit is
\[ \frac{K_0}{6d}\,\frac{\sigma_f^2}{\Delta t}\,\bigl(1+O(\sigma_f^2)\bigr)>0, \]
a smooth law with exponents 2 and $-1$. It falls with $\Delta t$, and the $\Delta t$ that
brings it down to a given height rises as $\sigma_f^2$: the first and the last of the
paper's observations are right. A transition there is only between the height of the
plateau and what sampling noise leaves at the smallest $\gamma$ that is tried.

Figure 7 has the nonconvex regulariser with $\rho=0.001$, Figure 8 the ridge with
$\rho=0.5$.
*/

static const cas_training_options runs[] = {
    {.regularizer = CAS_TRAINING_NONCONVEX, .rho = 0.001},
    {.regularizer = CAS_TRAINING_RIDGE, .rho = 0.5},
};

/*:
\paragraph{Small $\Delta t_f$.} ``When $\Delta t_f$ is small, the stable gradient norm
exhibits a nonzero plateau even as $\gamma\rightarrow0$, resembling the
frequent-perturbation regime.'' It does, for every $\Delta t$; here the ones of the
figures that are small.
*/
const cas_claim cas_claim_small_interval = {
    CAS_DATA_CLAIM("sec:7.2.3/small-interval", "printed"),
    .statement = "For small Delta t (1 and 5) the stable gradient norm has a positive "
                 "limit, with sigma_f = 1 and 2 and either regulariser",
    .data =
        &(const cas_data_claim){
            .runs = 2,
            .options = runs,
            CAS_DATA_STATEMENTS("0 < height_1(1)", "0 < height_1(2)", "0 < height_5(1)",
                                "0 < height_5(2)"),
            CAS_DATA_RANGES({"height_5(1)/height_1(1)", NULL}),
            .finding = "The plateau at Delta t = 5 is # (nonconvex) and # (ridge) times "
                       "that at 1, for sigma_f = 1.",
        },
    .mutants = CAS_MUTANTS({"0 < height_1(0)", "without forward noise"}),
};

/*:
\paragraph{The budget.} ``[T]he progressive recovery in Figures 7--8 as $\Delta t_f$
increases is consistent with this budget-threshold picture.'' At a fixed interval
$Q_\delta\ge T/\Delta t$, and the admissible order of Corollary 2 is $T^{1/2}$, that of
Corollary 3 is $1$: with $T=(c\,\Delta t+k)^2$, $k>0$,
\[ \frac T{\Delta t}-c\,T^{1/2}=\frac{(c\,\Delta t+k)\,k}{\Delta t}>0 , \]
so that for large $T$ every interval is beyond every multiple of either budget, also those
at which the curves have recovered (fig:7/trend). The corollaries say nothing of them.
*/
const cas_claim cas_claim_budget_threshold_printed = {
    CAS_CLAIM_HEAD("sec:7.2.3/budget-threshold", "printed"),
    .statement =
        "The recovery in Figures 7 and 8 as Delta t increases is consistent with "
        "the budgets of Corollaries 2 and 3",
    .note = "Nothing is said that could fail: the corollaries bound the norm from above "
            "within their budgets, and promise nothing beyond.",
};

const cas_claim cas_claim_budget_threshold_repaired = {
    CAS_EXACT_CLAIM("sec:7.2.3/budget-threshold", "repaired"),
    .statement = "At every fixed interval Delta t the number of iterations with noise, "
                 "T/Delta t, exceeds every multiple c T^(1/2) of the budgets of "
                 "Corollaries 2 and 3 from some T on",
    .names = "c D k",
    .checks = CAS_CHECKS("(c D + k)^2 = c D (c D + k) + (c D + k) k"),
    .prose = "the orders of the corollaries, and that a T beyond (c Delta t)^2 is meant",
};

static const char plateau_is_zero[] =
    "plateau <= 0 if 1 < interval, 0 < sigma_f, mean_f = 0, sigma_b = 0, zeros = 1";

static const char law[] =
    "plateau Delta t/sigma_f^2 is in # (nonconvex) and # (ridge) over "
    "all data sets, sigma_f and Delta t that are meant.";

const cas_claim cas_claim_recovery_printed = {
    CAS_CLAIM_HEAD("sec:7.2.3/recovery", "printed"),
    .statement =
        "For large Delta t the stable gradient norm again tends to 0 as gamma -> 0",
    .kind = &cas_logistic_kind,
    .formula = plateau_is_zero,
    .witnesses = (const char *const[]){"plateau-rare-forward-noise.json", NULL},
    .note =
        "\"[W]ith the stable gradient norm again tending to 0 as gamma -> 0\" is "
        "read at a fixed Delta t, for T -> infinity and then gamma -> 0: then the limit "
        "is positive (repaired). As a statement about Delta t -> infinity it is true. "
        "Section 7.2.3's Q_delta = T/Delta t is, at a fixed Delta t, beyond the budgets "
        "T^(1/2) and 1 of Corollaries 2 and 3, which promise no recovery either.",
};

/*: The law, and that it holds where it is looked at directly, at ten times the
interval. */
const cas_claim cas_claim_recovery_repaired = {
    CAS_DATA_CLAIM("sec:7.2.3/recovery", "repaired"),
    .statement =
        "For every sigma_f in (0, 1] and every Delta t the limit is positive, and "
        "it falls strictly to 0 as Delta t grows, like sigma_f^2/Delta t",
    .data =
        &(const cas_data_claim){
            .runs = 2,
            .options = runs,
            CAS_DATA_STATEMENTS("lower_1(1)/10 <= height_10(1)",
                                "height_10(1) <= upper_1(1)/10",
                                "upper_1(1) < 5/2 lower_1(1)"),
            CAS_DATA_RANGES({"lower_1(1)", "upper_1(1)"}),
            .finding = law,
        },
    .mutants =
        CAS_MUTANTS({"height_10(1) <= upper_1(1)/100", "Delta t^2 in place of Delta t"},
                    {"upper_1(10) < 5/2 lower_1(10)", "sigma_f up to 10"}),
};

const cas_claim cas_claim_phase_transition_printed = {
    CAS_CLAIM_HEAD("sec:7.2.3/phase-transition", "printed"),
    .statement =
        "There is a Delta t that separates positive limits of the stable gradient "
        "norm from limits 0: a phase transition",
    .kind = &cas_logistic_kind,
    .formula = plateau_is_zero,
    .certify = cas_data_claim_certify,
    .refutes = true,
    .data =
        &(const cas_data_claim){
            .runs = 1,
            .options = runs,
            CAS_DATA_STATEMENTS("0 < lower_1(1)"),
            CAS_DATA_RANGES({"lower_1(1)", NULL}),
            .finding = "On the witness's data with sigma_f = 1 the limit is at least "
                       "#/Delta t for every Delta t.",
        },
    .witnesses = (const char *const[]){"plateau-very-rare-forward-noise.json", NULL},
    .note = "\"[A] clear phase transition\" is read with the observable that Section 7.2 "
            "names: whether the norm decreases on or saturates as gamma -> 0 (T -> "
            "infinity first). The witness stands for every Delta t, as the bound shows. "
            "At a fixed horizon there is a gradual crossover: fig:7/trend.",
};

const cas_claim cas_claim_phase_transition_repaired = {
    CAS_DATA_CLAIM("sec:7.2.3/phase-transition", "repaired"),
    .statement =
        "From Delta t = 10 on, the limit times Delta t varies by less than a quarter for "
        "every sigma_f in (0, 1]: a smooth law, no transition",
    .data =
        &(const cas_data_claim){
            .runs = 2,
            .options = runs,
            CAS_DATA_STATEMENTS("upper_10(1) < 5/4 lower_10(1)"),
            CAS_DATA_RANGES({"lower_10(1)", "upper_10(1)"}),
            .finding = law,
        },
    .mutants =
        CAS_MUTANTS({"upper_10(1) < 1001/1000 lower_10(1)", "within a factor of 1.001"},
                    {"upper_10(10) < 5/4 lower_10(10)", "sigma_f up to 10"}),
};

const cas_claim cas_claim_stronger_spikes = {
    CAS_DATA_CLAIM("sec:7.2.3/stronger-spikes", "printed"),
    .statement =
        "For larger sigma_f, up to 2, a larger Delta t is needed to bring the limit down "
        "to the same height, from Delta t = 4 on",
    .data =
        &(const cas_data_claim){
            .runs = 2,
            .options = runs,
            CAS_DATA_STATEMENTS("upper_4(2) < 4 lower_4(2)"),
            CAS_DATA_RANGES({"lower_4(2)", "upper_4(2)"}),
            .finding =
                "The plateau rises strictly with sigma_f and falls strictly with "
                "Delta t. "
                "To bring it down to a height a, Delta t has to be # times sigma_f^2/a "
                "(nonconvex), # times (ridge).",
        },
    .mutants =
        CAS_MUTANTS({"upper_4(2) < 1001/1000 lower_4(2)", "within a factor of 1.001"},
                    {"upper_4(10) < 4 lower_4(10)", "sigma_f up to 10"}),
};

/*:
\paragraph{Figure 7, right.} At $\sigma_f=2$ the law with the bounded regulariser needs
$\Delta t\ge4$; $\Delta t=1$ and $2$ are enclosed on their own.
*/
const cas_claim cas_claim_fig_7_limit = {
    CAS_DATA_CLAIM("fig:7/limit", "printed"),
    .statement =
        "With the nonconvex regulariser and sigma_f = 2 the plateau falls as Delta t "
        "grows: from 1 to 2, to 4, and with every step from there",
    .data =
        &(const cas_data_claim){
            .runs = 1,
            .options = runs,
            CAS_DATA_STATEMENTS("height_2(2) < height_1(2)",
                                "2^2/4 upper_4(2) < height_2(2)"),
            CAS_DATA_RANGES({"height_1(2)", NULL}, {"height_2(2)", NULL},
                            {"lower_4(2)", "upper_4(2)"}),
            .finding = "At sigma_f = 2: # for Delta t = 1, # for 2, and # times "
                       "sigma_f^2/Delta t from 4 on.",
        },
    .mutants = CAS_MUTANTS({"2^2/2 upper_2(2) < height_2(2)", "from 2 to 2 again"},
                           {"height_2(10) < height_1(10)", "sigma_f = 10"}),
};

const cas_claim cas_claim_fig_8_limit = {
    CAS_DATA_CLAIM("fig:8/limit", "printed"),
    .statement =
        "With the ridge regulariser, rho = 0.5 and any sigma_f up to 2 the plateau falls "
        "with every step of Delta t",
    .data =
        &(const cas_data_claim){
            .runs = 1,
            .options = &runs[1],
            CAS_DATA_STATEMENTS("upper_1(2) < 3/2 lower_1(2)"),
            CAS_DATA_RANGES({"lower_1(2)", "upper_1(2)"}),
            .finding = "plateau Delta t/sigma_f^2 is in # for all sigma_f <= 2 and all "
                       "Delta t.",
        },
    .mutants =
        CAS_MUTANTS({"upper_1(2) < 1001/1000 lower_1(2)", "within a factor of 1.001"},
                    {"upper_1(10) < 3/2 lower_1(10)", "sigma_f up to 10"}),
};
