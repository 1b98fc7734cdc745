/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/memory.h"
#include "chain/chain_file.h"
#include "claim/ledger.h"
#include "claim/ratios.h"
#include "command/claims.h"
#include "command/command.h"
#include "command/options.h"
#include "command/selection.h"
#include "file/csv.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { OPTION_CLAIM, OPTION_OPERATORS, OPTION_TRIALS, OPTION_SEED, OPTION_CHAIN };

static const cas_option options[] = {
    {"claim", "ID,..", "the claims (default thm:1,thm:2), all their versions"},
    {"operators", "A..B", "the numbers N of operators (default 2..8)"},
    {"trials", "NUMBER", "chains for each style and each N (default 100)"},
    {"seed", "NUMBER", "the seed of all chains (default 20260220)"},
    {"chain", "STYLE,N,T", "print the chain file of that trial instead"},
    {NULL, NULL, NULL},
};

enum { MOST_OPERATORS = 12, MOST_TRIALS = 1000000 };

/* "A..B" or "A". */
static cas_status read_range(const char *text, cas_ratio_plan *plan, cas_message *message)
{
    int end = 0, first = 0;
    int read = sscanf(text, "%zu%n..%zu%n", &plan->fewest, &first, &plan->most, &end);
    if (read == 1) {
        plan->most = plan->fewest;
        end = first;
    }
    if (read < 1 || text[end] != '\0' || plan->fewest < 2 ||
        plan->most > MOST_OPERATORS || plan->fewest > plan->most)
        return cas_fail(message, CAS_INPUT,
                        "--operators: expected A..B with 2 <= A <= B <= %d, found '%s'",
                        MOST_OPERATORS, text);
    return CAS_OK;
}

static cas_status read_options(const cas_call *call, cas_ratio_plan *plan,
                               cas_message *message)
{
    const char *const *values = call->values;
    *plan =
        (cas_ratio_plan){.fewest = 2, .most = 8, .trials = 100, .seed = CAS_DEFAULT_SEED};
    uint64_t trials = plan->trials;
    cas_status status = CAS_OK;
    if (values[OPTION_OPERATORS] != NULL)
        status = read_range(values[OPTION_OPERATORS], plan, message);
    if (status == CAS_OK)
        status = cas_call_number(call, OPTION_TRIALS, 1, MOST_TRIALS, &trials, message);
    if (status == CAS_OK)
        status = cas_call_number(call, OPTION_SEED, 1, INT64_MAX, &plan->seed, message);
    plan->trials = (size_t)trials;
    return status;
}

/* Whether id is an entry of the comma-separated list itself, not a part of one. */
static bool names(const char *list, const char *id)
{
    size_t length = strlen(id);
    for (const char *at = list; at != NULL; at = strchr(at, ',')) {
        at += *at == ',';
        if (strncmp(at, id, length) == 0 && (at[length] == ',' || at[length] == '\0'))
            return true;
    }
    return false;
}

/* The list's claims that can be judged on a chain; to be given to free(). */
static cas_status select_claims(const char *list, const cas_claim ***selected,
                                cas_message *message)
{
    cas_status status = cas_select_claims(cas_claims, list, selected, message);
    if (status != CAS_OK)
        return status;
    const cas_claim **all = *selected;
    size_t kept = 0;
    for (size_t i = 0; all[i] != NULL; i++)
        if (cas_claim_has_ratios(all[i]) && names(list, all[i]->id))
            all[kept++] = all[i];
    all[kept] = NULL;
    if (kept > 0)
        return CAS_OK;
    free(all);
    return cas_fail(message, CAS_INPUT,
                    "--claim: expected claims that can be judged on a chain, such as "
                    "thm:1, found '%s'",
                    list);
}

static const char *verdict_name(const cas_ratio *ratio)
{
    return ratio->applies ? cas_verdict_names[ratio->verdict] : "vacuous";
}

