/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "orbit/orbit_claim.h"

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

/* w^(0) = (k, k).  The first step starts at (x_k, x_k) and has the solutions (u_k, v_k)
   with entry kept_k, the first, and (U_k, V_k) with Kept_k, the second.  The second step
   starts at (X_k, Y_k), and p_k and q_k are its entries. */
#define LETTER                                                                           \
    "a = -5; b = -4; c = -5; d = 3; g = 1/20; m = 9/10; "                                \
    "one = 1 + g (a^2 + b^2); two = 1 + g (c^2 + d^2); x_k = 1 + m (1 - k); "            \
    "kept_k = (a + b) x_k/one; u_k = x_k - g kept_k a; v_k = x_k - g kept_k b; "         \
    "Kept_k = (c + d) x_k/two; U_k = x_k - g Kept_k c; V_k = x_k - g Kept_k d; "         \
    "X_k = u_k + m (u_k - 1); Y_k = v_k + m (v_k - 1); "                                 \
    "p_k = (a X_k + b Y_k)/one; q_k = (c X_k + d Y_k)/two"

/*:
\paragraph{With Top-1.} The matrix $Q$ (cone.c), the word $12$ and $\mu=\frac74$ satisfy
Lemma 3, and the orbit of $(1,1)$ enters the cone; it was found from the eigenvector of
$M_2M_1$ for its real eigenvalue near $-1.3676$, but how it was found is of no
consequence. The map is homogeneous and odd, so $s\ne0$ only scales the orbit, with the
same choices.
*/

const cas_claim cas_claim_a3_momentum_printed = {
    CAS_ORBIT_CLAIM("app:A.3/momentum", "printed"),
    .statement =
        "With the printed matrix, gamma = 1/20 and beta = 9/10, momentum SGD converges "
        "without compression and does not with Top-1.",
    .kind = &cas_orbit_kind,
    .formula = "s < s growth if 0 < beta",
    .notation = LETTER,
    .checks = CAS_CHECKS("a u_k + b v_k = kept_k for k = 0..1",
                         "c U_k + d V_k = Kept_k for k = 0..1",
                         "(c u_k + d v_k)^2 < kept_k^2 for k = 0..1",
                         "Kept_k^2 < (a U_k + b V_k)^2 for k = 0..1",
                         "p_k^2 < (c (X_k - g p_k a) + d (Y_k - g p_k b))^2 for k = 0..1",
                         "q_k^2 < (a (X_k - g q_k c) + b (Y_k - g q_k d))^2 for k = 0..1",
                         "0.9486832^2 < m", "m < 0.9486834^2"),
    .mistakes =
        (const cas_mistake[]){
            {"(a X_k + b Y_k)^2 < (c X_k + d Y_k)^2 for k = 0..1",
             "the gradient at the old weights has no entry to keep either"},
            {0},
        },
    CAS_ORBIT_FACTS(
        {"growth = 9/10", &cas_orbit_right, .top_1 = false},
        {"growth = 9/10", &cas_orbit_right, .before = "0 0"},
        {"growth = 7/4", &cas_orbit_right, .top_1 = true, .steps = 25},
        {"growth = 7/4", &cas_orbit_right, .top_1 = true, .before = "0 0", .steps = 6}),
    .mutants =
        CAS_MUTANTS({"right step 1/4000", "gamma = 1/4000, where Top-1 converges"},
                    {"right step 2/25", "gamma = 2/25, unstable without compression"},
                    {"right momentum 0", "beta = 0"}, {"right matrix -5 4 -5 3", "b = 4"},
                    {"right word 21", "the second entry is kept first"},
                    {"right growth 2", "growth 2 per period"}),
    .note =
        "Read with eta = gamma and the gradient at w^(t-1); to the letter the update is "
        "implicit and has no solution in the second step. Uncompressed: converges from "
        "every start, spectral radius 0.948683. Top-1 from (s, s): keeps 12 period after "
        "period after 25 steps (w^(0) = w^(1)) or 6 (w^(0) = 0), a quadratic form then "
        "grows by 7/4 per period. Here Top-1 is the cause; its error is relative. In "
        "double it overflows.",
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
            "start for gamma < 1/3895, diverges from (s, s) at gamma = 1/20; there is no "
            "bound between (app:A.3/momentum/threshold).",
    .prose = "Jury's criterion and the theorem above; checked are their identities and "
             "numbers",
};

