/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/certificate.h"
#include "claim/checks.h"
#include "orbit/growth.h"
#include "orbit/orbit_kind.h"

#include <stdio.h>

/*:
\section{Appendix A.3, momentum: Top-1 does break convergence}

\paragraph{What the paper says.} With momentum the update is
$w_1^{(t)}=w_1^{(t-1)}-\eta u_1^{(t)}+\beta(w_1^{(t-1)}-w_1^{(t-2)})$; for
\[ A=\begin{pmatrix}-5&-4\\-5&3\end{pmatrix},\quad\gamma=\tfrac1{20},\quad
   \beta=\tfrac9{10} \]
a numerical study implies that it converges without compression, and Figure 9 (right)
shows that it does not with Top-1.

\paragraph{How it is read.} $\eta$ is nowhere defined and stands for $\gamma$. To the
letter $u_1^{(t)}$ is the gradient at the new $w_1^{(t)}$; then the Top-1 update is an
equation that has no solution in the second step already (checked below), so the gradient
at $w_1^{(t-1)}$ is meant. $w_1^{(0)}$ is not given: both $w_1^{(0)}=w_1^{(1)}$ and
$w_1^{(0)}=0$ are treated. $w_2$ stays $0$.

\paragraph{What is exactly true.} The uncompressed method converges from every start, with
spectral radius exactly $\sqrt{9/10}$; with Top-1 the orbit of $(s,s)$ diverges
exponentially for every $s\ne0$, for both readings of $w_1^{(0)}$. Here Top-1 is the
cause. As in the other panel its error is relative to the gradient and grows with the
orbit; the sentence that this validates a finding on $O(1)$ perturbations is judged there.
(The theory's iteration (5) has no momentum, so it says nothing on this panel.)
*/

struct panel {
    const char *step, *momentum;
    const char *matrix;
};

static const struct panel printed_panel = {"1/20", "9/10", "-5 -4 -5 3"};

/*:
\paragraph{Without compression.} Along an eigenvector of $A^TA$ with eigenvalue $\lambda$
the characteristic polynomial is $z^2-kz+\beta$, $k=1+\beta-\gamma\lambda$. Where
$k^2<4\beta$ its roots are complex, of modulus $\sqrt\beta$. The eigenvalues are
$\lambda_\pm=\frac12(\mathrm{tr}\pm\sqrt{\mathrm{tr}^2-4\det})$.
*/

/*:
\paragraph{To the letter.} Keeping entry $i$, $w=x-\gamma\langle a_i,w\rangle a_i$ with
$x=w^{(t-1)}+\beta(w^{(t-1)}-w^{(t-2)})$ has the solution $w=x-\gamma\langle a_i,x\rangle
a_i/(1+\gamma\|a_i\|^2)$; it is an update only if $|\langle a_i,w\rangle|$ is the larger
entry of $Aw$. In the first step entry 1 alone does it; in the second neither does.
*/

/* Solves for w_1, w_2 with the row (r1, r2) kept; (o1, o2) is the other.  kept and
   lost name the entries of Aw. */
static void solve_implicit(cas_calculation *calculation, bool second)
{
    cas_let(calculation, "r1", second ? "c" : "a");
    cas_let(calculation, "r2", second ? "d" : "b");
    cas_let(calculation, "o1", second ? "a" : "c");
    cas_let(calculation, "o2", second ? "b" : "d");
    cas_let(calculation, "part", "(r1*x1 + r2*x2)/(1 + gamma*(r1^2 + r2^2))");
    cas_let(calculation, "new1", "x1 - gamma*part*r1");
    cas_let(calculation, "new2", "x2 - gamma*part*r2");
    cas_let(calculation, "kept", "r1*new1 + r2*new2");
    cas_let(calculation, "lost", "o1*new1 + o2*new2");
    cas_check(calculation, "kept = part");
}

static void check_letter(cas_calculation *calculation, const char *before)
{
    cas_let(calculation, "before", before);
    cas_let(calculation, "x1", "1 + beta*(1 - before)");
    cas_let(calculation, "x2", "x1");
    solve_implicit(calculation, true);
    cas_check(calculation, "kept^2 < lost^2");
    solve_implicit(calculation, false);
    cas_check(calculation, "lost^2 < kept^2");
    cas_let(calculation, "next1", "new1 + beta*(new1 - 1)");
    cas_let(calculation, "next2", "new2 + beta*(new2 - 1)");
    cas_let(calculation, "x1", "next1");
    cas_let(calculation, "x2", "next2");
    solve_implicit(calculation, false);
    cas_check(calculation, "kept^2 < lost^2");
    solve_implicit(calculation, true);
    cas_check(calculation, "kept^2 < lost^2");
}

