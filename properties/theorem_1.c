/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/chain_instance.h"
#include "claim/check.h"
#include "theory/bounds.h"

/*: \section{Theorem 1: the error of the gradient}

\emph{Paper.} Under Assumption 3, with the constants (21),
\[ \mathbb{E}\|\tilde u - u\|^2 \le
   \sum_{i=1}^{N-1} C^e_{\delta_i}\,\mathbb{E}\|\delta_i\|^2 + \sum_{i=1}^{N-1}
   C^e_{\varepsilon_{i+1}}\,\mathbb{E}\|\varepsilon_{i+1}\|^2. \tag{13} \]
The printed proof loses a factor 2 between (19) and (20), so it does not prove (21);
the statement is tested here on its own. The sharp form is $\mathbb{E}\|\tilde u -
u\|^2 \le \|M r\|^2$ with the matrix derived beside its code and $r$ the rms norms of
the perturbations.

Both left sides are the exact expectation over all scenarios, in intervals. A mutant
changes the constants (21) before they are used, or the matrix. */

enum {
    BACKWARD_QUARTER,
    FORWARD_HESSIAN,
    FORWARD_ROOT,
    FORWARD_SHIFTED,
    FORWARD_DROPPED,
    BACKWARD_DROPPED
};

static const cas_mutant printed_mutants[] = {
    [BACKWARD_QUARTER] = {"backward/4", "the backward coefficients divided by 4"},
    [FORWARD_HESSIAN] = {"L_{grad^2 f}", "L_{grad^2 f} in place of L_{grad f} in (21)"},
    [FORWARD_ROOT] = {"L unsquared", "L_{grad f} in place of its square in (21)"},
    [FORWARD_SHIFTED] = {"sum from i+1", "the outer sum of (21) starts at j = i + 1"},
    [FORWARD_DROPPED] = {"no delta", "the forward sum of (13) dropped"},
    [BACKWARD_DROPPED] = {"no epsilon", "the backward sum of (13) dropped"},
    {0},
};

/* The numbers that a mutant puts in place of the coefficients. */
static void mutate_coefficients(const cas_mutant *mutant, const cas_smoothness *constants,
                                const cas_arithmetic *a, size_t count, void *forward,
                                void *backward)
{
    mpfi_t factor, squared;
    mpfi_init2(factor, a->precision);
    mpfi_init2(squared, a->precision);
    mpfi_set_q(squared, constants->value[CAS_JACOBIAN_LIPSCHITZ]);
    for (size_t k = 0; k < count; k++) {
        mpfi_ptr f = cas_at(a, forward, k), b = cas_at(a, backward, k);
        if (mutant == &printed_mutants[BACKWARD_QUARTER])
            mpfi_div_ui(b, b, 4);
        if (mutant == &printed_mutants[FORWARD_ROOT] && !mpfi_is_zero(squared))
            mpfi_div(f, f, squared);
        if (mutant == &printed_mutants[FORWARD_SHIFTED]) {
            if (k + 1 < count) {
                mpfi_set_q(factor, constants->value[CAS_LIPSCHITZ]);
                mpfi_sqr(factor, factor);
                mpfi_mul_ui(factor, factor, 2);
                mpfi_mul(f, cas_at(a, forward, k + 1), factor);
            } else {
                mpfi_set_ui(f, 0);
            }
        }
        if (mutant == &printed_mutants[FORWARD_DROPPED])
            mpfi_set_ui(f, 0);
        if (mutant == &printed_mutants[BACKWARD_DROPPED])
            mpfi_set_ui(b, 0);
    }
    mpfi_clear(factor);
    mpfi_clear(squared);
}

/* (13) with mutated coefficients. */
static void set_mutated_bound(const cas_chain_instance *instance,
                              const cas_mutant *mutant, const cas_arithmetic *a,
                              mpfi_ptr rhs)
{
    const cas_chain *chain = instance->chain;
    size_t count = chain->depth - 1;
    cas_smoothness constants;
    cas_smoothness_init(&constants);
    for (cas_constant c = 0; c < CAS_CONSTANT_COUNT; c++)
        mpq_set(constants.value[c], instance->constants.value[c]);
    if (mutant == &printed_mutants[FORWARD_HESSIAN])
        mpq_set(constants.value[CAS_JACOBIAN_LIPSCHITZ],
                constants.value[CAS_HESSIAN_LIPSCHITZ]);
    void *forward = cas_numbers_new(a, count), *backward = cas_numbers_new(a, count);
    cas_error_coefficients(a, chain->depth, constants.value, forward, backward);
    mutate_coefficients(mutant, &constants, a, count, forward, backward);
    cas_error_bound_with(chain, a, forward, backward, rhs);
    cas_numbers_free(a, forward, count);
    cas_numbers_free(a, backward, count);
    cas_smoothness_clear(&constants);
}

