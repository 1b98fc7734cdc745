/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/mutate.h"

#include "arithmetic/memory.h"
#include "formula/print.h"
#include "formula/replacement.h"

#include <stdlib.h>
#include <string.h>

typedef struct mutator {
    const cas_statement *statement;
    cas_formula_mutants *mutants;
    cas_replacement replacement;
    cas_change change; /* the mistake that is being made */
    /* What it is in, for its words. */
    const cas_formula *term;
    const cas_abbreviation *abbreviation; /* NULL: a side */
    bool is_linear; /* the right side is linear in what is looked at */
} mutator;

/* A change of an abbreviation that both sides use speaks of other numbers, and is mostly
   true of them. */
static bool is_about_other_numbers(const mutator *m, const cas_statement *made)
{
    return m->abbreviation != NULL && made->claim.left != m->statement->claim.left &&
           made->claim.right != m->statement->claim.right;
}

/* The statement with the mistake in it; NULL where it is none. */
static const cas_statement *mistaken(mutator *m, cas_mutation mutation,
                                     cas_strength *strength)
{
    cas_statement made;
    int weaker;
    if (!cas_replacement_make(&m->replacement, &m->change, &made, &weaker) ||
        is_about_other_numbers(m, &made))
        return NULL;
    /* Indices can leave their ranges, and divisors become 0. */
    if ((mutation == CAS_MUTATION_INDEX || mutation == CAS_MUTATION_DROPPED) &&
        cas_statement_check(&made, NULL) != CAS_OK)
        return NULL;
    *strength = weaker > 0   ? CAS_STRENGTH_WEAKER
                : weaker < 0 ? CAS_STRENGTH_STRONGER
                             : CAS_STRENGTH_UNKNOWN;
    cas_statement *kept = cas_formula_allocate(made.storage, 1, sizeof made);
    *kept = made;
    return kept;
}

static char *text_of(const mutator *m, const cas_formula *f)
{
    return cas_formula_ascii(m->statement, f);
}

/* "S: 9/10 of 3 in (3 C^2)^k", of which `mistake` is "9/10 of 3". */
static char *words_of(const mutator *m, const char *mistake)
{
    bool is_inside = m->term != NULL && m->term != m->change.from;
    char *term = is_inside ? text_of(m, m->term) : NULL;
    char *words = cas_format("%s%s%s%s%s", m->abbreviation ? m->abbreviation->name : "",
                             m->abbreviation ? ": " : "", mistake,
                             is_inside ? " in " : "", is_inside ? term : "");
    free(term);
    return words;
}

/* Adds the statement with m->change in it, whose words begin with `mistake`, which is
   freed. */
static void add(mutator *m, cas_mutation mutation, char *mistake)
{
    cas_formula_mutants *all = m->mutants;
    cas_strength strength;
    const cas_statement *statement =
        m->change.to != NULL ? mistaken(m, mutation, &strength) : NULL;
    if (statement != NULL) {
        all->mutant = cas_reallocate(all->mutant, all->count + 1, sizeof *all->mutant);
        bool has_room = m->is_linear && mutation == CAS_MUTATION_SMALLER &&
                        m->change.from->form != CAS_FORM_NAME;
        const cas_formula *term =
            m->term != NULL && m->change.from->form == CAS_FORM_NUMBER ? m->term
                                                                       : m->change.from;
        all->mutant[all->count++] = (cas_formula_mutant){
            mutation, strength, words_of(m, mistake), statement, has_room ? term : NULL};
    }
    free(mistake);
}

/* "NEW for OLD" */
static void add_exchanged(mutator *m, cas_mutation mutation, const cas_formula *from,
                          const cas_formula *to, int order)
{
    if (to == NULL)
        return;
    char *old = text_of(m, from), *new = text_of(m, to);
    m->change = (cas_change){from, to, order};
    add(m, mutation, cas_format("%s for %s", new, old));
    free(old);
    free(new);
}

static const cas_formula *number(const mutator *m, mpq_srcptr q)
{
    return cas_formula_new(m->statement,
                           &(cas_formula){.form = CAS_FORM_NUMBER, .number = q});
}

static const cas_formula *pair(const mutator *m, cas_form form, const cas_formula *x,
                               const cas_formula *y)
{
    const cas_formula *of[] = {x, y};
    return cas_formula_new(m->statement,
                           &(cas_formula){.form = form, .count = y ? 2 : 1, .of = of});
}