/*:
\paragraph{With Top-1.} The matrix $Q$ (cone.c), the word $12$ and $\mu=\frac74$ satisfy
Lemma 3, and the orbit of $(1,1)$ enters the cone; it was found from the eigenvector of
$M_2M_1$ for its real eigenvalue near $-1.3676$, but how it was found is of no
consequence. The map is homogeneous and odd, so $s\ne0$ only scales the orbit, with the
same choices.
*/

static void check_entry(cas_calculation *calculation, cas_iteration *iteration,
                        const cas_cone *cone, const char *before, cas_cone_entry *entry)
{
    cas_iteration_read_numbers(&iteration->before_1, before);
    cas_record(calculation, cas_cone_enter(calculation, iteration, cone, 40, entry),
               "the orbit of (1, 1) enters the cone");
    cas_record(calculation, !entry->has_tie, "no choice on the way is a tie");
}

static void describe(cas_certificate *certificate, const cas_calculation *calculation,
                     const cas_iteration *iteration, const cas_cone *cone,
                     const cas_cone_entry *at_rest, const cas_cone_entry *from_zero)
{
    size_t taken;
    cas_fate fate = cas_orbit_double_fate(iteration, 10000, &taken);
    snprintf(certificate->note, sizeof certificate->note,
             "Read with eta = gamma and the gradient at w^(t-1); to the letter the "
             "update is implicit "
             "and has no solution in the second step. Uncompressed: converges from every "
             "start, "
             "spectral radius %.6f. Top-1 from (s, s): keeps %s period after period "
             "after %zu steps "
             "(w^(0) = w^(1)) or %zu (w^(0) = 0), |z|^2 then grows by %.4g per period. "
             "Here Top-1 is "
             "the cause; its error is relative.%s",
             cas_approximate(calculation, "sqrt(beta)"), cone->word, at_rest->steps,
             from_zero->steps, mpq_get_d(cone->growth),
             fate == CAS_FATE_OVERFLOW ? " In double it overflows." : "");
}

static cas_status certify_printed(const cas_claim *claim, const cas_mutant *mutant,
                                  cas_certificate *certificate, cas_message *message)
{
    (void)claim;
    (void)message;
    struct panel panel = printed_panel;
    if (cas_mutant_is(mutant, "small-step"))
        panel.step = "1/4000";
    if (cas_mutant_is(mutant, "large-step"))
        panel.step = "2/25";
    if (cas_mutant_is(mutant, "no-momentum"))
        panel.momentum = "0";
    if (cas_mutant_is(mutant, "sign"))
        panel.matrix = "-5 4 -5 3";
    cas_calculation calculation;
    cas_calculation_begin(&calculation);
    cas_iteration iteration;
    cas_iteration_init(&iteration);
    cas_iteration_set(&iteration, panel.matrix, "1 1", "0 0", panel.step, panel.momentum,
                      true);
    cas_cone cone;
    cas_cone_init(&cone);
    cas_cone_set(&cone, cas_momentum_cone, cas_mutant_is(mutant, "word") ? "21" : "12",
                 cas_mutant_is(mutant, "growth") ? "2" : "7/4");
    cas_name_iteration(&calculation, &iteration);
    cas_check_momentum_converges(&calculation);
    check_letter(&calculation, "1");
    check_letter(&calculation, "0");
    cas_check_cone(&calculation, &iteration, &cone);
    cas_cone_entry at_rest, from_zero;
    check_entry(&calculation, &iteration, &cone, "0 0", &from_zero);
    check_entry(&calculation, &iteration, &cone, "1 1", &at_rest);
    certificate->proved = cas_calculation_conclude(&calculation, certificate);
    if (certificate->proved)
        describe(certificate, &calculation, &iteration, &cone, &at_rest, &from_zero);
    cas_cone_clear(&cone);
    cas_iteration_clear(&iteration);
    cas_calculation_end(&calculation);
    return CAS_OK;
}

static const cas_mutant printed_mutants[] = {
    {"small-step", "gamma = 1/4000, where Top-1 converges"},
    {"large-step", "gamma = 2/25, which is unstable without compression"},
    {"no-momentum", "beta = 0"},
    {"sign", "b = 4"},
    {"word", "the second entry is kept first"},
    {"growth", "growth 2 per period"},
    {NULL, NULL},
};

const cas_claim cas_claim_a3_momentum_printed = {
    .id = "app:A.3/momentum",
    .version = "printed",
    .statement =
        "With the printed matrix, gamma = 1/20 and beta = 9/10, momentum SGD converges "
        "without compression and does not with Top-1.",
    .file = __FILE__,
    .line = __LINE__,
    .kind = &cas_orbit_kind,
    .formula = "s < s growth if 0 < beta",
    .mutants = printed_mutants,
    .certify = certify_printed,
};

