/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/certificate.h"
#include "orbit/growth.h"

#include <stdio.h>
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

/* An orbit and the certified factor of its squared norm (growth.h). */
struct orbit {
    const char *matrix, *start_1, *before_1, *start_2, *step, *momentum;
    bool compressed;
    size_t steps;
};

static const struct orbit left = {.matrix = "-15 13 -5 9", .step = "1/10"};
static const struct orbit right = {
    .matrix = "-5 -4 -5 3", .step = "1/20", .momentum = "9/10", .steps = 40};

static const char cone_form[] = "-98 87 22 -5  87 -88 1 28  22 1 -43 -50  -5 28 -50 -100";

static void set_cone(cas_orbit_file *file)
{
    file->has_cone = true;
    cas_rationals_init(&file->cone.form, 16);
    cas_iteration_read_numbers(&file->cone.form, cone_form);
    mpq_init(file->cone.growth);
    mpq_set_ui(file->cone.growth, 7, 4);
    strcpy(file->word, "12");
    file->cone.word = file->word;
}

/* Names the certified bounds of the factor `low` and `high`; whether there are any. */
static bool enclose_growth(cas_calculation *calculation, const struct orbit *orbit)
{
    cas_orbit_file file = {.steps = orbit->steps};
    cas_iteration_init(&file.iteration);
    cas_iteration_set(&file.iteration, orbit->matrix,
                      orbit->start_1 != NULL ? orbit->start_1 : "1 1",
                      orbit->start_2 != NULL ? orbit->start_2 : "0 0", orbit->step,
                      orbit->momentum != NULL ? orbit->momentum : "0", orbit->compressed);
    if (orbit->before_1 != NULL)
        cas_iteration_read_numbers(&file.iteration.before_1, orbit->before_1);
    bool with_cone = orbit->momentum != NULL && orbit->compressed;
    if (with_cone)
        set_cone(&file);
    mpfi_t growth;
    mpfi_init2(growth, 128);
    cas_orbit_growth(&file, growth);
    bool is_bounded = mpfi_bounded_p(growth) != 0;
    mpq_t end;
    mpq_init(end);
    if (is_bounded) {
        mpfr_get_q(end, &growth->left);
        cas_let_rational(calculation, "low", end);
        mpfr_get_q(end, &growth->right);
        cas_let_rational(calculation, "high", end);
    }
    mpq_clear(end);
    mpfi_clear(growth);
    if (with_cone) {
        cas_rationals_clear(&file.cone.form);
        mpq_clear(file.cone.growth);
    }
    cas_iteration_clear(&file.iteration);
    return is_bounded;
}

static void check_diverges(cas_calculation *calculation, struct orbit orbit)
{
    cas_record(calculation, enclose_growth(calculation, &orbit), "the orbit is bounded");
    if (calculation->failed == 0)
        cas_check(calculation, "1 < low");
}

static void check_converges(cas_calculation *calculation, struct orbit orbit)
{
    cas_record(calculation, enclose_growth(calculation, &orbit), "the orbit is bounded");
    if (calculation->failed == 0)
        cas_check(calculation, "high < 1");
}

static struct orbit with_top_1(struct orbit orbit)
{
    orbit.compressed = true;
    return orbit;
}

static struct orbit from(struct orbit orbit, const char *start, const char *before)
{
    orbit.start_1 = start;
    orbit.before_1 = before;
    return orbit;
}

/* The two panels, or what a mutant makes of them. */
static void set_panels(const cas_mutant *mutant, struct orbit *sgd,
                       struct orbit *momentum)
{
    *sgd = left;
    *momentum = right;
    if (cas_mutant_is(mutant, "left-small-step"))
        sgd->step = "1/250";
    if (cas_mutant_is(mutant, "left-step"))
        sgd->step = "11/100";
    if (cas_mutant_is(mutant, "right-small-step"))
        momentum->step = "1/4000";
    if (cas_mutant_is(mutant, "right-step"))
        momentum->step = "2/25";
    if (cas_mutant_is(mutant, "beside"))
        sgd->start_1 = "1 11/10";
}

/*:
\paragraph{The caption.} Left: the squared norm grows by a certified factor per step from
every start but $0$; right: by $\frac74$ per period of two steps once the orbit is in the
cone of a3\_top\_1\_momentum.c.
*/

static cas_status certify_top_1(const cas_claim *claim, const cas_mutant *mutant,
                                cas_certificate *certificate, cas_message *message)
{
    (void)claim;
    (void)message;
    struct orbit sgd, momentum;
    set_panels(mutant, &sgd, &momentum);
    cas_calculation calculation;
    cas_calculation_begin(&calculation);
    check_diverges(&calculation, with_top_1(from(momentum, "1 1", "1 1")));
    check_diverges(&calculation, with_top_1(from(momentum, "1 1", "0 0")));
    check_diverges(&calculation, with_top_1(sgd));
    certificate->proved = cas_calculation_conclude(&calculation, certificate);
    if (certificate->proved)
        snprintf(
            certificate->note, sizeof certificate->note,
            "More than that: ||w_1|| tends to infinity, left by a factor of at least "
            "%.3g per step from every start, right by at least %.3g per two steps.",
            cas_approximate(&calculation, "sqrt(low)"),
            cas_approximate(&calculation, "sqrt(7/4)"));
    cas_calculation_end(&calculation);
    return CAS_OK;
}

