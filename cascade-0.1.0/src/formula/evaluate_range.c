/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/evaluate.h"
#include "formula/evaluator.h"

#include <string.h>

static const cas_workspace *workspace(const cas_evaluator *e)
{
    return &e->model->workspace;
}

static bool depends(const cas_formula *f, size_t slot)
{
    return (f->indices >> slot & 1) != 0;
}

/* The value of f where the index in that slot is `at`. */
static cas_status value_at(cas_evaluator *e, const cas_formula *f, const long *index,
                           size_t slot, long at, cas_variable *r, cas_message *message)
{
    long inner[CAS_FORMULA_INDICES];
    memcpy(inner, index, sizeof inner);
    inner[slot] = at;
    return cas_evaluate(e, f, inner, r, message);
}

/* Sums of the same form for many indices, or over many indices, are not added up term by
   term.  In a term, a product, powers whose exponents are affine in an index change with
   it by a ratio, which is sought. */
struct progression {
    cas_evaluator *e;
    const cas_formula *sum;
    const long *index; /* of all slots */
    size_t slot;       /* of the index that moves */
    bool is_at_rest;   /* all that has the index is alike, but for exponents */
    int step;          /* of the index; 0: not known yet */
    cas_variable ratio;
    cas_message *message;
};

/* Whether the powers f = b^(c j + d) have a ratio, b^(c step); multiplies p->ratio. */
static cas_status take_power(struct progression *p, const cas_formula *f, bool *has_ratio)
{
    const cas_formula *base = f->of[0];
    cas_variable value;
    long slope = f->of[1]->affine.factor[p->slot];
    if (p->step == 0)
        p->step = slope < 0 ? -1 : 1;
    *has_ratio =
        f->of[1]->is_affine && slope * p->step >= 0 &&
        (p->is_at_rest || (!cas_formula_is_norm(base) && !depends(base, p->slot) &&
                           !depends(base, p->sum->which)));
    if (!*has_ratio)
        return CAS_OK;
    cas_status status = cas_evaluate(p->e, base, p->index, &value, p->message);
    if (status == CAS_OK)
        p->ratio = cas_variable_product(
            workspace(p->e), p->ratio,
            cas_variable_power(workspace(p->e), value, slope * p->step));
    return status;
}

/* The ratio of a product; *has_ratio: false where it has none. */
static cas_status find_ratio(struct progression *p, const cas_formula *f, bool *has_ratio)
{
    *has_ratio = true;
    if (!depends(f, p->slot))
        return CAS_OK;
    if (f->form == CAS_FORM_MULTIPLY) {
        cas_status status = find_ratio(p, f->of[0], has_ratio);
        return status == CAS_OK && *has_ratio ? find_ratio(p, f->of[1], has_ratio)
                                              : status;
    }
    if (f->form == CAS_FORM_DIVIDE && !depends(f->of[1], p->slot))
        return find_ratio(p, f->of[0], has_ratio);
    if (f->form == CAS_FORM_POWER && depends(f->of[1], p->slot))
        return take_power(p, f, has_ratio);
    *has_ratio = p->is_at_rest;
    return CAS_OK;
}

/*: \paragraph{Sums over times that are all alike.} Where an iteration is at rest from
time $m$ on, every quantity keeps its value at $m$, and in a term of a sum over $t = m,
\dots, n$ only the powers $b^{\alpha t + \beta}$ change. A term is a product of such
powers and of what does not change; its sum is geometric with the ratio $\rho = \prod
b^\alpha$: \[ \sum_{t=m}^{n} x \rho^{t-m} = x\,\frac{1 - \rho^{n-m+1}}{1 - \rho},
\qquad x\,(n - m + 1) \text{ where } \rho = 1. \] A ratio with negative $\alpha$ (as in
$q^{T-t}$) is turned round: the sum begins at its last term, with the ratio $1/\rho$. */
static cas_variable geometric(const cas_evaluator *e, cas_variable ratio, long count)
{
    const cas_workspace *w = workspace(e);
    cas_variable one = cas_evaluator_number(e, 1, 1);
    cas_variable gap = cas_variable_difference(w, one, ratio);
    if (w->arithmetic->is_zero(gap.at))
        return cas_evaluator_number(e, count, 1);
    return cas_variable_quotient(
        w, cas_variable_difference(w, one, cas_variable_power(w, ratio, count)), gap);
}

