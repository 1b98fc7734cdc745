/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/reader.h"

#include "arithmetic/arithmetic.h"
#include "formula/shape.h"

#include <stdlib.h>
#include <string.h>

/* The words of the language itself. */
static const struct word {
    const char *text;
    enum { SEPARATOR, MEAN, RANGE, LIST, APPLIED } kind;
    cas_form form;
} words[] = {
    {"E", MEAN, CAS_FORM_MEAN},
    {"sum", RANGE, CAS_FORM_SUM},
    {"prod", RANGE, CAS_FORM_PRODUCT},
    {"int", RANGE, CAS_FORM_INTEGRAL},
    {"max", LIST, CAS_FORM_MAXIMUM},
    {"min", LIST, CAS_FORM_MINIMUM},
    {"vec", APPLIED, CAS_FORM_FLATTEN},
    {"mat", APPLIED, CAS_FORM_UNFLATTEN},
    {.text = "for"},
    {.text = "if"},
    {.text = "where"},
    {.text = "given"},
};

/* NULL: none of them. */
static const struct word *find_word(cas_token token)
{
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (cas_token_is(token, words[k].text))
            return &words[k];
    return NULL;
}

/* CAS_FUNCTION_COUNT: none. */
static size_t find_function(cas_token token)
{
    size_t f = 0;
    while (f < CAS_FUNCTION_COUNT && !cas_token_is(token, cas_function_names[f]))
        f++;
    return f;
}

const char *cas_read_new_name(cas_reader *r, const char *what)
{
    cas_token word = r->token;
    if (word.kind != CAS_TOKEN_WORD || find_word(word) != NULL ||
        find_function(word) < CAS_FUNCTION_COUNT)
        return cas_reader_fail_expected(r, what);
    cas_reader_skip(r);
    return cas_formula_text(r->statement->storage, word.at, word.length);
}

/* The name of at most MOST bytes that is being put together from a word and its
   subscripts. */
enum { MOST = 48 };

/* What a name means. */
struct meaning {
    enum { NOTHING, INDEX, ABBREVIATION, SYMBOL, MAP } kind;
    size_t which;
};

/* A name can stand for one thing with an index and for another without: `u_i`, `u`. */
static bool is_symbol(const cas_symbol *symbol, const char *name, bool has_index)
{
    return symbol->minuend == 0 && strcmp(symbol->name, name) == 0 &&
           symbol->index.exists == has_index;
}

static struct meaning symbol_of(const cas_reader *r, const char *name)
{
    const cas_symbol *symbols = r->statement->vocabulary->symbols;
    bool has_index = cas_reader_sees(r, "_");
    size_t other = 0;
    for (size_t k = 0; symbols[k].name != NULL; k++) {
        if (is_symbol(&symbols[k], name, has_index))
            return (struct meaning){SYMBOL, k};
        if (is_symbol(&symbols[k], name, !has_index))
            other = k + 1;
    }
    return other > 0 ? (struct meaning){SYMBOL, other - 1} : (struct meaning){NOTHING, 0};
}

static struct meaning meaning_of(const cas_reader *r, const char *name)
{
    const cas_statement *s = r->statement;
    const cas_vocabulary *v = s->vocabulary;
    for (size_t k = r->slots; k-- > 0;)
        if (strcmp(r->slot_name[k], name) == 0)
            return (struct meaning){INDEX, k};
    for (size_t k = 0; k < s->abbreviations; k++)
        if (strcmp(s->abbreviation[k]->name, name) == 0)
            return (struct meaning){ABBREVIATION, k};
    for (size_t k = 0; v->maps != NULL && v->maps[k].name != NULL; k++)
        if (strcmp(v->maps[k].name, name) == 0)
            return (struct meaning){MAP, k};
    return symbol_of(r, name);
}

static bool begins_like(const char *text, const char *start)
{
    size_t length = strlen(start);
    return strncmp(text, start, length) == 0 &&
           (text[length] == '\0' || text[length] == '_');
}

