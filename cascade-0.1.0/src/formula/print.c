/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/print.h"

#include "arithmetic/arithmetic.h"
#include "arithmetic/memory.h"
#include "arithmetic/rational.h"
#include "formula/typeset.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct printer {
    const cas_statement *statement;
    FILE *out;
    bool tex;
} printer;

/* How much of a formula stands without brackets where another one wants a part of it. */
typedef enum level { SUM, TERM, FACTOR, ATOM } level;

/* What a form looks like.  In the pattern stand for the parts of the formula, where K is
   the part's number,

     #oK  any formula, in brackets of its own      #bK  the same, between bars
     #sK  a sum           #tK  a term              #lK  a term that more factors follow
     #fK  a factor        #aK  an atom             #cK  an index or a bound
     #eK  an exponent     #iK  indices from part K on, as a subscript      #*  all parts

   and #v for the index that it binds, #n for its name with its index, #x for the sign
   between two factors, #| for a place where a long line may be broken, #< and #> for the
   size of the bracket that follows. */
typedef struct look {
    level level;
    const char *pattern; /* NULL: a number, or a difference of two names */
} look;

static const struct {
    look ascii, tex;
} looks[] = {
    [CAS_FORM_NUMBER] = {{ATOM, NULL}, {ATOM, NULL}},
    [CAS_FORM_INDEX] = {{ATOM, "#v"}, {ATOM, "#v"}},
    [CAS_FORM_PARAMETER] = {{ATOM, "#v"}, {ATOM, "#v"}},
    [CAS_FORM_NAME] = {{ATOM, "#n"}, {ATOM, "#n"}},
    [CAS_FORM_CALL] = {{ATOM, "#n"}, {ATOM, "#n"}},
    [CAS_FORM_NEGATE] = {{SUM, "-#t0"}, {SUM, "-#t0"}},
    [CAS_FORM_ADD] = {{SUM, "#s0 + #t1"}, {SUM, "#s0 +#| #t1"}},
    [CAS_FORM_SUBTRACT] = {{SUM, "#s0 - #t1"}, {SUM, "#s0 -#| #t1"}},
    [CAS_FORM_MULTIPLY] = {{TERM, "#l0#x#f1"}, {TERM, "#l0#x#f1"}},
    [CAS_FORM_DIVIDE] = {{TERM, "#l0/#f1"}, {FACTOR, "\\frac{#o0}{#o1}"}},
    [CAS_FORM_POWER] = {{FACTOR, "#a0^#e1"}, {FACTOR, "#a0^{#e1}"}},
    [CAS_FORM_TRANSPOSE] = {{FACTOR, "#a0'"}, {FACTOR, "#a0^\\top"}},
    [CAS_FORM_INNER] = {{ATOM, "<#o0, #o1>"}, {ATOM, "#<\\langle #o0, #o1#>\\rangle"}},
    [CAS_FORM_NORM] = {{ATOM, "|#b0|"}, {ATOM, "#<\\lVert #b0#>\\rVert"}},
    [CAS_FORM_OPERATOR_NORM] = {{ATOM, "|#b0|_op"},
                                {ATOM, "#<\\lVert #b0#>\\rVert_{\\mathrm{op}}"}},
    [CAS_FORM_MEAN] = {{ATOM, "E[#o0]"}, {FACTOR, "\\mathbb E#<[#o0#>]"}},
    [CAS_FORM_GIVEN] = {{ATOM, "E[#o0 given #n]"}, {FACTOR, "#n#<[#o0#>]"}},
    [CAS_FORM_SUM] = {{FACTOR, "sum_{#v=#c0..#c1} #t2"},
                      {FACTOR, "\\sum_{#v=#c0}^{#c1} #t2"}},
    [CAS_FORM_PRODUCT] = {{FACTOR, "prod_{#v=#c0..#c1} #t2"},
                          {FACTOR, "\\prod_{#v=#c0}^{#c1} #t2"}},
    [CAS_FORM_LARGEST] = {{FACTOR, "max_{#v=#c0..#c1} #t2"},
                          {FACTOR, "\\max_{#c0\\le #v\\le #c1} #t2"}},
    [CAS_FORM_INTEGRAL] = {{FACTOR, "int_{#v=0..1} #t0"},
                           {FACTOR, "\\int_0^1 #t0\\,d#v"}},
    [CAS_FORM_MAXIMUM] = {{ATOM, "max(#*)"}, {FACTOR, "\\max#<\\{#*#>\\}"}},
    [CAS_FORM_MINIMUM] = {{ATOM, "min(#*)"}, {FACTOR, "\\min#<\\{#*#>\\}"}},
    [CAS_FORM_FUNCTION] = {{ATOM, "#n(#o0)"}, {FACTOR, "#n#<(#o0#>)"}},
    [CAS_FORM_APPLY] = {{ATOM, "#n(#o0)"}, {FACTOR, "#n#<(#o0#>)"}},
    [CAS_FORM_FLATTEN] = {{ATOM, "vec(#o0)"}, {FACTOR, "\\mathrm{vec}#<(#o0#>)"}},
    [CAS_FORM_UNFLATTEN] = {{ATOM, "mat#i1(#o0)"}, {FACTOR, "\\mathrm{mat}#i1#<(#o0#>)"}},
};

