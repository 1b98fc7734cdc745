/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/memory.h"
#include "claim/ledger.h"
#include "claim/variants.h"
#include "command/claims.h"
#include "command/command.h"
#include "command/selection.h"
#include "command/table.h"

#include <stdlib.h>
#include <string.h>

enum { OPTION_MARKDOWN };

/* Whether an audit of its witnesses alone can show that a printed claim is wrong. */
static bool may_be_wrong(const cas_claim *claim)
{
    bool is_tested = claim->generate != NULL || claim->certify != NULL;
    return strcmp(claim->version, "printed") == 0 && strchr(claim->id, '@') == NULL &&
           claim->measure == NULL &&
           (!is_tested || claim->refutes || claim->witnesses != NULL);
}

static bool is_wrong(const cas_entry *entry)
{
    return entry->standing == CAS_REFUTED || entry->standing == CAS_ILL_POSED;
}

static int rank(const cas_entry *entry)
{
    return entry->claim->erratum != NULL ? entry->claim->erratum->rank : 0;
}

/* The entry of the next higher rank; NULL: there is none. */
static const cas_entry *next(const cas_ledger *ledger, const cas_entry *last)
{
    const cas_entry *best = NULL;
    for (size_t i = 0; i < ledger->count; i++) {
        const cas_entry *entry = &ledger->entries[i];
        if (is_wrong(entry) && rank(entry) > (last != NULL ? rank(last) : 0) &&
            (best == NULL || rank(entry) < rank(best)))
            best = entry;
    }
    return best;
}

/* What is true instead, to be given to free(); NULL: no repaired version says it, and
   no row of another reading that does not fail. */
static char *repaired_text(const cas_claim *claim)
{
    size_t length = strlen(claim->id);
    for (const cas_claim *const *other = cas_claims; *other != NULL; other++) {
        const char *id = (*other)->id;
        if (strcmp(id, claim->id) == 0 && strcmp((*other)->version, "repaired") == 0)
            return cas_claim_text(*other);
        if (strncmp(id, claim->id, length) == 0 && id[length] == '@' &&
            (*other)->witnesses == NULL)
            return cas_format("the same in the reading %s", id + length + 1);
    }
    return NULL;
}

static char *replay_text(const cas_entry *entry)
{
    if (entry->witness == NULL)
        return NULL;
    return cas_format("cascade replay --only %s %s", entry->claim->id, entry->witness);
}

/* One line or paragraph: in Markdown an item of a list, in text broken into lines. */
static void write_item(const char *label, const char *text, bool is_code, bool markdown,
                       FILE *out)
{
    enum { INDENT = 4, WIDTH = 88 };
    if (text == NULL)
        return;
    if (markdown) {
        const char *quote = is_code ? "`" : "";
        fprintf(out, "   - *%s* %s%s%s\n", label, quote, text, quote);
    } else if (is_code) {
        fprintf(out, "%*s%s\n", INDENT, "", text);
    } else {
        char *line = cas_format("%s %s", label, text);
        cas_write_wrapped(line, INDENT, WIDTH, out);
        free(line);
    }
}

/* One of those that matter most. */
static void write_first(const cas_entry *entry, size_t number, bool markdown, FILE *out)
{
    const cas_erratum *erratum = entry->claim->erratum;
    char *replay = replay_text(entry);
    fprintf(out, markdown ? "%zu. **%s.**\n" : "%2zu  %s\n", number, erratum->where);
    write_item("Wrong:", erratum->wrong, false, markdown, out);
    write_item("Right:", erratum->right, false, markdown, out);
    write_item("Replay:", replay, true, markdown, out);
    free(replay);
}

static void write_other(const cas_entry *entry, bool markdown, FILE *out)
{
    const cas_claim *claim = entry->claim;
    char *printed = cas_claim_text(claim), *right = repaired_text(claim);
    char *replay = replay_text(entry);
    fprintf(out, markdown ? "- **%s**%s\n" : "    %s%s\n", claim->id,
            entry->standing == CAS_ILL_POSED ? ", ill-posed" : "");
    write_item("Printed:", printed, false, markdown, out);
    write_item("Wrong:", claim->note, false, markdown, out);
    write_item("Right:", right, false, markdown, out);
    write_item("Replay:", replay, true, markdown, out);
    free(replay);
    free(right);
    free(printed);
}

static void write_errata(const cas_ledger *ledger, bool markdown, FILE *out)
{
    size_t wrong = 0, number = 0;
    for (size_t i = 0; i < ledger->count; i++)
        wrong += is_wrong(&ledger->entries[i]);
    fprintf(out,
            markdown ? "# Errata\n\n%zu statements are wrong as they are printed; first "
                       "those that matter most.\n\n"
                     : "%zu statements are wrong as they are printed; first those that "
                       "matter most.\n\n",
            wrong);
    for (const cas_entry *entry = NULL; (entry = next(ledger, entry)) != NULL;)
        write_first(entry, ++number, markdown, out);
    fputs(markdown ? "\n## All others, in the paper's order\n\n"
                   : "\nAll others, in the paper's order:\n\n",
          out);
    for (size_t i = 0; i < ledger->count; i++)
        if (is_wrong(&ledger->entries[i]) && rank(&ledger->entries[i]) == 0)
            write_other(&ledger->entries[i], markdown, out);
}

static int run(const cas_call *call, cas_message *message)
{
    const cas_claim **claims;
    size_t count = 0;
    CAS_REQUIRE(cas_select_claims(cas_claims, NULL, &claims, message) == CAS_OK);
    for (size_t i = 0; claims[i] != NULL; i++)
        if (may_be_wrong(claims[i]))
            claims[count++] = claims[i];
    claims[count] = NULL;
    cas_ledger *ledger;
    cas_audit_options audit = {
        .witnesses = cas_witnesses, .trials = 1, .without_mutants = true};
    cas_status status = cas_ledger_new(claims, &audit, &ledger, message);
    free(claims);
    if (status != CAS_OK)
        return CAS_EXIT_ERROR;
    write_errata(ledger, call->values[OPTION_MARKDOWN] != NULL, call->out);
    cas_ledger_free(ledger);
    return CAS_EXIT_HOLDS;
}

static const cas_option options[] = {
    {"markdown", NULL, "print them as Markdown"},
    {NULL, NULL, NULL},
};

const cas_command cas_command_errata = {
    .name = "errata",
    .operands = "",
    .summary = "Say what is wrong in the paper, and what is right",
    .details =
        "Every printed statement that a stored witness or an exact calculation\n"
        "refutes, or that has no meaning: what is wrong, the correction, and the\n"
        "command that recomputes the witness.  Those that matter most come first.\n",
    .least = 0,
    .most = 0,
    .options = options,
    .run = run,
};
