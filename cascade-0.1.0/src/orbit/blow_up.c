/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "orbit/blow_up.h"

#include "exact/enclosures.h"

/*:
\section{Two lemmas on SGD for $f_2(Aw_1,w_2)$}

Notation: $B=AA^T$, $y=Aw_1$, $q=w_2$, $p=\langle y,q\rangle$, $v=y+2pq=M_qy$ with
$M_q=I+2qq^T$, $F=\|A\|_F^2$. One step is $y'=y-\gamma BC(v)$, $q'=q-2\gamma py$; without
compression $C(v)=v$.

\paragraph{Lemma 1 (the uncompressed method converges).} Let $\theta<2$,
$\rho\ge\|w_1\|^2/(\sqrt2(2-\theta))$ and $\gamma\bigl(F+2(|A^Tq|+\sqrt
F\rho)^2\bigr)\le\theta$ at the start $(w_1,q)$, $A$ invertible. Then $w_1\to0$, $q$ stays
within $\rho$ of its start and converges: the limit is a minimiser.

\emph{Proof.} As long as $q$ is within $\rho$ of its start, $\lambda_{\max}(A^TM_qA)\le
F+2|A^Tq|^2\le\theta/\gamma$, that is, $B\preceq(\theta/\gamma)M_q^{-1}$. Since $\langle
y,v\rangle=v^TM_q^{-1}v=|y|^2+2p^2$, $\|w_1'\|^2=\|w_1\|^2-2\gamma\langle
y,v\rangle+\gamma^2v^TBv\le\|w_1\|^2-\gamma(2-\theta)(|y|^2+2p^2)$. And
$|q'-q|=2\gamma|p||y|\le\gamma(|y|^2+2p^2)/\sqrt2$, so all these steps together are at
most $\|w_1\|^2/(\sqrt2(2-\theta))\le\rho$, and the supposition holds on. Finally
$|y|^2\ge\sigma_{\min}(A)^2\|w_1\|^2$. \qed
*/

void cas_check_uncompressed_converges(cas_calculation *calculation,
                                      const cas_iteration *iteration, const char *radius,
                                      const char *theta)
{
    static const char *const names[] = {"a", "b", "c", "d"};
    for (size_t i = 0; i < 4; i++)
        cas_let_rational(calculation, names[i], iteration->matrix.at[i]);
    cas_let_rational(calculation, "s1", iteration->start_1.at[0]);
    cas_let_rational(calculation, "s2", iteration->start_1.at[1]);
    cas_let_rational(calculation, "q1", iteration->start_2.at[0]);
    cas_let_rational(calculation, "q2", iteration->start_2.at[1]);
    cas_let_rational(calculation, "gamma", iteration->step);
    cas_let(calculation, "rho", radius);
    cas_let(calculation, "theta", theta);
    cas_let_all(calculation, "F = a^2 + b^2 + c^2 + d^2; start = s1^2 + s2^2; "
                             "pulled = (a q1 + c q2)^2 + (b q1 + d q2)^2");
    cas_record(calculation, mpq_sgn(iteration->momentum) == 0, "there is no momentum");
    cas_check(calculation, "0 < gamma");
    cas_check(calculation, "0 < (a*d - b*c)^2");
    cas_check(calculation, "theta < 2");
    cas_check(calculation, "start/(sqrt(2)*(2 - theta)) <= rho");
    cas_check(calculation, "gamma*(F + 2*(sqrt(pulled) + sqrt(F)*rho)^2) <= theta");
}

/*:
\paragraph{Lemma 2 (Top-1 blows up).} Let $i$ be an entry with $b_i>|b_j|$, $b=Be_i$, $j$
the other one; $c\perp b$ with $|c|=|b|$, so $|c_i|=|b_j|$, $|c_j|=b_i$; $\beta=|b|^2$.
Write $y=\eta b+\tau c$, $q=\kappa b+\sigma c$. Let $\varepsilon\ge|\tau/\eta|$,
$E\ge|\sigma/\kappa|$, $d=\varepsilon E<1$, $X=2\gamma\beta\eta^2$, and
\[ G_\kappa=X(1-d)-1,\qquad
  G_\eta=\gamma\bigl(2\beta(1-d)\kappa^2(b_i-E|b_j|)-b_i-\varepsilon|b_j|\bigr)-1 . \]
If (1) $G_\kappa\ge2$, (2) $G_\eta\ge2$, (3) $E+X(1+d)\varepsilon\le EG_\kappa$, (4)
$2\beta(1-d)\kappa^2\bigl(b_i-|b_j|-E(b_i+|b_j|)\bigr)>(1+\varepsilon)(b_i+|b_j|)$, then
Top-1 keeps entry $i$, now and forever, and $|\eta|$ and $|\kappa|$ at least double in
every step: $w_1$, $w_2$ and the loss tend to infinity.

\emph{Proof.} $p=\beta(\eta\kappa+\tau\sigma)$ has $|p|\ge\beta(1-d)|\eta\kappa|$ and
$|p|\le\beta(1+d)|\eta\kappa|$. By (4), $|v_i|-|v_j|\ge2|p|(|q_i|-|q_j|)-|y_i|-|y_j|>0$,
with $|q_i|\ge|\kappa|(b_i-E|b_j|)$, $|q_j|\le|\kappa|(|b_j|+Eb_i)$ and the like for $y$:
entry $i$ is kept. Then $y'=y-\gamma v_ib$, so $\tau'=\tau$ exactly and
$|\eta'|\ge\gamma|v_i|-|\eta|\ge G_\eta|\eta|$; $\kappa'=\kappa-2\gamma p\eta$ has
$|\kappa'|\ge G_\kappa|\kappa|$; $|\sigma'|=|\sigma-2\gamma
p\tau|\le|\kappa|(E+X(1+d)\varepsilon)\le E|\kappa'|$ by (3). So $\varepsilon$ can be
halved, $E$ stays, $X$ and $\kappa^2$ grow, and (1)--(4) are monotone in these directions:
for (3), $(E+Xu)/(Xw-1)$ has the derivative $-(u+Ew)/(Xw-1)^2<0$ in $X$,
$u=(1+d)\varepsilon$, $w=1-d$. \qed
*/

