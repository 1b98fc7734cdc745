/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/checks.h"
#include "logistic/logistic_model.h"
#include "logistic/data_claim.h"

/*:
\section{Section 7.2.1, exactly: frequent zero-mean perturbations}

\paragraph{Forward.} \emph{Paper.} ``for small perturbation levels the stable gradient
norm still decreases with $\gamma$, but once the forward perturbation magnitude becomes
non-negligible (e.g., $\sigma_f\ge0.5$), the stable gradient norm saturates at a nonzero
plateau even as $\gamma\to0$.'' Read as a statement about the limit, this says that for
small $\sigma_f>0$ the limit is 0: a threshold. There is none. The plateau is there for
every $\sigma_f>0$, and it is $\frac{K_0}{6d}\sigma_f^2$ to first order
(plateau\_law.c): at $\sigma_f=0.1$ it is a hundredth of what it is at $\sigma_f=1$, below
what sampling noise leaves at the step sizes of Figure 4, and so it is not seen there.
*/

static const cas_training_options runs[] = {
    {.regularizer = CAS_TRAINING_NONCONVEX},
    {.regularizer = CAS_TRAINING_RIDGE},
};

const cas_claim cas_claim_forward_threshold_printed = {
    CAS_CLAIM_HEAD("sec:7.2.1/forward-threshold", "printed"),
    .statement = "For small sigma_f > 0 the stable gradient norm under zero-mean forward "
                 "noise tends to 0 as gamma -> 0",
    .readings = CAS_NAMES("to-the-letter"),
    .kind = &cas_logistic_kind,
    .formula = "plateau <= 0 if interval = 1, 0 < sigma_f, sigma_f < 0.5, mean_f = 0, "
               "sigma_b = 0, zeros = 1",
    .certify = cas_data_claim_certify,
    .refutes = true,
    .data =
        &(const cas_data_claim){
            .runs = 1,
            .options = runs,
            CAS_DATA_STATEMENTS("0 < lower_1(1)"),
            CAS_DATA_RANGES({"lower_1(1)", NULL}),
            .finding = "On the witness's data the plateau is at least # sigma_f^2 for "
                       "every sigma_f in (0, 1], however small.",
        },
    .witnesses = (const char *const[]){"plateau-small-forward-noise.json", NULL},
    .note = "The contrast of \"still decreases\" and \"saturates .. even as gamma -> "
            "0\" is read as one of limits, for T -> infinity and then gamma -> 0, and "
            "\"small\" as below 0.5, where the paper's non-negligible magnitudes begin. "
            "As an observation over the step sizes of a figure it is true: "
            "fig:4/left-trend.",
    .erratum =
        &(const cas_erratum){
            .rank = 9,
            .where = "Section 7: thresholds and phase transitions",
            .wrong = "Forward noise of any size, however rare, leaves a plateau as gamma "
                     "tends to 0; nothing jumps.",
            .right = "The plateau grows like sigma_f^2 and falls like 1/Delta t; it is "
                     "computed exactly.",
        },
};

/*: The law, and that it holds where it is looked at directly, at a quarter of the largest
$\sigma_f$. */
const cas_claim cas_claim_forward_threshold_repaired = {
    CAS_DATA_CLAIM("sec:7.2.1/forward-threshold", "repaired"),
    .statement =
        "For every sigma_f in (0, 1] the limit is positive, rises strictly with sigma_f "
        "and is a smooth multiple of sigma_f^2, with either regulariser",
    .data =
        &(const cas_data_claim){
            .runs = 2,
            .options = runs,
            CAS_DATA_STATEMENTS("(1/4)^2 lower_1(1) <= height_1(1/4)",
                                "height_1(1/4) <= (1/4)^2 upper_1(1)"),
            CAS_DATA_RANGES({"limit_1(1)", NULL},
                            {"lower_1(1)/limit_1(1)", "upper_1(1)/limit_1(1)"}),
            .finding = "plateau/sigma_f^2 tends to # for sigma_f -> 0 (nonconvex) and # "
                       "(ridge), "
                       "and is within a factor of # (#) of it for all sigma_f <= 1.",
        },
    .mutants = CAS_MUTANTS(
        {"1/4 lower_1(1) <= height_1(1/4)", "sigma_f in place of its square"},
        {"(6/4)^2 lower_1(6) <= height_1(6/4)", "sigma_f up to six times as large"}),
};

