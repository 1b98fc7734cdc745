/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/certificate.h"
#include "exact/plane_polynomial.h"

#include <stdio.h>

/*: \section{The algebra of Theorems 1 and 2, proved}

Where a line only rearranges sums it is an identity of polynomials in $x = C_{\nabla f}^2$
and $y = L_f^2$ (the factors $C_v^2L_{\nabla f}^2$ are common). Each is proved here for
all depths $N \le 64$: both sides are formed with rational coefficients, one by carrying
out the recursion, the other as printed, and compared coefficient by coefficient. $S_j =
\sum_{k=0}^j (3x)^k$, $T_j = S_j - 1$. */
enum { DEPTH = 64 };

/* p = sum over k = first..j of (3x)^k. */
static void set_geometric(cas_polynomial *p, size_t first, size_t j)
{
    cas_polynomial term;
    cas_polynomial_clear(p);
    cas_polynomial_init(&term);
    cas_polynomial_add_term(&term, 1, 1, 0, 0);
    for (size_t k = 0; k <= j; k++) {
        cas_polynomial next;
        if (k >= first)
            cas_polynomial_add_multiple(p, 1, 1, 0, 0, &term);
        cas_polynomial_init(&next);
        cas_polynomial_add_multiple(&next, 3, 1, 1, 0, &term);
        cas_polynomial_clear(&term);
        term = next;
    }
    cas_polynomial_clear(&term);
}

static void compare(cas_calculation *calculation, const cas_polynomial *f,
                    const cas_polynomial *g, const char *what, size_t k)
{
    char sentence[160];
    snprintf(sentence, sizeof sentence, "%s at index %zu", what, k);
    cas_record(calculation, cas_polynomial_equal(f, g), sentence);
}

/* p = n x^i y^j p */
static void scale(cas_polynomial *p, long n, size_t i, size_t j)
{
    cas_polynomial scaled;
    cas_polynomial_init(&scaled);
    cas_polynomial_add_multiple(&scaled, n, 1, i, j, p);
    cas_polynomial_clear(p);
    *p = scaled;
}

/* Ends a certificate: all identities hold, or the first that does not is named. */
static cas_status finish(cas_calculation *calculation, cas_certificate *certificate,
                         const char *note)
{
    certificate->proved = cas_calculation_conclude(calculation, certificate);
    if (certificate->proved)
        snprintf(certificate->note, sizeof certificate->note, "%s", note);
    cas_calculation_end(calculation);
    return CAS_OK;
}

#define EXACT(id_, version_, statement_, certify_)                                       \
    .id = (id_), .version = (version_), .statement = (statement_), .file = __FILE__,     \
    .line = __LINE__, .certify = (certify_)

/*: \paragraph{Unrolling (17) and (18).} $b_i \le 3x b_{i+1} + 3(a_i + e_{i+1})$ (squares,
$b_N = 0$) gives $3(3x)^{j-i}$ before $a_j + e_{j+1}$, and $a_i \le 2y a_{i-1} + 2d_i$
gives $2(2y)^{i-j}$ before $d_j$. */
static void check_unrolled(cas_calculation *calculation, long factor, bool in_y,
                           long printed, const char *what)
{
    cas_polynomial recursion, closed;
    cas_polynomial_init(&recursion);
    cas_polynomial_init(&closed);
    cas_polynomial_add_term(&recursion, factor, 1, 0, 0);
    cas_polynomial_add_term(&closed, printed, 1, 0, 0);
    for (size_t n = 0; n < DEPTH; n++) {
        compare(calculation, &recursion, &closed, what, n);
        scale(&recursion, factor, in_y ? 0 : 1, in_y ? 1 : 0);
        scale(&closed, printed, in_y ? 0 : 1, in_y ? 1 : 0);
    }
    cas_polynomial_clear(&recursion);
    cas_polynomial_clear(&closed);
}

static cas_status certify_17(const cas_claim *claim, const cas_mutant *mutant,
                             cas_certificate *certificate, cas_message *message)
{
    cas_calculation calculation;
    (void)claim;
    (void)message;
    cas_calculation_begin(&calculation);
    check_unrolled(&calculation, 3, false, cas_mutant_is(mutant, "2 for 3") ? 2 : 3,
                   "(17) unrolled");
    check_unrolled(&calculation, 2, true, cas_mutant_is(mutant, "3 for 2") ? 3 : 2,
                   "(18) unrolled");
    return finish(
        &calculation, certificate,
        "The coefficient of each index distance n = 0..63, which does not depend "
        "on N.");
}

