/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FILE_JSON_FIELDS_H
#define CASCADE_FILE_JSON_FIELDS_H

#include "arithmetic/rational.h"
#include "file/located_json.h"

/* Fields of a JSON document by the kind of value that is expected, and numbers the
   other way, from exact values to JSON.  Whatever else is found is an error at its
   place (CAS_INPUT unless said otherwise). */

/* value is an object without keys other than keys (ended by NULL). */
cas_status cas_json_read_object(const cas_json *json, const cas_json_value *value,
                                const char *const *keys);
/* value is such an object, a document whose member "format" is that name. */
cas_status cas_json_read_document(const cas_json *json, const cas_json_value *value,
                                  const char *format, const char *const *keys);
/* The member of that name, which must be there. */
cas_status cas_json_require(const cas_json *json, const cas_json_value *object,
                            const char *key, const cas_json_value **member);
/* value is an array of least to most values; noun: what they are, in the singular. */
cas_status cas_json_read_array(const cas_json *json, const cas_json_value *value,
                               size_t least, size_t most, const char *noun);
/* *text is the document's. */
cas_status cas_json_read_string(const cas_json *json, const cas_json_value *value,
                                const char *what, const char **text);
/* A string that is words[*index], of words that NULL ends; else *index stays. */
cas_status cas_json_read_word(const cas_json *json, const cas_json_value *value,
                              const char *const *words, size_t *index);
/* A whole number least..most, written as a plain JSON integer. */
cas_status cas_json_read_size(const cas_json *json, const cas_json_value *value,
                              size_t least, size_t most, size_t *size);
/* A JSON number or a string with a number, exactly.  Errors: those of
   cas_rational_read. */
cas_status cas_json_read_number(const cas_json *json, const cas_json_value *value,
                                mpq_t r);
/* The member of that name, which must be there: a number whose sign is at least `least`,
   0 or 1; -1: any. */
cas_status cas_json_require_number(const cas_json *json, const cas_json_value *object,
                                   const char *key, int least, mpq_t r);
/* An array of least to most numbers; numbers is initialised here, and empty after a
   failure. */
cas_status cas_json_read_numbers(const cas_json *json, const cas_json_value *value,
                                 size_t least, size_t most, cas_rationals *numbers);

/* The elements of an array, each an array of columns numbers; row-major.  All
   lengths are checked before anything of that size is allocated.  numbers as above. */
cas_status cas_json_read_rows(const cas_json *json, const cas_json_value *value,
                              size_t columns, cas_rationals *numbers);

/* A new JSON value: an integer where it fits 64 bits, else a string with the fraction. */
json_t *cas_json_number(mpq_srcptr number);
json_t *cas_json_numbers(const mpq_t *numbers, size_t count);
/* Adds a member; takes over value, which must not be NULL. */
void cas_json_set(json_t *object, const char *key, json_t *value);
/* Adds an element; the same. */
void cas_json_append(json_t *array, json_t *value);

/* The text of a value, as json_dumps gives it with two blanks per level, except that
   arrays of plain values stand on one line where they fit.  To be given to free(). */
char *cas_json_text(const json_t *value);

#endif
