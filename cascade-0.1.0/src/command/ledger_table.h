/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_COMMAND_LEDGER_TABLE_H
#define CASCADE_COMMAND_LEDGER_TABLE_H

#include "claim/ledger.h"

#include <stdio.h>

/* The ledger for people: a row per claim and version, its note below, and
   a summary line. */
void cas_ledger_write_table(const cas_ledger *ledger, bool colour, FILE *out);

#endif
