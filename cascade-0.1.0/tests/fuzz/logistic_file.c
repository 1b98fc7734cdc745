/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "logistic/logistic_instance.h"
#include "tests/fuzz/round_trip.h"

ROUND_TRIP(void, cas_logistic_read, cas_logistic_write, cas_logistic_free)