/*:
\paragraph{The exact stable range without compression.} $z^2-kz+\beta$ has its roots
inside the unit circle iff $|\beta|<1$ and $|k|<1+\beta$ (Jury), that is
$0<\gamma\lambda<2(1+\beta)$, so the method is stable from all starts iff
$0<\gamma<2(1+\beta)/\lambda_+$; at that bound $z=-1$ is a root.

\paragraph{Theorem (Top-1 with momentum, small steps).} Let $w_2=0$, $0\le\beta<1$ and $A$
invertible. If $0<\gamma\max_i\|a_i\|^2<2(1-\beta)^2/(1+\beta)$, Top-1 with momentum
converges to $0$, linearly, from every $(w^{(1)},w^{(0)})$.

\emph{Proof.} Let $\beta>0$ ($\beta=0$ is the theorem of top\_1\_converges.c),
$\kappa=\beta/(1-\beta)$, $\alpha=\gamma/(1-\beta)$, $p=w-w_{\rm before}$, $x=w+\kappa p$,
$g=va_i$ with $v=\langle a_i,w\rangle$ the kept entry, $r=\|a_i\|$. Then
$p'=\beta p-\gamma g$ and $x'=x-\alpha g$. For $V=\|x\|^2+c\|p\|^2$ with
$c=\beta/(1-\beta)^2$, using $\langle x,g\rangle=v^2+\kappa v\langle a_i,p\rangle$,
\[ V'-V\le-Mv^2+2N|v|\|p\|-c(1-\beta^2)\|p\|^2,\quad
   M=2\alpha-(\alpha^2+c\gamma^2)r^2,\quad N=r(\alpha\kappa+c\beta\gamma). \]
The form is negative definite iff $Mc(1-\beta^2)>N^2$. With $h=\gamma r^2$,
$M=\gamma(2(1-\beta)-h(1+\beta))/(1-\beta)^2$ and
$N=r\gamma\beta(1+\beta)/(1-\beta)^2$, so that the difference of the two sides, times
$(1-\beta)^4/(\gamma\beta)$, is $(1+\beta)\bigl(2(1-\beta)^2-h(1+\beta)\bigr)$. Since
$v^2\ge\frac12|Aw|^2$, $V$ then decreases linearly. \qed
*/

const cas_claim cas_claim_a3_momentum_sharp = {
    CAS_EXACT_CLAIM("app:A.3/momentum", "sharp"),
    .statement =
        "For the printed matrix and beta = 9/10 the uncompressed method is stable iff "
        "0 < gamma < 7.6/(75 + 5 sqrt 29), and Top-1 converges for 0 < gamma < 1/3895.",
    .names = "beta h k z",
    .notation = "a = -5; b = -4; c = -5; d = 3; m = 9/10; row1 = a^2 + b^2; "
                "row2 = c^2 + d^2; trace = row1 + row2; det = (a d - b c)^2; "
                "twice = trace + sqrt(trace^2 - 4 det)",
    .checks =
        CAS_CHECKS("(1 - beta^2) (2 (1 - beta) - h (1 + beta)) - h beta (1 + beta)^2 "
                   "= (1 + beta) (2 (1 - beta)^2 - h (1 + beta))",
                   "row2 < row1", "1/3895 row1 = 2 (1 - m)^2/(1 + m)",
                   "(1 + k + beta) (1 - k + beta) = (1 + beta)^2 - k^2",
                   "z^2 - k z + beta - (1 + k + beta) = (z + 1) (z - 1 - k)",
                   "38/5 = 4 (1 + m)", "trace = 75", "trace^2 - 4 det = 5^2 29",
                   "1/3895 < 1/20", "1/20 < 4 (1 + m)/twice",
                   "0.074564028 < 4 (1 + m)/twice", "4 (1 + m)/twice < 0.0745640281"),
    .mistakes =
        (const cas_mistake[]){
            {"1/3894 row1 = 2 (1 - m)^2/(1 + m)", "the theorem's bound is 1/3894"},
            {"8 = 4 (1 + m)", "the stable range is 8/(trace + ..)"},
            {NULL, NULL},
        },
    .note = "Uncompressed: stable iff gamma < 0.0745640280. Top-1: converges from every "
            "start for gamma < 1/3895, diverges from (s, s) at gamma = 1/20; the exact "
            "bound between is not known to us.",
    .prose =
        "Jury's criterion and the theorem above; checked are their identities and "
        "numbers",
};
