/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CLAIM_GENERATORS_PROCESS_GENERATOR_H
#define CASCADE_CLAIM_GENERATORS_PROCESS_GENERATOR_H

#include "claim/generators/process_style.h"
#include "process/process.h"

#include <gsl/gsl_rng.h>

/* "any", "curved", ..; ended by NULL. */
extern const char *const cas_process_style_names[];

/* A process of that style, or half of the time one of any (RIDGES, LINEAR, EXTREMAL), or
   a curved one (WIDE, TWISTED, HIDDEN); *process is the caller's. */
void cas_process_generate(gsl_rng *rng, cas_process_style style, cas_process **process);

#endif
