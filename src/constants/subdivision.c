/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "constants/subdivision.h"

#include "arithmetic/memory.h"
#include "constants/box_norm.h"
#include "constants/box_queue.h"
#include "constants/unbounded.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

/*: \paragraph{Branch and bound.} The supremum of a norm over a box is at most the largest
upper bound over any partition of the box, and at least the norm at any point. The
partition is refined where its upper bound is largest, until the two agree to the
tolerance or the budget is spent; whenever it stops, both ends are certified. */

enum { DEFAULT_BOXES = 20000, CANDIDATES = 3, UNBOUNDED_BOXES = 1000, GROWTH_TESTS = 64 };
/* By default no more work than this is done for a constant: about a second. */
enum { DEFAULT_WORK = 1 << 19 };
static const double default_tolerance = 1.0 / 256;
/* A supremum below this fraction of the first bound is taken for the 0 that
   rounding hides. */
static const double negligible = 0x1p-60;

/* A constant beyond this is as good as none. */
static const double astronomical = 1e300;

typedef struct search {
    cas_search_space space;
    cas_box_norm *norm;
    const cas_coordinates *coordinates;
    double tolerance;
    size_t budget, looked_at; /* boxes */
    size_t largest_work;
    size_t unbounded,
        growth_tests; /* popped boxes without an upper bound; tests of them */
    cas_box_queue queue;
    double lower;   /* the largest norm found at a point */
    double settled; /* the largest upper bound of boxes that are not looked at again */
    double scale;   /* the first finite upper bound */
    mpfi_t *point;  /* tried last */
    double *best;   /* the point where lower was found */
    cas_box_bound bound;
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

static bool can_cut(const search *s, mpfi_srcptr side)
{
    find_middle((mpfr_ptr)s->middle, side);
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
   whether it certainly is there.  Unbounded sides stay as they are unless all_sides. */
static bool find_point(search *s, const cas_box *box, bool all_sides)
{
    bool is_inside = true;
    for (size_t k = 0; k < s->coordinates->count; k++) {
        mpfi_srcptr inner = s->coordinates->inner[k];
        if (!mpfi_bounded_p(box->sides[k]) && !all_sides) {
            mpfi_set(s->point[k], box->sides[k]);
            continue;
        }
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

static void raise_lower(search *s, double norm)
{
    if (norm <= s->lower)
        return;
    s->lower = norm;
    for (size_t k = 0; k < s->coordinates->count; k++)
        s->best[k] = mpfi_get_d(s->point[k]);
}

/* The side with the largest effect; none where nothing is known or a side is unbounded,
   about which effects say nothing. */
static size_t most_effective(const search *s, const cas_box *box)
{
    size_t best = s->coordinates->count;
    double largest = 0;
    for (size_t k = 0; k < s->coordinates->count; k++) {
        if (!mpfi_bounded_p(box->sides[k]))
            return s->coordinates->count;
        if (s->bound.effects[k] > largest) {
            largest = s->bound.effects[k];
            best = k;
        }
    }
    return best;
}

/*: \paragraph{Monotony.} Where the norm grows strictly with a coordinate all over a box,
it has no largest value in the box but on the face at the coordinate's upper end. If that
face lies on the boundary of the domain, the face replaces the box; else it belongs to a
neighbour as well, and the box is left out. This is sound for any number of boxes left out
at once: let $R$ exceed all of their finite ends and any given coordinates. Of all their
points with coordinates in $[-R, R]$, a compact set, one has the largest norm. From it the
norm grows in the direction of a coordinate in which its box is bounded, and next to it in
that direction lies another box, which cannot be one of those left out, because the norm
is larger there; being closed, it contains the point. */
typedef enum outcome { KEEP_BOX, SHRUNK_BOX, LEFT_OUT } outcome;

static outcome apply_trends(const search *s, cas_box *box)
{
    outcome result = KEEP_BOX;
    for (size_t k = 0; k < s->coordinates->count; k++) {
        mpfi_ptr side = box->sides[k];
        mpfi_srcptr outer = s->coordinates->outer[k];
        if (s->bound.trends[k] == 0 || mpfr_equal_p(&side->left, &side->right))
            continue;
        const bool is_up = s->bound.trends[k] > 0;
        if (is_up ? !mpfr_equal_p(&side->right, &outer->right)
                  : !mpfr_equal_p(&side->left, &outer->left))
            return LEFT_OUT;
        if (is_up)
            mpfr_set(&side->left, &side->right, MPFR_RNDN);
        else
            mpfr_set(&side->right, &side->left, MPFR_RNDN);
        result = SHRUNK_BOX;
    }
    return result;
}

/* Bounds the norm on the box, which may shrink; false where the box need not be kept. */
static bool look_at(search *s, cas_box *box, double upper)
{
    outcome result = SHRUNK_BOX;
    box->upper = upper;
    while (result == SHRUNK_BOX) {
        const bool is_inside = find_point(s, box, false);
        const cas_box_place place = {(const mpfi_t *)box->sides,
                                     (const mpfi_t *)s->point};
        s->looked_at++;
        cas_box_norm_bound(s->norm, &place, &s->bound);
        box->upper = fmin(box->upper, s->bound.upper);
        box->cut = most_effective(s, box);
        if (is_inside)
            raise_lower(s, s->bound.at_middle);
        result = isfinite(box->upper) ? apply_trends(s, box) : KEEP_BOX;
    }
    return result == KEEP_BOX;
}

static bool is_bounded(const search *s, const cas_box *box)
{
    for (size_t k = 0; k < s->coordinates->count; k++)
        if (!mpfi_bounded_p(box->sides[k]))
            return false;
    return true;
}

/* Tries the middle of a box that has no upper bound or is not bounded itself; CAS_DOMAIN
   where the program is not defined there. */
static cas_status try_middle(search *s, const cas_box *box, cas_message *message)
{
    if ((is_bounded(s, box) && isfinite(box->upper)) || !find_point(s, box, true))
        return CAS_OK;
    cas_box_norm_enclose(s->norm, (const mpfi_t *)s->point, s->value);
    if (cas_box_norm_explain(s->norm, NULL) != CAS_OK)
        return cas_unbounded_check_point(&s->space, (const mpfi_t *)s->point, message);
    raise_lower(s, mpfr_get_d(&s->value->left, MPFR_RNDD));
    return CAS_OK;
}

/* The two parts of a box; a part is NULL where it need not be kept. */
typedef struct cut {
    cas_box *below, *above;
    bool is_made;
} cut;

static cas_box *make_part(search *s, const cas_box *box, size_t k, bool is_above)
{
    cas_box *part = cas_box_new(s->coordinates->count, (const mpfi_t *)box->sides);
    find_middle(s->middle, box->sides[k]);
    mpfr_set(is_above ? &part->sides[k]->left : &part->sides[k]->right, s->middle,
             MPFR_RNDN);
    part->depth = box->depth + 1;
    if (look_at(s, part, box->upper))
        return part;
    cas_box_free(part, s->coordinates->count);
    return NULL;
}

static cut cut_box(search *s, const cas_box *box, size_t k)
{
    return (cut){make_part(s, box, k, false), make_part(s, box, k, true), true};
}

static void free_cut(search *s, cut made)
{
    cas_box_free(made.below, s->coordinates->count);
    cas_box_free(made.above, s->coordinates->count);
}

static double upper_of(const cas_box *box)
{
    return box == NULL ? 0 : box->upper;
}

/* How much lower the larger bound of a narrower side's parts must be for
   it to be cut first:
   without that a side could be cut again and again because the others
   help only together. */
static const double clear_gain = 0.9;

static bool is_better(cut narrower, cut wider)
{
    return fmax(upper_of(narrower.below), upper_of(narrower.above)) <
           clear_gain * fmax(upper_of(wider.below), upper_of(wider.above));
}

/* The widest side that is not among the `tried` sides; count if there is none. */
static size_t next_candidate(const search *s, const cas_box *box, const size_t *tried,
                             size_t count_tried)
{
    size_t widest = s->coordinates->count;
    double largest = -1;
    for (size_t k = 0; k < s->coordinates->count; k++) {
        bool is_tried = false;
        for (size_t i = 0; i < count_tried; i++)
            is_tried = is_tried || tried[i] == k;
        if (is_tried || !can_cut(s, box->sides[k]) || width(box->sides[k]) <= largest)
            continue;
        largest = width(box->sides[k]);
        widest = k;
    }
    return widest;
}

static void keep(search *s, cas_box *box)
{
    if (box == NULL)
        return;
    if (isfinite(box->upper) && s->scale <= 0)
        s->scale = box->upper;
    if (isinf(box->upper) || (box->upper > s->lower * (1 + s->tolerance) &&
                              box->upper > negligible * s->scale)) {
        cas_box_queue_push(&s->queue, box);
    } else {
        s->settled = fmax(s->settled, box->upper);
        cas_box_free(box, s->coordinates->count);
    }
}

/* Tries the widest sides and takes the best cut. */
static cut try_cuts(search *s, const cas_box *box)
{
    size_t tried[CANDIDATES], count = 0;
    cut best = {NULL, NULL, false};
    while (count < CANDIDATES) {
        const size_t k = next_candidate(s, box, tried, count);
        if (k == s->coordinates->count)
            break;
        cut made = cut_box(s, box, k);
        tried[count++] = k;
        if (!best.is_made || is_better(made, best)) {
            free_cut(s, best);
            best = made;
        } else {
            free_cut(s, made);
        }
    }
    return best;
}

/* Cuts the box and keeps the parts; false where no side can be cut. */
static bool split(search *s, const cas_box *box)
{
    cut made;
    if (box->cut < s->coordinates->count && can_cut(s, box->sides[box->cut]))
        made = cut_box(s, box, box->cut);
    else
        made = try_cuts(s, box);
    keep(s, made.below);
    keep(s, made.above);
    return made.is_made;
}

static bool is_done(const search *s, const cas_box *box)
{
    return isfinite(box->upper) &&
           (box->upper <= s->lower * (1 + s->tolerance) ||
            box->upper <= negligible * s->scale || s->looked_at >= s->budget ||
            cas_box_norm_work(s->norm) >= s->largest_work);
}

/* Whether to stop trying to find an upper bound for a box that has none. */
static bool is_hopeless(search *s, const cas_box *box)
{
    ++s->unbounded;
    if (s->unbounded > UNBOUNDED_BOXES || s->lower > astronomical ||
        cas_unbounded_is_far(s->coordinates, box))
        return true;
    if (s->growth_tests == GROWTH_TESTS || !cas_unbounded_is_outside(s->coordinates, box))
        return false;
    ++s->growth_tests;
    return cas_unbounded_grows(&s->space, s->norm, box);
}

/* Looks at one box and splits it, or settles it where it is small enough
   for the tolerance. */
static cas_status refine(search *s, cas_constant constant, const cas_box *box,
                         bool *is_over, cas_message *message)
{
    cas_status status = try_middle(s, box, message);
    if (status != CAS_OK)
        return status;
    *is_over = is_done(s, box);
    if (isinf(box->upper) && (is_hopeless(s, box) || !split(s, box)))
        return cas_unbounded_explain(&s->space, s->norm, constant, box, s->best, s->lower,
                                     message);
    if (isfinite(box->upper) && (*is_over || !split(s, box)))
        s->settled = fmax(s->settled, box->upper);
    return CAS_OK;
}

static cas_status find_supremum(search *s, cas_constant constant, mpfi_ptr bound,
                                cas_message *message)
{
    cas_status status = CAS_OK;
    bool is_over = false;
    cas_box *box =
        cas_box_new(s->coordinates->count, (const mpfi_t *)s->coordinates->outer);
    if (look_at(s, box, INFINITY))
        cas_box_queue_push(&s->queue, box);
    else
        cas_box_free(box, s->coordinates->count);
    while (status == CAS_OK && !is_over && (box = cas_box_queue_pop(&s->queue)) != NULL) {
        status = refine(s, constant, box, &is_over, message);
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
    const size_t count = s->coordinates->count;
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
    s->queue.sides = count;
    s->point = cas_numbers_new(&interval, count);
    s->best = cas_allocate(count, sizeof *s->best);
    s->bound.trends = cas_allocate(count, sizeof *s->bound.trends);
    s->bound.effects = cas_allocate(count, sizeof *s->bound.effects);
    mpfi_init2(s->value, CAS_COORDINATES_BITS);
    mpfr_init2(s->middle, CAS_COORDINATES_BITS);
}

static void end_search(search *s)
{
    const cas_arithmetic interval = cas_arithmetic_interval(CAS_COORDINATES_BITS);
    cas_box_queue_clear(&s->queue);
    cas_numbers_free(&interval, s->point, s->coordinates->count);
    free(s->best);
    free(s->bound.trends);
    free(s->bound.effects);
    mpfi_clear(s->value);
    mpfr_clear(s->middle);
}

static cas_status bound_constant(const cas_search_space *space, cas_constant constant,
                                 const cas_smoothness_options *options, mpfi_ptr bound,
                                 cas_message *message)
{
    search s = {.space = *space, .coordinates = space->coordinates};
    cas_status status = cas_box_norm_new(space->program, space->affines,
                                         space->coordinates, constant, &s.norm, message);
    if (status != CAS_OK)
        return status;
    start_search(&s, options);
    status = find_supremum(&s, constant, bound, message);
    end_search(&s);
    cas_box_norm_free(s.norm);
    return status;
}

cas_status cas_smoothness_subdivide(const cas_program *program, const cas_domain *domain,
                                    const cas_smoothness_options *options,
                                    mpfi_t bounds[CAS_CONSTANT_COUNT],
                                    cas_message *message)
{
    cas_affines affines;
    cas_status status = cas_affines_find(&affines, program, message);
    if (status == CAS_OK) {
        cas_coordinates coordinates;
        cas_coordinates_init(&coordinates, &affines, domain);
        const cas_search_space space = {program, &affines, &coordinates};
        for (int c = 0; c < CAS_CONSTANT_COUNT && status == CAS_OK; c++)
            status = bound_constant(&space, (cas_constant)c, options, bounds[c], message);
        cas_coordinates_clear(&coordinates);
    }
    cas_affines_clear(&affines);
    return status;
}
