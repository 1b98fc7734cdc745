/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/tokens.h"

#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t digits(const char *text)
{
    size_t n = 0;
    while (is_digit(text[n]))
        n++;
    return n;
}

/* "1..5" has the number 1 in it, "1.5" the number 1.5. */
static size_t number_length(const char *text)
{
    size_t n = digits(text);
    if (text[n] == '.' && is_digit(text[n + 1]))
        n += 1 + digits(text + n + 1);
    if (text[n] == 'e' || text[n] == 'E') {
        size_t sign = text[n + 1] == '-' || text[n + 1] == '+' ? 1 : 0;
        size_t exponent = digits(text + n + 1 + sign);
        if (exponent > 0)
            n += 1 + sign + exponent;
    }
    return n;
}

static size_t word_length(const char *text)
{
    size_t n = 0;
    while (is_letter(text[n]) || is_digit(text[n]))
        n++;
    return n + (text[n] == '~' ? 1 : 0);
}

static size_t sign_length(const char *text)
{
    if (strncmp(text, "<=", 2) == 0 || strncmp(text, ">=", 2) == 0 ||
        strncmp(text, "..", 2) == 0)
        return 2;
    return strchr("+-*/^'|()[]{}_,;<>=", *text) != NULL ? 1 : 0;
}

/* A byte and those that continue it in UTF-8. */
static size_t character_length(const char *text)
{
    size_t n = 1;
    while (((unsigned char)text[n] & 0xC0) == 0x80)
        n++;
    return n;
}

cas_token cas_token_next(const char *text)
{
    while (is_blank(*text))
        text++;
    cas_token token = {.at = text};
    if (*text == '\0') {
        token.kind = CAS_TOKEN_END;
    } else if (is_digit(*text)) {
        token.kind = CAS_TOKEN_NUMBER;
        token.length = number_length(text);
    } else if (is_letter(*text)) {
        token.kind = CAS_TOKEN_WORD;
        token.length = word_length(text);
    } else if (sign_length(text) > 0) {
        token.kind = CAS_TOKEN_SIGN;
        token.length = sign_length(text);
    } else {
        token.kind = CAS_TOKEN_UNKNOWN;
        token.length = character_length(text);
    }
    token.touches_next = !is_blank(text[token.length]) && text[token.length] != '\0';
    return token;
}

bool cas_token_is(cas_token token, const char *text)
{
    return strlen(text) == token.length && memcmp(token.at, text, token.length) == 0;
}
