/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ARITHMETIC_MEMORY_H
#define CASCADE_ARITHMETIC_MEMORY_H

#include <stddef.h>

/* Zeroed storage for count objects of size bytes, to be given to free().  Never NULL:
   count 0 gives a pointer that can be freed, and where memory is exhausted the program
   ends with a message and status CAS_EXHAUSTED. */
enum { CAS_EXHAUSTED = 2 };
void *cas_allocate(size_t count, size_t size);

/* As realloc for count objects of size bytes; new bytes are not zeroed.  Never NULL. */
void *cas_reallocate(void *old, size_t count, size_t size);

/* Makes GMP, MPFR and FLINT end the program in the same way; before their first use. */
void cas_watch_memory(void);

/* Frees what MPFR and FLINT keep for the calling thread; no number of FLINT may be left
   in it. */
void cas_free_thread_caches(void);

/* A copy of text, to be given to free().  NULL gives NULL. */
char *cas_duplicate(const char *text);

/* Formatted text in storage of its own, to be given to free(). */
char *cas_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Puts formatted text behind *text, which is NULL at first or from one of these. */
void cas_append(char **text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
