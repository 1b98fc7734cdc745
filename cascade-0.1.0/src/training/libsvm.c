/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training/libsvm.h"

#include "arithmetic/decimal.h"
#include "arithmetic/memory.h"
#include "file/input_file.h"

#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* The text is read twice: how much there is, and then what. */
typedef struct reader {
    const char *name;
    size_t line;
    const char *text; /* of the line */
    cas_message *message;
    size_t samples, dimension;
    double *labels, *features; /* as they stand in the file; NULL: counted alone */
} reader;

static cas_status fail_at(reader *r, const char *at, cas_status status, const char *what)
{
    return cas_fail(r->message, status, "%s:%zu:%zu: %s", r->name, r->line,
                    (size_t)(at - r->text) + 1, what);
}

/* To the next character of the line. */
static const char *skip_blanks(const char *p)
{
    return p + strspn(p, " \t\r");
}

/* Of what a line says: a comment may follow. */
static bool is_end_of_line(char c)
{
    return c == '\0' || c == '\n' || c == '#';
}

/* Of a number. */
static bool is_end(char c)
{
    return is_end_of_line(c) || strchr(" \t\r", c) != NULL;
}

static cas_status read_number(reader *r, const char **p, double *value, const char *what)
{
    char *end;
    *value = cas_decimal_read(*p, &end);
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

static cas_status read_line(reader *r)
{
    const char *p = skip_blanks(r->text);
    if (is_end_of_line(*p))
        return CAS_OK;
    double label;
    cas_status status = read_number(r, &p, &label, "expected a label, a number");
    if (status != CAS_OK)
        return status;
    if (r->labels != NULL)
        r->labels[r->samples] = label;
    for (size_t last = 0, index = 0; !is_end_of_line(*p); last = index) {
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
        if (r->features != NULL)
            r->features[r->samples * r->dimension + index - 1] = value;
        else if (index > r->dimension)
            r->dimension = index;
    }
    r->samples++;
    return CAS_OK;
}

static cas_status read_lines(reader *r, const char *text, size_t length)
{
    cas_status status = CAS_OK;
    r->text = text;
    r->line = r->samples = 0;
    for (const char *end = text + length; r->text < end && status == CAS_OK;) {
        size_t left = (size_t)(end - r->text);
        const char *newline = memchr(r->text, '\n', left);
        size_t here = newline == NULL ? left : (size_t)(newline - r->text);
        const char *nul = memchr(r->text, '\0', here);
        r->line++;
        status = nul != NULL ? fail_at(r, nul, CAS_SYNTAX, "a NUL byte") : read_line(r);
        r->text += here + 1;
    }
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
                        r->name);
    for (size_t l = 0; l < r->samples; l++) {
        if (r->labels[l] != low && r->labels[l] != high)
            return cas_fail(r->message, CAS_INPUT,
                            "%s: the labels %g, %g and %g are more than two classes",
                            r->name, low, r->labels[l], high);
        r->labels[l] = r->labels[l] == high ? 1 : -1;
    }
    return CAS_OK;
}

static cas_status check_size(reader *r)
{
    if (r->samples == 0)
        return cas_fail(r->message, CAS_INPUT, "%s: expected samples of two classes",
                        r->name);
    if (r->dimension == 0)
        return cas_fail(r->message, CAS_INPUT, "%s: no sample has a feature", r->name);
    if (r->samples > CAS_TRAINING_LARGEST_PROBLEM / r->dimension)
        return cas_fail(r->message, CAS_LIMIT,
                        "%s: %zu samples with %zu features are too many", r->name,
                        r->samples, r->dimension);
    return CAS_OK;
}

cas_status cas_training_libsvm_read_text(cas_training_problem *problem, const char *text,
                                         size_t length, const char *name,
                                         cas_message *message)
{
    reader r = {.name = name, .message = message};
    memset(problem, 0, sizeof *problem);
    cas_status status = read_lines(&r, text, length);
    if (status == CAS_OK)
        status = check_size(&r);
    if (status != CAS_OK)
        return status;
    r.labels = cas_allocate(r.samples, sizeof *r.labels);
    r.features = cas_allocate(r.samples * r.dimension, sizeof *r.features);
    CAS_REQUIRE(read_lines(&r, text, length) == CAS_OK);
    status = map_labels(&r);
    if (status == CAS_OK) {
        status = cas_training_problem_make(problem, r.samples, r.dimension, r.features,
                                           r.labels, message);
        if (status != CAS_OK)
            cas_fail_in(message, status, "%s", name);
    }
    free(r.features);
    free(r.labels);
    return status;
}

cas_status cas_training_libsvm_read(cas_training_problem *problem, const char *path,
                                    cas_message *message)
{
    char *text;
    size_t length;
    memset(problem, 0, sizeof *problem);
    cas_status status =
        cas_input_file_read(path, CAS_TRAINING_FILE_BYTES, &text, &length, message);
    if (status != CAS_OK)
        return status;
    status = cas_training_libsvm_read_text(problem, text, length,
                                           cas_input_file_name(path), message);
    free(text);
    return status;
}
