/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "file/message_text.h"

#include "arithmetic/memory.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

void cas_text_append_start(char **text, const char *source, size_t length, size_t most)
{
    size_t cut = length;
    if (cut > most)
        for (cut = most; cut > 0 && ((unsigned char)source[cut] & 0xC0) == 0x80;)
            cut--;
    cas_append(text, "%.*s%s", (int)cut, source, cut < length ? "..." : "");
}

/* The UTF-8 character at text; its length is 0 where it is cut off. */
static uint32_t read_character(const char *text, size_t *length)
{
    unsigned char first = (unsigned char)text[0];
    *length = first < 0x80   ? 1
              : first < 0xC0 ? 0
              : first < 0xE0 ? 2
              : first < 0xF0 ? 3
                             : 4;
    uint32_t character = *length < 2 ? first : first & (0x7Fu >> *length);
    for (size_t i = 1; i < *length; i++) {
        unsigned char next = (unsigned char)text[i];
        if ((next & 0xC0) != 0x80) {
            *length = 0;
            return 0;
        }
        character = character << 6 | (next & 0x3F);
    }
    return character;
}

/* The controls of ASCII and of U+0080 to U+009F, the separators of lines and paragraphs,
   and the marks, embeddings, overrides and isolates of directions. */
static bool is_hidden(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || c == 0x200E ||
           c == 0x200F || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

char *cas_text_line(const char *text)
{
    enum { ESCAPE = sizeof "\\u0000" - 1 }; /* at most so many for each byte */
    char *line = cas_allocate(ESCAPE * strlen(text) + 1, 1), *end = line;
    for (size_t length; *text != '\0'; text += length) {
        uint32_t character = read_character(text, &length);
        if (length == 0) {
            *end++ = '?';
            length = 1;
        } else if (is_hidden(character)) {
            end += sprintf(end, "\\u%04X", (unsigned)character);
        } else {
            memcpy(end, text, length);
            end += length;
        }
    }
    *end = '\0';
    return line;
}

const char *cas_text_hidden(const char *text)
{
    while (*text != '\0') {
        size_t length;
        uint32_t character = read_character(text, &length);
        if (length == 0 || (is_hidden(character) && *text != '\n' && *text != '\t'))
            return text;
        text += length;
    }
    return NULL;
}
