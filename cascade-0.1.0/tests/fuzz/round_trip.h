/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TESTS_FUZZ_ROUND_TRIP_H
#define CASCADE_TESTS_FUZZ_ROUND_TRIP_H

#include "tests/fuzz/harness.h"

#include <stdlib.h>
#include <string.h>

/* The harness of a reader and the writer of what it reads: any bytes either are refused,
   with one line that says why, or are what is written and read back unchanged. */
#define ROUND_TRIP(type, read, write, release)                                           \
    int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)                         \
    {                                                                                    \
        type *one, *back;                                                                \
        cas_message message;                                                             \
        if (read((const char *)data, size, "input", &one, &message) != CAS_OK)           \
            return harness_refused(&message);                                            \
        char *text = write(one);                                                         \
        CAS_REQUIRE(read(text, strlen(text), "written", &back, &message) == CAS_OK);     \
        char *again = write(back);                                                       \
        CAS_REQUIRE(strcmp(text, again) == 0);                                           \
        free(text);                                                                      \
        free(again);                                                                     \
        release(one);                                                                    \
        release(back);                                                                   \
        return 0;                                                                        \
    }

#endif
