/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chain/chain_file.h"
#include "tests/fuzz/harness.h"

#include <stdlib.h>
#include <string.h>

/* Any bytes either are refused, with one line that says why, or are a chain that is
   written and read back unchanged. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cas_chain *chain, *back;
    cas_message message;
    cas_status status =
        cas_chain_read_text((const char *)data, size, "input", &chain, &message);
    if (status != CAS_OK)
        return harness_refused(&message);
    char *text = cas_chain_write_text(chain);
    CAS_REQUIRE(cas_chain_read_text(text, strlen(text), "written", &back, &message) ==
                CAS_OK);
    CAS_REQUIRE(cas_chain_equal(chain, back));
    char *again = cas_chain_write_text(back);
    CAS_REQUIRE(strcmp(text, again) == 0);
    free(text);
    free(again);
    cas_chain_free(chain);
    cas_chain_free(back);
    return 0;
}
