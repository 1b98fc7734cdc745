/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/memory.h"

#include "arithmetic/decimal.h"
#include "arithmetic/message.h"

#include <flint/flint.h>
#include <mpfr.h>
#include <gmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void cas_free_thread_caches(void)
{
    mpfr_free_cache2(MPFR_FREE_LOCAL_CACHE);
    flint_cleanup();
}

/* Not abort: too large an input is no fault of the program. */
static void *require(void *memory)
{
    if (memory == NULL) {
        fputs("cascade: out of memory\n", stderr);
        _Exit(CAS_EXHAUSTED);
    }
    return memory;
}

void *cas_allocate(size_t count, size_t size)
{
    return require(calloc(count == 0 ? 1 : count, size == 0 ? 1 : size));
}

void *cas_reallocate(void *old, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        require(NULL);
    return require(realloc(old, count * size == 0 ? 1 : count * size));
}

static void *watched_allocate(size_t size)
{
    return cas_reallocate(NULL, size, 1);
}

static void *watched_allocate_zeros(size_t count, size_t size)
{
    return cas_allocate(count, size);
}

static void *watched_reallocate(void *old, size_t size)
{
    return cas_reallocate(old, size, 1);
}

static void *watched_resize(void *old, size_t old_size, size_t size)
{
    (void)old_size;
    return watched_reallocate(old, size);
}

static void watched_free(void *memory, size_t size)
{
    (void)size;
    free(memory);
}

void cas_watch_memory(void)
{
    mp_set_memory_functions(watched_allocate, watched_resize, watched_free);
    __flint_set_memory_functions(watched_allocate, watched_allocate_zeros,
                                 watched_reallocate, free);
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
