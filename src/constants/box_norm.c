/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "constants/box_norm.h"

#include "arithmetic/memory.h"
#include "constants/derivative_norm.h"
#include "constants/frame.h"
#include "constants/spectral_bound.h"
#include "constants/tail_form.h"
#include "constants/tail_functions.h"
#include "program/jet.h"

#include <math.h>
#include <stdlib.h>

/* Jets in one arithmetic, seeded with the affine nodes: of the norm's order and of one
   more, or NULL where those would be too large. */
typedef struct engine {
    const cas_arithmetic *arithmetic;
    cas_jets *jets, *steep;
    void *number;
    void (*enclose)(mpfi_ptr r, const void *number);
    void (*seed)(cas_box_norm *norm, size_t i, const mpfi_t *box);
} engine;

struct cas_box_norm {
    const cas_program *program;
    const cas_affines *affines;
    const cas_coordinates *coordinates;
    cas_frame frame;
    cas_derivative_norm norm;
    cas_arithmetic interval;
    cas_tail tail;
    cas_tail_arithmetic tails;
    engine bounded, unbounded; /* for boxes with bounded sides, and with tails */
    const engine *latest;
    const cas_jets *latest_jets;
    mpfi_t *slopes; /* of the norm's square: one per direction */
    size_t work;
    mpfi_t value, term;
};

/* The most numbers of a run, and the most for which slopes are worth their cost. */
enum { LARGEST_JETS = 1 << 21, LARGEST_STEEP = 1 << 16 };

/* The sine of a huge or unbounded interval: its range without an attempt to
   reduce the ends. */
static bool is_reducible(mpfi_srcptr x)
{
    return mpfi_nan_p(x) || (mpfi_bounded_p(x) && mpfr_get_exp(&x->left) < 256 &&
                             mpfr_get_exp(&x->right) < 256);
}

static void bounded_sine(void *r, const void *x)
{
    if (is_reducible(x))
        mpfi_sin(r, x);
    else
        mpfi_interv_si(r, -1, 1);
}

static void bounded_cosine(void *r, const void *x)
{
    if (is_reducible(x))
        mpfi_cos(r, x);
    else
        mpfi_interv_si(r, -1, 1);
}

static void read_interval(mpfi_ptr r, const void *number)
{
    mpfi_set(r, number);
}

/* value of affine node i over the box */
static void enclose_affine(cas_box_norm *norm, size_t i, const mpfi_t *box)
{
    const cas_coordinates *c = norm->coordinates;
    mpfi_set_q(norm->value, c->offsets[i]);
    for (size_t k = 0; k < c->count; k++) {
        mpq_srcptr slope = c->slopes[i * c->count + k];
        if (mpq_sgn(slope) == 0)
            continue;
        mpfi_mul_q(norm->term, box[k], slope);
        mpfi_add(norm->value, norm->value, norm->term);
    }
}

static void seed_interval(cas_box_norm *norm, size_t i, const mpfi_t *box)
{
    enclose_affine(norm, i, box);
    mpfi_set(norm->bounded.number, norm->value);
}

/* The exact form of affine node i in the tail coordinates, plus an interval
   for the others. */
static void seed_tail(cas_box_norm *norm, size_t i, const mpfi_t *box)
{
    const cas_coordinates *c = norm->coordinates;
    cas_tail_number *x = norm->unbounded.number;
    enclose_affine(norm, i, box);
    mpfi_set(x->plain, norm->value);
    mpfi_set_q(x->rest, c->offsets[i]);
    mpq_set(x->exact, c->offsets[i]);
    cas_scale_set_one(&norm->tail, x->form);
    x->has_scale = false;
    x->has_form = x->is_exact = true;
    for (size_t k = 0; k < c->count; k++) {
        mpq_srcptr slope = c->slopes[i * c->count + k];
        mpq_ptr form = x->form[k * CAS_TAIL_TERMS + 1];
        if (mpq_sgn(slope) == 0)
            continue;
        if (norm->tail.is_active[k]) {
            mpq_set(form, slope);
            if (mpfr_inf_p(&box[k]->left))
                mpq_neg(form, form);
        } else {
            mpfi_mul_q(norm->term, box[k], slope);
            mpfi_add(x->rest, x->rest, norm->term);
            x->is_exact = false;
        }
    }
    cas_tail_complete(x);
}

