/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FILE_MESSAGE_TEXT_H
#define CASCADE_FILE_MESSAGE_TEXT_H

#include <stddef.h>

/* What users have written, in messages and on terminals. */

/* Appends (cas_append) at most `most` bytes of the start of source, no part of a UTF-8
   character, and "..." for what was cut. */
void cas_text_append_start(char **text, const char *source, size_t length, size_t most);

/* The text on one line, to be given to free(): what is hidden is escaped as "\u001B", as
   are newlines and tabs, and what is no UTF-8, as when somebody has cut a character in
   two, becomes "?". */
char *cas_text_line(const char *text);

/* The first character that a terminal obeys instead of showing it, a control character or
   one that turns the direction of text, or that is no UTF-8; NULL where there is none.
   Newlines and tabs are not hidden. */
const char *cas_text_hidden(const char *text);

#endif
