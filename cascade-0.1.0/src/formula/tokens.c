/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/tokens.h"

#include <string.h>

#define DIGITS "0123456789"
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define BLANKS " \t\n\r"

static size_t digits(const char *text)
{
    return strspn(text, DIGITS);
}

/* "1..5" has the number 1 in it, "1.5" the number 1.5. */
static size_t number_length(const char *text)
{
    size_t n = digits(text);
    if (text[n] == '.' && digits(text + n + 1) > 0)
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
    size_t n = strspn(text, LETTERS DIGITS);
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
    text += strspn(text, BLANKS);
    cas_token token = {.at = text, .kind = CAS_TOKEN_END};
    if (*text == '\0') {
        return token;
    } else if (digits(text) > 0) {
        token.kind = CAS_TOKEN_NUMBER;
        token.length = number_length(text);
    } else if (strspn(text, LETTERS) > 0) {
        token.kind = CAS_TOKEN_WORD;
        token.length = word_length(text);
    } else {
        token.length = sign_length(text);
        token.kind = token.length > 0 ? CAS_TOKEN_SIGN : CAS_TOKEN_UNKNOWN;
        if (token.length == 0)
            token.length = character_length(text);
    }
    token.touches_next = strchr(BLANKS, text[token.length]) == NULL;
    return token;
}

bool cas_token_is(cas_token token, const char *text)
{
    return strlen(text) == token.length && memcmp(token.at, text, token.length) == 0;
}
