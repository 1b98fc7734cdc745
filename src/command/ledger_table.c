/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "command/ledger_table.h"

#include "claim/ledger_text.h"
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
    char *ratio = cas_entry_ratio_text(entry);
    cas_table_add(table, CAS_PLAIN, "%s", entry->claim->id);
    cas_table_add(table, CAS_PLAIN, "%s", entry->claim->version);
    cas_table_add(table, tones[entry->standing], "%s",
                  cas_standing_names[entry->standing]);
    if (entry->claim->generate != NULL || entry->claim->measure != NULL)
        cas_table_add(table, CAS_PLAIN, "%zu", entry->trials);
    else
        cas_table_add(table, CAS_PLAIN, "-");
    cas_table_add(table, CAS_PLAIN, "%s", ratio);
    cas_table_add(table, entry->killed < entry->mutants ? CAS_BAD : CAS_PLAIN, "%zu/%zu",
                  entry->killed, entry->mutants);
    cas_table_add(table, CAS_FAINT, "%s", entry->witness != NULL ? entry->witness : "");
    free(ratio);
    if (entry->note[0] != '\0')
        cas_table_remark(table, entry->note);
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
        fprintf(out, "\n%s %s is violated by\n  %s --shrink\n", entry->claim->id,
                entry->claim->version, replay);
        free(replay);
    }
}

void cas_ledger_write_table(const cas_ledger *ledger, bool colour, FILE *out)
{
    static const char *const headers[] = {"claim",       "version", "verdict", "trials",
                                          "worst ratio", "mutants", "witness"};
    cas_table *table = cas_table_new("lllrrrl", headers);
    for (size_t i = 0; i < ledger->count; i++)
        add_entry(table, &ledger->entries[i]);
    cas_table_write(table, colour, out);
    cas_table_free(table);
    write_replays(ledger, out);
    write_summary(ledger, out);
}
