/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/claim.h"

#include <math.h>
#include <string.h>

bool cas_mutant_is(const cas_mutant *mutant, const char *name)
{
    return mutant != NULL && strcmp(mutant->name, name) == 0;
}

bool cas_claim_is_named(const cas_claim *claim, const char *name)
{
    size_t length = strlen(claim->id);
    if (strncmp(name, claim->id, length) != 0)
        return false;
    return strcmp(name + length, "") == 0
               ? strcmp(claim->version, "printed") == 0
               : name[length] == ' ' && strcmp(name + length + 1, claim->version) == 0;
}

const char *cas_claim_reading(const cas_claim *claim, size_t k)
{
    const char *at = claim->id != NULL ? strchr(claim->id, '@') : NULL;
    if (at != NULL && k-- == 0)
        return at + 1;
    for (size_t i = 0; claim->readings != NULL && claim->readings[i] != NULL; i++)
        if (i == k)
            return claim->readings[i];
    return NULL;
}

bool cas_claim_reads(const cas_claim *claim, const char *reading)
{
    const char *name;
    for (size_t k = 0; (name = cas_claim_reading(claim, k)) != NULL; k++)
        if (strcmp(name, reading) == 0)
            return true;
    return false;
}

void cas_judgement_init(cas_judgement *judgement)
{
    *judgement = (cas_judgement){.verdict = CAS_UNDECIDED, .needed = -INFINITY};
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
