/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Prints one value of the JSON text on standard input: json_value KEY|INDEX...  A string
   is printed bare, an object as its keys on one line, an array as its length.  Fails
   where the text is not one well-formed JSON value or the path does not exist. */

static json_t *step(json_t *value, const char *name)
{
    return json_is_array(value) ? json_array_get(value, strtoul(name, NULL, 10))
                                : json_object_get(value, name);
}

static void print(json_t *value)
{
    if (json_is_string(value)) {
        puts(json_string_value(value));
    } else if (json_is_array(value)) {
        printf("%zu\n", json_array_size(value));
    } else if (json_is_object(value)) {
        const char *key, *separator = "";
        json_t *member;
        json_object_foreach(value, key, member)
        {
            printf("%s%s", separator, key);
            separator = " ";
        }
        puts("");
    } else {
        json_dumpf(value, stdout, JSON_ENCODE_ANY);
        puts("");
    }
}

int main(int argc, char **argv)
{
    json_error_t error;
    json_t *root = json_loadf(stdin, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL) {
        fprintf(stderr, "json_value: line %d: %s\n", error.line, error.text);
        return 1;
    }
    json_t *value = root;
    for (int i = 1; i < argc && value != NULL; i++)
        value = step(value, argv[i]);
    if (value == NULL) {
        fprintf(stderr, "json_value: no such value\n");
        json_decref(root);
        return 1;
    }
    print(value);
    json_decref(root);
    return 0;
}
