/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/monotone.h"

#include "arithmetic/arithmetic.h"
#include "formula/shape.h"

#include <stdlib.h>

/*: \subsection*{Which mistakes are no mistakes}

A mistake that makes the right side of $a \le b$ larger, or the left side smaller, gives a
statement that is true wherever $a \le b$ is, and no test can refute it. It is recognised
by its form. Of the mistakes themselves is known: $\frac{9}{10} p \le p \le
\frac{10}{9} p$ where $p \ge 0$; a sum becomes smaller without a term, or without an index
of its range, that contributes what is $\ge 0$; the operator norm is at most the Frobenius
norm. Let a part $p$ of a formula now be changed to $p'$, and let $p \le p'$ in every
instance, for all values of the indices and in every scenario. Then
\begin{itemize}
\item $p + q \le p' + q$, $\;p - q \le p' - q$, $\;q - p' \le q - p$, $\;-p' \le -p$;
\item $pq \le p'q$ where $q \ge 0$, and $p'q \le pq$ where $q \le 0$; the same for $p/q$;
\item $q/p' \le q/p$ where $p, p', q \ge 0$, and the other way round where $q \le 0$;
\item $p^k \le p'^k$ where $p, p', k \ge 0$, and $p'^k \le p^k$ where $k \le 0$;
\item sums over a range, maxima, minima, means and conditional means, integrals over
      $[0, 1]$, $\exp$, $\ln$, roots, $\tanh$ and the like increase with $p$, and so do
      products over a range where $p, p' \ge 0$.
\end{itemize}
All this is meant where both are defined: a mistake that makes a formula undefined is not
refuted there. Nothing is said of a norm, an inner product or an operator of what changed,
nor of vectors. That $q \ge 0$ must be seen from its form, too: norms, even powers,
constants that are never negative, indices and exponents whose bounds say so, and sums,
products, means of such. Several changes, as those of an abbreviation that is used twice,
are made one after the other, and mean something where all go in one direction. */

cas_scope cas_scope_of_statement(const cas_statement *statement)
{
    cas_scope scope = {0};
    for (size_t k = 0; k < statement->ranges; k++) {
        scope.first[k] = statement->range[k].first;
        scope.last[k] = statement->range[k].last;
    }
    return scope;
}

cas_scope cas_scope_inside(const cas_scope *scope, const cas_formula *f, size_t k)
{
    cas_scope inside = *scope;
    if (cas_form_has_range(f->form) && k == 2) {
        inside.first[f->which] = f->of[0];
        inside.last[f->which] = f->of[1];
    }
    return inside;
}

/* Larger factors of an index are not looked at: products of bounds stay within a long. */
enum { LARGEST_FACTOR = 1 << 20 };

/* Whether an affine expression is never negative.  Indices are replaced by the bound at
   which it is least, the innermost first, whose bounds may have the others in them; the
   size is at least 1. */
static bool is_never_negative(const cas_scope *scope, cas_affine x)
{
    for (size_t k = CAS_FORMULA_INDICES; k-- > 0;) {
        long factor = x.factor[k];
        const cas_formula *bound = factor > 0 ? scope->first[k] : scope->last[k];
        if (factor == 0)
            continue;
        if (bound == NULL || labs(factor) > LARGEST_FACTOR || !bound->is_affine)
            return false;
        x.factor[k] = 0;
        cas_affine_add(&x, &bound->affine, factor);
    }
    return x.size >= 0 && x.constant + x.size >= 0;
}

/* The sign of an expression in indices. */
static int affine_sign(const cas_scope *scope, const cas_affine *x)
{
    cas_affine negative = {0};
    cas_affine_add(&negative, x, -1);
    return is_never_negative(scope, *x) ? 1 : is_never_negative(scope, negative) ? -1 : 0;
}

static const struct {
    bool rises, is_positive, keeps_sign;
} functions[CAS_FUNCTION_COUNT] = {
    [CAS_EXP] = {.rises = true, .is_positive = true},
    [CAS_LOG] = {.rises = true},
    [CAS_LOG1P] = {.rises = true, .keeps_sign = true},
    [CAS_SQRT] = {.rises = true, .is_positive = true},
    [CAS_TANH] = {.rises = true, .keeps_sign = true},
    [CAS_SINH] = {.rises = true, .keeps_sign = true},
    [CAS_COSH] = {.is_positive = true},
    [CAS_ATAN] = {.rises = true, .keeps_sign = true},
    [CAS_SIGMOID] = {.rises = true, .is_positive = true},
    [CAS_SOFTPLUS] = {.rises = true, .is_positive = true},
};

static int sign_of_function(const cas_vocabulary *vocabulary, const cas_scope *scope,
                            const cas_formula *f)
{
    if (functions[f->which].keeps_sign)
        return cas_formula_sign(vocabulary, scope, f->of[0]);
    return functions[f->which].is_positive ? 1 : 0;
}

static bool is_even(const cas_formula *exponent)
{
    return exponent->form == CAS_FORM_NUMBER &&
           mpz_cmp_ui(mpq_denref(exponent->number), 1) == 0 &&
           mpz_even_p(mpq_numref(exponent->number));
}

/* The one sign that all parts have; 0: they have none in common. */
static int common_sign(const cas_vocabulary *vocabulary, const cas_scope *scope,
                       const cas_formula *f)
{
    int sign = cas_formula_sign(vocabulary, scope, f->of[0]);
    for (size_t k = 1; k < f->count; k++)
        if (cas_formula_sign(vocabulary, scope, f->of[k]) != sign)
            sign = 0;
    return sign;
}

