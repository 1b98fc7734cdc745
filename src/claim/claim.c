/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/claim.h"

#include <math.h>
#include <string.h>

bool cas_mutant_is(const cas_mutant *mutant, const char *name)
{
    return mutant != NULL && strcmp(mutant->name, name) == 0;
}

void cas_judgement_init(cas_judgement *judgement)
{
    *judgement = (cas_judgement){.verdict = CAS_UNDECIDED};
    mpfi_init2(judgement->lhs, CAS_PRECISION_FIRST);
    mpfi_init2(judgement->rhs, CAS_PRECISION_FIRST);
}

void cas_judgement_clear(cas_judgement *judgement)
{
    mpfi_clear(judgement->lhs);
    mpfi_clear(judgement->rhs);
}

double cas_ratio_upper(mpfi_srcptr lhs, mpfi_srcptr rhs)
{
    if (mpfr_sgn(&lhs->right) <= 0)
        return 0;
    if (mpfr_sgn(&rhs->left) <= 0)
        return INFINITY;
    mpfr_t ratio;
    mpfr_init2(ratio, 64);
    mpfr_div(ratio, &lhs->right, &rhs->left, MPFR_RNDU);
    double rounded = mpfr_get_d(ratio, MPFR_RNDU);
    mpfr_clear(ratio);
    return rounded;
}

cas_status cas_claim_judge(const cas_claim *claim, const cas_mutant *mutant,
                           const void *instance, cas_judgement *judgement,
                           cas_message *message)
{
    cas_sides sides = {.applies = true};
    mpfi_init2(sides.lhs, CAS_PRECISION_FIRST);
    mpfi_init2(sides.rhs, CAS_PRECISION_FIRST);
    cas_status status = CAS_OK;
    judgement->verdict = CAS_UNDECIDED;
    for (mpfr_prec_t precision = CAS_PRECISION_FIRST;
         precision <= CAS_PRECISION_LAST && judgement->verdict == CAS_UNDECIDED;
         precision *= 2) {
        mpfi_set_prec(sides.lhs, precision);
        mpfi_set_prec(sides.rhs, precision);
        sides.applies = true;
        status = claim->sides(claim, mutant, instance, precision, &sides, message);
        if (status != CAS_OK || !sides.applies)
            break;
        judgement->precision = precision;
        judgement->verdict = cas_interval_compare(sides.lhs, sides.rhs);
    }
    judgement->applies = sides.applies;
    mpfi_swap(judgement->lhs, sides.lhs);
    mpfi_swap(judgement->rhs, sides.rhs);
    judgement->ratio = status == CAS_OK && sides.applies
                           ? cas_ratio_upper(judgement->lhs, judgement->rhs)
                           : 0;
    mpfi_clear(sides.lhs);
    mpfi_clear(sides.rhs);
    return status;
}