static cas_status gradient_error_is_bounded_by_21(const cas_claim *claim,
                                                  const cas_mutant *mutant,
                                                  const void *instance,
                                                  mpfr_prec_t precision, cas_sides *sides,
                                                  cas_message *message)
{
    (void)claim;
    const cas_chain_instance *chain = instance;
    cas_arithmetic interval = cas_arithmetic_interval(precision);
    set_mutated_bound(chain, mutant, &interval, sides->rhs);
    return cas_check_left_side(chain->chain, &chain->constants, false, precision,
                               sides->lhs, message);
}

const cas_claim cas_claim_theorem_1_printed = {
    .id = "thm:1",
    .version = "printed",
    .statement = "E||u~ - u||^2 <= sum C^e_delta E||delta||^2 + sum C^e_epsilon "
                 "E||epsilon||^2 with (21)",
    .file = __FILE__,
    .line = __LINE__,
    .kind = &cas_chain_kind,
    .generate = cas_chain_instance_generate,
    .sides = gradient_error_is_bounded_by_21,
    .mutants = printed_mutants,
};

enum { NINE_TENTHS, SMALL_CURVATURE, SMALL_JACOBIAN, ONE_ROOT_LESS };

static const cas_mutant sharp_mutants[] = {
    [NINE_TENTHS] = {"9/10", "the bound times 9/10"},
    [SMALL_CURVATURE] = {"L/2", "half of L_{grad f} in M"},
    [SMALL_JACOBIAN] = {"C/2", "half of C_{grad f} in M"},
    [ONE_ROOT_LESS] = {"no slope", "l = 0 in M"},
    {0},
};

static cas_status gradient_error_is_bounded_by_m_r(const cas_claim *claim,
                                                   const cas_mutant *mutant,
                                                   const void *instance,
                                                   mpfr_prec_t precision,
                                                   cas_sides *sides, cas_message *message)
{
    (void)claim;
    const cas_chain_instance *chain = instance;
    cas_arithmetic interval = cas_arithmetic_interval(precision);
    cas_smoothness constants;
    cas_smoothness_init(&constants);
    for (cas_constant c = 0; c < CAS_CONSTANT_COUNT; c++)
        mpq_set(constants.value[c], chain->constants.value[c]);
    mpq_ptr curvature = constants.value[CAS_JACOBIAN_LIPSCHITZ];
    mpq_ptr jacobian = constants.value[CAS_JACOBIAN];
    if (mutant == &sharp_mutants[SMALL_CURVATURE])
        mpq_div_2exp(curvature, curvature, 1);
    if (mutant == &sharp_mutants[SMALL_JACOBIAN])
        mpq_div_2exp(jacobian, jacobian, 1);
    if (mutant == &sharp_mutants[ONE_ROOT_LESS])
        mpq_set_ui(constants.value[CAS_LIPSCHITZ], 0, 1);
    cas_status status = cas_sharp_error_bound(chain->chain, constants.value, &interval,
                                              sides->rhs, message);
    if (mutant == &sharp_mutants[NINE_TENTHS]) {
        mpfi_mul_ui(sides->rhs, sides->rhs, 9);
        mpfi_div_ui(sides->rhs, sides->rhs, 10);
    }
    cas_smoothness_clear(&constants);
    if (status != CAS_OK)
        return status;
    return cas_check_left_side(chain->chain, &chain->constants, false, precision,
                               sides->lhs, message);
}

const cas_claim cas_claim_theorem_1_sharp = {
    .id = "thm:1",
    .version = "sharp",
    .statement = "E||u~ - u||^2 <= ||M r||^2, r the rms norms of the perturbations",
    .file = __FILE__,
    .line = __LINE__,
    .kind = &cas_chain_kind,
    .generate = cas_chain_instance_generate,
    .sides = gradient_error_is_bounded_by_m_r,
    .mutants = sharp_mutants,
};