/* Whether a side is [s, inf) or (-inf, -s] with s >= 1; then start is s. */
static bool is_tail(mpfi_srcptr side, mpq_ptr start)
{
    const bool is_right = mpfr_inf_p(&side->right) && mpfr_cmp_si(&side->left, 1) >= 0;
    const bool is_left = mpfr_inf_p(&side->left) && mpfr_cmp_si(&side->right, -1) <= 0;
    if (!is_right && !is_left)
        return false;
    mpfr_get_q(start, is_right ? &side->left : &side->right);
    mpq_abs(start, start);
    return true;
}

/* Finds the box's tails; whether it has any. */
static bool find_tails(cas_box_norm *norm, const mpfi_t *box)
{
    bool has_tail = false;
    for (size_t k = 0; k < norm->coordinates->count; k++) {
        norm->tail.is_active[k] = is_tail(box[k], norm->tail.start[k]);
        has_tail = has_tail || norm->tail.is_active[k];
    }
    return has_tail;
}

static cas_jets *make_jets(cas_box_norm *norm, const engine *e, unsigned order)
{
    const size_t n = norm->frame.y_count + norm->frame.w_count;
    void *gradient = cas_numbers_new(e->arithmetic, n);
    cas_jets *jets = cas_jets_new(norm->program, e->arithmetic, n, order);
    for (size_t i = 0; i < norm->affines->count; i++) {
        for (size_t d = 0; d < n; d++)
            if (e == &norm->bounded)
                mpfi_set(cas_at(e->arithmetic, gradient, d),
                         norm->frame.gradients[i * n + d]);
            else
                cas_tail_set_interval(cas_at(e->arithmetic, gradient, d),
                                      norm->frame.gradients[i * n + d]);
        cas_jets_seed_node(jets, norm->affines->at[i].node, e->number, gradient);
    }
    cas_numbers_free(e->arithmetic, gradient, n);
    return jets;
}

static void start_engine(cas_box_norm *norm, engine *e)
{
    e->number = cas_numbers_new(e->arithmetic, 1);
    e->jets = make_jets(norm, e, norm->norm.order);
    if (norm->frame.step_count < norm->coordinates->count)
        return;
    e->steep = make_jets(norm, e, norm->norm.order + 1);
    if (cas_jets_size(e->steep) > LARGEST_STEEP) {
        cas_jets_free(e->steep);
        e->steep = NULL;
    }
}

static void stop_engine(engine *e)
{
    if (e->jets == NULL)
        return;
    cas_jets_free(e->jets);
    cas_jets_free(e->steep);
    cas_numbers_free(e->arithmetic, e->number, 1);
}

