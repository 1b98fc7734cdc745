/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/chain_descent_file.h"

#include "arithmetic/memory.h"
#include "file/json_fields.h"
#include "process/process_file.h"

#include <stdlib.h>
#include <string.h>

static const char format_name[] = "cascade-chain-descent/1";

static cas_status read_process(const cas_json *json, const cas_json_value *mode,
                               cas_process **process)
{
    static const char *const keys[] = {"process", "next", NULL};
    const cas_json_value *value = NULL;
    cas_status status = cas_json_read_object(json, mode, keys);
    if (status == CAS_OK)
        status = cas_json_require(json, mode, "process", &value);
    if (status != CAS_OK)
        return status;
    char *text = cas_json_alone(json, value);
    status =
        cas_process_read_text(text, json->length, json->name, process, json->message);
    free(text);
    return status;
}

/* All modes are known when the ways between them are read. */
static cas_status read_next(const cas_json *json, const cas_json_value *value,
                            cas_chain_descent *descent, size_t m)
{
    const cas_json_value *next = cas_json_member(value, "next");
    size_t branches = cas_process_branches(descent->mode[m].process, 0);
    if (next == NULL)
        return CAS_OK;
    cas_status status = cas_json_read_array(json, next, branches, branches, "mode");
    if (status != CAS_OK)
        return status;
    const cas_json_value *entry = cas_json_first(next);
    for (size_t b = 0; b < branches && status == CAS_OK; b++) {
        status = cas_json_read_size(json, entry, 0, descent->modes - 1,
                                    &descent->mode[m].next[b]);
        entry = cas_json_next(entry);
    }
    return status;
}

/* *descent: with the first mode, then with all of them. */
static cas_status read_modes(const cas_json *json, const cas_json_value *modes,
                             cas_operator *regulariser, cas_chain_descent **descent)
{
    const cas_json_value *value = cas_json_first(modes);
    size_t count = cas_json_count(modes);
    cas_process *process;
    cas_status status = read_process(json, value, &process);
    if (status != CAS_OK) {
        cas_operator_free(regulariser);
        return status;
    }
    *descent = cas_chain_descent_new(process, regulariser);
    for (size_t m = 1; m < count && status == CAS_OK; m++) {
        value = cas_json_next(value);
        status = read_process(json, value, &process);
        if (status == CAS_OK) {
            status = cas_chain_descent_add(*descent, process, json->message);
            if (status != CAS_OK)
                cas_json_fail_within(json, value, status);
        }
    }
    value = cas_json_first(modes);
    for (size_t m = 0; m < count && status == CAS_OK; m++) {
        status = read_next(json, value, *descent, m);
        value = cas_json_next(value);
    }
    return status;
}

static cas_status read_regulariser(const cas_json *json, const cas_json_value *root,
                                   size_t weights, cas_operator **regulariser)
{
    const cas_json_value *value = cas_json_member(root, "regulariser");
    const char *text = "0";
    cas_status status = CAS_OK;
    if (value != NULL)
        status = cas_json_read_string(json, value, "an expression in quotes", &text);
    if (status != CAS_OK)
        return status;
    status =
        cas_operator_new_expression(1, 1, weights, &text, regulariser, json->message);
    return status == CAS_OK ? CAS_OK : cas_json_fail_within(json, value, status);
}

static cas_status read_numbers(const cas_json *json, const cas_json_value *root,
                               const cas_rationals *minimizer, cas_chain_descent *d)
{
    const cas_json_value *value;
    size_t weights = d->minimizer.count;
    if (minimizer->count != weights)
        return cas_json_expected(json, cas_json_member(root, "minimizer"),
                                 "%zu numbers, as many as the chain has weights",
                                 weights);
    for (size_t k = 0; k < weights; k++)
        mpq_set(d->minimizer.at[k], minimizer->at[k]);
    cas_status status = cas_json_require_number(json, root, "step_size", 1, d->step_size);
    if (status == CAS_OK)
        status = cas_json_require_number(json, root, "smoothness", 0, d->smoothness);
    if (status == CAS_OK)
        status = cas_json_require_number(json, root, "pl", 0, d->convexity);
    if (status == CAS_OK)
        status = cas_json_require(json, root, "steps", &value);
    if (status == CAS_OK)
        status = cas_json_read_size(json, value, 1, (size_t)1 << 40, &d->steps);
    if (status == CAS_OK) {
        status = cas_chain_descent_certify(d, json->message);
        if (status != CAS_OK)
            cas_json_fail_within(json, root, status);
    }
    return status;
}