const cas_claim cas_claim_eq_17_exact = {
    EXACT("eq:17/exact", "printed",
          "for N <= 64 the recursions of (17) and (18) unroll to 3 (3 C^2)^{j-i} and "
          "2 (2 L_f^2)^{i-j}",
          certify_17),
    .mutants = (const cas_mutant[]){{"2 for 3", "3 C^2 read as 2 C^2"},
                                    {"3 for 2", "2 L_f^2 read as 3 L_f^2"},
                                    {NULL, NULL}},
};

/*: \paragraph{(19), second relation, and (31) from (27) and (28).} Summing $2x b_i$ over
$i \le k$ with $b_i = 3\sum_j (3x)^{j-i}(\cdot)_j$ gives $6x\sum_{i=1}^k (3x)^{k-i} =
2T_k$ before $e_{k+1}$, and with the direct term $2a_k$ in all $2S_k$ before $a_k$. The
proof of Theorem 2 has the same recursion. */
/* The coefficients of epsilon_{k+1}, and unless direct is 0, of a_k, which stands
   `direct` times beside them; multiple: 2 where both are as said. */
static void check_backward_sums(cas_calculation *calculation, size_t first, long multiple,
                                long direct, const char *what)
{
    cas_polynomial sum, closed;
    cas_polynomial_init(&sum);
    cas_polynomial_init(&closed);
    for (size_t k = 1; k < DEPTH; k++) {
        /* c_k = 6x sum_{i=1}^k (3x)^{k-i} = 3x c_{k-1} + 6x */
        scale(&sum, 3, 1, 0);
        cas_polynomial_add_term(&sum, 6, 1, 1, 0);
        set_geometric(&closed, first, k);
        scale(&closed, multiple, 0, 0);
        compare(calculation, &sum, &closed, what, k);
        if (direct == 0)
            continue;
        set_geometric(&closed, 0, k);
        scale(&closed, multiple, 0, 0);
        cas_polynomial_add_term(&sum, direct, 1, 0, 0);
        compare(calculation, &sum, &closed, "the coefficient 2 S_k", k);
        cas_polynomial_add_term(&sum, -direct, 1, 0, 0);
    }
    cas_polynomial_clear(&sum);
    cas_polynomial_clear(&closed);
}

static cas_status certify_19(const cas_claim *claim, const cas_mutant *mutant,
                             cas_certificate *certificate, cas_message *message)
{
    cas_calculation calculation;
    (void)claim;
    (void)message;
    cas_calculation_begin(&calculation);
    check_backward_sums(&calculation, cas_mutant_is(mutant, "first") ? 0 : 1, 2,
                        cas_mutant_is(mutant, "direct") ? 1 : 2, "the coefficient 2 T_k");
    return finish(&calculation, certificate, "For all k <= 63, hence all N <= 64.");
}

static const cas_mutant mutants_19[] = {
    {"direct", "a_i once in (16)"}, {"first", "T_k from k = 0"}, {NULL, NULL}};

const cas_claim cas_claim_eq_19_exact = {
    EXACT("eq:19/exact", "printed",
          "for N <= 64, (16) with (17): the coefficients are 2 S_i of E||a_i||^2 and 2 "
          "T_i of "
          "E||epsilon_{i+1}||^2",
          certify_19),
    .mutants = mutants_19,
};

const cas_claim cas_claim_eq_31_exact = {
    EXACT("eq:31/exact", "printed",
          "for N <= 64, (27) with (28): the coefficients are 2 S_i of the forward terms "
          "and 2 T_i of "
          "the "
          "squared means of epsilon_{i+1}",
          certify_19),
    .mutants = mutants_19,
    .note = "The algebra of (31); what (28) and (31) say is false as printed.",
};

