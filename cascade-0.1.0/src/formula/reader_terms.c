/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/reader.h"

#include "arithmetic/rational.h"
#include "formula/shape.h"

#include <string.h>

static const cas_formula *make(cas_reader *r, cas_form form, const cas_formula *x,
                               const cas_formula *y, const char *place)
{
    const cas_formula *parts[] = {x, y};
    cas_formula description = {.form = form, .count = y != NULL ? 2 : 1, .of = parts};
    return cas_reader_make(r, description, place);
}

static const cas_formula *make_number(cas_reader *r, mpq_srcptr q, const char *place)
{
    cas_formula description = {.form = CAS_FORM_NUMBER, .number = q};
    return cas_reader_make(r, description, place);
}

static const cas_formula *read_number(cas_reader *r)
{
    mpq_t q;
    cas_message message;
    cas_token token = r->token;
    mpq_init(q);
    cas_status status = cas_rational_read(q, token.at, token.length, &message);
    const cas_formula *f = status == CAS_OK
                               ? make_number(r, q, token.at)
                               : cas_reader_fail(r, status, token.at, "%s", message.text);
    mpq_clear(q);
    cas_reader_skip(r);
    return f;
}

/* x / y; a quotient of two numbers is one number. */
static const cas_formula *divide(cas_reader *r, const cas_formula *x,
                                 const cas_formula *y, const char *place)
{
    if (y->form != CAS_FORM_NUMBER)
        return make(r, CAS_FORM_DIVIDE, x, y, place);
    if (mpq_sgn(y->number) == 0)
        return cas_reader_fail(r, CAS_INPUT, place, "a division by 0");
    if (x->form != CAS_FORM_NUMBER)
        return make(r, CAS_FORM_DIVIDE, x, y, place);
    mpq_t q;
    mpq_init(q);
    mpq_div(q, x->number, y->number);
    bool is_long = mpz_sizeinbase(mpq_numref(q), 2) > CAS_RATIONAL_BITS ||
                   mpz_sizeinbase(mpq_denref(q), 2) > CAS_RATIONAL_BITS;
    const cas_formula *f =
        is_long ? cas_reader_fail(r, CAS_LIMIT, place, "a quotient of more than %d bits",
                                  CAS_RATIONAL_BITS)
                : make_number(r, q, place);
    mpq_clear(q);
    return f;
}

const cas_formula *cas_read_sum(cas_reader *r)
{
    const char *place = r->token.at;
    if (++r->depth > CAS_STATEMENT_DEPTH)
        return cas_reader_fail(r, CAS_LIMIT, place, "more than %d brackets in each other",
                               CAS_STATEMENT_DEPTH);
    bool is_negative = cas_reader_take(r, "-");
    const cas_formula *sum = cas_read_product(r);
    if (is_negative && sum != NULL)
        sum = make(r, CAS_FORM_NEGATE, sum, NULL, place);
    while (sum != NULL) {
        bool minus = cas_reader_sees(r, "-");
        const char *sign = r->token.at;
        if (!minus && !cas_reader_sees(r, "+"))
            break;
        cas_reader_skip(r);
        const cas_formula *term = cas_read_product(r);
        if (term == NULL)
            return NULL;
        sum = make(r, minus ? CAS_FORM_SUBTRACT : CAS_FORM_ADD, sum, term, sign);
    }
    r->depth--;
    return sum;
}

const cas_formula *cas_read_inside(cas_reader *r, cas_bracket bracket)
{
    cas_bracket outside = r->inside;
    r->inside = bracket;
    const cas_formula *f = cas_read_sum(r);
    r->inside = outside;
    return f;
}

/* A `<` that touches what follows opens an inner product, and one that does not is a
   relation. */
