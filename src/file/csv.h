/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FILE_CSV_H
#define CASCADE_FILE_CSV_H

#include <stdio.h>

/* Writes one field of a table of comma-separated values (RFC 4180), in quotation marks
   where it needs them. */
void cas_csv_write_text(const char *text, FILE *out);

#endif