static const cas_mutant top_1_mutants[] = {
    {"left-small-step", "gamma = 1/250 in the left panel"},
    {"right-small-step", "gamma = 1/4000 in the right panel"},
    {NULL, NULL},
};

const cas_claim cas_claim_figure_9_top_1_printed = {
    .id = "fig:9/top-1",
    .version = "printed",
    .statement = "The Top-1 cases all fail to converge.",
    .file = __FILE__,
    .line = __LINE__,
    .mutants = top_1_mutants,
    .certify = certify_top_1,
};

/*:
\paragraph{Without compression.} From the printed start both converge: left in one step,
right with the factor $\beta$ of the squared norm.
*/

static cas_status certify_uncompressed(const cas_claim *claim, const cas_mutant *mutant,
                                       cas_certificate *certificate, cas_message *message)
{
    (void)claim;
    (void)message;
    struct orbit sgd, momentum;
    set_panels(mutant, &sgd, &momentum);
    cas_calculation calculation;
    cas_calculation_begin(&calculation);
    check_converges(&calculation, from(momentum, "1 1", "1 1"));
    check_converges(&calculation, from(momentum, "1 1", "0 0"));
    check_converges(&calculation, sgd);
    if (calculation.failed == 0)
        cas_check(&calculation, "high < 1/10^20");
    certificate->proved = cas_calculation_conclude(&calculation, certificate);
    if (certificate->proved)
        snprintf(
            certificate->note, sizeof certificate->note,
            "In exact arithmetic from the printed start. What the left panel owes to "
            "that start says the sharp version; in double it depends on the digits "
            "of s (app:A.3/sgd).");
    cas_calculation_end(&calculation);
    return CAS_OK;
}

static const cas_mutant uncompressed_mutants[] = {
    {"left-step", "gamma = 11/100 in the left panel"},
    {"right-step", "gamma = 2/25 in the right panel"},
    {"beside", "the left panel starts at (1, 11/10)"},
    {NULL, NULL},
};

const cas_claim cas_claim_figure_9_uncompressed_printed = {
    .id = "fig:9/uncompressed",
    .version = "printed",
    .statement = "Without compression the same setups converge.",
    .file = __FILE__,
    .line = __LINE__,
    .mutants = uncompressed_mutants,
    .certify = certify_uncompressed,
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
    (void)claim;
    (void)message;
    struct orbit sgd, momentum;
    set_panels(mutant, &sgd, &momentum);
    cas_calculation calculation;
    cas_calculation_begin(&calculation);
    const char *factor = cas_mutant_is(mutant, "factor") ? "-49" : "-48";
    cas_let(&calculation, "s11", "15^2 + 5^2");
    cas_let(&calculation, "s12", "-15*13 - 5*9");
    cas_let(&calculation, "s22", "13^2 + 9^2");
    cas_check(&calculation, "s11 = 250");
    cas_check(&calculation, "s12 = -240");
    cas_check(&calculation, "s22 = 250");
    cas_check_polynomials(&calculation, "w1 w2",
                          "w1 - (250 w1 - 240 w2)/10 - w2 + (-240 w1 + 250 w2)/10 = "
                          "(%s) (w1 - w2)",
                          factor);
    cas_check_polynomials(&calculation, "w1 w2",
                          "w1 - (250*w1 - 240*w2)/10 + w2 - (-240*w1 + 250*w2)/10 = 0");
    check_converges(&calculation, sgd);
    check_diverges(&calculation, from(sgd, "1 0x1.0000000000001p0", NULL));
    if (calculation.failed == 0)
        cas_check(&calculation, "48^2 - 1/10^20 < low");
    check_converges(&calculation, momentum);
    certificate->proved = cas_calculation_conclude(&calculation, certificate);
    if (certificate->proved)
        snprintf(certificate->note, sizeof certificate->note,
                 "The left panel compares a method whose step is 24.5 times the stable "
                 "one, started on the one line that it leaves unharmed, with the same "
                 "method pushed off that line by Top-1. A start off by 2^-52 diverges as "
                 "well, by 48 per step.");
    cas_calculation_end(&calculation);
    return CAS_OK;
}

static const cas_mutant starts_mutants[] = {
    {"factor", "the factor off the line is -49"},
    {"left-small-step", "gamma = 1/250 in the left panel"},
    {"right-step", "gamma = 2/25 in the right panel"},
    {NULL, NULL},
};

const cas_claim cas_claim_figure_9_uncompressed_sharp = {
    .id = "fig:9/uncompressed",
    .version = "sharp",
    .statement = "Without compression the left setup converges from the starts with "
                 "w_11 = w_12 alone, the right one from every start.",
    .file = __FILE__,
    .line = __LINE__,
    .mutants = starts_mutants,
    .certify = certify_starts,
};

