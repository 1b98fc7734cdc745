/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "orbit/cone.h"

#include <flint/fmpq_mat.h>
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

The signatures are read off the characteristic polynomials: all roots are real, so that
Descartes' rule of signs counts them.
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
static void set_step_matrix(fmpq_mat_t r, const cas_iteration *iteration, size_t i)
{
    const mpq_t *row = (const mpq_t *)iteration->matrix.at + 2 * i;
    mpq_t x;
    mpq_init(x);
    fmpq_mat_zero(r);
    for (slong j = 0; j < 2; j++) {
        fmpq *diagonal = fmpq_mat_entry(r, j, j), *damping = fmpq_mat_entry(r, j, 2 + j);
        for (slong k = 0; k < 2; k++) {
            mpq_mul(x, row[j], row[k]);
            mpq_mul(x, x, iteration->step);
            mpq_neg(x, x);
            fmpq_set_mpq(fmpq_mat_entry(r, j, k), x);
        }
        fmpq_set_mpq(damping, iteration->momentum);
        fmpq_neg(damping, damping);
        fmpq_sub(diagonal, diagonal, damping);
        fmpq_add_si(diagonal, diagonal, 1);
        fmpq_one(fmpq_mat_entry(r, 2 + j, j));
    }
    mpq_clear(x);
}

/* r = (product^T (a_i + sign a_j, 0)^T) as a column: c^{sign} of Lemma 3. */
static void set_functional(fmpq_mat_t r, const cas_iteration *iteration, size_t i,
                           bool minus, const fmpq_mat_t product)
{
    const mpq_t *kept = (const mpq_t *)iteration->matrix.at + 2 * i,
                *other = (const mpq_t *)iteration->matrix.at + 2 * (1 - i);
    fmpq_mat_t at_state, transposed;
    mpq_t x;
    fmpq_mat_init(at_state, 4, 1);
    fmpq_mat_init(transposed, 4, 4);
    mpq_init(x);
    for (slong k = 0; k < 2; k++) {
        (minus ? mpq_sub : mpq_add)(x, kept[k], other[k]);
        fmpq_set_mpq(fmpq_mat_entry(at_state, k, 0), x);
    }
    fmpq_mat_transpose(transposed, product);
    fmpq_mat_mul(r, transposed, at_state);
    fmpq_mat_clear(at_state);
    fmpq_mat_clear(transposed);
    mpq_clear(x);
}

/* r = x^T m y for column vectors x and y. */
static void set_form_value(mpq_ptr r, const fmpq_mat_t x, const fmpq_mat_t m,
                           const fmpq_mat_t y)
{
    fmpq_mat_t row, image, value;
    fmpq_mat_init(row, 1, 4);
    fmpq_mat_init(image, 4, 1);
    fmpq_mat_init(value, 1, 1);
    fmpq_mat_transpose(row, x);
    fmpq_mat_mul(image, m, y);
    fmpq_mat_mul(value, row, image);
    fmpq_get_mpq(r, fmpq_mat_entry(value, 0, 0));
    fmpq_mat_clear(row);
    fmpq_mat_clear(image);
    fmpq_mat_clear(value);
}

/* The three signs of Lemma 3 for one letter. */
static void check_letter(cas_calculation *calculation, const cas_iteration *iteration,
                         size_t i, const fmpq_mat_t product, const fmpq_mat_t inverse)
{
    fmpq_mat_t plus, minus;
    fmpq_mat_init(plus, 4, 1);
    fmpq_mat_init(minus, 4, 1);
    set_functional(plus, iteration, i, false, product);
    set_functional(minus, iteration, i, true, product);
    mpq_t value;
    mpq_init(value);
    set_form_value(value, plus, inverse, plus);
    cas_record(calculation, mpq_sgn(value) > 0, "c+ Q^-1 c+ is positive");
    set_form_value(value, minus, inverse, minus);
    cas_record(calculation, mpq_sgn(value) > 0, "c- Q^-1 c- is positive");
    set_form_value(value, plus, inverse, minus);
    cas_record(calculation, mpq_sgn(value) > 0, "c+ Q^-1 c- is positive");
    mpq_clear(value);
    fmpq_mat_clear(plus);
    fmpq_mat_clear(minus);
}

