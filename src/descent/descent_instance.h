/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_DESCENT_DESCENT_INSTANCE_H
#define CASCADE_DESCENT_DESCENT_INSTANCE_H

#include "claim/claim.h"

/* Files "cascade-descent/1".  Instances are cas_descent. */
extern const cas_instance_kind cas_descent_kind;

#endif
