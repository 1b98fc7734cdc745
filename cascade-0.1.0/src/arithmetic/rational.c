/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/rational.h"

#include "arithmetic/arithmetic.h"
#include "arithmetic/memory.h"
#include "arithmetic/vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void cas_rationals_init(cas_rationals *list, size_t count)
{
    list->count = count;
    list->at = cas_numbers_new(&cas_arithmetic_rational, count);
}

void cas_rationals_clear(cas_rationals *list)
{
    cas_numbers_free(&cas_arithmetic_rational, list->at, list->count);
    *list = (cas_rationals){0};
}

void cas_rationals_copy(cas_rationals *list, const cas_rationals *source)
{
    cas_rationals_init(list, source->count);
    cas_vector_copy(&cas_arithmetic_rational, source->count, list->at, source->at);
}

void cas_rationals_set_doubles(cas_rationals *list, const double *source)
{
    for (size_t i = 0; i < list->count; i++) {
        CAS_REQUIRE(isfinite(source[i]));
        mpq_set_d(list->at[i], source[i]);
    }
}

bool cas_rationals_equal(const cas_rationals *one, const cas_rationals *other)
{
    if (one->count != other->count)
        return false;
    for (size_t i = 0; i < one->count; i++)
        if (!mpq_equal(one->at[i], other->at[i]))
            return false;
    return true;
}

bool cas_rationals_are_zero(const cas_rationals *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (mpq_sgn(list->at[i]) != 0)
            return false;
    return true;
}

/* A literal that is being read: text[at] is the next character. */
typedef struct reader {
    const char *text;
    size_t length, at;
    cas_message *message;
} reader;

static int peek(const reader *in)
{
    return in->at < in->length ? (unsigned char)in->text[in->at] : -1;
}

static bool skip(reader *in, const char *any_of)
{
    int c = peek(in);
    if (c <= 0 || strchr(any_of, c) == NULL)
        return false;
    in->at++;
    return true;
}

static bool is_digit(int c, int base)
{
    if (c >= '0' && c <= '9')
        return true;
    return base == 16 && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'));
}

static cas_status not_a_number(const reader *in)
{
    int shown = in->length > 40 ? 40 : (int)in->length;
    return cas_fail(
        in->message, CAS_SYNTAX,
        "\"%.*s%s\" is not a number; expected a decimal number such as -1.25e-3, "
        "a hex float such as 0x1.8p-3, or a fraction such as 1/3",
        shown, in->text, in->length > 40 ? "..." : "");
}

/* Copies digits to end of digits[0..*count); how many were there. */
static size_t take_digits(reader *in, int base, char *digits, size_t *count)
{
    size_t before = *count;
    while (is_digit(peek(in), base))
        digits[(*count)++] = in->text[in->at++];
    digits[*count] = '\0';
    return *count - before;
}

static cas_status too_large(const reader *in)
{
    return cas_fail(
        in->message, CAS_LIMIT,
        "a number's exponent must be between -%d and %d, and its numerator and "
        "denominator below 2^%d",
        CAS_RATIONAL_EXPONENT, CAS_RATIONAL_EXPONENT, CAS_RATIONAL_BITS);
}

static cas_status read_exponent(reader *in, long *exponent)
{
    bool negative = peek(in) == '-';
    skip(in, "+-");
    if (!is_digit(peek(in), 10))
        return not_a_number(in);
    long value = 0;
    while (is_digit(peek(in), 10)) {
        long digit = in->text[in->at++] - '0';
        value = value > CAS_RATIONAL_EXPONENT ? value : 10 * value + digit;
    }
    *exponent = negative ? -value : value;
    return CAS_OK;
}

/* r *= base^exponent. */
static void scale(mpq_ptr r, unsigned long base, long exponent)
{
    mpz_t factor;
    mpz_init(factor);
    mpz_ui_pow_ui(factor, base, (unsigned long)labs(exponent));
    mpz_ptr part = exponent < 0 ? mpq_denref(r) : mpq_numref(r);
    mpz_mul(part, part, factor);
    mpz_clear(factor);
}

