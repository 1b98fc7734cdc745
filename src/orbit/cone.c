/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "orbit/cone.h"

#include "exact/rational_matrix.h"

#include <string.h>

/*:
\section{A cone on which Top-1 repeats itself}

With $w_2=0$ and momentum, keeping entry $i$ is the linear map
\[ M_i=\begin{pmatrix}(1+\beta)I-\gamma a_ia_i^T&-\beta
  I\\I&0\end{pmatrix}\quad\text{of}\quad z=(w^{(t)},w^{(t-1)})\in\mathbf R^4 . \]

\paragraph{Lemma 3.} Let $Q$ be symmetric of signature $(1,3)$, $K=\{z:z^TQz\ge0\}$,
$i_1\dots i_n$ a word, $P=M_{i_n}\cdots M_{i_1}$ and $\mu>0$. For the $k$-th letter $i$,
with $j$ the other entry, let $c^\pm=(a_i\pm a_j,0)\,M_{i_{k-1}}\cdots M_{i_1}$. If
$P^TQP-\mu Q$ is positive definite and $c^+Q^{-1}c^{+T}>0$, $c^-Q^{-1}c^{-T}>0$,
$c^+Q^{-1}c^{-T}>0$ for every letter, then from every $z\in K$, $z\ne0$, Top-1 keeps the
entries $i_1\dots i_n$ without a tie, period after period, and $z^TQz$ becomes at least
$\mu$ times as large per period. If $z^TQz>0$ once and $\mu>1$, the orbit is unbounded.
The orbit is linear from there on: if $\|P^m\|_F<1$ for some $m$, it converges to 0.

\emph{Proof.} $K\setminus0$ consists of two nappes $\pm K^+$. For $u=Q^{-1}c^T$ the
assumption $u^TQu=cQ^{-1}c^T>0$ puts $u$ inside one of them; the hyperplane
$\{cz=u^TQz=0\}$ is the $Q$-complement of $u$, on which $Q$ is negative definite, so
$cz\ne0$ on $K\setminus0$, with one sign on each nappe. $c^+Q^{-1}c^{-T}>0$ says that
$c^+$ and $c^-$ have the same sign there, that is $(c^+z)(c^-z)=\langle
a_i,w\rangle^2-\langle a_j,w\rangle^2>0$ at the $k$-th state: entry $i$ is kept. And
$(Pz)^TQ(Pz)\ge\mu z^TQz$ keeps $Pz$ in $K$. Finally $\|z\|^2\ge z^TQz/\Lambda$ with
$\Lambda$ the largest absolute row sum of $Q$. \qed

The signatures are those of exact pivots.
*/

void cas_cone_init(cas_cone *cone)
{
    cas_rationals_init(&cone->form, 16);
    mpq_init(cone->growth);
    cone->word[0] = '\0';
}

void cas_cone_clear(cas_cone *cone)
{
    cas_rationals_clear(&cone->form);
    mpq_clear(cone->growth);
}

void cas_cone_set(cas_cone *cone, const char *form, const char *word, const char *growth)
{
    cas_rationals one = {.count = 1, .at = &cone->growth};
    CAS_REQUIRE(strlen(word) <= CAS_CONE_WORD);
    cas_iteration_read_numbers(&cone->form, form);
    cas_iteration_read_numbers(&one, growth);
    strcpy(cone->word, word);
}

/* r = M_i. */
static void set_step_matrix(cas_rational_matrix *r, const cas_iteration *iteration,
                            size_t i)
{
    mpq_t x;
    mpq_init(x);
    for (size_t j = 0; j < 2; j++) {
        for (size_t k = 0; k < 2; k++) {
            mpq_ptr entry = cas_entry(r, j, k);
            mpq_mul(x, iteration->matrix.at[2 * i + j], iteration->matrix.at[2 * i + k]);
            mpq_mul(x, x, iteration->step);
            mpq_set_ui(entry, j == k, 1);
            if (j == k)
                mpq_add(entry, entry, iteration->momentum);
            mpq_sub(entry, entry, x);
            mpq_set_ui(cas_entry(r, j, 2 + k), 0, 1);
            mpq_set_ui(cas_entry(r, 2 + j, k), j == k, 1);
            mpq_set_ui(cas_entry(r, 2 + j, 2 + k), 0, 1);
        }
        mpq_neg(cas_entry(r, j, 2 + j), iteration->momentum);
    }
    mpq_clear(x);
}