/* f with part k replaced. */
static const cas_formula *with_part(const mutator *m, const cas_formula *f, size_t k,
                                    const cas_formula *part)
{
    const cas_formula *of[4];
    cas_formula description = *f;
    CAS_REQUIRE(f->count <= 4);
    memcpy(of, f->of, f->count * sizeof *of);
    of[k] = part;
    description.of = of;
    return cas_formula_new(m->statement, &description);
}

/* q f, where the number stands before the first factor. */
static const cas_formula *multiple(const mutator *m, mpq_srcptr q, const cas_formula *f)
{
    if (f->form == CAS_FORM_MULTIPLY || f->form == CAS_FORM_DIVIDE)
        return with_part(m, f, 0, multiple(m, q, f->of[0]));
    if (f->form != CAS_FORM_NUMBER)
        return pair(m, CAS_FORM_MULTIPLY, number(m, q), f);
    mpq_t product;
    mpq_init(product);
    mpq_mul(product, q, f->number);
    const cas_formula *result = number(m, product);
    mpq_clear(product);
    return result;
}

/* Of 0 all multiples are the same. */
static void scale(mutator *m, const cas_scope *scope, const cas_formula *f)
{
    int sign = cas_formula_sign(m->statement->vocabulary, scope, f);
    bool is_zero = f->form == CAS_FORM_NUMBER && mpq_sgn(f->number) == 0;
    for (int larger = 0; larger < 2 && !is_zero; larger++) {
        mpq_t q;
        mpq_init(q);
        mpq_set_ui(q, larger ? 10 : 9, larger ? 9 : 10);
        m->change = (cas_change){f, multiple(m, q, f), larger ? sign : -sign};
        char *text = text_of(m, f);
        add(m, larger ? CAS_MUTATION_LARGER : CAS_MUTATION_SMALLER,
            cas_format("%s of %s", larger ? "10/9" : "9/10", text));
        free(text);
        mpq_clear(q);
    }
}

static bool is_sum(const cas_formula *f)
{
    return f->form == CAS_FORM_ADD || f->form == CAS_FORM_SUBTRACT;
}

/* Of two equal terms beside each other one is dropped: the same is left without the
   other. */
static void drop(mutator *m, const cas_scope *scope, const cas_formula *f)
{
    bool adds = f->form == CAS_FORM_ADD, follows_sum = is_sum(f->of[0]);
    bool is_twice = follows_sum ? f->of[0]->form == f->form &&
                                      cas_formula_equal(f->of[0]->of[1], f->of[1])
                                : adds && cas_formula_equal(f->of[0], f->of[1]);
    for (size_t k = follows_sum ? 1 : 0; k < (is_twice ? 1u : 2u); k++) {
        int sign = cas_formula_sign(m->statement->vocabulary, scope, f->of[k]);
        const cas_formula *rest = f->of[1 - k];
        if (k == 0 && !adds)
            rest = pair(m, CAS_FORM_NEGATE, rest, NULL);
        m->change = (cas_change){f, rest, k == 1 && !adds ? sign : -sign};
        char *text = text_of(m, f->of[k]);
        add(m, CAS_MUTATION_DROPPED, cas_format("without %s", text));
        free(text);
    }
}

static void exchange_constant(mutator *m, const cas_formula *f)
{
    const cas_symbol *symbols = m->statement->vocabulary->symbols;
    for (size_t k = 0; symbols[k].name != NULL && symbols[f->which].group != 0; k++) {
        cas_formula other = *f;
        other.which = k;
        if (k == f->which || symbols[k].group != symbols[f->which].group)
            continue;
        add_exchanged(m, CAS_MUTATION_CONSTANT, f, cas_formula_new(m->statement, &other),
                      0);
    }
}

