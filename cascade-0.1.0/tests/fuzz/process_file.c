/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "process/process_file.h"
#include "tests/fuzz/round_trip.h"

ROUND_TRIP(cas_process, cas_process_read_text, cas_process_write_text, cas_process_free)
