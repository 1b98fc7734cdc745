/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/simplify.h"

static bool is_simple(mpq_srcptr x)
{
    return mpz_cmpabs_ui(mpq_numref(x), 1) <= 0 && mpz_cmp_ui(mpq_denref(x), 1) == 0;
}

bool cas_simplify_numbers(cas_rationals *numbers, long value, size_t *k)
{
    for (size_t i = 0; i < numbers->count; i++) {
        if (is_simple(numbers->at[i]) || (*k)-- > 0)
            continue;
        mpq_set_si(numbers->at[i], value, 1);
        return true;
    }
    return false;
}