/* An index plus `by`, which is 1 or -1: a number at its end is changed. */
static const cas_formula *moved(const mutator *m, const cas_formula *index, int by)
{
    const cas_formula *term = is_sum(index) ? index->of[1] : index, *size;
    bool has_number = term->form == CAS_FORM_NUMBER, subtracts;
    mpq_t sum, change;
    mpq_inits(sum, change, NULL);
    mpq_set_si(change, by, 1);
    if (has_number)
        mpq_set(sum, term->number);
    if (index->form == CAS_FORM_SUBTRACT)
        mpq_neg(sum, sum);
    mpq_add(sum, sum, change);
    subtracts = mpq_sgn(sum) < 0;
    mpq_abs(sum, sum);
    bool is_nothing = mpq_sgn(sum) == 0;
    size = number(m, sum);
    mpq_clears(sum, change, NULL);
    if (has_number && term == index)
        return subtracts ? pair(m, CAS_FORM_NEGATE, size, NULL) : size;
    if (is_nothing)
        return index->of[0];
    return pair(m, subtracts ? CAS_FORM_SUBTRACT : CAS_FORM_ADD,
                has_number ? index->of[0] : index, size);
}

static void move_indices(mutator *m, const cas_formula *f, size_t first)
{
    for (size_t k = first; k < f->count; k++)
        for (int by = 1; by >= -1; by -= 2)
            add_exchanged(m, CAS_MUTATION_INDEX, f,
                          with_part(m, f, k, moved(m, f->of[k], by)), 0);
}

/* The order of a sum and the same over one index more or less, k being the bound that was
   moved: where the terms are >= 0 over both ranges. */
static int order_of_ranges(const mutator *m, const cas_scope *scope,
                           const cas_formula *from, const cas_formula *to, bool is_wider)
{
    cas_scope old = cas_scope_inside(scope, from, 2),
              new = cas_scope_inside(scope, to, 2);
    if (from->form != CAS_FORM_SUM ||
        cas_formula_sign(m->statement->vocabulary, &old, from->of[2]) != 1 ||
        cas_formula_sign(m->statement->vocabulary, &new, to->of[2]) != 1)
        return 0;
    return is_wider ? 1 : -1;
}

/* Where the terms do not have the index, moving one bound is as good as the other. */
static void move_bounds(mutator *m, const cas_scope *scope, const cas_formula *f)
{
    bool has_index = (f->of[2]->indices >> f->which & 1) != 0;
    for (size_t k = has_index ? 0 : 1; k < 2; k++)
        for (int by = 1; by >= -1; by -= 2) {
            const cas_formula *to = with_part(m, f, k, moved(m, f->of[k], by));
            if (to == NULL)
                continue;
            int order = order_of_ranges(m, scope, f, to, (k == 1) == (by == 1));
            char *first = text_of(m, to->of[0]), *last = text_of(m, to->of[1]);
            char *whole = m->term == f ? text_of(m, f) : NULL;
            m->change = (cas_change){f, to, order};
            add(m, CAS_MUTATION_INDEX,
                cas_format("%s = %s..%s%s%s", f->name, first, last, whole ? " in " : "",
                           whole ? whole : ""));
            free(first);
            free(last);
            free(whole);
        }
}

static bool is_square(const cas_formula *f)
{
    return f->form == CAS_FORM_POWER && f->of[1]->form == CAS_FORM_NUMBER &&
           mpq_cmp_ui(f->of[1]->number, 2, 1) == 0;
}

/* Of the square of a square one is dropped. */
static void drop_square(mutator *m, const cas_formula *f)
{
    if (is_square(f) && !is_square(f->of[0]))
        add_exchanged(m, CAS_MUTATION_SQUARE, f, f->of[0], 0);
}

/* Of a vector both norms are the same. */
static void exchange_norm(mutator *m, const cas_formula *f)
{
    bool is_operator = f->form == CAS_FORM_OPERATOR_NORM;
    if (f->of[0]->rows.length == CAS_LENGTH_ONE ||
        f->of[0]->columns.length == CAS_LENGTH_ONE)
        return;
    add_exchanged(
        m, CAS_MUTATION_NORM, f,
        pair(m, is_operator ? CAS_FORM_NORM : CAS_FORM_OPERATOR_NORM, f->of[0], NULL),
        is_operator ? 1 : -1);
}

/* Whether a number is among the factors. */
static bool has_number(const cas_formula *f)
{
    bool has_factors = f->form == CAS_FORM_MULTIPLY || f->form == CAS_FORM_DIVIDE;
    return f->form == CAS_FORM_NUMBER ||
           (has_factors && (has_number(f->of[0]) || has_number(f->of[1])));
}

