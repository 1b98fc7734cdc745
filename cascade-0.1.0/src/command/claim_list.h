/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_COMMAND_CLAIM_LIST_H
#define CASCADE_COMMAND_CLAIM_LIST_H

#include "claim/claims_file.h"

/* What a command is about: the claims of the paper, or those of a user's file. */
typedef struct cas_claim_list {
    const cas_claim *const *claims; /* ended by NULL */
    cas_claims_file *file;          /* NULL: of the paper */
} cas_claim_list;

/* path: of the user's file, "-" for standard input; NULL: the paper's.  Errors: of
   reading. */
cas_status cas_claim_list_open(const char *path, cas_claim_list *list,
                               cas_message *message);
void cas_claim_list_close(cas_claim_list *list);

#endif
