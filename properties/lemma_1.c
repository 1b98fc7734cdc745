/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chain/pass.h"
#include "arithmetic/vector.h"
#include "claim/chain_instance.h"
#include "theory/coefficients.h"

/*: \section{Lemma 1: the backward gradient is bounded}

\emph{Paper.} Under Assumption 3 there is a constant $C_v^2 \ge 1$ with
$\|v_i\|^2 \le C_v^2$ for all $i = 1, \dots, N$; the proof takes
$C_v = \max\{1, C_{\nabla f}^N\}$.

\emph{Proof.} $v_N = 1$ and $v_{i-1} = \nabla_1 f_i^\top v_i$ (4b), so
$\|v_i\| \le C^{N-i}$ by submultiplicativity; $1 \le i \le N$ gives $C^{N-i} \le \max\{1,
C^{N-1}\} \le \max\{1, C^N\}$. $\square$

The left side below is $\max_i \|v_i\|^2$ of the exact pass, evaluated in intervals.
Linear chains with slope $C > 1$ come within $1/C^2$ of the bound; the mutant with one
power less of it is true, that with two less is not. */

enum { TWO_POWERS_LESS, WITHOUT_ONE, INVERSE };

static const cas_mutant mutants[] = {
    [TWO_POWERS_LESS] = {"exponent N-2", "C_v = max{1, C^(N-2)}"},
    [WITHOUT_ONE] = {"no maximum", "C_v = C^N, also where C < 1"},
    [INVERSE] = {"minimum", "C_v = min{1, C^N}"},
    {0},
};

static void set_largest_gradient(const cas_pass *pass, const cas_arithmetic *interval,
                                 mpfi_ptr lhs)
{
    void *work = cas_numbers_new(interval, 2);
    mpfi_ptr square = cas_at(interval, work, 0);
    mpfi_set_ui(lhs, 0);
    for (size_t i = 1; i <= pass->chain->depth; i++) {
        cas_vector_norm_squared(interval, pass->chain->links[i - 1].op->out, square,
                                pass->v[i], cas_at(interval, work, 1));
        mpfr_max(&lhs->left, &lhs->left, &square->left, MPFR_RNDD);
        mpfr_max(&lhs->right, &lhs->right, &square->right, MPFR_RNDU);
    }
    cas_numbers_free(interval, work, 2);
}

static void set_gradient_bound(const cas_chain_instance *instance,
                               const cas_mutant *mutant, const cas_arithmetic *interval,
                               mpfi_ptr rhs)
{
    const mpq_t *constants = instance->constants.value;
    size_t depth = instance->chain->depth;
    mpfi_t power;
    mpfi_init2(power, interval->precision);
    cas_gradient_bound(interval, depth, constants, rhs);
    mpfi_set_q(power, constants[CAS_JACOBIAN]);
    interval->power(power, power, (long)depth);
    if (mutant == &mutants[TWO_POWERS_LESS] && depth > 2)
        cas_gradient_bound(interval, depth - 2, constants, rhs);
    if (mutant == &mutants[TWO_POWERS_LESS] && depth == 2)
        mpfi_set_ui(rhs, 1);
    bool is_small = mpq_cmp_ui(constants[CAS_JACOBIAN], 1, 1) < 0;
    if (mutant == &mutants[WITHOUT_ONE] || (mutant == &mutants[INVERSE] && is_small))
        mpfi_set(rhs, power);
    if (mutant == &mutants[INVERSE] && !is_small)
        mpfi_set_ui(rhs, 1);
    mpfi_sqr(rhs, rhs);
    mpfi_clear(power);
}

static cas_status
backward_gradient_is_bounded_by_c_v(const cas_claim *claim, const cas_mutant *mutant,
                                    const void *instance, mpfr_prec_t precision,
                                    cas_sides *sides, cas_message *message)
{
    (void)claim;
    const cas_chain_instance *chain = instance;
    cas_arithmetic interval = cas_arithmetic_interval(precision);
    cas_pass *pass = cas_pass_new(chain->chain, &interval, false);
    cas_status status = cas_pass_exact(pass, message);
    if (status == CAS_OK) {
        set_largest_gradient(pass, &interval, sides->lhs);
        set_gradient_bound(chain, mutant, &interval, sides->rhs);
    }
    cas_pass_free(pass);
    return status;
}

const cas_claim cas_claim_lemma_1_printed = {
    .id = "lem:1",
    .version = "printed",
    .statement = "||v_i||^2 <= C_v^2 for all i, with C_v = max{1, C^N}",
    .file = __FILE__,
    .line = __LINE__,
    .kind = &cas_chain_kind,
    .generate = cas_chain_instance_generate,
    .sides = backward_gradient_is_bounded_by_c_v,
    .mutants = mutants,
};
