/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/ledger.h"

#include "arithmetic/decimal.h"
#include "arithmetic/memory.h"
#include "claim/checks.h"
#include "claim/judge.h"
#include "claim/shrink.h"
#include "claim/trials.h"
#include "formula/print.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const cas_profile_names[3] = {"quick", "full", "nightly"};

/* Per claim. */
static size_t trials_of(cas_profile profile)
{
    static const size_t trials[] = {
        [CAS_QUICK] = 200, [CAS_FULL] = 5000, [CAS_NIGHTLY] = 100000};
    return trials[profile];
}

/* One claim's audit under way. */
struct audit {
    const cas_claim *claim;
    cas_variants variants;
    const cas_audit_options *options;
    uint64_t seed;
    size_t count;    /* trials per claim and per mutant */
    size_t measured; /* claims of the ledger that are */
    cas_store *store;
    cas_entry *entry;
    bool refuted, proved, is_sample, is_too_vacuous;
    bool is_refuted_by_certificate;
    cas_trials *trials; /* of the claim, then of each mutant; NULL where it has none */
};

/* The full stop that a callee's sentence may lack. */
static const char *stop(const char *sentence)
{
    size_t length = strlen(sentence);
    return length > 0 && sentence[length - 1] == '.' ? "" : ".";
}

/* A note about what makes the evidence inconsistent. */
#define OBJECT(entry, ...)                                                               \
    ((entry)->is_consistent = false, cas_entry_note(entry, __VA_ARGS__))

static void keep_shrunk_instance(struct audit *audit, uint64_t trial)
{
    cas_message message;
    void *instance;
    if (cas_trial_generate(audit->claim, audit->seed, trial, &instance, &message) !=
        CAS_OK)
        return;
    cas_shrink(audit->claim, NULL, &instance);
    audit->entry->found = audit->claim->kind->write(instance);
    audit->entry->found_trial = trial;
    audit->claim->kind->free(instance);
}

static void sample(struct audit *audit)
{
    cas_entry *entry = audit->entry;
    audit->trials = cas_allocate(audit->variants.count + 1, sizeof *audit->trials);
    cas_trials_run(&audit->variants, audit->seed, audit->count, audit->trials);
    const cas_trials *trials = &audit->trials[0];
    entry->is_identity = trials->is_identity;
    entry->trials = trials->applied;
    entry->vacuous = trials->vacuous;
    entry->undecided = trials->undecided;
    entry->worst_ratio = trials->worst_ratio;
    entry->has_ratio = trials->applied > 0 && !trials->is_identity;
    entry->worst_trial = trials->worst_trial;
    entry->failed += trials->failed;
    entry->failed_trial = trials->failed_trial;
    if (trials->failed > 0)
        OBJECT(entry, "Trials that failed: %zu; the first, trial %" PRIu64 ": %s%s",
               trials->failed, trials->failed_trial, trials->failure.text,
               stop(trials->failure.text));
    if (trials->undecided > 0)
        cas_entry_note(entry, "Undecided at %d bits: %zu of %zu trials.",
                       CAS_PRECISION_LAST, trials->undecided, trials->applied);
    if (trials->violated) {
        audit->refuted = true;
        keep_shrunk_instance(audit, trials->violation);
    } else if (trials->applied < 2 * trials->vacuous) {
        audit->is_too_vacuous = true;
        OBJECT(entry, "Only %zu of %zu trials meet the hypotheses.", trials->applied,
               trials->applied + trials->vacuous);
    }
}

/* What the search finds; worst->instance is the caller's. */
static bool falsify(const struct audit *audit, const cas_variant *mutant,
                    cas_worst_case *worst)
{
    *worst = (cas_worst_case){.operators = 0};
    if (audit->options->falsify != NULL && cas_claim_is_judged(audit->claim))
        audit->options->falsify(&audit->variants, mutant, audit->options->profile,
                                audit->seed, worst);
    return worst->operators > 0;
}

static void search(struct audit *audit)
{
    cas_entry *entry = audit->entry;
    cas_worst_case worst;
    if (audit->refuted || !falsify(audit, NULL, &worst))
        return;
    entry->found_ratio = worst.ratio;
    entry->found_operators = worst.operators;
    if (worst.verdict == CAS_VIOLATED && entry->found == NULL) {
        entry->found = worst.instance;
        entry->is_found_by_search = true;
        worst.instance = NULL;
    }
    audit->refuted = audit->refuted || worst.verdict == CAS_VIOLATED;
    free(worst.instance);
}