/*: \paragraph{(20) from (18) and (19).} Before $d_k$ stands $2\sum_{j\ge k} S_j \cdot
2(2y)^{j-k}$, as printed; before $e_{k+1}$ stands $2T_k$, not the printed $T_k$: the step
loses a factor $2$. One side is formed by Horner's scheme, $c_k = 4S_k + 2y\,c_{k+1}$, the
other as printed.

\paragraph{(32) from (29) and (31).} In the same way $\sum_{j \ge k} S_j (4x)^{j-k}$
before the means, and $\sum_{j > k} S_j (4x)^{j-k-1}$ before the fourth moments. */
static void check_sums(cas_calculation *calculation, long ratio, bool in_y, long printed,
                       const char *what)
{
    cas_polynomial s[DEPTH], scaled[DEPTH], horner, closed;
    for (size_t j = 0; j < DEPTH; j++) {
        cas_polynomial_init(&s[j]);
        cas_polynomial_init(&scaled[j]);
        set_geometric(&s[j], 0, j);
        set_geometric(&scaled[j], 0, j);
    }
    cas_polynomial_init(&horner);
    for (size_t k = DEPTH - 1; k >= 1; k--) {
        scale(&horner, ratio, in_y ? 0 : 1, in_y ? 1 : 0);
        cas_polynomial_add_multiple(&horner, 1, 1, 0, 0, &s[k]);
        cas_polynomial_init(&closed);
        for (size_t j = k; j < DEPTH; j++) {
            /* scaled[j] = printed^(j-k) S_j */
            if (j > k)
                scale(&scaled[j], printed, 0, 0);
            cas_polynomial_add_multiple(&closed, 1, 1, in_y ? 0 : j - k, in_y ? j - k : 0,
                                        &scaled[j]);
        }
        compare(calculation, &horner, &closed, what, k);
        cas_polynomial_clear(&closed);
    }
    cas_polynomial_clear(&horner);
    for (size_t j = 0; j < DEPTH; j++) {
        cas_polynomial_clear(&s[j]);
        cas_polynomial_clear(&scaled[j]);
    }
}

static cas_status certify_20(const cas_claim *claim, const cas_mutant *mutant,
                             cas_certificate *certificate, cas_message *message)
{
    cas_calculation calculation;
    (void)claim;
    (void)message;
    cas_calculation_begin(&calculation);
    check_sums(&calculation, 2, true, cas_mutant_is(mutant, "1 for 2") ? 1 : 2,
               "(20), the coefficient of delta");
    check_backward_sums(&calculation, 1, cas_mutant_is(mutant, "printed") ? 1 : 2, 0,
                        "(20), the coefficient of epsilon");
    return finish(
        &calculation, certificate,
        "Formed at N = 64; for smaller N both sides lack the terms with j >= N.");
}

const cas_claim cas_claim_eq_20_exact = {
    EXACT("eq:20/exact", "repaired",
          "for N <= 64, (18) into (19) gives the printed coefficient of E||delta_i||^2 "
          "and 2 T_i before "
          "E||epsilon_{i+1}||^2",
          certify_20),
    .mutants = (const cas_mutant[]){{"1 for 2", "L_f^2 for 2 L_f^2"},
                                    {"printed", "T_i for 2 T_i"},
                                    {NULL, NULL}},
};

static cas_status certify_32(const cas_claim *claim, const cas_mutant *mutant,
                             cas_certificate *certificate, cas_message *message)
{
    cas_calculation calculation;
    (void)claim;
    (void)message;
    cas_calculation_begin(&calculation);
    check_sums(&calculation, 4, false, cas_mutant_is(mutant, "3 for 4") ? 3 : 4,
               "(32), the coefficient of the means");
    return finish(&calculation, certificate,
                  "Formed at N = 64; for smaller N both sides lack the terms with j >= "
                  "N. The fourth "
                  "moments of index k have the sum of index k + 1.");
}

const cas_claim cas_claim_eq_32_exact = {
    EXACT("eq:32/exact", "printed",
          "for N <= 64, (29) into (31) gives sum_{j>=i} S_j (4 C^2)^{j-i} before the "
          "means and "
          "sum_{j>i} S_j (4 C^2)^{j-i-1} before the fourth moments",
          certify_32),
    .mutants = (const cas_mutant[]){{"3 for 4", "3 C^2 for 4 C^2"}, {NULL, NULL}},
};