/* True where a version that ought to be true was violated. */
static bool write_claim(const cas_ratio_plan *plan, const cas_claim *claim,
                        const cas_ratio *ratio, FILE *out)
{
    bool is_wrong = false;
    for (cas_chain_style s = 0; s < CAS_CHAINS_COUNT; s++)
        for (size_t n = plan->fewest; n <= plan->most; n++)
            for (size_t t = 0; t < plan->trials; t++, ratio++) {
                fprintf(out, "%s,%s,%s,%zu,%zu,", claim->id, claim->version,
                        cas_chain_style_names[s], n, t);
                if (ratio->applies)
                    cas_csv_write_number(ratio->ratio, out);
                fprintf(out, ",%s\n", verdict_name(ratio));
                is_wrong |= ratio->applies && ratio->verdict == CAS_VIOLATED &&
                            strcmp(claim->version, "printed") != 0;
            }
    return is_wrong;
}

static int write_ratios(const cas_call *call, const cas_ratio_plan *plan,
                        cas_message *message)
{
    cas_ratio *ratios;
    if (cas_ratios_run(plan, &ratios, message) != CAS_OK)
        return CAS_EXIT_ERROR;
    size_t rows = CAS_CHAINS_COUNT * (plan->most - plan->fewest + 1) * plan->trials;
    int result = CAS_EXIT_HOLDS;
    fputs("claim,version,style,operators,trial,ratio,verdict\n", call->out);
    for (size_t c = 0; plan->claims[c] != NULL; c++)
        if (write_claim(plan, plan->claims[c], ratios + c * rows, call->out))
            result = CAS_EXIT_VIOLATED;
    free(ratios);
    return result;
}

/* The chain file of the trial "STYLE,N,T". */
static int write_chain(const cas_call *call, const cas_ratio_plan *plan,
                       cas_message *message)
{
    const char *text = call->values[OPTION_CHAIN];
    size_t operators = 0, trial = 0, style;
    int name = (int)strcspn(text, ","), end = 0;
    char *style_name = cas_format("%.*s", name, text);
    cas_status status = cas_option_word("--chain", style_name, cas_chain_style_names,
                                        CAS_CHAINS_COUNT, &style, message);
    free(style_name);
    if (status == CAS_OK &&
        (sscanf(text + name, ",%zu,%zu%n", &operators, &trial, &end) < 2 ||
         text[name + end] != '\0' || operators < 2 || operators > MOST_OPERATORS ||
         trial > MOST_TRIALS))
        status = cas_fail(message, CAS_INPUT,
                          "--chain: expected STYLE,N,T with 2 <= N <= %d and T <= %d, "
                          "found '%s'",
                          MOST_OPERATORS, MOST_TRIALS, text);
    if (status != CAS_OK)
        return CAS_EXIT_ERROR;
    cas_chain *chain;
    cas_ratio_trial(plan, (cas_chain_style)style, operators, trial, &chain);
    char *file = cas_chain_write_text(chain);
    fputs(file, call->out);
    free(file);
    cas_chain_free(chain);
    return CAS_EXIT_HOLDS;
}

static int run(const cas_call *call, cas_message *message)
{
    cas_ratio_plan plan;
    if (read_options(call, &plan, message) != CAS_OK)
        return CAS_EXIT_ERROR;
    if (call->values[OPTION_CHAIN] != NULL)
        return write_chain(call, &plan, message);
    const char *list = call->values[OPTION_CLAIM];
    const cas_claim **claims;
    if (select_claims(list != NULL ? list : "thm:1,thm:2", &claims, message) != CAS_OK)
        return CAS_EXIT_ERROR;
    plan.claims = claims;
    int result = write_ratios(call, &plan, message);
    free(claims);
    return result;
}

const cas_command cas_command_ratios = {
    .name = "ratios",
    .operands = "",
    .summary = "Print how much of each bound random chains use, as CSV",
    .details =
        "One row per claim, version, style of chain, number of operators and trial:\n"
        "the ratio lhs/rhs, rounded up from certified enclosures, and the verdict\n"
        "(holds, violated, undecided, vacuous). Styles: ridge, curved, linear and\n"
        "extremal, which comes near sharp Theorem 1. For the sharp form of Theorem 2,\n"
        "which bounds norms row by row, the ratio is that of the worst row, squared.\n\n"
        "Exit status: 0 also where a printed version is violated, 1 where a repaired\n"
        "or sharp one is, 2 bad usage or an error.\n",
    .least = 0,
    .most = 0,
    .options = options,
    .run = run,
};
