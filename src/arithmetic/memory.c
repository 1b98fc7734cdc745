/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/memory.h"

#include "arithmetic/decimal.h"
#include "arithmetic/message.h"

#include <flint/flint.h>
#include <mpfr.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void cas_free_thread_caches(void)
{
    mpfr_free_cache2(MPFR_FREE_LOCAL_CACHE);
    flint_cleanup();
}

void *cas_allocate(size_t count, size_t size)
{
    void *memory = calloc(count == 0 ? 1 : count, size == 0 ? 1 : size);
    CAS_REQUIRE(memory != NULL);
    return memory;
}

void *cas_reallocate(void *old, size_t count, size_t size)
{
    CAS_REQUIRE(size == 0 || count <= (size_t)-1 / size);
    void *memory = realloc(old, count * size == 0 ? 1 : count * size);
    CAS_REQUIRE(memory != NULL);
    return memory;
}

char *cas_duplicate(const char *text)
{
    if (text == NULL)
        return NULL;
    size_t size = strlen(text) + 1;
    return memcpy(cas_allocate(size, 1), text, size);
}

static void append(char **text, const char *format, va_list list)
{
    va_list again;
    va_copy(again, list);
    size_t used = *text == NULL ? 0 : strlen(*text);
    int length = cas_decimal_print(NULL, 0, format, list);
    CAS_REQUIRE(length >= 0);
    *text = cas_reallocate(*text, used + (size_t)length + 1, 1);
    cas_decimal_print(*text + used, (size_t)length + 1, format, again);
    va_end(again);
}

char *cas_format(const char *format, ...)
{
    char *text = NULL;
    va_list list;
    va_start(list, format);
    append(&text, format, list);
    va_end(list);
    return text;
}

void cas_append(char **text, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    append(text, format, list);
    va_end(list);
}
