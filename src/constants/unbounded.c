/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "constants/unbounded.h"

#include "arithmetic/memory.h"
#include "program/jet.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FAR_EXPONENT = 64, OUTSIDE_EXPONENT = 4, NARROW_EXPONENT = -50 };

/* Half a line that begins beyond 2^exponent. */
static bool begins_beyond(mpfi_srcptr side, mpfr_exp_t exponent)
{
    if (mpfr_inf_p(&side->left) == mpfr_inf_p(&side->right))
        return false;
    mpfr_srcptr end = mpfr_inf_p(&side->left) ? &side->right : &side->left;
    return mpfr_regular_p(end) && mpfr_get_exp(end) > exponent;
}

/* Narrow against its distance from 0, or against 1. */
static bool is_narrow_side(mpfi_srcptr side)
{
    if (!mpfi_bounded_p(side))
        return false;
    mpfr_t width, size;
    mpfr_init2(width, CAS_COORDINATES_BITS);
    mpfr_init2(size, CAS_COORDINATES_BITS);
    mpfi_diam_abs(width, side);
    mpfi_mag(size, side);
    mpfr_mul_2si(size, size, NARROW_EXPONENT, MPFR_RNDN);
    bool is_narrow = mpfr_cmp_d(width, 0x1p-50) < 0 || mpfr_lessequal_p(width, size);
    mpfr_clear(width);
    mpfr_clear(size);
    return is_narrow;
}

bool cas_unbounded_is_far(const cas_coordinates *coordinates, const cas_box *box)
{
    bool all_narrow = true;
    for (size_t k = 0; k < coordinates->count; k++) {
        if (begins_beyond(box->sides[k], FAR_EXPONENT))
            return true;
        all_narrow = all_narrow && is_narrow_side(box->sides[k]);
    }
    return all_narrow;
}

bool cas_unbounded_is_outside(const cas_coordinates *coordinates, const cas_box *box)
{
    for (size_t k = 0; k < coordinates->count; k++)
        if (begins_beyond(box->sides[k], OUTSIDE_EXPONENT))
            return true;
    return false;
}

enum { CHECK_BITS = 256, POINT_TEXT = 400 };

/* Seeds every affine node with its exact value at the point, rounded. */
static void seed_point(cas_jets *jets, const cas_search_space *space,
                       const cas_arithmetic *arithmetic, const mpfi_t *point)
{
    const cas_coordinates *c = space->coordinates;
    void *number = cas_numbers_new(arithmetic, 1);
    mpq_t value, term;
    mpq_init(value);
    mpq_init(term);
    for (size_t i = 0; i < space->affines->count; i++) {
        mpq_set(value, c->offsets[i]);
        for (size_t k = 0; k < c->count; k++) {
            mpfr_get_q(term, &point[k]->left);
            mpq_mul(term, term, c->slopes[i * c->count + k]);
            mpq_add(value, value, term);
        }
        arithmetic->set_rational(number, value);
        cas_jets_seed_node(jets, space->affines->at[i].node, number, NULL);
    }
    mpq_clear(value);
    mpq_clear(term);
    cas_numbers_free(arithmetic, number, 1);
}

/* "w1 + 2*y1": the form of coordinate k */
static void form_text(const cas_search_space *space, size_t k, char *text, size_t size)
{
    const cas_coordinates *c = space->coordinates;
    size_t used = 0;
    text[0] = '\0';
    for (size_t j = 0; j < c->variables && used < size; j++) {
        mpq_srcptr slope = c->forms[k * c->variables + j];
        if (mpq_sgn(slope) == 0)
            continue;
        bool is_y = j < space->program->in, is_first = used == 0;
        const double size_of = fabs(mpq_get_d(slope));
        char factor[32] = "";
        if (mpq_cmp_si(slope, 1, 1) != 0 && mpq_cmp_si(slope, -1, 1) != 0)
            snprintf(factor, sizeof factor, "%.6g*", size_of);
        const char *sign =
            mpq_sgn(slope) < 0 ? (is_first ? "-" : " - ") : (is_first ? "" : " + ");
        int more = snprintf(text + used, size - used, "%s%s%c%zu", sign, factor,
                            is_y ? 'y' : 'w', (is_y ? j : j - space->program->in) + 1);
        used += more > 0 ? (size_t)more : 0;
    }
}

