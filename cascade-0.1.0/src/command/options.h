/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_COMMAND_OPTIONS_H
#define CASCADE_COMMAND_OPTIONS_H

#include "command/command.h"

#include <stdint.h>

/* Parses argv[1..argc) by the command's table (getopt_long: options and operands in any
   order, "--" ends the options).  call->values is for free(); operands point into argv.
   Nothing is demanded of the operands when --help was given.  Errors: CAS_INPUT. */
cas_status cas_options_parse(const cas_command *command, int argc, char **argv,
                             cas_call *call, cas_message *message);

/* CAS_INPUT if the output would take the place of a file that the call reads. */
cas_status cas_options_check_output(const cas_call *call, cas_message *message);

/* Reads a whole number from least to most. name stands in the message.
   Errors: CAS_INPUT. */
cas_status cas_option_number(const char *name, const char *text, uint64_t least,
                             uint64_t most, uint64_t *number, cas_message *message);

/* The number of an option by its place in the command's table; *number stays as it is
   where the option was not given. */
cas_status cas_call_number(const cas_call *call, size_t option, uint64_t least,
                           uint64_t most, uint64_t *number, cas_message *message);

/* The index of text among count words; CAS_INPUT lists them. */
cas_status cas_option_word(const char *name, const char *text, const char *const *words,
                           size_t count, size_t *index, cas_message *message);

/* The help of one command, or (NULL) of all. */
void cas_write_help(const cas_command *command, FILE *out);

#endif
