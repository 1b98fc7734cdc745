/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "orbit/orbit_file.h"
#include "tests/fuzz/round_trip.h"

ROUND_TRIP(cas_orbit_file, cas_orbit_file_read, cas_orbit_file_write, cas_orbit_file_free)
