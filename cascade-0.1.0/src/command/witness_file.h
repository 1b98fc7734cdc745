/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_COMMAND_WITNESS_FILE_H
#define CASCADE_COMMAND_WITNESS_FILE_H

#include "claim/ledger.h"

/* Writes every violating instance that the audit found to folder/ID-VERSION.json (the
   colon and the slash of an id become hyphens); folder is made where it does not exist.
   An entry without a stored witness then names its file.  Errors: CAS_SYSTEM. */
cas_status cas_witness_files_write(cas_ledger *ledger, const char *folder,
                                   cas_message *message);

/* The value of "format" in a witness file, to be given to free().  Errors: CAS_SYNTAX,
   CAS_INPUT, as "NAME:LINE:COLUMN: $.path: ..". */
cas_status cas_witness_format(const char *text, size_t length, const char *name,
                              char **format, cas_message *message);

#endif
