/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "orbit/orbit_kind.h"

#include "exact/valuation.h"
#include "orbit/growth.h"

#include <string.h>

static cas_status read_orbit(const char *text, size_t length, const char *name,
                             void **instance, cas_message *message)
{
    cas_orbit_file *file;
    cas_status status = cas_orbit_file_read(text, length, name, &file, message);
    if (status == CAS_OK)
        *instance = file;
    return status;
}

enum { SENSE, GROWTH, BETA };

static const cas_symbol symbols[] = {
    [SENSE] = {.name = "s", .tex = "s"},
    [GROWTH] = {.name = "growth", .tex = "\\mathrm{growth}", .is_positive = true},
    [BETA] = {.name = "beta", .tex = "\\beta", .is_positive = true},
    {.name = NULL},
};

static const cas_vocabulary vocabulary = {.name = "orbit", .symbols = symbols};

/* The growth is only enclosed: undefined in any other arithmetic than intervals. */
static void set_growth(const cas_orbit_file *file, const cas_arithmetic *arithmetic,
                       void *growth)
{
    if (strcmp(arithmetic->name, "interval") == 0)
        cas_orbit_growth(file, growth);
    else
        arithmetic->divide(growth, growth, growth);
}

static cas_status make_model(const void *instance, const cas_claim *claim,
                             const cas_statement *statement,
                             const cas_arithmetic *arithmetic, cas_model **model,
                             cas_message *message)
{
    (void)claim;
    (void)statement;
    (void)message;
    const cas_orbit_file *file = instance;
    cas_valuation *valuation = cas_valuation_new(arithmetic, &vocabulary, NULL);
    arithmetic->set_integer(cas_valuation_at(valuation, SENSE),
                            file->claims_divergence ? 1 : -1);
    set_growth(file, arithmetic, cas_valuation_at(valuation, GROWTH));
    arithmetic->set_rational(cas_valuation_at(valuation, BETA), file->iteration.momentum);
    *model = cas_valuation_model(valuation);
    return CAS_OK;
}

const cas_instance_kind cas_orbit_kind = {
    .name = "orbit",
    .format = "cascade-orbit/1",
    .free = cas_orbit_file_free,
    .write = cas_orbit_file_write,
    .read = read_orbit,
    .vocabulary = &vocabulary,
    .model = make_model,
};
