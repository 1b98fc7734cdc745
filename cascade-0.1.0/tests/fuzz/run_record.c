/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/memory.h"
#include "sweep/run_record.h"
#include "tests/fuzz/harness.h"

#include <sha2.h>
#include <stdlib.h>

/* The record that a line is, with its hash; NULL: it is none. */
static char *rewrite(const char *line, size_t length, size_t *new_length)
{
    cas_run_key key;
    cas_training_result result;
    char *text = NULL;
    if (cas_run_record_read(line, length, &key, &result))
        text = cas_run_record_write(&key, &result, new_length);
    cas_training_result_clear(&result);
    return text;
}

/* Any bytes, with their hash behind them, either are no record, or one that is written
   and read back unchanged. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t length = 0, again_length = 0;
    char *line = cas_allocate(size + 1 + SHA256_DIGEST_STRING_LENGTH, 1);
    memcpy(line, data, size);
    line[size] = ' ';
    SHA256Data(data, size, line + size + 1);
    char *text = rewrite(line, size + SHA256_DIGEST_STRING_LENGTH, &length);
    if (text != NULL) {
        char *again = rewrite(text, length - 1, &again_length);
        CAS_REQUIRE(again != NULL && again_length == length);
        CAS_REQUIRE(memcmp(text, again, length) == 0);
        free(again);
    }
    free(text);
    free(line);
    return 0;
}
