/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FILE_CSV_H
#define CASCADE_FILE_CSV_H

#include <stdio.h>

/* One field of a table of comma-separated values (RFC 4180). */

/* In quotation marks where it needs them. */
void cas_csv_write_text(const char *text, FILE *out);
/* The shortest decimal that reads back as the number. */
void cas_csv_write_number(double number, FILE *out);

#endif
