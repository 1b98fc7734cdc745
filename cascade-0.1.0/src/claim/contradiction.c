/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/contradiction.h"

#include "arithmetic/decimal.h"
#include "arithmetic/memory.h"
#include "arithmetic/vector.h"
#include "chain/expectation.h"
#include "constants/derivative_norm.h"
#include "operator/stage.h"

#include <stdlib.h>

/*: Assumption 3 is contradicted at a single point $z = (y, w)$. The first three constants
bound norms of derivatives there. The last two are Lipschitz constants, in the Frobenius
norm, of $\nabla f$ and $\nabla^2 f$: with $h \to 0$ in
$\|\nabla f(z + h e_a) - \nabla f(z)\| \le L_{\nabla f} |h|$ the norm of the derivative in
one coordinate direction is at most $L_{\nabla f}$,
\[ \Bigl(\sum_{k,b} (\partial_a \partial_b f_k)^2\Bigr)^{1/2} \le L_{\nabla f}, \qquad
   \Bigl(\sum_{k,b,c} (\partial_a \partial_b \partial_c f_k)^2\Bigr)^{1/2} \le
   L_{\nabla^2 f}. \]
The Frobenius norm of the whole array, by which the constants are certified, is larger,
and would contradict constants that are true. */

enum {
    MOST_JETS = 1 << 18, /* numbers of an operator's jets */
    MOST_WORK = 1 << 22  /* derivatives of one operator that are looked at */
};

/* One operator, and what its states have shown. */
typedef struct place {
    cas_stage *stage;
    cas_jets *jets; /* NULL: too large */
    size_t work, spent;
} place;

typedef struct search {
    const cas_arithmetic *a;
    const cas_chain *chain;
    place *places;
    mpfi_t *v, *gy, *gw; /* v, J^T v, K^T v */
    mpfi_t norm, square;
    size_t states;
    mpfr_t best[CAS_CONSTANT_COUNT];
    size_t where[CAS_CONSTANT_COUNT]; /* operator, 0-based */
    bool is_exact[CAS_CONSTANT_COUNT];
} search;

/* s->norm is at most the constant of operator i. */
static void raise_bound(search *s, cas_constant constant, size_t i)
{
    if (!mpfr_greater_p(&s->norm->left, s->best[constant]))
        return;
    mpfr_set(s->best[constant], &s->norm->left, MPFR_RNDD);
    s->where[constant] = i;
    s->is_exact[constant] = s->states <= s->chain->depth;
}

/* Row k of a Jacobian is no longer than its operator norm. */
static cas_status try_row(search *s, size_t i, size_t k, cas_message *message)
{
    const cas_operator *op = s->chain->links[i].op;
    cas_vector_zero(s->a, op->out, s->v);
    mpfi_set_ui(s->v[k], 1);
    cas_status status =
        cas_stage_pullback(s->places[i].stage, s->v, s->gy, s->gw, message);
    if (status != CAS_OK)
        return status;
    cas_vector_norm_squared(s->a, op->weights, s->norm, s->gw, s->square);
    mpfi_sqrt(s->norm, s->norm);
    raise_bound(s, CAS_JACOBIAN, i);
    cas_vector_norm_squared(s->a, op->in, s->norm, s->gy, s->square);
    mpfi_sqrt(s->norm, s->norm);
    raise_bound(s, CAS_JACOBIAN, i);
    raise_bound(s, CAS_LIPSCHITZ, i);
    return CAS_OK;
}

static void enclose(mpfi_ptr r, const void *number)
{
    mpfi_set(r, number);
}

static void try_norm(search *s, size_t i, cas_constant constant)
{
    const cas_operator *op = s->chain->links[i].op;
    const cas_derivative_run run = {s->places[i].jets, enclose};
    cas_derivative_norm norm;
    cas_derivative_norm_init(&norm, constant, s->places[i].jets, op->out, op->in,
                             op->weights);
    for (size_t m = 0; m < norm.matrix_count; m++) {
        cas_derivative_norm_enclose(s->norm, &norm.matrices[m], norm.order, &run);
        raise_bound(s, constant, i);
    }
    cas_derivative_norm_clear(&norm);
}

