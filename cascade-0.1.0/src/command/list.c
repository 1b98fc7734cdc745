/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/variants.h"
#include "command/claim_list.h"
#include "command/command.h"
#include "command/selection.h"
#include "command/table.h"

#include <jansson.h>
#include <stdlib.h>

/* The claims of the program can be read: `make check` looks at each of them. */
static cas_variants read_variants(const cas_claim *claim)
{
    cas_variants variants;
    cas_message message;
    if (cas_variants_init(&variants, claim, true, &message) != CAS_OK)
        cas_panic(claim->file, claim->line, message.text);
    return variants;
}

static json_t *claim_to_json(const cas_claim *claim)
{
    json_t *mutants = json_array(), *witnesses = json_array();
    cas_variants variants = read_variants(claim);
    for (size_t m = 0; m < variants.count; m++)
        json_array_append_new(mutants,
                              json_pack("{ss ss}", "name", variants.mutants[m].name,
                                        "what", variants.mutants[m].what));
    cas_variants_clear(&variants);
    for (const char *const *w = claim->witnesses; w != NULL && *w != NULL; w++)
        json_array_append_new(witnesses,
                              json_sprintf("counterexamples/witnesses/%s", *w));
    char *text = cas_claim_text(claim);
    json_t *object = json_pack("{ss ss ss ss? ss si so so}", "id", claim->id, "version",
                               claim->version, "statement", text, "note", claim->note,
                               "file", claim->file, "line", claim->line, "mutants",
                               mutants, "witnesses", witnesses);
    free(text);
    return object;
}

static void write_json(const cas_claim *const *claims, FILE *out)
{
    json_t *list = json_array();
    for (; *claims != NULL; claims++)
        CAS_REQUIRE(json_array_append_new(list, claim_to_json(*claims)) == 0);
    json_t *root = json_pack("{ss so}", "format", "cascade-list/1", "claims", list);
    CAS_REQUIRE(root != NULL);
    json_dumpf(root, out, JSON_INDENT(2));
    fputc('\n', out);
    json_decref(root);
}

static void write_table(const cas_claim *const *claims, bool colour, FILE *out)
{
    static const char *const headers[] = {"claim", "version", "defined at", "mutants"};
    cas_table *table = cas_table_new("lllr", headers);
    for (; *claims != NULL; claims++) {
        const cas_claim *claim = *claims;
        cas_variants variants = read_variants(claim);
        char *text = cas_claim_text(claim);
        cas_table_add(table, CAS_PLAIN, "%s", claim->id);
        cas_table_add(table, CAS_PLAIN, "%s", claim->version);
        cas_table_add(table, CAS_FAINT, "%s:%d", claim->file, claim->line);
        cas_table_add(table, CAS_PLAIN, "%zu", variants.count);
        cas_table_remark(table, text);
        cas_variants_clear(&variants);
        free(text);
    }
    cas_table_write(table, colour, out);
    cas_table_free(table);
}

enum { OPTION_CLAIMS, OPTION_JSON };

static int run(const cas_call *call, cas_message *message)
{
    cas_claim_list list;
    const cas_claim **claims;
    if (cas_claim_list_open(call->values[OPTION_CLAIMS], &list, message) != CAS_OK)
        return CAS_EXIT_ERROR;
    CAS_REQUIRE(cas_select_claims(list.claims, NULL, &claims, message) == CAS_OK);
    if (call->values[OPTION_JSON] != NULL)
        write_json(claims, call->out);
    else
        write_table(claims, call->colour, call->out);
    free(claims);
    cas_claim_list_close(&list);
    return CAS_EXIT_HOLDS;
}

static const cas_option options[] = {
    {"claims", "FILE", "list the statements of FILE (\"cascade-claims/1\") instead"},
    {"json", NULL, "print the list as JSON (\"cascade-list/1\")"},
    {NULL, NULL, NULL},
};

const cas_command cas_command_list = {
    .name = "list",
    .operands = "",
    .summary = "List all claims with their statements and where they are defined",
    .details = "",
    .least = 0,
    .most = 0,
    .options = options,
    .run = run,
};
