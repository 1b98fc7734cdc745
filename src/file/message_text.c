/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "file/message_text.h"

#include "arithmetic/decimal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void cas_text_append(char *buffer, size_t size, const char *format, ...)
{
    size_t used = strlen(buffer);
    va_list list;
    va_start(list, format);
    cas_decimal_print(buffer + used, size - used, format, list);
    va_end(list);
}

void cas_text_append_start(char *buffer, size_t size, const char *text, size_t length,
                           size_t most)
{
    size_t cut = length;
    if (cut > most)
        for (cut = most; cut > 0 && ((unsigned char)text[cut] & 0xC0) == 0x80;)
            cut--;
    cas_text_append(buffer, size, "%.*s%s", (int)cut, text, cut < length ? "..." : "");
}

/* The length of the UTF-8 character at text; 0 where it is cut off. */
static size_t character_length(const char *text)
{
    unsigned char first = (unsigned char)text[0];
    size_t length = first < 0x80   ? 1
                    : first < 0xC0 ? 0
                    : first < 0xE0 ? 2
                    : first < 0xF0 ? 3
                                   : 4;
    for (size_t i = 1; i < length; i++)
        if (((unsigned char)text[i] & 0xC0) != 0x80)
            return 0;
    return length;
}

void cas_text_append_line(char *buffer, size_t size, const char *text)
{
    while (*text != '\0') {
        size_t length = character_length(text);
        unsigned char first = (unsigned char)text[0], second = (unsigned char)text[1];
        if (length == 0)
            cas_text_append(buffer, size, "?");
        else if (first < 0x20 || first == 0x7F)
            cas_text_append(buffer, size, "\\u%04X", first);
        else if (first == 0xC2 && second < 0xA0) /* controls U+0080 to U+009F */
            cas_text_append(buffer, size, "\\u%04X", second);
        else
            cas_text_append(buffer, size, "%.*s", (int)length, text);
        text += length == 0 ? 1 : length;
    }
}
