/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/descent_file.h"
#include "tests/fuzz/round_trip.h"

ROUND_TRIP(cas_descent, cas_descent_read, cas_descent_write, cas_descent_free)
