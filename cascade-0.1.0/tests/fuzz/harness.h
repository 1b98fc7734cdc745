/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TESTS_FUZZ_HARNESS_H
#define CASCADE_TESTS_FUZZ_HARNESS_H

#include "arithmetic/message.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* What libFuzzer calls, and main.c with the files of a corpus.  A harness aborts where
   what it states does not hold. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The message of a reader that refuses "input" is one line that begins with that name. */
static inline int harness_refused(const cas_message *message)
{
    CAS_REQUIRE(strncmp(message->text, "input:", strlen("input:")) == 0);
    CAS_REQUIRE(strpbrk(message->text, "\n\r\t\x1B") == NULL);
    return 0;
}

#endif
