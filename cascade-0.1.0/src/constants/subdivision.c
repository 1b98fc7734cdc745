/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "constants/subdivision.h"

#include "arithmetic/memory.h"
#include "constants/box_norm.h"
#include "constants/box_queue.h"

#include <math.h>
#include <stdint.h>

/*: \paragraph{Branch and bound.} The supremum of a norm over a box is at most the largest
upper bound over any partition of the box, and at least the norm at any point. The
partition is refined where its upper bound is largest, until the two agree to the
tolerance or the budget is spent; whenever it stops, both ends are certified. */

enum { DEFAULT_BOXES = 20000, UNBOUNDED_BOXES = 1000, FAR_EXPONENT = 64 };
/* By default no more work than this is done for a constant: about a second. */
enum { DEFAULT_WORK = 1 << 19 };
static const double default_tolerance = 1.0 / 256;
/* A constant beyond this is as good as none. */
static const double astronomical = 1e300;

typedef struct search {
    cas_constant constant;
    cas_box_norm *norm;
    const cas_coordinates *coordinates;
    double tolerance;
    size_t budget, looked_at; /* boxes */
    size_t largest_work;
    size_t unbounded; /* popped boxes without an upper bound */
    cas_box_queue queue;
    double lower;   /* the largest norm found at a point */
    double settled; /* the largest upper bound of boxes that are not looked at again */
    mpfi_t *point;
    mpfi_t value;
    mpfr_t middle;
} search;

/* Where a side is cut: the middle, or where an unbounded one is, a point that doubles. */
static void find_middle(mpfr_ptr middle, mpfi_srcptr side)
{
    const bool has_left = mpfr_number_p(&side->left),
               has_right = mpfr_number_p(&side->right);
    if (has_left && has_right) {
        mpfi_mid(middle, side);
        return;
    }
    mpfr_srcptr end = has_left ? &side->left : &side->right;
    const int outward = has_left ? 1 : -1;
    if ((!has_left && !has_right) || mpfr_sgn(end) * outward < 0)
        mpfr_set_zero(middle, 1);
    else if (mpfr_cmpabs_ui(end, 1) < 0)
        mpfr_set_si(middle, outward, MPFR_RNDN);
    else
        mpfr_mul_2ui(middle, end, 1, MPFR_RNDN);
}

static bool can_cut(search *s, mpfi_srcptr side)
{
    find_middle(s->middle, side);
    return mpfr_less_p(&side->left, s->middle) && mpfr_less_p(s->middle, &side->right);
}

/* x / (1 + |x|) maps the line to (-1, 1): a width that infinite sides have, too. */
static double place(mpfr_srcptr x)
{
    const double d = mpfr_get_d(x, MPFR_RNDN);
    return isinf(d) ? copysign(1, d) : d / (1 + fabs(d));
}

static double width(mpfi_srcptr side)
{
    return place(&side->right) - place(&side->left);
}

/* Puts the box's middle into s->point, as far as possible inside the exact domain;
   whether it certainly is there. */
static bool find_point(search *s, const cas_box *box)
{
    bool is_inside = true;
    for (size_t k = 0; k < s->coordinates->count; k++) {
        mpfi_srcptr inner = s->coordinates->inner[k];
        find_middle(s->middle, box->sides[k]);
        is_inside = is_inside && !mpfi_nan_p(inner);
        if (mpfr_less_p(s->middle, &inner->left))
            mpfr_set(s->middle, &inner->left, MPFR_RNDN);
        if (mpfr_greater_p(s->middle, &inner->right))
            mpfr_set(s->middle, &inner->right, MPFR_RNDN);
        mpfi_set_fr(s->point[k], s->middle);
    }
    return is_inside;
}

/* Bounds the norm from above on all of the box. */
static void look_at(search *s, cas_box *box)
{
    s->looked_at++;
    cas_box_norm_enclose(s->norm, (const mpfi_t *)box->sides, s->value);
    box->upper = fmin(box->upper, mpfr_get_d(&s->value->right, MPFR_RNDU));
}

