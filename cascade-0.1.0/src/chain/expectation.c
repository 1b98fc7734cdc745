/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chain/expectation.h"

#include "arithmetic/arena.h"
#include "arithmetic/memory.h"
#include "arithmetic/vector.h"
#include "chain/covariance.h"
#include "operator/stage.h"

#include <stdlib.h>

/*: \subsection*{Expectations without enumerating the backward perturbations}

Fix the forward perturbations. Then (5b), (5c) are linear in $(\tilde v_N, \varepsilon_N,
\dots, \varepsilon_2)$:
\[ \tilde v_{i-1} = J_i^\top \tilde v_i + \varepsilon_i, \qquad \tilde u_i =
   K_i^\top \tilde v_i, \qquad J_i = \nabla_1 f_i(\tilde y_{i-1}, w_i), \quad K_i =
   \nabla_2 f_i(\tilde y_{i-1}, w_i), \]
so that $\tilde u_i = \bar u_i + \sum_{j > i} G_{ij}(\varepsilon_j -
\mathbb{E}\varepsilon_j)$ with $\bar u_i$ the result for the mean perturbations and
$G_{ij} = K_i^\top J_{i+1}^\top \cdots J_{j-1}^\top$. The $\varepsilon_j$ are independent
of each other and of the forward pass; hence, with $\mathrm{Cov}(\varepsilon_j) =
\sum_k s_{jk} c_{jk} c_{jk}^\top$,
\[ \mathbb{E}[\tilde u_i - u_i] = \mathbb{E}_\delta[\bar u_i - u_i], \qquad
   \mathbb{E}\|\tilde u_i - u_i\|^2 = \mathbb{E}_\delta\Bigl[ \|\bar u_i - u_i\|^2 +
   \sum_{j>i} \sum_k s_{jk} \|G_{ij} c_{jk}\|^2 \Bigr]. \]
The forward scenarios form a tree, which is walked depth first, so that scenarios with a
common past share its evaluation. $G_{ij}$ depends on $\tilde y_0, \dots, \tilde y_{j-2}$
only, so that the covariance terms of $\varepsilon_j$ are evaluated where $\tilde y_{j-2}$
is reached, once for all scenarios behind; $\bar u_i$ needs the whole path. The plain
enumeration of all scenarios, forward and backward, is the test that this is right. */

/* The law of one epsilon_i in the arithmetic: its mean and the terms of
   its covariance. */
typedef struct backward_law {
    void *mean; /* NULL: zero */
    size_t terms;
    void *weight;    /* terms */
    void *direction; /* terms x dimension */
    size_t dimension;
} backward_law;

typedef struct walk {
    const cas_chain *chain;
    const cas_arithmetic *a;
    const cas_expectation_options *options;
    cas_expectation *result;
    cas_pass *exact;
    /* perturbed[s], s = 1..N-1: stage s at the perturbed input y[s] of the current path;
       the first operator's input is never perturbed. */
    cas_stage **perturbed;
    void **y;
    /* clean[s]: nothing before stage s was perturbed, its input is that of
       the exact pass. */
    bool *clean;
    void **support, **probability; /* forward[s] in the arithmetic */
    backward_law *backward;        /* backward[i], i = 2..N */
    void *weight;                  /* weight[s]: probability of the path to stage s */
    void *difference, *next_difference, *v_tilde; /* at a leaf: of v_i, in the mean */
    void *direction, *next_direction;
    void *u, *square, *sum, *scratch;
    cas_arena *arena; /* of all numbers */
} walk;

static void *at(const walk *w, void *numbers, size_t i)
{
    return cas_at(w->a, numbers, i);
}

static cas_stage *stage_of(const walk *w, size_t s)
{
    return w->clean[s] ? w->exact->stages[s] : w->perturbed[s];
}

/* The part of E||u~_i - u_i||^2, i <= s + 1, that the covariance of epsilon_{s+2}
   contributes on the current path, which has reached stage s. */
