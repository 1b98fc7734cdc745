/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/interval.h"

#include "arithmetic/memory.h"
#include <math.h>

const char *const cas_verdict_names[3] = {
    [CAS_HOLDS] = "holds",
    [CAS_VIOLATED] = "violated",
    [CAS_UNDECIDED] = "undecided",
};

/* Comparisons with NaN are false, so that what is undefined is undecided. */
cas_verdict cas_interval_compare(mpfi_srcptr lhs, mpfi_srcptr rhs)
{
    if (mpfr_lessequal_p(&lhs->right, &rhs->left))
        return CAS_HOLDS;
    if (mpfr_greater_p(&lhs->left, &rhs->right))
        return CAS_VIOLATED;
    return CAS_UNDECIDED;
}

/* |high - low| / |scale|, rounded up. */
static double ratio_up(mpfr_srcptr high, mpfr_srcptr low, mpfr_srcptr scale)
{
    MPFR_DECL_INIT(t, 64);
    mpfr_sub(t, high, low, MPFR_RNDU);
    if (mpfr_sgn(scale) >= 0) {
        mpfr_div(t, t, scale, MPFR_RNDU);
    } else {
        mpfr_div(t, t, scale, MPFR_RNDD);
        mpfr_neg(t, t, MPFR_RNDU);
    }
    return mpfr_get_d(t, MPFR_RNDU);
}

void cas_interval_set_undefined(mpfi_ptr r)
{
    mpfr_set_nan(&r->left);
    mpfr_set_nan(&r->right);
}

double cas_interval_relative_width(mpfi_srcptr x)
{
    if (!mpfr_number_p(&x->left) || !mpfr_number_p(&x->right))
        return INFINITY;
    if (mpfr_equal_p(&x->left, &x->right))
        return 0;
    if (mpfr_sgn(&x->left) <= 0 && mpfr_sgn(&x->right) >= 0)
        return INFINITY;
    return ratio_up(&x->right, &x->left, mpfr_sgn(&x->left) > 0 ? &x->left : &x->right);
}

double cas_interval_distance(mpfi_srcptr enclosure, double x)
{
    if (isnan(x) || mpfr_nan_p(&enclosure->left) || mpfr_nan_p(&enclosure->right))
        return INFINITY;
    MPFR_DECL_INIT(point, 53);
    mpfr_set_d(point, x, MPFR_RNDN);
    double distance = 0;
    if (mpfr_less_p(point, &enclosure->left))
        distance = ratio_up(&enclosure->left, point, &enclosure->left);
    else if (mpfr_greater_p(point, &enclosure->right))
        distance = ratio_up(point, &enclosure->right, &enclosure->right);
    return isnan(distance) ? INFINITY : distance;
}

static char *decimal_text(mpfr_srcptr x, size_t digits, mpfr_rnd_t direction)
{
    if (mpfr_nan_p(x))
        return cas_duplicate("nan");
    if (mpfr_inf_p(x))
        return cas_duplicate(mpfr_sgn(x) < 0 ? "-inf" : "inf");
    if (mpfr_zero_p(x))
        return cas_duplicate("0");
    mpfr_exp_t exponent;
    char *all =
        mpfr_get_str(NULL, &exponent, 10, digits < 17 ? 17 : digits, x, direction);
    const char *sign = all[0] == '-' ? "-" : "";
    const char *mantissa = all[0] == '-' ? all + 1 : all;
    char *text =
        cas_format("%s%c.%se%ld", sign, mantissa[0], mantissa + 1, (long)exponent - 1);
    mpfr_free_str(all);
    return text;
}

char *cas_interval_lower_text(mpfi_srcptr x, size_t digits)
{
    return decimal_text(&x->left, digits, MPFR_RNDD);
}

char *cas_interval_upper_text(mpfi_srcptr x, size_t digits)
{
    return decimal_text(&x->right, digits, MPFR_RNDU);
}
