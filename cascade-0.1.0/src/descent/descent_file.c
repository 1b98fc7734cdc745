/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/descent_file.h"

#include "descent/state_tree.h"
#include "file/json_fields.h"

static const char format_name[] = "cascade-descent/1";

/* Reads a member that is an array of n numbers into numbers. */
static cas_status read_vector(const cas_json *json, const cas_json_value *object,
                              const char *key, cas_rationals *numbers)
{
    const cas_json_value *value;
    cas_rationals read;
    cas_status status = cas_json_require(json, object, key, &value);
    if (status == CAS_OK)
        status =
            cas_json_read_numbers(json, value, numbers->count, numbers->count, &read);
    if (status == CAS_OK) {
        cas_rationals_clear(numbers);
        *numbers = read;
    }
    return status;
}

static cas_status read_outcome(const cas_json *json, const cas_json_value *value,
                               cas_outcome *outcome)
{
    static const char *const keys[] = {"probability", "noise",    "shift", "error",
                                       "of_gradient", "of_noise", NULL};
    cas_status status = cas_json_read_object(json, value, keys);
    if (status == CAS_OK)
        status =
            cas_json_require_number(json, value, "probability", 1, outcome->probability);
    if (status == CAS_OK)
        status = read_vector(json, value, "noise", &outcome->noise);
    if (status == CAS_OK)
        status = read_vector(json, value, "shift", &outcome->shift);
    if (status == CAS_OK)
        status = read_vector(json, value, "error", &outcome->error);
    if (status == CAS_OK)
        status =
            cas_json_require_number(json, value, "of_gradient", -1, outcome->of_gradient);
    if (status == CAS_OK)
        status = cas_json_require_number(json, value, "of_noise", -1, outcome->of_noise);
    return status;
}

/* The probabilities sum to 1 and the mean noise is 0. */
static cas_status check_phase(const cas_json *json, const cas_json_value *value,
                              const cas_phase *phase, size_t dimension)
{
    mpq_t sum, term;
    mpq_inits(sum, term, NULL);
    for (size_t j = 0; j < phase->outcomes; j++)
        mpq_add(sum, sum, phase->outcome[j].probability);
    bool is_law = mpq_cmp_ui(sum, 1, 1) == 0, is_centred = true;
    for (size_t k = 0; k < dimension; k++) {
        mpq_set_ui(sum, 0, 1);
        for (size_t j = 0; j < phase->outcomes; j++) {
            mpq_mul(term, phase->outcome[j].probability, phase->outcome[j].noise.at[k]);
            mpq_add(sum, sum, term);
        }
        is_centred = is_centred && mpq_sgn(sum) == 0;
    }
    mpq_clears(sum, term, NULL);
    if (!is_law)
        return cas_json_fail(json, value, CAS_INPUT, "the probabilities do not sum to 1");
    if (!is_centred)
        return cas_json_fail(json, value, CAS_INPUT, "the mean of the noise is not 0");
    return CAS_OK;
}

static cas_status read_phases(const cas_json *json, const cas_json_value *root,
                              cas_descent *descent)
{
    const cas_json_value *phases, *phase;
    cas_status status = cas_json_require(json, root, "phases", &phases);
    if (status == CAS_OK)
        status = cas_json_read_array(json, phases, 1, CAS_DESCENT_PHASES, "phase");
    if (status != CAS_OK)
        return status;
    cas_phase_clear(&descent->phase[0]);
    descent->phases = 0;
    phase = cas_json_first(phases);
    for (size_t p = 0; p < cas_json_count(phases); p++, phase = cas_json_next(phase)) {
        status = cas_json_read_array(json, phase, 1, CAS_DESCENT_OUTCOMES, "outcome");
        if (status != CAS_OK)
            return status;
        cas_phase *made = &descent->phase[descent->phases++];
        cas_phase_init(made, cas_json_count(phase), descent->dimension);
        const cas_json_value *outcome = cas_json_first(phase);
        for (size_t j = 0; j < made->outcomes && status == CAS_OK; j++) {
            status = read_outcome(json, outcome, &made->outcome[j]);
            outcome = cas_json_next(outcome);
        }
        if (status == CAS_OK)
            status = check_phase(json, phase, made, descent->dimension);
        if (status != CAS_OK)
            return status;
    }
    return CAS_OK;
}

