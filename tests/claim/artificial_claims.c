/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/claim/artificial_claims.h"

#include "arithmetic/memory.h"
#include "arithmetic/rational.h"

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

const cas_instance_kind number_kind = {
    .name = "number",
    .format = "test-number/1",
    .free = free,
    .write = number_write,
    .read = number_read,
    .simplify = number_simplify,
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

static void set_sides(const struct number *number, unsigned long bound, cas_sides *sides)
{
    mpfi_set_ui(sides->lhs, number->k);
    mpfi_set_ui(sides->rhs, bound);
}

/* k <= 1023; the mutant says 512, the toothless one 1024. */
static cas_status true_sides(const cas_claim *claim, const cas_mutant *mutant,
                             const void *instance, mpfr_prec_t precision,
                             cas_sides *sides, cas_message *message)
{
    (void)claim;
    (void)precision;
    (void)message;
    set_sides(instance, mutant == NULL ? 1023 : (unsigned long)atol(mutant->what), sides);
    return CAS_OK;
}

/* k <= 700, which about 32 % of the numbers violate. */
static cas_status false_sides(const cas_claim *claim, const cas_mutant *mutant,
                              const void *instance, mpfr_prec_t precision,
                              cas_sides *sides, cas_message *message)
{
    (void)claim;
    (void)mutant;
    (void)precision;
    (void)message;
    set_sides(instance, 700, sides);
    return CAS_OK;
}

/* True for multiples of 4 alone. */
static cas_status vacuous_sides(const cas_claim *claim, const cas_mutant *mutant,
                                const void *instance, mpfr_prec_t precision,
                                cas_sides *sides, cas_message *message)
{
    const struct number *number = instance;
    sides->applies = number->k % 4 == 0;
    return true_sides(claim, mutant, instance, precision, sides, message);
}

/* Sides that no precision can tell apart. */
static cas_status overlapping_sides(const cas_claim *claim, const cas_mutant *mutant,
                                    const void *instance, mpfr_prec_t precision,
                                    cas_sides *sides, cas_message *message)
{
    (void)claim;
    (void)instance;
    (void)precision;
    (void)message;
    mpfi_interv_ui(sides->lhs, mutant != NULL ? 3 : 1, mutant != NULL ? 3 : 2);
    mpfi_interv_ui(sides->rhs, 1, 2);
    return CAS_OK;
}

static cas_status failing_sides(const cas_claim *claim, const cas_mutant *mutant,
                                const void *instance, mpfr_prec_t precision,
                                cas_sides *sides, cas_message *message)
{
    const struct number *number = instance;
    if (number->k % 64 == 0)
        return cas_fail(message, CAS_DOMAIN, "k = %lu is not liked", number->k);
    return true_sides(claim, mutant, instance, precision, sides, message);
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

static const cas_mutant one_mutant[] = {{"halved", "512"}, {NULL, NULL}};
static const cas_mutant two_mutants[] = {
    {"halved", "512"}, {"toothless", "1024"}, {NULL, NULL}};
const char *const number_stored[] = {"large.json", NULL};
const cas_witness number_witnesses[] = {
    {"large.json", "{\"format\": \"test-number/1\", \"k\": 1000}"},
    {"small.json", "{\"format\": \"test-number/1\", \"k\": 3}"},
    {NULL, NULL},
};

#define CLAIM(name, which, sides_of, mutants_of)                                         \
    {                                                                                    \
        .id = name, .version = which, .statement = "k is small", .file = __FILE__,       \
        .line = __LINE__, .kind = &number_kind, .generate = draw_number,                 \
        .sides = sides_of, .mutants = mutants_of                                         \
    }

const cas_claim true_claim = CLAIM("test:true", "repaired", true_sides, one_mutant);
const cas_claim toothless_claim =
    CLAIM("test:toothless", "printed", true_sides, two_mutants);
const cas_claim false_claim = CLAIM("test:false", "printed", false_sides, one_mutant);
const cas_claim false_repair = CLAIM("test:false", "sharp", false_sides, one_mutant);
const cas_claim vacuous_claim =
    CLAIM("test:vacuous", "printed", vacuous_sides, one_mutant);
const cas_claim undecided_claim =
    CLAIM("test:undecided", "printed", overlapping_sides, one_mutant);
const cas_claim failing_claim =
    CLAIM("test:failing", "printed", failing_sides, one_mutant);
const cas_claim proved_claim = {.id = "test:proved",
                                .version = "sharp",
                                .statement = "12 cases",
                                .file = __FILE__,
                                .line = __LINE__,
                                .mutants = one_mutant,
                                .certify = certify_all};
const cas_claim ill_posed_claim = {.id = "test:ill-posed",
                                   .version = "printed",
                                   .statement = "what is it?",
                                   .file = __FILE__,
                                   .line = __LINE__,
                                   .note = "Its subject is not defined."};
