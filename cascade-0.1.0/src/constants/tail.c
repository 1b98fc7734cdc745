/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "constants/tail.h"

#include "arithmetic/interval.h"
#include "arithmetic/table.h"
#include "constants/tail_form.h"

static void init(const cas_arithmetic *self, void *r, void *storage)
{
    (void)storage;
    cas_tail_number *x = r;
    x->tail = ((const cas_tail_arithmetic *)self)->tail;
    x->scale = cas_scale_new(x->tail);
    x->form = cas_scale_new(x->tail);
    mpfi_init2(x->plain, CAS_TAIL_BITS);
    mpfi_init2(x->factor, CAS_TAIL_BITS);
    mpfi_init2(x->rest, CAS_TAIL_BITS);
    mpfi_set_ui(x->plain, 0);
    mpfi_set_ui(x->factor, 0);
    mpfi_set_ui(x->rest, 0);
    mpq_init(x->exact);
    x->has_scale = x->has_form = x->is_exact = true;
}

static void clear(void *r)
{
    cas_tail_number *x = r;
    cas_scale_free(x->tail, x->scale);
    cas_scale_free(x->tail, x->form);
    mpfi_clear(x->plain);
    mpfi_clear(x->factor);
    mpfi_clear(x->rest);
    mpq_clear(x->exact);
}

static void set(void *target, const void *source)
{
    cas_tail_number *r = target;
    const cas_tail_number *x = source;
    if (r == x)
        return;
    mpfi_set(r->plain, x->plain);
    r->has_scale = x->has_scale;
    r->has_form = x->has_form;
    r->is_exact = x->is_exact;
    if (x->has_scale) {
        cas_scale_set(r->tail, r->scale, (const mpq_t *)x->scale);
        mpfi_set(r->factor, x->factor);
    }
    if (x->has_form) {
        cas_scale_set(r->tail, r->form, (const mpq_t *)x->form);
        mpfi_set(r->rest, x->rest);
    }
    if (x->is_exact)
        mpq_set(r->exact, x->exact);
}

static void set_rational(void *target, mpq_srcptr q)
{
    cas_tail_number *r = target;
    mpfi_t value;
    mpfi_init2(value, CAS_TAIL_BITS);
    mpfi_set_q(value, q);
    cas_tail_set_interval(r, value);
    r->is_exact = true;
    mpq_set(r->exact, q);
    mpfi_clear(value);
}

static void set_integer(void *target, long n)
{
    mpq_t q;
    mpq_init(q);
    mpq_set_si(q, n, 1);
    set_rational(target, q);
    mpq_clear(q);
}

static bool is_zero(const void *x)
{
    return mpfi_is_zero(((const cas_tail_number *)x)->plain) > 0;
}

static bool is_defined(const void *x)
{
    mpfi_t r;
    mpfi_init2(r, CAS_TAIL_BITS);
    cas_tail_enclose(r, x);
    const bool result = mpfi_bounded_p(r) != 0;
    mpfi_clear(r);
    return result;
}

static double to_double(const void *x)
{
    return mpfi_get_d(((const cas_tail_number *)x)->plain);
}

static void negate(void *target, const void *source)
{
    cas_tail_number *r = target;
    mpq_t minus_one;
    mpq_init(minus_one);
    mpq_set_si(minus_one, -1, 1);
    set(r, source);
    mpfi_neg(r->plain, r->plain);
    mpfi_neg(r->factor, r->factor);
    mpfi_neg(r->rest, r->rest);
    mpq_neg(r->exact, r->exact);
    if (r->has_form)
        cas_scale_power(r->tail, r->form, (const mpq_t *)r->form, minus_one);
    mpq_clear(minus_one);
}

/* The scale of a sum: both operands are written with the larger scale. */
static void add_scales(cas_tail_number *r, const cas_tail_number *x,
                       const cas_tail_number *y, bool is_difference)
{
    const cas_tail *tail = r->tail;
    mpq_t *larger = cas_scale_new(tail);
    mpfi_t one, other;
    mpfi_init2(one, CAS_TAIL_BITS);
    mpfi_init2(other, CAS_TAIL_BITS);
    cas_scale_larger(tail, larger, (const mpq_t *)x->scale, (const mpq_t *)y->scale);
    cas_scale_ratio(tail, one, (const mpq_t *)x->scale, (const mpq_t *)larger);
    cas_scale_ratio(tail, other, (const mpq_t *)y->scale, (const mpq_t *)larger);
    cas_interval_multiply_reals(one, one, x->factor);
    cas_interval_multiply_reals(other, other, y->factor);
    (is_difference ? mpfi_sub : mpfi_add)(r->factor, one, other);
    cas_scale_set(tail, r->scale, (const mpq_t *)larger);
    mpfi_clear(one);
    mpfi_clear(other);
    cas_scale_free(tail, larger);
}

static void add_or_subtract(cas_tail_number *r, const cas_tail_number *x,
                            const cas_tail_number *y, bool is_difference)
{
    const cas_arithmetic *interval = &x->tail->interval;
    const bool has_forms = x->has_form && y->has_form;
    const bool has_scales = x->has_scale && y->has_scale;
    (is_difference ? interval->subtract : interval->add)(r->plain, x->plain, y->plain);
    if (has_scales)
        add_scales(r, x, y, is_difference);
    if (has_forms)
        cas_tail_form_add(r, x, y, is_difference);
    r->has_scale = has_scales;
    r->has_form = has_forms;
    cas_tail_complete(r);
}

