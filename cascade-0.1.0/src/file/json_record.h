/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FILE_JSON_RECORD_H
#define CASCADE_FILE_JSON_RECORD_H

#include "file/json_fields.h"

#include <stdbool.h>
#include <stdint.h>

/* Objects that are read by a table of their members. */

/* Which doubles are allowed: finite ones, and .. */
typedef enum cas_json_range {
    CAS_JSON_FINITE,
    CAS_JSON_POSITIVE,
    CAS_JSON_NOT_NEGATIVE,
    CAS_JSON_FRACTION /* above 0 and at most 1 */
} cas_json_range;

/* A member, and where its value goes: to the one of the pointers that is not NULL.  What
   is not required and absent stays as it is. */
typedef struct cas_json_slot {
    const char *key; /* NULL ends a table */
    bool is_required;
    uint64_t *whole; /* from least to most */
    uint64_t least, most;
    double *number; /* rounded once; a number that is lost by that is an error */
    cas_json_range range;
    mpq_ptr rational;
    cas_rationals *rows; /* an array of arrays of so many columns, of the size it has */
    size_t columns;
    int *word; /* which one of the two it is */
    const char *words[2];
    bool *truth;
    char **text; /* a string of its own, to be given to free() */
    /* Any other value; `into` is handed on. */
    cas_status (*read)(const cas_json *json, const cas_json_value *value, void *into);
    void *into;
} cas_json_slot;

/* A JSON number, or a string with one, rounded once to double. */
cas_status cas_json_read_double(const cas_json *json, const cas_json_value *value,
                                cas_json_range range, double *number);

/* Reads a value for a slot, whatever its key is. */
cas_status cas_json_read_slot(const cas_json *json, const cas_json_value *value,
                              const cas_json_slot *slot);

/* Reads the members of an object that the table lists, in the order of the table. */
cas_status cas_json_read_members(const cas_json *json, const cas_json_value *object,
                                 const cas_json_slot *table);
/* The same; value must be an object without others. */
cas_status cas_json_read_record(const cas_json *json, const cas_json_value *value,
                                const cas_json_slot *table);

#endif
