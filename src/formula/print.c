/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/print.h"

#include "arithmetic/memory.h"
#include "formula/notation.h"

#include <stdlib.h>
#include <string.h>

static void put_comparison(const cas_printer *p, const cas_comparison *c)
{
    static const char *const signs[] = {"<=", "<", "="};
    cas_print_formula(p, c->left, false);
    if (p->tex)
        fprintf(p->out, " %s\\allowbreak ",
                c->relation == CAS_AT_MOST ? "\\le" : signs[c->relation]);
    else
        fprintf(p->out, " %s ", signs[c->relation]);
    cas_print_formula(p, c->right, false);
}

static void put_range(const cas_printer *p, const cas_statement_range *range)
{
    cas_print_index_name(p, range->name);
    fputs(" = ", p->out);
    cas_print_formula(p, range->first, true);
    fputs(p->tex ? ", \\dots, " : "..", p->out);
    cas_print_formula(p, range->last, true);
}

static void put_abbreviation(const cas_printer *p, const cas_abbreviation *a)
{
    cas_formula index[4] = {0}, call = {.form = CAS_FORM_CALL, .definition = a};
    const cas_formula *of[4];
    for (size_t k = 0; k < a->indices; k++) {
        index[k] = (cas_formula){.form = CAS_FORM_INDEX, .name = a->index[k]};
        of[k] = &index[k];
    }
    call.count = a->indices;
    call.of = of;
    cas_print_formula(p, &call, false);
    fputs(" = ", p->out);
    cas_print_formula(p, a->body, false);
}

/* What stands before the k-th of the things that follow a word. */
static void begin_part(const cas_printer *p, size_t k, const char *word)
{
    if (k == 0)
        fprintf(p->out, p->tex ? "$ %s~$" : " %s ", word);
    else
        fputs(p->tex ? "$, $" : strcmp(word, "where") == 0 ? "; " : ", ", p->out);
}

static void put_abbreviations(const cas_printer *p)
{
    const cas_statement *s = p->statement;
    bool *used = cas_allocate(s->abbreviations, sizeof *used);
    cas_statement_mark_used(s, &s->claim, used);
    for (size_t k = 0; k < s->conditions; k++)
        cas_statement_mark_used(s, &s->condition[k], used);
    size_t written = 0;
    for (size_t k = 0; k < s->abbreviations; k++) {
        if (!used[k])
            continue;
        begin_part(p, written++, "where");
        put_abbreviation(p, s->abbreviation[k]);
    }
    free(used);
}

static char *statement_text(const cas_statement *s, bool tex, bool without_abbreviations)
{
    char *text = NULL;
    size_t length;
    cas_printer p = {.statement = s, .out = open_memstream(&text, &length), .tex = tex};
    CAS_REQUIRE(p.out != NULL);
    fputs(tex ? "$" : "", p.out);
    put_comparison(&p, &s->claim);
    for (size_t k = 0; k < s->ranges; k++) {
        begin_part(&p, k, "for");
        put_range(&p, &s->range[k]);
    }
    for (size_t k = 0; k < s->conditions; k++) {
        begin_part(&p, k, "if");
        put_comparison(&p, &s->condition[k]);
    }
    if (!without_abbreviations)
        put_abbreviations(&p);
    fputs(tex ? "$" : "", p.out);
    fclose(p.out);
    return text;
}

char *cas_statement_ascii(const cas_statement *statement, bool without_abbreviations)
{
    return statement_text(statement, false, without_abbreviations);
}

char *cas_statement_tex(const cas_statement *statement, bool without_abbreviations)
{
    return statement_text(statement, true, without_abbreviations);
}

char *cas_formula_ascii(const cas_statement *statement, const cas_formula *formula)
{
    char *text = NULL;
    size_t length;
    cas_printer p = {.statement = statement, .out = open_memstream(&text, &length)};
    CAS_REQUIRE(p.out != NULL);
    cas_print_formula(&p, formula, formula->is_affine);
    fclose(p.out);
    return text;
}
