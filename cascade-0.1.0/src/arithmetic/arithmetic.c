/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/arithmetic.h"

#include "arithmetic/memory.h"

#include <stdlib.h>

const char *const cas_function_names[CAS_FUNCTION_COUNT] = {
    [CAS_EXP] = "exp",   [CAS_LOG] = "log",         [CAS_LOG1P] = "log1p",
    [CAS_SQRT] = "sqrt", [CAS_TANH] = "tanh",       [CAS_SINH] = "sinh",
    [CAS_COSH] = "cosh", [CAS_SIN] = "sin",         [CAS_COS] = "cos",
    [CAS_ATAN] = "atan", [CAS_SIGMOID] = "sigmoid", [CAS_SOFTPLUS] = "softplus",
};

void *cas_numbers_new(const cas_arithmetic *arithmetic, size_t count)
{
    const size_t size = arithmetic->size, storage = arithmetic->storage;
    char *numbers = cas_reallocate(NULL, count, size + storage);
    for (size_t i = 0; i < count; i++)
        arithmetic->init(arithmetic, numbers + i * size,
                         numbers + count * size + i * storage);
    return numbers;
}

void cas_numbers_free(const cas_arithmetic *arithmetic, void *numbers, size_t count)
{
    if (numbers == NULL)
        return;
    for (size_t i = 0; i < count && arithmetic->clear != NULL; i++)
        arithmetic->clear(cas_at(arithmetic, numbers, i));
    free(numbers);
}
