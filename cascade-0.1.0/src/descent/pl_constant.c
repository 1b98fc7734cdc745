/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/pl_constant.h"

#include <stddef.h>

const cas_pl_constant cas_pl_constants[CAS_PL_CONSTANTS] = {
    {1, 2, 7405}, {1, 1, 5371}, {2, 1, 2525}, {3, 1, 877}, {4, 1, 115}};

void cas_pl_constant_get(const cas_pl_constant *constant, mpq_t kappa, mpq_t m)
{
    mpq_set_si(kappa, constant->numerator, (unsigned long)constant->denominator);
    mpq_set_si(m, constant->ten_thousandths, 10000);
    mpq_canonicalize(m);
}

bool cas_pl_constant_find(mpq_srcptr kappa, mpq_t m)
{
    for (size_t k = 0; k < CAS_PL_CONSTANTS; k++) {
        const cas_pl_constant *constant = &cas_pl_constants[k];
        if (mpq_cmp_si(kappa, constant->numerator,
                       (unsigned long)constant->denominator) == 0) {
            mpq_set_si(m, constant->ten_thousandths, 10000);
            mpq_canonicalize(m);
            return true;
        }
    }
    return false;
}