static cas_status tail_of_product(cas_evaluator *e, const cas_formula *sum,
                                  const cas_formula *f, const long *index, long last,
                                  cas_variable *r, cas_message *message)
{
    bool has_ratio;
    long first = index[sum->which];
    struct progression p = {
        e, sum, index, sum->which, true, 0, cas_evaluator_number(e, 1, 1), message};
    cas_status status = find_ratio(&p, f, &has_ratio);
    if (status == CAS_OK && !has_ratio)
        return cas_fail(message, CAS_UNSUPPORTED,
                        "a sum over a run at rest with rising and falling powers");
    if (status == CAS_OK)
        status = value_at(e, f, index, sum->which, p.step < 0 ? last : first, r, message);
    if (status == CAS_OK)
        *r = cas_variable_product(workspace(e), geometric(e, p.ratio, last - first + 1),
                                  *r);
    return status;
}

/* The sum of f, a part of the body of `sum`, from the index that is set to `last`, where
   all that has the index is alike. */
static cas_status tail_value(cas_evaluator *e, const cas_formula *sum,
                             const cas_formula *f, const long *index, long last,
                             cas_variable *r, cas_message *message)
{
    cas_variable x;
    /* of a product with a sum in brackets, the factor that does not change */
    size_t fixed = f->form == CAS_FORM_MULTIPLY && depends(f->of[0], sum->which) ? 1 : 0;
    if (f->form == CAS_FORM_MULTIPLY && !depends(f->of[fixed], sum->which)) {
        cas_status status = tail_value(e, sum, f->of[1 - fixed], index, last, r, message);
        if (status == CAS_OK)
            status = cas_evaluate(e, f->of[fixed], index, &x, message);
        if (status == CAS_OK)
            *r = cas_variable_product(workspace(e), x, *r);
        return status;
    }
    if (f->form != CAS_FORM_NEGATE && f->form != CAS_FORM_ADD &&
        f->form != CAS_FORM_SUBTRACT)
        return tail_of_product(e, sum, f, index, last, r, message);
    cas_status status = tail_value(e, sum, f->of[0], index, last, r, message);
    if (status == CAS_OK && f->form == CAS_FORM_NEGATE)
        *r = cas_variable_negative(workspace(e), *r);
    if (status != CAS_OK || f->form == CAS_FORM_NEGATE)
        return status;
    status = tail_value(e, sum, f->of[1], index, last, &x, message);
    if (status == CAS_OK)
        *r = f->form == CAS_FORM_ADD ? cas_variable_sum(workspace(e), *r, x)
                                     : cas_variable_difference(workspace(e), *r, x);
    return status;
}

/*: \paragraph{Sums one end of which moves.} The sums $A_i = \sum_{j=i}^{n} t_j x^{j-i}$
are $A_i = t_i + x A_{i+1}$, and $A_i = \sum_{j=m}^{i} t_j x^{i-j}$ is $A_i = t_i + x
A_{i-1}$: from the shortest sum to the longest, each takes one multiplication. More powers
may stand in a term, all with exponents $\ge 0$ that rise with the sum's length, and their
product by one step takes the place of $x$. The sums on the way are kept, so that all of
them together take about as many operations as one. */

/* Whether an end is i + *shift; then i is what moves. */
static bool is_moving(struct progression *p, const cas_formula *end,
                      const cas_formula *other, int step, long *shift)
{
    if (end->indices == 0 || (end->indices & (end->indices - 1)) != 0 || !end->is_affine)
        return false;
    p->slot = (size_t)__builtin_ctz(end->indices);
    p->step = step;
    *shift = end->affine.constant + end->affine.size * p->e->model->size;
    return end->affine.factor[p->slot] == 1 && !depends(other, p->slot);
}

/* The term that is new where i is index[p->slot]. */
static cas_status new_term(const struct progression *p, long shift, const long *index,
                           cas_variable *r)
{
    return value_at(p->e, p->sum->of[2], index, p->sum->which, index[p->slot] + shift, r,
                    p->message);
}

static cas_status add_up(const struct progression *p, long shift, long shortest,
                         cas_variable *r)
{
    const cas_variable *known = NULL;
    cas_kept_key key;
    long index[CAS_FORMULA_INDICES], *at = &index[p->slot], end = p->index[p->slot];
    memcpy(index, p->index, sizeof index);
    while (*at != shortest && known == NULL) {
        *at -= p->step;
        cas_kept_key_set(&key, p->sum, index);
        known = cas_kept_find(p->e->kept, &key);
    }
    if (known != NULL)
        *r = *known;
    cas_status status = known != NULL ? CAS_OK : new_term(p, shift, index, r);
    while (status == CAS_OK && *at != end) {
        cas_variable term;
        cas_kept_key_set(&key, p->sum, index);
        if (known == NULL)
            cas_evaluator_keep(p->e, &key, *r);
        known = NULL;
        *at += p->step;
        status = new_term(p, shift, index, &term);
        if (status == CAS_OK)
            *r = cas_variable_sum(workspace(p->e), term,
                                  cas_variable_product(workspace(p->e), p->ratio, *r));
    }
    return status;
}

