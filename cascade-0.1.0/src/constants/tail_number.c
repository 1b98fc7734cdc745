/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "constants/tail_number.h"

#include "arithmetic/interval.h"

/* A rational has as many bits as its exponent says. */
enum { LARGEST_EXPONENT = 4096 };

/* Whether x is worth being written as a rational. */
static bool is_moderate(mpfr_srcptr x)
{
    return mpfr_zero_p(x) || (mpfr_regular_p(x) && mpfr_get_exp(x) < LARGEST_EXPONENT &&
                              mpfr_get_exp(x) > -LARGEST_EXPONENT);
}

void cas_tail_set_interval(cas_tail_number *r, mpfi_srcptr interval)
{
    mpfi_set(r->plain, interval);
    r->has_scale = r->has_form = mpfi_bounded_p(interval) != 0;
    r->is_exact = r->has_form && mpfr_equal_p(&interval->left, &interval->right) &&
                  is_moderate(&interval->left);
    if (!r->has_form)
        return;
    if (r->is_exact)
        mpfr_get_q(r->exact, &interval->left);
    cas_scale_set_one(r->tail, r->scale);
    cas_scale_set_one(r->tail, r->form);
    mpfi_set(r->factor, interval);
    mpfi_set(r->rest, interval);
}

void cas_tail_enclose(mpfi_ptr r, const void *number)
{
    const cas_tail_number *x = number;
    mpfi_t by_scale;
    mpfi_set(r, x->plain);
    if (!x->has_scale || mpfi_nan_p(x->plain))
        return;
    mpfi_init2(by_scale, CAS_TAIL_BITS);
    cas_scale_range(x->tail, by_scale, (const mpq_t *)x->scale);
    cas_interval_multiply_reals(by_scale, by_scale, x->factor);
    mpfr_max(&r->left, &r->left, &by_scale->left, MPFR_RNDD);
    mpfr_min(&r->right, &r->right, &by_scale->right, MPFR_RNDU);
    mpfi_clear(by_scale);
}

bool cas_tail_is_constant(const cas_tail_number *x)
{
    return x->has_form && x->is_exact &&
           cas_scale_is_one(x->tail, (const mpq_t *)x->form);
}
