/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/chain_instance.h"
#include "claim/claims_file.h"
#include "claim/process_instance.h"
#include "claim/variants.h"
#include "descent/descent_instance.h"
#include "tests/fuzz/harness.h"

#include <stdlib.h>
#include <string.h>

static const cas_claim subjects[] = {
    {.kind = &cas_process_kind, .generate = cas_process_instance_generate},
    {.kind = &cas_chain_kind, .generate = cas_chain_instance_generate},
    {.kind = &cas_descent_kind, .generate = cas_descent_claim_generate},
    {.kind = NULL},
};

/* A claim of a file is ready to be judged, as are its mutants. */
static void check_claim(const cas_claim *claim)
{
    cas_variants variants;
    CAS_REQUIRE(cas_variants_init(&variants, claim, true, NULL) == CAS_OK);
    CAS_REQUIRE(variants.statement != NULL);
    cas_variants_clear(&variants);
    char *text = cas_claim_text(claim);
    CAS_REQUIRE(text[0] != '\0');
    free(text);
}

/* Any bytes either are refused, with one line that says why and where, or are claims that
   can be judged. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cas_claims_file *file;
    cas_message message;
    cas_status status = cas_claims_file_read((const char *)data, size, "input", subjects,
                                             &file, &message);
    if (status != CAS_OK)
        return harness_refused(&message);
    CAS_REQUIRE(file->claims[0] != NULL);
    for (size_t k = 0; file->claims[k] != NULL; k++)
        check_claim(file->claims[k]);
    cas_claims_file_free(file);
    return 0;
}
