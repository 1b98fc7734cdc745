/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "operator/taylor.h"

#include <string.h>

/* How many ascending tuples of `degree` indices below n there are: C(n + degree - 1, degree). */
static size_t tuple_count(size_t n, unsigned degree)
{
    size_t count = 1;
    for (size_t i = 0; i < degree; i++)
        count = count * (n + i) / (i + 1);
    return count;
}

size_t cas_taylor_size(size_t dimension, unsigned order)
{
    size_t size = 0;
    for (unsigned degree = 0; degree <= order; degree++)
        size += tuple_count(dimension, degree);
    return size;
}

/* Before the tuple a_1 <= .. <= a_d stand those whose last index is smaller, then those with
   the same last index whose last but one is smaller, and so on: sum_i tuple_count(a_i, i). */
size_t cas_taylor_place(size_t dimension, unsigned degree, const size_t *indices)
{
    size_t place = degree == 0 ? 0 : cas_taylor_size(dimension, degree - 1);
    for (unsigned i = 0; i < degree; i++)
        place += tuple_count(indices[i], i + 1);
    return place;
}

void cas_tuple_next(cas_tuple *tuple)
{
    for (unsigned i = 0; i < tuple->degree; i++) {
        if (i + 1 == tuple->degree || tuple->at[i] < tuple->at[i + 1]) {
            tuple->at[i]++;
            return;
        }
        tuple->at[i] = 0;
    }
}

static cas_tuple mapped(const cas_tuple *tuple, const size_t *from)
{
    cas_tuple image = {.degree = tuple->degree};
    for (unsigned i = 0; i < tuple->degree; i++)
        image.at[i] = from[tuple->at[i]];
    return image;
}

/* The ascending union of two tuples; returns in how many ways its positions can be split into
   one and other, which is the multiplicity of d_one x d_other y in d_union (x y). */
static long merge(const cas_tuple *one, const cas_tuple *other, cas_tuple *both)
{
    unsigned i = 0, j = 0;
    long ways = 1;
    both->degree = one->degree + other->degree;
    unsigned run = 0,
             from_one = 0; /* of the index merged last: how often, how often in one */
    for (unsigned k = 0; k < both->degree; k++) {
        bool take_one =
            j == other->degree || (i < one->degree && one->at[i] <= other->at[j]);
        both->at[k] = take_one ? one->at[i++] : other->at[j++];
        bool is_same = k > 0 && both->at[k] == both->at[k - 1];
        run = is_same ? run + 1 : 1;
        from_one = (is_same ? from_one : 0) + (take_one ? 1 : 0);
        /* C(run, from_one) from its predecessor; both grow by steps of one, one first */
        if (!take_one)
            ways = ways * (long)run / (long)(run - from_one);
    }
    return ways;
}

void cas_taylor_negate(const cas_arithmetic *arithmetic, cas_taylor *r,
                       const cas_taylor *x)
{
    size_t size = cas_taylor_size(r->dimension, r->order);
    for (size_t i = 0; i < size; i++)
        arithmetic->negate(cas_at(arithmetic, r->at, i), cas_at(arithmetic, x->at, i));
}

static void set_zero(const cas_arithmetic *arithmetic, cas_taylor *r)
{
    size_t size = cas_taylor_size(r->dimension, r->order);
    for (size_t i = 0; i < size; i++)
        arithmetic->set_integer(cas_at(arithmetic, r->at, i), 0);
}

static unsigned least(unsigned one, unsigned other)
{
    return one < other ? one : other;
}

typedef void (*binary_operation)(void *r, const void *x, const void *y);

/* r op= x in the places that x has. */
static void accumulate(const cas_arithmetic *arithmetic, cas_taylor *r,
                       const cas_taylor *x, const size_t *from,
                       binary_operation operation)
{
    const void *entry = x->at;
    for (unsigned degree = 0; degree <= least(x->order, r->order); degree++) {
        size_t count = tuple_count(x->dimension, degree);
        cas_tuple tuple = {.degree = degree};
        for (size_t i = 0; i < count; i++, cas_tuple_next(&tuple)) {
            cas_tuple image = mapped(&tuple, from);
            size_t place = cas_taylor_place(r->dimension, degree, image.at);
            void *sum = cas_at(arithmetic, r->at, place);
            operation(sum, sum, entry);
            entry = cas_at_const(arithmetic, entry, 1);
        }
    }
}

