/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/memory.h"
#include "arithmetic/philox.h"
#include "chain/chain_file.h"
#include "chain/pass.h"
#include "claim/generators/state_domain.h"
#include "training/libsvm.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Writes the examples on real data: the logistic chain (54) and a 30-16-8-1 tanh network
   with logistic loss, trained by plain SGD on the breast-cancer data, each on one sample,
   with perturbations the size of bfloat16 rounding and with large ones.

     make_examples DATA FOLDER */

enum { EPOCHS = 20, HIDDEN_1 = 16, HIDDEN_2 = 8 };

static void demand(cas_status status, const cas_message *message)
{
    if (status == CAS_OK)
        return;
    fprintf(stderr, "make_examples: %s\n", message->text);
    exit(1);
}

/* Exactly the decimal number that the data file has: nine digits are
   more than it gives. */
static void set_decimal(mpq_t r, double x)
{
    char text[40];
    cas_message message;
    snprintf(text, sizeof text, "%.9g", x);
    demand(cas_rational_read(r, text, strlen(text), &message), &message);
}

/* The nearest multiple of 2^-10: weights that a file can show. */
static void set_short(mpq_t r, double x)
{
    mpq_set_d(r, nearbyint(x * 1024) / 1024);
}

static cas_parameter_value *values_new(const cas_family *family)
{
    size_t count = 0;
    while (family->parameters[count].name != NULL)
        count++;
    return cas_allocate(count, sizeof(cas_parameter_value));
}

static cas_operator *operator_new(const cas_family *family, size_t in, size_t out,
                                  size_t weights, cas_parameter_value *values)
{
    cas_operator *op;
    cas_message message;
    demand(cas_operator_new(family, in, out, weights, values, &op, &message), &message);
    return op;
}

static cas_operator *dense(size_t in, size_t out, const char *activation)
{
    const cas_family *family = cas_family_find("dense");
    cas_parameter_value *values = values_new(family);
    values[cas_family_parameter(family, "activation")].word = cas_duplicate(activation);
    return operator_new(family, in, out, out * (in + 1), values);
}

/* log(1 + exp(-label y)): the loss, as a ridge operator without weights. */
static cas_operator *logistic_loss(double label)
{
    const cas_family *family = cas_family_find("ridge");
    cas_parameter_value *values = values_new(family);
    values[cas_family_parameter(family, "activation")].word = cas_duplicate("softplus");
    cas_rationals *a = &values[cas_family_parameter(family, "A")].numbers;
    cas_rationals_init(a, 1);
    mpq_set_si(a->at[0], label > 0 ? -1 : 1, 1);
    return operator_new(family, 1, 1, 0, values);
}

static cas_operator *logistic_margin(size_t in, double label)
{
    const cas_family *family = cas_family_find("logistic");
    cas_parameter_value *values = values_new(family);
    values[cas_family_parameter(family, "part")].word = cas_duplicate("margin");
    cas_rationals *y = &values[cas_family_parameter(family, "label")].numbers;
    cas_rationals_init(y, 1);
    mpq_set_si(y->at[0], label > 0 ? 1 : -1, 1);
    return operator_new(family, in, 1, in, values);
}

/* The chain of the model on sample l with the given weights (in the order of
   the operators). */
static cas_chain *chain_new(const cas_training_problem *data, size_t l, bool is_network,
                            const double *weights)
{
    size_t d = data->dimension, depth = is_network ? 4 : 2;
    double label = data->labels[l];
    cas_operator *network[] = {
        is_network ? dense(d, HIDDEN_1, "tanh") : logistic_margin(d, label),
        is_network ? dense(HIDDEN_1, HIDDEN_2, "tanh")
                   : operator_new(cas_family_find("softplus"), 1, 1, 0, NULL),
        is_network ? dense(HIDDEN_2, 1, "identity") : NULL,
        is_network ? logistic_loss(label) : NULL};
    cas_rationals input, w[4];
    cas_rationals_init(&input, d);
    for (size_t j = 0; j < d; j++)
        set_decimal(input.at[j], data->features[l * d + j]);
    for (size_t i = 0; i < depth; i++) {
        cas_rationals_init(&w[i], network[i]->weights);
        for (size_t k = 0; k < w[i].count; k++)
            set_short(w[i].at[k], *weights++);
    }
    cas_chain *chain;
    cas_message message;
    demand(cas_chain_new(&input, depth, network, w, &chain, &message), &message);
    for (size_t i = 0; i < depth; i++)
        cas_rationals_clear(&w[i]);
    cas_rationals_clear(&input);
    return chain;
}