static cas_status add_covariance(walk *w, size_t s, cas_message *message)
{
    const backward_law *law = &w->backward[s + 2];
    for (size_t k = 0; k < law->terms; k++) {
        cas_vector_copy(w->a, law->dimension, w->direction,
                        at(w, law->direction, k * law->dimension));
        w->a->multiply(w->sum, at(w, w->weight, s), at(w, law->weight, k));
        for (size_t i = s + 1; i >= 1; i--) {
            void *below = i >= 2 ? w->next_direction : NULL;
            cas_status status = cas_stage_pullback(stage_of(w, i - 1), w->direction,
                                                   below, w->u, message);
            if (status != CAS_OK)
                return cas_fail_in(message, status, "operators[%zu]", i - 1);
            cas_vector_norm_squared(w->a, w->result->weight_count[i], w->square, w->u,
                                    w->scratch);
            w->a->multiply(w->square, w->square, w->sum);
            w->a->add(w->result->error_of[i], w->result->error_of[i], w->square);
            if (below != NULL) {
                w->next_direction = w->direction;
                w->direction = below;
            }
        }
    }
    return CAS_OK;
}

/* The difference of v_{i-1} and of u_i for the mean perturbations.  Where the
   operator's input is the exact one the map is linear and the difference is propagated
   itself, so that zeros stay exact; elsewhere v~_i = v_i + difference is, and the exact
   pass is subtracted. */
static cas_status pull_difference(walk *w, size_t i, cas_message *message)
{
    size_t weights = w->chain->links[i - 1].op->weights,
           below = cas_chain_width(w->chain, i - 1);
    void *next = i >= 2 ? w->next_difference : NULL;
    const void *from = w->difference;
    if (!w->clean[i - 1]) {
        cas_vector_add(w->a, cas_chain_width(w->chain, i), w->v_tilde, w->exact->v[i],
                       w->difference);
        from = w->v_tilde;
    }
    cas_status status = cas_stage_pullback(stage_of(w, i - 1), from, next, w->u, message);
    if (status != CAS_OK)
        return status;
    if (!w->clean[i - 1]) {
        cas_vector_subtract(w->a, weights, w->u, w->u, w->exact->u[i]);
        if (next != NULL)
            cas_vector_subtract(w->a, below, next, next, w->exact->v[i - 1]);
    }
    if (next != NULL && w->backward[i].mean != NULL)
        cas_vector_add(w->a, below, next, next, w->backward[i].mean);
    if (next != NULL) {
        w->next_difference = w->difference;
        w->difference = next;
    }
    return CAS_OK;
}

/* One forward scenario: what it contributes in the mean of the backward perturbations. */
static cas_status run_leaf(walk *w, cas_message *message)
{
    const void *probability = at(w, w->weight, w->chain->depth - 1);
    w->result->scenarios++;
    cas_vector_zero(w->a, 1, w->difference);
    for (size_t i = w->chain->depth; i >= 1; i--) {
        size_t weights = w->result->weight_count[i];
        cas_status status = pull_difference(w, i, message);
        if (status != CAS_OK)
            return cas_fail_in(message, status, "operators[%zu]", i - 1);
        cas_vector_norm_squared(w->a, weights, w->square, w->u, w->scratch);
        cas_vector_add_scaled(w->a, weights, w->result->bias[i], probability, w->u,
                              w->scratch);
        w->a->multiply(w->square, w->square, probability);
        w->a->add(w->result->error_of[i], w->result->error_of[i], w->square);
    }
    return CAS_OK;
}

static bool is_zero_point(const cas_law *law, size_t k)
{
    for (size_t i = 0; i < law->dimension; i++)
        if (mpq_sgn(law->support.at[k * law->dimension + i]) != 0)
            return false;
    return true;
}

