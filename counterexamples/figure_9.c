/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/certificate.h"
#include "claim/judge.h"
#include "orbit/orbit_kind.h"

#include <string.h>

/*:
\section{Figure 9: what it shows}

The figure shows $\|w_1^{(t)}\|$ for the two setups of Appendix A.3 (left $\gamma=0.1$,
$\beta=0$; right $\gamma=0.05$, $\beta=0.9$), each with Top-1 and without. Three
statements are made of it: in the caption ``Note that the Top-1 cases all fail to
converge''; in the text that the uncompressed method converges (left by a calculation,
right by ``numerical study''); and that ``Figure 9 also illustrates that the parameter
cannot convergence with the Top-1 compression with the same setup as the no-compression
cases in both''. Each is decided by the certificates of the orbits themselves (``what is
certified of an orbit''), for the printed start with $s=1$; $s\ne0$ only scales an orbit.
With momentum both $w_1^{(0)}=w_1^{(1)}$ and $w_1^{(0)}=0$ are taken, as the paper does
not say.
*/

/* Texts as of cas_iteration_set. */
struct setup {
    const char *matrix, *start_1, *start_2, *step, *momentum;
};

static const struct setup left = {"-15 13 -5 9", "1 1", "0 0", "1/10", "0"};
static const struct setup right = {"-5 -4 -5 3", "1 1", "0 0", "1/20", "9/10"};
/* the left one with a stable step, and the example of top_1_diverges.c */
static const struct setup stable = {"-15 13 -5 9", "1 0", "0 0", "1/250", "0"};
static const struct setup example = {"5 -4 -4 3", "1/1024 1/1024", "15 18", "1/500", "0"};

/* A statement about the orbit of a setup, in the names of orbit_kind.h. */
struct fact {
    const char *statement;
    const struct setup *setup;
    bool compressed;
    const char *start, *before; /* NULL: the setup's, and no velocity */
};

/* What a mutant changes in a setup. */
static const struct change {
    const char *mutant;
    const struct setup *setup;
    const char *step, *start;
} changes[] = {
    {"left-small-step", &left, "1/250", NULL},
    {"left-step", &left, "11/100", NULL},
    {"beside", &left, NULL, "1 11/10"},
    {"right-small-step", &right, "1/4000", NULL},
    {"right-step", &right, "2/25", NULL},
    {"smaller-step", &example, "1/100000", NULL},
    {"unstable", &stable, "1/190", NULL},
};

#define LEFT_SMALL_STEP                                                                  \
    {                                                                                    \
        "left-small-step", "gamma = 1/250 in the left panel"                             \
    }
#define LEFT_STEP                                                                        \
    {                                                                                    \
        "left-step", "gamma = 11/100 in the left panel"                                  \
    }
#define BESIDE                                                                           \
    {                                                                                    \
        "beside", "the left panel starts at (1, 11/10)"                                  \
    }
#define RIGHT_SMALL_STEP                                                                 \
    {                                                                                    \
        "right-small-step", "gamma = 1/4000 in the right panel"                          \
    }
#define RIGHT_STEP                                                                       \
    {                                                                                    \
        "right-step", "gamma = 2/25 in the right panel"                                  \
    }

static struct setup mutate(const struct setup *setup, const cas_mutant *mutant)
{
    struct setup changed = *setup;
    for (size_t k = 0; k < sizeof changes / sizeof *changes; k++)
        if (cas_mutant_is(mutant, changes[k].mutant) && changes[k].setup == setup) {
            changed.step = changes[k].step != NULL ? changes[k].step : changed.step;
            changed.start_1 =
                changes[k].start != NULL ? changes[k].start : changed.start_1;
        }
    return changed;
}

static cas_orbit_file *new_orbit(const struct fact *fact, const struct setup *setup)
{
    cas_orbit_file *file = cas_orbit_file_new();
    file->steps = 40;
    cas_iteration_set(&file->iteration, setup->matrix,
                      fact->start != NULL ? fact->start : setup->start_1, setup->start_2,
                      setup->step, setup->momentum, fact->compressed);
    if (fact->before != NULL)
        cas_iteration_read_numbers(&file->iteration.before_1, fact->before);
    file->has_cone = fact->compressed && fact->setup == &right;
    if (file->has_cone)
        cas_cone_set(&file->cone, cas_momentum_cone, "12", "7/4");
    return file;
}