cas_status cas_box_norm_new(const cas_program *program, const cas_affines *affines,
                            const cas_coordinates *coordinates, cas_constant constant,
                            cas_box_norm **made, cas_message *message)
{
    cas_box_norm *norm = cas_allocate(1, sizeof *norm);
    norm->program = program;
    norm->affines = affines;
    norm->coordinates = coordinates;
    norm->interval = cas_arithmetic_interval(CAS_COORDINATES_BITS);
    norm->interval.function[CAS_SIN] = bounded_sine;
    norm->interval.function[CAS_COS] = bounded_cosine;
    cas_tail_init(&norm->tail, coordinates->count, norm->interval);
    cas_tail_arithmetic_init(&norm->tails, &norm->tail);
    cas_tail_functions_add(&norm->tails);
    cas_frame_init(&norm->frame, affines, coordinates, program->in);
    cas_derivative_norm_init(&norm->norm, constant, program->output_count,
                             norm->frame.y_count, norm->frame.w_count);
    norm->slopes =
        cas_numbers_new(&norm->interval, norm->frame.y_count + norm->frame.w_count);
    mpfi_init2(norm->value, CAS_COORDINATES_BITS);
    mpfi_init2(norm->term, CAS_COORDINATES_BITS);
    norm->bounded = (engine){
        .arithmetic = &norm->interval, .enclose = read_interval, .seed = seed_interval};
    norm->unbounded = (engine){
        .arithmetic = &norm->tails.table, .enclose = cas_tail_enclose, .seed = seed_tail};
    start_engine(norm, &norm->bounded);
    for (size_t k = 0; k < coordinates->count; k++)
        if (!mpfi_bounded_p(coordinates->outer[k]) && norm->unbounded.jets == NULL)
            start_engine(norm, &norm->unbounded);
    *made = norm;
    if (cas_jets_size(norm->bounded.jets) <= LARGEST_JETS)
        return CAS_OK;
    *made = NULL;
    cas_box_norm_free(norm);
    return cas_fail(message, CAS_LIMIT,
                    "the derivatives have too many entries to be bounded by subdivision");
}

void cas_box_norm_free(cas_box_norm *norm)
{
    if (norm == NULL)
        return;
    stop_engine(&norm->bounded);
    stop_engine(&norm->unbounded);
    cas_numbers_free(&norm->interval, norm->slopes,
                     norm->frame.y_count + norm->frame.w_count);
    cas_tail_clear(&norm->tail);
    cas_frame_clear(&norm->frame);
    cas_derivative_norm_clear(&norm->norm);
    mpfi_clear(norm->value);
    mpfi_clear(norm->term);
    free(norm);
}

size_t cas_box_norm_work(const cas_box_norm *norm)
{
    return norm->work;
}

/* A number on a tail costs about as much as this many intervals. */
enum { TAIL_WORK = 16 };

/* Runs an engine's jets over the box, the steep ones where they are wanted and there. */
static void run_engine(cas_box_norm *norm, const engine *e, const mpfi_t *box, bool steep)
{
    cas_jets *jets = steep && e->steep != NULL ? e->steep : e->jets;
    for (size_t i = 0; i < norm->affines->count; i++) {
        if (!norm->affines->at[i].matters)
            continue;
        e->seed(norm, i, box);
        cas_jets_seed_node(jets, norm->affines->at[i].node, e->number, NULL);
    }
    CAS_REQUIRE(cas_jets_evaluate(jets, NULL) == CAS_OK);
    norm->latest = e;
    norm->latest_jets = jets;
    norm->work += (e == &norm->unbounded ? TAIL_WORK : 1) * (1 + cas_jets_size(jets));
}

static cas_derivative_run latest_run(const cas_box_norm *norm)
{
    return (cas_derivative_run){norm->latest_jets, norm->latest->enclose};
}

/* Whether all entries of the norm's matrices were bounded in the latest run. */
static bool all_bounded(cas_box_norm *norm)
{
    const cas_derivative_run run = latest_run(norm);
    for (size_t i = 0; i < norm->norm.matrix_count; i++)
        for (size_t j = 0; j < norm->norm.matrices[i].count; j++) {
            cas_derivative_enclose(norm->term, &norm->norm.matrices[i].entries[j],
                                   norm->norm.order, NULL, &run);
            if (!mpfi_bounded_p(norm->term))
                return false;
        }
    return true;
}

/* Intervals are enough for most boxes with tails; numbers that know their growth, which
   cost far more, are used where they are not. */
static void run_jets(cas_box_norm *norm, const mpfi_t *box, bool steep)
{
    run_engine(norm, &norm->bounded, box, steep);
    if (norm->unbounded.jets != NULL && !all_bounded(norm) && find_tails(norm, box))
        run_engine(norm, &norm->unbounded, box, steep);
}