/*:
\paragraph{The same setup.} ``[T]he parameter cannot convergence with the Top-1
compression with the same setup as the no-compression cases in both''. The paper's setups
have a start, $(s,s)$; with it the sentence is true in both panels.

\emph{Repaired: as the cause.} The sentence is quoted to show what a perturbation does.
That Top-1 is what breaks the convergence is so in the right panel, where every start
converges without it. Left the start does as much: $(1,1+2^{-52})$ diverges without
compression. For plain SGD Top-1 is the cause in the example of top\_1\_diverges.c, with a
step below $1/(3L)$: from its start the uncompressed method converges, and Top-1 diverges.
In the left setup with a stable step both converge.
*/

static cas_status certify_cause(const cas_claim *claim, const cas_mutant *mutant,
                                cas_certificate *certificate, cas_message *message)
{
    (void)claim;
    (void)message;
    struct orbit sgd, momentum;
    set_panels(mutant, &sgd, &momentum);
    cas_calculation calculation;
    cas_calculation_begin(&calculation);
    check_converges(&calculation, sgd);
    check_diverges(&calculation, with_top_1(sgd));
    check_converges(&calculation, from(momentum, "1 1", "1 1"));
    check_diverges(&calculation, with_top_1(from(momentum, "1 1", "1 1")));
    certificate->proved = cas_calculation_conclude(&calculation, certificate);
    if (certificate->proved)
        snprintf(certificate->note, sizeof certificate->note,
                 "From the printed starts. Left the start does as much as Top-1: beside "
                 "the line of (1, 1) the uncompressed method diverges too, by 48 per "
                 "step (fig:9/uncompressed, sharp).");
    cas_calculation_end(&calculation);
    return CAS_OK;
}

static const cas_mutant same_setup_mutants[] = {
    {"left-small-step", "gamma = 1/250 in the left panel"},
    {"right-step", "gamma = 2/25 in the right panel"},
    {"right-small-step", "gamma = 1/4000 in the right panel"},
    {"beside", "the left panel starts at (1, 11/10)"},
    {NULL, NULL},
};

const cas_claim cas_claim_figure_9_cause_printed = {
    .id = "fig:9/cause",
    .version = "printed",
    .statement = "In both panels the parameter does not converge with Top-1 in the same "
                 "setup, the start included, in which it converges without.",
    .file = __FILE__,
    .line = __LINE__,
    .mutants = same_setup_mutants,
    .certify = certify_cause,
};

static cas_status certify_repaired_cause(const cas_claim *claim, const cas_mutant *mutant,
                                         cas_certificate *certificate,
                                         cas_message *message)
{
    (void)claim;
    (void)message;
    struct orbit sgd, momentum;
    set_panels(mutant, &sgd, &momentum);
    struct orbit example = {.matrix = "5 -4 -4 3",
                            .start_1 = "1/1024 1/1024",
                            .start_2 = "15 18",
                            .step = "1/500",
                            .steps = 40};
    if (cas_mutant_is(mutant, "smaller-step"))
        example.step = "1/100000";
    struct orbit stable = from(left, "1 0", NULL);
    stable.step = cas_mutant_is(mutant, "unstable") ? "1/190" : "1/250";
    cas_calculation calculation;
    cas_calculation_begin(&calculation);
    check_converges(&calculation, momentum);
    check_diverges(&calculation, with_top_1(from(momentum, "1 1", "1 1")));
    check_converges(&calculation, example);
    check_diverges(&calculation, with_top_1(example));
    check_converges(&calculation, stable);
    check_converges(&calculation, with_top_1(stable));
    certificate->proved = cas_calculation_conclude(&calculation, certificate);
    if (certificate->proved)
        snprintf(certificate->note, sizeof certificate->note,
                 "The lower row of our figure shows the last two: with gamma = 1/250 the "
                 "left setup converges with and without Top-1; A = (5 -4; -4 3), w_2 not "
                 "0, gamma = 1/500 diverges with Top-1 only.");
    cas_calculation_end(&calculation);
    return CAS_OK;
}

static const cas_mutant cause_mutants[] = {
    {"right-small-step", "gamma = 1/4000 in the right panel"},
    {"right-step", "gamma = 2/25 in the right panel"},
    {"smaller-step", "gamma = 1/100000 in our example"},
    {"unstable", "gamma = 1/190 in the left setup"},
    {NULL, NULL},
};

const cas_claim cas_claim_figure_9_cause_repaired = {
    .id = "fig:9/cause",
    .version = "repaired",
    .statement = "Top-1 breaks convergence in the right panel, and for plain SGD in an "
                 "example with w_2 not 0; the left setup with a stable step converges "
                 "with it.",
    .file = __FILE__,
    .line = __LINE__,
    .mutants = cause_mutants,
    .certify = certify_repaired_cause,
};
