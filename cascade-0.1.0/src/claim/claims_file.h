/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_CLAIMS_FILE_H
#define CASCADE_CLAIM_CLAIMS_FILE_H

#include "claim/claim.h"

#include <jansson.h>

/* Claims that a user states.  Files:

     { "format": "cascade-claims/1",
       "title": "..",                                     optional
       "where": "a_i = y~_i - y_i; ..",                   optional, for all claims
       "claims": [
         {"id": "mine:1",
          "statement": "E|a_i|^2 <= 2 E|delta_i|^2 for i = 1..N-1",
          "version": "printed",                           this and the rest optional
          "on": "process",                                the kind of instances
          "where": "b_i = v~_i - v_i; ..",
          "given": ["mine:0", "mine:0 repaired"],         claims before this one
          "style": "any", "input_is_known": false,        of processes
          "mistakes": [{"formula": "..", "what": ".."}],  must be refuted, too
          "note": ".."} ] }

   An id is letters, digits and : / . + _ behind a letter; a version letters and digits.
   No two claims have the same id and version; / and : are the same there, as in names of
   files. */
enum {
    CAS_CLAIMS_FILE_BYTES = 1 << 22,
    CAS_CLAIMS_FILE_CLAIMS = 1000,
    CAS_CLAIMS_FILE_GIVEN = 16,   /* of one claim */
    CAS_CLAIMS_FILE_MISTAKES = 64 /* of one claim */
};

typedef struct cas_claims_file {
    char *name;                     /* of the file: that of its claims */
    const char *title;              /* NULL: none */
    const cas_claim *const *claims; /* in the order of the file, ended by NULL */
    /* What they are made of. */
    cas_claim *claim;
    size_t count;
    json_t *root;
} cas_claims_file;

/* Reads all statements, too.  subjects: kind and generate of all that claims can be
   about, known by the kind's name; the first is the default; ended by one without a kind.
   *file is the caller's.  Errors: "NAME:LINE:COLUMN: $.path: ..", in a statement with
   "column N: " behind the path. */
cas_status cas_claims_file_read(const char *text, size_t length, const char *name,
                                const cas_claim *subjects, cas_claims_file **file,
                                cas_message *message);
void cas_claims_file_free(cas_claims_file *file); /* NULL: nothing */

#endif
