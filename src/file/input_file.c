/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "file/input_file.h"

#include "arithmetic/memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *cas_input_file_name(const char *path)
{
    return strcmp(path, "-") == 0 ? "standard input" : path;
}

/* Everything up to limit + 1 bytes, so that the caller sees when there is more;
   errno is 0 unless reading failed. */
static char *slurp(FILE *stream, size_t limit, size_t *length)
{
    size_t capacity = 1 << 16, used = 0;
    char *text = cas_allocate(capacity + 1, 1);
    for (;;) {
        errno = 0;
        size_t got = fread(text + used, 1, capacity - used, stream);
        used += got;
        if (used < capacity || used > limit)
            break;
        capacity *= 2;
        text = cas_reallocate(text, capacity + 1, 1);
    }
    if (!ferror(stream))
        errno = 0;
    text[used] = '\0';
    *length = used;
    return text;
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
    int error = errno;
    if (stream != stdin)
        fclose(stream);

    cas_status status = CAS_OK;
    if (error != 0)
        status = cas_fail(message, CAS_SYSTEM, "%.400s: cannot read: %s", name,
                          strerror(error));
    else if (*length > limit)
        status = cas_fail(message, CAS_LIMIT,
                          "%.400s: expected at most %zu bytes, found more", name, limit);
    if (status != CAS_OK) {
        free(*text);
        *text = NULL;
    }
    return status;
}
