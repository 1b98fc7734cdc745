/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_COMMAND_COMMAND_H
#define CASCADE_COMMAND_COMMAND_H

#include "arithmetic/message.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* A subcommand of `cascade`: one file, one cas_command, one line in the table of main.c.

   A subcommand composes what it has to say in memory; main.c delivers it to standard
   output or --output when the subcommand has succeeded, so that an error leaves no
   half output behind. */

enum {
    CAS_EXIT_HOLDS = 0,
    CAS_EXIT_VIOLATED = 1,
    CAS_EXIT_ERROR = 2, /* bad usage or input: one message, no output */
    CAS_EXIT_UNDECIDED = 3,
    CAS_EXIT_SIGNAL = 128 /* and the signal's number: stopped; as CAS_EXIT_ERROR else */
};

/* An option "--name" or "--name ARGUMENT" (argument NULL: it takes none).  The argument
   "FILE" is a file, which --output may not replace; so are operands that are named so. */
typedef struct cas_option {
    const char *name, *argument, *meaning;
} cas_option;

typedef struct cas_command cas_command;

/* One call of a subcommand, parsed. */
typedef struct cas_call {
    const cas_command *command;
    /* per option: its argument; "" where it takes none; NULL: not given */
    const char **values;
    size_t operand_count;
    char **operands;
    bool help;          /* is asked for, and nothing else */
    const char *output; /* --output, or NULL */
    FILE *out;          /* where the output is composed */
    bool is_terminal;   /* the output goes to a terminal .. */
    bool colour;        /* .. that wants colours */
} cas_call;

struct cas_command {
    const char *name;
    const char *operands; /* for the usage line: "FILE"; "" for none */
    const char *summary;  /* one line */
    const char *details;  /* further lines of help, each ended by a newline; may be "" */
    size_t least, most;   /* number of operands */
    const cas_option *options; /* ended by a NULL name */
    /* Called first: whether this process has an output.  NULL: it has. */
    bool (*begin)(const cas_call *call);
    /* The exit status; message is written where it is CAS_EXIT_ERROR or a signal's. */
    int (*run)(const cas_call *call, cas_message *message);
};

extern const cas_command cas_command_audit;
extern const cas_command cas_command_check;
extern const cas_command cas_command_errata;
extern const cas_command cas_command_families;
extern const cas_command cas_command_list;
extern const cas_command cas_command_orbit;
extern const cas_command cas_command_plateau;
extern const cas_command cas_command_ratios;
extern const cas_command cas_command_replay;
extern const cas_command cas_command_search;
extern const cas_command cas_command_sweep;

/* All subcommands in alphabetical order, ended by NULL. */
extern const cas_command *const cas_commands[];

#endif
