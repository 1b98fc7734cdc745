/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "theory/coefficients.h"

/*: \subsection*{The coefficients of Theorems 1 and 2}

All of them are sums of the form $A_i = \sum_{j=i}^{N-1} S_j\, q^{j-i}$, evaluated from
the last term as $A_i = S_i + q A_{i+1}$, with the partial geometric sums
$S_j = \sum_{k=0}^{j} (3C^2)^k$ and $T_j = S_j - 1$. */

/* r = factor * x^2 */
static void set_scaled_square(const cas_arithmetic *a, void *r, long factor, mpq_srcptr x,
                              void *scratch)
{
    a->set_rational(r, x);
    a->square(r, r);
    a->set_integer(scratch, factor);
    a->multiply(r, r, scratch);
}

/* C_v = max{1, C^N}, Lemma 1. */
static void gradient_bound(const cas_arithmetic *a, size_t depth, const mpq_t *constants,
                           void *c_v)
{
    if (mpq_cmp_ui(constants[CAS_JACOBIAN], 1, 1) <= 0) {
        a->set_integer(c_v, 1);
        return;
    }
    a->set_rational(c_v, constants[CAS_JACOBIAN]);
    a->power(c_v, c_v, (long)depth);
}

/* sums[j] = sum_{k=0}^{j} (3 C^2)^k for j = 0..count-1. */
static void geometric_sums(const cas_arithmetic *a, size_t count, const mpq_t *constants,
                           void *sums)
{
    void *work = cas_numbers_new(a, 3);
    void *ratio = cas_at(a, work, 0), *power = cas_at(a, work, 1);
    set_scaled_square(a, ratio, 3, constants[CAS_JACOBIAN], cas_at(a, work, 2));
    a->set_integer(power, 1);
    for (size_t j = 0; j < count; j++) {
        if (j == 0)
            a->set(cas_at(a, sums, 0), power);
        else
            a->add(cas_at(a, sums, j), cas_at(a, sums, j - 1), power);
        a->multiply(power, power, ratio);
    }
    cas_numbers_free(a, work, 3);
}

/* tail[i] = sum_{j=i}^{N-1} terms[j] ratio^{j-i} for i = first..N-1. */
static void tail_sums(const cas_arithmetic *a, size_t depth, size_t first,
                      const void *terms, const void *ratio, void *tail)
{
    a->set(cas_at(a, tail, depth - 1), cas_at_const(a, terms, depth - 1));
    for (size_t i = depth - 1; i-- > first;) {
        void *here = cas_at(a, tail, i);
        a->multiply(here, cas_at(a, tail, i + 1), ratio);
        a->add(here, here, cas_at_const(a, terms, i));
    }
}

/* backward[i - 1] = factor * T_i, i = 1..N-1. */
static void set_backward(const cas_arithmetic *a, size_t depth, long factor,
                         const void *sums, void *backward, void *scratch)
{
    for (size_t i = 1; i < depth; i++) {
        void *r = cas_at(a, backward, i - 1);
        a->set_integer(scratch, 1);
        a->subtract(r, cas_at_const(a, sums, i), scratch);
        a->set_integer(scratch, factor);
        a->multiply(r, r, scratch);
    }
}

void cas_error_coefficients(const cas_arithmetic *a, size_t depth, const mpq_t *constants,
                            void *forward, void *backward)
{
    void *sums = cas_numbers_new(a, depth), *tail = cas_numbers_new(a, depth);
    void *work = cas_numbers_new(a, 4);
    void *ratio = cas_at(a, work, 0), *factor = cas_at(a, work, 1);
    void *c_v = cas_at(a, work, 2), *scratch = cas_at(a, work, 3);
    geometric_sums(a, depth, constants, sums);

    set_scaled_square(a, ratio, 2, constants[CAS_LIPSCHITZ], scratch);
    tail_sums(a, depth, 1, sums, ratio, tail);
    set_scaled_square(a, factor, 4, constants[CAS_JACOBIAN_LIPSCHITZ], scratch);
    gradient_bound(a, depth, constants, c_v);
    a->square(c_v, c_v);
    a->multiply(factor, factor, c_v);
    for (size_t i = 1; i < depth; i++)
        a->multiply(cas_at(a, forward, i - 1), cas_at(a, tail, i), factor);
    set_backward(a, depth, 1, sums, backward, scratch);

    cas_numbers_free(a, sums, depth);
    cas_numbers_free(a, tail, depth);
    cas_numbers_free(a, work, 4);
}