/* A mutant that the trials do not refute. */
static void search_mutant(struct audit *audit, size_t m)
{
    cas_worst_case worst;
    cas_trials *trials = audit->trials;
    if (trials == NULL || audit->variants.mutants[m].statement == NULL ||
        !falsify(audit, &audit->variants.mutants[m], &worst))
        return;
    trials[m + 1].violated = worst.verdict == CAS_VIOLATED;
    trials[m + 1].needed = fmax(trials[m + 1].needed, worst.needed);
    free(worst.instance);
}

static void certify(struct audit *audit)
{
    cas_entry *entry = audit->entry;
    cas_certificate certificate = {.cases = 0};
    cas_message message;
    if (audit->claim->certify(audit->claim, NULL, &certificate, &message) != CAS_OK) {
        entry->failed++;
        OBJECT(entry, "The certificate failed: %s%s", message.text, stop(message.text));
        return;
    }
    entry->cases = certificate.cases;
    audit->proved = certificate.proved;
    audit->is_sample = certificate.is_sample;
    audit->is_refuted_by_certificate = certificate.refuted;
    entry->is_certified = certificate.proved || certificate.refuted;
    audit->refuted = audit->refuted || certificate.refuted;
    if (certificate.note[0] != '\0')
        cas_entry_note(entry, "%s", certificate.note);
}

static void measure(struct audit *audit)
{
    cas_entry *entry = audit->entry;
    cas_measurement *measurement = cas_allocate(1, sizeof *measurement);
    cas_message message;
    cas_measurement_init(measurement, audit->measured);
    if (audit->claim->measure(audit->claim, audit->options->profile, audit->seed,
                              audit->store, measurement, &message) != CAS_OK) {
        entry->failed++;
        OBJECT(entry, "The measurement failed: %s%s", message.text, stop(message.text));
        cas_measurement_clear(measurement);
        free(measurement);
        return;
    }
    cas_measurement_conclude(measurement);
    entry->measurement = measurement;
    entry->trials += measurement->settled;
    entry->vacuous += measurement->unsettled;
    char *text = cas_measurement_text(measurement);
    cas_entry_note(entry, "%s", text);
    free(text);
    bool is_printed = strcmp(audit->claim->version, "printed") == 0;
    if (measurement->finding == CAS_FINDING_SCARCE ||
        (measurement->finding == CAS_FINDING_OUTSIDE && !is_printed))
        entry->is_consistent = false;
}

static const cas_witness *find_witness(const cas_witness *witnesses, const char *name)
{
    for (; witnesses->name != NULL; witnesses++)
        if (strcmp(witnesses->name, name) == 0)
            return witnesses;
    return NULL;
}

static void judge_witness(struct audit *audit, const cas_witness *witness)
{
    const cas_claim *claim = audit->claim;
    cas_entry *entry = audit->entry;
    CAS_REQUIRE(cas_claim_is_judged(claim));
    char *path = cas_format("counterexamples/witnesses/%s", witness->name);
    cas_message message;
    void *instance;
    cas_status status = claim->kind->read(witness->text, strlen(witness->text), path,
                                          &instance, &message);
    if (status == CAS_OK) {
        cas_judgement judgement;
        cas_judgement_init(&judgement);
        status = cas_claim_judge(claim, NULL, instance, &judgement, &message);
        if (status == CAS_OK && judgement.applies && judgement.verdict == CAS_VIOLATED) {
            audit->refuted = true;
            if (entry->witness == NULL)
                entry->witness = cas_duplicate(path);
        } else if (status == CAS_OK) {
            OBJECT(entry, "The stored witness %s does not violate the claim.",
                   witness->name);
        }
        cas_judgement_clear(&judgement);
        claim->kind->free(instance);
    }
    if (status != CAS_OK)
        OBJECT(entry, "The stored witness %s cannot be judged: %s%s", witness->name,
               message.text, stop(message.text));
    free(path);
}

static cas_status judge_witnesses(struct audit *audit, cas_message *message)
{
    const char *const *name = audit->claim->witnesses;
    if (name == NULL || audit->options->witnesses == NULL)
        return CAS_OK;
    for (; *name != NULL; name++) {
        const cas_witness *witness = find_witness(audit->options->witnesses, *name);
        if (witness == NULL)
            return cas_fail(message, CAS_INPUT,
                            "%s %s (%s:%d): there is no stored witness '%s'",
                            audit->claim->id, audit->claim->version, audit->claim->file,
                            audit->claim->line, *name);
        judge_witness(audit, witness);
    }
    return CAS_OK;
}