/*:
\paragraph{Backward.} \emph{Paper.} ``Figure 4 (right) confirms that the stable gradient
norm continues to decrease toward 0 as $\gamma\to0$ across all tested $\sigma_b$ values'',
and so in Figure 5. $\epsilon$ enters linearly and has mean 0: $F=\nabla f$ whatever
$\sigma_b$ is, so the zero of $F$ is the minimiser of $f$ and the limit is 0. What has to
be proved is that $f$ has a stationary point, and only one.
*/

/*: In general, for any data: if $L$ is the smoothness constant of $f$, $\mathbb
E[g_t\mid w_t]=\nabla f(w_t)$ and $V$ bounds the variance, then for $\gamma\le\frac1L$
\[ \mathbb E f(w_{t+1})\le\mathbb E f(w_t)-\gamma n+\tfrac L2\gamma^2(n+V)
   \le\mathbb E f(w_t)-\tfrac\gamma2n+\tfrac L2\gamma^2V,\qquad n=\mathbb
   E\|\nabla f(w_t)\|^2, \]
and the mean of $n$ over $t<T$ is at most $\frac{2\Delta_0}{\gamma T}+L\gamma V$, which
tends to 0 for $T\to\infty$, then $\gamma\to0$. Both losses of Section 7 are smooth, and
bounded below by 0. */
const cas_claim cas_claim_backward_limit = {
    CAS_EXACT_CLAIM("sec:7.2.1/backward-limit", "printed"),
    .statement = "Under zero-mean backward noise the stable gradient norm tends to 0 as "
                 "gamma -> 0, for any data, magnitude and either regulariser",
    .names = "s b x r f gamma L n V",
    /* values of epsilon in pairs +-b, the same for all samples: the mean of two
       gradients */
    .checks = CAS_CHECKS("((s + b) x + r + (s - b) x + r)/2 = s x + r",
                         "f - gamma n + L/2 gamma^2 (n + V) = "
                         "f - gamma/2 n + L/2 gamma^2 V - gamma/2 (1 - L gamma) n"),
    .note = "The limit is that for T -> infinity and then gamma -> 0.",
    .prose = "smoothness, which gives the first relation, and the sum over t; the two "
             "displayed identities are checked",
    .readings = CAS_NAMES("T-first"),
};

/*: \paragraph{Figure 5 (right), for every data set.} With the ridge $\nabla f$ is
strongly monotone: for $a=x_l^\top w$, $b=x_l^\top v$ with $a\ge b$
\[ (\nabla f(w)-\nabla f(v))^\top(w-v)=\frac1M\sum_l(\sigma(a)-\sigma(b))(a-b)
   +2\rho\|w-v\|^2\ge2\rho\|w-v\|^2, \]
as $\sigma$ rises. So $f$ has exactly one stationary point, whatever the data are, and
the limit is 0 by sec:7.2.1/backward-limit. For the bounded regulariser that there is only
one is certified on the data sets. */
#define NO_PLATEAU(regularizer_)                                                         \
    .data =                                                                              \
        &(const cas_data_claim){                                                         \
            .runs = 1,                                                                   \
            .options = &(const cas_training_options){.regularizer = (regularizer_),      \
                                                     .backward = {.sigma = 2}},          \
            CAS_DATA_STATEMENTS("plateau = 0"),                                          \
            .finding = "The averaged field is grad f for every sigma_b; f has exactly "  \
                       "one stationary point.",                                          \
        },                                                                               \
    .mutants =                                                                           \
        CAS_MUTANTS({"height_1(1/1024) = 0", "with forward noise of sigma_f = 1/1024"})

