/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "program/taylor.h"

#include "arithmetic/vector.h"

/* The ascending index tuples of one degree in their order: starts at 0, .., 0. */
typedef struct index_tuple {
    unsigned degree;
    size_t at[CAS_TAYLOR_ORDER];
} index_tuple;

/* How many ascending tuples of `degree` indices below n there are: C(n + degree - 1,
   degree).  The constant divisors are what makes this fast. */
static size_t tuple_count(size_t n, unsigned degree)
{
    switch (degree) {
    case 0:
        return 1;
    case 1:
        return n;
    case 2:
        return n * (n + 1) / 2;
    default:
        return n * (n + 1) / 2 * (n + 2) / 3;
    }
}

size_t cas_taylor_size(size_t dimension, unsigned order)
{
    size_t size = 0;
    for (unsigned degree = 0; degree <= order; degree++)
        size += tuple_count(dimension, degree);
    return size;
}

/* Before the tuple a_1 <= .. <= a_d stand those whose last index is smaller, then those
   with the same last index whose last but one is smaller, and so on: sum_i
   tuple_count(a_i, i). */
size_t cas_taylor_place(size_t dimension, unsigned degree, const size_t *indices)
{
    size_t place = degree == 0 ? 0 : cas_taylor_size(dimension, degree - 1);
    for (unsigned i = 0; i < degree; i++)
        place += tuple_count(indices[i], i + 1);
    return place;
}

static void next_tuple(index_tuple *tuple)
{
    for (unsigned i = 0; i < tuple->degree; i++) {
        if (i + 1 == tuple->degree || tuple->at[i] < tuple->at[i + 1]) {
            tuple->at[i]++;
            return;
        }
        tuple->at[i] = 0;
    }
}

static index_tuple mapped(const index_tuple *tuple, const size_t *from)
{
    index_tuple image = {.degree = tuple->degree};
    for (unsigned i = 0; i < tuple->degree; i++)
        image.at[i] = from[tuple->at[i]];
    return image;
}

/* The ascending union of two tuples; returns in how many ways its positions can be split
   into one and other, which is the multiplicity of d_one x d_other y in d_union (x y). */
static long merge(const index_tuple *one, const index_tuple *other, index_tuple *both)
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
        index_tuple tuple = {.degree = degree};
        for (size_t i = 0; i < count; i++, next_tuple(&tuple)) {
            index_tuple image = mapped(&tuple, from);
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
    cas_vector_zero(arithmetic, cas_taylor_size(r->dimension, r->order), r->at);
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
    void *term = cas_at(arithmetic, p->workspace->scratch, 1);
    if (x == y)
        arithmetic->square(term, x);
    else
        arithmetic->multiply(term, x, y);
    if (ways != 1) {
        arithmetic->set_integer(many, ways);
        arithmetic->multiply(term, term, many);
    }
    arithmetic->add(sum, sum, term);
}

/* r += x_entry * y, where x_entry is the derivative of x in the directions of `of_x`. */
static void add_row(const product *p, const index_tuple *of_x, const void *x_entry)
{
    const cas_arithmetic *arithmetic = p->arithmetic;
    const void *y_entry = p->y->at;
    for (unsigned degree = 0; degree <= least(p->y->order, p->r->order - of_x->degree);
         degree++) {
        size_t count = tuple_count(p->y->dimension, degree);
        index_tuple tuple = {.degree = degree};
        for (size_t i = 0; i < count; i++, next_tuple(&tuple)) {
            bool is_value = of_x->degree + degree == 0;
            if (is_value || !arithmetic->is_zero(y_entry)) {
                index_tuple of_y = mapped(&tuple, p->from_y), both;
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
    product p = {arithmetic, r, y, from_y, workspace};
    cas_vector_zero(arithmetic, cas_taylor_size(r->dimension, r->order), r->at);
    const void *x_entry = x->at;
    for (unsigned degree = 0; degree <= least(x->order, r->order); degree++) {
        size_t count = tuple_count(x->dimension, degree);
        index_tuple tuple = {.degree = degree};
        for (size_t i = 0; i < count; i++, next_tuple(&tuple)) {
            index_tuple of_x = mapped(&tuple, from_x);
            if (degree == 0 || !arithmetic->is_zero(x_entry))
                add_row(&p, &of_x, x_entry);
            x_entry = cas_at_const(arithmetic, x_entry, 1);
        }
    }
}

/* r = x, but for the value, which is 0; x has the same coordinates. */
static void copy_without_value(const cas_arithmetic *arithmetic, cas_taylor *r,
                               const cas_taylor *x)
{
    cas_vector_copy(arithmetic, cas_taylor_size(x->dimension, x->order), r->at, x->at);
    arithmetic->set_integer(r->at, 0);
}

/* r += (g / k!) power, in degrees of k and more, which the k-th power of an x
   without value has. */
static void add_power(const cas_arithmetic *arithmetic, cas_taylor *r, unsigned k,
                      const void *g, const cas_taylor *power, void *scratch)
{
    static const long factorials[CAS_TAYLOR_ORDER + 1] = {1, 1, 2, 6};
    const size_t size = cas_taylor_size(power->dimension, power->order);
    const void *factor = g;
    void *term = cas_at(arithmetic, scratch, 1);
    if (k > 1) {
        arithmetic->set_integer(term, factorials[k]);
        arithmetic->divide(scratch, g, term);
        factor = scratch;
    }
    for (size_t i = cas_taylor_size(r->dimension, k - 1); i < size; i++) {
        const void *entry = cas_at_const(arithmetic, power->at, i);
        void *sum = cas_at(arithmetic, r->at, i);
        if (arithmetic->is_zero(entry))
            continue;
        arithmetic->multiply(term, factor, entry);
        arithmetic->add(sum, sum, term);
    }
}

/*: \paragraph{Composition.} With $h = x - x_0$, where $x_0$ is the value of $x$,
$g(x) = \sum_k g^{(k)}(x_0)\, h^k / k!$. All entries of $h^k$ of degree below $k$ are
zero, so that the sum ends at the order of the arrays. */
void cas_taylor_compose(const cas_arithmetic *arithmetic, cas_taylor *r,
                        const cas_taylor *x, const void *derivatives,
                        cas_taylor_workspace *workspace)
{
    cas_taylor h = *x, powers[CAS_TAYLOR_ORDER + 1];
    cas_vector_zero(arithmetic, cas_taylor_size(r->dimension, r->order) - 1,
                    cas_at(arithmetic, r->at, 1));
    for (unsigned k = 1; k <= r->order; k++)
        powers[k] = (cas_taylor){r->dimension, r->order, workspace->powers[k - 1]};
    if (r->order >= 2) {
        copy_without_value(arithmetic, &powers[1], x);
        h = powers[1];
        h.order = x->order;
        cas_taylor_multiply(arithmetic, &powers[2], &h, workspace->identity, &h,
                            workspace->identity, workspace);
    }
    if (r->order >= 3)
        cas_taylor_multiply(arithmetic, &powers[3], &powers[2], workspace->identity, &h,
                            workspace->identity, workspace);
    for (unsigned k = 1; k <= r->order; k++)
        add_power(arithmetic, r, k, cas_at_const(arithmetic, derivatives, k - 1),
                  k == 1 ? &h : &powers[k], workspace->scratch);
}