/* Whether some name is this one, or begins with it and a further subscript. */
static bool begins_a_name(const cas_reader *r, const char *start)
{
    const cas_statement *s = r->statement;
    for (size_t k = 0; k < s->abbreviations; k++)
        if (begins_like(s->abbreviation[k]->name, start))
            return true;
    for (size_t k = 0; s->vocabulary->symbols[k].name != NULL; k++)
        if (s->vocabulary->symbols[k].minuend == 0 &&
            begins_like(s->vocabulary->symbols[k].name, start))
            return true;
    return false;
}

/* Takes a word and as many subscripts as make a known name. */
static bool read_word(cas_reader *r, char name[static MOST])
{
    cas_token word = r->token;
    if (word.length >= MOST)
        return cas_reader_fail(r, CAS_LIMIT, word.at, "a name of more than %d letters",
                               MOST - 1) != NULL;
    memcpy(name, word.at, word.length);
    name[word.length] = '\0';
    cas_reader_skip(r);
    while (cas_reader_sees(r, "_")) {
        cas_token next = cas_token_next(r->token.at + 1);
        size_t length = strlen(name);
        if ((next.kind != CAS_TOKEN_WORD && next.kind != CAS_TOKEN_NUMBER) ||
            length + 1 + next.length >= MOST)
            break;
        name[length] = '_';
        memcpy(name + length + 1, next.at, next.length);
        name[length + 1 + next.length] = '\0';
        if (!begins_a_name(r, name)) {
            name[length] = '\0';
            break;
        }
        cas_reader_skip(r);
        cas_reader_skip(r);
    }
    return true;
}

/* sum {, sum} and the closing sign: at most `most` of them; 0 after an error. */
static size_t read_list(cas_reader *r, const char *close, const cas_formula **of,
                        size_t most)
{
    size_t count = 0;
    do {
        if (count == most) {
            cas_reader_fail(r, CAS_LIMIT, r->token.at, "more than %zu of them", most);
            return 0;
        }
        of[count] = cas_read_inside(r, CAS_BRACKET_ROUND);
        if (of[count++] == NULL)
            return 0;
    } while (cas_reader_take(r, ","));
    return cas_reader_expect(r, close) ? count : 0;
}

/* The indices behind a name, at most four, into of; how many.  0 after an error, too. */
static size_t read_indices(cas_reader *r, const cas_formula **of)
{
    if (!cas_reader_take(r, "_"))
        return 0;
    if (cas_reader_take(r, "{"))
        return read_list(r, "}", of, 4);
    bool is_index = r->token.kind == CAS_TOKEN_WORD || r->token.kind == CAS_TOKEN_NUMBER;
    of[0] = is_index ? cas_read_primary(r)
                     : cas_reader_fail_expected(r, "an index, a number or \"{\"");
    return of[0] != NULL ? 1 : 0;
}

static bool count_is(cas_reader *r, size_t count, size_t wanted, const char *name,
                     const char *place)
{
    if (r->status != CAS_OK)
        return false;
    if (count != wanted)
        cas_reader_fail(r, CAS_INPUT, place, "\"%s\" has %s%s", name,
                        wanted == 0   ? "no index"
                        : wanted == 1 ? "one index"
                                      : "several indices",
                        count == 0 ? ", and none is given" : "");
    return count == wanted;
}

static const cas_formula *read_argument(cas_reader *r)
{
    if (!cas_reader_expect(r, "("))
        return NULL;
    const cas_formula *x = cas_read_inside(r, CAS_BRACKET_ROUND);
    return x != NULL && cas_reader_expect(r, ")") ? x : NULL;
}

/* f_i(y) and mat_i(x), and E[x given F_i], where x has been read. */
static const cas_formula *read_applied(cas_reader *r, cas_formula description,
                                       const char *name, bool has_index,
                                       const cas_formula *x, const char *place)
{
    const cas_formula *index[4], *parts[2] = {x, NULL};
    size_t count = read_indices(r, index);
    if (!count_is(r, count, has_index ? 1 : 0, name, place))
        return NULL;
    if (x == NULL)
        parts[0] = read_argument(r);
    if (has_index)
        parts[1] = index[0];
    description.count = has_index ? 2 : 1;
    description.of = parts;
    return cas_reader_make(r, description, place);
}