/* r = ((a_i +- a_j, 0) product)^T as a column: c of Lemma 3. */
static void set_functional(cas_rational_matrix *r, const cas_iteration *iteration,
                           size_t i, bool minus, const cas_rational_matrix *product)
{
    mpq_t x, term;
    mpq_inits(x, term, NULL);
    for (size_t k = 0; k < 2; k++) {
        mpq_srcptr kept = iteration->matrix.at[2 * i + k];
        mpq_srcptr other = iteration->matrix.at[2 * (1 - i) + k];
        (minus ? mpq_sub : mpq_add)(x, kept, other);
        for (size_t j = 0; j < 4; j++) {
            mpq_mul(term, x, cas_entry(product, k, j));
            mpq_add(r->at[j], r->at[j], term);
        }
    }
    mpq_clears(x, term, NULL);
}

/* The three signs of Lemma 3 for one letter. */
static void check_letter(cas_calculation *calculation, const cas_iteration *iteration,
                         size_t i, const cas_rational_matrix *product,
                         const cas_rational_matrix *inverse)
{
    static const char *const signs[] = {
        "c+ Q^-1 c+ is positive", "c- Q^-1 c- is positive", "c+ Q^-1 c- is positive"};
    cas_rational_matrix c[2];
    mpq_t value;
    mpq_init(value);
    for (size_t k = 0; k < 2; k++) {
        cas_rational_matrix_init(&c[k], 4, 1);
        set_functional(&c[k], iteration, i, k == 1, product);
    }
    for (size_t k = 0; k < 3; k++) {
        cas_rational_matrix_form(value, &c[k % 2], inverse, &c[k > 0]);
        cas_record(calculation, mpq_sgn(value) > 0, signs[k]);
    }
    for (size_t k = 0; k < 2; k++)
        cas_rational_matrix_clear(&c[k]);
    mpq_clear(value);
}

/* P^T Q P - mu Q is positive definite. */
static void check_growth(cas_calculation *calculation, const cas_rational_matrix *form,
                         const cas_rational_matrix *product, const mpq_t growth)
{
    cas_rational_matrix transposed, half, moved;
    cas_rational_matrix_init(&transposed, 4, 4);
    cas_rational_matrix_init(&half, 4, 4);
    cas_rational_matrix_init(&moved, 4, 4);
    cas_rational_matrix_transpose(&transposed, product);
    cas_rational_matrix_multiply(&half, form, product);
    cas_rational_matrix_multiply(&moved, &transposed, &half);
    mpq_t factor;
    mpq_init(factor);
    mpq_neg(factor, growth);
    cas_rational_matrix_add_scaled(&moved, factor, form);
    size_t positive, negative;
    cas_record(calculation,
               cas_rational_matrix_signature(&moved, &positive, &negative) &&
                   positive == 4,
               "P^T Q P - mu Q is positive definite");
    mpq_clear(factor);
    cas_rational_matrix_clear(&transposed);
    cas_rational_matrix_clear(&half);
    cas_rational_matrix_clear(&moved);
}

/* Names "power" = ||P^m||_F^2, below 1, and "periods" = m, a power of 2. */
static void check_contraction(cas_calculation *calculation,
                              const cas_rational_matrix *product)
{
    enum { DOUBLINGS = 10 };
    cas_rational_matrix power[2];
    mpq_t square, norm;
    mpq_inits(square, norm, NULL);
    for (size_t k = 0; k < 2; k++)
        cas_rational_matrix_init(&power[k], 4, 4);
    cas_rational_matrix_set(&power[0], product);
    cas_let(calculation, "periods", "1");
    for (size_t k = 0; k <= DOUBLINGS; k++) {
        mpq_set_ui(norm, 0, 1);
        for (size_t i = 0; i < 16; i++) {
            mpq_mul(square, power[k % 2].at[i], power[k % 2].at[i]);
            mpq_add(norm, norm, square);
        }
        if (mpq_cmp_ui(norm, 1, 1) < 0)
            break;
        cas_rational_matrix_multiply(&power[1 - k % 2], &power[k % 2], &power[k % 2]);
        cas_let(calculation, "periods", "2*periods");
    }
    cas_let_rational(calculation, "power", norm);
    cas_record(calculation, mpq_cmp_ui(norm, 1, 1) < 0, "a power of P is a contraction");
    for (size_t k = 0; k < 2; k++)
        cas_rational_matrix_clear(&power[k]);
    mpq_clears(square, norm, NULL);
}

