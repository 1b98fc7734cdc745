/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/ledger.h"
#include "command/claim_list.h"
#include "command/command.h"
#include "command/options.h"
#include "command/selection.h"
#include "search/attainable.h"
#include "search/search.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    OPTION_CLAIMS,
    OPTION_OPERATORS,
    OPTION_SECONDS,
    OPTION_SEED,
    OPTION_JSON,
    OPTION_ATLAS
};

static const cas_option options[] = {
    {"claims", "FILE", "CLAIM is a statement of FILE (\"cascade-claims/1\")"},
    {"operators", "N", "the number of operators, 2 to 12 (default 4)"},
    {"seconds", "S", "search for so long; the result then depends on the machine"},
    {"seed", "NUMBER", "the seed of all random starts (default 20260220)"},
    {"json", NULL, "print the worst case as JSON (\"cascade-search/1\")"},
    {"atlas", "ID,..", "instead, of all versions of these claims for N = 2..8, as CSV"},
    {NULL, NULL, NULL},
};

static cas_status read_options(const cas_call *call, cas_search_plan *plan,
                               cas_message *message)
{
    const char *const *values = call->values;
    uint64_t operators = 4, seconds = 0, seed = CAS_DEFAULT_SEED;
    cas_status status = CAS_OK;
    if (values[OPTION_OPERATORS] != NULL)
        status = cas_option_number("--operators", values[OPTION_OPERATORS], 2,
                                   CAS_SEARCH_OPERATORS, &operators, message);
    if (status == CAS_OK && values[OPTION_SECONDS] != NULL)
        status = cas_option_number("--seconds", values[OPTION_SECONDS], 1, 1000000,
                                   &seconds, message);
    if (status == CAS_OK && values[OPTION_SEED] != NULL)
        status = cas_option_number("--seed", values[OPTION_SEED], 1, INT64_MAX, &seed,
                                   message);
    *plan = cas_search_plan_of(CAS_FULL, seed, (size_t)operators);
    if (seconds > 0) {
        plan->seconds = (double)seconds;
        plan->starts = SIZE_MAX / 2;
        plan->evaluations = 4000;
    }
    return status;
}

static json_t *witness_of(const cas_variants *variants, const cas_search_result *result)
{
    char *text = variants->claim->kind->write(result->instance);
    json_t *witness = json_loads(text, 0, NULL);
    CAS_REQUIRE(witness != NULL);
    free(text);
    return witness;
}

static void write_json(const cas_variants *variants, const cas_search_plan *plan,
                       const cas_search_result *result, FILE *out)
{
    char *lower = cas_interval_lower_text(result->ratio, 20);
    char *upper = cas_interval_upper_text(result->ratio, 20);
    json_t *root = json_pack(
        "{ss ss ss sI s[ss] ss sI so}", "format", "cascade-search/1", "claim",
        variants->claim->id, "version", variants->claim->version, "operators",
        (json_int_t)plan->operators, "ratio", lower, upper, "verdict",
        cas_verdict_names[result->judgement.verdict], "evaluations",
        (json_int_t)result->evaluations, "witness", witness_of(variants, result));
    CAS_REQUIRE(root != NULL);
    json_dumpf(root, out, JSON_INDENT(2));
    fputc('\n', out);
    json_decref(root);
    free(lower);
    free(upper);
}

static void write_text(const cas_variants *variants, const cas_search_plan *plan,
                       const cas_search_result *result, FILE *out)
{
    char *lower = cas_interval_lower_text(result->ratio, 20);
    char *upper = cas_interval_upper_text(result->ratio, 20);
    char *text = variants->claim->kind->write(result->instance);
    fprintf(out,
            "%s %s, %zu operators: the worst of %zu evaluations\n"
            "lhs/rhs  [%s, %s]\n%s at %ld bits\nthe instance:\n%s",
            variants->claim->id, variants->claim->version, plan->operators,
            result->evaluations, lower, upper,
            cas_verdict_names[result->judgement.verdict],
            (long)result->judgement.precision, text);
    free(text);
    free(lower);
    free(upper);
}

static int search(const cas_call *call, const cas_variants *variants,
                  const cas_search_plan *plan, cas_message *message)
{
    static const int results[] = {[CAS_HOLDS] = CAS_EXIT_HOLDS,
                                  [CAS_VIOLATED] = CAS_EXIT_VIOLATED,
                                  [CAS_UNDECIDED] = CAS_EXIT_UNDECIDED};
    cas_search_result result;
    int status = CAS_EXIT_ERROR;
    cas_search_run(variants, NULL, plan, &result);
    if (result.instance == NULL) {
        cas_fail(message, CAS_INPUT, "%s %s: no instance of %zu operators meets it",
                 variants->claim->id, variants->claim->version, plan->operators);
    } else {
        (call->values[OPTION_JSON] != NULL ? write_json : write_text)(variants, plan,
                                                                      &result, call->out);
        status = results[result.judgement.verdict];
    }
    cas_search_clear(variants, &result);
    return status;
}