void cas_taylor_add(const cas_arithmetic *arithmetic, cas_taylor *r, const cas_taylor *x,
                    const size_t *from_x, const cas_taylor *y, const size_t *from_y,
                    bool is_difference)
{
    set_zero(arithmetic, r);
    accumulate(arithmetic, r, x, from_x, arithmetic->add);
    accumulate(arithmetic, r, y, from_y,
               is_difference ? arithmetic->subtract : arithmetic->add);
}

/* An entry of a product, and one factor of it. */
typedef struct product {
    const cas_arithmetic *arithmetic;
    cas_taylor *r;
    const cas_taylor *y;
    const size_t *from_y;
    cas_taylor_workspace *workspace;
} product;

/* entry of r += ways * x * y */
static void add_term(const product *p, size_t place, long ways, const void *x,
                     const void *y)
{
    const cas_arithmetic *arithmetic = p->arithmetic;
    void *sum = cas_at(arithmetic, p->r->at, place), *many = p->workspace->scratch;
    bool is_first = !p->workspace->is_written[place];
    void *term = is_first ? sum : cas_at(arithmetic, p->workspace->scratch, 1);
    arithmetic->multiply(term, x, y);
    if (ways != 1) {
        arithmetic->set_integer(many, ways);
        arithmetic->multiply(term, term, many);
    }
    if (!is_first)
        arithmetic->add(sum, sum, term);
    p->workspace->is_written[place] = true;
}

/* r += x_entry * y, where x_entry is the derivative of x in the directions of `of_x`. */
static void add_row(const product *p, const cas_tuple *of_x, const void *x_entry)
{
    const cas_arithmetic *arithmetic = p->arithmetic;
    const void *y_entry = p->y->at;
    for (unsigned degree = 0; degree <= least(p->y->order, p->r->order - of_x->degree);
         degree++) {
        size_t count = tuple_count(p->y->dimension, degree);
        cas_tuple tuple = {.degree = degree};
        for (size_t i = 0; i < count; i++, cas_tuple_next(&tuple)) {
            bool is_value = of_x->degree + degree == 0;
            if (is_value || !arithmetic->is_zero(y_entry)) {
                cas_tuple of_y = mapped(&tuple, p->from_y), both;
                long ways = merge(of_x, &of_y, &both);
                size_t place = cas_taylor_place(p->r->dimension, both.degree, both.at);
                add_term(p, place, ways, x_entry, y_entry);
            }
            y_entry = cas_at_const(arithmetic, y_entry, 1);
        }
    }
}

void cas_taylor_multiply(const cas_arithmetic *arithmetic, cas_taylor *r,
                         const cas_taylor *x, const size_t *from_x, const cas_taylor *y,
                         const size_t *from_y, cas_taylor_workspace *workspace)
{
    size_t size = cas_taylor_size(r->dimension, r->order);
    product p = {arithmetic, r, y, from_y, workspace};
    memset(workspace->is_written, 0, size * sizeof(bool));
    const void *x_entry = x->at;
    for (unsigned degree = 0; degree <= least(x->order, r->order); degree++) {
        size_t count = tuple_count(x->dimension, degree);
        cas_tuple tuple = {.degree = degree};
        for (size_t i = 0; i < count; i++, cas_tuple_next(&tuple)) {
            cas_tuple of_x = mapped(&tuple, from_x);
            if (degree == 0 || !arithmetic->is_zero(x_entry))
                add_row(&p, &of_x, x_entry);
            x_entry = cas_at_const(arithmetic, x_entry, 1);
        }
    }
    for (size_t i = 0; i < size; i++)
        if (!workspace->is_written[i])
            arithmetic->set_integer(cas_at(arithmetic, r->at, i), 0);
}

/* One composition g(x): the derivatives of g and the places in x's array. */
typedef struct composition {
    const cas_arithmetic *arithmetic;
    const cas_taylor *x;
    const void *first, *second, *third; /* g', g'', g''' */
    void *pairs;                        /* x_a x_b, in the order of second derivatives */
    void *scratch;
} composition;

static const void *entry_of(const composition *g, unsigned degree, const size_t *indices)
{
    return cas_at_const(g->arithmetic, g->x->at,
                        cas_taylor_place(g->x->dimension, degree, indices));
}

