/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chain/chain_file.h"
#include "command/chain_check.h"
#include "command/command.h"
#include "file/input_file.h"

#include <stdlib.h>

enum { OPTION_JSON };

static int run(const cas_call *call, cas_message *message)
{
    const char *path = call->operands[0];
    char *text;
    size_t length;
    if (cas_input_file_read(path, CAS_CHAIN_FILE_BYTES, &text, &length, message) !=
        CAS_OK)
        return CAS_EXIT_ERROR;
    int result = cas_check_text(text, length, cas_input_file_name(path),
                                call->values[OPTION_JSON] != NULL, call->colour,
                                call->out, message);
    free(text);
    return result;
}

static const cas_option options[] = {
    {"json", NULL, "print the report as JSON (\"cascade-report/1\")"},
    {NULL, NULL, NULL},
};

const cas_command cas_command_check = {
    .name = "check",
    .operands = "FILE",
    .summary = "Check Theorems 1 and 2 on a chain of operators",
    .details =
        "FILE is a chain file (\"cascade-chain/1\"); \"-\" is standard input.  Prints\n"
        "the five constants of Assumption 3, then E||u~ - u||^2 against Theorem 1 and\n"
        "||E[u~ - u]||^2 against Theorem 2, as printed, sharp and repaired, in\n"
        "certified enclosures, and the double precision reference beside them.  Of a\n"
        "certified constant that may be more than 1 per cent above the supremum the\n"
        "table says how many times too large it may be.\n"
        "Where a state of the chain contradicts constants that the file declares, a\n"
        "warning says so, and every verdict is undecided.\n\n"
        "Exit status: 0 all hold, 1 some are violated, 2 bad usage or input, 3 some\n"
        "are undecided and none is violated.\n",
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};
