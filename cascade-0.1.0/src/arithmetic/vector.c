/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/vector.h"

void cas_vector_zero(const cas_arithmetic *arithmetic, size_t count, void *r)
{
    for (size_t i = 0; i < count; i++)
        arithmetic->set_integer(cas_at(arithmetic, r, i), 0);
}

void cas_vector_copy(const cas_arithmetic *arithmetic, size_t count, void *r,
                     const void *x)
{
    for (size_t i = 0; i < count; i++)
        arithmetic->set(cas_at(arithmetic, r, i), cas_at_const(arithmetic, x, i));
}

void cas_vector_set_rationals(const cas_arithmetic *arithmetic, size_t count, void *r,
                              const mpq_t *q)
{
    for (size_t i = 0; i < count; i++)
        arithmetic->set_rational(cas_at(arithmetic, r, i), q[i]);
}

void cas_vector_add(const cas_arithmetic *arithmetic, size_t count, void *r,
                    const void *x, const void *y)
{
    for (size_t i = 0; i < count; i++)
        arithmetic->add(cas_at(arithmetic, r, i), cas_at_const(arithmetic, x, i),
                        cas_at_const(arithmetic, y, i));
}

void cas_vector_subtract(const cas_arithmetic *arithmetic, size_t count, void *r,
                         const void *x, const void *y)
{
    for (size_t i = 0; i < count; i++)
        arithmetic->subtract(cas_at(arithmetic, r, i), cas_at_const(arithmetic, x, i),
                             cas_at_const(arithmetic, y, i));
}

void cas_vector_add_scaled(const cas_arithmetic *arithmetic, size_t count, void *r,
                           const void *s, const void *x, void *scratch)
{
    for (size_t i = 0; i < count; i++) {
        void *target = cas_at(arithmetic, r, i);
        arithmetic->multiply(scratch, s, cas_at_const(arithmetic, x, i));
        arithmetic->add(target, target, scratch);
    }
}

void cas_vector_dot(const cas_arithmetic *arithmetic, size_t count, void *r,
                    const void *x, const void *y, void *scratch)
{
    arithmetic->set_integer(r, 0);
    for (size_t i = 0; i < count; i++) {
        arithmetic->multiply(scratch, cas_at_const(arithmetic, x, i),
                             cas_at_const(arithmetic, y, i));
        arithmetic->add(r, r, scratch);
    }
}

void cas_vector_norm_squared(const cas_arithmetic *arithmetic, size_t count, void *r,
                             const void *x, void *scratch)
{
    if (count == 0)
        arithmetic->set_integer(r, 0);
    else
        arithmetic->square(r, x);
    for (size_t i = 1; i < count; i++) {
        arithmetic->square(scratch, cas_at_const(arithmetic, x, i));
        arithmetic->add(r, r, scratch);
    }
}

bool cas_vector_is_defined(const cas_arithmetic *arithmetic, size_t count, const void *x)
{
    for (size_t i = 0; i < count; i++)
        if (!arithmetic->is_defined(cas_at_const(arithmetic, x, i)))
            return false;
    return true;
}