/*:
\paragraph{No threshold.} Between the two bounds it is not so that the orbit of $(s,s)$
converges up to some step size and diverges above it, nor the other way round. Where its
choices become periodic, the word depends on $\gamma$, and the spectral radius of the
word's matrix is below and above 1 in turn:
\begin{center}\begin{tabular}{llll}
$\gamma$ & a period & radius & \\\hline
$\frac{99}{4000}$ & 112112211211211211 & 0.796 & converges\\
$\frac{1}{40}$ & 112112211211211211 & 1.144 & diverges\\
$\frac{53}{2000}$ & 12111121121121 & 0.821 & converges\\
$\frac{11}{400}$ & 112111112112111212121212 & 1.227 & diverges\\
$\frac{29}{1000}$ & 122 & 0.941 & converges\\
$\frac{61}{2000}$ & 1121121111211 & 0.649 & converges\\
$\frac{47}{1000}$ & 121212121211 & 1.671 & diverges\\
$\frac1{20}$ & 12 & 1.368 & diverges
\end{tabular}\end{center}
Each row is certified by Lemma 3 (cone.c) for both readings of $w_1^{(0)}$. The radii are
rounded. From $\frac{99}{4000}$ to $\frac1{40}$ the word stays, and
its radius passes 1.
*/

#define MOMENTUM(name_, step_) name_, "-5 -4 -5 3", "1 1", "0 0", step_, "9/10"
#define DIVERGES(setup_)                                                                 \
    {"1 < growth", setup_, .top_1 = true},                                               \
    {                                                                                    \
        "1 < growth", setup_, .top_1 = true, .before = "0 0"                             \
    }
#define CONVERGES(setup_)                                                                \
    {"growth < 1", setup_, .top_1 = true},                                               \
    {                                                                                    \
        "growth < 1", setup_, .top_1 = true, .before = "0 0"                             \
    }

static const cas_orbit_setup at_99_4000 = {
    MOMENTUM("99/4000", "99/4000"), .steps = 675,
    .form = "-10000 -2635 -4590 -7581  -2635 -1625 -2097 -748  "
            "-4590 -2097 -3177 -1941  -7581 -748 -1941 -7962",
    .word = "112112211211211211", .growth = "3/10"};
static const cas_orbit_setup at_1_40 = {MOMENTUM("1/40", "1/40"), .steps = 673,
                                        .form =
                                            "-1000 -274 -507 -860  -274 -249 -280 -88  "
                                            "-507 -280 -425 -246  -860 -88 -246 -955",
                                        .word = "112112211211211211", .growth = "23/20"};
static const cas_orbit_setup at_53_2000 = {MOMENTUM("53/2000", "53/2000"), .steps = 346,
                                           .form =
                                               "-1000 110 235 -137  110 -591 182 422  "
                                               "235 182 -408 252  -137 422 252 -784",
                                           .word = "12111121121121", .growth = "2/5"};
static const cas_orbit_setup at_11_400 = {
    MOMENTUM("11/400", "11/400"), .steps = 504,
    .form = "-336 528 -143 -141  528 -1000 -89 196  "
            "-143 -89 -743 -227  -141 196 -227 -198",
    .word = "112111112112111212121212", .growth = "5/4"};
static const cas_orbit_setup at_29_1000 = {MOMENTUM("29/1000", "29/1000"), .steps = 222,
                                           .form = "-95 143 -66 21  143 -706 634 662  "
                                                   "-66 634 -898 -845  21 662 -845 -1000",
                                           .word = "122", .growth = "4/5"};
static const cas_orbit_setup at_61_2000 = {
    MOMENTUM("61/2000", "61/2000"), .steps = 572,
    .form = "-7558 -1354 -563 -8343  -1354 -1451 -1209 -1733  "
            "-563 -1209 -1566 -224  -8343 -1733 -224 -10000",
    .word = "1121121111211", .growth = "7/20"};
static const cas_orbit_setup at_47_1000 = {MOMENTUM("47/1000", "47/1000"), .steps = 204,
                                           .form = "-43 34 139 5  34 -84 -48 66  "
                                                   "139 -48 -516 -62  5 66 -62 -1000",
                                           .word = "121212121211", .growth = "19/10"};

const cas_claim cas_claim_a3_momentum_threshold = {
    CAS_ORBIT_CLAIM("app:A.3/momentum/threshold", "sharp"),
    .statement =
        "For the printed matrix and beta = 9/10 no step size separates those at which "
        "Top-1 converges from (s, s) from those at which it diverges: as gamma grows it "
        "converges, diverges, converges, diverges, converges and diverges.",
    CAS_ORBIT_FACTS(CONVERGES(&at_99_4000), DIVERGES(&at_1_40), CONVERGES(&at_53_2000),
                    DIVERGES(&at_11_400), CONVERGES(&at_29_1000), CONVERGES(&at_61_2000),
                    DIVERGES(&at_47_1000), DIVERGES(&cas_orbit_right)),
    .mutants = CAS_MUTANTS({"1/40 step 99/4000", "gamma = 99/4000, where it converges"},
                           {"53/2000 step 11/400", "gamma = 11/400, where it diverges"},
                           {"29/1000 word 121", "another word"}),
    .note =
        "Converges at 99/4000, 53/2000, 29/1000 and 61/2000, diverges at 1/40, 11/400, "
        "47/1000 and 1/20, for both readings of w^(0): certified by the cone that the "
        "orbit enters and the word that it keeps there.",
};
