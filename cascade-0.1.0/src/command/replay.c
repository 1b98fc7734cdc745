/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/memory.h"
#include "chain/chain_file.h"
#include "claim/judge.h"
#include "claim/shrink.h"
#include "claim/trials.h"
#include "command/chain_check.h"
#include "command/claim_list.h"
#include "command/command.h"
#include "command/options.h"
#include "command/selection.h"
#include "command/witness_file.h"
#include "file/input_file.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { OPTION_CLAIMS, OPTION_SEED, OPTION_MUTANT, OPTION_SHRINK, OPTION_ONLY };

static const cas_option options[] = {
    {"claims", "FILE", "claims are the statements of FILE (\"cascade-claims/1\")"},
    {"seed", "NUMBER", "the seed of the audit (default 20260220)"},
    {"mutant", "NAME", "replay the claim with this deliberate mistake"},
    {"shrink", NULL, "make a violating instance simpler first"},
    {"only", "ID,..", "judge these claims alone on FILE"},
    {NULL, NULL, NULL},
};

/* An enclosure twice: decimal, rounded outward, and exactly, in hexadecimal. */
static void write_side(const char *name, mpfi_srcptr x, FILE *out)
{
    char *lower = cas_interval_lower_text(x, 20), *upper = cas_interval_upper_text(x, 20);
    char *exact = NULL;
    CAS_REQUIRE(mpfr_asprintf(&exact, "[%Ra, %Ra]", &x->left, &x->right) >= 0);
    fprintf(out, "%s  [%s, %s]\n     %s\n", name, lower, upper, exact);
    mpfr_free_str(exact);
    free(lower);
    free(upper);
}

/* Judges and prints; the exit status of the verdict. */
static int judge(const cas_claim *claim, const char *mutant, const void *instance,
                 FILE *out, cas_message *message)
{
    static const int results[] = {[CAS_HOLDS] = CAS_EXIT_HOLDS,
                                  [CAS_VIOLATED] = CAS_EXIT_VIOLATED,
                                  [CAS_UNDECIDED] = CAS_EXIT_UNDECIDED};
    int result = CAS_EXIT_ERROR;
    cas_judgement judgement;
    cas_judgement_init(&judgement);
    if (cas_claim_judge(claim, mutant, instance, &judgement, message) == CAS_OK) {
        char *text = cas_claim_formula_text(claim);
        fprintf(out, "%s %s (%s:%d)\n", claim->id, claim->version, claim->file,
                claim->line);
        if (claim->statement != NULL)
            fprintf(out, "%s\n", claim->statement);
        fprintf(out, "%s\n", text);
        free(text);
        if (mutant != NULL)
            fprintf(out, "mutant: %s\n", mutant);
        if (!judgement.applies) {
            fputs("the instance does not meet the hypotheses\n", out);
            result = CAS_EXIT_HOLDS;
        } else {
            write_side("lhs", judgement.lhs, out);
            write_side("rhs", judgement.rhs, out);
            fprintf(out, "lhs/rhs <= %.17g = %a\n%s at %ld bits\n", judgement.ratio,
                    judgement.ratio, cas_verdict_names[judgement.verdict],
                    (long)judgement.precision);
            result = results[judgement.verdict];
        }
    }
    cas_judgement_clear(&judgement);
    return result;
}

/* A trial's coordinates as the user gave them. */
struct trial {
    const cas_claim *claim;
    const char *mutant;
    uint64_t seed, number;
};

static cas_status read_trial(const cas_call *call, const cas_claim *const *claims,
                             struct trial *trial, cas_message *message)
{
    cas_status status = cas_select_claim(claims, call->operands[0], call->operands[1],
                                         &trial->claim, message);
    if (status == CAS_OK)
        status = cas_option_number("TRIAL", call->operands[2], 0, INT64_MAX,
                                   &trial->number, message);
    trial->seed = CAS_DEFAULT_SEED;
    if (status == CAS_OK)
        status = cas_call_number(call, OPTION_SEED, 1, INT64_MAX, &trial->seed, message);
    trial->mutant = call->values[OPTION_MUTANT];
    if (status == CAS_OK && trial->claim->generate == NULL)
        status =
            cas_fail(message, CAS_INPUT, "claim %s %s has no trials: it is decided by %s",
                     trial->claim->id, trial->claim->version,
                     trial->claim->measure != NULL ? "a measurement" : "a certificate");
    return status;
}

