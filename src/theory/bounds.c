/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "theory/bounds.h"

#include "arithmetic/vector.h"

/* r += coefficient * moment */
static void add_term(const cas_arithmetic *a, void *r, const void *coefficient,
                     mpq_srcptr moment, void *scratch)
{
    if (mpq_sgn(moment) == 0)
        return;
    a->set_rational(scratch, moment);
    a->multiply(scratch, scratch, coefficient);
    a->add(r, r, scratch);
}

void cas_error_bound(const cas_chain *chain, const mpq_t *constants,
                     const cas_arithmetic *a, void *r)
{
    const size_t n = chain->depth - 1;
    void *forward = cas_numbers_new(a, 2 * n + 1), *backward = cas_at(a, forward, n);
    void *scratch = cas_at(a, forward, 2 * n);
    mpq_t moment;
    mpq_init(moment);
    cas_error_coefficients(a, chain->depth, constants, forward, backward);
    a->set_integer(r, 0);
    for (size_t k = 0; k < n; k++) {
        cas_law_second_moment(&chain->forward[k], moment);
        add_term(a, r, cas_at(a, forward, k), moment, scratch);
        cas_law_second_moment(&chain->backward[k + 1], moment);
        add_term(a, r, cas_at(a, backward, k), moment, scratch);
    }
    mpq_clear(moment);
    cas_numbers_free(a, forward, 2 * n + 1);
}

void cas_bias_bound(const cas_chain *chain, const mpq_t *constants,
                    cas_bias_version version, const cas_arithmetic *a, void *r)
{
    const size_t n = chain->depth - 1;
    void *mean = cas_numbers_new(a, 3 * n + 1), *fourth = cas_at(a, mean, n);
    void *backward = cas_at(a, mean, 2 * n), *scratch = cas_at(a, mean, 3 * n);
    mpq_t moment;
    mpq_init(moment);
    cas_bias_coefficients(a, chain->depth, constants, version, mean, fourth, backward);
    a->set_integer(r, 0);
    for (size_t k = 0; k < n; k++) {
        cas_law_mean_squared(&chain->forward[k], moment);
        add_term(a, r, cas_at(a, mean, k), moment, scratch);
        cas_law_fourth_moment(&chain->forward[k], moment);
        add_term(a, r, cas_at(a, fourth, k), moment, scratch);
        cas_law_mean_squared(&chain->backward[k + 1], moment);
        add_term(a, r, cas_at(a, backward, k), moment, scratch);
    }
    mpq_clear(moment);
    cas_numbers_free(a, mean, 3 * n + 1);
}

/* The second moments of delta_1..delta_{N-1}, epsilon_2..epsilon_N; 0 where the columns
   of M are 0, so that no root of them is needed.  Returns the index of the largest. */
static size_t set_moments(const cas_chain *chain, const mpq_t *constants,
                          cas_rationals *moments)
{
    size_t count = chain->depth - 1, largest = 0;
    for (size_t k = 0; k < count; k++) {
        if (mpq_sgn(constants[CAS_JACOBIAN_LIPSCHITZ]) != 0)
            cas_law_second_moment(&chain->forward[k], moments->at[k]);
        if (mpq_sgn(constants[CAS_JACOBIAN]) != 0)
            cas_law_second_moment(&chain->backward[k + 1], moments->at[count + k]);
    }
    for (size_t k = 1; k < moments->count; k++)
        if (mpq_cmp(moments->at[k], moments->at[largest]) > 0)
            largest = k;
    return largest;
}

/* r = sqrt(q), exactly where q is the square of a rational. */
static cas_status set_root(const cas_arithmetic *a, void *r, mpq_srcptr q,
                           cas_message *message)
{
    if (mpz_perfect_square_p(mpq_numref(q)) && mpz_perfect_square_p(mpq_denref(q))) {
        mpq_t root;
        mpq_init(root);
        mpz_sqrt(mpq_numref(root), mpq_numref(q));
        mpz_sqrt(mpq_denref(root), mpq_denref(q));
        a->set_rational(r, root);
        mpq_clear(root);
        return CAS_OK;
    }
    if (a->function[CAS_SQRT] == NULL)
        return cas_fail(message, CAS_UNSUPPORTED,
                        "an irrational square root in %s arithmetic", a->name);
    a->set_rational(r, q);
    a->function[CAS_SQRT](r, r);
    return CAS_OK;
}

/*: $\|M r\|^2$ is evaluated as $q\,\|M \rho\|^2$ with $q$ the largest second moment and
$\rho_k = \sqrt{q_k/q}$: perturbations of equal size, or a single one, need no root at
all, so that the equality cases of the theorem are exact. */
cas_status cas_sharp_error_bound(const cas_chain *chain, const mpq_t *constants,
                                 const cas_arithmetic *arithmetic, void *r,
                                 cas_message *message)
{
    const cas_arithmetic *a = arithmetic;
    size_t depth = chain->depth, columns = 2 * (depth - 1);
    cas_rationals moments;
    cas_rationals_init(&moments, columns);
    void *rho = cas_numbers_new(a, columns), *product = cas_numbers_new(a, depth);
    void *scratch = cas_numbers_new(a, 1);
    mpq_t ratio, largest;
    mpq_init(ratio);
    mpq_init(largest);
    size_t most = set_moments(chain, constants, &moments);
    mpq_set(largest, moments.at[most]);
    cas_status status = CAS_OK;
    a->set_integer(r, 0);
    if (mpq_sgn(largest) > 0) {
        for (size_t k = 0; k < columns && status == CAS_OK; k++) {
            mpq_div(ratio, moments.at[k], largest);
            status = set_root(a, cas_at(a, rho, k), ratio, message);
        }
        cas_sharp_error_product(a, depth, constants, rho, product);
        cas_vector_norm_squared(a, depth, r, product, scratch);
        a->set_rational(scratch, largest);
        a->multiply(r, r, scratch);
    }
    mpq_clear(ratio);
    mpq_clear(largest);
    cas_rationals_clear(&moments);
    cas_numbers_free(a, rho, columns);
    cas_numbers_free(a, product, depth);
    cas_numbers_free(a, scratch, 1);
    return status;
}