/*: With $A_i = \sum_{j=i}^{N-1} S_j (4C^2)^{j-i}$ the constant defined
between (32) and (33) is
\[ C_{y_i}^2 = 8 C_{\nabla^2 f}^2 L_{\nabla f}^2 C_v^2 A_{i+1} +
   2 L_{\nabla^2 f}^2 C_v^2 S_i, \qquad A_N = 0. \] */
static void set_c_y_squared(const cas_arithmetic *a, size_t depth, const mpq_t *constants,
                            mpq_srcptr mixed_hessian, const void *sums, const void *tail,
                            const void *c_v_squared, void *c_y)
{
    void *work = cas_numbers_new(a, 3);
    void *first = cas_at(a, work, 0), *second = cas_at(a, work, 1);
    void *scratch = cas_at(a, work, 2);
    set_scaled_square(a, first, 8, mixed_hessian, scratch);
    a->set_rational(scratch, constants[CAS_JACOBIAN_LIPSCHITZ]);
    a->square(scratch, scratch);
    a->multiply(first, first, scratch);
    a->multiply(first, first, c_v_squared);
    set_scaled_square(a, second, 2, constants[CAS_HESSIAN_LIPSCHITZ], scratch);
    a->multiply(second, second, c_v_squared);
    for (size_t i = 1; i < depth; i++) {
        void *r = cas_at(a, c_y, i);
        a->multiply(r, second, cas_at_const(a, sums, i));
        if (i + 1 < depth) {
            a->multiply(scratch, first, cas_at_const(a, tail, i + 1));
            a->add(r, r, scratch);
        }
    }
    cas_numbers_free(a, work, 3);
}

void cas_bias_coefficients(const cas_arithmetic *a, size_t depth, const mpq_t *constants,
                           cas_bias_version version, void *forward_mean,
                           void *forward_fourth, void *backward_mean)
{
    bool is_repaired = version == CAS_BIAS_REPAIRED,
         is_printed = version == CAS_BIAS_PRINTED;
    mpq_srcptr mixed_hessian =
        constants[is_repaired ? CAS_JACOBIAN_LIPSCHITZ : CAS_MIXED_HESSIAN];
    mpq_srcptr in_33a = is_printed ? constants[CAS_HESSIAN_LIPSCHITZ] : mixed_hessian;

    void *sums = cas_numbers_new(a, depth), *tail = cas_numbers_new(a, depth);
    void *c_y = cas_numbers_new(a, depth), *work = cas_numbers_new(a, 4);
    void *ratio = cas_at(a, work, 0), *factor = cas_at(a, work, 1);
    void *c_v_squared = cas_at(a, work, 2), *scratch = cas_at(a, work, 3);
    geometric_sums(a, depth, constants, sums);
    gradient_bound(a, depth, constants, c_v_squared);
    a->square(c_v_squared, c_v_squared);

    set_scaled_square(a, ratio, 4, constants[CAS_JACOBIAN], scratch);
    tail_sums(a, depth, 1, sums, ratio, tail);
    set_scaled_square(a, factor, 8, in_33a, scratch);
    a->multiply(factor, factor, c_v_squared);
    for (size_t i = 1; i < depth; i++)
        a->multiply(cas_at(a, forward_mean, i - 1), cas_at(a, tail, i), factor);

    set_c_y_squared(a, depth, constants, mixed_hessian, sums, tail, c_v_squared, c_y);
    a->set_rational(ratio, constants[CAS_LIPSCHITZ]);
    a->power(ratio, ratio, 4);
    a->set_integer(scratch, 8);
    a->multiply(ratio, ratio, scratch);
    tail_sums(a, depth, 1, c_y, ratio, tail);
    for (size_t i = 1; i < depth; i++)
        a->multiply(cas_at(a, forward_fourth, i - 1), cas_at(a, tail, i), scratch);
    set_backward(a, depth, 2, sums, backward_mean, scratch);

    cas_numbers_free(a, sums, depth);
    cas_numbers_free(a, tail, depth);
    cas_numbers_free(a, c_y, depth);
    cas_numbers_free(a, work, 4);
}