/* digits is storage for the digits of the whole literal. */
static cas_status read_float(reader *in, mpq_ptr r, int base, char *digits)
{
    size_t count = 0, fraction = 0;
    take_digits(in, base, digits, &count);
    if (skip(in, "."))
        fraction = take_digits(in, base, digits, &count);
    if (count == 0)
        return not_a_number(in);
    long exponent = 0;
    if (skip(in, base == 16 ? "pP" : "eE")) {
        cas_status status = read_exponent(in, &exponent);
        if (status != CAS_OK)
            return status;
    }
    if (in->at < in->length)
        return not_a_number(in);
    if (labs(exponent) > CAS_RATIONAL_EXPONENT)
        return too_large(in);
    mpz_set_str(mpq_numref(r), digits, base);
    scale(r, base == 16 ? 2 : 10, exponent);
    scale(r, (unsigned long)base, -(long)fraction);
    return CAS_OK;
}

static cas_status read_fraction(reader *in, mpq_ptr r, char *digits)
{
    size_t count = 0;
    if (take_digits(in, 10, digits, &count) == 0 || !skip(in, "/"))
        return not_a_number(in);
    mpz_set_str(mpq_numref(r), digits, 10);
    count = 0;
    if (take_digits(in, 10, digits, &count) == 0 || in->at < in->length)
        return not_a_number(in);
    mpz_set_str(mpq_denref(r), digits, 10);
    if (mpz_sgn(mpq_denref(r)) == 0)
        return cas_fail(in->message, CAS_INPUT, "\"%.*s\" has denominator 0",
                        in->length > 40 ? 40 : (int)in->length, in->text);
    return CAS_OK;
}

static cas_status read_unsigned(reader *in, mpq_ptr r, char *digits)
{
    if (memchr(in->text, '/', in->length) != NULL)
        return read_fraction(in, r, digits);
    bool is_hex = in->length - in->at > 2 && in->text[in->at] == '0' &&
                  (in->text[in->at + 1] == 'x' || in->text[in->at + 1] == 'X');
    if (is_hex)
        in->at += 2;
    return read_float(in, r, is_hex ? 16 : 10, digits);
}

cas_status cas_rational_read(mpq_t r, const char *text, size_t length,
                             cas_message *message)
{
    reader in = {.text = text, .length = length, .message = message};
    if (length > CAS_RATIONAL_DIGITS)
        return cas_fail(message, CAS_LIMIT, "a number of more than %d characters",
                        CAS_RATIONAL_DIGITS);
    bool negative = peek(&in) == '-';
    skip(&in, "+-");
    char *digits = cas_allocate(length + 1, 1);
    mpq_t value;
    mpq_init(value);
    cas_status status = read_unsigned(&in, value, digits);
    if (status == CAS_OK) {
        mpq_canonicalize(value);
        if (mpz_sizeinbase(mpq_numref(value), 2) > CAS_RATIONAL_BITS ||
            mpz_sizeinbase(mpq_denref(value), 2) > CAS_RATIONAL_BITS)
            status = too_large(&in);
    }
    if (status == CAS_OK && negative)
        mpq_neg(value, value);
    if (status == CAS_OK)
        mpq_swap(r, value);
    mpq_clear(value);
    free(digits);
    return status;
}

char *cas_rational_write(mpq_srcptr q)
{
    return mpq_get_str(NULL, 10, q);
}

bool cas_rational_root(mpq_t r, mpq_srcptr q)
{
    if (!mpz_perfect_square_p(mpq_numref(q)) || !mpz_perfect_square_p(mpq_denref(q)))
        return false;
    mpz_sqrt(mpq_numref(r), mpq_numref(q));
    mpz_sqrt(mpq_denref(r), mpq_denref(q));
    return true;
}
