/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "constants/box_norm.h"

#include "arithmetic/memory.h"
#include "constants/derivative_norm.h"
#include "constants/frame.h"
#include "constants/tail_form.h"
#include "constants/tail_functions.h"
#include "program/jet.h"

#include <math.h>
#include <stdlib.h>

/* Jets in one arithmetic, seeded with the affine nodes. */
typedef struct engine {
    const cas_arithmetic *arithmetic;
    cas_jets *jets;
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
    unsigned order; /* of the derivatives */
    size_t work;
    mpfi_t value, term;
};

/* The most numbers of a run, entries of matrices, and exponents in all gradients on
   tails. */
enum { LARGEST_JETS = 1 << 21, LARGEST_MATRIX = 1 << 22, LARGEST_TAILS = 1 << 22 };

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

static void start_engine(cas_box_norm *norm, engine *e)
{
    const size_t n = norm->frame.y_count + norm->frame.w_count;
    void *gradient = cas_numbers_new(e->arithmetic, n);
    e->number = cas_numbers_new(e->arithmetic, 1);
    e->jets = cas_jets_new(norm->program, e->arithmetic, n, norm->order);
    for (size_t i = 0; i < norm->affines->count; i++) {
        for (size_t d = 0; d < n; d++)
            if (e == &norm->bounded)
                mpfi_set(cas_at(e->arithmetic, gradient, d),
                         norm->frame.gradients[i * n + d]);
            else
                cas_tail_set_interval(cas_at(e->arithmetic, gradient, d),
                                      norm->frame.gradients[i * n + d]);
        cas_jets_seed_node(e->jets, norm->affines->at[i].node, e->number, gradient);
    }
    cas_numbers_free(e->arithmetic, gradient, n);
}

static void stop_engine(engine *e)
{
    if (e->jets == NULL)
        return;
    cas_jets_free(e->jets);
    cas_numbers_free(e->arithmetic, e->number, 1);
}

/* Whether the box has unbounded sides, and numbers that know how they grow there, each
   with exponents for every coordinate, are not too many. */
static bool has_tails(const cas_box_norm *norm)
{
    const size_t numbers =
        norm->affines->count * (norm->frame.y_count + norm->frame.w_count);
    const size_t exponents = norm->coordinates->count * CAS_TAIL_TERMS;
    bool is_unbounded = false;
    for (size_t k = 0; k < norm->coordinates->count; k++)
        is_unbounded = is_unbounded || !mpfi_bounded_p(norm->coordinates->outer[k]);
    return is_unbounded && numbers <= LARGEST_TAILS / exponents;
}

/* The entries of one output in matrices that are written out, zeros and all. */
static size_t entries_of(const cas_box_norm *norm, cas_constant constant)
{
    const size_t y = norm->frame.y_count, w = norm->frame.w_count;
    return constant == CAS_STATE_LIPSCHITZ ? y * (y + w)
           : constant == CAS_MIXED_HESSIAN ? y * w
           : norm->order == 1              ? y + w
                                           : 0;
}

/* Whether these, or the numbers of a run, are too many. */
static bool is_too_large(const cas_box_norm *norm, cas_constant constant)
{
    return cas_jets_size(norm->bounded.jets) > LARGEST_JETS ||
           entries_of(norm, constant) > LARGEST_MATRIX / norm->program->output_count;
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
    cas_tail_init(&norm->tail, coordinates->count, norm->interval);
    cas_tail_arithmetic_init(&norm->tails, &norm->tail);
    cas_tail_functions_add(&norm->tails);
    cas_frame_init(&norm->frame, affines, program->in);
    norm->order = cas_derivative_order(constant);
    mpfi_init2(norm->value, CAS_COORDINATES_BITS);
    mpfi_init2(norm->term, CAS_COORDINATES_BITS);
    norm->bounded = (engine){
        .arithmetic = &norm->interval, .enclose = read_interval, .seed = seed_interval};
    norm->unbounded = (engine){
        .arithmetic = &norm->tails.table, .enclose = cas_tail_enclose, .seed = seed_tail};
    start_engine(norm, &norm->bounded);
    if (is_too_large(norm, constant)) {
        cas_box_norm_free(norm);
        return cas_fail(
            message, CAS_LIMIT,
            "the derivatives have too many entries to be bounded by subdivision");
    }
    if (has_tails(norm))
        start_engine(norm, &norm->unbounded);
    cas_derivative_norm_init(&norm->norm, constant, norm->bounded.jets,
                             program->output_count, norm->frame.y_count,
                             norm->frame.w_count);
    *made = norm;
    return CAS_OK;
}