/* Plain SGD, one sample at a time, with the double reference's gradient. */
static void train(const cas_training_problem *data, bool is_network, size_t count,
                  double *weights)
{
    gsl_rng *rng = cas_philox_new(cas_philox_key_make(1, "examples", is_network));
    for (size_t k = 0; k < count; k++)
        weights[k] = is_network ? 0.6 * (gsl_rng_uniform(rng) - 0.5) : 0;
    for (size_t step = 0; step < EPOCHS * data->samples; step++) {
        cas_chain *chain = chain_new(
            data, (size_t)gsl_rng_uniform_int(rng, data->samples), is_network, weights);
        cas_pass *pass = cas_pass_new(chain, &cas_arithmetic_double, true);
        cas_message message;
        demand(cas_pass_exact(pass, &message), &message);
        double *w = weights;
        for (size_t i = 1; i <= chain->depth; i++)
            for (size_t k = 0; k < chain->links[i - 1].op->weights; k++)
                *w++ -= 0.02 * ((const double *)pass->u[i])[k];
        cas_pass_free(pass);
        cas_chain_free(chain);
    }
    gsl_rng_free(rng);
}

/* A symmetric law at size * |value| (relative) or at +-size in every coordinate. */
static void set_symmetric(cas_law *law, const double *value, double size,
                          bool is_relative)
{
    cas_rationals support;
    size_t n = law->dimension;
    cas_rationals_init(&support, 2 * n);
    for (size_t k = 0; k < n; k++) {
        double x = is_relative ? size * ldexp(1, ilogb(fabs(value[k]) + 0x1p-30)) : size;
        mpq_set_d(support.at[k], k % 2 == 0 ? x : -x);
        mpq_neg(support.at[n + k], support.at[k]);
    }
    cas_message message;
    demand(cas_law_set(law, n, 2, &support, NULL, &message), &message);
    cas_rationals_clear(&support);
}

/* The sample of which the model is least sure: its loss is nearest log 2. */
static size_t find_doubtful(const cas_training_problem *data, bool is_network,
                            const double *weights)
{
    size_t best = 0;
    double least = INFINITY;
    for (size_t l = 0; l < data->samples; l++) {
        cas_chain *chain = chain_new(data, l, is_network, weights);
        cas_pass *pass = cas_pass_new(chain, &cas_arithmetic_double, true);
        cas_message message;
        demand(cas_pass_exact(pass, &message), &message);
        double doubt = fabs(*(const double *)pass->y[chain->depth] - log(2));
        if (doubt < least) {
            least = doubt;
            best = l;
        }
        cas_pass_free(pass);
        cas_chain_free(chain);
    }
    return best;
}

static void write_example(const cas_training_problem *data, size_t sample,
                          bool is_network, const double *weights, bool is_large,
                          const char *folder)
{
    cas_chain *chain = chain_new(data, sample, is_network, weights);
    cas_pass *pass = cas_pass_new(chain, &cas_arithmetic_double, true);
    cas_message message;
    demand(cas_pass_exact(pass, &message), &message);
    double size = is_large ? 0.25 : 0x1p-8;
    for (size_t i = 1; i < chain->depth; i++) {
        set_symmetric(&chain->forward[i - 1], pass->y[i], size, !is_large);
        set_symmetric(&chain->backward[i], pass->v[i], size, !is_large);
    }
    cas_pass_free(pass);
    cas_chain_fit_domains(chain);
    const char *model = is_network ? "network" : "logistic";
    const char *noise = is_large ? "large" : "rounding";
    chain->title = cas_format(
        "%s on sample %zu of the breast-cancer data, perturbations %s",
        is_network ? "30-16-8-1 tanh network with logistic loss"
                   : "logistic regression (54)",
        sample + 1, is_large ? "of size 1/4" : "the size of bfloat16 rounding");
    char *path = cas_format("%s/%s-%s.json", folder, model, noise);
    demand(cas_chain_write(chain, path, &message), &message);
    free(path);
    cas_chain_free(chain);
}

int main(int count, char **words)
{
    if (count != 3) {
        fprintf(stderr, "usage: make_examples DATA FOLDER\n");
        return 2;
    }
    cas_training_problem data;
    cas_message message;
    demand(cas_training_libsvm_read(&data, words[1], &message), &message);
    size_t d = data.dimension;
    size_t sizes[] = {d, HIDDEN_1 * (d + 1) + HIDDEN_2 * (HIDDEN_1 + 1) + HIDDEN_2 + 1};
    for (size_t model = 0; model < 2; model++) {
        double *weights = cas_allocate(sizes[model], sizeof(double));
        train(&data, model == 1, sizes[model], weights);
        size_t sample = find_doubtful(&data, model == 1, weights);
        write_example(&data, sample, model == 1, weights, false, words[2]);
        write_example(&data, sample, model == 1, weights, true, words[2]);
        free(weights);
    }
    cas_training_problem_clear(&data);
    return 0;
}
