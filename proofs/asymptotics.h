/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_PROOFS_ASYMPTOTICS_H
#define CASCADE_PROOFS_ASYMPTOTICS_H

#include "exact/closed_form.h"
#include "exact/expansion.h"
#include "claim/certificate.h"
#include "claim/values.h"

/* Statements about rates, with explicit constants.  A claim is a list of checks, each
   either

     left <= right for all values >= 0 of `names`, polynomials, where `bounds` say what
     some of them are at most (expansion.h), or
     left = right, identically as polynomials in `names`, or
     left <= right for T = 2^first .. 2^last (0: 2^4 .. 2^60), formulas in T,

   the first two decided by exact arithmetic, the third by enclosures.  A statement about
   all T is proved by the first kind alone: what a name stands for, and why it respects
   its bound for every T, is said in the text.  The third kind evaluates an example.

   If all pass, the claim is proved, or with `refutes`, refuted.  A mutant's name is "k:
   FORMULA": the right side of check k (from 1) in place of the own one. */
typedef struct cas_rate_check {
    const char *left, *right;
    const char *names; /* NULL: a check in T */
    bool is_bound;     /* <=; else an identity */
    const cas_bound *bounds;
    int first, last;
} cas_rate_check;

typedef struct cas_rates {
    const cas_rate_check *checks; /* ended by a NULL left side */
    bool refutes;
    int reported; /* the check whose largest left/right stands in the note; 0: none */
    const cas_closed_form
        *form; /* what witness files are judged by; NULL: there are none */
} cas_rates;

/* For claims whose data is a cas_rates. */
cas_status cas_rates_certify(const cas_claim *claim, const cas_mutant *mutant,
                             cas_certificate *certificate, cas_message *message);

/* A cas_claim's sides where claim->data is a cas_rates with a form; the files are
   "cascade-values/1". */
cas_status cas_rates_sides(const cas_claim *claim, const cas_mutant *mutant,
                           const void *instance, mpfr_prec_t precision, cas_sides *sides,
                           cas_message *message);

#define CAS_RATE(id_, version_, statement_)                                              \
    .id = (id_), .version = (version_), .statement = (statement_), .file = __FILE__,     \
    .line = __LINE__, .certify = cas_rates_certify

/* Rows of the list. */
#define CAS_FOR_T(left_, right_)                                                         \
    {                                                                                    \
        .left = (left_), .right = (right_)                                               \
    }
#define CAS_FROM(first_, left_, right_)                                                  \
    {                                                                                    \
        .left = (left_), .right = (right_), .first = (first_)                            \
    }
/* Without T. */
#define CAS_FIXED(left_, right_)                                                         \
    {                                                                                    \
        .left = (left_), .right = (right_), .first = 60, .last = 60                      \
    }
#define CAS_IDENTITY(names_, left_, right_)                                              \
    {                                                                                    \
        .left = (left_), .right = (right_), .names = (names_)                            \
    }

#define CAS_AT_MOST(names_, left_, right_)                                               \
    {                                                                                    \
        .left = (left_), .right = (right_), .names = (names_), .is_bound = true          \
    }
#define CAS_WITH(...) ((const cas_bound[]){__VA_ARGS__, {NULL, NULL}})
#define CAS_BOUNDED(names_, bounds_, left_, right_)                                      \
    {                                                                                    \
        .left = (left_), .right = (right_), .names = (names_), .is_bound = true,         \
        .bounds = (bounds_)                                                              \
    }

/* z = ln T/T, q = 1 - z, q^n, and S = sum_{k=1}^n q^k as formulas in T. */
#define Z "(log(T)/T)"
#define Q_TO(n) "exp((" n ")*log1p(-log(T)/T))"
#define SUM_TO(n) "((1 - log(T)/T)*(1 - " Q_TO(n) ")*T/log(T))"

#endif
