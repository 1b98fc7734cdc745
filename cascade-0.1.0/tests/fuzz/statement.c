/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/interval.h"
#include "arithmetic/memory.h"
#include "claim/chain_instance.h"
#include "claim/process_instance.h"
#include "descent/chain_descent_instance.h"
#include "descent/descent_instance.h"
#include "formula/evaluate.h"
#include "formula/mutate.h"
#include "formula/print.h"
#include "tests/fuzz/harness.h"

#include <stdlib.h>
#include <string.h>

#define CHAIN                                                                            \
    "\"operators\": [{\"out\": 2, \"weights\": [1, -2], \"f\": [\"w1*y1^2\", "           \
    "\"w2 + y1\"]}, {\"out\": 1, \"weights\": [3], \"f\": [\"w1*y1^4 - y2\"]}], "        \
    "\"smoothness\": {\"jacobian\": 2, \"mixed_hessian\": \"1/3\", \"lipschitz\": 5, "   \
    "\"jacobian_lipschitz\": 7, \"hessian_lipschitz\": 0}"

/* One instance of each kind that statements can be about. */
static const struct {
    const cas_instance_kind *kind;
    const char *text;
} subjects[] = {
    {&cas_process_kind,
     "{\"format\": \"cascade-process/1\", \"chain\": {\"format\": \"cascade-chain/1\", "
     "\"input\": [0], " CHAIN "}, \"input\": {\"support\": [[1], [-1]]}, "
     "\"forward\": [{\"at\": 1, \"given\": \"x\", \"laws\": [{\"support\": [[1, 0]]}, "
     "{\"support\": [[0, \"1/2\"], [0, -1]]}]}], "
     "\"backward\": [{\"at\": 2, \"support\": [[1, 0], [0, 0]]}]}"},
    {&cas_chain_kind, "{\"format\": \"cascade-chain/1\", \"input\": [1], " CHAIN
                      ", \"perturbation\": {\"forward\": [{\"at\": 1, \"support\": "
                      "[[1, 0], [0, \"1/2\"]]}]}}"},
    {&cas_descent_kind,
     "{\"format\": \"cascade-descent/1\", \"step_size\": \"1/8\", \"steps\": 3, "
     "\"start\": [1, -1], \"curvature\": [1, 2], \"center\": [0, 0], \"ripple\": [0, 1], "
     "\"scale\": [1, 1], \"phases\": [[{\"probability\": \"1/2\", "
     "\"noise\": [1, 0], \"shift\": [0, 0], \"error\": [0, 1], \"of_gradient\": 1, "
     "\"of_noise\": 0}, {\"probability\": \"1/2\", \"noise\": [-1, 0], \"shift\": "
     "[0, 0], \"error\": [0, 0], \"of_gradient\": 0, \"of_noise\": 1}]]}"},
    {&cas_chain_descent_kind,
     "{\"format\": \"cascade-chain-descent/1\", \"step_size\": \"1/3\", \"steps\": 2, "
     "\"smoothness\": 1, \"pl\": 1, \"minimizer\": [0], \"regulariser\": \"w1^2/2\", "
     "\"modes\": [{\"process\": {\"format\": \"cascade-process/1\", \"chain\": "
     "{\"format\": \"cascade-chain/1\", \"input\": [0], \"operators\": [{\"out\": 1, "
     "\"weights\": [1], \"f\": [\"y1*w1\"], \"domain\": {\"y\": [[-1, 1]], \"w\": "
     "[[-4, 4]]}}, {\"out\": 1, \"f\": [\"y1\"]}]}, \"input\": {\"support\": [[1], "
     "[-1]]}, \"backward\": [{\"at\": 2, \"support\": [[1], [-1]]}]}}]}"},
};
enum { SUBJECTS = sizeof subjects / sizeof *subjects };

/* What is printed is the same statement. */
static void check_text(const cas_statement *statement)
{
    cas_statement *back;
    cas_message message;
    char *text = cas_statement_ascii(statement, false);
    cas_status status =
        cas_statement_read(statement->vocabulary, text, NULL, &back, &message);
    CAS_REQUIRE(status == CAS_OK || status == CAS_LIMIT);
    if (status == CAS_OK) {
        char *again = cas_statement_ascii(back, false);
        CAS_REQUIRE(strcmp(text, again) == 0);
        CAS_REQUIRE(cas_formula_equal(statement->claim.left, back->claim.left));
        CAS_REQUIRE(cas_formula_equal(statement->claim.right, back->claim.right));
        free(again);
        cas_statement_free(back);
    }
    free(text);
    free(cas_statement_tex(statement, false));
}

