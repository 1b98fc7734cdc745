/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "constants/coordinates.h"

#include "arithmetic/interval.h"
#include "arithmetic/memory.h"
#include "arithmetic/vector.h"

#include <flint/fmpq_mat.h>
#include <stdlib.h>

/*: \paragraph{Coordinates.} Let $L_i(x) = a_i \cdot x$ be the linear parts of the affine
nodes and let $U$ be the variables that run through all reals. A set of forms whose
restrictions to $U$ are linearly independent takes all values in $\mathbb{R}^r$, whatever
the other variables are: these forms are the \emph{free} coordinates. Elimination over $U$
writes every other $L_i$ as a combination of them plus a \emph{residual} without $U$.
Residuals that share no variable vary independently. If those of one group are multiples
of a single form, this form is a coordinate and its exact range is the sum of the ranges
of its terms; otherwise the group's variables are. All in rationals, so that the box is
exactly the set of values. */

typedef struct elimination {
    cas_coordinates *coordinates;
    const cas_affines *affines;
    const cas_range **ranges; /* one per variable */
    mpq_t *residuals;         /* affine_count x variables */
    size_t free_count;
    size_t *group; /* one per variable: a representative of its group */
    size_t *first; /* the first variable of each residual; `variables` where it is 0 */
    mpq_t product;
} elimination;

static bool is_everything(const cas_range *range)
{
    return !range->has_lower && !range->has_upper;
}

static bool is_fixed(const cas_range *range)
{
    return range->has_lower && range->has_upper && mpq_equal(range->lower, range->upper);
}

/* The residual of affine node i is what it depends on that is not fixed, its offset the
   rest. */
static void set_residual(elimination *e, size_t i)
{
    const size_t n = e->coordinates->variables;
    mpq_ptr offset = e->coordinates->offsets[i];
    mpq_set(offset, e->affines->at[i].constant);
    for (size_t j = 0; j < n; j++) {
        mpq_srcptr slope = e->affines->at[i].slopes[j];
        if (!is_fixed(e->ranges[j])) {
            mpq_set(e->residuals[i * n + j], slope);
            continue;
        }
        mpq_mul(e->product, slope, e->ranges[j]->lower);
        mpq_add(offset, offset, e->product);
    }
}

/* Node i contains so much of the free form k, which its residual loses. */
static void take_out(elimination *e, size_t i, size_t k, const fmpq *multiple)
{
    const size_t n = e->coordinates->variables;
    mpq_ptr slope = e->coordinates->slopes[i * n + k];
    fmpq_get_mpq(slope, multiple);
    mpq_neg(slope, slope);
    cas_vector_add_scaled(&cas_arithmetic_rational, n, e->residuals + i * n, slope,
                          e->coordinates->forms + k * n, e->product);
    mpq_neg(slope, slope);
}

static fmpq *part_of(const fmpq_mat_t parts, size_t row, size_t node)
{
    return fmpq_mat_entry(parts, (slong)row, (slong)node);
}

/* In the reduced echelon form of the matrix with one column for each node's part in U,
   the pivots stand at the first nodes that are independent, and each column says how its
   node is made of them.  Slopes are kept with stride `variables` until the number of
   coordinates is known; it cannot be larger. */
static void find_free(elimination *e)
{
    const size_t n = e->coordinates->variables, m = e->affines->count;
    fmpq_mat_t parts;
    fmpq_mat_init(parts, (slong)n, (slong)m);
    for (size_t i = 0; i < m; i++) {
        if (!e->affines->at[i].matters)
            continue;
        set_residual(e, i);
        for (size_t j = 0; j < n; j++)
            if (is_everything(e->ranges[j]))
                fmpq_set_mpq(part_of(parts, j, i), e->residuals[i * n + j]);
    }
    e->free_count = e->coordinates->count = (size_t)fmpq_mat_rref(parts, parts);
    for (size_t k = 0; k < e->free_count; k++) {
        size_t pivot = 0;
        while (fmpq_is_zero(part_of(parts, k, pivot)))
            pivot++;
        cas_vector_copy(&cas_arithmetic_rational, n, e->coordinates->forms + k * n,
                        e->residuals + pivot * n);
        for (size_t i = pivot; i < m; i++)
            if (!fmpq_is_zero(part_of(parts, k, i)))
                take_out(e, i, k, part_of(parts, k, i));
    }
    fmpq_mat_clear(parts);
}

static size_t representative(const elimination *e, size_t j)
{
    while (e->group[j] != j)
        j = e->group[j];
    return j;
}

static size_t first_term(const mpq_t *row, size_t n)
{
    size_t j = 0;
    while (j < n && mpq_sgn(row[j]) == 0)
        j++;
    return j;
}

/* Variables of one residual are in one group. */
static void find_groups(elimination *e)
{
    const size_t n = e->coordinates->variables;
    for (size_t j = 0; j < n; j++)
        e->group[j] = j;
    for (size_t i = 0; i < e->affines->count; i++) {
        const mpq_t *residual = e->residuals + i * n;
        e->first[i] = first_term(residual, n);
        for (size_t j = e->first[i]; j < n; j++)
            if (mpq_sgn(residual[j]) != 0)
                e->group[representative(e, j)] = representative(e, e->first[i]);
    }
}