/* "w1 + 2*y1 = 0.5, y2 = 3", cut off where it is long */
static void point_text(const cas_search_space *space, const double *point,
                       char text[POINT_TEXT])
{
    size_t used = 0;
    text[0] = '\0';
    for (size_t k = 0; k < space->coordinates->count && used < POINT_TEXT; k++) {
        char form[POINT_TEXT / 2];
        form_text(space, k, form, sizeof form);
        int more = snprintf(text + used, POINT_TEXT - used, "%s%s = %.9g",
                            k == 0 ? " at " : ", ", form, point[k]);
        used += more > 0 ? (size_t)more : 0;
    }
}

static void to_doubles(const cas_search_space *space, const mpfi_t *point, double *values)
{
    for (size_t k = 0; k < space->coordinates->count; k++)
        values[k] = mpfr_get_d(&point[k]->left, MPFR_RNDN);
}

cas_status cas_unbounded_check_point(const cas_search_space *space, const mpfi_t *point,
                                     cas_message *message)
{
    const cas_arithmetic arithmetic = cas_arithmetic_mpfr(CHECK_BITS);
    cas_jets *jets = cas_jets_new(space->program, &arithmetic, 0, 0);
    seed_point(jets, space, &arithmetic, point);
    cas_message inner = {""};
    cas_status status = cas_jets_evaluate(jets, &inner);
    if (status == CAS_OK)
        status = cas_jets_explain(jets, &inner);
    cas_jets_free(jets);
    if (status != CAS_OK) {
        char where[POINT_TEXT];
        double *values = cas_allocate(space->coordinates->count, sizeof *values);
        to_doubles(space, point, values);
        point_text(space, values, where);
        cas_fail(message, status,
                 "the operator is not defined everywhere on its domain: %.400s%s; give a "
                 "smaller `domain`",
                 inner.text, where);
        free(values);
    }
    return status;
}

/* Which point of a side is meant. */
typedef enum spot { SPOT_LEFT, SPOT_RIGHT, SPOT_MIDDLE } spot;

/* On half a line: 2^exponent times its end or 1, outwards; 0 on the whole line. */
static void pick(mpfi_ptr r, mpfi_srcptr side, mpfi_srcptr inner, spot where,
                 long exponent)
{
    mpfr_t x;
    mpfr_init2(x, CAS_COORDINATES_BITS);
    if (mpfi_bounded_p(side)) {
        mpfi_mid(x, side);
        if (where != SPOT_MIDDLE)
            mpfr_set(x, where == SPOT_LEFT ? &side->left : &side->right, MPFR_RNDN);
    } else if (mpfr_inf_p(&side->left) && mpfr_inf_p(&side->right)) {
        mpfr_set_zero(x, 1);
    } else {
        const bool is_right = mpfr_inf_p(&side->right);
        mpfr_set(x, is_right ? &side->left : &side->right, MPFR_RNDN);
        if (mpfr_cmpabs_ui(x, 1) < 0 || (mpfr_sgn(x) > 0) != is_right)
            mpfr_set_si(x, is_right ? 1 : -1, MPFR_RNDN);
        mpfr_mul_2si(x, x, exponent, MPFR_RNDN);
    }
    if (mpfr_less_p(x, &inner->left))
        mpfr_set(x, &inner->left, MPFR_RNDN);
    if (mpfr_greater_p(x, &inner->right))
        mpfr_set(x, &inner->right, MPFR_RNDN);
    mpfi_set_fr(r, x);
    mpfr_clear(x);
}

static void pick_point(const cas_search_space *space, const cas_box *box, spot where,
                       long exponent, cas_box *point)
{
    for (size_t k = 0; k < space->coordinates->count; k++)
        pick(point->sides[k], box->sides[k], space->coordinates->inner[k], where,
             exponent);
}

static bool has_infinite_side(const cas_search_space *space, const cas_box *box)
{
    for (size_t k = 0; k < space->coordinates->count; k++)
        if (!mpfi_bounded_p(box->sides[k]))
            return true;
    return false;
}

static double norm_at(cas_box_norm *norm, const cas_box *point)
{
    mpfi_t value;
    mpfi_init2(value, CAS_COORDINATES_BITS);
    cas_box_norm_enclose(norm, (const mpfi_t *)point->sides, value);
    const double lower = mpfr_get_d(&value->left, MPFR_RNDD);
    mpfi_clear(value);
    return lower;
}