static void visit(mutator *m, const cas_scope *scope, const cas_formula *f);

/* A side, the body of an abbreviation, or a part of a sum. */
static void visit_term(mutator *m, const cas_scope *scope, const cas_formula *f)
{
    const cas_formula *outside = m->term;
    if (is_sum(f)) {
        visit_term(m, scope, f->of[0]);
        visit_term(m, scope, f->of[1]);
        drop(m, scope, f);
        return;
    }
    if (f->form == CAS_FORM_NEGATE) {
        visit_term(m, scope, f->of[0]);
        return;
    }
    if (!has_number(f))
        scale(m, scope, f);
    if (f->form != CAS_FORM_NUMBER)
        m->term = f;
    visit(m, scope, f);
    m->term = outside;
}

/* Whether f is linear in each of its parts. */
static bool is_linear(const cas_formula *f)
{
    switch (f->form) {
    case CAS_FORM_NUMBER:
    case CAS_FORM_NEGATE:
    case CAS_FORM_ADD:
    case CAS_FORM_SUBTRACT:
    case CAS_FORM_MULTIPLY:
    case CAS_FORM_MEAN:
    case CAS_FORM_GIVEN:
    case CAS_FORM_SUM:
        return true;
    default:
        return false;
    }
}

static void visit_parts(mutator *m, const cas_scope *scope, const cas_formula *f);

/* The mistakes of f itself, and those of its parts. */
static void visit(mutator *m, const cas_scope *scope, const cas_formula *f)
{
    bool outside = m->is_linear;
    m->is_linear = outside && is_linear(f);
    visit_parts(m, scope, f);
    m->is_linear = outside;
}

/* Not in exponents. */
static void visit_parts(mutator *m, const cas_scope *scope, const cas_formula *f)
{
    cas_scope inside = *scope;
    switch (f->form) {
    case CAS_FORM_NUMBER:
        scale(m, scope, f);
        return;
    case CAS_FORM_NAME:
        exchange_constant(m, f);
        move_indices(m, f, 0);
        return;
    case CAS_FORM_CALL:
        move_indices(m, f, 0);
        return;
    case CAS_FORM_ADD:
    case CAS_FORM_SUBTRACT:
        visit_term(m, scope, f);
        return;
    case CAS_FORM_POWER:
        drop_square(m, f);
        visit(m, scope, f->of[0]);
        return;
    case CAS_FORM_NORM:
    case CAS_FORM_OPERATOR_NORM:
        exchange_norm(m, f);
        visit(m, scope, f->of[0]);
        return;
    case CAS_FORM_GIVEN:
    case CAS_FORM_APPLY:
    case CAS_FORM_UNFLATTEN:
        move_indices(m, f, 1);
        visit(m, scope, f->of[0]);
        return;
    case CAS_FORM_SUM:
    case CAS_FORM_PRODUCT:
    case CAS_FORM_LARGEST:
        move_bounds(m, scope, f);
        inside = cas_scope_inside(scope, f, 2);
        visit(m, &inside, f->of[2]);
        return;
    default:
        for (size_t k = 0; k < f->count; k++)
            visit(m, scope, f->of[k]);
    }
}

void cas_statement_mutate(const cas_statement *statement, cas_formula_mutants *mutants)
{
    const cas_scope scope = cas_scope_of_statement(statement), unknown = {0};
    mutator m = {.statement = statement, .mutants = mutants};
    *mutants = (cas_formula_mutants){0};
    cas_replacement_init(&m.replacement, statement);
    visit_term(&m, &scope, statement->claim.left);
    m.is_linear = statement->claim.relation != CAS_EQUAL;
    visit_term(&m, &scope, statement->claim.right);
    m.is_linear = false;
    for (size_t k = 0; k < statement->abbreviations; k++) {
        m.abbreviation = statement->abbreviation[k];
        if (m.replacement.is_open[k])
            visit_term(&m, &unknown, m.abbreviation->body);
    }
    cas_replacement_clear(&m.replacement);
}

void cas_formula_mutants_clear(cas_formula_mutants *mutants)
{
    for (size_t k = 0; k < mutants->count; k++)
        free(mutants->mutant[k].what);
    free(mutants->mutant);
    *mutants = (cas_formula_mutants){0};
}
