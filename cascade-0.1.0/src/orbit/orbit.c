/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "orbit/orbit.h"

#include "arithmetic/vector.h"

#include <math.h>
#include <mpfi.h>
#include <string.h>

void cas_iteration_read_numbers(cas_rationals *numbers, const char *text)
{
    for (size_t i = 0; i < numbers->count; i++) {
        text += strspn(text, " ");
        size_t length = strcspn(text, " ");
        cas_message message;
        CAS_REQUIRE(cas_rational_read(numbers->at[i], text, length, &message) == CAS_OK);
        text += length;
    }
}

static void set_number(mpq_t number, const char *text)
{
    cas_message message;
    CAS_REQUIRE(cas_rational_read(number, text, strlen(text), &message) == CAS_OK);
}

void cas_iteration_init(cas_iteration *iteration)
{
    cas_rationals_init(&iteration->matrix, 4);
    cas_rationals_init(&iteration->start_1, 2);
    cas_rationals_init(&iteration->start_2, 2);
    cas_rationals_init(&iteration->before_1, 2);
    cas_rationals_init(&iteration->before_2, 2);
    mpq_inits(iteration->step, iteration->momentum, NULL);
    iteration->compressed = false;
}

void cas_iteration_clear(cas_iteration *iteration)
{
    cas_rationals_clear(&iteration->matrix);
    cas_rationals_clear(&iteration->start_1);
    cas_rationals_clear(&iteration->start_2);
    cas_rationals_clear(&iteration->before_1);
    cas_rationals_clear(&iteration->before_2);
    mpq_clears(iteration->step, iteration->momentum, NULL);
}

void cas_iteration_set(cas_iteration *iteration, const char *matrix, const char *start_1,
                       const char *start_2, const char *step, const char *momentum,
                       bool compressed)
{
    cas_iteration_read_numbers(&iteration->matrix, matrix);
    cas_iteration_read_numbers(&iteration->start_1, start_1);
    cas_iteration_read_numbers(&iteration->before_1, start_1);
    cas_iteration_read_numbers(&iteration->start_2, start_2);
    cas_iteration_read_numbers(&iteration->before_2, start_2);
    set_number(iteration->step, step);
    set_number(iteration->momentum, momentum);
    iteration->compressed = compressed;
}

enum { ORBIT_NUMBERS = 24 };

void cas_orbit_begin(cas_orbit *orbit, const cas_iteration *iteration,
                     const cas_arithmetic *arithmetic)
{
    const cas_arithmetic *a = arithmetic;
    void *all = cas_numbers_new(a, ORBIT_NUMBERS);
    *orbit = (cas_orbit){
        .arithmetic = a,
        .compressed = iteration->compressed,
        .has_momentum = mpq_sgn(iteration->momentum) != 0,
        .matrix = all,
        .w_1 = cas_at(a, all, 4),
        .w_2 = cas_at(a, all, 6),
        .before_1 = cas_at(a, all, 8),
        .before_2 = cas_at(a, all, 10),
        .y = cas_at(a, all, 12),
        .v = cas_at(a, all, 14),
        .u = cas_at(a, all, 16),
        .scratch = cas_at(a, all, 18),
        .step = cas_at(a, all, 22),
        .momentum = cas_at(a, all, 23),
    };
    cas_vector_set_rationals(a, 4, orbit->matrix, iteration->matrix.at);
    cas_vector_set_rationals(a, 2, orbit->w_1, iteration->start_1.at);
    cas_vector_set_rationals(a, 2, orbit->w_2, iteration->start_2.at);
    cas_vector_set_rationals(a, 2, orbit->before_1, iteration->before_1.at);
    cas_vector_set_rationals(a, 2, orbit->before_2, iteration->before_2.at);
    a->set_rational(orbit->step, iteration->step);
    a->set_rational(orbit->momentum, iteration->momentum);
}

void cas_orbit_end(cas_orbit *orbit)
{
    cas_numbers_free(orbit->arithmetic, orbit->matrix, ORBIT_NUMBERS);
}

/* r = x1 y1 + x2 y2, rounded in this order; the scratch number 3 is used. */
static void sum_of_products(cas_orbit *orbit, void *r, const void *x1, const void *y1,
                            const void *x2, const void *y2)
{
    const cas_arithmetic *a = orbit->arithmetic;
    void *product = cas_at(a, orbit->scratch, 3);
    a->multiply(r, x1, y1);
    a->multiply(product, x2, y2);
    a->add(r, r, product);
}

/* scratch[0] = 2 <y, w_2> */
static void double_inner_product(cas_orbit *orbit)
{
    const cas_arithmetic *a = orbit->arithmetic;
    void *p = cas_at(a, orbit->scratch, 0);
    sum_of_products(orbit, p, cas_at(a, orbit->y, 0), cas_at(a, orbit->w_2, 0),
                    cas_at(a, orbit->y, 1), cas_at(a, orbit->w_2, 1));
    a->add(p, p, p);
}

