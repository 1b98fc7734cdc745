/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FORMULA_READER_H
#define CASCADE_FORMULA_READER_H

#include "formula/statement.h"
#include "formula/tokens.h"

/* What the parts of the reader of statements share: a recursive descent over the grammar
   of README.md.  Functions return NULL after an error, whose sentence stands in message
   by then. */
typedef enum cas_bracket {
    CAS_BRACKET_NONE,
    CAS_BRACKET_ROUND, /* also square and braces */
    CAS_BRACKET_BAR,
    CAS_BRACKET_ANGLE
} cas_bracket;

typedef struct cas_reader {
    cas_statement *statement;
    const char *text;   /* of which the place is told */
    const char *source; /* what the text is, for messages: "" or "definitions, " */
    cas_token token;    /* the next one */
    cas_bracket inside; /* the innermost bracket */
    size_t depth, nodes;
    size_t slots; /* indices in scope */
    const char *slot_name[CAS_FORMULA_INDICES];
    bool slot_is_parameter[CAS_FORMULA_INDICES];
    cas_status status;
    cas_message *message;
} cas_reader;

/* Goes to the next token. */
void cas_reader_skip(cas_reader *r);
/* Whether the next token is this one; skips it then. */
bool cas_reader_take(cas_reader *r, const char *text);
/* The same, and an error where it is not. */
bool cas_reader_expect(cas_reader *r, const char *text);
bool cas_reader_sees(const cas_reader *r, const char *text);
/* Says what is wrong at a place of the text. */
void *cas_reader_fail(cas_reader *r, cas_status status, const char *at,
                      const char *format, ...) __attribute__((format(printf, 4, 5)));
/* The same of the next token: what is expected instead. */
void *cas_reader_fail_expected(cas_reader *r, const char *expected);
/* An index that is in scope from now on; its slot.  False: too many of them. */
bool cas_reader_bind(cas_reader *r, const char *name, bool is_parameter, size_t *slot);

/* A formula from its description, with its shape; place: where it begins. */
const cas_formula *cas_reader_make(cas_reader *r, cas_formula description,
                                   const char *place);

/* sum = [-] product {(+ | -) product} */
const cas_formula *cas_read_sum(cas_reader *r);
/* The same between brackets of that kind; the closing one is not yet skipped. */
const cas_formula *cas_read_inside(cas_reader *r, cas_bracket bracket);
const cas_formula *cas_read_product(cas_reader *r);
const cas_formula *cas_read_power(cas_reader *r);
/* primary */
const cas_formula *cas_read_primary(cas_reader *r);
/* A name of the vocabulary, an abbreviation or an index. */
const cas_formula *cas_read_name(cas_reader *r);
/* A word that is no word of the language, for something new; what: that is expected. */
const char *cas_read_new_name(cas_reader *r, const char *what);
/* name = bounds[0] .. bounds[1] */
bool cas_read_bounds(cas_reader *r, const char *what, const char **name,
                     const cas_formula **bounds);

#endif
