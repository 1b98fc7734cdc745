/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CONSTANTS_SUBDIVISION_H
#define CASCADE_CONSTANTS_SUBDIVISION_H

#include "constants/domain.h"
#include "constants/smoothness.h"
#include "program/program.h"

/* Encloses the five suprema of a program's function of its inputs y and weights w on
   domain, by interval Taylor arithmetic with subdivision: upper endpoints
   are certified upper bounds (the constants), lower endpoints certified lower bounds.
   bounds: CAS_CONSTANT_COUNT intervals that the caller has initialised (64 bits are
   enough); options: NULL for the default.
   CAS_UNBOUNDED names the constant that could not be bounded and asks for a smaller
   domain; CAS_DOMAIN where the function is not defined everywhere on domain. */
cas_status cas_smoothness_subdivide(const cas_program *program, const cas_domain *domain,
                                    const cas_smoothness_options *options,
                                    mpfi_t bounds[CAS_CONSTANT_COUNT],
                                    cas_message *message);
/* The same of L_{grad f, y} alone. */
cas_status cas_state_lipschitz_subdivide(const cas_program *program,
                                         const cas_domain *domain,
                                         const cas_smoothness_options *options,
                                         mpfi_t *bound, cas_message *message);

#endif