static cas_status read_descent(const cas_json *json, cas_chain_descent **descent)
{
    enum { WEIGHTS = 64 };
    static const char *const keys[] = {"format",     "title", "step_size",   "steps",
                                       "smoothness", "pl",    "regulariser", "minimizer",
                                       "modes",      NULL};
    const cas_json_value *root = json->values, *modes, *value;
    cas_rationals minimizer = {0, NULL};
    cas_operator *regulariser;
    cas_status status = cas_json_read_document(json, root, format_name, keys);
    if (status == CAS_OK)
        status = cas_json_require(json, root, "modes", &modes);
    if (status == CAS_OK)
        status = cas_json_read_array(json, modes, 1, CAS_DESCENT_MODES, "mode");
    if (status == CAS_OK)
        status = cas_json_require(json, root, "minimizer", &value);
    if (status == CAS_OK)
        status = cas_json_read_numbers(json, value, 1, WEIGHTS, &minimizer);
    if (status == CAS_OK)
        status = read_regulariser(json, root, minimizer.count, &regulariser);
    if (status == CAS_OK)
        status = read_modes(json, modes, regulariser, descent);
    if (status == CAS_OK)
        status = read_numbers(json, root, &minimizer, *descent);
    cas_rationals_clear(&minimizer);
    return status;
}

cas_status cas_chain_descent_read(const char *text, size_t length, const char *name,
                                  cas_chain_descent **descent, cas_message *message)
{
    cas_message ignored;
    cas_json json;
    *descent = NULL;
    cas_status status =
        cas_json_parse(&json, text, length, name, message != NULL ? message : &ignored);
    if (status != CAS_OK)
        return status;
    status = read_descent(&json, descent);
    if (status != CAS_OK) {
        cas_chain_descent_free(*descent);
        *descent = NULL;
    }
    cas_json_clear(&json);
    return status;
}

static json_t *mode_to_json(const cas_mode *mode)
{
    json_t *object = json_object(), *next = json_array();
    char *text = cas_process_write_text(mode->process);
    cas_json_set(object, "process", json_loads(text, 0, NULL));
    free(text);
    for (size_t b = 0; b < cas_process_branches(mode->process, 0); b++)
        cas_json_append(next, json_integer((json_int_t)mode->next[b]));
    cas_json_set(object, "next", next);
    return object;
}

char *cas_chain_descent_write(const cas_chain_descent *descent)
{
    const cas_chain_descent *d = descent;
    json_t *root = json_object(), *modes = json_array();
    cas_json_set(root, "format", json_string(format_name));
    cas_json_set(root, "step_size", cas_json_number(d->step_size));
    cas_json_set(root, "steps", json_integer((json_int_t)d->steps));
    cas_json_set(root, "regulariser", json_string(d->regulariser->expressions[0]));
    cas_json_set(root, "smoothness", cas_json_number(d->smoothness));
    cas_json_set(root, "pl", cas_json_number(d->convexity));
    cas_json_set(root, "minimizer",
                 cas_json_numbers((const mpq_t *)d->minimizer.at, d->minimizer.count));
    for (size_t m = 0; m < d->modes; m++)
        cas_json_append(modes, mode_to_json(&d->mode[m]));
    cas_json_set(root, "modes", modes);
    char *text = cas_json_text(root);
    json_decref(root);
    return text;
}