void cas_box_norm_free(cas_box_norm *norm)
{
    if (norm == NULL)
        return;
    stop_engine(&norm->bounded);
    stop_engine(&norm->unbounded);
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

/* The numbers of a run, or the steps that the norm of its largest matrix takes, if they
   are more. */
static size_t work_of(const cas_box_norm *norm, const engine *e)
{
    size_t work = (e == &norm->unbounded ? TAIL_WORK : 1) * (1 + cas_jets_size(e->jets));
    for (size_t i = 0; i < norm->norm.matrix_count; i++) {
        const cas_derivative_matrix *matrix = &norm->norm.matrices[i];
        const size_t shorter =
            matrix->rows < matrix->columns ? matrix->rows : matrix->columns;
        const size_t steps = matrix->count * (matrix->is_operator ? shorter : 1);
        work = steps > work ? steps : work;
    }
    return work;
}

static void run_engine(cas_box_norm *norm, const engine *e, const mpfi_t *box)
{
    for (size_t i = 0; i < norm->affines->count; i++) {
        if (!norm->affines->at[i].matters)
            continue;
        e->seed(norm, i, box);
        cas_jets_seed_node(e->jets, norm->affines->at[i].node, e->number, NULL);
    }
    CAS_REQUIRE(cas_jets_evaluate(e->jets, NULL) == CAS_OK);
    norm->latest = e;
    norm->work += work_of(norm, e);
}

static cas_derivative_run latest_run(const cas_box_norm *norm)
{
    return (cas_derivative_run){norm->latest->jets, norm->latest->enclose};
}

/* Whether all entries of the norm's matrices were bounded in the latest run. */
static bool all_bounded(cas_box_norm *norm)
{
    const cas_derivative_run run = latest_run(norm);
    for (size_t i = 0; i < norm->norm.matrix_count; i++)
        for (size_t j = 0; j < norm->norm.matrices[i].count; j++) {
            cas_derivative_enclose(norm->term, &norm->norm.matrices[i].entries[j],
                                   norm->order, &run);
            if (!mpfi_bounded_p(norm->term))
                return false;
        }
    return true;
}

/* Intervals are enough for most boxes with tails; numbers that know their growth, which
   cost far more, are used where they are not. */
static void run_jets(cas_box_norm *norm, const mpfi_t *box)
{
    run_engine(norm, &norm->bounded, box);
    if (norm->unbounded.jets != NULL && !all_bounded(norm) && find_tails(norm, box))
        run_engine(norm, &norm->unbounded, box);
}

void cas_box_norm_enclose(cas_box_norm *norm, const mpfi_t *box, mpfi_ptr r)
{
    run_jets(norm, box);
    const cas_derivative_run run = latest_run(norm);
    mpfi_set_ui(r, 0);
    for (size_t i = 0; i < norm->norm.matrix_count; i++) {
        cas_derivative_norm_enclose(norm->term, &norm->norm.matrices[i], norm->order,
                                    &run);
        mpfr_max(&r->left, &r->left, &norm->term->left, MPFR_RNDD);
        mpfr_max(&r->right, &r->right, &norm->term->right, MPFR_RNDU);
    }
    if (cas_box_norm_explain(norm, NULL) != CAS_OK) {
        mpfr_set_zero(&r->left, 1);
        mpfr_set_inf(&r->right, 1);
    }
}

cas_status cas_box_norm_explain(const cas_box_norm *norm, cas_message *message)
{
    bool is_defined = true;
    mpfi_t value;
    mpfi_init2(value, CAS_COORDINATES_BITS);
    for (size_t k = 0; k < norm->program->output_count; k++) {
        norm->latest->enclose(value, cas_jets_value(norm->latest->jets, k));
        is_defined = is_defined && !mpfi_nan_p(value);
    }
    mpfi_clear(value);
    return is_defined ? CAS_OK : cas_jets_explain(norm->latest->jets, message);
}
