/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ARITHMETIC_MESSAGE_H
#define CASCADE_ARITHMETIC_MESSAGE_H

#include <stdarg.h>

/* What became of a call that can fail.  Every such function returns a cas_status
   and, unless it is CAS_OK, has written one sentence for the user into the
   cas_message it was given. */
typedef enum cas_status {
    CAS_OK = 0,
    CAS_SYNTAX, /* text that is not of the language it should be in */
    CAS_INPUT,  /* well-formed, but wrong: dimension, unknown key, number out of range */
    CAS_DOMAIN, /* a function evaluated where it is not defined */
    CAS_UNBOUNDED,   /* a supremum that is infinite or could not be bounded */
    CAS_LIMIT,       /* a stated limit of the program is exceeded */
    CAS_UNSUPPORTED, /* the arithmetic does not have the operation */
    CAS_SYSTEM       /* the operating system refused: file, disk, memory map */
} cas_status;

/* One sentence for the user.  Invariant: text is NUL-terminated; empty after CAS_OK. */
typedef struct cas_message {
    char text[1024];
} cas_message;

/* Writes the sentence and returns status, so that a failing function can end with
   `return cas_fail(message, CAS_INPUT, "...", ...)`.  message may be NULL. */
cas_status cas_fail(cas_message *message, cas_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Puts "where: " before the sentence that a callee has written; returns status. */
cas_status cas_fail_in(cas_message *message, cas_status status, const char *where, ...)
    __attribute__((format(printf, 3, 4)));

/* For broken invariants and exhausted memory only: says where and aborts. */
_Noreturn void cas_panic(const char *file, int line, const char *what);
#define CAS_REQUIRE(condition)                                                           \
    ((condition) ? (void)0 : cas_panic(__FILE__, __LINE__, #condition))

#endif
