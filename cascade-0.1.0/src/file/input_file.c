/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "file/input_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *cas_input_file_name(const char *path)
{
    return strcmp(path, "-") == 0 ? "standard input" : path;
}

/* Everything up to limit + 1 bytes, so that the caller sees when there is more; NULL and
   errno where reading failed, or there is no memory for what is read. */
static char *slurp(FILE *stream, size_t limit, size_t *length)
{
    char *text = NULL;
    size_t capacity = 1 << 15;
    *length = 0;
    do {
        capacity *= 2;
        char *longer = realloc(text, capacity + 1);
        if (longer == NULL)
            break;
        text = longer;
        *length += fread(text + *length, 1, capacity - *length, stream);
        text[*length] = '\0';
    } while (*length == capacity && *length <= limit);
    if ((*length < capacity && feof(stream)) || *length > limit)
        return text;
    int error = errno;
    free(text);
    errno = error;
    return NULL;
}

cas_status cas_input_file_read(const char *path, size_t limit, char **text,
                               size_t *length, cas_message *message)
{
    const char *name = cas_input_file_name(path);
    FILE *stream = name == path ? fopen(path, "rb") : stdin;
    if (stream == NULL)
        return cas_fail(message, CAS_SYSTEM, "%.400s: cannot open: %s", name,
                        strerror(errno));
    *text = slurp(stream, limit, length);
    cas_status status = CAS_OK;
    if (*text == NULL)
        status = cas_fail(message, CAS_SYSTEM, "%.400s: cannot read: %s", name,
                          strerror(errno));
    if (stream != stdin)
        fclose(stream);
    if (*text != NULL && *length > limit) {
        status = cas_fail(message, CAS_LIMIT,
                          "%.400s: expected at most %zu bytes, found more", name, limit);
        free(*text);
        *text = NULL;
    }
    return status;
}
