/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "command/table.h"

#include "arithmetic/memory.h"
#include "arithmetic/message.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct cell {
    char *text;
    char *remark; /* of the row that this cell ends, or NULL */
    cas_tone tone;
};

struct cas_table {
    const char *alignment;
    const char *const *headers;
    size_t columns, count, room;
    struct cell *cells;
};

cas_table *cas_table_new(const char *alignment, const char *const *headers)
{
    cas_table *table = cas_allocate(1, sizeof *table);
    *table = (cas_table){
        .alignment = alignment, .headers = headers, .columns = strlen(alignment)};
    return table;
}

void cas_table_free(cas_table *table)
{
    for (size_t i = 0; i < table->count; i++) {
        free(table->cells[i].text);
        free(table->cells[i].remark);
    }
    free(table->cells);
    free(table);
}

void cas_table_add(cas_table *table, cas_tone tone, const char *format, ...)
{
    if (table->count == table->room) {
        table->room = 2 * table->room + table->columns;
        table->cells = cas_reallocate(table->cells, table->room, sizeof *table->cells);
    }
    va_list arguments;
    char *text = NULL;
    va_start(arguments, format);
    CAS_REQUIRE(vasprintf(&text, format, arguments) >= 0);
    va_end(arguments);
    table->cells[table->count++] = (struct cell){.text = text, .tone = tone};
}

void cas_table_remark(cas_table *table, const char *text)
{
    CAS_REQUIRE(table->count > 0 && table->count % table->columns == 0);
    table->cells[table->count - 1].remark = cas_duplicate(text);
}

void cas_write_wrapped(const char *text, int indent, int width, FILE *out)
{
    int column = 0;
    while (*text != '\0') {
        int length = (int)strcspn(text, " \n");
        if (column > 0 && column + 1 + length > width) {
            fputc('\n', out);
            column = 0;
        }
        column += column == 0 ? fprintf(out, "%*s%.*s", indent, "", length, text) - indent
                              : fprintf(out, " %.*s", length, text);
        text += length;
        text += strspn(text, " \n");
    }
    fputc('\n', out);
}

static void write_cell(const char *text, char alignment, size_t width, bool is_last,
                       const char *start, FILE *out)
{
    size_t length = strlen(text);
    int padding = (int)(width > length ? width - length : 0);
    if (alignment == 'r')
        fprintf(out, "%*s", padding, "");
    fprintf(out, "%s%s%s", start, text, start[0] != '\0' ? "\033[0m" : "");
    if (is_last)
        fputc('\n', out);
    else
        fprintf(out, "%*s", 2 + (alignment == 'l' ? padding : 0), "");
}

void cas_table_write(const cas_table *table, bool colour, FILE *out)
{
    static const char *const starts[] = {
        [CAS_PLAIN] = "",         [CAS_GOOD] = "\033[32m",
        [CAS_BAD] = "\033[1;31m", [CAS_DOUBTFUL] = "\033[33m",
        [CAS_FAINT] = "\033[2m",
    };
    size_t *widths = cas_allocate(table->columns, sizeof *widths);
    for (size_t k = 0; k < table->columns; k++)
        widths[k] = strlen(table->headers[k]);
    for (size_t i = 0; i < table->count; i++) {
        size_t length = strlen(table->cells[i].text);
        if (length > widths[i % table->columns])
            widths[i % table->columns] = length;
    }
    for (size_t k = 0; k < table->columns; k++)
        write_cell(table->headers[k], table->alignment[k], widths[k],
                   k + 1 == table->columns, colour ? "\033[1m" : "", out);
    for (size_t i = 0; i < table->count; i++) {
        size_t k = i % table->columns;
        const struct cell *cell = &table->cells[i];
        write_cell(cell->text, table->alignment[k], widths[k], k + 1 == table->columns,
                   colour ? starts[cell->tone] : "", out);
        if (cell->remark != NULL)
            cas_write_wrapped(cell->remark, 4, 84, out);
    }
    free(widths);
}