static int sign_of_maximum(const cas_vocabulary *vocabulary, const cas_scope *scope,
                           const cas_formula *f)
{
    for (size_t k = 0; k < f->count; k++)
        if (cas_formula_sign(vocabulary, scope, f->of[k]) == 1)
            return 1;
    return common_sign(vocabulary, scope, f);
}

static int sign_of_part(const cas_vocabulary *vocabulary, const cas_scope *scope,
                        const cas_formula *f, size_t k)
{
    cas_scope inside = cas_scope_inside(scope, f, k);
    return cas_formula_sign(vocabulary, &inside, f->of[k]);
}

int cas_formula_sign(const cas_vocabulary *vocabulary, const cas_scope *scope,
                     const cas_formula *f)
{
    int sign;
    if (!cas_formula_is_number(f))
        return 0;
    bool may_have_bounds = f->form == CAS_FORM_INDEX || f->form == CAS_FORM_NEGATE ||
                           f->form == CAS_FORM_SUBTRACT;
    if (may_have_bounds && f->is_affine)
        return affine_sign(scope, &f->affine);
    switch (f->form) {
    case CAS_FORM_NUMBER:
    case CAS_FORM_PARAMETER:
    case CAS_FORM_NORM:
    case CAS_FORM_OPERATOR_NORM:
        return 1;
    case CAS_FORM_NAME:
        return vocabulary->symbols[f->which].is_positive ? 1 : 0;
    case CAS_FORM_CALL:
        return f->definition->sign;
    case CAS_FORM_NEGATE:
        return -cas_formula_sign(vocabulary, scope, f->of[0]);
    case CAS_FORM_SUBTRACT:
        sign = cas_formula_sign(vocabulary, scope, f->of[0]);
        return sign == -cas_formula_sign(vocabulary, scope, f->of[1]) ? sign : 0;
    case CAS_FORM_MULTIPLY:
        if (cas_formula_equal(f->of[0], f->of[1]))
            return 1;
        return cas_formula_sign(vocabulary, scope, f->of[0]) *
               cas_formula_sign(vocabulary, scope, f->of[1]);
    case CAS_FORM_DIVIDE:
        return cas_formula_sign(vocabulary, scope, f->of[0]) *
               cas_formula_sign(vocabulary, scope, f->of[1]);
    case CAS_FORM_POWER:
        return is_even(f->of[1]) || cas_formula_sign(vocabulary, scope, f->of[0]) == 1
                   ? 1
                   : 0;
    case CAS_FORM_INNER:
        return cas_formula_equal(f->of[0], f->of[1]) ? 1 : 0;
    case CAS_FORM_PRODUCT:
        return sign_of_part(vocabulary, scope, f, 2) == 1 ? 1 : 0;
    case CAS_FORM_SUM:
    case CAS_FORM_LARGEST:
        return sign_of_part(vocabulary, scope, f, 2);
    case CAS_FORM_TRANSPOSE:
    case CAS_FORM_MEAN:
    case CAS_FORM_GIVEN:
    case CAS_FORM_INTEGRAL:
        return cas_formula_sign(vocabulary, scope, f->of[0]);
    case CAS_FORM_ADD:
    case CAS_FORM_MINIMUM:
        return common_sign(vocabulary, scope, f);
    case CAS_FORM_MAXIMUM:
        return sign_of_maximum(vocabulary, scope, f);
    case CAS_FORM_FUNCTION:
        return sign_of_function(vocabulary, scope, f);
    default:
        return 0;
    }
}

/* Whether part k of f is >= 0 before and after its change. */
static bool is_nonnegative(const cas_vocabulary *vocabulary, const cas_scope *scope,
                           const cas_formula *f, size_t k, const cas_change *change)
{
    cas_scope inside = cas_scope_inside(scope, f, k);
    return cas_formula_sign(vocabulary, &inside, change->from) == 1 &&
           cas_formula_sign(vocabulary, &inside, change->to) == 1;
}

int cas_order_above(const cas_vocabulary *vocabulary, const cas_scope *scope,
                    const cas_formula *f, const cas_formula *const *of, size_t k,
                    const cas_change *change)
{
    int order = change->order;
    if (order == 0 || !cas_formula_is_number(f) || !cas_formula_is_number(change->from))
        return 0;
    switch (f->form) {
    case CAS_FORM_NEGATE:
        return -order;
    case CAS_FORM_SUBTRACT:
        return k == 0 ? order : -order;
    case CAS_FORM_MULTIPLY:
        return order * cas_formula_sign(vocabulary, scope, of[1 - k]);
    case CAS_FORM_DIVIDE:
        if (k == 1)
            order = is_nonnegative(vocabulary, scope, f, k, change) ? -order : 0;
        return order * cas_formula_sign(vocabulary, scope, of[1 - k]);
    case CAS_FORM_POWER:
        return k == 0 && is_nonnegative(vocabulary, scope, f, k, change)
                   ? order * cas_formula_sign(vocabulary, scope, of[1])
                   : 0;
    case CAS_FORM_PRODUCT:
        return is_nonnegative(vocabulary, scope, f, k, change) ? order : 0;
    case CAS_FORM_ADD:
    case CAS_FORM_TRANSPOSE:
    case CAS_FORM_MEAN:
    case CAS_FORM_GIVEN:
    case CAS_FORM_SUM:
    case CAS_FORM_LARGEST:
    case CAS_FORM_INTEGRAL:
    case CAS_FORM_MAXIMUM:
    case CAS_FORM_MINIMUM:
        return order;
    case CAS_FORM_FUNCTION:
        return functions[f->which].rises ? order : 0;
    default:
        return 0;
    }
}
