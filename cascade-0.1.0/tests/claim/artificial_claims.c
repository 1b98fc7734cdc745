/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/claim/artificial_claims.h"

#include "arithmetic/memory.h"
#include "exact/valuation.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

struct number *number_new(unsigned long k)
{
    struct number *number = cas_allocate(1, sizeof *number);
    number->k = k;
    return number;
}

static char *number_write(const void *instance)
{
    const struct number *number = instance;
    return cas_format("{\"format\": \"test-number/1\", \"k\": %lu}\n", number->k);
}

static cas_status number_read(const char *text, size_t length, const char *name,
                              void **instance, cas_message *message)
{
    json_t *root = json_loadb(text, length, 0, NULL);
    json_t *k = json_object_get(root, "k");
    if (!json_is_integer(k)) {
        json_decref(root);
        return cas_fail(message, CAS_INPUT, "%s: expected k", name);
    }
    *instance = number_new((unsigned long)json_integer_value(k));
    json_decref(root);
    return CAS_OK;
}

static bool number_simplify(const void *instance, size_t attempt, void **simpler)
{
    const struct number *number = instance;
    if (attempt > 1 || number->k == 0)
        return false;
    *simpler = number_new(attempt == 0 ? number->k / 2 : number->k - 1);
    return true;
}

enum { K, REST, UNKNOWN };

static const cas_symbol symbols[] = {
    [K] = {.name = "k", .tex = "k", .is_positive = true},
    [REST] = {.name = "rest", .tex = "k\\bmod4", .is_positive = true},
    [UNKNOWN] = {.name = "unknown", .tex = "x", .is_positive = true},
    {.name = NULL},
};

static const cas_vocabulary vocabulary = {.name = "number", .symbols = symbols};

static cas_status number_model(const void *instance, const cas_claim *claim,
                               const cas_statement *statement,
                               const cas_arithmetic *arithmetic, cas_model **model,
                               cas_message *message)
{
    (void)statement;
    const struct number *number = instance;
    if (strcmp(claim->id, "test:failing") == 0 && number->k % 64 == 0)
        return cas_fail(message, CAS_DOMAIN, "k = %lu is not liked", number->k);
    cas_valuation *valuation = cas_valuation_new(arithmetic, &vocabulary, NULL);
    arithmetic->set_integer(cas_valuation_at(valuation, K), (long)number->k);
    arithmetic->set_integer(cas_valuation_at(valuation, REST), (long)number->k % 4);
    if (strcmp(arithmetic->name, "interval") == 0)
        mpfi_interv_ui(cas_valuation_at(valuation, UNKNOWN), 1, 2);
    *model = cas_valuation_model(valuation);
    return CAS_OK;
}

const cas_instance_kind number_kind = {
    .name = "number",
    .format = "test-number/1",
    .free = free,
    .write = number_write,
    .read = number_read,
    .simplify = number_simplify,
    .vocabulary = &vocabulary,
    .model = number_model,
};

static cas_status draw_number(const cas_claim *claim, gsl_rng *rng, void **instance,
                              cas_message *message)
{
    (void)claim;
    (void)message;
    *instance = number_new(gsl_rng_uniform_int(rng, 1024));
    return CAS_OK;
}

/* As draw_number, but it cannot say whether numbers below 256 meet the hypotheses. */
cas_status draw_unbounded(const cas_claim *claim, gsl_rng *rng, void **instance,
                          cas_message *message)
{
    (void)claim;
    unsigned long k = gsl_rng_uniform_int(rng, 1024);
    if (k < 256)
        return cas_fail(message, CAS_UNBOUNDED, "no bound for %lu", k);
    *instance = number_new(k);
    return CAS_OK;
}

static cas_status certify_all(const cas_claim *claim, const cas_mutant *mutant,
                              cas_certificate *certificate, cas_message *message)
{
    (void)claim;
    (void)message;
    certificate->proved = mutant == NULL;
    certificate->cases = 12;
    strcpy(certificate->note, "All 12 cases hold.");
    return CAS_OK;
}

const cas_mutant number_mutants[] = {{"halved", "512"}, {NULL, NULL}};
const char *const number_stored[] = {"large.json", NULL};
const cas_witness number_witnesses[] = {
    {"large.json", "{\"format\": \"test-number/1\", \"k\": 1000}"},
    {"small.json", "{\"format\": \"test-number/1\", \"k\": 3}"},
    {NULL, NULL},
};

#define CLAIM(id_, version_, ...)                                                        \
    {                                                                                    \
        CAS_CLAIM_HEAD(id_, version_), .statement = "k is small", .kind = &number_kind,  \
                                       .generate = draw_number, __VA_ARGS__              \
    }
#define MISTAKES(...)                                                                    \
    .mistakes = (const cas_mistake[])                                                    \
    {                                                                                    \
        __VA_ARGS__,                                                                     \
        {                                                                                \
            NULL, NULL                                                                   \
        }                                                                                \
    }

const cas_claim true_claim = CLAIM("test:true", "repaired", .formula = "k <= 1023",
                                   MISTAKES({"k <= 512", "halved"}));
const cas_claim toothless_claim =
    CLAIM("test:toothless", "printed", .formula = "k <= 1023",
          MISTAKES({"k <= 512", "halved"}, {"k <= 1024", "toothless"}));
/* About 32 % of the numbers violate it. */
const cas_claim false_claim = CLAIM("test:false", "printed", .formula = "k <= 700");
const cas_claim false_repair = CLAIM("test:false", "sharp", .formula = "k <= 700");
const cas_claim vacuous_claim =
    CLAIM("test:vacuous", "printed", .formula = "k <= 1023 if rest = 0");
/* No precision can tell. */
const cas_claim undecided_claim =
    CLAIM("test:undecided", "printed", .formula = "unknown <= 3/2",
          MISTAKES({"unknown <= 1/2", "a third"}));
const cas_claim failing_claim = CLAIM("test:failing", "printed", .formula = "k <= 1023");
const cas_claim proved_claim = {.id = "test:proved",
                                .version = "sharp",
                                .statement = "12 cases",
                                .file = __FILE__,
                                .line = __LINE__,
                                .mutants = number_mutants,
                                .certify = certify_all};
const cas_claim ill_posed_claim = {.id = "test:ill-posed",
                                   .version = "printed",
                                   .statement = "what is it?",
                                   .file = __FILE__,
                                   .line = __LINE__,
                                   .note = "Its subject is not defined."};