/* All scenarios that agree with the current path up to the input of stage s. */
static cas_status descend(walk *w, size_t s, cas_message *message)
{
    if (!w->clean[s]) {
        cas_status status = CAS_OK;
        if (w->options->visit != NULL)
            status = w->options->visit(w->options->context, s + 1, w->y[s], message);
        if (status == CAS_OK)
            status = cas_stage_evaluate(w->perturbed[s], w->y[s], message);
        if (status != CAS_OK)
            return cas_fail_in(message, status, "operators[%zu] (perturbed pass)", s);
    }
    if (s + 1 == w->chain->depth)
        return run_leaf(w, message);
    cas_status status = add_covariance(w, s, message);
    if (status != CAS_OK)
        return status;
    const cas_law *law = &w->chain->forward[s];
    for (size_t k = 0; k < law->points; k++) {
        if (mpq_sgn(law->probability.at[k]) == 0)
            continue;
        w->clean[s + 1] = w->clean[s] && is_zero_point(law, k);
        w->a->multiply(at(w, w->weight, s + 1), at(w, w->weight, s),
                       at(w, w->probability[s], k));
        cas_vector_add(w->a, law->dimension, w->y[s + 1],
                       cas_stage_output(stage_of(w, s)),
                       at(w, w->support[s], k * law->dimension));
        status = descend(w, s + 1, message);
        if (status != CAS_OK)
            return status;
    }
    return CAS_OK;
}

static void *numbers_of(const walk *w, const cas_rationals *list, size_t count)
{
    void *numbers = cas_arena_numbers(w->arena, count);
    cas_vector_set_rationals(w->a, count, numbers, (const mpq_t *)list->at);
    return numbers;
}

static void load_backward_law(walk *w, const cas_law *law, backward_law *loaded)
{
    cas_covariance covariance;
    cas_covariance_init(&covariance, law);
    if (!cas_rationals_are_zero(&covariance.mean))
        loaded->mean = numbers_of(w, &covariance.mean, law->dimension);
    loaded->dimension = law->dimension;
    loaded->terms = covariance.terms;
    loaded->weight = numbers_of(w, &covariance.weight, loaded->terms);
    loaded->direction =
        numbers_of(w, &covariance.direction, loaded->terms * law->dimension);
    cas_covariance_clear(&covariance);
}

static void load_laws(walk *w)
{
    size_t depth = w->chain->depth;
    w->support = cas_allocate(depth, sizeof(void *));
    w->probability = cas_allocate(depth, sizeof(void *));
    w->backward = cas_allocate(depth + 1, sizeof(backward_law));
    for (size_t s = 0; s + 1 < depth; s++) {
        const cas_law *law = &w->chain->forward[s];
        w->support[s] = numbers_of(w, &law->support, law->support.count);
        w->probability[s] = numbers_of(w, &law->probability, law->points);
    }
    for (size_t i = 2; i <= depth; i++)
        load_backward_law(w, &w->chain->backward[i - 1], &w->backward[i]);
}

static void walk_init(walk *w, const cas_chain *chain, const cas_arithmetic *arithmetic,
                      const cas_expectation_options *options, cas_expectation *result)
{
    size_t width = 1, weights = 1;
    for (size_t i = 1; i <= chain->depth; i++) {
        const cas_operator *op = chain->links[i - 1].op;
        width = op->out > width ? op->out : width;
        weights = op->weights > weights ? op->weights : weights;
    }
    *w = (walk){.chain = chain, .a = arithmetic, .options = options, .result = result};
    w->arena = cas_arena_new(arithmetic);
    w->exact = cas_pass_new(chain, arithmetic, options->reference);
    w->perturbed = cas_allocate(chain->depth, sizeof(cas_stage *));
    w->y = cas_allocate(chain->depth, sizeof(void *));
    for (size_t s = 1; s < chain->depth; s++) {
        w->perturbed[s] = cas_stage_new_beside(w->exact->stages[s]);
        w->y[s] = cas_arena_numbers(w->arena, cas_chain_width(chain, s));
    }
    w->clean = cas_allocate(chain->depth, sizeof(bool));
    load_laws(w);
    w->weight = cas_arena_numbers(w->arena, chain->depth);
    w->difference = cas_arena_numbers(w->arena, width);
    w->next_difference = cas_arena_numbers(w->arena, width);
    w->v_tilde = cas_arena_numbers(w->arena, width);
    w->direction = cas_arena_numbers(w->arena, width);
    w->next_direction = cas_arena_numbers(w->arena, width);
    w->u = cas_arena_numbers(w->arena, weights);
    w->square = cas_arena_numbers(w->arena, 1);
    w->sum = cas_arena_numbers(w->arena, 1);
    w->scratch = cas_arena_numbers(w->arena, 1);
}