/*: \paragraph{The splittings.} Each of Young's inequalities that the proofs use is a sum
of squares. Those of squared norms are stated for numbers: both sides are quadratic forms,
and a form that is a sum of squares of linear forms is one of squared norms when vectors
take the numbers' place. The fourth power in (30) is no quadratic form, and its identity
for numbers is not one for vectors; there, with $a = \|x\|^2$, $b = \|y\|^2$, $c = \langle
x, y\rangle$, \[ 2a + 2b - \|x + y\|^2 = \|x - y\|^2, \qquad 8a^2 + 8b^2 - (2a + 2b)^2 =
4(a - b)^2. \] */
static cas_status certify_young(const cas_claim *claim, const cas_mutant *mutant,
                                cas_certificate *certificate, cas_message *message)
{
    cas_calculation c;
    (void)claim;
    (void)message;
    cas_calculation_begin(&c);
    cas_check_polynomials(&c, "x y", "%s x^2 + 2 y^2 - (x + y)^2 = (x - y)^2",
                          cas_mutant_is(mutant, "two") ? "19/10" : "2");
    cas_check_polynomials(&c, "x y z",
                          "3 x^2 + 3 y^2 + %s z^2 - (x + y + z)^2 = "
                          "(x - y)^2 + (y - z)^2 + (z - x)^2",
                          cas_mutant_is(mutant, "three") ? "2" : "3");
    cas_check_polynomials(&c, "x y", "3/2 x^2 + 3 y^2 - (x + y)^2 = (x - 2 y)^2/2");
    cas_check_polynomials(&c, "a b c", "2 a + 2 b - (a + 2 c + b) = a - 2 c + b");
    cas_check_polynomials(&c, "a b", "%s a^2 + 8 b^2 - (2 a + 2 b)^2 = 4 (a - b)^2",
                          cas_mutant_is(mutant, "eight") ? "7" : "8");
    cas_check_polynomials(&c, "x y z",
                          "4 x^2 + 8/3 y^2 + 8/3 z^2 - (x + y + z)^2 = "
                          "32/3 ((3/8 x - y/4)^2 + (3/8 x - z/4)^2) + (y - z)^2");
    cas_check_polynomials(&c, "x y", "5 x^2 + 45 y^2 - (x + 6 y)^2 = (2 x - 3 y)^2");
    return finish(
        &c, certificate,
        "(15), (16), (18), (29): 2, 2. (17): 3, 3, 3. (28): 3/2, 3. (30): 8, 8. "
        "The repaired proofs: 4, 8/3, 8/3 and 5, 45.");
}

const cas_claim cas_claim_eq_15_exact = {
    EXACT("eq:15/young", "printed",
          "the splittings of (15), (17), (18), (28), (29), (30) and of the repaired "
          "proofs are "
          "sums of squares",
          certify_young),
    .mutants = (const cas_mutant[]){{"two", "1.9 for a 2"},
                                    {"three", "2 for a 3"},
                                    {"eight", "7 for an 8"},
                                    {NULL, NULL}},
};

/*: \paragraph{The coefficient inequality of Theorem 1.} The proof with the printed
constants needs
\[ (1 - 2^{-j})\,C^{2(N-1-j)}\bigl[\theta_j + \tfrac s2 T_j\bigr] \le C_v^2 (1 + T_j),
\qquad 1 \le j \le N-1, \] with $1/s + 1/t = 1$, $\theta_j = t$ for $j \le N-2$ and
$\theta_{N-1} = 1$. Case $x < \frac12$, $s = t = 2$: for $j = N-1$ the difference is
$2^{-j}(1 + T_j)$; for $j \le N-2$, $C^{2(N-1-j)} \le \frac12$, and $1 + T_j - \frac12(2 +
T_j) = \frac12T_j$. Case $x \ge \frac12$, $s = \frac32$, $t = 3$: with $x = \frac12 + h$,
$1 + T_j - (1 - 2^{-j})(3 + \frac34T_j)$ is a polynomial in $h$ without negative
coefficients. From $j = 5$ on it is clear, as $T_j \ge 8$; it is checked for all $j \le
63$.

The same with the constants of a first version, $(1 - 2^{-j})(\frac{13}3 + \frac{13}7T_j)
\le 2 + 2T_j$ for $x \ge \frac12$. Its other case, $s = \frac43$, $t = 4$ for all $j$, has
a gap: at $j = N - 1 \ge 2$ and small $x$ it needs $(1 - 2^{-j})(4 + 2T_j) \le 2 + 2T_j$,
which is $3 \le 2$ at $j = 2$, $x = 0$; one has to use that row $N$ has no backward
term. */