/* Whether row = factor * form. */
static bool is_multiple(elimination *e, const mpq_t *row, const mpq_t *form,
                        mpq_ptr factor)
{
    const size_t n = e->coordinates->variables, first = first_term(form, n);
    mpq_div(factor, row[first], form[first]);
    for (size_t j = 0; j < n; j++) {
        mpq_mul(e->product, factor, form[j]);
        if (!mpq_equal(e->product, row[j]))
            return false;
    }
    return true;
}

static bool is_in_group(const elimination *e, size_t i, size_t group)
{
    return e->first[i] < e->coordinates->variables &&
           representative(e, e->first[i]) == group;
}

/* The first residual of the group, if all others are multiples of it;
   else affine count. */
static size_t common_form(elimination *e, size_t group, mpq_ptr factor)
{
    const size_t n = e->coordinates->variables, none = e->affines->count;
    size_t common = none;
    for (size_t i = 0; i < e->affines->count; i++) {
        if (!is_in_group(e, i, group))
            continue;
        if (common == none)
            common = i;
        else if (!is_multiple(e, e->residuals + i * n, e->residuals + common * n, factor))
            return none;
    }
    return common;
}

/* All residuals of the group are multiples of a new coordinate. */
static void add_common(elimination *e, size_t group, size_t common, mpq_ptr factor)
{
    cas_coordinates *c = e->coordinates;
    const size_t n = c->variables, k = c->count++;
    cas_vector_copy(&cas_arithmetic_rational, n, c->forms + k * n,
                    e->residuals + common * n);
    for (size_t i = 0; i < e->affines->count; i++)
        if (is_in_group(e, i, group) &&
            is_multiple(e, e->residuals + i * n, c->forms + k * n, factor))
            mpq_set(c->slopes[i * n + k], factor);
}

/* Each variable of the group is a new coordinate. */
static void add_variables(elimination *e, size_t group)
{
    cas_coordinates *c = e->coordinates;
    const size_t n = c->variables;
    for (size_t j = 0; j < n; j++) {
        if (representative(e, j) != group)
            continue;
        const size_t k = c->count++;
        mpq_set_ui(c->forms[k * n + j], 1, 1);
        for (size_t i = 0; i < e->affines->count; i++)
            mpq_set(c->slopes[i * n + k], e->residuals[i * n + j]);
    }
}

static void find_bound(elimination *e)
{
    mpq_t factor;
    mpq_init(factor);
    find_groups(e);
    for (size_t j = 0; j < e->coordinates->variables; j++) {
        if (representative(e, j) != j)
            continue;
        bool is_used = false;
        for (size_t i = 0; i < e->affines->count; i++)
            is_used = is_used || is_in_group(e, i, j);
        const size_t common = common_form(e, j, factor);
        if (common < e->affines->count)
            add_common(e, j, common, factor);
        else if (is_used)
            add_variables(e, j);
    }
    mpq_clear(factor);
}

/* Adds coefficient * [lower, upper] to the range of a form. */
static void add_term(elimination *e, cas_range *sum, mpq_srcptr coefficient,
                     const cas_range *range)
{
    const bool is_up = mpq_sgn(coefficient) > 0;
    if (mpq_sgn(coefficient) == 0)
        return;
    sum->has_lower = sum->has_lower && (is_up ? range->has_lower : range->has_upper);
    sum->has_upper = sum->has_upper && (is_up ? range->has_upper : range->has_lower);
    mpq_mul(e->product, coefficient, is_up ? range->lower : range->upper);
    mpq_add(sum->lower, sum->lower, e->product);
    mpq_mul(e->product, coefficient, is_up ? range->upper : range->lower);
    mpq_add(sum->upper, sum->upper, e->product);
}

static void enclose_inner(mpfi_ptr r, const cas_range *range)
{
    cas_range_enclose(r, range);
    if (range->has_lower)
        mpfr_set_q(&r->left, range->lower, MPFR_RNDU);
    if (range->has_upper)
        mpfr_set_q(&r->right, range->upper, MPFR_RNDD);
    if (mpfr_greater_p(&r->left, &r->right))
        mpfr_set_nan(&r->left);
}

/* The range of the coordinate k: all reals for a free one. */
static void find_range(elimination *e, size_t k)
{
    cas_coordinates *c = e->coordinates;
    cas_range range = {.has_lower = k >= e->free_count, .has_upper = k >= e->free_count};
    mpq_init(range.lower);
    mpq_init(range.upper);
    for (size_t j = 0; j < c->variables && k >= e->free_count; j++)
        add_term(e, &range, c->forms[k * c->variables + j], e->ranges[j]);
    cas_range_enclose(c->outer[k], &range);
    enclose_inner(c->inner[k], &range);
    mpq_clear(range.lower);
    mpq_clear(range.upper);
}

