/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "file/csv.h"

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