static bool holds(const struct fact *fact, const cas_mutant *mutant)
{
    struct setup setup = mutate(fact->setup, mutant);
    cas_orbit_file *file = new_orbit(fact, &setup);
    const cas_claim claim = {
        .id = "", .version = "", .formula = fact->statement, .kind = &cas_orbit_kind};
    cas_judgement judgement;
    cas_message message;
    cas_judgement_init(&judgement);
    CAS_REQUIRE(cas_claim_judge(&claim, NULL, file, &judgement, &message) == CAS_OK);
    bool holds = judgement.applies && judgement.verdict == CAS_HOLDS;
    cas_judgement_clear(&judgement);
    cas_orbit_file_free(file);
    return holds;
}

/* The claim's data are its facts, ended by a NULL. */
static cas_status certify(const cas_claim *claim, const cas_mutant *mutant,
                          cas_certificate *certificate, cas_message *message)
{
    (void)message;
    cas_calculation calculation;
    cas_calculation_begin(&calculation);
    for (const struct fact *fact = claim->data; fact->statement != NULL; fact++)
        cas_record(&calculation, holds(fact, mutant), fact->statement);
    certificate->proved = cas_calculation_conclude(&calculation, certificate);
    cas_calculation_end(&calculation);
    return CAS_OK;
}

#define FACTS(...)                                                                       \
    .data = (const struct fact[])                                                        \
    {                                                                                    \
        __VA_ARGS__,                                                                     \
        {                                                                                \
            .statement = NULL                                                            \
        }                                                                                \
    }

/*:
\paragraph{The caption.} Left: the squared norm grows by a certified factor per step from
every start but $0$; right: by $\frac74$ per period of two steps once the orbit is in the
cone of a3\_top\_1\_momentum.c.
*/

const cas_claim cas_claim_figure_9_top_1_printed = {
    CAS_CLAIM_HEAD("fig:9/top-1", "printed"),
    .statement = "The Top-1 cases all fail to converge.",
    FACTS({"1.32^2 < growth", &right, true, NULL, NULL},
          {"1.32^2 < growth", &right, true, NULL, "0 0"},
          {"2.28^2 < growth", &left, true, NULL, NULL}),
    .mutants = CAS_MUTANTS(LEFT_SMALL_STEP, RIGHT_SMALL_STEP),
    .certify = certify,
    .note = "More than that: ||w_1|| tends to infinity, left by a factor of at least "
            "2.28 per step from every start, right by at least 1.32 per two steps.",
};

/*:
\paragraph{Without compression.} From the printed start both converge: left in one step,
right with the factor $\beta$ of the squared norm.
*/

const cas_claim cas_claim_figure_9_uncompressed_printed = {
    CAS_CLAIM_HEAD("fig:9/uncompressed", "printed"),
    .statement = "Without compression the same setups converge.",
    FACTS({"growth < 1", &right, false, NULL, NULL},
          {"growth < 1", &right, false, NULL, "0 0"},
          {"growth < 1/10^20", &left, false, NULL, NULL}),
    .mutants = CAS_MUTANTS(LEFT_STEP, RIGHT_STEP, BESIDE),
    .certify = certify,
    .note =
        "In exact arithmetic from the printed start. What the left panel owes to that "
        "start says the sharp version; in double it depends on the digits of s "
        "(app:A.3/sgd).",
};

/*:
\paragraph{From which starts.} Left: $A^TA=\binom{250\;-240}{-240\;\;250}$, and one step
is
\[ w_1'-w_2'=-48\,(w_1-w_2),\qquad w_1'+w_2'=0 . \]
So a run converges iff it starts with $w_1=w_2$, and then it is at $0$ after one step;
every other start, however near, grows by 48 per step from the second step on.
Right: both pairs of roots are complex of modulus $\sqrt\beta$; every start converges.
*/

