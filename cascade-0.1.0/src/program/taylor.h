/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_PROGRAM_TAYLOR_H
#define CASCADE_PROGRAM_TAYLOR_H

#include "arithmetic/arithmetic.h"

/* One function's partial derivatives of degree 0 .. order with respect to its own k
   coordinates, at one place, as a packed array of numbers: the value, then for each
   degree the entries of the symmetric array with ascending indices a <= b <= .., in the
   order of their last index, then the one before it, and so on.  The place of an entry
   within its degree so does not depend on k. */
enum { CAS_TAYLOR_ORDER = 3 };

/* Invariant: derivatives of degree above order are zero. */
typedef struct cas_taylor {
    size_t dimension; /* k */
    unsigned order;   /* at most CAS_TAYLOR_ORDER; 0 where k is 0 */
    void *at;         /* cas_taylor_size(dimension, order) numbers */
} cas_taylor;

/* How many numbers there are up to degree `order`. */
size_t cas_taylor_size(size_t dimension, unsigned order);

/* The place in the array of the entry with `degree` ascending indices. */
size_t cas_taylor_place(size_t dimension, unsigned degree, const size_t *indices);

/* Storage that the operations overwrite. */
typedef struct cas_taylor_workspace {
    void *scratch; /* two numbers */
    /* cas_taylor_size(k, CAS_TAYLOR_ORDER) numbers each */
    void *powers[CAS_TAYLOR_ORDER];
    size_t *identity; /* 0, 1, .., k - 1 */
} cas_taylor_workspace;

/* r = x + y or x - y, and r = x y.  r's coordinates contain those of x and of y:
   from_x[i] is the place of x's coordinate i among r's, ascending.  r lies outside x and
   y; r->order says how far to go. */
void cas_taylor_add(const cas_arithmetic *arithmetic, cas_taylor *r, const cas_taylor *x,
                    const size_t *from_x, const cas_taylor *y, const size_t *from_y,
                    bool is_difference);
void cas_taylor_multiply(const cas_arithmetic *arithmetic, cas_taylor *r,
                         const cas_taylor *x, const size_t *from_x, const cas_taylor *y,
                         const size_t *from_y, cas_taylor_workspace *workspace);

/* r = -x, same coordinates and order. */
void cas_taylor_negate(const cas_arithmetic *arithmetic, cas_taylor *r,
                       const cas_taylor *x);

/* The derivatives of g(x), of degree 1 and more, from those of x and from the numbers
   derivatives = g', g'', .. (r->order of them) at x's value; the same coordinates.  r's
   value is left alone. */
void cas_taylor_compose(const cas_arithmetic *arithmetic, cas_taylor *r,
                        const cas_taylor *x, const void *derivatives,
                        cas_taylor_workspace *workspace);

#endif
