/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/entry.h"

#include "arithmetic/decimal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const cas_standing_names[6] = {"proved",  "derived",   "supported",
                                           "refuted", "undecided", "ill-posed"};
const char *const cas_evidence_names[CAS_EVIDENCE_KINDS] = {
    "kernel", "certificate", "trials", "measured", "witness"};

void cas_entry_note(cas_entry *entry, const char *format, ...)
{
    size_t used = strlen(entry->note);
    if (used > 0 && used + 1 < sizeof entry->note) {
        entry->note[used++] = ' ';
        entry->note[used] = '\0';
    }
    va_list arguments;
    va_start(arguments, format);
    cas_decimal_print(entry->note + used, sizeof entry->note - used, format, arguments);
    va_end(arguments);
}

bool cas_entry_has_evidence(const cas_entry *entry, cas_evidence evidence)
{
    switch (evidence) {
    case CAS_EVIDENCE_CERTIFICATE:
        return entry->is_certified;
    case CAS_EVIDENCE_TRIALS:
        return entry->measurement == NULL && entry->trials > 0;
    case CAS_EVIDENCE_MEASURED:
        return entry->measurement != NULL;
    case CAS_EVIDENCE_WITNESS:
        return entry->witness != NULL || entry->found != NULL;
    default:
        return false;
    }
}

static const cas_entry *find_entry(const cas_entry *entries, size_t count,
                                   const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (cas_claim_is_named(entries[i].claim, name))
            return &entries[i];
    return NULL;
}

/* Makes an entry no stronger than one that it is given (NULL: it is not there). */
static void weaken_by(cas_entry *entry, const char *name, const cas_entry *given)
{
    if (given == NULL || given->standing > CAS_SUPPORTED) {
        cas_entry_note(entry, "It rests on %s, which is %s.", name,
                       given == NULL ? "not audited here"
                                     : cas_standing_names[given->standing]);
        entry->standing = CAS_OPEN;
    } else if (given->standing > entry->standing) {
        cas_entry_note(entry, "It is not stronger than %s, which is %s.", name,
                       cas_standing_names[given->standing]);
        entry->standing = given->standing;
    }
}

void cas_entries_weaken(cas_entry *entries, size_t count)
{
    bool changed = true;
    while (changed) {
        changed = false;
        for (size_t i = 0; i < count; i++) {
            cas_standing before = entries[i].standing;
            const char *const *name = entries[i].claim->given;
            for (; name != NULL && *name != NULL && entries[i].standing <= CAS_SUPPORTED;
                 name++)
                weaken_by(&entries[i], *name, find_entry(entries, count, *name));
            changed = changed || entries[i].standing != before;
        }
    }
}

void cas_entry_clear(cas_entry *entry)
{
    free(entry->text);
    free(entry->tex);
    for (size_t k = 0; k < entry->rooms; k++)
        free(entry->room[k].term);
    free(entry->room);
    free(entry->witness);
    free(entry->found);
    if (entry->measurement != NULL)
        cas_measurement_clear(entry->measurement);
    free(entry->measurement);
}
