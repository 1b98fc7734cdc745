/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "orbit/blow_up.h"

#include "exact/valuation.h"

#include <stdio.h>
#include <string.h>

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
    cas_let(calculation, "F", "a^2 + b^2 + c^2 + d^2");
    cas_let(calculation, "start", "s1^2 + s2^2");
    cas_let(calculation, "pulled", "(a*q1 + c*q2)^2 + (b*q1 + d*q2)^2");
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

The conditions are monotone, so bounds of $\varepsilon$, $|\sigma/\kappa|$, $\eta^2$ and
$\kappa^2$ from enclosures decide them exactly.
*/

/* The state of an orbit in the coordinates of Lemma 2, as exact bounds. */
struct coordinates {
    mpq_t error, spread;              /* upper bounds of |tau/eta|, |sigma/kappa| */
    mpq_t eta_squared, kappa_squared; /* lower bounds */
};

/* The exact value of an endpoint of |x|. */
static bool read_endpoint(mpq_t r, mpfi_srcptr x, bool upper)
{
    mpfi_t modulus;
    mpfi_init2(modulus, mpfi_get_prec(x));
    mpfi_abs(modulus, x);
    mpfr_t endpoint;
    mpfr_init2(endpoint, 64);
    if (upper)
        mpfr_set(endpoint, &modulus->right, MPFR_RNDU);
    else
        mpfr_set(endpoint, &modulus->left, MPFR_RNDD);
    bool finite = mpfr_number_p(endpoint) != 0;
    if (finite)
        mpfr_get_q(r, endpoint);
    mpfr_clear(endpoint);
    mpfi_clear(modulus);
    return finite;
}

/* How a vector x lies to b: the ratio of its coordinates in c and in b, and the square of
   that in b. */
static const char slope[] = "(xj bi - xi bj)/(xi bi + xj bj) = 0";
static const char along[] = "((xi bi + xj bj)/(bi^2 + bj^2))^2 = 0";

/* Bounds the left side of `formula`, where (xi, xj) are the entries i and j of x. */
static bool bound(mpq_t r, const cas_arithmetic *interval, const char *formula,
                  const mpq_t *b, const void *x, size_t i, bool upper)
{
    static const long no_index[CAS_FORMULA_INDICES] = {0};
    cas_vocabulary *vocabulary = cas_vocabulary_new("bi bj xi xj", true);
    cas_statement *statement;
    CAS_REQUIRE(cas_statement_read(vocabulary, formula, NULL, &statement, NULL) ==
                CAS_OK);
    cas_valuation *valuation = cas_valuation_new(interval, vocabulary, NULL);
    for (size_t k = 0; k < 2; k++) {
        interval->set_rational(cas_valuation_at(valuation, k), b[k]);
        interval->set(cas_valuation_at(valuation, 2 + k),
                      cas_at_const(interval, x, k == 0 ? i : 1 - i));
    }
    const void *value;
    bool is_bounded = cas_valuation_evaluate(valuation, statement->claim.left, no_index,
                                             &value, NULL) == CAS_OK &&
                      read_endpoint(r, value, upper);
    cas_valuation_free(valuation);
    cas_statement_free(statement);
    cas_vocabulary_free(vocabulary);
    return is_bounded;
}

static bool find_coordinates(struct coordinates *at, const cas_orbit *orbit, size_t i,
                             const mpq_t *b)
{
    const cas_arithmetic *interval = orbit->arithmetic;
    return bound(at->error, interval, slope, b, orbit->y, i, true) &&
           bound(at->spread, interval, slope, b, orbit->w_2, i, true) &&
           bound(at->eta_squared, interval, along, b, orbit->y, i, false) &&
           bound(at->kappa_squared, interval, along, b, orbit->w_2, i, false);
}

/* Lemma 2's conditions in the coordinates `at`. */
static bool is_trapped(const struct coordinates *at, const mpq_t *b, const mpq_t step,
                       const char *limit, cas_blow_up *found)
{
    cas_calculation calculation;
    cas_calculation_begin(&calculation);
    cas_let_rational(&calculation, "gamma", step);
    cas_let_rational(&calculation, "bi", b[0]);
    cas_let_rational(&calculation, "bj", b[1]);
    if (mpq_sgn(b[1]) < 0)
        cas_let(&calculation, "bj", "-bj");
    cas_let_rational(&calculation, "eps", at->error);
    cas_let_rational(&calculation, "spread", at->spread);
    cas_let_rational(&calculation, "eta2", at->eta_squared);
    cas_let_rational(&calculation, "kappa2", at->kappa_squared);
    cas_let(&calculation, "most", limit);
    cas_let(&calculation, "beta", "bi^2 + bj^2");
    cas_let(&calculation, "d", "eps*most");
    cas_let(&calculation, "X", "2*gamma*beta*eta2");
    cas_let(&calculation, "Gk", "X*(1 - d) - 1");
    cas_let(&calculation, "Ge",
            "gamma*(2*beta*(1 - d)*kappa2*(bi - most*bj) - bi - eps*bj) - 1");
    cas_check(&calculation, "0 < gamma");
    cas_check(&calculation, "bj < bi");
    cas_check(&calculation, "spread <= most");
    cas_check(&calculation, "d < 1");
    cas_check(&calculation, "2 <= Gk");
    cas_check(&calculation, "2 <= Ge");
    cas_check(&calculation, "most + X*(1 + d)*eps <= most*Gk");
    cas_check(&calculation,
              "(1 + eps)*(bi + bj) < 2*beta*(1 - d)*kappa2*(bi - bj - most*(bi + bj))");
    bool trapped = calculation.failed == 0;
    if (trapped) {
        found->error = cas_approximate(&calculation, "eps");
        found->spread = cas_approximate(&calculation, "spread");
        found->growth_w1 = cas_approximate(&calculation, "Ge");
        found->growth_w2 = cas_approximate(&calculation, "Gk");
    }
    cas_calculation_end(&calculation);
    return trapped;
}

/* b[0] = B_ii, b[1] = B_ij. */
static void column(mpq_t *b, const cas_rationals *matrix, size_t i)
{
    mpq_t product;
    mpq_init(product);
    for (size_t k = 0; k < 2; k++) {
        size_t row = k == 0 ? i : 1 - i;
        mpq_mul(b[k], matrix->at[2 * i], matrix->at[2 * row]);
        mpq_mul(product, matrix->at[2 * i + 1], matrix->at[2 * row + 1]);
        mpq_add(b[k], b[k], product);
    }
    mpq_clear(product);
}

/* Whether the present state of the orbit satisfies Lemma 2 for some entry and some
   limit E. */
static bool look_for_trap(const cas_orbit *orbit, const cas_iteration *iteration,
                          cas_blow_up *found)
{
    static const char *const limits[] = {"1/20", "1/5", "1/2"};
    struct coordinates at;
    mpq_t b[2];
    mpq_inits(at.error, at.spread, at.eta_squared, at.kappa_squared, b[0], b[1], NULL);
    bool trapped = false;
    for (size_t i = 0; i < 2 && !trapped; i++) {
        column(b, &iteration->matrix, i);
        found->entry = i + 1;
        if (find_coordinates(&at, orbit, i, b))
            for (size_t k = 0; k < 3 && !trapped; k++)
                trapped = is_trapped(&at, b, iteration->step, limits[k], found);
    }
    mpq_clears(at.error, at.spread, at.eta_squared, at.kappa_squared, b[0], b[1], NULL);
    return trapped;
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
        trapped = look_for_trap(&orbit, iteration, found);
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