/* Where a formula stands. */
typedef struct place {
    level needs;
    bool is_followed; /* by factors, which a sum over a range would take for its own */
    bool in_bars;     /* a bar behind a factor closes */
    bool in_index;    /* also in an exponent: no blanks, no built-up fractions */
    bool is_top;      /* of the side of a relation: a long line may be broken here */
} place;

static void put(const printer *p, const cas_formula *f, place at);

static bool has_range(const cas_formula *f)
{
    return cas_form_has_range(f->form) || f->form == CAS_FORM_INTEGRAL;
}

static const cas_symbol *symbol_of(const printer *p, const cas_formula *f)
{
    return &p->statement->vocabulary->symbols[f->which];
}

static bool is_difference(const printer *p, const cas_formula *f)
{
    return f->form == CAS_FORM_NAME && symbol_of(p, f)->minuend != 0;
}

/* Whether a name has a superscript of its own: a second one would be an error of TeX. */
static bool has_superscript(const cas_symbol *symbol)
{
    int depth = 0;
    for (const char *c = symbol->tex; c != NULL && *c != '\0'; c++) {
        depth += (*c == '{') - (*c == '}');
        if (*c == '^' && depth == 0)
            return true;
    }
    return false;
}

static bool is_whole(const cas_formula *f)
{
    return f->form == CAS_FORM_NUMBER && mpz_cmp_ui(mpq_denref(f->number), 1) == 0;
}

/* What the text of a factor begins with. */
static const cas_formula *beginning(const cas_formula *f)
{
    return f->form == CAS_FORM_POWER || f->form == CAS_FORM_TRANSPOSE ? f->of[0] : f;
}

/* E|x|^2 is short for E[|x|^2]; in TeX the same with conditional means. */
static bool is_short_mean(const printer *p, const cas_formula *f, level needs)
{
    return (f->form == CAS_FORM_MEAN || (p->tex && f->form == CAS_FORM_GIVEN)) &&
           cas_formula_is_norm(beginning(f->of[0])) && (p->tex || needs <= FACTOR);
}

static look look_of(const printer *p, const cas_formula *f, place at)
{
    bool is_built_up = p->tex && !at.in_index;
    look chosen = p->tex ? looks[f->form].tex : looks[f->form].ascii;
    if (is_difference(p, f))
        return (look){SUM, NULL};
    if (f->form == CAS_FORM_NUMBER && !is_whole(f))
        chosen.level = is_built_up ? FACTOR : TERM;
    if (f->form == CAS_FORM_DIVIDE && !is_built_up)
        chosen = looks[f->form].ascii;
    if (f->form == CAS_FORM_NAME && p->tex && has_superscript(symbol_of(p, f)))
        chosen.level = FACTOR;
    if (has_range(f) && at.is_followed)
        chosen.level = SUM;
    if (f->form == CAS_FORM_FUNCTION && f->which == CAS_SQRT && p->tex)
        chosen = (look){ATOM, "\\sqrt{#o0}"};
    if (is_short_mean(p, f, at.needs)) {
        bool is_given = f->form == CAS_FORM_GIVEN;
        chosen.level = FACTOR;
        chosen.pattern = is_given ? "#n#f0" : p->tex ? "\\mathbb E#f0" : "E#f0";
    }
    return chosen;
}

static bool is_tall(const cas_formula *f)
{
    bool tall = has_range(f) || f->form == CAS_FORM_DIVIDE;
    for (size_t k = 0; k < f->count && !tall; k++)
        tall = is_tall(f->of[k]);
    return tall;
}

static void put_part(const printer *p, const cas_formula *part, place at, char code)
{
    bool in_brackets = strchr("obce", code) != NULL;
    place inside = in_brackets ? (place){.in_index = at.in_index} : at;
    inside.needs = code == 't' || code == 'l' ? TERM
                   : code == 'f'              ? FACTOR
                   : code == 'a'              ? ATOM
                                              : SUM;
    inside.is_followed = code == 'l' || code == 'a' || (code == 'f' && at.is_followed);
    inside.is_top = code == 's' && at.is_top;
    inside.in_bars = code == 'b' || (!in_brackets && at.in_bars);
    inside.in_index |= code == 'c' || code == 'e';
    put(p, part, inside);
}

