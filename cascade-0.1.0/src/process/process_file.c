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
    cas_status status = cas_chain_read_value(json, value, chain);
    bool is_clean = true;
    for (size_t i = 0; status == CAS_OK && i < (*chain)->depth; i++)
        is_clean = is_clean && cas_law_is_zero(&(*chain)->forward[i]) &&
                   cas_law_is_zero(&(*chain)->backward[i]);
    if (is_clean)
        return status;
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

/* The laws of a rule, which is a law itself or has "given" and "laws": how many, and the
   first. */
static cas_status find_laws(const cas_json *json, const cas_json_value *entry,
                            size_t *count, const cas_json_value **first)
{
    const cas_json_value *list;
    *count = 1;
    *first = entry;
    if (cas_json_member(entry, "given") == NULL)
        return CAS_OK;
    cas_status status = cas_json_require(json, entry, "laws", &list);
    if (status == CAS_OK)
        status = cas_json_read_array(json, list, 1, CAS_PROCESS_SCENARIOS, "law");
    if (status != CAS_OK)
        return status;
    *count = cas_json_count(list);
    *first = cas_json_first(list);
    const cas_json_value *law = *first;
    for (size_t k = 0; k < *count && status == CAS_OK; k++, law = cas_json_next(law))
        status = cas_json_read_object(json, law, law_keys + 1);
    return status;
}

static cas_status read_rule(const cas_json *json, const cas_json_value *entry,
                            size_t node, cas_process *process)
{
    size_t given = CAS_GIVEN_NOTHING, count;
    const cas_json_value *v = cas_json_member(entry, "given"), *law;
    cas_status status = CAS_OK;
    if (v != NULL)
        status = read_given(json, v, node, process->chain->depth, &given);
    if (status == CAS_OK)
        status = find_laws(json, entry, &count, &law);
    if (status != CAS_OK)
        return status;
    cas_law *laws = cas_allocate(count, sizeof *laws);
    for (size_t k = 0; k < count; k++, law = cas_json_next(law)) {
        cas_law_init(&laws[k], cas_process_dimension(process, node));
        if (status == CAS_OK)
            status = cas_law_read(json, law, &laws[k]);
    }
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
    size_t depth = process->chain->depth, first = is_forward ? 1 : 2;
    size_t last = first + depth - 2;
    const cas_json_value **entries = cas_allocate(last + 1, sizeof *entries);
    cas_status status = cas_entries_find(json, root, is_forward ? "forward" : "backward",
                                         first, last, entries);
    for (size_t k = 1; k < depth && status == CAS_OK; k++) {
        size_t at = is_forward ? k : depth + 1 - k;
        size_t node = is_forward ? cas_node_of_delta(at) : cas_node_of_epsilon(depth, at);
        if (entries[at] == NULL)
            continue;
        status = check_keys(json, entries[at], true);
        if (status == CAS_OK)
            status = read_rule(json, entries[at], node, process);
    }
    free(entries);
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
    cas_json_set(root, "chain", cas_chain_write_value(process->chain));
    if (!is_chain_input(process))
        cas_json_set(root, "input", write_rule(process, 0, 0));
    for (size_t node = 1; node < cas_process_nodes(depth); node++)
        if (!is_nothing(&process->rules[node]))
            cas_json_append(
                node < depth ? forward : backward,
                write_rule(process, node, node < depth ? node : 2 * depth - node));
    cas_json_set(root, "forward", forward);
    cas_json_set(root, "backward", backward);
    char *text = cas_json_text(root);
    json_decref(root);
    return text;
}
