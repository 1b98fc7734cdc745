/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chain/chain_file.h"

#include "arithmetic/memory.h"
#include "chain/operator_file.h"
#include "chain/perturbation_file.h"
#include "file/input_file.h"
#include "file/json_fields.h"
#include "file/output_file.h"

#include <stdlib.h>
#include <string.h>

static const char format_name[] = "cascade-chain/1";

/* The links of a chain that is being read. */
struct links {
    size_t count;
    cas_link *at;
};

/* Reads "operators"; in: the input's length.  What was read is in links also on
   failure. */
static cas_status read_links(const cas_json *json, const cas_json_value *root, size_t in,
                             struct links *links)
{
    const cas_json_value *list;
    cas_status status = cas_json_require(json, root, "operators", &list);
    if (status == CAS_OK)
        status = cas_json_read_array(json, list, 2, CAS_CHAIN_DEPTH, "operator");
    if (status != CAS_OK)
        return status;
    size_t depth = cas_json_count(list);
    links->at = cas_allocate(depth, sizeof *links->at);
    cas_chain_extent extent = {.out = in};
    const cas_json_value *v = cas_json_first(list);
    for (; links->count < depth; v = cas_json_next(v)) {
        cas_link *link = &links->at[links->count];
        status = cas_link_read(json, v, extent.out, link);
        if (status != CAS_OK)
            return status;
        links->count++;
        status =
            cas_chain_admit(&extent, depth, link->op, link->weights.count, json->message);
        if (status != CAS_OK)
            return cas_json_fail_within(json, root, status);
    }
    return CAS_OK;
}

/* Makes the chain, which takes operators and domains over from links. */
static cas_status assemble(const cas_json *json, const cas_json_value *root,
                           const cas_rationals *input, struct links *links,
                           cas_chain **chain)
{
    size_t depth = links->count;
    cas_operator **ops = cas_allocate(depth, sizeof *ops);
    cas_rationals *weights = cas_allocate(depth, sizeof *weights);
    for (size_t i = 0; i < depth; i++) {
        ops[i] = links->at[i].op;
        weights[i] = links->at[i].weights;
        links->at[i].op = NULL;
    }
    cas_status status = cas_chain_new(input, depth, ops, weights, chain, json->message);
    if (status != CAS_OK)
        cas_json_fail_within(json, root, status);
    for (size_t i = 0; i < depth && status == CAS_OK; i++) {
        cas_domain empty = (*chain)->links[i].domain;
        (*chain)->links[i].domain = links->at[i].domain;
        links->at[i].domain = empty;
    }
    free(ops);
    free(weights);
    return status;
}

static cas_status read_smoothness(const cas_json *json, const cas_json_value *value,
                                  cas_chain *chain)
{
    const char *keys[CAS_CONSTANT_COUNT + 1] = {NULL};
    for (size_t c = 0; c < CAS_CONSTANT_COUNT; c++)
        keys[c] = cas_constant_names[c];
    cas_status status = cas_json_read_object(json, value, keys);
    for (size_t c = 0; c < CAS_CONSTANT_COUNT && status == CAS_OK; c++) {
        const cas_json_value *v;
        status = cas_json_require(json, value, keys[c], &v);
        if (status == CAS_OK)
            status = cas_json_read_number(json, v, chain->smoothness[c]);
        if (status == CAS_OK && mpq_sgn(chain->smoothness[c]) < 0)
            status = cas_json_expected(json, v, "a number >= 0");
    }
    chain->has_smoothness = true;
    return status;
}

/* What is not needed to make the chain. */
static cas_status read_rest(const cas_json *json, const cas_json_value *root,
                            cas_chain *chain)
{
    cas_status status = CAS_OK;
    const cas_json_value *v = cas_json_member(root, "title");
    if (v != NULL) {
        const char *title = NULL;
        status = cas_json_read_string(json, v, "a title in quotes", &title);
        chain->title = cas_duplicate(title);
    }
    v = cas_json_member(root, "smoothness");
    if (status == CAS_OK && v != NULL)
        status = read_smoothness(json, v, chain);
    v = cas_json_member(root, "perturbation");
    if (status == CAS_OK && v != NULL)
        status = cas_perturbation_read(json, v, chain);
    return status;
}