/* Adds the square of a derivative to s->norm. */
static void add_square(search *s, size_t i, size_t k, unsigned order,
                       const size_t *directions)
{
    mpfi_sqr(s->square, cas_jets_entry(s->places[i].jets, k, order, directions));
    mpfi_add(s->norm, s->norm, s->square);
}

/* The derivatives of that order of which one is taken in direction a. */
static void try_direction(search *s, size_t i, unsigned order, size_t a)
{
    const cas_operator *op = s->chain->links[i].op;
    const size_t n = op->in + op->weights;
    mpfi_set_ui(s->norm, 0);
    for (size_t k = 0; k < op->out; k++)
        for (size_t b = 0; b < n; b++) {
            if (order == 2)
                add_square(s, i, k, order, (size_t[]){a, b});
            for (size_t c = 0; order == 3 && c < n; c++)
                add_square(s, i, k, order, (size_t[]){a, b, c});
        }
    mpfi_sqrt(s->norm, s->norm);
    raise_bound(s, order == 2 ? CAS_JACOBIAN_LIPSCHITZ : CAS_HESSIAN_LIPSCHITZ, i);
}

static cas_status try_derivatives(search *s, size_t i, const mpfi_t *y,
                                  cas_message *message)
{
    const cas_operator *op = s->chain->links[i].op;
    cas_jets *jets = s->places[i].jets;
    for (size_t k = 0; k < op->in; k++)
        cas_jets_seed_variable(jets, k, y[k], NULL);
    cas_status status = cas_jets_evaluate(jets, message);
    if (status != CAS_OK)
        return status;
    try_norm(s, i, CAS_JACOBIAN);
    try_norm(s, i, CAS_LIPSCHITZ);
    try_norm(s, i, CAS_MIXED_HESSIAN);
    for (size_t a = 0; a < op->in + op->weights; a++) {
        try_direction(s, i, 2, a);
        try_direction(s, i, 3, a);
    }
    return CAS_OK;
}

static cas_status visit(void *context, size_t i, const void *y, cas_message *message)
{
    search *s = context;
    place *p = &s->places[i - 1];
    s->states++;
    if (p->spent > MOST_WORK)
        return CAS_OK;
    p->spent += p->work;
    cas_status status = cas_stage_evaluate(p->stage, y, message);
    for (size_t k = 0; k < s->chain->links[i - 1].op->out && status == CAS_OK; k++)
        status = try_row(s, i - 1, k, message);
    if (status == CAS_OK && p->jets != NULL)
        status = try_derivatives(s, i - 1, y, message);
    return status;
}

/* The jets of an operator at its weights; what is differentiated are y and w. */
static void seed(const search *s, size_t i, cas_jets *jets)
{
    const cas_link *link = &s->chain->links[i];
    const size_t in = link->op->in, n = in + link->op->weights;
    mpfi_t *gradient = cas_numbers_new(s->a, n);
    for (size_t a = 0; a < n; a++) {
        mpfi_set_ui(gradient[a], 1);
        if (a >= in)
            mpfi_set_q(s->v[0], link->weights.at[a - in]);
        cas_jets_seed_variable(jets, a, s->v[0], gradient);
        mpfi_set_ui(gradient[a], 0);
    }
    cas_numbers_free(s->a, gradient, n);
}

static void place_init(const search *s, size_t i)
{
    const cas_operator *op = s->chain->links[i].op;
    const size_t n = op->in + op->weights;
    place *p = &s->places[i];
    p->stage = cas_stage_new(op, s->a, s->chain->links[i].weights.at);
    p->work = op->out * n;
    if (p->work > MOST_WORK / n / n)
        return;
    p->jets = cas_jets_new(op->program, s->a, n, 3);
    seed(s, i, p->jets);
    p->work *= n * n;
    if (cas_jets_size(p->jets) > MOST_JETS) {
        cas_jets_free(p->jets);
        p->jets = NULL;
    }
}