/* How many roots p has above 0, where all its roots are real (Descartes). */
static size_t positive_roots(const fmpq_poly_t p)
{
    size_t changes = 0;
    int last = 0;
    fmpq_t coefficient;
    fmpq_init(coefficient);
    for (slong k = 0; k < fmpq_poly_length(p); k++) {
        fmpq_poly_get_coeff_fmpq(coefficient, p, k);
        const int sign = fmpq_sgn(coefficient);
        changes += sign * last < 0;
        last = sign != 0 ? sign : last;
    }
    fmpq_clear(coefficient);
    return changes;
}

/* Whether the symmetric 4 x 4 matrix m has so many eigenvalues above 0, and all others
   below. */
static bool has_signature(const fmpq_mat_t m, size_t positive)
{
    fmpq_poly_t p, reflected, minus_x;
    fmpq_poly_init(p);
    fmpq_poly_init(reflected);
    fmpq_poly_init(minus_x);
    fmpq_poly_set_coeff_si(minus_x, 1, -1);
    fmpq_mat_charpoly(p, m);
    fmpq_poly_compose(reflected, p, minus_x);
    const bool result =
        positive_roots(p) == positive && positive_roots(reflected) == 4 - positive;
    fmpq_poly_clear(p);
    fmpq_poly_clear(reflected);
    fmpq_poly_clear(minus_x);
    return result;
}

/* P^T Q P - mu Q is positive definite. */
static void check_growth(cas_calculation *calculation, const fmpq_mat_t form,
                         const fmpq_mat_t product, mpq_srcptr growth)
{
    fmpq_mat_t moved, scaled;
    fmpq_t factor;
    fmpq_mat_init(moved, 4, 4);
    fmpq_mat_init(scaled, 4, 4);
    fmpq_init(factor);
    fmpq_set_mpq(factor, growth);
    fmpq_mat_transpose(moved, product);
    fmpq_mat_mul(moved, moved, form);
    fmpq_mat_mul(moved, moved, product);
    fmpq_mat_scalar_mul_fmpq(scaled, form, factor);
    fmpq_mat_sub(moved, moved, scaled);
    cas_record(calculation, has_signature(moved, 4),
               "P^T Q P - mu Q is positive definite");
    fmpq_mat_clear(moved);
    fmpq_mat_clear(scaled);
    fmpq_clear(factor);
}

/* Names "power" = ||P^m||_F^2, below 1, and "periods" = m, a power of 2. */
static void check_contraction(cas_calculation *calculation, const fmpq_mat_t product)
{
    enum { DOUBLINGS = 10 };
    fmpq_mat_t power;
    fmpq_t norm;
    fmpq_init(norm);
    fmpq_mat_init_set(power, product);
    cas_let(calculation, "periods", "1");
    for (size_t k = 0; k <= DOUBLINGS; k++) {
        fmpq_zero(norm);
        for (slong i = 0; i < 4; i++)
            for (slong j = 0; j < 4; j++)
                fmpq_addmul(norm, fmpq_mat_entry(power, i, j),
                            fmpq_mat_entry(power, i, j));
        if (fmpq_cmp_ui(norm, 1) < 0)
            break;
        fmpq_mat_mul(power, power, power);
        cas_let(calculation, "periods", "2*periods");
    }
    mpq_t value;
    mpq_init(value);
    fmpq_get_mpq(value, norm);
    cas_let_rational(calculation, "power", value);
    cas_record(calculation, mpq_cmp_ui(value, 1, 1) < 0, "a power of P is a contraction");
    mpq_clear(value);
    fmpq_clear(norm);
    fmpq_mat_clear(power);
}

