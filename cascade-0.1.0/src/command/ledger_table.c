/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "command/ledger_table.h"

#include "arithmetic/memory.h"
#include "claim/ledger_text.h"
#include "claim/readings.h"
#include "command/table.h"

#include <inttypes.h>
#include <stdlib.h>

static void add_entry(cas_table *table, const cas_entry *entry)
{
    /* Green: as good as it gets; a refuted printed version is red, but no failure. */
    static const cas_tone tones[] = {
        [CAS_PROVED] = CAS_GOOD,    [CAS_DERIVED] = CAS_GOOD,
        [CAS_SUPPORTED] = CAS_GOOD, [CAS_REFUTED] = CAS_BAD,
        [CAS_OPEN] = CAS_DOUBTFUL,  [CAS_ILL_POSED] = CAS_DOUBTFUL,
    };
    char *ratio = cas_entry_ratio_text(entry), *found = cas_entry_found_text(entry);
    char *evidence = cas_entry_evidence_text(entry), *basis = cas_entry_basis_text(entry);
    cas_table_add(table, CAS_PLAIN, "%s", entry->claim->id);
    cas_table_add(table, CAS_PLAIN, "%s", entry->claim->version);
    cas_table_add(table, tones[entry->standing], "%s",
                  cas_standing_names[entry->standing]);
    cas_table_add(table, CAS_PLAIN, "%s", evidence);
    if (entry->claim->certify != NULL)
        cas_table_add(table, CAS_PLAIN, "%zu", entry->cases);
    else
        cas_table_add(table, CAS_PLAIN, "-");
    if (entry->claim->generate != NULL || entry->claim->measure != NULL)
        cas_table_add(table, CAS_PLAIN, "%zu", entry->trials);
    else
        cas_table_add(table, CAS_PLAIN, "-");
    cas_table_add(table, CAS_PLAIN, "%s", ratio);
    cas_table_add(table, CAS_PLAIN, "%s", found);
    cas_table_add(table, entry->killed < entry->mutants ? CAS_BAD : CAS_PLAIN, "%zu/%zu",
                  entry->killed, entry->mutants);
    cas_table_add(table, CAS_FAINT, "%s", entry->witness != NULL ? entry->witness : "");
    char *remark = cas_format("%s%s%s", basis, *basis != '\0' ? ". " : "", entry->note);
    if (*remark != '\0')
        cas_table_remark(table, remark);
    free(ratio);
    free(found);
    free(evidence);
    free(basis);
    free(remark);
}

static void write_summary(const cas_ledger *ledger, FILE *out)
{
    size_t standings[6] = {0}, inconsistent = 0;
    for (size_t i = 0; i < ledger->count; i++) {
        standings[ledger->entries[i].standing]++;
        inconsistent += !ledger->entries[i].is_consistent;
    }
    fprintf(out, "\n%zu claim versions: ", ledger->count);
    const char *separator = "";
    for (int s = 0; s < 6; s++) {
        if (standings[s] == 0)
            continue;
        fprintf(out, "%s%zu %s", separator, standings[s], cas_standing_names[s]);
        separator = ", ";
    }
    fprintf(out, "; %zu inconsistent; seed %" PRIu64 "\n", inconsistent, ledger->seed);
}

/* How to see again what was found and is in no file: commands, on lines of their own. */
static void write_replays(const cas_ledger *ledger, FILE *out)
{
    for (size_t i = 0; i < ledger->count; i++) {
        const cas_entry *entry = &ledger->entries[i];
        if (entry->found == NULL || entry->witness != NULL)
            continue;
        char *replay = cas_entry_replay_text(ledger, entry);
        fprintf(out, "\n%s %s is violated by\n  %s%s\n", entry->claim->id,
                entry->claim->version, replay,
                entry->is_found_by_search ? "" : " --shrink");
        free(replay);
    }
}

static bool is_read(const cas_ledger *ledger, const cas_question *question)
{
    for (size_t i = 0; i < ledger->count; i++)
        for (size_t k = 0; k < CAS_READINGS_MOST; k++)
            if (question->readings[k].name != NULL &&
                cas_claim_reads(ledger->entries[i].claim, question->readings[k].name))
                return true;
    return false;
}

/* What the paper leaves open, as far as a row depends on it. */
static void write_readings(const cas_ledger *ledger, FILE *out)
{
    const char *heading = "\nReadings, the default first\n";
    for (const cas_question *q = cas_questions; q->text != NULL; q++) {
        if (!is_read(ledger, q))
            continue;
        fprintf(out, "%s%s\n", heading, q->text);
        for (size_t k = 0; k < CAS_READINGS_MOST && q->readings[k].name != NULL; k++)
            fprintf(out, "    %-17s %s\n", q->readings[k].name, q->readings[k].what);
        heading = "";
    }
}

void cas_ledger_write_table(const cas_ledger *ledger, bool colour, FILE *out)
{
    static const char *const headers[] = {"claim",   "version", "verdict",     "evidence",
                                          "cases",   "trials",  "worst ratio", "found",
                                          "mutants", "witness"};
    cas_table *table = cas_table_new("llllrrrrrl", headers);
    for (size_t i = 0; i < ledger->count; i++)
        add_entry(table, &ledger->entries[i]);
    cas_table_write(table, colour, out);
    cas_table_free(table);
    write_replays(ledger, out);
    write_readings(ledger, out);
    write_summary(ledger, out);
}
