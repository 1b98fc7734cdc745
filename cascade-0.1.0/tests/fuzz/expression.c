/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/memory.h"
#include "program/expression.h"
#include "program/tape.h"
#include "tests/fuzz/harness.h"

#include <mpfi.h>
#include <stdlib.h>
#include <string.h>

enum { INPUTS = 3, WEIGHTS = 2 };

/* The program's only output at one point, enclosed with intervals of that precision. */
static cas_status enclose(const cas_program *program, mpfr_prec_t precision, mpfi_ptr r)
{
    static const long point[INPUTS + WEIGHTS] = {1, -3, 0, 2, 5};
    cas_arithmetic arithmetic = cas_arithmetic_interval(precision);
    void *z = cas_numbers_new(&arithmetic, INPUTS + WEIGHTS);
    for (size_t i = 0; i < INPUTS + WEIGHTS; i++)
        arithmetic.set_integer(cas_at(&arithmetic, z, i), point[i]);
    cas_tape *tape = cas_tape_new(program, &arithmetic);
    cas_message message;
    cas_status status =
        cas_tape_evaluate(tape, z, cas_at(&arithmetic, z, INPUTS), &message);
    mpfi_init2(r, precision);
    if (status == CAS_OK)
        arithmetic.set(r, cas_tape_output(tape, 0));
    cas_tape_free(tape);
    cas_numbers_free(&arithmetic, z, INPUTS + WEIGHTS);
    return status;
}

/* Two enclosures of one number have a point in common. */
static void check_value(const cas_program *program)
{
    mpfi_t coarse, fine;
    cas_status one = enclose(program, 32, coarse), other = enclose(program, 128, fine);
    if (one == CAS_OK && other == CAS_OK)
        CAS_REQUIRE(mpfr_lessequal_p(&coarse->left, &fine->right) &&
                    mpfr_lessequal_p(&fine->left, &coarse->right));
    mpfi_clear(coarse);
    mpfi_clear(fine);
}

/* Any text either is refused, with its column, or is a program that has every node once
   and a value on which two precisions agree. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = cas_allocate(size + 1, 1);
    memcpy(text, data, size);
    cas_program *program = cas_program_new(INPUTS, WEIGHTS);
    size_t node, again;
    cas_message message;
    if (cas_expression_read(program, text, &node, &message) != CAS_OK) {
        CAS_REQUIRE(strstr(message.text, "column") != NULL);
    } else {
        size_t count = program->node_count;
        CAS_REQUIRE(cas_expression_read(program, text, &again, &message) == CAS_OK);
        CAS_REQUIRE(node == again && count == program->node_count);
        cas_program_add_output(program, node);
        check_value(program);
    }
    cas_program_free(program);
    free(text);
    return 0;
}
