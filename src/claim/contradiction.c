/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/contradiction.h"

#include "arithmetic/vector.h"
#include "chain/pass.h"
#include "operator/stage.h"

#include <mpfi.h>

typedef struct search {
    const cas_arithmetic *a;
    cas_pass *pass;
    size_t width, weights; /* largest */
    void *v, *gy, *gw;     /* v, J^T v, K^T v */
    void *numbers;         /* norm squared, ratio, scratch */
    mpfr_t best[CAS_CONSTANT_COUNT];
    size_t where[CAS_CONSTANT_COUNT]; /* operator, 0-based */
} search;

static void raise_bound(search *s, cas_constant constant, size_t i, mpfi_srcptr norm)
{
    if (mpfr_greater_p(&norm->left, s->best[constant])) {
        mpfr_set(s->best[constant], &norm->left, MPFR_RNDD);
        s->where[constant] = i;
    }
}

/* ||J^T v|| / ||v|| is at most ||J||_op, for the direction v at operator i. */
static cas_status try_direction(search *s, size_t i, const void *v, cas_message *message)
{
    const cas_operator *op = s->pass->chain->links[i].op;
    mpfi_ptr length = cas_at(s->a, s->numbers, 0), norm = cas_at(s->a, s->numbers, 1);
    void *scratch = cas_at(s->a, s->numbers, 2);
    cas_status status = cas_stage_pullback(s->pass->stages[i], v, s->gy, s->gw, message);
    if (status != CAS_OK)
        return status;
    cas_vector_norm_squared(s->a, op->out, length, v, scratch);
    if (mpfi_has_zero(length))
        return CAS_OK;
    cas_vector_norm_squared(s->a, op->weights, norm, s->gw, scratch);
    mpfi_div(norm, norm, length);
    mpfi_sqrt(norm, norm);
    raise_bound(s, CAS_JACOBIAN, i, norm);
    cas_vector_norm_squared(s->a, op->in, norm, s->gy, scratch);
    mpfi_div(norm, norm, length);
    mpfi_sqrt(norm, norm);
    raise_bound(s, CAS_JACOBIAN, i, norm);
    raise_bound(s, CAS_LIPSCHITZ, i, norm);
    return CAS_OK;
}

static cas_status try_operator(search *s, size_t i, cas_message *message)
{
    size_t out = s->pass->chain->links[i].op->out;
    cas_status status = try_direction(s, i, s->pass->v[i + 1], message);
    for (size_t k = 0; k < out && status == CAS_OK; k++) {
        cas_vector_zero(s->a, out, s->v);
        s->a->set_integer(cas_at(s->a, s->v, k), 1);
        status = try_direction(s, i, s->v, message);
    }
    return status;
}

static void report(const search *s, const cas_smoothness *constants, cas_message *warning)
{
    for (cas_constant c = 0; c < CAS_CONSTANT_COUNT; c++)
        if (mpfr_cmp_q(s->best[c], constants->value[c]) > 0) {
            cas_fail(
                warning, CAS_INPUT,
                "Assumption 3 fails: smoothness.%s is declared as %.6g, but "
                "operators[%zu] has at least %.6g at the exact pass; the verdicts are "
                "not about the theorems",
                cas_constant_names[c], mpq_get_d(constants->value[c]), s->where[c],
                mpfr_get_d(s->best[c], MPFR_RNDD));
            return;
        }
}

cas_status cas_find_contradiction(const cas_chain *chain, const cas_smoothness *constants,
                                  mpfr_prec_t precision, cas_message *warning,
                                  cas_message *message)
{
    cas_arithmetic interval = cas_arithmetic_interval(precision);
    search s = {.a = &interval, .pass = cas_pass_new(chain, &interval, false)};
    s.width = chain->input.count;
    for (size_t i = 0; i < chain->depth; i++) {
        const cas_operator *op = chain->links[i].op;
        s.width = op->out > s.width ? op->out : s.width;
        s.weights = op->weights > s.weights ? op->weights : s.weights;
    }
    s.v = cas_numbers_new(&interval, s.width);
    s.gy = cas_numbers_new(&interval, s.width);
    s.gw = cas_numbers_new(&interval, s.weights);
    s.numbers = cas_numbers_new(&interval, 3);
    for (cas_constant c = 0; c < CAS_CONSTANT_COUNT; c++) {
        mpfr_init2(s.best[c], 128);
        mpfr_set_zero(s.best[c], 1);
    }
    cas_status status = cas_pass_exact(s.pass, message);
    for (size_t i = 0; i < chain->depth && status == CAS_OK; i++) {
        status = try_operator(&s, i, message);
        if (status != CAS_OK)
            cas_fail_in(message, status, "operators[%zu]", i);
    }
    if (status == CAS_OK)
        report(&s, constants, warning);
    for (cas_constant c = 0; c < CAS_CONSTANT_COUNT; c++)
        mpfr_clear(s.best[c]);
    cas_numbers_free(&interval, s.v, s.width);
    cas_numbers_free(&interval, s.gy, s.width);
    cas_numbers_free(&interval, s.gw, s.weights);
    cas_numbers_free(&interval, s.numbers, 3);
    cas_pass_free(s.pass);
    return status;
}
