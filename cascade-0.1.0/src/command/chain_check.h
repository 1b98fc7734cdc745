/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_COMMAND_CHAIN_CHECK_H
#define CASCADE_COMMAND_CHAIN_CHECK_H

#include "arithmetic/message.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Checks the chain of a file's text and writes the report to out.  Returns the exit
   status of the command; an error's message names file, line, column and JSON path. */
int cas_check_text(const char *text, size_t length, const char *name, bool json,
                   bool colour, FILE *out, cas_message *message);

#endif
