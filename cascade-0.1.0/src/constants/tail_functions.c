/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "constants/tail_functions.h"

#include "arithmetic/interval.h"
#include "arithmetic/table.h"
#include "constants/tail_form.h"
#include "program/derivatives.h"

/* One application r = f(x): the interval of the argument, and what is
   known of the result. */
typedef struct application {
    cas_tail_number *r;
    const cas_tail_number *x;
    const cas_arithmetic *interval;
    mpfi_t argument, value, factor;
} application;

static void begin(application *a, cas_function function, void *r, const void *x)
{
    a->r = r;
    a->x = x;
    a->interval = &a->x->tail->interval;
    mpfi_init2(a->argument, CAS_TAIL_BITS);
    mpfi_init2(a->value, CAS_TAIL_BITS);
    mpfi_init2(a->factor, CAS_TAIL_BITS);
    cas_tail_enclose(a->argument, x);
    a->interval->function[function](a->value, a->argument);
}

static void end(application *a)
{
    mpfi_clear(a->argument);
    mpfi_clear(a->value);
    mpfi_clear(a->factor);
}

/* The result is known by its interval only. */
static void end_plain(application *a)
{
    cas_tail_set_interval(a->r, a->value);
    end(a);
}

/* The result has scale and factor as set in r. */
static void end_scaled(application *a)
{
    mpfi_set(a->r->plain, a->value);
    a->r->has_scale = true;
    a->r->has_form = a->r->is_exact = false;
    cas_tail_complete(a->r);
    end(a);
}

static bool is_bounded_above(mpfi_srcptr x)
{
    return mpfr_number_p(&x->right) != 0;
}

static bool is_bounded_below(mpfi_srcptr x)
{
    return mpfr_number_p(&x->left) != 0;
}

/*: \paragraph{Exponentials on tails.} With $u = P(z) + \rho$, $\rho$ in an interval,
$e^u = e^{P(z)} e^{\rho}$ exactly. Where only $u \in z^p\,[a, b]$ with $b < 0$ is known,
still $0 \le e^u \le e^{b z^p}$. */

/* Whether u = z_j^p factor for one coordinate and a p that can stand in an exponent. */
static bool find_power(const cas_tail_number *u, size_t *place)
{
    const cas_tail *tail = u->tail;
    size_t found = 0;
    for (size_t i = 0; u->has_scale && i < tail->count * CAS_TAIL_TERMS; i++) {
        mpq_srcptr e = u->scale[i];
        if (mpq_sgn(e) == 0)
            continue;
        if (i % CAS_TAIL_TERMS != 0 || mpz_cmp_ui(mpq_denref(e), 1) != 0 ||
            mpz_sgn(mpq_numref(e)) < 0 || mpz_cmp_ui(mpq_numref(e), CAS_TAIL_DEGREE) > 0)
            return false;
        *place = i + mpz_get_ui(mpq_numref(e));
        found++;
    }
    return found == 1;
}

/* r's scale and factor = those of e^{sign u}, where they can be told. */
static bool set_exponential(cas_tail_number *r, const cas_tail_number *u, int sign)
{
    const cas_tail *tail = u->tail;
    mpq_t q;
    bool is_known = true;
    size_t place;
    mpq_init(q);
    mpq_set_si(q, sign, 1);
    if (u->has_form) {
        cas_scale_power(tail, r->scale, (const mpq_t *)u->form, q);
        mpfi_set(r->factor, u->rest);
        if (sign < 0)
            mpfi_neg(r->factor, r->factor);
        mpfi_exp(r->factor, r->factor);
    } else if (find_power(u, &place) && (sign > 0 ? mpfr_sgn(&u->factor->right) < 0
                                                  : mpfr_sgn(&u->factor->left) > 0)) {
        mpfr_get_q(q, sign > 0 ? &u->factor->right : &u->factor->left);
        if (sign < 0)
            mpq_neg(q, q);
        cas_scale_set_one(tail, r->scale);
        mpq_set(r->scale[place], q);
        mpfi_interv_si(r->factor, 0, 1);
    } else {
        is_known = false;
    }
    mpq_clear(q);
    return is_known;
}

static void apply_exp(void *r, const void *x)
{
    application a;
    begin(&a, CAS_EXP, r, x);
    if (set_exponential(a.r, a.x, 1))
        end_scaled(&a);
    else
        end_plain(&a);
}