/* Whether the trials refute a mutant, or its data say something else, or the certificate
   notices it: by not refuting it where it refutes the claim itself, else by refuting it,
   or by not proving it where it proves the claim itself. */
static bool is_killed(const struct audit *audit, size_t m)
{
    const cas_claim *claim = audit->claim;
    const cas_variant *mutant = &audit->variants.mutants[m];
    if (audit->trials != NULL && audit->trials[m + 1].violated)
        return true;
    if (audit->entry->measurement != NULL && mutant->named != NULL &&
        cas_measurement_notices(audit->entry->measurement,
                                (size_t)(mutant->named - claim->mutants)))
        return true;
    if (claim->checks != NULL && mutant->statement != NULL)
        return !cas_check_is_proved(mutant->statement);
    cas_certificate certificate = {.cases = 0};
    cas_message message;
    if (claim->certify == NULL || mutant->named == NULL ||
        claim->certify(claim, mutant->named, &certificate, &message) != CAS_OK)
        return false;
    if (audit->is_refuted_by_certificate)
        return !certificate.refuted;
    return certificate.refuted || (audit->proved && !certificate.proved);
}

static void add_room(struct audit *audit, const cas_variant *mutant, double needed)
{
    cas_entry *entry = audit->entry;
    cas_room room = {cas_formula_ascii(mutant->statement, mutant->linear_term),
                     needed > 0 ? needed : 0};
    entry->room = cas_reallocate(entry->room, entry->rooms + 1, sizeof room);
    entry->room[entry->rooms++] = room;
    cas_entry_note(entry, "Room: in all trials and searches %.3g of %s is enough.",
                   room.needed, room.term);
}

/* Whether a tenth less of one coefficient of a bound that is nearly attained lives. */
static bool has_room(const struct audit *audit, const cas_variant *mutant)
{
    const cas_entry *entry = audit->entry;
    return mutant->mutation == CAS_MUTATION_SMALLER && entry->found_operators > 0 &&
           fmax(entry->worst_ratio, entry->found_ratio) > 0.9;
}

/* A mistake that the page names must not live.  One that was made from the formula may:
   then the term that it makes smaller has room. */
static void report_survivor(struct audit *audit, size_t m)
{
    const cas_variant *mutant = &audit->variants.mutants[m];
    double needed = audit->trials != NULL ? audit->trials[m + 1].needed : -INFINITY;
    if (!mutant->is_generated)
        OBJECT(audit->entry, "The mutant '%s' (%s) is not refuted.", mutant->name,
               mutant->what);
    else if (mutant->linear_term != NULL && needed > -INFINITY)
        add_room(audit, mutant, needed);
    else if (has_room(audit, mutant))
        cas_entry_note(audit->entry, "Room: not refuted is %s.", mutant->what);
}

static void count_killed(struct audit *audit)
{
    cas_entry *entry = audit->entry;
    bool has_generated = false;
    bool is_false = audit->refuted && audit->claim->checks == NULL;
    for (size_t m = 0; m < audit->variants.count; m++) {
        const cas_variant *mutant = &audit->variants.mutants[m];
        if (is_false && mutant->statement != NULL)
            continue; /* a mistake in what is false says nothing */
        has_generated = has_generated || mutant->is_generated;
        if (mutant->strength == CAS_STRENGTH_WEAKER) {
            entry->weaker++;
            continue;
        }
        entry->mutants++;
        bool killed = is_killed(audit, m);
        if (!killed)
            search_mutant(audit, m);
        if (killed || is_killed(audit, m))
            entry->killed++;
        else
            report_survivor(audit, m);
    }
    if (has_generated && entry->killed == 0)
        OBJECT(entry, "No mutant is refuted: the trials see nothing.");
}