static int replay_trial(const cas_call *call, const cas_claim *const *claims,
                        cas_message *message)
{
    struct trial trial;
    void *instance;
    if (read_trial(call, claims, &trial, message) != CAS_OK ||
        cas_trial_generate(trial.claim, trial.seed, trial.number, &instance, message) !=
            CAS_OK)
        return CAS_EXIT_ERROR;
    bool shrink = call->values[OPTION_SHRINK] != NULL;
    if (shrink)
        cas_shrink(trial.claim, trial.mutant, &instance);
    int result = judge(trial.claim, trial.mutant, instance, call->out, message);
    char *text = trial.claim->kind->write(instance);
    fprintf(call->out, "trial %" PRIu64 ", seed %" PRIu64 "%s; the instance:\n%s",
            trial.number, trial.seed, shrink ? ", shrunk" : "", text);
    free(text);
    trial.claim->kind->free(instance);
    return result;
}

/* Violated wins over undecided, undecided over holds; an error over all. */
static int worse(int one, int other)
{
    static const int order[] = {[CAS_EXIT_HOLDS] = 0,
                                [CAS_EXIT_UNDECIDED] = 1,
                                [CAS_EXIT_VIOLATED] = 2,
                                [CAS_EXIT_ERROR] = 3};
    return order[one] > order[other] ? one : other;
}

/* Keeps those claims of the list that are about this instance. */
static void keep_claims_about(const cas_claim **claims, const char *format,
                              const void *instance)
{
    const cas_claim **kept = claims;
    for (; *claims != NULL; claims++) {
        const cas_instance_kind *kind = (*claims)->kind;
        if (cas_claim_is_judged(*claims) && strcmp(kind->format, format) == 0 &&
            (kind->is_about == NULL || kind->is_about(instance, *claims)))
            *kept++ = *claims;
    }
    *kept = NULL;
}

/* Shrinks the instance for those of the claims that it violates. */
static void shrink_for_violated(const cas_claim *const *claims, void **instance)
{
    size_t count = 0;
    while (claims[count] != NULL)
        count++;
    const cas_claim **violated = cas_allocate(count + 1, sizeof *violated);
    cas_judgement judgement;
    cas_message message;
    cas_judgement_init(&judgement);
    for (count = 0; *claims != NULL; claims++)
        if (cas_claim_judge(*claims, NULL, *instance, &judgement, &message) == CAS_OK &&
            judgement.applies && judgement.verdict == CAS_VIOLATED)
            violated[count++] = *claims;
    cas_judgement_clear(&judgement);
    cas_shrink_for_all(violated, instance);
    free(violated);
}

static int judge_instance(const cas_claim *const *claims, const void *instance, FILE *out,
                          cas_message *message)
{
    int result = CAS_EXIT_HOLDS;
    for (size_t k = 0; claims[k] != NULL && result != CAS_EXIT_ERROR; k++) {
        if (k > 0)
            fputc('\n', out);
        result = worse(result, judge(claims[k], NULL, instance, out, message));
    }
    return result;
}

static const cas_instance_kind *find_kind(const cas_claim *const *claims,
                                          const char *format)
{
    for (; *claims != NULL; claims++)
        if ((*claims)->kind != NULL && strcmp((*claims)->kind->format, format) == 0)
            return (*claims)->kind;
    return NULL;
}

/* Judges every claim of the list that is about this instance. */
static int judge_text(const cas_claim **claims, const char *format, const char *text,
                      size_t length, const char *name, bool shrinks, FILE *out,
                      cas_message *message)
{
    const cas_instance_kind *kind = find_kind(claims, format);
    void *instance = NULL;
    if (kind != NULL && kind->read(text, length, name, &instance, message) != CAS_OK)
        return CAS_EXIT_ERROR;
    keep_claims_about(claims, format, instance);
    int result = CAS_EXIT_ERROR;
    if (claims[0] != NULL) {
        if (shrinks)
            shrink_for_violated(claims, &instance);
        result = judge_instance(claims, instance, out, message);
    } else {
        cas_fail(message, CAS_INPUT,
                 "%s: none of the claims is about this instance of the format '%s'", name,
                 format);
    }
    if (shrinks && result != CAS_EXIT_ERROR) {
        char *written = kind->write(instance);
        fprintf(out, "the instance, shrunk:\n%s", written);
        free(written);
    }
    if (kind != NULL)
        kind->free(instance);
    return result;
}

