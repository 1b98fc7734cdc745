/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "orbit/orbit_claim.h"

#include "claim/certificate.h"
#include "claim/judge.h"

#include <stdio.h>
#include <string.h>

/* Name, matrix, w_1, w_2, step and momentum. */
const cas_orbit_setup cas_orbit_left = {"left", "-15 13 -5 9", "1 1",     "0 0",
                                        "1/10", "0",           .steps = 0};
const cas_orbit_setup cas_orbit_stable = {"stable", "-15 13 -5 9", "1 1",     "0 0",
                                          "1/250",  "0",           .steps = 0};
const cas_orbit_setup cas_orbit_example = {
    "example", "5 -4 -4 3", "1/1024 1/1024", "15 18", "1/500", "0", .steps = 40};
const cas_orbit_setup cas_orbit_right = {
    "right",      "-5 -4 -5 3",
    "1 1",        "0 0",
    "1/20",       "9/10",
    .steps = 40,  .form = "-98 87 22 -5  87 -88 1 28  22 1 -43 -50  -5 28 -50 -100",
    .word = "12", .growth = "7/4"};

static const char *after_word(const char *text, const char *word)
{
    size_t length = strlen(word);
    return strncmp(text, word, length) == 0 && text[length] == ' ' ? text + length + 1
                                                                   : NULL;
}

static cas_orbit_setup mutate(const cas_orbit_setup *setup, const cas_mutant *mutant)
{
    cas_orbit_setup changed = *setup;
    const struct {
        const char *key, **value;
    } keys[] = {{"matrix", &changed.matrix},     {"start", &changed.start_1},
                {"weights", &changed.start_2},   {"step", &changed.step},
                {"momentum", &changed.momentum}, {"word", &changed.word},
                {"growth", &changed.growth}};
    const char *change = mutant == NULL ? NULL : after_word(mutant->name, setup->name);
    for (size_t k = 0; change != NULL && k < sizeof keys / sizeof *keys; k++)
        if (after_word(change, keys[k].key) != NULL)
            *keys[k].value = after_word(change, keys[k].key);
    return changed;
}

static cas_orbit_file *new_orbit(const cas_orbit_fact *fact, const cas_orbit_setup *setup)
{
    cas_orbit_file *file = cas_orbit_file_new();
    file->steps = fact->steps > 0 ? fact->steps : setup->steps;
    cas_iteration_set(&file->iteration, setup->matrix,
                      fact->start != NULL ? fact->start : setup->start_1, setup->start_2,
                      setup->step, setup->momentum, fact->top_1);
    if (fact->before != NULL)
        cas_iteration_read_numbers(&file->iteration.before_1, fact->before);
    file->has_cone = fact->top_1 && setup->form != NULL;
    if (file->has_cone)
        cas_cone_set(&file->cone, setup->form, setup->word, setup->growth);
    return file;
}

static bool holds(const cas_orbit_fact *fact, const cas_mutant *mutant)
{
    cas_orbit_setup setup = mutate(fact->setup, mutant);
    cas_orbit_file *file = new_orbit(fact, &setup);
    const cas_claim claim = {
        .id = "", .version = "", .formula = fact->statement, .kind = &cas_orbit_kind};
    cas_judgement judgement;
    cas_message message;
    cas_judgement_init(&judgement);
    CAS_REQUIRE(cas_claim_judge(&claim, NULL, file, &judgement, &message) == CAS_OK);
    bool holds = judgement.applies && judgement.verdict == CAS_HOLDS;
    cas_judgement_clear(&judgement);
    cas_orbit_file_free(file);
    return holds;
}

cas_status cas_orbit_facts_certify(const cas_claim *claim, const cas_mutant *mutant,
                                   cas_certificate *certificate, cas_message *message)
{
    if (claim->checks != NULL) {
        cas_status status = cas_checks_certify(claim, mutant, certificate, message);
        if (status != CAS_OK || !(certificate->proved || certificate->refuted))
            return status;
    }
    size_t checks = certificate->cases;
    cas_calculation calculation;
    cas_calculation_begin(&calculation);
    const cas_orbit_fact *fact = claim->data;
    const char *stored = NULL;
    while (fact->statement != NULL &&
           cas_record(&calculation, holds(fact, mutant), fact->statement)) {
        stored = fact->stored != NULL ? fact->stored : stored;
        fact++;
    }
    bool proved = cas_calculation_conclude(&calculation, certificate);
    certificate->cases += checks;
    if (proved && stored != NULL)
        snprintf(certificate->note, sizeof certificate->note,
                 "The orbit is counterexamples/orbits/%s.", stored);
    certificate->proved = proved && !claim->refutes;
    certificate->refuted = proved && claim->refutes;
    cas_calculation_end(&calculation);
    return CAS_OK;
}