static cas_status certify_starts(const cas_claim *claim, const cas_mutant *mutant,
                                 cas_certificate *certificate, cas_message *message)
{
    cas_calculation calculation;
    cas_calculation_begin(&calculation);
    cas_check_polynomials(&calculation, "w1 w2",
                          "w1 - ((15^2 + 5^2) w1 - (15 13 + 5 9) w2)/10 - "
                          "(w2 - ((13^2 + 9^2) w2 - (15 13 + 5 9) w1)/10) = %s (w1 - w2)",
                          cas_mutant_is(mutant, "factor") ? "-49" : "-48");
    cas_check_polynomials(&calculation, "w1 w2",
                          "w1 - ((15^2 + 5^2) w1 - (15 13 + 5 9) w2)/10 + "
                          "w2 - ((13^2 + 9^2) w2 - (15 13 + 5 9) w1)/10 = 0");
    bool proved = cas_calculation_conclude(&calculation, certificate);
    cas_calculation_end(&calculation);
    return proved ? certify(claim, mutant, certificate, message) : CAS_OK;
}

const cas_claim cas_claim_figure_9_uncompressed_sharp = {
    CAS_CLAIM_HEAD("fig:9/uncompressed", "sharp"),
    .statement = "Without compression the left setup converges from the starts with "
                 "w_11 = w_12 alone, the right one from every start.",
    FACTS({"growth < 1", &left, false, NULL, NULL},
          {"48^2 - 1/10^20 < growth", &left, false, "1 0x1.0000000000001p0", NULL},
          {"growth < 1", &right, false, NULL, NULL}),
    .mutants = CAS_MUTANTS({"factor", "the factor off the line is -49"}, LEFT_SMALL_STEP,
                           RIGHT_STEP),
    .certify = certify_starts,
    .note =
        "The left panel compares a method whose step is 24.5 times the stable one, "
        "started on the one line that it leaves unharmed, with the same method pushed "
        "off that line by Top-1. A start off by 2^-52 diverges as well, by 48 per "
        "step.",
};

/*:
\paragraph{The same setup.} ``[T]he parameter cannot convergence with the Top-1
compression with the same setup as the no-compression cases in both''. The paper's setups
have a start, $(s,s)$; with it the sentence is true in both panels.
*/

const cas_claim cas_claim_figure_9_cause_printed = {
    CAS_CLAIM_HEAD("fig:9/cause", "printed"),
    .statement = "In both panels the parameter does not converge with Top-1 in the same "
                 "setup, the start included, in which it converges without.",
    FACTS({"growth < 1", &left, false, NULL, NULL},
          {"1 < growth", &left, true, NULL, NULL},
          {"growth < 1", &right, false, NULL, NULL},
          {"1 < growth", &right, true, NULL, NULL}),
    .mutants = CAS_MUTANTS(LEFT_SMALL_STEP, RIGHT_STEP, RIGHT_SMALL_STEP, BESIDE),
    .certify = certify,
    .note = "From the printed starts. Left the start does as much as Top-1: beside the "
            "line of (1, 1) the uncompressed method diverges too, by 48 per step "
            "(fig:9/uncompressed, sharp).",
};

/*:
\emph{Repaired: as the cause.} The sentence is quoted to show what a perturbation does.
That Top-1 is what breaks the convergence is so in the right panel, where every start
converges without it. Left the start does as much: $(1,1+2^{-52})$ diverges without
compression. For plain SGD Top-1 is the cause in the example of top\_1\_diverges.c, with a
step below $1/(3L)$: from its start the uncompressed method converges, and Top-1 diverges.
In the left setup with a stable step both converge.
*/

const cas_claim cas_claim_figure_9_cause_repaired = {
    CAS_CLAIM_HEAD("fig:9/cause", "repaired"),
    .statement = "Top-1 breaks convergence in the right panel, and for plain SGD in an "
                 "example with w_2 not 0; the left setup with a stable step converges "
                 "with it.",
    FACTS({"growth < 1", &right, false, NULL, NULL},
          {"1 < growth", &right, true, NULL, NULL},
          {"growth < 1", &example, false, NULL, NULL},
          {"1 < growth", &example, true, NULL, NULL},
          {"growth < 1", &stable, false, NULL, NULL},
          {"growth < 1", &stable, true, NULL, NULL}),
    .mutants = CAS_MUTANTS(RIGHT_SMALL_STEP, RIGHT_STEP,
                           {"smaller-step", "gamma = 1/100000 in our example"},
                           {"unstable", "gamma = 1/190 in the left setup"}),
    .certify = certify,
    .note =
        "The lower row of our figure shows the last two: with gamma = 1/250 the left "
        "setup converges with and without Top-1; A = (5 -4; -4 3), w_2 not 0, gamma = "
        "1/500 diverges with Top-1 only.",
};