/*: \paragraph{Logarithms on tails.} $\log\bigl(\prod_j z_j^{e_j} e^{P(z)} f\bigr)$ is the
polynomial $P(z) + \log f$ where all $e_j$ are 0. Where $P = 0$ it is
$\sum_j e_j \log z_j + \log f$, and as $0 \le \log z \le \frac2e \sqrt z$ for $z \ge 1$,
it is $\prod_j \sqrt{z_j}$ (over the $e_j \ne 0$) times a number in
$\sum_j e_j\,[0, \frac2e] + \log f\cdot[0, 1]$. */
static void set_logarithm_of_powers(application *a)
{
    const cas_tail *tail = a->x->tail;
    mpq_t half;
    mpfi_t term;
    mpq_init(half);
    mpq_set_ui(half, 1, 2);
    mpfi_init2(term, CAS_TAIL_BITS);
    mpfi_log(a->r->factor, a->x->factor);
    mpfi_put_si(a->r->factor, 0);
    for (size_t i = 0; i < tail->count * CAS_TAIL_TERMS; i++) {
        mpfi_interv_d(term, 0, 0.75); /* 2/e = 0.735.. */
        mpfi_mul_q(term, term, a->x->scale[i]);
        mpfi_add(a->r->factor, a->r->factor, term);
        mpq_set(a->r->scale[i], mpq_sgn(a->x->scale[i]) != 0 ? half : a->x->scale[i]);
    }
    mpq_clear(half);
    mpfi_clear(term);
}

static void apply_log(void *r, const void *x)
{
    application a;
    begin(&a, CAS_LOG, r, x);
    const bool is_known = a.x->has_scale && mpfi_is_strictly_pos(a.x->factor) > 0;
    bool has_powers = false, has_exponentials = false;
    for (size_t i = 0; is_known && i < a.x->tail->count * CAS_TAIL_TERMS; i++)
        if (mpq_sgn(a.x->scale[i]) != 0)
            *(i % CAS_TAIL_TERMS == 0 ? &has_powers : &has_exponentials) = true;
    if (!is_known || (has_powers && has_exponentials)) {
        end_plain(&a);
        return;
    }
    if (has_powers) {
        set_logarithm_of_powers(&a);
        end_scaled(&a);
        return;
    }
    mpfi_log(a.r->rest, a.x->factor);
    cas_scale_set(a.x->tail, a.r->form, (const mpq_t *)a.x->scale);
    mpfi_set(a.r->plain, a.value);
    a.r->has_scale = a.r->is_exact = false;
    a.r->has_form = true;
    cas_tail_complete(a.r);
    end(&a);
}

/* sqrt(E factor) = sqrt(E) sqrt(factor) */
static void apply_sqrt(void *r, const void *x)
{
    application a;
    mpq_t half;
    begin(&a, CAS_SQRT, r, x);
    if (!a.x->has_scale || mpfr_sgn(&a.x->factor->left) < 0) {
        end_plain(&a);
        return;
    }
    mpq_init(half);
    mpq_set_ui(half, 1, 2);
    cas_scale_power(a.x->tail, a.r->scale, (const mpq_t *)a.x->scale, half);
    mpfi_sqrt(a.r->factor, a.x->factor);
    mpq_clear(half);
    end_scaled(&a);
}

/* a->factor encloses f' between 0 and the argument. */
static void enclose_slope(application *a, cas_function function)
{
    mpfi_t *numbers = cas_numbers_new(a->interval, 4);
    mpfi_ptr hull = numbers[0], value = numbers[1];
    mpfi_set(hull, a->argument);
    mpfi_put_si(hull, 0);
    a->interval->function[function](value, hull);
    cas_derivatives_function(a->interval, function, hull, value, 1, a->factor,
                             numbers + 2);
    cas_numbers_free(a->interval, numbers, 4);
}

/* f(x) = x f'(xi) for some xi between 0 and x, where f(0) = 0, as for tanh, sin, atan and
   log1p: f(x) decays as fast as x does. */
static void apply_small(void *r, const void *x, cas_function function)
{
    application a;
    begin(&a, function, r, x);
    enclose_slope(&a, function);
    if (!a.x->has_scale || !mpfi_bounded_p(a.argument) || !mpfi_bounded_p(a.factor)) {
        end_plain(&a);
        return;
    }
    cas_interval_multiply_reals(a.r->factor, a.x->factor, a.factor);
    cas_scale_set(a.x->tail, a.r->scale, (const mpq_t *)a.x->scale);
    end_scaled(&a);
}

static void apply_cos(void *r, const void *x)
{
    application a;
    begin(&a, CAS_COS, r, x);
    end_plain(&a);
}

/* log1p(x) = log(1 + x) where x grows. */
static void apply_log1p(void *r, const void *x)
{
    application a;
    begin(&a, CAS_LOG1P, r, x);
    const bool is_bounded = mpfi_bounded_p(a.argument) != 0;
    const cas_tail *tail = a.x->tail;
    end(&a);
    if (is_bounded) {
        apply_small(r, x, CAS_LOG1P);
        return;
    }
    cas_tail_arithmetic arithmetic;
    cas_tail_arithmetic_init(&arithmetic, tail);
    void *sum = cas_numbers_new(&arithmetic.table, 1);
    arithmetic.table.set_integer(sum, 1);
    arithmetic.table.add(sum, sum, x);
    apply_log(r, sum);
    cas_numbers_free(&arithmetic.table, sum, 1);
}