const cas_claim cas_claim_fig_4_right_limit = {
    CAS_DATA_CLAIM("fig:4/right-limit", "printed"),
    .statement = "With the nonconvex regulariser and zero-mean backward noise the stable "
                 "gradient norm tends to 0, for every sigma_b",
    NO_PLATEAU(CAS_TRAINING_NONCONVEX),
};

const cas_claim cas_claim_fig_5_right_limit = {
    CAS_DATA_CLAIM("fig:5/right-limit", "printed"),
    .statement = "With the ridge regulariser and zero-mean backward noise the stable "
                 "gradient norm tends to 0, for every data set and sigma_b",
    .given = CAS_NAMES("sec:7.2.1/backward-limit"),
    .prose = "the monotony above, for every data set; the enclosures check it on 8",
    NO_PLATEAU(CAS_TRAINING_RIDGE),
};

/*:
\paragraph{The tested magnitudes.} Figure 4 (left) has $\sigma_f\ge0.5$ with a plateau.
Each is enclosed on its own, with the certificate that there is exactly one zero. For the
ridge the law reaches $\sigma_f=2$.

\paragraph{Figure 5 (left), for almost every data set.} Let $\sigma_f>0$ and $\Delta t$ be
fixed. With the ridge $F$ is strongly monotone for all data, as above with $S$ in the
place of $\sigma$, so that its zero $w^*$ is an analytic function of the numbers
$x=(x_1,\dots,x_M)\in\mathbb R^{Md}$ (implicit function theorem, $F'\ge2\rho$), and so
is $\|\nabla f(w^*)\|^2$. An analytic function on $\mathbb R^{Md}$ that is not 0
everywhere is 0 on a set of measure 0 only. On the data sets here it is positive; and
$x_l=-y_lh_l$ has a density. So the plateau is positive with probability 1.
*/

const cas_claim cas_claim_fig_4_left_limit = {
    CAS_DATA_CLAIM("fig:4/left-limit", "printed"),
    .statement = "With the nonconvex regulariser the stable gradient norm has a positive "
                 "limit for sigma_f = 0.5, 1, 2",
    .data =
        &(const cas_data_claim){
            .runs = 1,
            .options = runs,
            CAS_DATA_STATEMENTS("0 < height_1(0.5)", "0 < height_1(1)",
                                "0 < height_1(2)"),
            CAS_DATA_RANGES({"height_1(0.5)", NULL}, {"height_1(1)", NULL},
                            {"height_1(2)", NULL}),
            .finding =
                "Plateaus: # at sigma_f = 0.5, # at 1, # at 2. They are no threshold's: "
                "see sec:7.2.1/forward-threshold.",
        },
    .mutants =
        CAS_MUTANTS({"0 < height_1(0)", "without forward noise"},
                    {"0.001 < height_1(0.5)", "a plateau above 0.001 for every sigma_f"}),
};

const cas_claim cas_claim_fig_5_left_limit = {
    CAS_DATA_CLAIM("fig:5/left-limit", "printed"),
    .statement =
        "With the ridge regulariser the stable gradient norm has a positive limit for "
        "almost every data set and each sigma_f, up to 2",
    .prose =
        "that an analytic function which is positive on one data set is so on almost "
        "every one",
    .data =
        &(const cas_data_claim){
            .runs = 1,
            .options = &runs[1],
            CAS_DATA_STATEMENTS("(1/2)^2 lower_1(2) <= height_1(1/2)",
                                "height_1(1/2) <= (1/2)^2 upper_1(2)"),
            CAS_DATA_RANGES({"limit_1(2)", NULL},
                            {"lower_1(2)/limit_1(2)", "upper_1(2)/limit_1(2)"}),
            .finding = "Not only for large sigma_f: plateau/sigma_f^2 tends to # for "
                       "sigma_f -> 0 and is within a factor of # of it for all sigma_f "
                       "<= 2.",
        },
    .mutants = CAS_MUTANTS(
        {"1/2 lower_1(2) <= height_1(1/2)", "sigma_f in place of its square"},
        {"3^2 lower_1(12) <= height_1(3)", "sigma_f up to six times as large"}),
};