static bool sees_primary(const cas_reader *r)
{
    static const char *const ends[] = {"for", "if", "where", "given"};
    for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
        if (cas_reader_sees(r, ends[k]))
            return false;
    return r->token.kind == CAS_TOKEN_WORD || r->token.kind == CAS_TOKEN_NUMBER ||
           cas_reader_sees(r, "(") || cas_reader_sees(r, "[") ||
           (cas_reader_sees(r, "|") && r->inside != CAS_BRACKET_BAR) ||
           (cas_reader_sees(r, "<") && r->token.touches_next);
}

const cas_formula *cas_read_product(cas_reader *r)
{
    const char *place = r->token.at;
    const cas_formula *product = cas_read_power(r);
    while (product != NULL) {
        bool is_quotient = cas_reader_sees(r, "/");
        if (is_quotient || cas_reader_sees(r, "*"))
            cas_reader_skip(r);
        else if (!sees_primary(r))
            break;
        const cas_formula *factor = cas_read_power(r);
        if (factor == NULL)
            return NULL;
        product = is_quotient ? divide(r, product, factor, place)
                              : make(r, CAS_FORM_MULTIPLY, product, factor, place);
    }
    return product;
}

/* whole number | name | (sum) | {sum} */
static const cas_formula *read_exponent(cas_reader *r)
{
    if (cas_reader_take(r, "{")) {
        const cas_formula *f = cas_read_inside(r, CAS_BRACKET_ROUND);
        return f != NULL && cas_reader_expect(r, "}") ? f : NULL;
    }
    return cas_read_primary(r);
}

const cas_formula *cas_read_power(cas_reader *r)
{
    const char *place = r->token.at;
    const cas_formula *base = cas_read_primary(r);
    while (base != NULL && cas_reader_sees(r, "'")) {
        cas_reader_skip(r);
        base = make(r, CAS_FORM_TRANSPOSE, base, NULL, place);
    }
    if (base == NULL || !cas_reader_take(r, "^"))
        return base;
    const cas_formula *exponent = read_exponent(r);
    if (exponent == NULL)
        return NULL;
    if (cas_reader_sees(r, "^"))
        return cas_reader_fail(r, CAS_SYNTAX, r->token.at,
                               "brackets that say which power comes first expected");
    return make(r, CAS_FORM_POWER, base, exponent, place);
}

/* |x| or |x|_op */
static const cas_formula *read_norm(cas_reader *r, const char *place)
{
    const cas_formula *inner = cas_read_inside(r, CAS_BRACKET_BAR);
    if (inner == NULL || !cas_reader_expect(r, "|"))
        return NULL;
    cas_form form = CAS_FORM_NORM;
    if (cas_reader_sees(r, "_")) {
        cas_reader_skip(r);
        if (!cas_reader_expect(r, "op"))
            return NULL;
        form = CAS_FORM_OPERATOR_NORM;
    }
    return make(r, form, inner, NULL, place);
}

static const cas_formula *read_inner_product(cas_reader *r, const char *place)
{
    const cas_formula *x = cas_read_inside(r, CAS_BRACKET_ANGLE);
    if (x == NULL || !cas_reader_expect(r, ","))
        return NULL;
    const cas_formula *y = cas_read_inside(r, CAS_BRACKET_ANGLE);
    return y != NULL && cas_reader_expect(r, ">") ? make(r, CAS_FORM_INNER, x, y, place)
                                                  : NULL;
}

const cas_formula *cas_read_primary(cas_reader *r)
{
    const char *place = r->token.at;
    if (r->token.kind == CAS_TOKEN_NUMBER)
        return read_number(r);
    if (r->token.kind == CAS_TOKEN_WORD)
        return cas_read_name(r);
    bool round = cas_reader_sees(r, "(");
    if (round || cas_reader_sees(r, "[")) {
        cas_reader_skip(r);
        const cas_formula *inner = cas_read_inside(r, CAS_BRACKET_ROUND);
        return inner != NULL && cas_reader_expect(r, round ? ")" : "]") ? inner : NULL;
    }
    if (cas_reader_take(r, "|"))
        return read_norm(r, place);
    if (cas_reader_take(r, "<"))
        return read_inner_product(r, place);
    return cas_reader_fail_expected(r, "a formula");
}