cas_status cas_chain_read_value(const cas_json *json, const cas_json_value *value,
                                cas_chain **chain)
{
    static const char *const keys[] = {"format",     "title",        "input", "operators",
                                       "smoothness", "perturbation", NULL};
    const cas_json_value *v;
    cas_rationals input = {0};
    struct links links = {0};
    *chain = NULL;
    cas_status status = cas_json_read_document(json, value, format_name, keys);
    if (status == CAS_OK)
        status = cas_json_require(json, value, "input", &v);
    if (status == CAS_OK)
        status = cas_json_read_numbers(json, v, 1, CAS_CHAIN_WIDTH, &input);
    if (status == CAS_OK)
        status = read_links(json, value, input.count, &links);
    if (status == CAS_OK)
        status = assemble(json, value, &input, &links, chain);
    if (status == CAS_OK)
        status = read_rest(json, value, *chain);
    for (size_t i = 0; i < links.count; i++)
        cas_link_clear(&links.at[i]);
    free(links.at);
    cas_rationals_clear(&input);
    if (status != CAS_OK) {
        cas_chain_free(*chain);
        *chain = NULL;
    }
    return status;
}

cas_status cas_chain_read_text(const char *text, size_t length, const char *name,
                               cas_chain **chain, cas_message *message)
{
    *chain = NULL;
    cas_message ignored;
    if (message == NULL)
        message = &ignored;
    if (length > CAS_CHAIN_FILE_BYTES)
        return cas_fail(message, CAS_LIMIT,
                        "%.400s: expected at most %d bytes, found more", name,
                        CAS_CHAIN_FILE_BYTES);
    cas_json json;
    cas_status status = cas_json_parse(&json, text, length, name, message);
    if (status != CAS_OK)
        return status;
    status = cas_chain_read_value(&json, json.values, chain);
    cas_json_clear(&json);
    return status;
}

cas_status cas_chain_read(const char *path, cas_chain **chain, cas_message *message)
{
    *chain = NULL;
    char *text;
    size_t length;
    cas_status status =
        cas_input_file_read(path, CAS_CHAIN_FILE_BYTES, &text, &length, message);
    if (status != CAS_OK)
        return status;
    status = cas_chain_read_text(text, length, cas_input_file_name(path), chain, message);
    free(text);
    return status;
}

json_t *cas_chain_write_value(const cas_chain *chain)
{
    json_t *root = json_object();
    cas_json_set(root, "format", json_string(format_name));
    if (chain->title != NULL)
        cas_json_set(root, "title", json_string(chain->title));
    cas_json_set(root, "input",
                 cas_json_numbers((const mpq_t *)chain->input.at, chain->input.count));
    json_t *operators = json_array();
    for (size_t i = 0; i < chain->depth; i++)
        cas_json_append(operators, cas_link_write(&chain->links[i]));
    cas_json_set(root, "operators", operators);
    if (chain->has_smoothness) {
        json_t *smoothness = json_object();
        for (size_t c = 0; c < CAS_CONSTANT_COUNT; c++)
            cas_json_set(smoothness, cas_constant_names[c],
                         cas_json_number(chain->smoothness[c]));
        cas_json_set(root, "smoothness", smoothness);
    }
    json_t *perturbation = cas_perturbation_write(chain);
    if (perturbation != NULL)
        cas_json_set(root, "perturbation", perturbation);
    return root;
}

char *cas_chain_write_text(const cas_chain *chain)
{
    json_t *root = cas_chain_write_value(chain);
    char *text = cas_json_text(root);
    json_decref(root);
    return text;
}

cas_status cas_chain_write(const cas_chain *chain, const char *path, cas_message *message)
{
    char *text = cas_chain_write_text(chain);
    size_t length = strlen(text);
    cas_status status =
        length > CAS_CHAIN_FILE_BYTES
            ? cas_fail(message, CAS_LIMIT,
                       "%.400s: the chain needs %zu bytes, a chain file has at most %d",
                       path, length, CAS_CHAIN_FILE_BYTES)
            : cas_output_file_write(path, text, length, message);
    free(text);
    return status;
}