/* max(a, b, ..) and min(a, b, ..) */
static const cas_formula *read_extreme(cas_reader *r, cas_form form, const char *place)
{
    enum { MOST_PARTS = 16 };
    const cas_formula *parts[MOST_PARTS];
    size_t count = cas_reader_expect(r, "(") ? read_list(r, ")", parts, MOST_PARTS) : 0;
    cas_formula description = {.form = form, .count = count, .of = parts};
    return count > 0 ? cas_reader_make(r, description, place) : NULL;
}

bool cas_read_bounds(cas_reader *r, const char *what, const char **name,
                     const cas_formula **bounds)
{
    *name = cas_read_new_name(r, what);
    if (*name == NULL || !cas_reader_expect(r, "="))
        return false;
    bounds[0] = cas_read_inside(r, CAS_BRACKET_ROUND);
    if (bounds[0] == NULL || !cas_reader_expect(r, ".."))
        return false;
    bounds[1] = cas_read_inside(r, CAS_BRACKET_ROUND);
    return bounds[1] != NULL;
}

static bool is_number(const cas_formula *f, unsigned long n)
{
    return f->form == CAS_FORM_NUMBER && mpq_cmp_ui(f->number, n, 1) == 0;
}

/* sum_{..}, prod_{..}, max_{..} and int_{..} behind their words. */
static const cas_formula *read_range(cas_reader *r, cas_form form, const char *place)
{
    const cas_formula *parts[3] = {NULL, NULL, NULL};
    const char *name;
    bool is_integral = form == CAS_FORM_INTEGRAL;
    size_t slot, slots = r->slots;
    if (!cas_reader_expect(r, "_") || !cas_reader_expect(r, "{") ||
        !cas_read_bounds(r, "the name of an index", &name, parts) ||
        !cas_reader_expect(r, "}") || !cas_reader_bind(r, name, is_integral, &slot))
        return NULL;
    parts[2] = cas_read_product(r);
    r->slots = slots;
    if (is_integral && !r->statement->vocabulary->has_integral)
        return cas_reader_fail(r, CAS_INPUT, place,
                               "there are no integrals in this vocabulary");
    if (is_integral && (!is_number(parts[0], 0) || !is_number(parts[1], 1)))
        return cas_reader_fail(r, CAS_INPUT, place, "integrals are from 0 to 1");
    return cas_reader_make(r,
                           (cas_formula){.form = form,
                                         .which = slot,
                                         .name = name,
                                         .count = is_integral ? 1 : 3,
                                         .of = is_integral ? &parts[2] : parts},
                           place);
}

/* list: what there is; freed. */
static void *fail_unknown(cas_reader *r, const char *what, cas_token word, char *list)
{
    int shown = word.length < MOST ? (int)word.length : MOST;
    if (list[0] == '\0')
        cas_reader_fail(r, CAS_INPUT, word.at, "there are no %ss here", what);
    else
        cas_reader_fail(r, CAS_INPUT, word.at, "unknown %s \"%.*s\"; the %ss are %s",
                        what, shown, word.at, what, list);
    free(list);
    return NULL;
}

/* Behind "given". */
static const cas_formula *read_field(cas_reader *r, const cas_formula *x)
{
    const cas_field_name *fields = r->statement->vocabulary->fields;
    cas_token word = r->token;
    for (size_t k = 0; fields != NULL && fields[k].name != NULL; k++) {
        if (!cas_token_is(word, fields[k].name))
            continue;
        cas_reader_skip(r);
        return read_applied(r, (cas_formula){.form = CAS_FORM_GIVEN, .which = k},
                            fields[k].name, fields[k].index.exists, x, word.at);
    }
    if (word.kind != CAS_TOKEN_WORD)
        return cas_reader_fail_expected(r, "a field");
    return fail_unknown(r, "field", word,
                        cas_vocabulary_fields(r->statement->vocabulary));
}

