/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FORMULA_TOKENS_H
#define CASCADE_FORMULA_TOKENS_H

#include <stdbool.h>
#include <stddef.h>

/* The words and signs of a statement. */
typedef enum cas_token_kind {
    CAS_TOKEN_END,
    CAS_TOKEN_NUMBER, /* 12, 0.5, 1e-3 */
    CAS_TOKEN_WORD,   /* letters and digits, perhaps a ~ behind them */
    CAS_TOKEN_SIGN,   /* one of + - * / ^ ' | ( ) [ ] { } _ , ; < > = or <= >= .. */
    CAS_TOKEN_UNKNOWN /* a character that no statement has */
} cas_token_kind;

typedef struct cas_token {
    cas_token_kind kind;
    const char *at;
    size_t length;
    bool touches_next; /* no blank between it and what follows */
} cas_token;

/* The token at text, after blanks. */
cas_token cas_token_next(const char *text);
bool cas_token_is(cas_token token, const char *text);

#endif
