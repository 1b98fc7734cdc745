/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FILE_MESSAGE_TEXT_H
#define CASCADE_FILE_MESSAGE_TEXT_H

#include <stddef.h>

/* Putting a message together from parts that users have written.  Each appends to the
   text in buffer, of size bytes, and cuts what does not fit. */

void cas_text_append(char *buffer, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* At most `most` bytes of text, no part of a UTF-8 character, and "..."
   for what was cut. */
void cas_text_append_start(char *buffer, size_t size, const char *text, size_t length,
                           size_t most);

/* text on one line: control characters are escaped, and what is no UTF-8, as when
   somebody has cut a character in two, becomes "?". */
void cas_text_append_line(char *buffer, size_t size, const char *text);

#endif
