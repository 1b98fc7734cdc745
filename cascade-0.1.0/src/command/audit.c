/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/memory.h"
#include "claim/ledger_text.h"
#include "command/claim_list.h"
#include "command/claims.h"
#include "command/command.h"
#include "command/ledger_table.h"
#include "command/options.h"
#include "command/selection.h"
#include "command/witness_file.h"
#include "search/falsifier.h"

#include <stdlib.h>
#include <unistd.h>

enum {
    OPTION_CLAIMS,
    OPTION_ONLY,
    OPTION_PROFILE,
    OPTION_SEED,
    OPTION_TRIALS,
    OPTION_JSON,
    OPTION_MARKDOWN,
    OPTION_TSV,
    OPTION_JUNIT,
    OPTION_WITNESSES
};

static const cas_option options[] = {
    {"claims", "FILE", "audit the statements of FILE (\"cascade-claims/1\") instead"},
    {"only", "ID,..",
     "audit these claims and what they rest on (an id stands for its parts as well)"},
    {"profile", "NAME", "quick (default), full or nightly: how many trials"},
    {"seed", "NUMBER", "the seed of all random instances (default 20260220)"},
    {"trials", "NUMBER", "trials per claim and per mutant, instead of the profile's"},
    {"json", NULL, "print the ledger as JSON (\"cascade-ledger/1\")"},
    {"markdown", NULL, "print it as a Markdown table"},
    {"tsv", NULL, "print it as tab-separated values"},
    {"junit", NULL, "print it as JUnit's XML, for continuous integration"},
    {"witnesses", "FOLDER", "write the violating instances that were found to FOLDER"},
    {NULL, NULL, NULL},
};

static cas_status read_options(const cas_call *call, cas_audit_options *audit,
                               cas_message *message)
{
    const char *const *values = call->values;
    cas_status status = CAS_OK;
    size_t profile = CAS_QUICK;
    uint64_t trials = 0;
    if (values[OPTION_PROFILE] != NULL)
        status = cas_option_word("--profile", values[OPTION_PROFILE], cas_profile_names,
                                 3, &profile, message);
    if (status == CAS_OK)
        status = cas_call_number(call, OPTION_SEED, 1, INT64_MAX, &audit->seed, message);
    if (status == CAS_OK)
        status = cas_call_number(call, OPTION_TRIALS, 1, 1000000000, &trials, message);
    audit->profile = (cas_profile)profile;
    audit->trials = (size_t)trials;
    int formats = 0;
    for (int i = OPTION_JSON; i <= OPTION_JUNIT; i++)
        formats += values[i] != NULL;
    if (status == CAS_OK && formats > 1)
        status = cas_fail(
            message, CAS_INPUT,
            "audit: expected one of --json, --markdown, --tsv, --junit, found %d of them",
            formats);
    return status;
}

/* One line on the terminal that is overwritten, and erased at the end. */
static void show_progress(void *context, const cas_claim *claim, size_t done, size_t of)
{
    (void)context;
    if (claim != NULL)
        fprintf(stderr, "\r\033[K%zu/%zu %s %s", done + 1, of, claim->id, claim->version);
    else
        fputs("\r\033[K", stderr);
    fflush(stderr);
}

/* title: of a user's file; NULL: none. */
static void write_table(const cas_ledger *ledger, const char *title, const cas_call *call)
{
    if (title != NULL)
        fprintf(call->out, "%s\n\n", title);
    cas_ledger_write_table(ledger, call->colour, call->out);
}

static void write_ledger(const cas_ledger *ledger, const char *title,
                         const cas_call *call)
{
    if (call->values[OPTION_JSON] != NULL)
        cas_ledger_write_json(ledger, call->out);
    else if (call->values[OPTION_MARKDOWN] != NULL)
        cas_ledger_write_markdown(ledger, call->out);
    else if (call->values[OPTION_TSV] != NULL)
        cas_ledger_write_tsv(ledger, call->out);
    else if (call->values[OPTION_JUNIT] != NULL)
        cas_ledger_write_junit(ledger, call->out);
    else
        write_table(ledger, title, call);
}

/* Says on standard error which claims are inconsistent and how to see it again; why,
   unless the notes stand in the table on the terminal already. */
