/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/checks.h"

#include "claim/variants.h"
#include "exact/decide.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* What is known after some of the checks. */
struct progress {
    cas_certificate *certificate;
    bool all_proved;
    double ratio; /* the largest one of an inequality for several cases; 0: none */
};

static void note_failure(struct progress *progress, const cas_statement *statement,
                         const cas_decision *decision)
{
    char *place = cas_decision_place(statement, decision);
    snprintf(progress->certificate->note, sizeof progress->certificate->note,
             "%s%s%s: %s.", decision->answer == CAS_REFUTED ? "False" : "Not proved",
             *place != '\0' ? " " : "", place, statement->text);
    free(place);
}

static void note_ratio(struct progress *progress, size_t check,
                       const cas_statement *statement, const cas_decision *decision)
{
    char *place = cas_decision_place(statement, decision);
    progress->ratio = decision->ratio;
    snprintf(progress->certificate->note, sizeof progress->certificate->note,
             "In check %zu the left side is at most %.6f of the right, %s.", check,
             ceil(decision->ratio * 1e6) / 1e6, place);
    free(place);
}

static cas_status decide(struct progress *progress, size_t check,
                         const cas_statement *statement, cas_message *message)
{
    cas_decision decision;
    cas_status status = cas_statement_decide(statement, NULL, &decision, message);
    if (status != CAS_OK)
        return status;
    progress->certificate->cases += decision.cases;
    if (decision.answer != CAS_PROVED) {
        progress->all_proved = false;
        note_failure(progress, statement, &decision);
    } else if (decision.has_ratio && decision.cases > 1 &&
               decision.ratio > progress->ratio) {
        note_ratio(progress, check, statement, &decision);
    }
    return CAS_OK;
}

static cas_status decide_all(const cas_claim *claim, struct progress *progress,
                             cas_message *message)
{
    const cas_vocabulary *vocabulary = cas_claim_vocabulary(claim);
    cas_status status = CAS_OK;
    for (size_t k = 0;
         claim->checks[k] != NULL && progress->all_proved && status == CAS_OK; k++) {
        cas_statement *statement;
        status = cas_statement_read(vocabulary, claim->checks[k], claim->notation,
                                    &statement, message);
        if (status == CAS_OK) {
            status = decide(progress, k + 1, statement, message);
            cas_statement_free(statement);
        }
        if (status != CAS_OK)
            status = cas_fail_in(message, status, "%s", claim->checks[k]);
    }
    cas_claim_vocabulary_release(claim, vocabulary);
    return status;
}

cas_status cas_checks_certify(const cas_claim *claim, const cas_mutant *mutant,
                              cas_certificate *certificate, cas_message *message)
{
    struct progress progress = {.certificate = certificate, .all_proved = true};
    (void)mutant;
    cas_status status = decide_all(claim, &progress, message);
    bool proved = status == CAS_OK && progress.all_proved && certificate->cases > 0;
    certificate->proved = proved && !claim->refutes;
    certificate->refuted = proved && claim->refutes;
    return status;
}

bool cas_check_is_proved(const cas_statement *statement)
{
    cas_decision decision;
    cas_message message;
    return cas_statement_decide(statement, NULL, &decision, &message) == CAS_OK &&
           decision.answer == CAS_PROVED;
}
