/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_COMMAND_TABLE_H
#define CASCADE_COMMAND_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* A table for people: columns as wide as their widest cell, colours on request. */
typedef struct cas_table cas_table;

typedef enum cas_tone { CAS_PLAIN, CAS_GOOD, CAS_BAD, CAS_DOUBTFUL, CAS_FAINT } cas_tone;

/* alignment has one character per column, 'l' or 'r'; headers as many texts.  Both are
   kept, not copied. */
cas_table *cas_table_new(const char *alignment, const char *const *headers);
void cas_table_free(cas_table *table);

/* The next cell, row by row; the text is copied. */
void cas_table_add(cas_table *table, cas_tone tone, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Text that is printed below the last full row, indented and broken into lines. */
void cas_table_remark(cas_table *table, const char *text);

void cas_table_write(const cas_table *table, bool colour, FILE *out);

/* Text broken at blanks into lines of at most width characters, each
   after indent blanks. */
void cas_write_wrapped(const char *text, int indent, int width, FILE *out);

#endif
