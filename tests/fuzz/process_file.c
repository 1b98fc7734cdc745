/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "process/process_file.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Any bytes either are refused, with one line that says why, or are a process whose text
   is read and written back unchanged. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cas_process *process, *back;
    cas_message message;
    cas_status status =
        cas_process_read_text((const char *)data, size, "input", &process, &message);
    if (status != CAS_OK) {
        CAS_REQUIRE(process == NULL);
        CAS_REQUIRE(strncmp(message.text, "input:", 6) == 0);
        CAS_REQUIRE(strpbrk(message.text, "\n\r\t\x1B") == NULL);
        return 0;
    }
    char *text = cas_process_write_text(process);
    CAS_REQUIRE(cas_process_read_text(text, strlen(text), "written", &back, &message) ==
                CAS_OK);
    char *again = cas_process_write_text(back);
    CAS_REQUIRE(strcmp(text, again) == 0);
    free(text);
    free(again);
    cas_process_free(process);
    cas_process_free(back);
    return 0;
}
