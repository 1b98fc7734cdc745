/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "constants/frame.h"

#include "arithmetic/memory.h"
#include "arithmetic/vector.h"
#include "program/program.h"

#include <stdlib.h>

/*: \paragraph{Directions.} The program is $f(x) = g(A x)$, where $A$ has one row per
affine node. If $A A^\top = L D L^\top$ with a diagonal $D > 0$ of size $r$, then
$A = (L D^{1/2}) Q$ for a $Q$ with $r$ orthonormal rows, so that $f(x) = h(Q x)$ with
$h(u) = g(L D^{1/2} u)$. The derivative arrays of $f$ are those of $h$ multiplied by $Q$
in every index, which changes neither Frobenius nor operator norms. This is done for the
$y$-part and the $w$-part of $A$ on their own. $L$ and $D$ are exact; only the roots are
rounded. Where $r$ is not smaller than the number of variables that occur, $Q$ may as well
be the identity. */

/* The variables begin .. end - 1 of all affine nodes. */
typedef struct part {
    const cas_affines *affines;
    size_t begin, end;
} part;

/* Beyond so many affine nodes the elimination would cost more than it saves. */
enum { LARGEST_GRAM = 48 };

static mpq_srcptr coefficient(const part *p, size_t i, size_t j)
{
    return p->affines->at[i].slopes[j];
}

static bool is_used(const part *p, size_t j)
{
    for (size_t i = 0; i < p->affines->count; i++)
        if (mpq_sgn(coefficient(p, i, j)) != 0)
            return true;
    return false;
}

static size_t count_used(const part *p)
{
    size_t used = 0;
    for (size_t j = p->begin; j < p->end; j++)
        used += is_used(p, j);
    return used;
}

/* L D L^T of the Gram matrix of m rows: factors is m x m, its first columns those of
   L; returns their number, the rank.  A pivot 0 of a positive semidefinite matrix
   has zeros below. */
static size_t factorise(const part *p, mpq_t *factors, mpq_t *pivots)
{
    const size_t m = p->affines->count;
    size_t rank = 0;
    mpq_t term;
    mpq_init(term);
    for (size_t k = 0; k < m; k++) {
        for (size_t i = k; i < m; i++) {
            mpq_ptr entry = factors[i * m + rank];
            cas_vector_dot(&cas_arithmetic_rational, p->end - p->begin, entry,
                           p->affines->at[i].slopes + p->begin,
                           p->affines->at[k].slopes + p->begin, term);
            for (size_t l = 0; l < rank; l++) {
                mpq_mul(term, factors[i * m + l], factors[k * m + l]);
                mpq_mul(term, term, pivots[l]);
                mpq_sub(entry, entry, term);
            }
        }
        mpq_set(pivots[rank], factors[k * m + rank]);
        if (mpq_sgn(pivots[rank]) == 0)
            continue;
        for (size_t i = 0; i < m; i++)
            if (i < k)
                mpq_set_ui(factors[i * m + rank], 0, 1);
            else
                mpq_div(factors[i * m + rank], factors[i * m + rank], pivots[rank]);
        rank++;
    }
    mpq_clear(term);
    return rank;
}

/* One part's directions. */
typedef struct directions {
    part part;
    size_t count;
    bool is_identity; /* they are the used variables themselves; else L and D are there */
    size_t size;      /* of the elimination */
    mpq_t *factors, *pivots;
} directions;

static void find_directions(directions *q, part p)
{
    const size_t m = p.affines->count, used = count_used(&p);
    *q = (directions){.part = p, .count = used, .size = m <= LARGEST_GRAM ? m : 0};
    q->factors = cas_numbers_new(&cas_arithmetic_rational, q->size * q->size);
    q->pivots = cas_numbers_new(&cas_arithmetic_rational, q->size);
    size_t rank = q->size > 0 ? factorise(&p, q->factors, q->pivots) : used;
    q->is_identity = rank >= used;
    if (!q->is_identity)
        q->count = rank;
}

static void clear_directions(directions *q)
{
    cas_numbers_free(&cas_arithmetic_rational, q->factors, q->size * q->size);
    cas_numbers_free(&cas_arithmetic_rational, q->pivots, q->size);
}

/* The gradient of affine node i: row i of L D^{1/2}, or of A. */
static void set_gradient(const directions *q, size_t i, mpfi_t *gradient)
{
    size_t k = 0;
    for (size_t l = 0; !q->is_identity && l < q->count; l++) {
        mpfi_set_q(gradient[l], q->pivots[l]);
        mpfi_sqrt(gradient[l], gradient[l]);
        mpfi_mul_q(gradient[l], gradient[l], q->factors[i * q->size + l]);
    }
    for (size_t j = q->part.begin; q->is_identity && j < q->part.end; j++)
        if (is_used(&q->part, j))
            mpfi_set_q(gradient[k++], coefficient(&q->part, i, j));
}

void cas_frame_init(cas_frame *frame, const cas_affines *affines, size_t in)
{
    const cas_arithmetic interval = cas_arithmetic_interval(CAS_FRAME_BITS);
    directions y, w;
    find_directions(&y, (part){affines, 0, in});
    find_directions(&w, (part){affines, in, affines->variables});
    const size_t n = y.count + w.count;
    *frame = (cas_frame){.affine_count = affines->count,
                         .y_count = y.count,
                         .w_count = w.count,
                         .gradients = cas_numbers_new(&interval, affines->count * n)};
    for (size_t i = 0; i < affines->count; i++) {
        set_gradient(&y, i, frame->gradients + i * n);
        set_gradient(&w, i, frame->gradients + i * n + y.count);
    }
    clear_directions(&y);
    clear_directions(&w);
}

void cas_frame_clear(cas_frame *frame)
{
    const cas_arithmetic interval = cas_arithmetic_interval(CAS_FRAME_BITS);
    const size_t n = frame->y_count + frame->w_count;
    cas_numbers_free(&interval, frame->gradients, frame->affine_count * n);
    *frame = (cas_frame){0};
}