/* The larger of the norms of the matrices; unbounded where the program may
   not be defined. */
static void enclose_latest(cas_box_norm *norm, mpfi_ptr r)
{
    const cas_derivative_run run = latest_run(norm);
    mpfi_set_ui(r, 0);
    for (size_t i = 0; i < norm->norm.matrix_count; i++) {
        cas_derivative_norm_enclose(norm->term, &norm->norm.matrices[i], norm->norm.order,
                                    &run);
        mpfr_max(&r->left, &r->left, &norm->term->left, MPFR_RNDD);
        mpfr_max(&r->right, &r->right, &norm->term->right, MPFR_RNDU);
    }
    if (cas_box_norm_explain(norm, NULL) != CAS_OK)
        mpfr_set_inf(&r->right, 1);
}

void cas_box_norm_enclose(cas_box_norm *norm, const mpfi_t *box, mpfi_ptr r)
{
    run_jets(norm, box, false);
    enclose_latest(norm, r);
}

cas_status cas_box_norm_explain(const cas_box_norm *norm, cas_message *message)
{
    bool is_defined = true;
    mpfi_t value;
    mpfi_init2(value, CAS_COORDINATES_BITS);
    for (size_t k = 0; k < norm->program->output_count; k++) {
        norm->latest->enclose(value, cas_jets_value(norm->latest_jets, k));
        is_defined = is_defined && !mpfi_nan_p(value);
    }
    mpfi_clear(value);
    return is_defined ? CAS_OK : cas_jets_explain(norm->latest_jets, message);
}

/* One bound in the making. */
typedef struct bounding {
    cas_box_norm *norm;
    const cas_box_place *place;
    cas_derivative_run middle, box; /* the runs there */
    bool is_steep;                  /* the one over the box has slopes */
    cas_box_bound *bound;
    bool has_trends; /* an earlier matrix has set the trends */
} bounding;

/* r = the slope of a matrix's squared norm in coordinate k, from its slopes in
   all directions. */
static void slope_in_coordinate(cas_box_norm *norm, mpfi_ptr r, size_t k)
{
    const size_t n = norm->frame.y_count + norm->frame.w_count;
    mpfi_t product;
    mpfi_init2(product, CAS_COORDINATES_BITS);
    mpfi_set_ui(r, 0);
    for (size_t d = 0; d < n; d++) {
        mpfi_mul(product, norm->slopes[d], norm->frame.steps[k * n + d]);
        mpfi_add(r, r, product);
    }
    mpfi_clear(product);
}

/*: \paragraph{Slopes.} Let $S = \sum_i T_i^2$ be the square of a Frobenius norm over a
box $B$ with a point $m$. By the mean value theorem
$S(z) \le S(m) + \sum_k S_k(B)(z_k - m_k)$, where $S_k(B)$ encloses the slope
$\sum_i 2 T_i\, \partial_k T_i$ on $B$. Where $S$ is largest inside the domain its slope
is 0, so that this bound's error falls with the square of the box's width, while that of
$\sum_i T_i(B)^2$ falls with the width. The smaller of both is taken: r has the latter at
first. Unbounded coordinates are left as they are: $m$ then stands for all points of $B$
with the given other coordinates. */
static void apply_slopes(bounding *b, const cas_derivative_matrix *matrix, int *trends,
                         mpfi_ptr r)
{
    cas_box_norm *norm = b->norm;
    mpfi_t slope, square;
    mpfi_init2(slope, CAS_COORDINATES_BITS);
    mpfi_init2(square, CAS_COORDINATES_BITS);
    cas_derivative_norm_slopes(norm->slopes, &norm->norm, matrix, &b->box);
    cas_derivative_norm_enclose(square, matrix, norm->norm.order, &b->middle);
    mpfi_sqr(square, square);
    for (size_t k = 0; k < norm->coordinates->count; k++) {
        if (!mpfi_bounded_p(b->place->box[k]))
            continue;
        slope_in_coordinate(norm, slope, k);
        trends[k] = (mpfi_is_strictly_pos(slope) > 0) - (mpfi_is_strictly_neg(slope) > 0);
        mpfi_sub(norm->term, b->place->box[k], b->place->middle[k]);
        mpfi_mul(slope, slope, norm->term);
        mpfi_add(square, square, slope);
        b->bound->effects[k] =
            fmax(b->bound->effects[k], mpfr_get_d(&slope->right, MPFR_RNDU));
    }
    if (mpfr_sgn(&square->left) < 0)
        mpfr_set_zero(&square->left, 1);
    if (mpfr_sgn(&square->right) < 0)
        mpfr_set_zero(&square->right, 1);
    mpfi_sqrt(square, square);
    mpfr_min(&r->right, &r->right, &square->right, MPFR_RNDU);
    mpfi_clear(slope);
    mpfi_clear(square);
}