static void check_mutants(const cas_statement *statement)
{
    cas_formula_mutants mutants;
    cas_statement_mutate(statement, &mutants);
    for (size_t k = 0; k < mutants.count; k++)
        check_text(mutants.mutant[k].statement);
    cas_formula_mutants_clear(&mutants);
}

/* An instance in two precisions. */
struct bench {
    cas_arithmetic interval;
    cas_model *model;
    cas_evaluator *evaluator;
};
struct values {
    struct bench bench[2];
    const cas_statement *statement;
};

static bool open_bench(struct bench *bench, size_t subject, const void *instance,
                       const cas_statement *statement, mpfr_prec_t precision)
{
    static const cas_claim claim = {.id = "fuzz", .version = "printed"};
    cas_message message;
    bench->interval = cas_arithmetic_interval(precision);
    CAS_REQUIRE(subjects[subject].kind->model(instance, &claim, statement,
                                              &bench->interval, &bench->model,
                                              &message) == CAS_OK);
    if (bench->model != NULL)
        bench->evaluator = cas_evaluator_new(bench->model);
    return bench->model != NULL;
}

static void close_bench(struct bench *bench)
{
    cas_evaluator_free(bench->evaluator);
    if (bench->model != NULL)
        bench->model->free(bench->model);
}

/* Two enclosures of the same numbers have points in common. */
static void check_values(const struct values *values, const cas_formula *f,
                         const long *index)
{
    cas_variable value[2];
    cas_status status[2];
    for (size_t k = 0; k < 2; k++) {
        cas_message message = {""};
        status[k] =
            cas_evaluate(values->bench[k].evaluator, f, index, &value[k], &message);
        CAS_REQUIRE((status[k] == CAS_OK) == (message.text[0] == '\0'));
    }
    if (status[0] != CAS_OK || status[1] != CAS_OK || value[0].level != value[1].level)
        return;
    const cas_workspace *w = &values->bench[0].model->workspace;
    size_t count = cas_space_copies(w, value[0].level) * value[0].rows * value[0].columns;
    for (size_t k = 0; k < count; k++) {
        mpfi_srcptr x = cas_at_const(&values->bench[0].interval, value[0].at, k);
        mpfi_srcptr y = cas_at_const(&values->bench[1].interval, value[1].at, k);
        CAS_REQUIRE(mpfi_nan_p(x) || mpfi_nan_p(y) ||
                    (mpfr_lessequal_p(&x->left, &y->right) &&
                     mpfr_lessequal_p(&y->left, &x->right)));
    }
}

static bool check_sides(void *context, const long *index)
{
    const struct values *values = context;
    check_values(values, values->statement->claim.left, index);
    check_values(values, values->statement->claim.right, index);
    return true;
}

static void check_instance(size_t subject, const cas_statement *statement)
{
    const cas_instance_kind *kind = subjects[subject].kind;
    const char *text = subjects[subject].text;
    struct values values = {.statement = statement};
    void *instance;
    cas_message message;
    CAS_REQUIRE(kind->read(text, strlen(text), "instance", &instance, &message) ==
                CAS_OK);
    if (open_bench(&values.bench[0], subject, instance, statement, 64) &&
        open_bench(&values.bench[1], subject, instance, statement, 192))
        cas_statement_for_each(statement, values.bench[0].model->size, check_sides,
                               &values);
    close_bench(&values.bench[0]);
    close_bench(&values.bench[1]);
    kind->free(instance);
}

static void check(size_t subject, const cas_vocabulary *vocabulary, const char *text)
{
    cas_statement *statement;
    cas_message message = {""};
    if (cas_statement_read(vocabulary, text, NULL, &statement, &message) != CAS_OK) {
        CAS_REQUIRE(strstr(message.text, "column") != NULL ||
                    strstr(message.text, "bytes") != NULL);
        CAS_REQUIRE(strpbrk(message.text, "\n\r\t\x1B") == NULL);
        return;
    }
    check_text(statement);
    check_mutants(statement);
    if (subject < SUBJECTS)
        check_instance(subject, statement);
    cas_statement_free(statement);
}

/* Any text, in each vocabulary, either is refused, with its column, or is a statement
   that is printed and read back unchanged, has mutants of which the same is true, and on
   an instance has sides on which two precisions agree. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = cas_allocate(size + 1, 1);
    memcpy(text, data, size);
    for (size_t k = 0; k < SUBJECTS; k++)
        check(k, subjects[k].kind->vocabulary, text);
    cas_vocabulary *numbers = cas_vocabulary_new("x y K C_v N", false);
    check(SUBJECTS, numbers, text);
    cas_vocabulary_free(numbers);
    free(text);
    return 0;
}
