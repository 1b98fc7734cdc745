/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "command/claim_list.h"

#include "claim/chain_instance.h"
#include "claim/process_instance.h"
#include "command/claims.h"
#include "descent/chain_descent_instance.h"
#include "descent/descent_instance.h"
#include "file/input_file.h"

#include <stdlib.h>

static const cas_claim subjects[] = {
    {.kind = &cas_process_kind, .generate = cas_process_instance_generate},
    {.kind = &cas_chain_kind, .generate = cas_chain_instance_generate},
    {.kind = &cas_descent_kind, .generate = cas_descent_claim_generate},
    {.kind = &cas_chain_descent_kind, .generate = cas_chain_descent_claim_generate},
    {.kind = NULL},
};

cas_status cas_claim_list_open(const char *path, cas_claim_list *list,
                               cas_message *message)
{
    char *text;
    size_t length;
    *list = (cas_claim_list){.claims = cas_claims};
    if (path == NULL)
        return CAS_OK;
    cas_status status =
        cas_input_file_read(path, CAS_CLAIMS_FILE_BYTES, &text, &length, message);
    if (status != CAS_OK)
        return status;
    status = cas_claims_file_read(text, length, cas_input_file_name(path), subjects,
                                  &list->file, message);
    free(text);
    if (status == CAS_OK)
        list->claims = list->file->claims;
    return status;
}

void cas_claim_list_close(cas_claim_list *list)
{
    cas_claims_file_free(list->file);
}
