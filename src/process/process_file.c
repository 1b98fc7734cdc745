/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "process/process_file.h"

#include "arithmetic/memory.h"
#include "chain/chain_file.h"
#include "chain/perturbation_file.h"
#include "file/json_fields.h"

#include <stdlib.h>
#include <string.h>

static const char format_name[] = "cascade-process/1";

static cas_status read_chain(const cas_json *json, const cas_json_value *value,
                             cas_chain **chain)
{
    char *text = cas_json_alone(json, value);
    cas_status status =
        cas_chain_read_text(text, json->length, json->name, chain, json->message);
    free(text);
    if (status != CAS_OK)
        return status;
    bool is_clean = true;
    for (size_t i = 0; i < (*chain)->depth; i++)
        is_clean = is_clean && cas_law_is_zero(&(*chain)->forward[i]) &&
                   cas_law_is_zero(&(*chain)->backward[i]);
    if (is_clean)
        return CAS_OK;
    cas_chain_free(*chain);
    return cas_json_expected(json, value, "a chain without perturbation");
}

/* "x", "delta1", "epsilon3": the name of a node. */
static char *node_name(size_t depth, size_t node)
{
    if (node == 0)
        return cas_duplicate("x");
    return node < depth ? cas_format("delta%zu", node)
                        : cas_format("epsilon%zu", 2 * depth - node);
}

static cas_status read_given(const cas_json *json, const cas_json_value *value,
                             size_t node, size_t depth, size_t *given)
{
    const char *text = NULL;
    cas_status status = cas_json_read_string(json, value, "the name of a node", &text);
    if (status != CAS_OK)
        return status;
    for (size_t k = 0; k < node; k++) {
        char *name = node_name(depth, k);
        bool is_it = strcmp(name, text) == 0;
        free(name);
        if (is_it) {
            *given = k;
            return CAS_OK;
        }
    }
    return cas_json_expected(json, value, "\"x\", \"delta1\", .., something earlier");
}

static const char *const law_keys[] = {"at", "support", "probability", NULL};
static const char *const rule_keys[] = {"at", "given", "laws", NULL};

/* An entry has no keys but those of its kind of rule, and "at" where it stands in a
   direction. */
static cas_status check_keys(const cas_json *json, const cas_json_value *entry,
                             bool is_placed)
{
    bool is_conditional = cas_json_member(entry, "given") != NULL;
    return cas_json_read_object(json, entry,
                                (is_conditional ? rule_keys : law_keys) + !is_placed);
}

/* One rule from an entry, which is a law or has "given" and "laws". */
static cas_status read_rule(const cas_json *json, const cas_json_value *entry,
                            size_t node, cas_process *process)
{
    size_t given = CAS_GIVEN_NOTHING, count = 1;
    const cas_json_value *v = cas_json_member(entry, "given"), *law = entry;
    cas_status status = CAS_OK;
    if (v != NULL) {
        const cas_json_value *list = NULL;
        status = read_given(json, v, node, process->chain->depth, &given);
        if (status == CAS_OK)
            status = cas_json_require(json, entry, "laws", &list);
        if (status == CAS_OK)
            status = cas_json_read_array(json, list, 1, CAS_PROCESS_SCENARIOS, "law");
        if (status != CAS_OK)
            return status;
        count = cas_json_count(list);
        law = cas_json_first(list);
        for (size_t k = 0; k < count && status == CAS_OK; k++, law = cas_json_next(law))
            status = cas_json_read_object(json, law, law_keys + 1);
        law = cas_json_first(list);
    }
    cas_law *laws = cas_allocate(count, sizeof *laws);
    for (size_t k = 0; k < count; k++)
        cas_law_init(&laws[k], cas_process_dimension(process, node));
    for (size_t k = 0; k < count && status == CAS_OK; k++, law = cas_json_next(law))
        status = cas_law_read(json, law, &laws[k]);
    if (status == CAS_OK) {
        status = cas_process_set_rule(process, node, given, count, laws, json->message);
        if (status != CAS_OK)
            cas_json_fail_within(json, entry, status);
    }
    for (size_t k = 0; k < count; k++)
        cas_law_clear(&laws[k]);
    free(laws);
    return status;
}