/* Exponents in ASCII: 2, N, {j-i}, (-1/2). */
static void put_exponent(const printer *p, const cas_formula *f, place at)
{
    bool is_bare = p->tex || is_whole(f) || f->form == CAS_FORM_INDEX ||
                   ((f->form == CAS_FORM_NAME || f->form == CAS_FORM_CALL) &&
                    f->count == 0 && !is_difference(p, f));
    fputs(is_bare ? "" : f->is_affine ? "{" : "(", p->out);
    put_part(p, f, at, f->is_affine || p->tex ? 'e' : 'o');
    fputs(is_bare ? "" : f->is_affine ? "}" : ")", p->out);
}

static void put_list(const printer *p, const cas_formula *const *of, size_t count,
                     place at, char code)
{
    for (size_t k = 0; k < count; k++) {
        if (k > 0)
            fputs(code == 'c' ? "," : ", ", p->out);
        put_part(p, of[k], at, code);
    }
}

/* An index of one sign needs no braces in ASCII. */
static void put_subscript(const printer *p, const cas_formula *const *of, size_t count,
                          place at)
{
    bool is_bare =
        !p->tex && count == 1 &&
        (is_whole(of[0]) || (of[0]->form == CAS_FORM_INDEX && of[0]->name[1] == '\0') ||
         of[0]->form == CAS_FORM_NAME);
    if (count == 0)
        return;
    fputs(is_bare ? "_" : "_{", p->out);
    put_list(p, of, count, at, 'c');
    fputs(is_bare ? "" : "}", p->out);
}

/* A name of the vocabulary in TeX: each # is an index, the last one all that are left. */
static void put_tex(const printer *p, const char *tex, const cas_formula *const *of,
                    size_t count, place at)
{
    size_t next = 0;
    for (; *tex != '\0'; tex++) {
        if (*tex != '#') {
            fputc(*tex, p->out);
            continue;
        }
        size_t taken = strchr(tex + 1, '#') != NULL ? 1 : count - next;
        put_list(p, of + next, taken, at, 'c');
        next += taken;
    }
}

static void put_word(const printer *p, const char *name, const char *tex,
                     const cas_formula *const *of, size_t count, place at)
{
    if (p->tex && tex != NULL) {
        put_tex(p, tex, of, count, at);
    } else if (p->tex) {
        cas_typeset_name(name, count > 0, p->out);
        put_list(p, of, count, at, 'c');
        fputs(count > 0 ? "}" : "", p->out);
    } else {
        fputs(name, p->out);
        put_subscript(p, of, count, at);
    }
}

static void put_index_name(const printer *p, const char *name)
{
    put_word(p, name, NULL, NULL, 0, (place){0});
}

static void put_name(const printer *p, const cas_formula *f, place at)
{
    const cas_vocabulary *v = p->statement->vocabulary;
    if (f->form == CAS_FORM_CALL)
        put_word(p, f->definition->name, NULL, f->of, f->count, at);
    else if (f->form == CAS_FORM_NAME)
        put_word(p, symbol_of(p, f)->name, symbol_of(p, f)->tex, f->of, f->count, at);
    else if (f->form == CAS_FORM_APPLY)
        put_word(p, v->maps[f->which].name, v->maps[f->which].tex, f->of + 1,
                 f->count - 1, at);
    else if (f->form == CAS_FORM_GIVEN)
        put_word(p, v->fields[f->which].name, v->fields[f->which].tex, f->of + 1,
                 f->count - 1, at);
    else
        fputs(p->tex ? cas_typeset_function((cas_function)f->which)
                     : cas_function_names[f->which],
              p->out);
}

static void put_number(const printer *p, mpq_srcptr number, bool is_built_up)
{
    char *text = cas_rational_write(number), *slash = strchr(text, '/');
    if (is_built_up && slash != NULL)
        fprintf(p->out, "\\tfrac{%.*s}{%s}", (int)(slash - text), text, slash + 1);
    else
        fputs(text, p->out);
    free(text);
}

/* y~_i - y_i */
static void put_difference(const printer *p, const cas_formula *f, place at)
{
    const cas_symbol *symbol = symbol_of(p, f);
    cas_formula minuend = *f, subtrahend = *f;
    minuend.which = symbol->minuend - 1;
    subtrahend.which = symbol->subtrahend - 1;
    put_name(p, &minuend, at);
    fputs(" - ", p->out);
    put_name(p, &subtrahend, at);
}

static bool is_long_word(const printer *p, const cas_formula *f)
{
    if (f->form == CAS_FORM_CALL)
        return cas_typeset_is_word(f->definition->name);
    return f->form == CAS_FORM_NAME && symbol_of(p, f)->tex == NULL &&
           cas_typeset_is_word(symbol_of(p, f)->name);
}