static int report_inconsistencies(const cas_ledger *ledger, bool with_notes)
{
    int result = CAS_EXIT_HOLDS;
    for (size_t i = 0; i < ledger->count; i++) {
        const cas_entry *entry = &ledger->entries[i];
        if (entry->is_consistent)
            continue;
        char *replay = cas_entry_replay_text(ledger, entry);
        fprintf(stderr, "cascade: %s %s (%s:%d): inconsistent%s%s%s%s\n",
                entry->claim->id, entry->claim->version, entry->claim->file,
                entry->claim->line, with_notes ? ": " : "", with_notes ? entry->note : "",
                replay != NULL ? "; replay: " : "", replay != NULL ? replay : "");
        free(replay);
        result = CAS_EXIT_VIOLATED;
    }
    return result;
}

/* Of a user's claims: what has become of them. */
static int worst_verdict(const cas_ledger *ledger)
{
    int result = CAS_EXIT_HOLDS;
    for (size_t i = 0; i < ledger->count; i++) {
        const cas_entry *entry = &ledger->entries[i];
        if (entry->standing == CAS_REFUTED)
            return CAS_EXIT_VIOLATED;
        if (entry->standing == CAS_OPEN || !entry->is_consistent)
            result = CAS_EXIT_UNDECIDED;
    }
    return result;
}

static int audit_claims(const cas_call *call, const cas_claim *const *claims,
                        const char *title, cas_audit_options *audit, cas_message *message)
{
    cas_ledger *ledger;
    if (isatty(STDERR_FILENO))
        audit->progress = show_progress;
    cas_status status = cas_ledger_new(claims, audit, &ledger, message);
    if (status != CAS_OK)
        return CAS_EXIT_ERROR;
    const char *folder = call->values[OPTION_WITNESSES];
    if (folder != NULL)
        status = cas_witness_files_write(ledger, folder, message);
    int result = CAS_EXIT_ERROR;
    if (status == CAS_OK) {
        write_ledger(ledger, title, call);
        result = report_inconsistencies(ledger, !call->is_terminal);
        if (ledger->claims_file != NULL)
            result = worst_verdict(ledger);
    }
    cas_ledger_free(ledger);
    return result;
}

static int run(const cas_call *call, cas_message *message)
{
    cas_audit_options audit = {.witnesses = cas_witnesses,
                               .falsify = cas_search_falsify,
                               .claims_file = call->values[OPTION_CLAIMS]};
    cas_claim_list list;
    const cas_claim **claims;
    if (read_options(call, &audit, message) != CAS_OK ||
        cas_claim_list_open(call->values[OPTION_CLAIMS], &list, message) != CAS_OK)
        return CAS_EXIT_ERROR;
    int result = CAS_EXIT_ERROR;
    if (cas_select_with_given(list.claims, call->values[OPTION_ONLY], &claims, message) ==
        CAS_OK) {
        const char *title = list.file != NULL ? list.file->title : NULL;
        audit.family = list.claims;
        result = audit_claims(call, claims, title, &audit, message);
        free(claims);
    }
    cas_claim_list_close(&list);
    return result;
}

const cas_command cas_command_audit = {
    .name = "audit",
    .operands = "",
    .summary = "Test every claim of the paper and print the ledger",
    .details =
        "Every claim is tested on random instances with certified arithmetic, against\n"
        "deliberate mistakes (mutants), by its certificate and on its stored witnesses.\n"
        "What the paper's figures show is measured on simulated runs, with confidence\n"
        "intervals.\n\n"
        "Exit status: 0 the evidence is consistent (a refuted printed version is a\n"
        "result, not a failure), 1 a repaired or sharp version is refuted, a mistake\n"
        "that a page names or every mutant survived, or too few trials met a claim's\n"
        "hypotheses (standard error says which), 2 bad usage or an error.\n\n"
        "With --claims it is your statements that are tested (see FILES in the manual);\n"
        "--witnesses keeps what was found against them, for 'cascade replay'.  Exit\n"
        "status then: 0 none is refuted, 1 some are, 2 bad usage or input, 3 some are\n"
        "undecided, or were tested too weakly (standard error says which).\n",
    .least = 0,
    .most = 0,
    .options = options,
    .run = run,
};
