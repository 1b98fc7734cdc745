/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/message.h"

#include "arithmetic/decimal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

cas_status cas_fail(cas_message *message, cas_status status, const char *format, ...)
{
    if (message != NULL) {
        va_list list;
        va_start(list, format);
        cas_decimal_print(message->text, sizeof message->text, format, list);
        va_end(list);
    }
    return status;
}

cas_status cas_fail_in(cas_message *message, cas_status status, const char *where, ...)
{
    if (message != NULL) {
        cas_message inner = *message;
        va_list list;
        va_start(list, where);
        int used = cas_decimal_print(message->text, sizeof message->text, where, list);
        va_end(list);
        size_t at = used < 0 ? 0 : (size_t)used;
        size_t room = at < sizeof message->text ? sizeof message->text - at : 0;
        if (room > 0 && snprintf(message->text + at, room, ": %s", inner.text) < 0)
            message->text[at] = '\0';
    }
    return status;
}

void cas_panic(const char *file, int line, const char *what)
{
    fprintf(stderr, "cascade: %s:%d: internal error: %s\n", file, line, what);
    abort();
}
