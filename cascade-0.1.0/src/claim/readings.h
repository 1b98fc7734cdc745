/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_READINGS_H
#define CASCADE_CLAIM_READINGS_H

#include <stdbool.h>
#include <stddef.h>

/* Words of the paper that can be taken in more than one way.  The same words are taken
   the same way everywhere: as the default says, unless a claim names another reading
   (cas_claim.readings).  Where a reading decides the verdict, each has a row: the one
   that is not the default has the id "ID@READING". */

enum { CAS_READINGS_MOST = 3 };

/* One way to take them. */
typedef struct cas_reading {
    const char *name; /* "x-in-F"; NULL: none */
    const char *what;
} cas_reading;

/* What the paper leaves open. */
typedef struct cas_question {
    const char *text;
    cas_reading readings[CAS_READINGS_MOST]; /* two or more; the first is the default */
} cas_question;

/* All of them, ended by one without a text. */
extern const cas_question cas_questions[];

/* The question that a reading answers; NULL: there is no reading of that name. */
const cas_question *cas_reading_question(const char *name);
bool cas_reading_is_default(const char *name);

#endif