static void walk_clear(walk *w)
{
    for (size_t s = 1; s < w->chain->depth; s++)
        cas_stage_free(w->perturbed[s]);
    cas_arena_free(w->arena);
    free(w->support);
    free(w->probability);
    free(w->backward);
    free(w->clean);
    free(w->perturbed);
    free(w->y);
    cas_pass_free(w->exact);
}

static cas_expectation *result_new(const cas_chain *chain,
                                   const cas_arithmetic *arithmetic)
{
    cas_expectation *result = cas_allocate(1, sizeof *result);
    result->arithmetic = arithmetic;
    result->arena = cas_arena_new(arithmetic);
    result->depth = chain->depth;
    result->error = cas_arena_numbers(result->arena, 1);
    result->bias_squared = cas_arena_numbers(result->arena, 1);
    result->bias = cas_allocate(chain->depth + 1, sizeof(void *));
    result->error_of = cas_allocate(chain->depth + 1, sizeof(void *));
    result->weight_count = cas_allocate(chain->depth + 1, sizeof(size_t));
    for (size_t i = 1; i <= chain->depth; i++) {
        result->weight_count[i] = chain->links[i - 1].op->weights;
        result->bias[i] = cas_arena_numbers(result->arena, result->weight_count[i]);
        result->error_of[i] = cas_arena_numbers(result->arena, 1);
    }
    return result;
}

void cas_expectation_free(cas_expectation *expectation)
{
    if (expectation == NULL)
        return;
    cas_arena_free(expectation->arena);
    free(expectation->bias);
    free(expectation->error_of);
    free(expectation->weight_count);
    free(expectation);
}

static cas_status visit_exact_states(const walk *w, cas_message *message)
{
    for (size_t i = 1; i <= w->chain->depth && w->options->visit != NULL; i++) {
        cas_status status =
            w->options->visit(w->options->context, i, w->exact->y[i - 1], message);
        if (status != CAS_OK)
            return cas_fail_in(message, status, "operators[%zu]", i - 1);
    }
    return CAS_OK;
}

static void add_up(walk *w)
{
    cas_expectation *result = w->result;
    for (size_t i = 1; i <= result->depth; i++) {
        w->a->add(result->error, result->error, result->error_of[i]);
        cas_vector_norm_squared(w->a, result->weight_count[i], w->square, result->bias[i],
                                w->scratch);
        w->a->add(result->bias_squared, result->bias_squared, w->square);
    }
}

cas_status cas_expectation_new(const cas_chain *chain, const cas_arithmetic *arithmetic,
                               const cas_expectation_options *options,
                               cas_expectation **expectation, cas_message *message)
{
    static const cas_expectation_options defaults = {0};
    if (cas_chain_scenarios(chain) > CAS_CHAIN_SCENARIOS)
        return cas_fail(message, CAS_LIMIT, "more than %d forward scenarios",
                        CAS_CHAIN_SCENARIOS);
    cas_expectation *result = result_new(chain, arithmetic);
    walk w;
    walk_init(&w, chain, arithmetic, options != NULL ? options : &defaults, result);
    cas_status status = cas_pass_exact(w.exact, message);
    if (status == CAS_OK)
        status = visit_exact_states(&w, message);
    if (status == CAS_OK) {
        arithmetic->set_integer(cas_at(arithmetic, w.weight, 0), 1);
        w.clean[0] = true;
        status = descend(&w, 0, message);
    }
    if (status == CAS_OK)
        add_up(&w);
    walk_clear(&w);
    if (status != CAS_OK) {
        cas_expectation_free(result);
        return status;
    }
    *expectation = result;
    return CAS_OK;
}