/* Names the quantities of Lemma 2 at the present state, for entry i; b is |b_j|. */
static void name_state(cas_enclosures *e, const cas_orbit *orbit, size_t i)
{
    static const char *const names[2][4] = {{"ai1", "ai2", "yi", "qi"},
                                            {"aj1", "aj2", "yj", "qj"}};
    const mpfi_t *a = orbit->matrix, *y = orbit->y, *q = orbit->w_2, *gamma = orbit->step;
    for (size_t k = 0; k < 2; k++) {
        size_t row = k == 0 ? i : 1 - i;
        mpfi_srcptr numbers[4] = {a[2 * row], a[2 * row + 1], y[row], q[row]};
        for (size_t n = 0; n < 4; n++)
            mpfi_set(cas_enclosures_name(e, names[k][n]), numbers[n]);
    }
    mpfi_set(cas_enclosures_name(e, "gamma"), gamma[0]);
    cas_enclosures_let(e, "bi", "ai1^2 + ai2^2");
    cas_enclosures_let(e, "bj", "ai1 aj1 + ai2 aj2");
    cas_enclosures_let(e, "b", "|bj|");
    cas_enclosures_let(e, "beta", "bi^2 + bj^2");
    cas_enclosures_let(e, "eps", "|(yj bi - yi bj)/(yi bi + yj bj)|");
    cas_enclosures_let(e, "spread", "|(qj bi - qi bj)/(qi bi + qj bj)|");
    cas_enclosures_let(e, "eta2", "((yi bi + yj bj)/beta)^2");
    cas_enclosures_let(e, "kappa2", "((qi bi + qj bj)/beta)^2");
}

/* Whether the present state satisfies the conditions of Lemma 2 for entry i and E; here
   that is `most`. */
static bool is_trapped(const cas_orbit *orbit, size_t i, const char *limit,
                       cas_blow_up *found)
{
    static const char *const conditions[] = {
        "0 < gamma",
        "b < bi",
        "spread <= most",
        "d < 1",
        "2 <= Gk",
        "2 <= Ge",
        "most + X (1 + d) eps <= most Gk",
        "(1 + eps) (bi + b) < 2 beta (1 - d) kappa2 (bi - b - most (bi + b))"};
    cas_enclosures e;
    cas_enclosures_begin(&e, orbit->arithmetic->precision);
    name_state(&e, orbit, i);
    cas_enclosures_let(&e, "most", limit);
    cas_enclosures_let(&e, "d", "eps most");
    cas_enclosures_let(&e, "X", "2 gamma beta eta2");
    mpfi_srcptr growth_w2 = cas_enclosures_let(&e, "Gk", "X (1 - d) - 1");
    mpfi_srcptr growth_w1 = cas_enclosures_let(
        &e, "Ge", "gamma (2 beta (1 - d) kappa2 (bi - most b) - bi - eps b) - 1");
    bool trapped = true;
    for (size_t k = 0; k < sizeof conditions / sizeof *conditions && trapped; k++)
        trapped = cas_enclosures_hold(&e, conditions[k]);
    if (trapped) {
        found->entry = i + 1;
        found->growth_w1 = mpfr_get_d(&growth_w1->left, MPFR_RNDD);
        found->growth_w2 = mpfr_get_d(&growth_w2->left, MPFR_RNDD);
    }
    cas_enclosures_end(&e);
    return trapped;
}

static bool find_trap(const cas_orbit *orbit, cas_blow_up *found)
{
    static const char *const limits[] = {"1/20", "1/5", "1/2"};
    for (size_t k = 0; k < 6; k++)
        if (is_trapped(orbit, k / 3, limits[k % 3], found))
            return true;
    return false;
}

bool cas_blow_up_find(const cas_iteration *iteration, mpfr_prec_t precision, size_t steps,
                      cas_blow_up *found)
{
    *found = (cas_blow_up){.steps = 0};
    if (!iteration->compressed || mpq_sgn(iteration->momentum) != 0)
        return false;
    cas_arithmetic interval = cas_arithmetic_interval(precision);
    cas_orbit orbit;
    cas_orbit_begin(&orbit, iteration, &interval);
    bool trapped = false;
    for (;;) {
        cas_orbit_look(&orbit);
        trapped = find_trap(&orbit, found);
        if (trapped || found->steps == steps || found->steps + 1 == sizeof found->word)
            break;
        cas_pick pick = cas_orbit_step(&orbit);
        if (pick == CAS_PICK_UNDECIDED)
            break;
        found->word[found->steps++] = pick == CAS_PICK_SECOND ? '2' : '1';
    }
    cas_orbit_end(&orbit);
    return trapped;
}
