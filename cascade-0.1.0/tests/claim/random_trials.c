/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/memory.h"
#include "claim/trials.h"
#include "command/claims.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What random trials reach: a generator that misses the bad cases would let the audit
   pass, and nothing would tell. */
enum { TRIALS = 200, SEED = 20260220 };

static const cas_claim *claim_of(const char *id, const char *version)
{
    for (const cas_claim *const *claim = cas_claims; *claim != NULL; claim++)
        if (strcmp((*claim)->id, id) == 0 && strcmp((*claim)->version, version) == 0)
            return *claim;
    fail_msg("there is no %s %s", id, version);
    return NULL;
}

/* The claim's variants and their trials; the caller's. */
static cas_trials *run(const char *id, const char *version, bool with_mutants,
                       cas_variants *variants)
{
    cas_message message;
    if (cas_variants_init(variants, claim_of(id, version), with_mutants, &message) !=
        CAS_OK)
        fail_msg("%s", message.text);
    cas_trials *trials = cas_allocate(variants->count + 1, sizeof *trials);
    cas_trials_run(variants, SEED, TRIALS, trials);
    return trials;
}

static void linear_chains_come_near_what_the_theorems_allow(void **state)
{
    static const struct {
        const char *id, *version;
        double ratio;
    } rows[] = {{"thm:1", "printed", 0.45}, {"thm:2", "repaired", 0.2}};
    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        cas_variants variants;
        cas_trials *trials = run(rows[k].id, rows[k].version, false, &variants);
        if (!(trials[0].worst_ratio > rows[k].ratio))
            fail_msg("%s reaches %g only", rows[k].id, trials[0].worst_ratio);
        assert_false(trials[0].violated);
        free(trials);
        cas_variants_clear(&variants);
    }
}

static void no_term_can_be_left_out(void **state)
{
    static const struct {
        const char *id, *version, *mutant;
    } rows[] = {
        {"thm:3", "printed", "without 6 L gamma sigma2"},
        {"thm:3", "printed", "without 6 L gamma/T sum_{t=0..T-1} E|u~_t - u_t|^2"},
        {"thm:3", "printed", "without 3/T sum_{t=0..T-1} E|b_t|^2"},
        {"thm:4", "repaired", "without 6 L gamma sigma2"},
        {"thm:4", "repaired", "without 6 L gamma/T sum_{t=0..T-1} E[p_t]"},
        {"thm:5", "repaired", "without 3 L gamma sigma2/mu"},
        {"thm:5", "repaired", "without L gamma^2 sum_{t=0..T-1} rho^{T-t} E[p_t]"},
        {"eq:41", "repaired",
         "without L gamma^2 sum_{t=0..T-1} rho^{T-t} E|u~_t - u_t|^2"},
    };
    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        cas_variants variants;
        cas_trials *trials = run(rows[k].id, rows[k].version, true, &variants);
        size_t m = 0;
        while (m < variants.count &&
               strcmp(variants.mutants[m].what, rows[k].mutant) != 0)
            m++;
        if (m == variants.count) {
            for (m = 0; m < variants.count; m++)
                print_message("%s\n", variants.mutants[m].what);
            fail_msg("%s has no mutant '%s'", rows[k].id, rows[k].mutant);
        }
        if (!trials[m + 1].violated)
            fail_msg("%s survives %s", rows[k].id, rows[k].mutant);
        free(trials);
        cas_variants_clear(&variants);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(linear_chains_come_near_what_the_theorems_allow),
        cmocka_unit_test(no_term_can_be_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