/* p = sum_{k=1}^j (3(1/2 + h))^k, a polynomial in h. */
static void set_shifted(cas_polynomial *p, size_t j)
{
    cas_polynomial factor, power;
    cas_polynomial_clear(p);
    cas_polynomial_init(&factor);
    cas_polynomial_init(&power);
    cas_polynomial_add_term(&factor, 3, 2, 0, 0);
    cas_polynomial_add_term(&factor, 3, 1, 1, 0);
    cas_polynomial_add_term(&power, 1, 1, 0, 0);
    for (size_t k = 1; k <= j; k++) {
        cas_polynomial_multiply(&power, &power, &factor);
        cas_polynomial_add_multiple(p, 1, 1, 0, 0, &power);
    }
    cas_polynomial_clear(&factor);
    cas_polynomial_clear(&power);
}

/* Whether c (1 + T) - (1 - 2^-j)(theta + slope T) has no negative coefficient. */
static bool dominates(const cas_polynomial *t, size_t j, long c, long theta,
                      unsigned long theta_of, long slope, unsigned long slope_of)
{
    cas_polynomial p;
    mpq_t share, product;
    mpq_inits(share, product, NULL);
    mpq_set_ui(share, 1, 1);
    mpq_div_2exp(share, share, (mp_bitcnt_t)j);
    mpq_set_ui(product, 1, 1);
    mpq_sub(share, product, share);
    cas_polynomial_init(&p);
    cas_polynomial_add_term(&p, 0, 1, 0, 0);
    cas_polynomial_add_multiple(&p, -slope, slope_of, 0, 0, t);
    cas_polynomial_add_term(&p, -theta, theta_of, 0, 0);
    for (size_t k = 0; k < p.rows * p.columns; k++)
        mpq_mul(p.at[k], p.at[k], share);
    cas_polynomial_add_multiple(&p, c, 1, 0, 0, t);
    cas_polynomial_add_term(&p, c, 1, 0, 0);
    bool is_nonnegative = cas_polynomial_is_nonnegative(&p);
    cas_polynomial_clear(&p);
    mpq_clears(share, product, NULL);
    return is_nonnegative;
}

static cas_status certify_coefficients(const cas_claim *claim, const cas_mutant *mutant,
                                       cas_certificate *certificate, cas_message *message)
{
    cas_calculation calculation;
    cas_polynomial t;
    long theta = cas_mutant_is(mutant, "theta") ? 4 : 3;
    unsigned long slope_of = cas_mutant_is(mutant, "slope") ? 3 : 4;
    bool has_gap = cas_mutant_is(mutant, "gap");
    (void)claim;
    (void)message;
    cas_calculation_begin(&calculation);
    cas_polynomial_init(&t);
    for (size_t j = 1; j < DEPTH; j++) {
        set_geometric(&t, 1, j);
        cas_record(&calculation, dominates(&t, j, 1, 1, 1, 1, 1), "j = N - 1, x < 1/2");
        cas_record(&calculation, dominates(&t, j, 2, 2, 1, 1, 1), "j < N - 1, x < 1/2");
        if (has_gap)
            cas_record(&calculation, dominates(&t, j, 2, 4, 1, 2, 1), "the gap");
        set_shifted(&t, j);
        cas_record(&calculation, dominates(&t, j, 1, theta, 1, 3, slope_of),
                   "x = 1/2 + h");
        cas_record(&calculation, dominates(&t, j, 2, 13, 3, 13, 7),
                   "x = 1/2 + h, first version");
    }
    cas_polynomial_clear(&t);
    return finish(
        &calculation, certificate,
        "For j <= 63 and every C; the differences have no negative coefficient in "
        "C^2, resp. in C^2 - 1/2.");
}

const cas_claim cas_claim_theorem_1_coefficients = {
    EXACT("thm:1/coefficients", "repaired",
          "(1 - 2^-j) C^{2(N-1-j)} (theta_j + s T_j/2) <= C_v^2 (1 + T_j) for j < N <= "
          "64 and "
          "every C",
          certify_coefficients),
    .mutants = (const cas_mutant[]){{"theta", "t = 4 with s = 3/2"},
                                    {"slope", "s = 2 with t = 3"},
                                    {"gap", "s = 4/3, t = 4 for all j when C^2 < 1/2"},
                                    {NULL, NULL}},
};
