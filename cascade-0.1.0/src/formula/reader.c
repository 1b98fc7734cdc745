/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/reader.h"

#include "arithmetic/decimal.h"
#include "formula/monotone.h"
#include "formula/shape.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void cas_reader_skip(cas_reader *r)
{
    r->token = cas_token_next(r->token.at + r->token.length);
}

bool cas_reader_sees(const cas_reader *r, const char *text)
{
    return cas_token_is(r->token, text);
}

bool cas_reader_take(cas_reader *r, const char *text)
{
    if (!cas_reader_sees(r, text))
        return false;
    cas_reader_skip(r);
    return true;
}

void *cas_reader_fail(cas_reader *r, cas_status status, const char *at,
                      const char *format, ...)
{
    char sentence[sizeof r->message->text - 64];
    va_list arguments;
    if (r->status != CAS_OK)
        return NULL;
    va_start(arguments, format);
    cas_decimal_print(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    r->status = cas_fail(r->message, status, "%scolumn %zu: %s", r->source,
                         (size_t)(at - r->text) + 1, sentence);
    return NULL;
}

void *cas_reader_fail_expected(cas_reader *r, const char *expected)
{
    enum { MOST_SHOWN = 40 };
    cas_token token = r->token;
    int shown = token.length < MOST_SHOWN ? (int)token.length : MOST_SHOWN;
    if (token.kind == CAS_TOKEN_END)
        return cas_reader_fail(r, CAS_SYNTAX, token.at, "%s expected, not the end",
                               expected);
    if (iscntrl((unsigned char)*token.at))
        return cas_reader_fail(r, CAS_SYNTAX, token.at,
                               "%s expected, not the byte 0x%02X", expected,
                               (unsigned char)*token.at);
    return cas_reader_fail(r, CAS_SYNTAX, token.at, "%s expected, not \"%.*s\"", expected,
                           shown, token.at);
}

bool cas_reader_expect(cas_reader *r, const char *text)
{
    char quoted[16];
    if (cas_reader_take(r, text))
        return true;
    snprintf(quoted, sizeof quoted, "\"%s\"", text);
    cas_reader_fail_expected(r, quoted);
    return false;
}

bool cas_reader_bind(cas_reader *r, const char *name, bool is_parameter, size_t *slot)
{
    if (r->slots == CAS_FORMULA_INDICES) {
        cas_reader_fail(r, CAS_LIMIT, r->token.at, "more than %d indices",
                        CAS_FORMULA_INDICES);
        return false;
    }
    *slot = r->slots;
    r->slot_is_parameter[r->slots] = is_parameter;
    r->slot_name[r->slots++] = name;
    return true;
}

const cas_formula *cas_reader_make(cas_reader *r, cas_formula description,
                                   const char *place)
{
    cas_message message;
    for (size_t k = 0; k < description.count; k++)
        if (description.of[k] == NULL)
            return NULL;
    description.place = (size_t)(place - r->text);
    cas_formula trial = description;
    cas_status status = cas_formula_set_shape(r->statement->vocabulary, &trial, &message);
    if (status != CAS_OK)
        return cas_reader_fail(r, status, place, "%s", message.text);
    if (++r->nodes > CAS_STATEMENT_NODES)
        return cas_reader_fail(r, CAS_LIMIT, place,
                               "more than %d names, numbers and operations",
                               CAS_STATEMENT_NODES);
    if (trial.nodes > CAS_STATEMENT_STEPS)
        return cas_reader_fail(r, CAS_LIMIT, place,
                               "more than %d steps, with all abbreviations written out",
                               CAS_STATEMENT_STEPS);
    if (trial.height > CAS_STATEMENT_HEIGHT)
        return cas_reader_fail(r, CAS_LIMIT, place,
                               "more than %d operations in each other",
                               CAS_STATEMENT_HEIGHT);
    return cas_formula_new(r->statement, &description);
}

static void open_text(cas_reader *r, const char *text, const char *source)
{
    r->text = text;
    r->source = source;
    r->token = cas_token_next(text);
    r->inside = CAS_BRACKET_NONE;
    r->slots = 0;
}

static bool read_heading_indices(cas_reader *r, cas_abbreviation *a)
{
    bool in_braces = cas_reader_take(r, "{");
    do {
        size_t slot;
        if (a->indices == 4)
            return cas_reader_fail(r, CAS_SYNTAX, r->token.at,
                                   "at most four indices expected") != NULL;
        const char *name = cas_read_new_name(r, "an index");
        if (name == NULL || !cas_reader_bind(r, name, false, &slot))
            return false;
        a->index[a->indices++] = name;
    } while (in_braces && cas_reader_take(r, ","));
    return !in_braces || cas_reader_expect(r, "}");
}

/* The name and the indices of an abbreviation: the last subscript is its indices where it
   stands in braces or is one letter. */
static bool read_heading(cas_reader *r, cas_abbreviation *a)
{
    const char *begin = r->token.at, *end = begin + r->token.length;
    if (cas_read_new_name(r, "the name of an abbreviation") == NULL)
        return false;
    while (cas_reader_take(r, "_")) {
        cas_token word = r->token;
        const char *behind = word.at + word.length;
        if (word.kind != CAS_TOKEN_WORD ||
            (word.length == 1 && !cas_token_is(cas_token_next(behind), "_"))) {
            if (!read_heading_indices(r, a))
                return false;
            break;
        }
        cas_reader_skip(r);
        end = behind;
    }
    a->name = cas_formula_text(r->statement->storage, begin, (size_t)(end - begin));
    return true;
}

static bool is_taken(const cas_reader *r, const char *name)
{
    const cas_statement *s = r->statement;
    for (size_t k = 0; k < s->abbreviations; k++)
        if (strcmp(s->abbreviation[k]->name, name) == 0)
            return true;
    for (size_t k = 0; s->vocabulary->symbols[k].name != NULL; k++)
        if (strcmp(s->vocabulary->symbols[k].name, name) == 0)
            return true;
    return false;
}

static void add_abbreviation(cas_statement *s, const cas_abbreviation *a)
{
    const cas_abbreviation **all =
        cas_formula_allocate(s->storage, s->abbreviations + 1, sizeof *all);
    cas_abbreviation *kept = cas_formula_allocate(s->storage, 1, sizeof *kept);
    const cas_scope unknown = {0};
    *kept = *a;
    kept->sign = cas_formula_sign(s->vocabulary, &unknown, a->body);
    if (s->abbreviations > 0)
        memcpy(all, s->abbreviation, s->abbreviations * sizeof *all);
    all[s->abbreviations++] = kept;
    s->abbreviation = all;
}

static void read_abbreviations(cas_reader *r)
{
    while (r->status == CAS_OK && r->token.kind != CAS_TOKEN_END) {
        cas_abbreviation a = {.source = r->source};
        const char *place = r->token.at;
        r->slots = 0;
        if (!read_heading(r, &a) || !cas_reader_expect(r, "="))
            return;
        if (is_taken(r, a.name)) {
            cas_reader_fail(r, CAS_INPUT, place, "\"%s\" has a meaning already", a.name);
            return;
        }
        a.body = cas_read_sum(r);
        if (a.body == NULL)
            return;
        add_abbreviation(r->statement, &a);
        if (r->token.kind != CAS_TOKEN_END && !cas_reader_expect(r, ";"))
            return;
    }
}

static bool read_comparison(cas_reader *r, cas_comparison *c)
{
    static const struct {
        const char *sign;
        cas_relation relation;
        bool exchanged;
    } signs[] = {{"<=", CAS_AT_MOST, false},
                 {"<", CAS_LESS, false},
                 {"=", CAS_EQUAL, false},
                 {">=", CAS_AT_MOST, true},
                 {">", CAS_LESS, true}};
    const cas_formula *left = cas_read_sum(r);
    if (left == NULL)
        return false;
    for (size_t k = 0; k < sizeof signs / sizeof *signs; k++) {
        const char *place = r->token.at;
        if (!cas_reader_take(r, signs[k].sign))
            continue;
        const cas_formula *right = cas_read_sum(r);
        if (right == NULL)
            return false;
        *c = (cas_comparison){signs[k].relation, signs[k].exchanged ? right : left,
                              signs[k].exchanged ? left : right};
        if (!cas_comparison_fits(r->statement->vocabulary, c))
            return cas_reader_fail(r, CAS_INPUT, place,
                                   "%s cannot be compared with %s by %s",
                                   cas_formula_shape_name(left),
                                   cas_formula_shape_name(right), signs[k].sign) != NULL;
        return true;
    }
    cas_reader_fail_expected(r, "<=, =, < or >=");
    return false;
}

/* A range does not run to its own index. */
static bool read_range(cas_reader *r)
{
    cas_statement *s = r->statement;
    const cas_formula *bounds[2];
    const char *place = r->token.at;
    cas_message message;
    size_t slot;
    if (s->ranges == CAS_STATEMENT_RANGES)
        return cas_reader_fail(r, CAS_LIMIT, place, "more than %d ranges",
                               CAS_STATEMENT_RANGES) != NULL;
    cas_statement_range *range = &s->range[s->ranges++];
    if (!cas_read_bounds(r, "an index", &range->name, bounds) ||
        !cas_reader_bind(r, range->name, false, &slot))
        return false;
    range->first = bounds[0];
    range->last = bounds[1];
    if (cas_formula_check_bounds(range->first, range->last, &message) == CAS_OK)
        return true;
    return cas_reader_fail(r, CAS_INPUT, place, "%s", message.text) != NULL;
}

/* Where each part of a statement begins: behind its word; NULL where it has none. */
struct parts {
    const char *ranges, *conditions, *abbreviations;
};

static struct parts find_parts(const char *text)
{
    struct parts parts = {0};
    for (cas_token t = cas_token_next(text); t.kind != CAS_TOKEN_END;
         t = cas_token_next(t.at + t.length)) {
        const char *behind = t.at + t.length;
        if (cas_token_is(t, "for") && parts.ranges == NULL)
            parts.ranges = behind;
        else if (cas_token_is(t, "if") && parts.conditions == NULL)
            parts.conditions = behind;
        else if (cas_token_is(t, "where") && parts.abbreviations == NULL)
            parts.abbreviations = behind;
    }
    return parts;
}

/* Reads one part, from behind its word. */
static void go_to(cas_reader *r, const char *at)
{
    r->token = cas_token_next(at);
    r->inside = CAS_BRACKET_NONE;
}

static bool ends_part(const cas_reader *r, bool at_if)
{
    return r->token.kind == CAS_TOKEN_END || cas_reader_sees(r, "where") ||
           (at_if && cas_reader_sees(r, "if"));
}

static void read_ranges(cas_reader *r, const char *at)
{
    go_to(r, at);
    while (read_range(r) && cas_reader_take(r, ","))
        ;
    if (r->status == CAS_OK && !ends_part(r, true))
        cas_reader_fail_expected(r, "\",\", \"if\", \"where\" or the end");
}

static void read_conditions(cas_reader *r, const char *at)
{
    cas_statement *s = r->statement;
    go_to(r, at);
    do {
        if (s->conditions == CAS_STATEMENT_CONDITIONS) {
            cas_reader_fail(r, CAS_LIMIT, r->token.at, "more than %d conditions",
                            CAS_STATEMENT_CONDITIONS);
            return;
        }
        if (!read_comparison(r, &s->condition[s->conditions]))
            return;
        s->conditions++;
    } while (cas_reader_take(r, ","));
    if (!ends_part(r, false))
        cas_reader_fail_expected(r, "\",\", \"where\" or the end");
}

static void read_statement(cas_reader *r, const char *text)
{
    open_text(r, text, "");
    struct parts parts = find_parts(text);
    if (parts.abbreviations != NULL) {
        go_to(r, parts.abbreviations);
        read_abbreviations(r);
        r->slots = 0;
    }
    if (r->status == CAS_OK && parts.ranges != NULL)
        read_ranges(r, parts.ranges);
    if (r->status != CAS_OK)
        return;
    go_to(r, text);
    if (!read_comparison(r, &r->statement->claim))
        return;
    if (!ends_part(r, true) && !cas_reader_sees(r, "for"))
        cas_reader_fail_expected(r,
                                 "an operation, \"for\", \"if\", \"where\" or the end");
    if (r->status == CAS_OK && parts.conditions != NULL)
        read_conditions(r, parts.conditions);
}

cas_status cas_statement_read(const cas_vocabulary *vocabulary, const char *text,
                              const char *definitions, cas_statement **statement,
                              cas_message *message)
{
    cas_message unused;
    cas_statement made = {.vocabulary = vocabulary, .storage = cas_formula_storage_new()};
    cas_reader r = {.statement = &made, .message = message != NULL ? message : &unused};
    size_t length = strlen(text);
    if (length > CAS_STATEMENT_LENGTH ||
        (definitions != NULL && strlen(definitions) > CAS_STATEMENT_LENGTH))
        r.status = cas_fail(message, CAS_LIMIT, "a statement of more than %d bytes",
                            CAS_STATEMENT_LENGTH);
    if (r.status == CAS_OK && definitions != NULL) {
        open_text(&r, definitions, "definitions, ");
        read_abbreviations(&r);
    }
    made.text = cas_formula_text(made.storage, text, length);
    if (r.status == CAS_OK)
        read_statement(&r, made.text);
    if (r.status == CAS_OK)
        r.status = cas_statement_check(&made, r.message);
    if (r.status != CAS_OK) {
        cas_formula_storage_free(made.storage);
        return r.status;
    }
    *statement = cas_formula_allocate(made.storage, 1, sizeof made);
    **statement = made;
    return CAS_OK;
}

void cas_statement_free(cas_statement *statement)
{
    if (statement != NULL && !statement->is_mutant)
        cas_formula_storage_free(statement->storage);
}
