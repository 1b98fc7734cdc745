/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "operator/shape.h"

static cas_status expect(const char *what, size_t expected, const char *rule,
                         size_t found, cas_message *message)
{
    if (found == expected)
        return CAS_OK;
    return cas_fail(message, CAS_INPUT, "%s: expected %zu (%s), found %zu", what,
                    expected, rule, found);
}

cas_status cas_shape_out(cas_operator *op, size_t out, const char *rule,
                         cas_message *message)
{
    if (op->out == 0)
        op->out = out;
    return expect("out", out, rule, op->out, message);
}

cas_status cas_shape_in(const cas_operator *op, size_t in, const char *rule,
                        cas_message *message)
{
    return expect("in", in, rule, op->in, message);
}

cas_status cas_shape_weights(const cas_operator *op, size_t weights, const char *rule,
                             cas_message *message)
{
    return expect("weights", weights, rule, op->weights, message);
}