static cas_standing standing(const struct audit *audit)
{
    const cas_entry *entry = audit->entry;
    bool has_prose = audit->claim->prose != NULL;
    if (audit->refuted)
        return CAS_REFUTED;
    if (audit->proved)
        return has_prose ? CAS_DERIVED : audit->is_sample ? CAS_SUPPORTED : CAS_PROVED;
    if (audit->claim->generate == NULL && audit->claim->certify == NULL &&
        audit->claim->measure == NULL)
        return CAS_ILL_POSED;
    if (entry->measurement != NULL && entry->measurement->finding != CAS_FINDING_INSIDE)
        return CAS_OPEN;
    if (entry->trials > 0 && !audit->is_too_vacuous && entry->undecided == 0 &&
        entry->failed == 0)
        return has_prose && entry->measurement == NULL ? CAS_DERIVED : CAS_SUPPORTED;
    return CAS_OPEN;
}

static void set_text(struct audit *audit)
{
    const cas_statement *statement = audit->variants.statement;
    audit->entry->text = audit->claim->statement != NULL || statement == NULL
                             ? cas_duplicate(audit->claim->statement)
                             : cas_statement_ascii(statement, false);
    if (statement != NULL)
        audit->entry->tex = cas_statement_tex(statement, false);
}

static cas_status audit_claim(struct audit *audit, cas_message *message)
{
    const cas_claim *claim = audit->claim;
    cas_entry *entry = audit->entry;
    CAS_REQUIRE((claim->generate == NULL && claim->measure == NULL) ||
                claim->mutants != NULL || claim->formula != NULL);
    entry->claim = claim;
    entry->is_consistent = true;
    cas_status status = cas_variants_init(&audit->variants, claim,
                                          !audit->options->without_mutants, message);
    if (status != CAS_OK)
        return status;
    set_text(audit);
    if (claim->note != NULL)
        cas_entry_note(entry, "%s", claim->note);
    if (claim->prose != NULL)
        cas_entry_note(entry, "In prose: %s%s", claim->prose, stop(claim->prose));
    if (claim->certify != NULL)
        certify(audit);
    status = judge_witnesses(audit, message);
    if (status != CAS_OK) {
        cas_variants_clear(&audit->variants);
        return status;
    }
    if (claim->generate != NULL) {
        sample(audit);
        search(audit);
    }
    if (claim->measure != NULL)
        measure(audit);
    count_killed(audit);
    free(audit->trials);
    cas_variants_clear(&audit->variants);
    entry->standing = standing(audit);
    if (entry->standing == CAS_REFUTED && strcmp(claim->version, "printed") != 0)
        OBJECT(entry, "A %s version must not be refuted.", claim->version);
    if (entry->standing == CAS_REFUTED && entry->witness == NULL && entry->found == NULL)
        OBJECT(entry, "It is refuted, but there is no witness.");
    return CAS_OK;
}

static size_t count_measured(const cas_claim *const *claims)
{
    size_t count = 0;
    for (; *claims != NULL; claims++)
        count += (*claims)->measure != NULL;
    return count;
}

cas_status cas_ledger_new(const cas_claim *const *claims,
                          const cas_audit_options *options, cas_ledger **ledger,
                          cas_message *message)
{
    size_t count = 0;
    while (claims[count] != NULL)
        count++;
    cas_ledger *made = cas_allocate(1, sizeof *made);
    made->seed = options->seed != 0 ? options->seed : CAS_DEFAULT_SEED;
    made->count = count;
    made->claims_file = options->claims_file;
    made->entries = cas_allocate(count, sizeof *made->entries);
    cas_store *store = cas_store_new();
    cas_status status = CAS_OK;
    for (size_t i = 0; i < count && status == CAS_OK; i++) {
        if (options->progress != NULL)
            options->progress(options->context, claims[i], i, count);
        struct audit audit = {
            .claim = claims[i],
            .options = options,
            .seed = made->seed,
            .count = options->trials != 0 ? options->trials : trials_of(options->profile),
            .measured =
                count_measured(options->family != NULL ? options->family : claims),
            .store = store,
            .entry = &made->entries[i],
        };
        status = audit_claim(&audit, message);
    }
    cas_store_free(store);
    if (options->progress != NULL)
        options->progress(options->context, NULL, count, count);
    if (status == CAS_OK) {
        cas_entries_weaken(made->entries, count);
        *ledger = made;
    } else {
        cas_ledger_free(made);
    }
    return status;
}

void cas_ledger_free(cas_ledger *ledger)
{
    if (ledger == NULL)
        return;
    for (size_t i = 0; i < ledger->count; i++)
        cas_entry_clear(&ledger->entries[i]);
    free(ledger->entries);
    free(ledger);
}
