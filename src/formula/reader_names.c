/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/reader.h"

#include "arithmetic/arithmetic.h"
#include "formula/shape.h"

#include <stdlib.h>
#include <string.h>

static const char *const reserved[] = {"E",   "sum", "prod", "max", "min",   "int",
                                       "vec", "mat", "for",  "if",  "where", "given"};

bool cas_word_is_reserved(cas_token word)
{
    for (size_t k = 0; k < sizeof reserved / sizeof *reserved; k++)
        if (cas_token_is(word, reserved[k]))
            return true;
    for (int f = 0; f < CAS_FUNCTION_COUNT; f++)
        if (cas_token_is(word, cas_function_names[f]))
            return true;
    return false;
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

/* One index behind `_` or within braces. */
static const cas_formula *read_one_index(cas_reader *r, bool in_braces)
{
    if (in_braces)
        return cas_read_inside(r, CAS_BRACKET_ROUND);
    if (r->token.kind != CAS_TOKEN_WORD && r->token.kind != CAS_TOKEN_NUMBER)
        return cas_reader_fail(r, CAS_SYNTAX, r->token.at,
                               "an index, a number or \"{\" expected");
    return cas_read_primary(r);
}

/* The indices behind a name, at most four, into of; how many.  0 after an error, too. */
static size_t read_indices(cas_reader *r, const cas_formula **of)
{
    size_t count = 0;
    if (!cas_reader_take(r, "_"))
        return 0;
    bool in_braces = cas_reader_take(r, "{");
    do {
        if (count == 4) {
            cas_reader_fail(r, CAS_LIMIT, r->token.at, "more than four indices");
            return 0;
        }
        of[count] = read_one_index(r, in_braces);
        if (of[count++] == NULL)
            return 0;
    } while (in_braces && cas_reader_take(r, ","));
    return !in_braces || cas_reader_expect(r, "}") ? count : 0;
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

/* f_i(y) and mat_i(x) */
static const cas_formula *read_applied(cas_reader *r, cas_form form, size_t which,
                                       const char *name, bool has_index,
                                       const char *place)
{
    const cas_formula *index[4], *parts[2] = {NULL, NULL};
    size_t count = read_indices(r, index);
    if (!count_is(r, count, has_index ? 1 : 0, name, place))
        return NULL;
    parts[0] = read_argument(r);
    if (has_index)
        parts[1] = index[0];
    cas_formula description = {
        .form = form, .which = which, .count = has_index ? 2 : 1, .of = parts};
    return cas_reader_make(r, description, place);
}

/* max(a, b, ..) and min(a, b, ..) */
static const cas_formula *read_extreme(cas_reader *r, cas_form form, const char *place)
{
    enum { MOST_PARTS = 16 };
    const cas_formula *parts[MOST_PARTS];
    size_t count = 0;
    if (!cas_reader_expect(r, "("))
        return NULL;
    do {
        if (count == MOST_PARTS)
            return cas_reader_fail(r, CAS_LIMIT, r->token.at, "more than %d of them",
                                   MOST_PARTS);
        parts[count] = cas_read_inside(r, CAS_BRACKET_ROUND);
        if (parts[count++] == NULL)
            return NULL;
    } while (cas_reader_take(r, ","));
    if (!cas_reader_expect(r, ")"))
        return NULL;
    cas_formula description = {.form = form, .count = count, .of = parts};
    return cas_reader_make(r, description, place);
}

/* The bounds of a sum or maximum: `a .. b`. */
static bool read_bounds(cas_reader *r, const cas_formula **parts)
{
    parts[0] = cas_read_inside(r, CAS_BRACKET_ROUND);
    if (parts[0] == NULL || !cas_reader_expect(r, ".."))
        return false;
    parts[1] = cas_read_inside(r, CAS_BRACKET_ROUND);
    return parts[1] != NULL;
}

static const cas_formula *read_range(cas_reader *r, cas_form form, const char *place)
{
    const cas_formula *parts[3] = {NULL, NULL, NULL};
    bool is_integral = form == CAS_FORM_INTEGRAL;
    if (!cas_reader_expect(r, "_") || !cas_reader_expect(r, "{"))
        return NULL;
    cas_token word = r->token;
    if (word.kind != CAS_TOKEN_WORD || cas_word_is_reserved(word))
        return cas_reader_fail(r, CAS_SYNTAX, word.at, "the name of an index expected");
    cas_reader_skip(r);
    const char *name = cas_formula_text(r->statement->storage, word.at, word.length);
    if (!cas_reader_expect(r, "=") || !read_bounds(r, parts) ||
        !cas_reader_expect(r, "}"))
        return NULL;
    size_t slot, slots = r->slots;
    if (!cas_reader_bind(r, name, is_integral, &slot))
        return NULL;
    parts[2] = cas_read_product(r);
    r->slots = slots;
    cas_formula description = {
        .form = form, .which = slot, .name = name, .count = 3, .of = parts};
    if (!is_integral)
        return cas_reader_make(r, description, place);
    if (parts[0]->form != CAS_FORM_NUMBER || mpq_sgn(parts[0]->number) != 0 ||
        parts[1]->form != CAS_FORM_NUMBER || mpq_cmp_ui(parts[1]->number, 1, 1) != 0 ||
        !r->statement->vocabulary->has_integral)
        return cas_reader_fail(r, CAS_INPUT, place, "%s",
                               r->statement->vocabulary->has_integral
                                   ? "integrals are from 0 to 1"
                                   : "there are no integrals in this vocabulary");
    description.count = 1;
    description.of = &parts[2];
    return cas_reader_make(r, description, place);
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
static const cas_formula *read_field(cas_reader *r, const cas_formula *x,
                                     const char *place)
{
    const cas_field_name *fields = r->statement->vocabulary->fields;
    cas_token word = r->token;
    for (size_t k = 0; fields != NULL && fields[k].name != NULL; k++) {
        if (!cas_token_is(word, fields[k].name))
            continue;
        cas_reader_skip(r);
        const cas_formula *index[4], *parts[2] = {x, NULL};
        size_t count = read_indices(r, index);
        bool has_index = fields[k].index.exists;
        if (!count_is(r, count, has_index ? 1 : 0, fields[k].name, word.at))
            return NULL;
        if (has_index)
            parts[1] = index[0];
        cas_formula description = {
            .form = CAS_FORM_GIVEN, .which = k, .count = has_index ? 2 : 1, .of = parts};
        return cas_reader_make(r, description, place);
    }
    if (word.kind != CAS_TOKEN_WORD)
        return cas_reader_fail_expected(r, "a field");
    return fail_unknown(r, "field", word,
                        cas_vocabulary_fields(r->statement->vocabulary));
}

static const cas_formula *read_mean(cas_reader *r, const char *place)
{
    const cas_formula *x;
    if (cas_reader_take(r, "[")) {
        x = cas_read_inside(r, CAS_BRACKET_ROUND);
        if (x != NULL && cas_reader_take(r, "given"))
            x = read_field(r, x, place);
        else if (x != NULL)
            x = cas_reader_make(
                r, (cas_formula){.form = CAS_FORM_MEAN, .count = 1, .of = &x}, place);
        return x != NULL && cas_reader_expect(r, "]") ? x : NULL;
    }
    if (!cas_reader_sees(r, "|"))
        return cas_reader_fail(r, CAS_SYNTAX, r->token.at,
                               "\"[\" or \"|\" expected behind E");
    cas_bracket outside = r->inside;
    r->inside = CAS_BRACKET_NONE;
    x = cas_read_power(r);
    r->inside = outside;
    return cas_reader_make(r, (cas_formula){.form = CAS_FORM_MEAN, .count = 1, .of = &x},
                           place);
}

/* A word of the language itself; false where it is none. */
static bool read_reserved(cas_reader *r, const cas_formula **f)
{
    cas_token word = r->token;
    if (!cas_word_is_reserved(word))
        return false;
    cas_reader_skip(r);
    bool has_range = cas_reader_sees(r, "_");
    *f = NULL;
    for (int k = 0; k < CAS_FUNCTION_COUNT; k++) {
        if (!cas_token_is(word, cas_function_names[k]))
            continue;
        const cas_formula *x = read_argument(r);
        cas_formula description = {
            .form = CAS_FORM_FUNCTION, .which = (size_t)k, .count = 1, .of = &x};
        *f = cas_reader_make(r, description, word.at);
        return true;
    }
    if (cas_token_is(word, "E"))
        *f = read_mean(r, word.at);
    else if (cas_token_is(word, "sum"))
        *f = read_range(r, CAS_FORM_SUM, word.at);
    else if (cas_token_is(word, "prod"))
        *f = read_range(r, CAS_FORM_PRODUCT, word.at);
    else if (cas_token_is(word, "int"))
        *f = read_range(r, CAS_FORM_INTEGRAL, word.at);
    else if (cas_token_is(word, "max"))
        *f = has_range ? read_range(r, CAS_FORM_LARGEST, word.at)
                       : read_extreme(r, CAS_FORM_MAXIMUM, word.at);
    else if (cas_token_is(word, "min"))
        *f = read_extreme(r, CAS_FORM_MINIMUM, word.at);
    else if (cas_token_is(word, "mat"))
        *f = read_applied(r, CAS_FORM_UNFLATTEN, 0, "mat", true, word.at);
    else if (cas_token_is(word, "vec"))
        *f = read_applied(r, CAS_FORM_FLATTEN, 0, "vec", false, word.at);
    else
        cas_reader_fail(r, CAS_SYNTAX, word.at, "a formula expected, not \"%.*s\"",
                        (int)word.length, word.at);
    return true;
}

const cas_formula *cas_read_name(cas_reader *r)
{
    const cas_formula *f, *of[4];
    cas_token word = r->token;
    const char *place = word.at;
    char name[MOST];
    if (read_reserved(r, &f))
        return f;
    if (!read_word(r, name))
        return NULL;
    struct meaning meaning = meaning_of(r, name);
    const cas_statement *s = r->statement;
    const cas_vocabulary *v = s->vocabulary;
    if (meaning.kind == NOTHING)
        return fail_unknown(r, "name", word, cas_vocabulary_names(s->vocabulary));
    if (meaning.kind == MAP)
        return read_applied(r, CAS_FORM_APPLY, meaning.which, name,
                            v->maps[meaning.which].index.exists, place);
    if (meaning.kind == INDEX) {
        bool is_parameter = r->slot_is_parameter[meaning.which];
        return cas_reader_make(
            r,
            (cas_formula){.form = is_parameter ? CAS_FORM_PARAMETER : CAS_FORM_INDEX,
                          .which = meaning.which,
                          .name = name},
            place);
    }
    size_t count = read_indices(r, of);
    cas_formula description = {.count = count, .of = of};
    size_t wanted;
    if (meaning.kind == ABBREVIATION) {
        description.form = CAS_FORM_CALL;
        description.definition = s->abbreviation[meaning.which];
        wanted = description.definition->indices;
    } else {
        description.form = CAS_FORM_NAME;
        description.which = meaning.which;
        wanted = (v->symbols[meaning.which].index.exists ? 1u : 0u) +
                 (v->symbols[meaning.which].second.exists ? 1u : 0u);
    }
    return count_is(r, count, wanted, name, place)
               ? cas_reader_make(r, description, place)
               : NULL;
}