/* Whether a shift of coordinate k by 2 pi / divisor changes no derivative: it enters
   sines and cosines only, and their arguments shift by multiples of 2 pi. */
static bool find_period(const elimination *e, size_t k, mpq_ptr divisor)
{
    const cas_coordinates *c = e->coordinates;
    bool is_periodic = true;
    fmpq_t all, one;
    fmpq_init(all);
    fmpq_init(one);
    for (size_t i = 0; i < e->affines->count && is_periodic; i++) {
        mpq_srcptr slope = c->slopes[i * c->variables + k];
        is_periodic = mpq_sgn(slope) == 0 || e->affines->at[i].is_periodic;
        fmpq_set_mpq(one, slope);
        fmpq_gcd(all, all, one);
    }
    fmpq_get_mpq(divisor, all);
    fmpq_clear(all);
    fmpq_clear(one);
    return is_periodic && mpq_sgn(divisor) != 0;
}

/* Cuts the range to one period where it is longer. */
static void cut_to_period(const elimination *e, size_t k)
{
    mpfr_ptr left = &e->coordinates->outer[k]->left,
             right = &e->coordinates->outer[k]->right;
    mpq_t divisor;
    mpfi_t other_end;
    mpq_init(divisor);
    mpfi_init2(other_end, CAS_COORDINATES_BITS);
    if (find_period(e, k, divisor)) {
        mpfi_const_pi(other_end);
        mpfi_mul_2ui(other_end, other_end, 1);
        mpfi_div_q(other_end, other_end, divisor);
        if (mpfr_inf_p(left) && mpfr_inf_p(right))
            mpfr_set_zero(left, 1);
        if (mpfr_inf_p(left)) {
            mpfi_fr_sub(other_end, right, other_end);
            mpfr_set(left, &other_end->left, MPFR_RNDD);
        } else {
            mpfi_add_fr(other_end, other_end, left);
            mpfr_min(right, right, &other_end->right, MPFR_RNDU);
        }
    }
    mpq_clear(divisor);
    mpfi_clear(other_end);
}

/* From stride `variables` to stride `count`. */
static void pack_slopes(cas_coordinates *c)
{
    for (size_t i = 0; i < c->affine_count; i++)
        for (size_t k = 0; k < c->count; k++)
            mpq_swap(c->slopes[i * c->count + k], c->slopes[i * c->variables + k]);
}

static void list_ranges(const cas_range **ranges, const cas_domain *domain)
{
    for (size_t j = 0; j < domain->in; j++)
        ranges[j] = &domain->y[j];
    for (size_t j = 0; j < domain->weights; j++)
        ranges[domain->in + j] = &domain->w[j];
}

static void allocate(cas_coordinates *c, const cas_affines *affines)
{
    const cas_arithmetic *rational = &cas_arithmetic_rational;
    const cas_arithmetic interval = cas_arithmetic_interval(CAS_COORDINATES_BITS);
    const size_t n = affines->variables;
    *c = (cas_coordinates){.variables = n, .affine_count = affines->count};
    c->forms = cas_numbers_new(rational, n * n);
    c->offsets = cas_numbers_new(rational, affines->count);
    c->slopes = cas_numbers_new(rational, affines->count * n);
    c->outer = cas_numbers_new(&interval, n);
    c->inner = cas_numbers_new(&interval, n);
}

void cas_coordinates_init(cas_coordinates *coordinates, const cas_affines *affines,
                          const cas_domain *domain)
{
    const cas_arithmetic *rational = &cas_arithmetic_rational;
    const size_t n = affines->variables, m = affines->count;
    CAS_REQUIRE(domain->in + domain->weights == n);
    allocate(coordinates, affines);
    elimination e = {.coordinates = coordinates, .affines = affines};
    e.ranges = cas_allocate(n, sizeof *e.ranges);
    e.residuals = cas_numbers_new(rational, m * n);
    e.group = cas_allocate(n, sizeof *e.group);
    e.first = cas_allocate(m, sizeof *e.first);
    mpq_init(e.product);
    list_ranges(e.ranges, domain);
    find_free(&e);
    find_bound(&e);
    for (size_t k = 0; k < coordinates->count; k++) {
        find_range(&e, k);
        cut_to_period(&e, k);
    }
    pack_slopes(coordinates);
    mpq_clear(e.product);
    free(e.ranges);
    free(e.group);
    free(e.first);
    cas_numbers_free(rational, e.residuals, m * n);
}

void cas_coordinates_clear(cas_coordinates *c)
{
    const cas_arithmetic *rational = &cas_arithmetic_rational;
    const cas_arithmetic interval = cas_arithmetic_interval(CAS_COORDINATES_BITS);
    const size_t n = c->variables;
    cas_numbers_free(rational, c->forms, n * n);
    cas_numbers_free(rational, c->offsets, c->affine_count);
    cas_numbers_free(rational, c->slopes, c->affine_count * n);
    cas_numbers_free(&interval, c->outer, n);
    cas_numbers_free(&interval, c->inner, n);
    *c = (cas_coordinates){0};
}
