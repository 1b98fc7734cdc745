/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/memory.h"
#include "tests/fuzz/harness.h"
#include "training/libsvm.h"

#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

/* An index may ask for gigabytes, which is no fault of the reader. */
static bool has_large_numbers(const uint8_t *data, size_t size)
{
    size_t digits = 0;
    for (size_t i = 0; i < size && digits < 6; i++)
        digits = isdigit(data[i]) ? digits + 1 : 0;
    return digits == 6;
}

/* Any bytes either are refused, with one line that says why, or are samples of two
   classes with finite features. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (has_large_numbers(data, size))
        return 0;
    cas_training_problem problem;
    cas_message message;
    char *text = cas_allocate(size + 1, 1);
    memcpy(text, data, size);
    cas_status status =
        cas_training_libsvm_read_text(&problem, text, size, "input", &message);
    free(text);
    if (status != CAS_OK)
        return harness_refused(&message);
    CAS_REQUIRE(problem.samples >= 2 && problem.dimension >= 1);
    for (size_t l = 0; l < problem.samples; l++)
        CAS_REQUIRE(fabs(problem.labels[l]) == 1);
    for (size_t k = 0; k < problem.samples * problem.dimension; k++)
        CAS_REQUIRE(isfinite(problem.features[k]));
    cas_training_problem_clear(&problem);
    return 0;
}