static void bound_spectrum(bounding *b, const cas_derivative_matrix *matrix, mpfi_ptr r)
{
    const cas_spectral_problem problem = {.matrix = matrix,
                                          .order = b->norm->norm.order,
                                          .frame = &b->norm->frame,
                                          .place = b->place,
                                          .coordinates = b->norm->coordinates->count,
                                          .middle = b->middle,
                                          .box = b->box};
    cas_spectral_bound(r, b->bound->effects, &problem);
}

/* One matrix's part of the bound.  A matrix that is 0 on the whole box has
   no say in trends. */
static void bound_matrix(bounding *b, const cas_derivative_matrix *matrix)
{
    const size_t count = b->norm->coordinates->count;
    const unsigned order = b->norm->norm.order;
    int *trends = cas_allocate(count, sizeof *trends);
    mpfi_t r;
    mpfi_init2(r, CAS_COORDINATES_BITS);
    if (b->is_steep && matrix->is_operator) {
        bound_spectrum(b, matrix, r);
    } else {
        cas_derivative_norm_enclose(r, matrix, order, &b->box);
        if (b->is_steep && mpfi_bounded_p(r))
            apply_slopes(b, matrix, trends, r);
    }
    b->bound->upper = fmax(b->bound->upper, mpfr_get_d(&r->right, MPFR_RNDU));
    for (size_t k = 0; mpfr_sgn(&r->right) > 0 && k < count; k++)
        if (!b->has_trends || trends[k] != b->bound->trends[k])
            b->bound->trends[k] = b->has_trends ? 0 : trends[k];
    b->has_trends = b->has_trends || mpfr_sgn(&r->right) > 0;
    mpfi_clear(r);
    free(trends);
}

void cas_box_norm_bound(cas_box_norm *norm, const cas_box_place *place,
                        cas_box_bound *bound)
{
    bounding b = {.norm = norm, .place = place, .bound = bound};
    bound->upper = bound->at_middle = 0;
    for (size_t k = 0; k < norm->coordinates->count; k++) {
        bound->trends[k] = 0;
        bound->effects[k] = 0;
    }
    run_jets(norm, place->middle, false);
    b.middle = latest_run(norm);
    if (cas_box_norm_explain(norm, NULL) == CAS_OK)
        for (size_t i = 0; i < norm->norm.matrix_count; i++)
            bound->at_middle = fmax(
                bound->at_middle, cas_derivative_norm_below(&norm->norm.matrices[i],
                                                            norm->norm.order, &b.middle));
    run_jets(norm, place->box, true);
    b.box = latest_run(norm);
    b.is_steep = norm->latest_jets == norm->latest->steep;
    for (size_t i = 0; i < norm->norm.matrix_count; i++)
        bound_matrix(&b, &norm->norm.matrices[i]);
    if (cas_box_norm_explain(norm, NULL) != CAS_OK)
        bound->upper = INFINITY;
}
