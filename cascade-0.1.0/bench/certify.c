/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/memory.h"
#include "arithmetic/philox.h"
#include "chain/chain_file.h"
#include "chain/chain_model.h"
#include "claim/claim.h"
#include "claim/generators/draw.h"
#include "formula/evaluate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

/* Certified instances per second: both sides of Theorems 1 and 2 in 128-bit intervals.

     bench/certify write FILE      the chain of the comparison, for the peer to read
     bench/certify rate FILE       instances per second on that chain: one core, all cores
     bench/certify growth          cost against N and against the dimension
     bench/certify memory          resident memory over 10^6 trials */

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void set_matrix(gsl_rng *rng, cas_rationals *m, size_t count,
                       unsigned long divisor)
{
    mpq_t d;
    mpq_init(d);
    mpq_set_ui(d, 1, divisor);
    cas_rationals_init(m, count);
    for (size_t k = 0; k < count; k++) {
        cas_draw_unit(rng, m->at[k]);
        mpq_mul(m->at[k], m->at[k], d);
    }
    mpq_clear(d);
}

static cas_operator *ridge(gsl_rng *rng, size_t in, size_t out, size_t weights)
{
    const cas_family *family = cas_family_find("ridge");
    size_t count = 0;
    while (family->parameters[count].name != NULL)
        count++;
    cas_parameter_value *values = cas_allocate(count, sizeof *values);
    values[cas_family_parameter(family, "activation")].word = cas_duplicate("tanh");
    set_matrix(rng, &values[cas_family_parameter(family, "A")].numbers, out * in, in);
    set_matrix(rng, &values[cas_family_parameter(family, "B")].numbers, out * weights,
               weights);
    set_matrix(rng, &values[cas_family_parameter(family, "c")].numbers, out, 1);
    cas_operator *op;
    cas_message message;
    if (cas_operator_new(family, in, out, weights, values, &op, &message) != CAS_OK)
        cas_panic(__FILE__, __LINE__, message.text);
    return op;
}

/* delta_i = +-d at every layer (forward) and epsilon_i = +-e (backward). */
static void perturb(gsl_rng *rng, cas_chain *chain, bool forward)
{
    for (size_t i = 0; i < chain->depth; i++) {
        cas_law *laws[] = {i + 1 < chain->depth && forward ? &chain->forward[i] : NULL,
                           i > 0 ? &chain->backward[i] : NULL};
        for (size_t k = 0; k < 2; k++) {
            if (laws[k] == NULL)
                continue;
            size_t n = laws[k]->dimension;
            cas_rationals support;
            set_matrix(rng, &support, 2 * n, 16);
            for (size_t j = 0; j < n; j++)
                mpq_neg(support.at[n + j], support.at[j]);
            cas_message message;
            if (cas_law_set(laws[k], n, 2, &support, NULL, &message) != CAS_OK)
                cas_panic(__FILE__, __LINE__, message.text);
            cas_rationals_clear(&support);
        }
    }
}

static cas_chain *make_chain(size_t depth, size_t dimension, bool forward)
{
    gsl_rng *rng =
        cas_philox_new(cas_philox_key_make(1, "bench", depth * 1000 + dimension));
    cas_operator **ops = cas_allocate(depth, sizeof(cas_operator *));
    cas_rationals *weights = cas_allocate(depth, sizeof *weights), input;
    set_matrix(rng, &input, dimension, 1);
    for (size_t i = 0; i < depth; i++) {
        ops[i] = ridge(rng, dimension, i + 1 == depth ? 1 : dimension, dimension);
        set_matrix(rng, &weights[i], dimension, 1);
    }
    cas_chain *chain;
    cas_message message;
    if (cas_chain_new(&input, depth, ops, weights, &chain, &message) != CAS_OK)
        cas_panic(__FILE__, __LINE__, message.text);
    perturb(rng, chain, forward);
    for (size_t i = 0; i < depth; i++)
        cas_rationals_clear(&weights[i]);
    cas_rationals_clear(&input);
    free(ops);
    free(weights);
    gsl_rng_free(rng);
    return chain;
}

/* Theorem 1 as printed and Theorem 2 repaired, as their pages say them. */
extern const cas_claim cas_claim_theorem_1_printed, cas_claim_theorem_2_repaired;
enum { THEOREMS = 2 };
static cas_statement *theorems[THEOREMS];

static void read_theorems(void)
{
    const cas_claim *const claims[THEOREMS] = {&cas_claim_theorem_1_printed,
                                               &cas_claim_theorem_2_repaired};
    cas_message message;
    for (size_t k = 0; k < THEOREMS; k++)
        if (cas_statement_read(&cas_chain_vocabulary, claims[k]->formula, NULL,
                               &theorems[k], &message) != CAS_OK)
            cas_panic(__FILE__, __LINE__, message.text);
}

static const void *value(cas_evaluator *evaluator, const cas_formula *side)
{
    static const long index[CAS_FORMULA_INDICES] = {0};
    cas_variable r;
    cas_message message;
    if (cas_evaluate(evaluator, side, index, &r, &message) != CAS_OK)
        cas_panic(__FILE__, __LINE__, message.text);
    return r.at;
}