void cas_orbit_look(cas_orbit *orbit)
{
    const cas_arithmetic *a = orbit->arithmetic;
    for (size_t i = 0; i < 2; i++)
        sum_of_products(orbit, cas_at(a, orbit->y, i), cas_at(a, orbit->matrix, 2 * i),
                        cas_at(a, orbit->w_1, 0), cas_at(a, orbit->matrix, 2 * i + 1),
                        cas_at(a, orbit->w_1, 1));
    double_inner_product(orbit);
    cas_vector_copy(a, 2, orbit->v, orbit->y);
    cas_vector_add_scaled(a, 2, orbit->v, orbit->scratch, orbit->w_2,
                          cas_at(a, orbit->scratch, 3));
}

static cas_pick pick_exactly(const mpq_t *v)
{
    mpq_t left, right;
    mpq_inits(left, right, NULL);
    mpq_abs(left, v[0]);
    mpq_abs(right, v[1]);
    int order = mpq_cmp(left, right);
    mpq_clears(left, right, NULL);
    return order > 0 ? CAS_PICK_FIRST : order < 0 ? CAS_PICK_SECOND : CAS_PICK_TIE;
}

static cas_pick pick_surely(const mpfi_t *v)
{
    mpfi_t difference, other;
    mpfi_init2(difference, mpfi_get_prec(v[0]));
    mpfi_init2(other, mpfi_get_prec(v[0]));
    mpfi_abs(difference, v[0]);
    mpfi_abs(other, v[1]);
    mpfi_sub(difference, difference, other);
    cas_pick pick = mpfi_is_strictly_pos(difference)   ? CAS_PICK_FIRST
                    : mpfi_is_strictly_neg(difference) ? CAS_PICK_SECOND
                                                       : CAS_PICK_UNDECIDED;
    mpfi_clear(difference);
    mpfi_clear(other);
    return pick;
}

static cas_pick choose(const cas_orbit *orbit)
{
    if (!orbit->compressed)
        return CAS_PICK_BOTH;
    if (strcmp(orbit->arithmetic->name, "rational") == 0)
        return pick_exactly(orbit->v);
    if (strcmp(orbit->arithmetic->name, "interval") == 0)
        return pick_surely(orbit->v);
    double left = fabs(orbit->arithmetic->to_double(orbit->v));
    double right =
        fabs(orbit->arithmetic->to_double(cas_at_const(orbit->arithmetic, orbit->v, 1)));
    return left > right ? CAS_PICK_FIRST : left < right ? CAS_PICK_SECOND : CAS_PICK_TIE;
}

/* w -= step * u, and with momentum w += momentum * (w_old - before); then before =
   w_old. */
static void move(cas_orbit *orbit, void *w, void *before)
{
    const cas_arithmetic *a = orbit->arithmetic;
    for (size_t i = 0; i < 2; i++) {
        void *wi = cas_at(a, w, i), *bi = cas_at(a, before, i);
        void *change = cas_at(a, orbit->scratch, 1), *old = cas_at(a, orbit->scratch, 2);
        a->set(old, wi);
        a->multiply(change, orbit->step, cas_at(a, orbit->u, i));
        a->subtract(wi, wi, change);
        if (orbit->has_momentum) {
            a->subtract(change, old, bi);
            a->multiply(change, orbit->momentum, change);
            a->add(wi, wi, change);
        }
        a->set(bi, old);
    }
}

cas_pick cas_orbit_step(cas_orbit *orbit)
{
    const cas_arithmetic *a = orbit->arithmetic;
    cas_orbit_look(orbit);
    cas_pick pick = choose(orbit);
    if (pick == CAS_PICK_UNDECIDED)
        return pick;
    if (pick == CAS_PICK_SECOND)
        a->set_integer(cas_at(a, orbit->v, 0), 0);
    else if (pick != CAS_PICK_BOTH)
        a->set_integer(cas_at(a, orbit->v, 1), 0);
    for (size_t j = 0; j < 2; j++)
        a->multiply(cas_at(a, orbit->u, j), orbit->scratch, cas_at(a, orbit->y, j));
    move(orbit, orbit->w_2, orbit->before_2);
    for (size_t j = 0; j < 2; j++)
        sum_of_products(orbit, cas_at(a, orbit->u, j), cas_at(a, orbit->matrix, j),
                        cas_at(a, orbit->v, 0), cas_at(a, orbit->matrix, 2 + j),
                        cas_at(a, orbit->v, 1));
    move(orbit, orbit->w_1, orbit->before_1);
    return pick;
}