static const void *pair_of(const composition *g, size_t a, size_t b)
{
    return cas_at_const(g->arithmetic, g->pairs, b * (b + 1) / 2 + a);
}

static void multiply_pairs(const composition *g)
{
    const cas_arithmetic *arithmetic = g->arithmetic;
    size_t count = tuple_count(g->x->dimension, 2);
    cas_tuple tuple = {.degree = 2};
    for (size_t i = 0; i < count; i++, cas_tuple_next(&tuple)) {
        void *pair = cas_at(arithmetic, g->pairs, i);
        const void *one = entry_of(g, 1, &tuple.at[0]);
        if (tuple.at[0] == tuple.at[1])
            arithmetic->square(pair, one);
        else
            arithmetic->multiply(pair, one, entry_of(g, 1, &tuple.at[1]));
    }
}

/* r = g' x_ab + g'' x_a x_b */
static void compose_second(const composition *g, void *r, const cas_tuple *tuple)
{
    const cas_arithmetic *arithmetic = g->arithmetic;
    void *term = g->scratch;
    arithmetic->multiply(r, g->second, pair_of(g, tuple->at[0], tuple->at[1]));
    if (g->x->order >= 2) {
        arithmetic->multiply(term, g->first, entry_of(g, 2, tuple->at));
        arithmetic->add(r, r, term);
    }
}

/* sum = x_ab x_c + x_ac x_b + x_bc x_a */
static void sum_mixed(const composition *g, void *sum, void *term, const cas_tuple *tuple)
{
    const cas_arithmetic *arithmetic = g->arithmetic;
    for (size_t alone = 0; alone < 3; alone++) {
        size_t others[2] = {tuple->at[alone == 0 ? 1 : 0], tuple->at[alone == 2 ? 1 : 2]};
        void *at = alone == 0 ? sum : term;
        arithmetic->multiply(at, entry_of(g, 2, others),
                             entry_of(g, 1, &tuple->at[alone]));
        if (alone > 0)
            arithmetic->add(sum, sum, term);
    }
}

/* r = g' x_abc + g'' (x_ab x_c + x_ac x_b + x_bc x_a) + g''' x_a x_b x_c */
static void compose_third(const composition *g, void *r, const cas_tuple *tuple)
{
    const cas_arithmetic *arithmetic = g->arithmetic;
    void *term = g->scratch, *mixed = cas_at(arithmetic, g->scratch, 1);
    if (tuple->at[0] == tuple->at[2])
        arithmetic->power(r, entry_of(g, 1, tuple->at), 3);
    else
        arithmetic->multiply(r, pair_of(g, tuple->at[0], tuple->at[1]),
                             entry_of(g, 1, &tuple->at[2]));
    arithmetic->multiply(r, r, g->third);
    if (g->x->order >= 2) {
        sum_mixed(g, mixed, term, tuple);
        arithmetic->multiply(mixed, mixed, g->second);
        arithmetic->add(r, r, mixed);
    }
    if (g->x->order >= 3) {
        arithmetic->multiply(term, g->first, entry_of(g, 3, tuple->at));
        arithmetic->add(r, r, term);
    }
}

void cas_taylor_compose(const cas_arithmetic *arithmetic, cas_taylor *r,
                        const cas_taylor *x, const void *derivatives,
                        cas_taylor_workspace *workspace)
{
    composition g = {.arithmetic = arithmetic,
                     .x = x,
                     .first = derivatives,
                     .second = cas_at_const(arithmetic, derivatives, 1),
                     .third = cas_at_const(arithmetic, derivatives, 2),
                     .pairs = workspace->pairs,
                     .scratch = workspace->scratch};
    if (r->order >= 2)
        multiply_pairs(&g);
    void *entry = cas_at(arithmetic, r->at, 1);
    for (unsigned degree = 1; degree <= r->order; degree++) {
        size_t count = tuple_count(r->dimension, degree);
        cas_tuple tuple = {.degree = degree};
        for (size_t i = 0; i < count; i++, cas_tuple_next(&tuple)) {
            if (degree == 1)
                arithmetic->multiply(entry, g.first, entry_of(&g, 1, tuple.at));
            else if (degree == 2)
                compose_second(&g, entry, &tuple);
            else
                compose_third(&g, entry, &tuple);
            entry = cas_at(arithmetic, entry, 1);
        }
    }
}
