/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/running.h"

#include "formula/shape.h"

#include <string.h>

/*: \paragraph{Sums one end of which moves.} The sums $A_i = \sum_{j=i}^{n} t_j x^{j-i}$
are $A_i = t_i + x A_{i+1}$, and $A_i = \sum_{j=m}^{i} t_j x^{i-j}$ is $A_i = t_i + x
A_{i-1}$: from the shortest sum to the longest, each takes one multiplication. More powers
may stand in a term, all with exponents $\ge 0$ that rise with the sum's length, and their
product by one step takes the place of $x$. */
struct run {
    const cas_running *of;
    size_t slot, bound; /* of i and of j */
    long shift;         /* the moving end is i + shift */
    int step;           /* of i, as the sum grows: 1 where the last moves, else -1 */
    cas_variable factor;
    cas_message *message;
};

static bool depends(const cas_formula *f, size_t slot)
{
    return (f->indices >> slot & 1) != 0;
}

/* Whether an end is i + shift; *slot and *shift are then set. */
static bool is_moving(const cas_running *of, const cas_formula *end, size_t *slot,
                      long *shift)
{
    cas_affine affine;
    if (end->indices == 0 || (end->indices & (end->indices - 1)) != 0 ||
        !cas_formula_affine(of->vocabulary, end, &affine))
        return false;
    *slot = (size_t)__builtin_ctz(end->indices);
    *shift = affine.constant + affine.size * of->size;
    return affine.factor[*slot] == 1;
}

static bool find_end(struct run *run)
{
    const cas_formula *first = run->of->sum->of[0], *last = run->of->sum->of[1];
    if (is_moving(run->of, last, &run->slot, &run->shift) && !depends(first, run->slot))
        run->step = 1;
    else if (is_moving(run->of, first, &run->slot, &run->shift) &&
             !depends(last, run->slot))
        run->step = -1;
    else
        return false;
    return true;
}

/* Multiplies the factor by what a term is multiplied by with each step. */
static bool find_factor(struct run *run, const cas_formula *f)
{
    const cas_workspace *w = run->of->workspace;
    cas_affine exponent;
    cas_variable base;
    if (!depends(f, run->slot))
        return true;
    if (f->form == CAS_FORM_MULTIPLY)
        return find_factor(run, f->of[0]) && find_factor(run, f->of[1]);
    if (f->form != CAS_FORM_POWER || f->of[0]->form == CAS_FORM_NORM ||
        f->of[0]->form == CAS_FORM_OPERATOR_NORM || depends(f->of[0], run->slot) ||
        depends(f->of[0], run->bound) ||
        !cas_formula_affine(run->of->vocabulary, f->of[1], &exponent))
        return false;
    long rise = exponent.factor[run->slot] * run->step;
    if (rise < 0 || run->of->value_of(run->of->context, f->of[0], run->of->index, &base,
                                      run->message) != CAS_OK)
        return false;
    run->factor = cas_variable_product(w, run->factor, cas_variable_power(w, base, rise));
    return true;
}

/* The term that is new where i is `at`; index is set to it. */
static cas_status new_term(const struct run *run, long at, long *index, cas_variable *r)
{
    index[run->slot] = at;
    index[run->bound] = at + run->shift;
    return run->of->value_of(run->of->context, run->of->sum->of[2], index, r,
                             run->message);
}

static void keep(const struct run *run, const long *index, cas_variable sum)
{
    cas_kept_key key;
    cas_kept_key_set(&key, run->of->sum, index);
    run->of->keep(run->of->context, &key, sum);
}

/* The nearest shorter sum that is kept, and in *at the i of it; else the shortest sum. */
static cas_status begin(const struct run *run, long *index, long *at, cas_variable *r)
{
    const cas_running *of = run->of;
    const cas_variable *known = NULL;
    long shortest = (run->step > 0 ? of->first : of->last) - run->shift;
    while (*at != shortest && known == NULL) {
        cas_kept_key key;
        *at -= run->step;
        index[run->slot] = *at;
        cas_kept_key_set(&key, of->sum, index);
        known = cas_kept_find(of->kept, &key);
    }
    if (known != NULL) {
        *r = *known;
        return CAS_OK;
    }
    cas_status status = new_term(run, *at, index, r);
    if (status == CAS_OK)
        keep(run, index, *r);
    return status;
}

static cas_status add_up(const struct run *run, cas_variable *r)
{
    const cas_workspace *w = run->of->workspace;
    long index[CAS_FORMULA_INDICES], end = run->of->index[run->slot], at = end;
    memcpy(index, run->of->index, sizeof index);
    cas_status status = begin(run, index, &at, r);
    while (at != end && status == CAS_OK) {
        cas_variable term;
        at += run->step;
        status = new_term(run, at, index, &term);
        if (status != CAS_OK)
            break;
        *r = cas_variable_sum(w, term, cas_variable_product(w, run->factor, *r));
        if (at != end)
            keep(run, index, *r);
    }
    return status;
}

cas_status cas_running_sum(const cas_running *running, bool *is_running, cas_variable *r,
                           cas_message *message)
{
    struct run run = {.of = running, .bound = running->sum->which, .message = message};
    mpq_t one;
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    run.factor = cas_variable_rational(running->workspace, one);
    mpq_clear(one);
    cas_kept_key key;
    *is_running = cas_kept_key_set(&key, running->sum, running->index) &&
                  find_end(&run) && find_factor(&run, running->sum->of[2]);
    return *is_running ? add_up(&run, r) : CAS_OK;
}