static void add(void *r, const void *x, const void *y)
{
    if (is_zero(x))
        set(r, y);
    else if (is_zero(y))
        set(r, x);
    else
        add_or_subtract(r, x, y, false);
}

static void subtract(void *r, const void *x, const void *y)
{
    if (is_zero(y))
        set(r, x);
    else
        add_or_subtract(r, x, y, true);
}

static void multiply(void *target, const void *one, const void *other)
{
    cas_tail_number *r = target;
    const cas_tail_number *x = one, *y = other;
    if ((is_zero(x) && !mpfi_nan_p(y->plain)) || (is_zero(y) && !mpfi_nan_p(x->plain))) {
        set_integer(r, 0);
        return;
    }
    const bool has_scale = x->has_scale && y->has_scale;
    x->tail->interval.multiply(r->plain, x->plain, y->plain);
    if (has_scale) {
        cas_scale_multiply(r->tail, r->scale, (const mpq_t *)x->scale,
                           (const mpq_t *)y->scale, 1);
        cas_interval_multiply_reals(r->factor, x->factor, y->factor);
    }
    if (cas_tail_is_constant(y))
        cas_tail_form_times(r, x, y->exact);
    else if (cas_tail_is_constant(x))
        cas_tail_form_times(r, y, x->exact);
    else
        cas_tail_form_multiply(r, x, y, 1);
    r->has_scale = has_scale;
    cas_tail_complete(r);
}

/* Whether x is near 0 somewhere, but 0 nowhere: its reciprocal is defined. */
static bool vanishes_at_infinity(const cas_tail_number *x)
{
    mpfi_t range;
    mpfi_init2(range, CAS_TAIL_BITS);
    cas_tail_enclose(range, x);
    const bool result = x->has_scale && !mpfi_nan_p(x->plain) &&
                        mpfi_has_zero(x->factor) == 0 && mpfi_has_zero(range) > 0;
    mpfi_clear(range);
    return result;
}

static void set_all_reals(mpfi_ptr r)
{
    mpfr_set_inf(&r->left, -1);
    mpfr_set_inf(&r->right, 1);
}

static void divide(void *target, const void *one, const void *other)
{
    cas_tail_number *r = target;
    const cas_tail_number *x = one, *y = other;
    const bool is_constant = cas_tail_is_constant(y) && mpq_sgn(y->exact) != 0;
    const bool has_scale = x->has_scale && y->has_scale && mpfi_has_zero(y->factor) == 0;
    const bool is_free = vanishes_at_infinity(y) && !mpfi_nan_p(x->plain);
    mpfi_t divisor;
    mpq_t inverse;
    mpfi_init2(divisor, CAS_TAIL_BITS);
    mpq_init(inverse);
    cas_tail_enclose(divisor, y);
    if (is_constant)
        mpq_inv(inverse, y->exact);
    if (has_scale) {
        cas_scale_multiply(r->tail, r->scale, (const mpq_t *)x->scale,
                           (const mpq_t *)y->scale, -1);
        mpfi_div(r->factor, x->factor, y->factor);
    }
    if (is_free)
        set_all_reals(r->plain);
    else
        x->tail->interval.divide(r->plain, x->plain, divisor);
    if (is_constant)
        cas_tail_form_times(r, x, inverse);
    else
        r->has_form = r->is_exact = false;
    r->has_scale = has_scale;
    cas_tail_complete(r);
    mpfi_clear(divisor);
    mpq_clear(inverse);
}

static void power(void *target, const void *source, long n)
{
    cas_tail_number *r = target;
    const cas_tail_number *x = source;
    const cas_arithmetic *interval = &x->tail->interval;
    const bool has_scale = x->has_scale && (n > 0 || mpfi_has_zero(x->factor) == 0);
    const bool is_free = n < 0 && vanishes_at_infinity(x);
    mpfi_t argument;
    mpq_t exponent;
    mpfi_init2(argument, CAS_TAIL_BITS);
    mpq_init(exponent);
    mpq_set_si(exponent, n, 1);
    cas_tail_enclose(argument, x);
    if (n >= 2 && n <= CAS_TAIL_DEGREE)
        cas_tail_form_multiply(r, x, x, (size_t)n - 1);
    else
        r->has_form = r->is_exact = false;
    if (has_scale) {
        cas_scale_power(r->tail, r->scale, (const mpq_t *)x->scale, exponent);
        interval->power(r->factor, x->factor, n);
    }
    if (is_free)
        set_all_reals(r->plain);
    else
        interval->power(r->plain, argument, n);
    r->has_scale = has_scale;
    cas_tail_complete(r);
    mpfi_clear(argument);
    mpq_clear(exponent);
}

static void square(void *r, const void *x)
{
    power(r, x, 2);
}

void cas_tail_arithmetic_init(cas_tail_arithmetic *arithmetic, const cas_tail *tail)
{
    arithmetic->tail = tail;
    arithmetic->table = (cas_arithmetic){
        .name = "tail",
        .size = sizeof(cas_tail_number),
        .precision = CAS_TAIL_BITS,
        CAS_OPERATIONS,
        .clear = clear,
    };
}