/* The entries of "forward" or "backward", in the order of the nodes. */
static cas_status read_direction(const cas_json *json, const cas_json_value *root,
                                 bool is_forward, cas_process *process)
{
    size_t depth = process->chain->depth;
    const cas_json_value *list =
        cas_json_member(root, is_forward ? "forward" : "backward");
    if (list == NULL)
        return CAS_OK;
    cas_status status = cas_json_read_array(json, list, 0, depth - 1, "perturbation");
    if (status != CAS_OK)
        return status;
    const cas_json_value *end = cas_json_next(list), *entry = cas_json_first(list), *at;
    for (size_t last = 0; entry != end && status == CAS_OK;
         entry = cas_json_next(entry)) {
        size_t place = 0;
        status = check_keys(json, entry, true);
        if (status == CAS_OK)
            status = cas_json_require(json, entry, "at", &at);
        if (status == CAS_OK)
            status = cas_json_read_size(json, at, is_forward ? 1 : 2,
                                        is_forward ? depth - 1 : depth, &place);
        if (status != CAS_OK)
            return status;
        size_t node =
            is_forward ? cas_node_of_delta(place) : cas_node_of_epsilon(depth, place);
        if (node <= last)
            return cas_json_expected(json, at, "entries in the order of the passes");
        last = node;
        status = read_rule(json, entry, node, process);
    }
    return status;
}

static cas_status read_root(const cas_json *json, cas_process **process)
{
    static const char *const keys[] = {"format",  "chain",    "input",
                                       "forward", "backward", NULL};
    const cas_json_value *root = json->values, *v = NULL;
    cas_chain *chain = NULL;
    cas_status status = cas_json_read_document(json, root, format_name, keys);
    if (status == CAS_OK)
        status = cas_json_require(json, root, "chain", &v);
    if (status == CAS_OK)
        status = read_chain(json, v, &chain);
    if (status != CAS_OK)
        return status;
    *process = cas_process_new(chain);
    v = cas_json_member(root, "input");
    if (v != NULL)
        status = check_keys(json, v, false);
    if (status == CAS_OK && v != NULL)
        status = read_rule(json, v, 0, *process);
    if (status == CAS_OK)
        status = read_direction(json, root, true, *process);
    if (status == CAS_OK)
        status = read_direction(json, root, false, *process);
    return status;
}

cas_status cas_process_read_text(const char *text, size_t length, const char *name,
                                 cas_process **process, cas_message *message)
{
    cas_message ignored;
    cas_json json;
    *process = NULL;
    cas_status status =
        cas_json_parse(&json, text, length, name, message != NULL ? message : &ignored);
    if (status != CAS_OK)
        return status;
    status = read_root(&json, process);
    if (status != CAS_OK) {
        cas_process_free(*process);
        *process = NULL;
    }
    cas_json_clear(&json);
    return status;
}

static bool is_nothing(const cas_rule *rule)
{
    return rule->given == CAS_GIVEN_NOTHING && rule->laws[0].points == 1 &&
           cas_law_is_zero(&rule->laws[0]);
}

static json_t *write_rule(const cas_process *process, size_t node, size_t at)
{
    const cas_rule *rule = &process->rules[node];
    json_t *entry = json_object();
    if (at > 0)
        cas_json_set(entry, "at", json_integer((json_int_t)at));
    if (rule->given == CAS_GIVEN_NOTHING) {
        cas_law_write(&rule->laws[0], entry);
        return entry;
    }
    char *name = node_name(process->chain->depth, rule->given);
    json_t *laws = json_array();
    cas_json_set(entry, "given", json_string(name));
    for (size_t k = 0; k < rule->count; k++) {
        json_t *law = json_object();
        cas_law_write(&rule->laws[k], law);
        cas_json_append(laws, law);
    }
    cas_json_set(entry, "laws", laws);
    free(name);
    return entry;
}

static bool is_chain_input(const cas_process *process)
{
    const cas_law *law = &process->rules[0].laws[0];
    return law->points == 1 && cas_rationals_equal(&law->support, &process->chain->input);
}

char *cas_process_write_text(const cas_process *process)
{
    size_t depth = process->chain->depth;
    json_t *root = json_object(), *forward = json_array(), *backward = json_array();
    cas_json_set(root, "format", json_string(format_name));
    char *text = cas_chain_write_text(process->chain);
    cas_json_set(root, "chain", json_loads(text, 0, NULL));
    free(text);
    if (!is_chain_input(process))
        cas_json_set(root, "input", write_rule(process, 0, 0));
    for (size_t node = 1; node < cas_process_nodes(depth); node++)
        if (!is_nothing(&process->rules[node]))
            cas_json_append(
                node < depth ? forward : backward,
                write_rule(process, node, node < depth ? node : 2 * depth - node));
    cas_json_set(root, "forward", forward);
    cas_json_set(root, "backward", backward);
    text = cas_json_text(root);
    json_decref(root);
    return text;
}