/* sup ||grad_1 f_i|| is at most each of C and L_f. */
static mpq_srcptr smaller_slope(const mpq_t *constants)
{
    bool jacobian = mpq_cmp(constants[CAS_JACOBIAN], constants[CAS_LIPSCHITZ]) <= 0;
    return constants[jacobian ? CAS_JACOBIAN : CAS_LIPSCHITZ];
}

/*: \subsection*{The sharp matrix of Theorem 1}

Write $l = \min(C, L_f)$, $L = L_{\nabla f}$, and let $a_i, b_i, d_i, e_i$ bound
$\|\tilde y_i - y_i\|$, $\|\tilde v_i - v_i\|$, $\|\delta_i\|$, $\|\varepsilon_i\|$.
Pathwise, with $\|v_i\| \le l^{N-i}$ and the perturbed Jacobians bounded by $C$ and $l$,
\begin{gather*}
a_i \le l a_{i-1} + d_i, \quad a_0 = 0, \qquad
b_i \le l b_{i+1} + L l^{N-i-1} a_i + e_{i+1}, \quad b_N = 0,\\
\|\tilde u_i - u_i\| \le C b_i + L l^{N-i} a_{i-1}.
\end{gather*}
All right-hand sides are linear with coefficients $\ge 0$, so Minkowski's inequality in
$L^2(\Omega)$ carries the recursions over to the rms norms. */
void cas_sharp_error_product(const cas_arithmetic *arithmetic, size_t depth,
                             const mpq_t *constants, const void *r, void *product)
{
    const cas_arithmetic *a = arithmetic;
    void *forward = cas_numbers_new(a, depth), *work = cas_numbers_new(a, 6);
    void *l = cas_at(a, work, 0), *c = cas_at(a, work, 1), *lip = cas_at(a, work, 2);
    void *b = cas_at(a, work, 3), *power = cas_at(a, work, 4), *term = cas_at(a, work, 5);
    a->set_rational(l, smaller_slope(constants));
    a->set_rational(c, constants[CAS_JACOBIAN]);
    a->set_rational(lip, constants[CAS_JACOBIAN_LIPSCHITZ]);
    for (size_t i = 1; i < depth; i++) {
        a->multiply(cas_at(a, forward, i), l, cas_at(a, forward, i - 1));
        a->add(cas_at(a, forward, i), cas_at(a, forward, i), cas_at_const(a, r, i - 1));
    }
    a->set(power, lip); /* L l^{N-i} at the head of the loop */
    for (size_t i = depth; i >= 1; i--) {
        void *row = cas_at(a, product, i - 1);
        a->multiply(row, c, b);
        a->multiply(term, power, cas_at(a, forward, i - 1));
        a->add(row, row, term);
        if (i == 1)
            break;
        a->multiply(b, l, b);
        a->add(b, b, term);
        a->add(b, b, cas_at_const(a, r, depth - 1 + i - 2));
        a->multiply(power, power, l);
    }
    cas_numbers_free(a, forward, depth);
    cas_numbers_free(a, work, 6);
}
