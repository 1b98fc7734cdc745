/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FILE_LOCATED_JSON_H
#define CASCADE_FILE_LOCATED_JSON_H

#include "arithmetic/message.h"

#include <jansson.h>
#include <stdint.h>

/* JSON text in which every value knows its place, so that an error can name line, column
   and path, and a number can be read exactly from the characters that were written.

   The grammar is jansson's: nesting up to 2048, keys at most once per object, no U+0000
   in strings.  A number beyond the range of double is refused as a JSON number (it can
   stand in a string); within that range jansson's double is never used.  A value takes
   about 100 bytes of memory: text with CAS_JSON_VALUES commas is refused. */
enum { CAS_JSON_VALUES = 1 << 23 };

typedef struct cas_json_value {
    json_t *value;
    const char *key;         /* the member's name; NULL in an array and at the top */
    uint32_t offset, length; /* the value's raw text in bytes */
    uint32_t key_offset; /* where the key's text begins; offset where there is no key */
    uint32_t size;       /* values below this one, and itself */
} cas_json_value;

/* Invariant: values stand in the order of the text; those of an object or array
   follow it, so that v + 1 is the first child and v + v->size the next sibling. */
typedef struct cas_json {
    const char *name; /* of the file, for messages */
    const char *text;
    size_t length;
    json_t *root;
    cas_json_value *values; /* values[0] is the top value */
    cas_message *message;   /* where errors are written */
} cas_json;

/* Parses text[0..length), which must outlive json, as do name and message.  On
   failure there is nothing to clear.  Errors: CAS_SYNTAX as "NAME:LINE:COLUMN: ..",
   CAS_LIMIT (nesting, commas, numbers beyond double). */
cas_status cas_json_parse(cas_json *json, const char *text, size_t length,
                          const char *name, cas_message *message);
void cas_json_clear(cas_json *json);

/* The line on which the value begins, from 1. */
size_t cas_json_line(const cas_json *json, const cas_json_value *value);
/* How many elements or members an array or object has. */
size_t cas_json_count(const cas_json_value *value);
/* The member of that name; NULL where there is none or object is no object. */
const cas_json_value *cas_json_member(const cas_json_value *object, const char *key);

/* The document's text in which all but that value, and the ends of lines, is blank: read
   as a document of its own, its errors name the places of the whole.  As long as
   json->text, with a 0 behind it; to be given to free(). */
char *cas_json_alone(const cas_json *json, const cas_json_value *value);

static inline const cas_json_value *cas_json_first(const cas_json_value *container)
{
    return container + 1;
}

static inline const cas_json_value *cas_json_next(const cas_json_value *value)
{
    return value + value->size;
}

/* Each writes "NAME:LINE:COLUMN: PATH: .." for the place of value and returns the
   status.  _fail: a sentence of its own.  _fail_key: the same at the member's key.
   _expected: "expected .., found ..", with the value described; CAS_INPUT. */
cas_status cas_json_fail(const cas_json *json, const cas_json_value *value,
                         cas_status status, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
cas_status cas_json_fail_key(const cas_json *json, const cas_json_value *value,
                             cas_status status, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
cas_status cas_json_expected(const cas_json *json, const cas_json_value *value,
                             const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Puts the place before the sentence that a callee has written into json->message.
   Where the sentence begins with the name of something in value, as in "weights[2]:
   ..", the place is that thing's and its name is dropped. */
cas_status cas_json_fail_within(const cas_json *json, const cas_json_value *value,
                                cas_status status);

#endif
