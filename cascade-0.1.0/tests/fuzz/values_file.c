/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/values.h"
#include "tests/fuzz/round_trip.h"

ROUND_TRIP(cas_values, cas_values_read, cas_values_write, cas_values_free)
