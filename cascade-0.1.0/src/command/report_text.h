/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_COMMAND_REPORT_TEXT_H
#define CASCADE_COMMAND_REPORT_TEXT_H

#include "claim/check.h"

#include <stdio.h>

/* What `cascade check` prints of a report. */

/* For programs: "cascade-report/1" (src/README.md, section 4). */
void cas_report_write_json(const cas_report *report, FILE *out);
/* For people.  name: of the file. */
void cas_report_write_table(const cas_report *report, const cas_chain *chain,
                            const char *name, bool colour, FILE *out);

/* Significant decimal digits of printed endpoints: rounding them outward widens an
   enclosure by less than 2e-19, relative. */
enum { CAS_REPORT_DIGITS = 20 };

/* The least decimal number of CAS_REPORT_DIGITS digits that is at least q >= 0; to be
   given to free(). */
char *cas_rational_upper_text(mpq_srcptr q);

#endif
