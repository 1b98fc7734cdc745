/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/values.h"

#include "arithmetic/memory.h"
#include "claim/simplify.h"
#include "exact/closed_form.h"

#include <stdlib.h>
#include <string.h>

static void free_instance(void *instance)
{
    cas_values_free(instance);
}

static char *write_instance(const void *instance)
{
    return cas_values_write(instance);
}

static cas_status read_instance(const char *text, size_t length, const char *name,
                                void **instance, cas_message *message)
{
    cas_values *values;
    cas_status status = cas_values_read(text, length, name, &values, message);
    if (status == CAS_OK)
        *instance = values;
    return status;
}

/* One number becomes 0, later 1. */
static bool simplify(const void *instance, size_t attempt, void **simpler)
{
    char *text = cas_values_write(instance);
    cas_values *copy;
    cas_message message;
    CAS_REQUIRE(cas_values_read(text, strlen(text), "copy", &copy, &message) == CAS_OK);
    free(text);
    if (cas_simplify_numbers(&copy->at, 0, &attempt) ||
        cas_simplify_numbers(&copy->at, 1, &attempt)) {
        *simpler = copy;
        return true;
    }
    cas_values_free(copy);
    return false;
}

static bool is_about(const void *instance, const cas_claim *claim)
{
    return strcmp(((const cas_values *)instance)->claim, claim->id) == 0;
}

const cas_instance_kind cas_values_kind = {
    .name = "values",
    .format = "cascade-values/1",
    .free = free_instance,
    .write = write_instance,
    .read = read_instance,
    .simplify = simplify,
    .is_about = is_about,
};

/* The place of a name that is as long as `length` in the file; names if it has none. */
static size_t find_name(const cas_values *values, const char *name, size_t length)
{
    size_t k = 0;
    while (k < values->names && (strlen(values->name[k]) != length ||
                                 strncmp(values->name[k], name, length) != 0))
        k++;
    return k;
}

/* ordered = the values of all cases in the order of the form's names. */
static cas_status order_values(const cas_closed_form *form, const cas_values *values,
                               cas_rationals *ordered, cas_message *message)
{
    size_t count = 0;
    for (const char *name = form->names; *(name += strspn(name, " ")) != '\0';) {
        size_t length = strcspn(name, " "), k = find_name(values, name, length);
        if (k == values->names || count == values->names)
            return cas_fail(message, CAS_INPUT,
                            "%s: expected values of %s, found none of '%.*s'",
                            values->claim, form->names, (int)length, name);
        for (size_t c = 0; c < values->cases; c++)
            mpq_set(ordered->at[c * values->names + count],
                    values->at.at[c * values->names + k]);
        count++;
        name += length;
    }
    if (count < values->names)
        return cas_fail(message, CAS_INPUT,
                        "%s: expected values of %s, found %zu quantities", values->claim,
                        form->names, values->names);
    return CAS_OK;
}

static bool grows(const cas_values *values, const cas_rationals *ordered)
{
    bool does = mpq_sgn(ordered->at[0]) > 0;
    mpq_t twice;
    mpq_init(twice);
    for (size_t c = 1; c < values->cases; c++) {
        mpq_mul_2exp(twice, ordered->at[(c - 1) * values->names], 1);
        does = does && mpq_cmp(ordered->at[c * values->names], twice) >= 0;
    }
    mpq_clear(twice);
    return does;
}

/* The mildest pair of sides so far. */
struct mildest {
    const cas_closed_form *form;
    cas_sides *sides;
    cas_verdict verdict;
    double ratio;
    bool is_empty;
    mpfi_t left, right;
};

static void keep_mildest(struct mildest *m)
{
    static const int weight[] = {
        [CAS_HOLDS] = 0, [CAS_UNDECIDED] = 1, [CAS_VIOLATED] = 2};
    if (m->form->is_identity && mpfr_less_p(&m->left->left, &m->right->left))
        mpfi_swap(m->left, m->right);
    cas_verdict verdict = cas_interval_compare(m->left, m->right);
    double ratio = cas_ratio_upper(m->left, m->right);
    if (!m->is_empty && (weight[verdict] > weight[m->verdict] ||
                         (weight[verdict] == weight[m->verdict] && ratio >= m->ratio)))
        return;
    m->is_empty = false;
    m->verdict = verdict;
    m->ratio = ratio;
    mpfi_set(m->sides->lhs, m->left);
    mpfi_set(m->sides->rhs, m->right);
}

static void enclose(const cas_closed_form *form, const char *formula, const mpq_t *values,
                    mpfi_ptr r)
{
    cas_program *program = cas_closed_form_compile(form->names, formula);
    cas_closed_form_enclose(program, values, mpfi_get_prec(r), r);
    if (mpfi_nan_p(r)) {
        mpfr_set_inf(&r->left, -1);
        mpfr_set_inf(&r->right, 1);
    }
    cas_program_free(program);
}

static void compare_case(struct mildest *m, const mpq_t *values)
{
    if (m->form->compute != NULL) {
        m->form->compute(values, m->left, m->right);
        keep_mildest(m);
        return;
    }
    for (const cas_inequality *r = m->form->relations; r->left != NULL; r++) {
        enclose(m->form, r->left, values, m->left);
        enclose(m->form, r->right, values, m->right);
        keep_mildest(m);
    }
}

cas_status cas_closed_form_sides(const cas_closed_form *form, const cas_values *values,
                                 mpfr_prec_t precision, cas_sides *sides,
                                 cas_message *message)
{
    cas_rationals ordered;
    cas_rationals_init(&ordered, values->at.count);
    cas_status status = order_values(form, values, &ordered, message);
    if (status == CAS_OK && form->is_growing && !grows(values, &ordered)) {
        sides->applies = false;
    } else if (status == CAS_OK) {
        struct mildest m = {.form = form, .sides = sides, .is_empty = true};
        mpfi_init2(m.left, precision);
        mpfi_init2(m.right, precision);
        for (size_t c = 0; c < values->cases; c++)
            compare_case(&m, (const mpq_t *)&ordered.at[c * values->names]);
        mpfi_clear(m.left);
        mpfi_clear(m.right);
    }
    cas_rationals_clear(&ordered);
    return status;
}

cas_status cas_values_sides(const cas_claim *claim, const cas_mutant *mutant,
                            const void *instance, mpfr_prec_t precision, cas_sides *sides,
                            cas_message *message)
{
    (void)mutant;
    sides->applies = is_about(instance, claim);
    return sides->applies
               ? cas_closed_form_sides(claim->data, instance, precision, sides, message)
               : CAS_OK;
}