/* The claims of the paper on a chain are what `check` looks at, unless
   others are named. */
static int replay_text(const cas_call *call, const cas_claim *const *claims,
                       const char *text, size_t length, const char *name,
                       cas_message *message)
{
    const char *only = call->values[OPTION_ONLY];
    bool shrinks = call->values[OPTION_SHRINK] != NULL;
    bool checks = only == NULL && !shrinks && call->values[OPTION_CLAIMS] == NULL;
    char *format;
    const cas_claim **selected;
    if (cas_witness_format(text, length, name, &format, message) != CAS_OK)
        return CAS_EXIT_ERROR;
    int result = CAS_EXIT_ERROR;
    if (checks && strcmp(format, "cascade-chain/1") == 0) {
        result =
            cas_check_text(text, length, name, false, call->colour, call->out, message);
    } else if (cas_select_claims(claims, only, &selected, message) == CAS_OK) {
        result =
            judge_text(selected, format, text, length, name, shrinks, call->out, message);
        free(selected);
    }
    free(format);
    return result;
}

static int replay_file(const cas_call *call, const cas_claim *const *claims,
                       cas_message *message)
{
    const char *path = call->operands[0];
    char *text;
    size_t length;
    if (cas_input_file_read(path, CAS_CHAIN_FILE_BYTES, &text, &length, message) !=
        CAS_OK)
        return CAS_EXIT_ERROR;
    int result =
        replay_text(call, claims, text, length, cas_input_file_name(path), message);
    free(text);
    return result;
}

static cas_status refuse_option(const cas_call *call, int option, const char *why,
                                cas_message *message)
{
    if (call->values[option] == NULL)
        return CAS_OK;
    return cas_fail(message, CAS_INPUT, "replay: --%s %s; see 'cascade help replay'",
                    options[option].name, why);
}

static cas_status check_options(const cas_call *call, cas_message *message)
{
    static const char for_trials[] = "goes with CLAIM VERSION TRIAL, not with FILE";
    cas_status status = CAS_OK;
    if (call->operand_count == 2)
        return cas_fail(message, CAS_INPUT,
                        "replay: expected FILE or CLAIM VERSION TRIAL, found two "
                        "arguments; see 'cascade help replay'");
    if (call->operand_count == 3)
        return refuse_option(call, OPTION_ONLY, "goes with FILE", message);
    const char *claims = call->values[OPTION_CLAIMS];
    if (claims != NULL && strcmp(claims, "-") == 0 && strcmp(call->operands[0], "-") == 0)
        return cas_fail(message, CAS_INPUT,
                        "replay: standard input is FILE or --claims, not both");
    for (int option = OPTION_SEED; option <= OPTION_MUTANT && status == CAS_OK; option++)
        status = refuse_option(call, option, for_trials, message);
    return status;
}

static int run(const cas_call *call, cas_message *message)
{
    cas_claim_list list;
    if (check_options(call, message) != CAS_OK ||
        cas_claim_list_open(call->values[OPTION_CLAIMS], &list, message) != CAS_OK)
        return CAS_EXIT_ERROR;
    int result = call->operand_count == 3 ? replay_trial(call, list.claims, message)
                                          : replay_file(call, list.claims, message);
    cas_claim_list_close(&list);
    return result;
}

const cas_command cas_command_replay = {
    .name = "replay",
    .operands = "FILE | CLAIM VERSION TRIAL",
    .summary = "Replay a witness file, or one trial of the audit",
    .details =
        "Of a trial: prints both sides as enclosures (decimal and hexadecimal), the\n"
        "verdict and the instance as a file.  Of a witness FILE: judges every claim\n"
        "that is about such instances; on a chain file, without options, the same as\n"
        "'cascade check'.  With --shrink the instance is made simpler as long as it\n"
        "violates what it violates, and printed: so a stored witness is made of what\n"
        "a trial has found.\n\n"
        "With --claims, it is the claims of that file: their trials, or those of them\n"
        "that are about FILE.\n\n"
        "Exit status: 0 all hold, 1 some are violated, 2 bad usage or input, 3 some\n"
        "are undecided and none is violated.\n",
    .least = 1,
    .most = 3,
    .options = options,
    .run = run,
};
