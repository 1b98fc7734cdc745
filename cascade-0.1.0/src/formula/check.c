/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/decimal.h"
#include "formula/shape.h"
#include "formula/statement.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* A walk through a statement for one size, which looks at indices only. */
struct walk {
    const cas_statement *statement;
    const char *source; /* of the abbreviation that is visited, for messages */
    long size;
    size_t steps;
    cas_status status;
    cas_message *message;
};

__attribute__((format(printf, 4, 5))) static void
fail(struct walk *w, cas_status status, const cas_formula *f, const char *format, ...)
{
    char sentence[200];
    const char *size = w->statement->vocabulary->size;
    va_list arguments;
    if (w->status != CAS_OK)
        return;
    va_start(arguments, format);
    cas_decimal_print(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    w->status = size != NULL && status != CAS_LIMIT
                    ? cas_fail(w->message, status, "%scolumn %zu: %s where %s = %ld",
                               w->source, f->place + 1, sentence, size, w->size)
                    : cas_fail(w->message, status, "%scolumn %zu: %s", w->source,
                               f->place + 1, sentence);
}

static void count_step(struct walk *w, const cas_formula *f)
{
    bool is_random = w->statement->vocabulary->fields != NULL;
    size_t most = is_random ? CAS_STATEMENT_STEPS : CAS_STATEMENT_CLOSED_STEPS;
    if (++w->steps > most)
        fail(w, CAS_LIMIT, f, "more than %zu steps, with all sums written out", most);
}

/* Coefficients of indices are below 2^20 and indices, by this, at most 2^36: what is
   computed with them stays within a long. */
static long index_value(struct walk *w, const cas_formula *f, const long *index)
{
    static const long largest = 1L << 36;
    long value = cas_formula_index(w->size, f, index);
    if (labs(value) <= largest)
        return value;
    fail(w, CAS_LIMIT, f, "an index beyond 2^36");
    return 0;
}

static void check_index(struct walk *w, const cas_formula *f, const char *name,
                        const cas_index_range *range, const cas_formula *at,
                        const long *index)
{
    long value = index_value(w, at, index), last = w->size + range->last;
    if (value < range->first || value > last)
        fail(w, CAS_INPUT, f, "\"%s\" has the indices %d..%ld, not %ld,", name,
             range->first, last, value);
}

/* Where numbers and indices alone make it 0; other divisors depend on the instance. */
static void check_divisor(struct walk *w, const cas_formula *f,
                          const cas_formula *divisor, const long *index)
{
    if (divisor->is_affine && index_value(w, divisor, index) == 0)
        fail(w, CAS_INPUT, f, "a division by 0");
}

static void check_power(struct walk *w, const cas_formula *f, const long *index)
{
    if (f->of[1]->is_affine && index_value(w, f->of[1], index) < 0)
        check_divisor(w, f, f->of[0], index);
}

static void visit(struct walk *w, const cas_formula *f, const long *index);

static void visit_range(struct walk *w, const cas_formula *f, const long *index)
{
    long inner[CAS_FORMULA_INDICES];
    for (size_t k = 0; k < CAS_FORMULA_INDICES; k++)
        inner[k] = index[k];
    long first = index_value(w, f->of[0], index);
    long last = index_value(w, f->of[1], index);
    if (f->form == CAS_FORM_LARGEST && first > last)
        fail(w, CAS_INPUT, f, "a maximum over nothing");
    for (long j = first; j <= last && w->status == CAS_OK; j++) {
        inner[f->which] = j;
        visit(w, f->of[2], inner);
    }
}

static void visit_call(struct walk *w, const cas_formula *f, const long *index)
{
    long inner[CAS_FORMULA_INDICES] = {0};
    const char *outside = w->source;
    for (size_t k = 0; k < f->count; k++)
        inner[k] = index_value(w, f->of[k], index);
    w->source = f->definition->source;
    visit(w, f->definition->body, inner);
    w->source = outside;
}

static void visit_parts(struct walk *w, const cas_formula *f, const long *index)
{
    const char *name;
    if (f->form == CAS_FORM_DIVIDE)
        check_divisor(w, f, f->of[1], index);
    if (f->form == CAS_FORM_POWER)
        check_power(w, f, index);
    for (size_t k = 0; k < f->count; k++) {
        const cas_index_range *range =
            cas_formula_index_range(w->statement->vocabulary, f, k, &name);
        if (range != NULL)
            check_index(w, f, name, range, f->of[k], index);
        else
            visit(w, f->of[k], index);
    }
}

static void visit(struct walk *w, const cas_formula *f, const long *index)
{
    count_step(w, f);
    if (w->status != CAS_OK)
        return;
    if (f->form == CAS_FORM_CALL)
        visit_call(w, f, index);
    else if (cas_form_has_range(f->form))
        visit_range(w, f, index);
    else
        visit_parts(w, f, index);
}

/* The claim and its conditions at all values of the ranges from number k on. */
static void visit_ranges(struct walk *w, size_t k, long *index)
{
    const cas_statement *s = w->statement;
    if (k < s->ranges) {
        long last = index_value(w, s->range[k].last, index);
        index[k] = index_value(w, s->range[k].first, index);
        for (; index[k] <= last && w->status == CAS_OK; index[k]++) {
            count_step(w, s->range[k].last);
            visit_ranges(w, k + 1, index);
        }
        return;
    }
    visit(w, s->claim.left, index);
    visit(w, s->claim.right, index);
    for (size_t c = 0; c < s->conditions; c++) {
        visit(w, s->condition[c].left, index);
        visit(w, s->condition[c].right, index);
    }
}

cas_status cas_statement_check(const cas_statement *statement, cas_message *message)
{
    enum { FIRST_SIZE = 2, LAST_SIZE = 5 };
    bool has_size = statement->vocabulary->size != NULL;
    struct walk w = {.statement = statement, .source = "", .message = message};
    for (long size = FIRST_SIZE; size <= LAST_SIZE && w.status == CAS_OK; size++) {
        long index[CAS_FORMULA_INDICES] = {0};
        w.size = size;
        w.steps = 0;
        visit_ranges(&w, 0, index);
        if (!has_size)
            break;
    }
    return w.status;
}
