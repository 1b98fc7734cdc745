/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/memory.h"
#include "command/command.h"
#include "command/table.h"
#include "operator/operator.h"

#include <stdlib.h>

/* What a parameter means and may be; to be given to free(). */
static char *describe(const cas_parameter *parameter)
{
    char *text = cas_duplicate(parameter->meaning);
    const char *const *words = parameter->words;
    for (size_t k = 0; words != NULL && words[k] != NULL; k++)
        cas_append(&text, "%s%s", k == 0 ? "; one of " : ", ", words[k]);
    if (parameter->is_required)
        cas_append(&text, "; required");
    if (parameter->default_word != NULL)
        cas_append(&text, "; default %s", parameter->default_word);
    return text;
}

static void write_family(const cas_family *family, FILE *out)
{
    enum { INDENT = 4, WIDTH = 72 };
    fprintf(out, "%s\n", family->name);
    char *formula = cas_format("f(y, w) = %s", family->formula);
    cas_write_wrapped(formula, INDENT, WIDTH, out);
    free(formula);
    for (const cas_parameter *p = family->parameters; p->name != NULL; p++) {
        fprintf(out, "    %s\n", p->name);
        char *description = describe(p);
        cas_write_wrapped(description, 2 * INDENT, WIDTH, out);
        free(description);
    }
}

static int run(const cas_call *call, cas_message *message)
{
    (void)message;
    for (const cas_family *const *family = cas_families; *family != NULL; family++) {
        if (family != cas_families)
            fputc('\n', call->out);
        write_family(*family, call->out);
    }
    return CAS_EXIT_HOLDS;
}

static const cas_option options[] = {{NULL, NULL, NULL}};

const cas_command cas_command_families = {
    .name = "families",
    .operands = "",
    .summary = "List the built-in operator families with formulas and parameters",
    .details = "Each can stand in a chain file as {\"family\": NAME, ...}.\n",
    .least = 0,
    .most = 0,
    .options = options,
    .run = run,
};
