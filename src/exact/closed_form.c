/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exact/closed_form.h"

#include "arithmetic/memory.h"
#include "program/expression.h"
#include "program/tape.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The place of word[0..length) in the list, counted from 1; 0 where it is not there. */
static size_t find_name(const char *names, const char *word, size_t length)
{
    size_t place = 0;
    while (*(names += strspn(names, " ")) != '\0') {
        size_t size = strcspn(names, " ");
        place++;
        if (size == length && strncmp(names, word, length) == 0)
            return place;
        names += size;
    }
    return 0;
}

static size_t count_names(const char *names)
{
    size_t count = 0;
    while (*(names += strspn(names, " ")) != '\0') {
        names += strcspn(names, " ");
        count++;
    }
    return count;
}

/* The length of the identifier or number at text, 0 for anything else. */
static size_t word_length(const char *text)
{
    size_t n = 0;
    while (isalnum((unsigned char)text[n]) || text[n] == '_' || text[n] == '.')
        n++;
    return n;
}

/* The formula with y1, y2, .. for its names; to be given to free(). */
static char *rename_variables(const char *names, const char *formula)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    CAS_REQUIRE(out != NULL);
    while (*formula != '\0') {
        size_t size = word_length(formula);
        size_t place =
            isalpha((unsigned char)*formula) ? find_name(names, formula, size) : 0;
        if (place > 0)
            fprintf(out, "y%zu", place);
        else
            fprintf(out, "%.*s", (int)(size > 0 ? size : 1), formula);
        formula += size > 0 ? size : 1;
    }
    CAS_REQUIRE(fclose(out) == 0);
    return text;
}

cas_program *cas_closed_form_compile(const char *names, const char *formula)
{
    cas_program *program = cas_program_new(count_names(names), 0);
    char *text = rename_variables(names, formula);
    cas_message message;
    size_t node;
    if (cas_expression_read(program, text, &node, &message) != CAS_OK) {
        fprintf(stderr, "%s: %s\n", formula, message.text);
        cas_panic(__FILE__, __LINE__, "a formula of the source cannot be read");
    }
    cas_program_add_output(program, node);
    free(text);
    return program;
}

bool cas_closed_form_run(const cas_program *program, const cas_arithmetic *arithmetic,
                         const void *inputs, void *r)
{
    cas_tape *tape = cas_tape_new(program, arithmetic);
    cas_message message;
    bool defined = cas_tape_evaluate(tape, inputs, NULL, &message) == CAS_OK;
    if (defined)
        arithmetic->set(r, cas_tape_output(tape, 0));
    cas_tape_free(tape);
    return defined;
}

void cas_closed_form_enclose(const cas_program *program, const mpq_t *inputs,
                             mpfr_prec_t precision, mpfi_ptr r)
{
    cas_arithmetic interval = cas_arithmetic_interval(precision);
    void *numbers = cas_numbers_new(&interval, program->in);
    for (size_t i = 0; i < program->in; i++)
        interval.set_rational(cas_at(&interval, numbers, i), inputs[i]);
    if (!cas_closed_form_run(program, &interval, numbers, r)) {
        mpfr_set_nan(&r->left);
        mpfr_set_nan(&r->right);
    }
    cas_numbers_free(&interval, numbers, program->in);
}

/*:
\paragraph{When two formulas are the same polynomial.} A polynomial in $k$ variables whose
degree in the $j$-th variable is at most $d_j$ and which vanishes on a grid of
$\prod_j(d_j+1)$ points is zero: fix all variables but the last, then all $d_k+1$ values
are roots, so every coefficient vanishes; these are polynomials in $k-1$ variables that
vanish on the smaller grid. The bounds $d_j$ are read off the formula: a sum has the
larger degree, a product the sum, a power the multiple. So an identity is proved by
finitely many exact evaluations, here at
$\{0,\dots,d_1\}\times\dots\times\{0,\dots,d_k\}$.
*/

/* degree[node * in + j] bounds the degree in variable j; false where the program is no
   polynomial. */
static bool bound_degrees(const cas_program *program, size_t *degree)
{
    size_t in = program->in;
    bool *live = cas_program_live(program);
    bool is_polynomial = true;
    for (size_t k = 0; k < program->node_count && is_polynomial; k++) {
        const cas_node *node = &program->nodes[k];
        if (!live[k])
            continue;
        is_polynomial =
            node->code != CAS_APPLY && node->code != CAS_INPUT_W &&
            (node->code != CAS_POWER || node->exponent >= 0) &&
            (node->code != CAS_DIVIDE || cas_program_value(program, node->right) != NULL);
        for (size_t j = 0; j < in && is_polynomial; j++) {
            size_t left = cas_node_is_leaf(node) ? 0 : degree[node->left * in + j];
            size_t right = cas_node_is_binary(node) ? degree[node->right * in + j] : 0;
            size_t *d = &degree[k * in + j];
            if (node->code == CAS_INPUT_Y)
                *d = node->left == j;
            else if (node->code == CAS_POWER)
                *d = left * (size_t)node->exponent;
            else if (node->code == CAS_MULTIPLY)
                *d = left + right;
            else
                *d = left > right ? left : right;
        }
    }
    free(live);
    return is_polynomial;
}

/* Moves to the next grid point; false after the last. */
static bool next_point(cas_rationals *point, const size_t *degree)
{
    for (size_t j = 0; j < point->count; j++) {
        if (mpq_cmp_ui(point->at[j], degree[j], 1) < 0) {
            mpz_add_ui(mpq_numref(point->at[j]), mpq_numref(point->at[j]), 1);
            return true;
        }
        mpq_set_ui(point->at[j], 0, 1);
    }
    return false;
}

static bool vanishes_on_grid(const cas_program *program, const size_t *degree)
{
    cas_rationals point;
    cas_rationals_init(&point, program->in);
    cas_tape *tape = cas_tape_new(program, &cas_arithmetic_rational);
    cas_message message;
    bool vanishes = true;
    do {
        vanishes = cas_tape_evaluate(tape, point.at, NULL, &message) == CAS_OK &&
                   mpq_sgn((mpq_srcptr)cas_tape_output(tape, 0)) == 0;
    } while (vanishes && next_point(&point, degree));
    cas_tape_free(tape);
    cas_rationals_clear(&point);
    return vanishes;
}

bool cas_closed_form_is_identity(const char *names, const char *left, const char *right)
{
    char *difference = cas_format("(%s) - (%s)", left, right);
    cas_program *program = cas_closed_form_compile(names, difference);
    size_t *degree = cas_allocate(program->node_count * program->in + 1, sizeof *degree);
    bool is_identity =
        bound_degrees(program, degree) &&
        vanishes_on_grid(program, &degree[program->outputs[0] * program->in]);
    free(degree);
    cas_program_free(program);
    free(difference);
    return is_identity;
}