/* E.., `E` being skipped already. */
static const cas_formula *read_mean(cas_reader *r, const char *place)
{
    const cas_formula *x;
    bool has_bracket = cas_reader_take(r, "[");
    if (has_bracket) {
        x = cas_read_inside(r, CAS_BRACKET_ROUND);
        if (x != NULL && cas_reader_take(r, "given")) {
            x = read_field(r, x);
            return x != NULL && cas_reader_expect(r, "]") ? x : NULL;
        }
    } else if (cas_reader_sees(r, "|")) {
        cas_bracket outside = r->inside;
        r->inside = CAS_BRACKET_NONE;
        x = cas_read_power(r);
        r->inside = outside;
    } else {
        return cas_reader_fail(r, CAS_SYNTAX, r->token.at,
                               "\"[\" or \"|\" expected behind E");
    }
    if (x == NULL || (has_bracket && !cas_reader_expect(r, "]")))
        return NULL;
    return cas_reader_make(r, (cas_formula){.form = CAS_FORM_MEAN, .count = 1, .of = &x},
                           place);
}

/* A word of the language itself; false where it is none. */
static bool read_reserved(cas_reader *r, const cas_formula **f)
{
    cas_token token = r->token;
    const struct word *word = find_word(token);
    size_t function = find_function(token);
    if (word == NULL && function == CAS_FUNCTION_COUNT)
        return false;
    cas_reader_skip(r);
    if (word == NULL)
        *f = read_applied(r, (cas_formula){.form = CAS_FORM_FUNCTION, .which = function},
                          cas_function_names[function], false, NULL, token.at);
    else if (word->kind == MEAN)
        *f = read_mean(r, token.at);
    else if (word->kind == RANGE)
        *f = read_range(r, word->form, token.at);
    else if (word->form == CAS_FORM_MAXIMUM && cas_reader_sees(r, "_"))
        *f = read_range(r, CAS_FORM_LARGEST, token.at);
    else if (word->kind == LIST)
        *f = read_extreme(r, word->form, token.at);
    else if (word->kind == APPLIED)
        *f = read_applied(r, (cas_formula){.form = word->form}, word->text,
                          word->form == CAS_FORM_UNFLATTEN, NULL, token.at);
    else
        *f = cas_reader_fail(r, CAS_SYNTAX, token.at, "a formula expected, not \"%s\"",
                             word->text);
    return true;
}

const cas_formula *cas_read_name(cas_reader *r)
{
    const cas_formula *f, *of[4];
    cas_token word = r->token;
    char name[MOST];
    if (read_reserved(r, &f))
        return f;
    if (!read_word(r, name))
        return NULL;
    struct meaning meaning = meaning_of(r, name);
    const cas_statement *s = r->statement;
    const cas_symbol *symbol = &s->vocabulary->symbols[meaning.which];
    cas_formula description = {.which = meaning.which};
    size_t wanted = 0;
    switch (meaning.kind) {
    case NOTHING:
        return fail_unknown(r, "name", word, cas_vocabulary_names(s->vocabulary));
    case MAP:
        description.form = CAS_FORM_APPLY;
        return read_applied(r, description, name,
                            s->vocabulary->maps[meaning.which].index.exists, NULL,
                            word.at);
    case INDEX:
        description.form =
            r->slot_is_parameter[meaning.which] ? CAS_FORM_PARAMETER : CAS_FORM_INDEX;
        description.name = name;
        return cas_reader_make(r, description, word.at);
    case ABBREVIATION:
        description.form = CAS_FORM_CALL;
        description.which = 0;
        description.definition = s->abbreviation[meaning.which];
        wanted = description.definition->indices;
        break;
    case SYMBOL:
        description.form = CAS_FORM_NAME;
        wanted = (symbol->index.exists ? 1u : 0u) + (symbol->second.exists ? 1u : 0u);
    }
    description.count = read_indices(r, of);
    description.of = of;
    return count_is(r, description.count, wanted, name, word.at)
               ? cas_reader_make(r, description, word.at)
               : NULL;
}
