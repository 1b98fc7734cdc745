/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "file/input_file.h"
#include "tests/fuzz/harness.h"

#include <stdio.h>
#include <stdlib.h>

/* Runs a harness once for each FILE, where libFuzzer does not. */
int main(int count, char **arguments)
{
    enum { LONGEST = 1 << 26 };
    for (int i = 1; i < count; i++) {
        char *text;
        size_t length;
        cas_message message;
        if (cas_input_file_read(arguments[i], LONGEST, &text, &length, &message) !=
            CAS_OK) {
            fprintf(stderr, "%s\n", message.text);
            return 1;
        }
        LLVMFuzzerTestOneInput((const uint8_t *)text, length);
        free(text);
    }
    return 0;
}
