/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/certificate.h"

#include <stdio.h>

bool cas_calculation_conclude(const cas_calculation *calculation,
                              cas_certificate *certificate)
{
    certificate->cases += calculation->passed;
    if (calculation->failed > 0)
        snprintf(certificate->note, sizeof certificate->note,
                 "%zu of %zu checks fail, the first is: %s.", calculation->failed,
                 calculation->failed + calculation->passed, calculation->failure);
    return calculation->failed == 0 && calculation->passed > 0;
}