/* *is_running: false where the sum over first..last has another form; then nothing was
   done. */
static cas_status running_value(cas_evaluator *e, const cas_formula *f, long first,
                                long last, const long *index, bool *is_running,
                                cas_variable *r, cas_message *message)
{
    struct progression p = {.e = e, .sum = f, .index = index, .message = message};
    cas_kept_key key;
    long shift;
    *is_running = cas_kept_key_set(&key, f, index) &&
                  (is_moving(&p, f->of[1], f->of[0], 1, &shift) ||
                   is_moving(&p, f->of[0], f->of[1], -1, &shift));
    if (!*is_running)
        return CAS_OK;
    p.ratio = cas_evaluator_number(e, 1, 1);
    cas_status status = find_ratio(&p, f->of[2], is_running);
    return status == CAS_OK && *is_running
               ? add_up(&p, shift, (p.step > 0 ? first : last) - shift, r)
               : status;
}

static cas_variable joined(const cas_evaluator *e, cas_form form, cas_variable sum,
                           cas_variable term)
{
    if (form == CAS_FORM_PRODUCT)
        return cas_variable_product(workspace(e), sum, term);
    return form == CAS_FORM_SUM ? cas_variable_sum(workspace(e), sum, term)
                                : cas_variable_maximum(workspace(e), sum, term);
}

/* A sum of nothing is 0, a product of nothing 1 or the identity. */
static cas_status empty_range(cas_evaluator *e, const cas_formula *f, const long *index,
                              cas_variable *r, cas_message *message)
{
    const cas_workspace *w = workspace(e);
    size_t rows, columns;
    void *at;
    if (f->form == CAS_FORM_LARGEST)
        return cas_fail(message, CAS_INPUT, "a maximum over nothing");
    bool has_shape = cas_evaluator_length(e, &f->rows, index, &rows) &&
                     cas_evaluator_length(e, &f->columns, index, &columns);
    if (!has_shape || (f->form == CAS_FORM_PRODUCT && rows != columns))
        return cas_fail(message, CAS_INPUT, "a range of nothing, which has no shape");
    *r = cas_variable_new(w, 0, rows, columns, &at);
    for (size_t k = 0; f->form == CAS_FORM_PRODUCT && k < rows; k++)
        w->arithmetic->set_integer(cas_at(w->arithmetic, at, k * columns + k), 1);
    return CAS_OK;
}

cas_status cas_evaluate_range(cas_evaluator *e, const cas_formula *f, const long *index,
                              cas_variable *r, cas_message *message)
{
    enum { SHORT = 8 };
    long inner[CAS_FORMULA_INDICES], rest = e->model->rest;
    memcpy(inner, index, sizeof inner);
    long first = cas_formula_index(e->model->size, f->of[0], index);
    long last = cas_formula_index(e->model->size, f->of[1], index);
    bool folds = f->form == CAS_FORM_SUM && rest != CAS_NEVER_AT_REST && last > rest;
    long alone = folds ? (rest > first ? rest : first) - 1 : last;
    bool is_first = true, is_running = false;
    if (f->form == CAS_FORM_SUM && !folds && last - first >= SHORT) {
        cas_status status =
            running_value(e, f, first, last, index, &is_running, r, message);
        if (is_running || status != CAS_OK)
            return status;
    }
    for (long j = first; j <= alone; j++, is_first = false) {
        cas_variable term;
        inner[f->which] = j;
        cas_status status = cas_evaluate(e, f->of[2], inner, &term, message);
        if (status != CAS_OK)
            return status;
        *r = is_first ? term : joined(e, f->form, *r, term);
    }
    if (folds) {
        cas_variable tail;
        inner[f->which] = alone + 1;
        cas_status status = tail_value(e, f, f->of[2], inner, last, &tail, message);
        if (status == CAS_OK)
            *r = is_first ? tail : cas_variable_sum(workspace(e), *r, tail);
        return status;
    }
    return is_first ? empty_range(e, f, index, r, message) : CAS_OK;
}
