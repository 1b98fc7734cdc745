/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ARITHMETIC_SCRATCH_H
#define CASCADE_ARITHMETIC_SCRATCH_H

#include <mpfr.h>

/* One MPFR number for the length of a function.  Up to CAS_SCRATCH_BITS its limbs
   stand in the structure itself, so that opening it costs no allocation.  Invariant
   between open and close:
   the structure is not copied or moved. */
enum { CAS_SCRATCH_BITS = 4096 + 64, CAS_SCRATCH_LIMBS = CAS_SCRATCH_BITS / 32 };

typedef struct cas_scratch {
    mpfr_t value;
    mp_limb_t limbs[CAS_SCRATCH_LIMBS];
} cas_scratch;

/* A number of `precision` bits with value +0. */
static inline mpfr_ptr cas_scratch_open(cas_scratch *scratch, mpfr_prec_t precision)
{
    if (precision <= CAS_SCRATCH_BITS) {
        mpfr_custom_init(scratch->limbs, precision);
        mpfr_custom_init_set(scratch->value, MPFR_ZERO_KIND, 0, precision,
                             scratch->limbs);
    } else {
        mpfr_init2(scratch->value, precision);
        mpfr_set_zero(scratch->value, 1);
    }
    return scratch->value;
}

static inline void cas_scratch_close(cas_scratch *scratch)
{
    if (mpfr_get_prec(scratch->value) > CAS_SCRATCH_BITS)
        mpfr_clear(scratch->value);
}

#endif