static int search_claim(const cas_call *call, const cas_claim *claim,
                        const cas_search_plan *plan, cas_message *message)
{
    cas_variants variants;
    int result = CAS_EXIT_ERROR;
    if (cas_variants_init(&variants, claim, false, message) != CAS_OK)
        return CAS_EXIT_ERROR;
    if (cas_search_admits(&variants, message) == CAS_OK)
        result = search(call, &variants, plan, message);
    cas_variants_clear(&variants);
    return result;
}

/* One row of the atlas: the ratio that was found and the one that theory knows. */
static void write_row(const cas_variants *variants, const cas_search_plan *plan,
                      FILE *out)
{
    const cas_claim *claim = variants->claim;
    cas_search_result result;
    cas_search_run(variants, NULL, plan, &result);
    fprintf(out, "%s,%s,%zu,", claim->id, claim->version, plan->operators);
    if (result.instance != NULL)
        fprintf(out, "%.6g,%s,", result.judgement.ratio,
                cas_verdict_names[result.judgement.verdict]);
    else
        fputs(",,", out);
    double known = cas_attainable_ratio(claim, plan->operators);
    if (!isnan(known))
        fprintf(out, "%.6g", known);
    fputc('\n', out);
    cas_search_clear(variants, &result);
}

/* Whether id itself is among the ids of the list, not what it is a part of. */
static bool names(const char *list, const char *id)
{
    size_t length = strlen(id);
    const char *at = list;
    while ((at = strstr(at, id)) != NULL) {
        if ((at == list || at[-1] == ',') && (at[length] == ',' || at[length] == '\0'))
            return true;
        at += length;
    }
    return false;
}

static int write_atlas(const cas_call *call, const cas_claim *const *claims,
                       cas_search_plan *plan, cas_message *message)
{
    enum { FEWEST = 2, MOST = 8 };
    const char *list = call->values[OPTION_ATLAS];
    const cas_claim **selected;
    if (cas_select_claims(claims, list, &selected, message) != CAS_OK)
        return CAS_EXIT_ERROR;
    fputs("claim,version,operators,ratio,verdict,attainable\n", call->out);
    for (size_t k = 0; selected[k] != NULL; k++) {
        cas_variants variants;
        cas_message ignored;
        if (!names(list, selected[k]->id) ||
            cas_variants_init(&variants, selected[k], false, &ignored) != CAS_OK)
            continue;
        for (plan->operators = FEWEST;
             plan->operators <= MOST && cas_search_admits(&variants, &ignored) == CAS_OK;
             plan->operators++)
            write_row(&variants, plan, call->out);
        cas_variants_clear(&variants);
    }
    free(selected);
    return CAS_EXIT_HOLDS;
}

static cas_status check_operands(const cas_call *call, cas_message *message)
{
    bool is_atlas = call->values[OPTION_ATLAS] != NULL;
    if (call->operand_count == (is_atlas ? 0 : 2) &&
        !(is_atlas && call->values[OPTION_OPERATORS] != NULL) &&
        !(is_atlas && call->values[OPTION_JSON] != NULL))
        return CAS_OK;
    return cas_fail(message, CAS_INPUT,
                    "search: expected CLAIM VERSION, or --atlas without it, "
                    "--operators and --json; see 'cascade help search'");
}

static int run(const cas_call *call, cas_message *message)
{
    cas_claim_list list;
    cas_search_plan plan;
    const cas_claim *claim;
    int result = CAS_EXIT_ERROR;
    if (check_operands(call, message) != CAS_OK ||
        read_options(call, &plan, message) != CAS_OK ||
        cas_claim_list_open(call->values[OPTION_CLAIMS], &list, message) != CAS_OK)
        return CAS_EXIT_ERROR;
    if (call->values[OPTION_ATLAS] != NULL)
        result = write_atlas(call, list.claims, &plan, message);
    else if (cas_select_claim(list.claims, call->operands[0], call->operands[1], &claim,
                              message) == CAS_OK)
        result = search_claim(call, claim, &plan, message);
    cas_claim_list_close(&list);
    return result;
}

const cas_command cas_command_search = {
    .name = "search",
    .operands = "CLAIM VERSION | --atlas ID,..",
    .summary = "The worst case of a claim that optimisation finds",
    .details =
        "Maximises lhs/rhs of an inequality about chains or processes over chains of\n"
        "N operators: slopes, curvatures, sizes and laws of the perturbations, and the\n"
        "random instances of the audit.  The worst case is then judged by enclosures,\n"
        "made simpler as long as it stays within a thousandth, and printed as a file\n"
        "for 'cascade check' or 'cascade replay'.  The same seed gives the same result,\n"
        "unless --seconds is given.\n\n"
        "With --atlas the columns are claim, version, operators, ratio, verdict and\n"
        "attainable: the supremum of the ratio where theory knows it.\n\n"
        "Exit status: 0 it holds there (or the atlas is written), 1 it is violated, 2\n"
        "bad usage or input, 3 it is undecided.\n",
    .least = 0,
    .most = 2,
    .options = options,
    .run = run,
};
