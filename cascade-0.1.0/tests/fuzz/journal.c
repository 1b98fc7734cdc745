/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sweep/journal.h"
#include "file/input_file.h"
#include "tests/fuzz/harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void count(void *context, const cas_run_key *key, cas_training_result *result,
                  uint64_t place)
{
    size_t *records = context;
    CAS_REQUIRE(strlen(key->text) == CAS_RUN_KEY_TEXT - 1 && result->finished);
    CAS_REQUIRE(place > 0);
    (*records)++;
}

/* Opens the journal; *records: how many are in it. */
static cas_status open_journal(const char *path, size_t *records, cas_message *message)
{
    cas_journal *journal;
    *records = 0;
    cas_status status =
        cas_journal_open(&journal, path, CAS_JOURNAL_WRITE, count, records, message);
    cas_journal_close(journal);
    return status;
}

/* Any file either is refused, with one line that says why, and stays as it is, or is a
   journal whose records are found again. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[] = "/tmp/cascade-journal.XXXXXX", *text;
    int descriptor = mkstemp(path);
    CAS_REQUIRE(descriptor >= 0 && write(descriptor, data, size) == (ssize_t)size);
    close(descriptor);
    size_t records, again, length;
    cas_message message;
    if (open_journal(path, &records, &message) == CAS_OK) {
        CAS_REQUIRE(open_journal(path, &again, &message) == CAS_OK && again == records);
    } else {
        CAS_REQUIRE(strncmp(message.text, path, strlen(path)) == 0);
        CAS_REQUIRE(strpbrk(message.text, "\n\r\t\x1B") == NULL);
        CAS_REQUIRE(cas_input_file_read(path, size, &text, &length, &message) == CAS_OK);
        CAS_REQUIRE(length == size && memcmp(text, data, size) == 0);
        free(text);
    }
    unlink(path);
    return 0;
}