static void put_times(const printer *p, const cas_formula *f, place at)
{
    const cas_formula *right = beginning(f->of[1]), *left = f->of[0];
    while (left->form == CAS_FORM_MULTIPLY)
        left = left->of[1];
    if (p->tex ? right->form == CAS_FORM_NUMBER : is_whole(right))
        fputs(p->tex ? " \\cdot " : " * ", p->out);
    else if (p->tex)
        fputs(is_long_word(p, beginning(left)) || is_long_word(p, right) ? "\\, " : " ",
              p->out);
    else
        fputs(at.in_bars && cas_formula_is_norm(right) ? " * " : " ", p->out);
}

static void put_pattern(const printer *p, const char *pattern, const cas_formula *f,
                        place at)
{
    for (; *pattern != '\0'; pattern++) {
        if (*pattern != '#') {
            if (*pattern != ' ' || !at.in_index || isalpha((unsigned char)pattern[-1]))
                fputc(*pattern, p->out);
            continue;
        }
        char code = *++pattern;
        size_t part = strchr("ilobstface", code) != NULL ? (size_t)(*++pattern - '0') : 0;
        if (code == 'v')
            put_index_name(p, f->name);
        else if (code == 'n')
            put_name(p, f, at);
        else if (code == 'x')
            put_times(p, f, at);
        else if (code == 'i')
            put_subscript(p, f->of + part, f->count - part, at);
        else if (code == '*')
            put_list(p, f->of, f->count, at, 'o');
        else if (code == '|')
            fputs(at.is_top ? "\\allowbreak" : "", p->out);
        else if (code == '<' || code == '>')
            fputs(!is_tall(f) ? "" : code == '<' ? "\\bigl" : "\\bigr", p->out);
        else if (code == 'e')
            put_exponent(p, f->of[part], at);
        else
            put_part(p, f->of[part], at, code);
    }
}

static void put(const printer *p, const cas_formula *f, place at)
{
    look chosen = look_of(p, f, at);
    if (chosen.level < at.needs) {
        bool is_large = p->tex && is_tall(f);
        fputs(is_large ? "\\bigl(" : "(", p->out);
        put_part(p, f, at, 'o');
        fputs(is_large ? "\\bigr)" : ")", p->out);
    } else if (chosen.pattern != NULL) {
        put_pattern(p, chosen.pattern, f, at);
    } else if (f->form == CAS_FORM_NUMBER) {
        put_number(p, f->number, p->tex && !at.in_index);
    } else {
        put_difference(p, f, at);
    }
}

/* is_index: of an index, a bound or an exponent, without blanks.  Other formulas may have
   places where a long line of TeX is broken. */
static void put_formula(const printer *p, const cas_formula *f, bool is_index)
{
    put(p, f, (place){.in_index = is_index, .is_top = !is_index});
}

static void put_comparison(const printer *p, const cas_comparison *c)
{
    static const char *const signs[] = {"<=", "<", "="};
    put_formula(p, c->left, false);
    if (p->tex)
        fprintf(p->out, " %s\\allowbreak ",
                c->relation == CAS_AT_MOST ? "\\le" : signs[c->relation]);
    else
        fprintf(p->out, " %s ", signs[c->relation]);
    put_formula(p, c->right, false);
}

static void put_range(const printer *p, const cas_statement_range *range)
{
    put_index_name(p, range->name);
    fputs(" = ", p->out);
    put_formula(p, range->first, true);
    fputs(p->tex ? ", \\dots, " : "..", p->out);
    put_formula(p, range->last, true);
}

static void put_abbreviation(const printer *p, const cas_abbreviation *a)
{
    cas_formula index[4] = {0}, call = {.form = CAS_FORM_CALL, .definition = a};
    const cas_formula *of[4];
    for (size_t k = 0; k < a->indices; k++) {
        index[k] = (cas_formula){.form = CAS_FORM_INDEX, .name = a->index[k]};
        of[k] = &index[k];
    }
    call.count = a->indices;
    call.of = of;
    put_formula(p, &call, false);
    fputs(" = ", p->out);
    put_formula(p, a->body, false);
}

/* What stands before the k-th of the things that follow a word. */
static void begin_part(const printer *p, size_t k, const char *word)
{
    if (k == 0)
        fprintf(p->out, p->tex ? "$ %s~$" : " %s ", word);
    else
        fputs(p->tex ? "$, $" : strcmp(word, "where") == 0 ? "; " : ", ", p->out);
}

static void put_abbreviations(const printer *p)
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
    printer p = {.statement = s, .out = open_memstream(&text, &length), .tex = tex};
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
    printer p = {.statement = statement, .out = open_memstream(&text, &length)};
    CAS_REQUIRE(p.out != NULL);
    put_formula(&p, formula, formula->is_affine);
    fclose(p.out);
    return text;
}