/* The largest number of y and of w that an operator has. */
static void find_widths(const cas_chain *chain, size_t *y, size_t *w)
{
    *y = chain->input.count;
    *w = 0;
    for (size_t i = 0; i < chain->depth; i++) {
        const cas_operator *op = chain->links[i].op;
        *y = op->out > *y ? op->out : *y;
        *w = op->weights > *w ? op->weights : *w;
    }
}

static void search_init(search *s, const cas_chain *chain, const cas_arithmetic *interval)
{
    size_t width, weights;
    find_widths(chain, &width, &weights);
    *s = (search){.a = interval, .chain = chain};
    s->v = cas_numbers_new(interval, width);
    s->gy = cas_numbers_new(interval, width);
    s->gw = cas_numbers_new(interval, weights);
    mpfi_init2(s->norm, interval->precision);
    mpfi_init2(s->square, interval->precision);
    s->places = cas_allocate(chain->depth, sizeof *s->places);
    for (size_t i = 0; i < chain->depth; i++)
        place_init(s, i);
    for (cas_constant c = 0; c < CAS_CONSTANT_COUNT; c++) {
        mpfr_init2(s->best[c], 128);
        mpfr_set_zero(s->best[c], 1);
    }
}

static void search_clear(search *s)
{
    size_t width, weights;
    find_widths(s->chain, &width, &weights);
    cas_numbers_free(s->a, s->v, width);
    cas_numbers_free(s->a, s->gy, width);
    cas_numbers_free(s->a, s->gw, weights);
    mpfi_clear(s->norm);
    mpfi_clear(s->square);
    for (size_t i = 0; i < s->chain->depth; i++) {
        cas_stage_free(s->places[i].stage);
        cas_jets_free(s->places[i].jets);
    }
    free(s->places);
    for (cas_constant c = 0; c < CAS_CONSTANT_COUNT; c++)
        mpfr_clear(s->best[c]);
}

static void report(const search *s, const cas_smoothness *constants,
                   cas_contradictions *found)
{
    enum { DIGITS = 6 };
    char declared[CAS_DECIMAL_TEXT], best[CAS_DECIMAL_TEXT];
    for (cas_constant c = 0; c < CAS_CONSTANT_COUNT; c++) {
        if (mpfr_cmp_q(s->best[c], constants->value[c]) <= 0)
            continue;
        cas_decimal_shorten_rational(declared, sizeof declared, DIGITS,
                                     constants->value[c]);
        cas_decimal_shorten(best, sizeof best, DIGITS, s->best[c]);
        cas_fail(
            &found->sentences[found->count++], CAS_INPUT,
            "Assumption 3 fails: smoothness.%s is declared as %s, but operators[%zu] "
            "reaches %s at a state of %s pass",
            cas_constant_names[c], declared, s->where[c], best,
            s->is_exact[c] ? "the exact" : "a perturbed");
    }
}

static cas_status search_in(mpfr_prec_t precision, const cas_chain *chain,
                            const cas_smoothness *constants, cas_contradictions *found,
                            cas_message *message)
{
    cas_arithmetic interval = cas_arithmetic_interval(precision);
    search s;
    search_init(&s, chain, &interval);
    const cas_expectation_options options = {.visit = visit, .context = &s};
    cas_expectation *expectation = NULL;
    cas_status status =
        cas_expectation_new(chain, &interval, &options, &expectation, message);
    if (status == CAS_OK)
        report(&s, constants, found);
    cas_expectation_free(expectation);
    search_clear(&s);
    return status;
}

cas_status cas_find_contradictions(const cas_chain *chain,
                                   const cas_smoothness *constants,
                                   cas_contradictions *found, cas_message *message)
{
    enum { FIRST = 128, LAST = 4096 };
    found->count = 0;
    cas_status status = CAS_OK;
    if (!constants->is_declared)
        return status;
    /* What is undefined in wide intervals may be defined in narrow ones. */
    for (mpfr_prec_t precision = FIRST; precision <= LAST; precision *= 2) {
        status = search_in(precision, chain, constants, found, message);
        if (status != CAS_DOMAIN)
            break;
    }
    return status;
}