/* e^{sign x} times an interval, for the hyperbolic functions. */
static void end_exponential(application *a, int sign)
{
    if (!set_exponential(a->r, a->x, sign)) {
        end_plain(a);
        return;
    }
    cas_interval_multiply_reals(a->r->factor, a->r->factor, a->factor);
    end_scaled(a);
}

/* a->factor = [low, high] with high or low as (1 + sign e^{-2 |x|}) / 2
   at the least |x| */
static void set_hyperbolic_factor(application *a, int sign)
{
    mpfi_abs(a->factor, a->argument);
    mpfi_mul_si(a->factor, a->factor, -2);
    mpfi_exp(a->factor, a->factor);
    mpfi_mul_si(a->factor, a->factor, sign);
    mpfi_add_ui(a->factor, a->factor, 1);
    mpfi_div_2ui(a->factor, a->factor, 1);
}

/* cosh x = e^{|x|} (1 + e^{-2|x|}) / 2, sinh x = +-e^{|x|} (1 - e^{-2|x|}) / 2 */
static void apply_hyperbolic(void *r, const void *x, cas_function function)
{
    application a;
    begin(&a, function, r, x);
    const bool is_positive = mpfr_sgn(&a.argument->left) >= 0;
    const bool is_negative = mpfr_sgn(&a.argument->right) <= 0;
    if (mpfi_nan_p(a.argument) || (!is_positive && !is_negative)) {
        end_plain(&a);
        return;
    }
    set_hyperbolic_factor(&a, function == CAS_COSH ? 1 : -1);
    if (function == CAS_SINH && !is_positive)
        mpfi_neg(a.factor, a.factor);
    end_exponential(&a, is_positive ? 1 : -1);
}

/* sigmoid(x) = e^x / (1 + e^x), for x -> -inf */
static void apply_sigmoid(void *r, const void *x)
{
    application a;
    begin(&a, CAS_SIGMOID, r, x);
    if (!is_bounded_above(a.argument)) {
        end_plain(&a);
        return;
    }
    mpfi_neg(a.factor, a.argument);
    a.interval->function[CAS_SIGMOID](a.factor, a.factor);
    end_exponential(&a, 1);
}

/* x + softplus(-x), for x -> inf */
static void end_growing_softplus(application *a)
{
    if (!a->x->has_form || !is_bounded_below(a->argument)) {
        end_plain(a);
        return;
    }
    mpfi_neg(a->factor, a->argument);
    a->interval->function[CAS_SOFTPLUS](a->factor, a->factor);
    mpfi_add(a->r->rest, a->x->rest, a->factor);
    cas_scale_set(a->x->tail, a->r->form, (const mpq_t *)a->x->form);
    mpfi_set(a->r->plain, a->value);
    a->r->has_form = true;
    a->r->has_scale = a->r->is_exact = false;
    cas_tail_complete(a->r);
    end(a);
}

/* softplus(x) = e^x log(1 + t) / t with t = e^x, for x -> -inf; the
   quotient falls from 1. */
static void apply_softplus(void *r, const void *x)
{
    application a;
    begin(&a, CAS_SOFTPLUS, r, x);
    if (!is_bounded_above(a.argument)) {
        end_growing_softplus(&a);
        return;
    }
    mpfi_t last;
    mpfi_init2(last, CAS_TAIL_BITS);
    mpfi_set_fr(last, &a.argument->right);
    a.interval->function[CAS_SOFTPLUS](a.factor, last);
    mpfi_exp(last, last);
    mpfi_div(a.factor, a.factor, last);
    mpfi_put_si(a.factor, 1);
    mpfi_clear(last);
    end_exponential(&a, 1);
}

#define DEFINE_FUNCTION(name, apply, function)                                           \
    static void name(void *r, const void *x)                                             \
    {                                                                                    \
        apply(r, x, function);                                                           \
    }
DEFINE_FUNCTION(apply_tanh, apply_small, CAS_TANH)
DEFINE_FUNCTION(apply_sin, apply_small, CAS_SIN)
DEFINE_FUNCTION(apply_atan, apply_small, CAS_ATAN)
DEFINE_FUNCTION(apply_sinh, apply_hyperbolic, CAS_SINH)
DEFINE_FUNCTION(apply_cosh, apply_hyperbolic, CAS_COSH)

void cas_tail_functions_add(cas_tail_arithmetic *arithmetic)
{
    static void (*const functions[CAS_FUNCTION_COUNT])(void *r, const void *x) =
        CAS_FUNCTIONS;
    for (int f = 0; f < CAS_FUNCTION_COUNT; f++)
        arithmetic->table.function[f] = functions[f];
}
