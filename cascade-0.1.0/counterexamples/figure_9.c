/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "orbit/orbit_claim.h"

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

#define LEFT_SMALL_STEP "left step 1/250", "gamma = 1/250 in the left panel"
#define RIGHT_SMALL_STEP "right step 1/4000", "gamma = 1/4000 in the right panel"
#define RIGHT_STEP "right step 2/25", "gamma = 2/25 in the right panel"
#define BESIDE "left start 1 11/10", "the left panel starts at (1, 11/10)"

/*:
\paragraph{The caption.} Left: the squared norm grows by a certified factor per step from
every start but $0$; right: by $\frac74$ per period of two steps once the orbit is in the
cone of a3\_top\_1\_momentum.c.
*/

const cas_claim cas_claim_figure_9_top_1_printed = {
    CAS_ORBIT_CLAIM("fig:9/top-1", "printed"),
    .statement = "The Top-1 cases all fail to converge.",
    CAS_ORBIT_FACTS({"1.32^2 < growth", &cas_orbit_right, .top_1 = true},
                    {"1.32^2 < growth", &cas_orbit_right, .top_1 = true, .before = "0 0"},
                    {"2.28^2 < growth", &cas_orbit_left, .top_1 = true}),
    .mutants = CAS_MUTANTS({LEFT_SMALL_STEP}, {RIGHT_SMALL_STEP}),
    .note = "More than that: ||w_1|| tends to infinity, left by a factor of at least "
            "2.28 per step from every start, right by at least 1.32 per two steps.",
};

/*:
\paragraph{Without compression.} From the printed start both converge: left in one step,
right with the factor $\beta$ of the squared norm.
*/

const cas_claim cas_claim_figure_9_uncompressed_printed = {
    CAS_ORBIT_CLAIM("fig:9/uncompressed", "printed"),
    .statement = "Without compression the same setups converge.",
    CAS_ORBIT_FACTS({"growth < 1", &cas_orbit_right, .top_1 = false},
                    {"growth < 1", &cas_orbit_right, .before = "0 0"},
                    {"growth < 1/10^20", &cas_orbit_left, .top_1 = false}),
    .mutants = CAS_MUTANTS({"left step 11/100", "gamma = 11/100 in the left panel"},
                           {RIGHT_STEP}, {BESIDE}),
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

const cas_claim cas_claim_figure_9_uncompressed_sharp = {
    CAS_ORBIT_CLAIM("fig:9/uncompressed", "sharp"),
    .statement = "Without compression the left setup converges from the starts with "
                 "w_11 = w_12 alone, the right one from every start.",
    .names = "w1 w2",
    .checks = CAS_CHECKS("w1 - ((15^2 + 5^2) w1 - (15 13 + 5 9) w2)/10 - "
                         "(w2 - ((13^2 + 9^2) w2 - (15 13 + 5 9) w1)/10) = -48 (w1 - w2)",
                         "w1 - ((15^2 + 5^2) w1 - (15 13 + 5 9) w2)/10 + "
                         "w2 - ((13^2 + 9^2) w2 - (15 13 + 5 9) w1)/10 = 0"),
    CAS_ORBIT_FACTS(
        {"growth < 1", &cas_orbit_left, .top_1 = false},
        {"48^2 - 1/10^20 < growth", &cas_orbit_left, .start = "1 0x1.0000000000001p0"},
        {"growth < 1", &cas_orbit_right, .top_1 = false}),
    .mutants = CAS_MUTANTS({LEFT_SMALL_STEP}, {RIGHT_STEP}),
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
    CAS_ORBIT_CLAIM("fig:9/cause", "printed"),
    .statement = "In both panels the parameter does not converge with Top-1 in the same "
                 "setup, the start included, in which it converges without.",
    CAS_ORBIT_FACTS({"growth < 1", &cas_orbit_left, .top_1 = false},
                    {"1 < growth", &cas_orbit_left, .top_1 = true},
                    {"growth < 1", &cas_orbit_right, .top_1 = false},
                    {"1 < growth", &cas_orbit_right, .top_1 = true}),
    .mutants = CAS_MUTANTS({LEFT_SMALL_STEP}, {RIGHT_STEP}, {RIGHT_SMALL_STEP}, {BESIDE}),
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
    CAS_ORBIT_CLAIM("fig:9/cause", "repaired"),
    .statement = "Top-1 breaks convergence in the right panel, and for plain SGD in an "
                 "example with w_2 not 0; the left setup with a stable step converges "
                 "with it.",
    CAS_ORBIT_FACTS({"growth < 1", &cas_orbit_right, .top_1 = false},
                    {"1 < growth", &cas_orbit_right, .top_1 = true},
                    {"growth < 1", &cas_orbit_example, .top_1 = false},
                    {"1 < growth", &cas_orbit_example, .top_1 = true},
                    {"growth < 1", &cas_orbit_stable, .start = "1 0"},
                    {"growth < 1", &cas_orbit_stable, .top_1 = true, .start = "1 0"}),
    .mutants = CAS_MUTANTS({RIGHT_SMALL_STEP}, {RIGHT_STEP},
                           {"example step 1/100000", "gamma = 1/100000 in our example"},
                           {"stable step 1/190", "gamma = 1/190 in the left setup"}),
    .note =
        "The lower row of our figure shows the last two: with gamma = 1/250 the left "
        "setup converges with and without Top-1; A = (5 -4; -4 3), w_2 not 0, gamma = "
        "1/500 diverges with Top-1 only.",
};
