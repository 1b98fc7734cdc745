/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/chain/quoted_chain.h"

#include "arithmetic/memory.h"

#include <stdlib.h>
#include <string.h>

char *quoted(const char *text)
{
    char *copy = cas_duplicate(text);
    for (char *at = copy; *at != '\0'; at++)
        if (*at == '\'')
            *at = '"';
    return copy;
}

cas_status read_quoted(const char *text, cas_chain **chain, cas_message *message)
{
    char *copy = quoted(text);
    cas_status status = cas_chain_read_text(copy, strlen(copy), "x", chain, message);
    free(copy);
    return status;
}