/* A norm beyond doubles, or nearly so, has no bound worth the name. */
static const double huge = 1e300;

/* Whether the norm grows all the way out along the box's unbounded sides, at one spot of
   the others; then point and *lower are where it begins. */
static bool grows_outward(const cas_search_space *space, cas_box_norm *norm,
                          const cas_box *box, spot where, cas_box *point, double *lower)
{
    static const long exponents[] = {4, 8, 16, 32, 64, 128};
    double before = 0;
    if (!has_infinite_side(space, box))
        return false;
    for (size_t i = 0; i < sizeof exponents / sizeof *exponents; i++) {
        pick_point(space, box, where, exponents[i], point);
        *lower = norm_at(norm, point);
        if (!(*lower > 1.01 * before) && *lower < huge)
            return false;
        before = *lower;
    }
    pick_point(space, box, where, exponents[0], point);
    *lower = norm_at(norm, point);
    return true;
}

/* A norm this many times larger than in the middle of the domain, found in a box with all
   sides shorter than 2^-50, is taken for a pole. */
static const double pole_factor = 0x1p16;

static bool has_pole(const cas_search_space *space, cas_box_norm *norm,
                     const cas_box *box, cas_box *point, double *lower)
{
    if (!cas_unbounded_is_far(space->coordinates, box) || has_infinite_side(space, box))
        return false;
    cas_box *whole =
        cas_box_new(space->coordinates->count, (const mpfi_t *)space->coordinates->outer);
    pick_point(space, whole, SPOT_MIDDLE, 0, point);
    const double usual = norm_at(norm, point);
    pick_point(space, box, SPOT_MIDDLE, 0, point);
    *lower = norm_at(norm, point);
    cas_box_free(whole, space->coordinates->count);
    return *lower > pole_factor * fmax(usual, 1);
}

static const spot spots[] = {SPOT_MIDDLE, SPOT_LEFT, SPOT_RIGHT};

/* Then point and *lower show it. */
static bool seems_unbounded(const cas_search_space *space, cas_box_norm *norm,
                            const cas_box *box, cas_box *point, double *lower)
{
    for (size_t i = 0; i < 3; i++)
        if (grows_outward(space, norm, box, spots[i], point, lower))
            return true;
    return has_pole(space, norm, box, point, lower);
}

bool cas_unbounded_grows(const cas_search_space *space, cas_box_norm *norm,
                         const cas_box *box)
{
    double lower;
    cas_box *point = cas_box_new(space->coordinates->count, (const mpfi_t *)box->sides);
    const bool result = seems_unbounded(space, norm, box, point, &lower);
    cas_box_free(point, space->coordinates->count);
    return result;
}

static cas_status check_points(const cas_search_space *space, const cas_box *box,
                               cas_box *point, cas_message *message)
{
    cas_status status = CAS_OK;
    for (size_t i = 0; i < 3 && status == CAS_OK; i++) {
        pick_point(space, box, spots[i], 1, point);
        status = cas_unbounded_check_point(space, (const mpfi_t *)point->sides, message);
    }
    return status;
}

cas_status cas_unbounded_explain(const cas_search_space *space, cas_box_norm *norm,
                                 cas_constant constant, const cas_box *box,
                                 const double *best, double lower, cas_message *message)
{
    const size_t count = space->coordinates->count;
    cas_box *point = cas_box_new(count, (const mpfi_t *)box->sides);
    double *values = cas_allocate(count, sizeof *values), value;
    char where[POINT_TEXT];
    cas_status status = check_points(space, box, point, message);
    if (status == CAS_OK && seems_unbounded(space, norm, box, point, &value)) {
        to_doubles(space, (const mpfi_t *)point->sides, values);
        point_text(space, values, where);
        status = cas_fail(
            message, CAS_UNBOUNDED,
            "the constant %s (%s) grows without bound: it is at least %.6g%s; "
            "give the operator a `domain`",
            cas_constant_names[constant], cas_constant_symbols[constant], value, where);
    } else if (status == CAS_OK) {
        point_text(space, best, where);
        status = cas_fail(
            message, CAS_UNBOUNDED,
            "the constant %s (%s) could not be bounded by interval arithmetic "
            "(it is at least %.6g%s); give the operator a smaller `domain`",
            cas_constant_names[constant], cas_constant_symbols[constant], lower, where);
    }
    cas_box_free(point, count);
    free(values);
    return status;
}