static void form_init(fmpq_mat_t r, const cas_cone *cone)
{
    fmpq_mat_init(r, 4, 4);
    for (slong k = 0; k < 16; k++)
        fmpq_set_mpq(fmpq_mat_entry(r, k / 4, k % 4), cone->form.at[k]);
}

static bool is_symmetric(const fmpq_mat_t m)
{
    fmpq_mat_t transposed;
    fmpq_mat_init(transposed, 4, 4);
    fmpq_mat_transpose(transposed, m);
    const bool result = fmpq_mat_equal(m, transposed) != 0;
    fmpq_mat_clear(transposed);
    return result;
}

/* Walks through the word; product ends as P. */
static void check_word(cas_calculation *calculation, const cas_iteration *iteration,
                       const char *word, const fmpq_mat_t inverse, fmpq_mat_t product)
{
    fmpq_mat_t step;
    fmpq_mat_init(step, 4, 4);
    fmpq_mat_one(product);
    for (; *word != '\0'; word++) {
        size_t i = *word == '2' ? 1 : 0;
        check_letter(calculation, iteration, i, product, inverse);
        set_step_matrix(step, iteration, i);
        fmpq_mat_mul(product, step, product);
    }
    fmpq_mat_clear(step);
}

bool cas_check_cone(cas_calculation *calculation, const cas_iteration *iteration,
                    const cas_cone *cone)
{
    const size_t failed = calculation->failed;
    fmpq_mat_t form, inverse, product;
    form_init(form, cone);
    fmpq_mat_init(inverse, 4, 4);
    fmpq_mat_init(product, 4, 4);
    cas_let_rational(calculation, "growth", cone->growth);
    cas_record(calculation, is_symmetric(form) && has_signature(form, 1),
               "Q is symmetric of signature (1, 3)");
    cas_record(calculation, mpq_sgn(cone->growth) > 0, "mu is above 0");
    cas_record(calculation, iteration->compressed, "the compressor is Top-1");
    cas_record(calculation, cas_rationals_are_zero(&iteration->start_2), "w_2 = 0");
    if (cas_record(calculation, fmpq_mat_inv(inverse, form) != 0, "Q is invertible")) {
        check_word(calculation, iteration, cone->word, inverse, product);
        check_growth(calculation, form, product, cone->growth);
        if (mpq_cmp_ui(cone->growth, 1, 1) <= 0)
            check_contraction(calculation, product);
    }
    fmpq_mat_clear(form);
    fmpq_mat_clear(inverse);
    fmpq_mat_clear(product);
    return calculation->failed == failed;
}

static bool is_inside(const cas_orbit *orbit, const fmpq_mat_t form)
{
    const mpq_t *now = orbit->w_1, *before = orbit->before_1;
    fmpq_mat_t z;
    fmpq_mat_init(z, 4, 1);
    for (slong k = 0; k < 2; k++) {
        fmpq_set_mpq(fmpq_mat_entry(z, k, 0), now[k]);
        fmpq_set_mpq(fmpq_mat_entry(z, 2 + k, 0), before[k]);
    }
    mpq_t value;
    mpq_init(value);
    set_form_value(value, z, form, z);
    bool inside = mpq_sgn(value) > 0;
    mpq_clear(value);
    fmpq_mat_clear(z);
    return inside;
}

bool cas_cone_is_entered(const cas_iteration *iteration, const cas_cone *cone,
                         size_t steps)
{
    fmpq_mat_t form;
    form_init(form, cone);
    cas_orbit orbit;
    cas_orbit_begin(&orbit, iteration, &cas_arithmetic_rational);
    bool inside = is_inside(&orbit, form);
    for (; !inside && steps > 0; steps--) {
        if (cas_orbit_step(&orbit) == CAS_PICK_TIE)
            break;
        inside = is_inside(&orbit, form);
    }
    cas_orbit_end(&orbit);
    fmpq_mat_clear(form);
    return inside;
}