static cas_status read_loss(const cas_json *json, const cas_json_value *root,
                            cas_descent *descent)
{
    cas_status status = read_vector(json, root, "curvature", &descent->curvature);
    if (status == CAS_OK)
        status = read_vector(json, root, "center", &descent->center);
    if (status == CAS_OK)
        status = read_vector(json, root, "ripple", &descent->ripple);
    if (status == CAS_OK)
        status = read_vector(json, root, "scale", &descent->scale);
    for (size_t k = 0; k < descent->dimension && status == CAS_OK; k++) {
        if (mpq_sgn(descent->curvature.at[k]) < 0 || mpq_sgn(descent->ripple.at[k]) < 0 ||
            mpq_sgn(descent->scale.at[k]) <= 0)
            return cas_json_fail(json, root, CAS_INPUT,
                                 "expected curvature >= 0, ripple >= 0, scale > 0");
        if (mpq_sgn(descent->center.at[k]) != 0 &&
            mpq_cmp(descent->curvature.at[k], descent->ripple.at[k]) <= 0)
            return cas_json_fail(
                json, root, CAS_INPUT,
                "where the center is not 0, expected curvature > ripple");
    }
    return status;
}

/* How many states there are, where not more than CAS_DESCENT_TREE; a run whose last phase
   has one outcome may be longer, as it may reach a fixed point. */
static cas_status check_size(const cas_json *json, const cas_descent *descent)
{
    size_t width = 1, states = 0;
    for (size_t t = 0; t < descent->steps && states <= CAS_DESCENT_TREE; t++) {
        size_t outcomes = cas_descent_phase(descent, t)->outcomes;
        if (t + 1 >= descent->phases && outcomes == 1)
            return CAS_OK;
        states += width;
        width *= outcomes;
    }
    if (states > CAS_DESCENT_TREE)
        return cas_json_fail(json, json->values, CAS_LIMIT, "more than %d states",
                             CAS_DESCENT_TREE);
    return CAS_OK;
}

static cas_status read_descent(const cas_json *json, cas_descent **descent)
{
    static const char *const keys[] = {"format", "title",     "step_size", "steps",
                                       "start",  "curvature", "center",    "ripple",
                                       "scale",  "phases",    NULL};
    const cas_json_value *root = json->values, *start, *steps;
    cas_status status = cas_json_read_document(json, root, format_name, keys);
    if (status == CAS_OK)
        status = cas_json_require(json, root, "start", &start);
    if (status == CAS_OK)
        status = cas_json_read_array(json, start, 1, CAS_DESCENT_DIMENSIONS, "number");
    if (status != CAS_OK)
        return status;
    cas_descent *made = cas_descent_new(cas_json_count(start));
    status = read_vector(json, root, "start", &made->start);
    if (status == CAS_OK)
        status = cas_json_require_number(json, root, "step_size", 1, made->step_size);
    if (status == CAS_OK)
        status = cas_json_require(json, root, "steps", &steps);
    if (status == CAS_OK)
        status = cas_json_read_size(json, steps, 1, (size_t)1 << 40, &made->steps);
    if (status == CAS_OK)
        status = read_loss(json, root, made);
    if (status == CAS_OK)
        status = read_phases(json, root, made);
    if (status == CAS_OK)
        status = check_size(json, made);
    if (status == CAS_OK)
        *descent = made;
    else
        cas_descent_free(made);
    return status;
}

cas_status cas_descent_read(const char *text, size_t length, const char *name,
                            cas_descent **descent, cas_message *message)
{
    cas_json json;
    cas_status status = cas_json_parse(&json, text, length, name, message);
    if (status != CAS_OK)
        return status;
    status = read_descent(&json, descent);
    cas_json_clear(&json);
    return status;
}

static json_t *numbers(const cas_rationals *list)
{
    return cas_json_numbers((const mpq_t *)list->at, list->count);
}

static json_t *outcome_to_json(const cas_outcome *outcome)
{
    json_t *object = json_object();
    cas_json_set(object, "probability", cas_json_number(outcome->probability));
    cas_json_set(object, "noise", numbers(&outcome->noise));
    cas_json_set(object, "shift", numbers(&outcome->shift));
    cas_json_set(object, "error", numbers(&outcome->error));
    cas_json_set(object, "of_gradient", cas_json_number(outcome->of_gradient));
    cas_json_set(object, "of_noise", cas_json_number(outcome->of_noise));
    return object;
}

char *cas_descent_write(const cas_descent *descent)
{
    json_t *root = json_object(), *phases = json_array();
    cas_json_set(root, "format", json_string(format_name));
    cas_json_set(root, "step_size", cas_json_number(descent->step_size));
    cas_json_set(root, "steps", json_integer((json_int_t)descent->steps));
    cas_json_set(root, "start", numbers(&descent->start));
    cas_json_set(root, "curvature", numbers(&descent->curvature));
    cas_json_set(root, "center", numbers(&descent->center));
    cas_json_set(root, "ripple", numbers(&descent->ripple));
    cas_json_set(root, "scale", numbers(&descent->scale));
    for (size_t p = 0; p < descent->phases; p++) {
        json_t *phase = json_array();
        for (size_t j = 0; j < descent->phase[p].outcomes; j++)
            cas_json_append(phase, outcome_to_json(&descent->phase[p].outcome[j]));
        cas_json_append(phases, phase);
    }
    cas_json_set(root, "phases", phases);
    char *text = cas_json_text(root);
    json_decref(root);
    return text;
}