/* One certified instance: the expectations and the bounds of both theorems. */
static void certify(const cas_chain *chain, const mpq_t *constants)
{
    cas_arithmetic interval = cas_arithmetic_interval(128);
    cas_expectation *expectation;
    cas_message message;
    if (cas_expectation_new(chain, &interval, NULL, &expectation, &message) != CAS_OK)
        cas_panic(__FILE__, __LINE__, message.text);
    cas_model *model = cas_chain_model_new(chain, constants, &interval, expectation);
    cas_evaluator *evaluator = cas_evaluator_new(model);
    for (size_t k = 0; k < THEOREMS; k++)
        if (cas_interval_compare(value(evaluator, theorems[k]->claim.left),
                                 value(evaluator, theorems[k]->claim.right)) ==
            CAS_VIOLATED)
            cas_panic(__FILE__, __LINE__, "a theorem is violated");
    cas_evaluator_free(evaluator);
    model->free(model);
}

static double wall(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Instances per second of wall time when every core certifies instances of its own, as
   the trials of an audit run. */
static double rate_of_all_cores(const cas_chain *chain, double seconds)
{
    mpq_t constants[CAS_BOUND_COUNT];
    for (cas_constant c = 0; c < CAS_BOUND_COUNT; c++) {
        mpq_init(constants[c]);
        mpq_set_ui(constants[c], 3, 1);
    }
    size_t count = 0;
    double start = wall();
#ifdef _OPENMP
#pragma omp parallel reduction(+ : count)
#endif
    while (wall() - start < seconds) {
        certify(chain, (const mpq_t *)constants);
        count++;
    }
    double spent = wall() - start;
    for (cas_constant c = 0; c < CAS_BOUND_COUNT; c++)
        mpq_clear(constants[c]);
    return (double)count / spent;
}

static double seconds_per_instance(const cas_chain *chain, double least)
{
    cas_smoothness constants;
    cas_message message;
    cas_smoothness_init(&constants);
    if (cas_chain_smoothness(chain, NULL, &constants, &message) != CAS_OK)
        cas_panic(__FILE__, __LINE__, message.text);
    certify(chain, constants.value);
    size_t count = 0;
    double start = now(), spent = 0;
    while (spent < least) {
        certify(chain, constants.value);
        count++;
        spent = now() - start;
    }
    cas_smoothness_clear(&constants);
    return spent / (double)count;
}

/* Node evaluations of one instance: two exact passes and, for each forward
   scenario, one pass, and pullbacks (twice the nodes each) of the mean and of the
   directions from above. */
static double operations(const cas_chain *chain)
{
    double scenarios = (double)cas_chain_scenarios(chain), total = 0;
    for (size_t i = 0; i < chain->depth; i++) {
        double nodes = (double)chain->links[i].op->program->node_count;
        double directions = (double)(chain->depth - 1 - i);
        total += nodes * (3 + scenarios * (1 + 2 * (1 + directions)));
    }
    return total;
}

static void print_growth(const char *what, size_t depth, size_t dimension)
{
    cas_chain *chain = make_chain(depth, dimension, false);
    double seconds = seconds_per_instance(chain, 0.2), count = operations(chain);
    printf("%-10s %3zu   %12.6f ms   %10.0f node operations   %7.1f ns each\n", what,
           depth > 4 || dimension == 3 ? depth : dimension, 1e3 * seconds, count,
           1e9 * seconds / count);
    cas_chain_free(chain);
}

static int growth(void)
{
    for (size_t depth = 2; depth <= 64; depth *= 2)
        print_growth("N", depth, 3);
    for (size_t dimension = 1; dimension <= 64; dimension *= 2)
        print_growth("dimension", 4, dimension);
    return 0;
}

static long resident_kilobytes(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

static int memory(void)
{
    cas_chain *chain = make_chain(2, 1, true);
    mpq_t constants[CAS_BOUND_COUNT];
    for (cas_constant c = 0; c < CAS_BOUND_COUNT; c++) {
        mpq_init(constants[c]);
        mpq_set_ui(constants[c], 2, 1);
    }
    for (size_t trial = 0; trial <= 1000000; trial++) {
        certify(chain, constants);
        if (trial == 1000 || trial % 250000 == 0)
            printf("after %7zu trials: %ld kB at most\n", trial, resident_kilobytes());
    }
    for (cas_constant c = 0; c < CAS_BOUND_COUNT; c++)
        mpq_clear(constants[c]);
    cas_chain_free(chain);
    return 0;
}

static int rate(const char *path)
{
    cas_chain *chain;
    cas_message message;
    if (cas_chain_read(path, &chain, &message) != CAS_OK) {
        fprintf(stderr, "certify: %s\n", message.text);
        return 1;
    }
    printf("%.1f %.1f\n", 1 / seconds_per_instance(chain, 2),
           rate_of_all_cores(chain, 2));
    cas_chain_free(chain);
    return 0;
}

static int write_chain(const char *path)
{
    cas_chain *chain = make_chain(4, 3, true);
    cas_message message;
    cas_status status = cas_chain_write(chain, path, &message);
    cas_chain_free(chain);
    if (status != CAS_OK)
        fprintf(stderr, "certify: %s\n", message.text);
    return status != CAS_OK;
}

int main(int count, char **words)
{
    read_theorems();
    if (count == 2 && strcmp(words[1], "growth") == 0)
        return growth();
    if (count == 2 && strcmp(words[1], "memory") == 0)
        return memory();
    if (count == 3 && strcmp(words[1], "rate") == 0)
        return rate(words[2]);
    if (count == 3 && strcmp(words[1], "write") == 0)
        return write_chain(words[2]);
    fprintf(stderr, "usage: certify write FILE | rate FILE | growth | memory\n");
    return 2;
}