/* Bounds the norm from below in the box's middle; CAS_DOMAIN where the program is not
   defined there. */
static cas_status try_middle(search *s, const cas_box *box, cas_message *message)
{
    cas_message inner = {""};
    if (!find_point(s, box))
        return CAS_OK;
    cas_box_norm_enclose(s->norm, (const mpfi_t *)s->point, s->value);
    s->lower = fmax(s->lower, mpfr_get_d(&s->value->left, MPFR_RNDD));
    cas_status status = cas_box_norm_explain(s->norm, &inner);
    if (status != CAS_OK)
        cas_fail(message, status,
                 "the operator is not defined everywhere on its domain: %s; give a "
                 "smaller `domain`",
                 inner.text);
    return status;
}

/* The widest side that can be cut; count if there is none. */
static size_t widest_side(search *s, const cas_box *box)
{
    size_t widest = s->coordinates->count;
    double largest = -1;
    for (size_t k = 0; k < s->coordinates->count; k++)
        if (width(box->sides[k]) > largest && can_cut(s, box->sides[k])) {
            largest = width(box->sides[k]);
            widest = k;
        }
    return widest;
}

/* Queues a box for as long as its bound may still matter. */
static void keep(search *s, cas_box *box)
{
    if (box->upper > s->lower * (1 + s->tolerance)) {
        cas_box_queue_push(&s->queue, box);
    } else {
        s->settled = fmax(s->settled, box->upper);
        cas_box_free(box, s->coordinates->count);
    }
}

/* Cuts the box and keeps the parts; false where no side can be cut. */
static bool split(search *s, const cas_box *box)
{
    const size_t k = widest_side(s, box);
    if (k == s->coordinates->count)
        return false;
    for (int is_above = 0; is_above < 2; is_above++) {
        cas_box *part = cas_box_new(s->coordinates->count, (const mpfi_t *)box->sides);
        find_middle(s->middle, box->sides[k]);
        mpfr_set(is_above ? &part->sides[k]->left : &part->sides[k]->right, s->middle,
                 MPFR_RNDN);
        part->depth = box->depth + 1;
        part->upper = box->upper;
        look_at(s, part);
        keep(s, part);
    }
    return true;
}

static bool is_done(const search *s, const cas_box *box)
{
    return isfinite(box->upper) &&
           (box->upper <= s->lower * (1 + s->tolerance) || s->looked_at >= s->budget ||
            cas_box_norm_work(s->norm) >= s->largest_work);
}

/* Whether some side is half a line that begins beyond 2^FAR_EXPONENT. */
static bool is_far(const search *s, const cas_box *box)
{
    for (size_t k = 0; k < s->coordinates->count; k++) {
        mpfi_srcptr side = box->sides[k];
        mpfr_srcptr end = mpfr_inf_p(&side->left) ? &side->right : &side->left;
        if (!mpfi_bounded_p(side) && mpfr_regular_p(end) &&
            mpfr_get_exp(end) > FAR_EXPONENT)
            return true;
    }
    return false;
}

/* Whether to stop trying to find an upper bound for a box that has none. */
static bool is_hopeless(search *s, const cas_box *box)
{
    ++s->unbounded;
    return s->unbounded > UNBOUNDED_BOXES || s->lower > astronomical || is_far(s, box);
}

/* Looks at one box and splits it, or settles it where it is small enough
   for the tolerance. */
static cas_status refine(search *s, const cas_box *box, bool *is_over,
                         cas_message *message)
{
    cas_status status = try_middle(s, box, message);
    if (status != CAS_OK)
        return status;
    *is_over = is_done(s, box);
    if (isinf(box->upper) && (is_hopeless(s, box) || !split(s, box)))
        return cas_fail(
            message, CAS_UNBOUNDED,
            "the constant %s (%s) could not be bounded on the operator's domain "
            "(it is at least %.6g there); give the operator a smaller `domain`",
            cas_constant_names[s->constant], cas_constant_symbols[s->constant], s->lower);
    if (isfinite(box->upper) && (*is_over || !split(s, box)))
        s->settled = fmax(s->settled, box->upper);
    return CAS_OK;
}