/* The form as a matrix, in the cone's own numbers. */
static cas_rational_matrix form_of(const cas_cone *cone)
{
    return (cas_rational_matrix){.rows = 4, .columns = 4, .at = cone->form.at};
}

static bool is_symmetric(const cas_rational_matrix *m)
{
    for (size_t i = 0; i < 4; i++)
        for (size_t j = 0; j < i; j++)
            if (!mpq_equal(cas_entry(m, i, j), cas_entry(m, j, i)))
                return false;
    return true;
}

/* Walks through the word; product ends as P. */
static void check_word(cas_calculation *calculation, const cas_iteration *iteration,
                       const char *word, const cas_rational_matrix *inverse,
                       cas_rational_matrix *product)
{
    cas_rational_matrix step, longer;
    cas_rational_matrix_init(&step, 4, 4);
    cas_rational_matrix_init(&longer, 4, 4);
    cas_rational_matrix_set_identity(product);
    for (; *word != '\0'; word++) {
        size_t i = *word == '2' ? 1 : 0;
        check_letter(calculation, iteration, i, product, inverse);
        set_step_matrix(&step, iteration, i);
        cas_rational_matrix_multiply(&longer, &step, product);
        cas_rational_matrix_set(product, &longer);
    }
    cas_rational_matrix_clear(&step);
    cas_rational_matrix_clear(&longer);
}

bool cas_check_cone(cas_calculation *calculation, const cas_iteration *iteration,
                    const cas_cone *cone)
{
    const size_t failed = calculation->failed;
    const cas_rational_matrix form = form_of(cone);
    cas_rational_matrix inverse, product;
    cas_rational_matrix_init(&inverse, 4, 4);
    cas_rational_matrix_init(&product, 4, 4);
    size_t positive, negative;
    cas_let_rational(calculation, "growth", cone->growth);
    cas_record(calculation,
               is_symmetric(&form) &&
                   cas_rational_matrix_signature(&form, &positive, &negative) &&
                   positive == 1 && negative == 3,
               "Q is symmetric of signature (1, 3)");
    cas_record(calculation, mpq_sgn(cone->growth) > 0, "mu is above 0");
    cas_record(calculation, iteration->compressed, "the compressor is Top-1");
    cas_record(calculation, cas_rationals_are_zero(&iteration->start_2), "w_2 = 0");
    if (cas_record(calculation, cas_rational_matrix_invert(&inverse, &form),
                   "Q is invertible")) {
        check_word(calculation, iteration, cone->word, &inverse, &product);
        check_growth(calculation, &form, &product, cone->growth);
        if (mpq_cmp_ui(cone->growth, 1, 1) <= 0)
            check_contraction(calculation, &product);
    }
    cas_rational_matrix_clear(&inverse);
    cas_rational_matrix_clear(&product);
    return calculation->failed == failed;
}

static bool is_inside(const cas_orbit *orbit, const cas_rational_matrix *form)
{
    const mpq_t *now = orbit->w_1, *before = orbit->before_1;
    cas_rational_matrix z;
    cas_rational_matrix_init(&z, 4, 1);
    for (size_t k = 0; k < 2; k++) {
        mpq_set(z.at[k], now[k]);
        mpq_set(z.at[2 + k], before[k]);
    }
    mpq_t value;
    mpq_init(value);
    cas_rational_matrix_form(value, &z, form, &z);
    bool inside = mpq_sgn(value) > 0;
    mpq_clear(value);
    cas_rational_matrix_clear(&z);
    return inside;
}

bool cas_cone_is_entered(const cas_iteration *iteration, const cas_cone *cone,
                         size_t steps)
{
    const cas_rational_matrix form = form_of(cone);
    cas_orbit orbit;
    cas_orbit_begin(&orbit, iteration, &cas_arithmetic_rational);
    bool inside = is_inside(&orbit, &form);
    for (; !inside && steps > 0; steps--) {
        if (cas_orbit_step(&orbit) == CAS_PICK_TIE)
            break;
        inside = is_inside(&orbit, &form);
    }
    cas_orbit_end(&orbit);
    return inside;
}
