/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "file/csv.h"

#include "arithmetic/decimal.h"

#include <string.h>

void cas_csv_write_text(const char *text, FILE *out)
{
    if (strpbrk(text, ",\"\r\n") == NULL) {
        fputs(text, out);
        return;
    }
    fputc('"', out);
    for (; *text != '\0'; text++) {
        if (*text == '"')
            fputc('"', out);
        fputc(*text, out);
    }
    fputc('"', out);
}

void cas_csv_write_number(double number, FILE *out)
{
    char text[CAS_DECIMAL_TEXT];
    cas_decimal_write(text, number);
    fputs(text, out);
}
