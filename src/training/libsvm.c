/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training/libsvm.h"

#include "arithmetic/memory.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct entry {
    size_t sample;
    size_t feature; /* from 0 */
    double value;
} entry;

typedef struct reader {
    const char *path;
    size_t line;
    const char *text; /* of the line */
    cas_message *message;

    entry *entries;
    size_t entry_count, entry_room;
    double *labels; /* as they stand in the file */
    size_t samples, label_room;
    size_t dimension;
} reader;

static cas_status fail_at(reader *r, const char *at, cas_status status, const char *what)
{
    return cas_fail(r->message, status, "%s:%zu:%zu: %s", r->path, r->line,
                    (size_t)(at - r->text) + 1, what);
}

static const char *skip_blanks(const char *p)
{
    return p + strspn(p, " \t\r\n");
}

/* What may follow a number: a blank, a comment, the end. */
static int is_end(char c)
{
    return c == '\0' || strchr(" \t\r\n#", c) != NULL;
}

static cas_status read_number(reader *r, const char **p, double *value, const char *what)
{
    char *end;
    *value = strtod(*p, &end);
    if (end == *p || !is_end(*end))
        return fail_at(r, *p, CAS_SYNTAX, what);
    if (!isfinite(*value))
        return fail_at(r, *p, CAS_INPUT, "expected a finite number");
    *p = skip_blanks(end);
    return CAS_OK;
}

static cas_status read_index(reader *r, const char **p, size_t *index)
{
    char *end;
    if (**p < '0' || **p > '9')
        return fail_at(r, *p, CAS_SYNTAX, "expected index:value");
    errno = 0;
    unsigned long long n = strtoull(*p, &end, 10);
    if (*end != ':' || is_end(end[1]))
        return fail_at(r, end, CAS_SYNTAX, "expected index:value");
    if (n == 0)
        return fail_at(r, *p, CAS_INPUT, "indices start at 1");
    if (errno != 0 || n > CAS_TRAINING_LARGEST_PROBLEM)
        return fail_at(r, *p, CAS_LIMIT, "the index is too large");
    *index = (size_t)n;
    *p = end + 1;
    return CAS_OK;
}

static void append_label(reader *r, double label)
{
    if (r->samples == r->label_room) {
        r->label_room = 2 * r->label_room + 256;
        r->labels = cas_reallocate(r->labels, r->label_room, sizeof *r->labels);
    }
    r->labels[r->samples++] = label;
}

static void append_entry(reader *r, size_t index, double value)
{
    if (r->entry_count == r->entry_room) {
        r->entry_room = 2 * r->entry_room + 4096;
        r->entries = cas_reallocate(r->entries, r->entry_room, sizeof *r->entries);
    }
    r->entries[r->entry_count++] = (entry){r->samples - 1, index - 1, value};
    r->dimension = index > r->dimension ? index : r->dimension;
}

static cas_status read_line(reader *r)
{
    const char *p = skip_blanks(r->text);
    if (*p == '\0' || *p == '#')
        return CAS_OK;
    double label;
    cas_status status = read_number(r, &p, &label, "expected a label, a number");
    if (status != CAS_OK)
        return status;
    append_label(r, label);
    for (size_t last = 0, index = 0; *p != '\0' && *p != '#'; last = index) {
        const char *start = p;
        double value;
        status = read_index(r, &p, &index);
        if (status != CAS_OK)
            return status;
        if (index <= last)
            return fail_at(r, start, CAS_INPUT, "indices must ascend");
        status = read_number(r, &p, &value, "expected the feature's value, a number");
        if (status != CAS_OK)
            return status;
        append_entry(r, index, value);
    }
    return CAS_OK;
}

static cas_status read_lines(reader *r, FILE *file)
{
    char *line = NULL;
    size_t room = 0;
    cas_status status = CAS_OK;
    ssize_t length;
    while (status == CAS_OK && (length = getline(&line, &room, file)) >= 0) {
        r->line++;
        r->text = line;
        if (strlen(line) != (size_t)length)
            status = fail_at(r, line + strlen(line), CAS_SYNTAX, "a NUL byte");
        else
            status = read_line(r);
    }
    if (status == CAS_OK && ferror(file))
        status = cas_fail(r->message, CAS_SYSTEM, "%s: cannot read: %s", r->path,
                          strerror(errno));
    free(line);
    return status;
}

/* Makes the labels +1 and -1. */
static cas_status map_labels(reader *r)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t l = 0; l < r->samples; l++) {
        low = fmin(low, r->labels[l]);
        high = fmax(high, r->labels[l]);
    }
    if (!(low < high))
        return cas_fail(r->message, CAS_INPUT, "%s: expected samples of two classes",
                        r->path);
    for (size_t l = 0; l < r->samples; l++) {
        if (r->labels[l] != low && r->labels[l] != high)
            return cas_fail(r->message, CAS_INPUT,
                            "%s: the labels %g, %g and %g are more than two classes",
                            r->path, low, r->labels[l], high);
        r->labels[l] = r->labels[l] == high ? 1 : -1;
    }
    return CAS_OK;
}

static cas_status make_problem(reader *r, cas_training_problem *problem)
{
    cas_status status = map_labels(r);
    if (status != CAS_OK)
        return status;
    if (r->dimension == 0)
        return cas_fail(r->message, CAS_INPUT, "%s: no sample has a feature", r->path);
    if (r->samples > CAS_TRAINING_LARGEST_PROBLEM / r->dimension)
        return cas_fail(r->message, CAS_LIMIT,
                        "%s: %zu samples with %zu features are too many", r->path,
                        r->samples, r->dimension);
    double *features = cas_allocate(r->samples * r->dimension, sizeof *features);
    for (size_t i = 0; i < r->entry_count; i++) {
        const entry *e = &r->entries[i];
        features[e->sample * r->dimension + e->feature] = e->value;
    }
    status = cas_training_problem_make(problem, r->samples, r->dimension, features,
                                       r->labels, r->message);
    free(features);
    return status == CAS_OK ? status : cas_fail_in(r->message, status, "%s", r->path);
}

cas_status cas_training_libsvm_read(cas_training_problem *problem, const char *path,
                                    cas_message *message)
{
    memset(problem, 0, sizeof *problem);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return cas_fail(message, CAS_SYSTEM, "%s: cannot open: %s", path,
                        strerror(errno));
    reader r = {.path = path, .message = message};
    cas_status status = read_lines(&r, file);
    fclose(file);
    if (status == CAS_OK)
        status = make_problem(&r, problem);
    free(r.entries);
    free(r.labels);
    return status;
}