static cas_status find_supremum(search *s, mpfi_ptr bound, cas_message *message)
{
    cas_status status = CAS_OK;
    bool is_over = false;
    cas_box *box =
        cas_box_new(s->coordinates->count, (const mpfi_t *)s->coordinates->outer);
    box->upper = INFINITY;
    look_at(s, box);
    cas_box_queue_push(&s->queue, box);
    while (status == CAS_OK && !is_over && (box = cas_box_queue_pop(&s->queue)) != NULL) {
        status = refine(s, box, &is_over, message);
        cas_box_free(box, s->coordinates->count);
    }
    if (status == CAS_OK) {
        mpfr_set_d(&bound->left, fmin(s->lower, s->settled), MPFR_RNDD);
        mpfr_set_d(&bound->right, s->settled, MPFR_RNDU);
    }
    return status;
}

static void start_search(search *s, const cas_smoothness_options *options)
{
    const cas_arithmetic interval = cas_arithmetic_interval(CAS_COORDINATES_BITS);
    s->tolerance = default_tolerance;
    s->budget = DEFAULT_BOXES;
    s->largest_work = DEFAULT_WORK;
    if (options != NULL && options->tolerance > 0)
        s->tolerance = options->tolerance;
    if (options != NULL && options->boxes > 0) {
        s->budget = options->boxes;
        s->largest_work = SIZE_MAX;
    }
    s->queue.sides = s->coordinates->count;
    s->point = cas_numbers_new(&interval, s->coordinates->count);
    mpfi_init2(s->value, CAS_COORDINATES_BITS);
    mpfr_init2(s->middle, CAS_COORDINATES_BITS);
}

static void end_search(search *s)
{
    const cas_arithmetic interval = cas_arithmetic_interval(CAS_COORDINATES_BITS);
    cas_box_queue_clear(&s->queue);
    cas_numbers_free(&interval, s->point, s->coordinates->count);
    mpfi_clear(s->value);
    mpfr_clear(s->middle);
}

/* bounds[c - first] of the constants c = first..last. */
static cas_status subdivide(const cas_program *program, const cas_domain *domain,
                            const cas_smoothness_options *options, int first, int last,
                            mpfi_t *bounds, cas_message *message)
{
    cas_affines affines;
    cas_status status = cas_affines_find(&affines, program, message);
    if (status == CAS_OK) {
        cas_coordinates coordinates;
        cas_coordinates_init(&coordinates, &affines, domain);
        for (int c = first; c <= last && status == CAS_OK; c++) {
            search s = {.constant = (cas_constant)c, .coordinates = &coordinates};
            status = cas_box_norm_new(program, &affines, &coordinates, s.constant,
                                      &s.norm, message);
            if (status != CAS_OK)
                break;
            start_search(&s, options);
            status = find_supremum(&s, bounds[c - first], message);
            end_search(&s);
            cas_box_norm_free(s.norm);
        }
        cas_coordinates_clear(&coordinates);
    }
    cas_affines_clear(&affines);
    return status;
}

cas_status cas_smoothness_subdivide(const cas_program *program, const cas_domain *domain,
                                    const cas_smoothness_options *options,
                                    mpfi_t bounds[CAS_CONSTANT_COUNT],
                                    cas_message *message)
{
    return subdivide(program, domain, options, 0, CAS_CONSTANT_COUNT - 1, bounds,
                     message);
}

cas_status cas_state_lipschitz_subdivide(const cas_program *program,
                                         const cas_domain *domain,
                                         const cas_smoothness_options *options,
                                         mpfi_t *bound, cas_message *message)
{
    return subdivide(program, domain, options, CAS_STATE_LIPSCHITZ, CAS_STATE_LIPSCHITZ,
                     bound, message);
}
