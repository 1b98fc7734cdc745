/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_DESCENT_DESCENT_FILE_H
#define CASCADE_DESCENT_DESCENT_FILE_H

#include "descent/descent.h"

/* Files of perturbed gradient descent.

     { "format": "cascade-descent/1",
       "title": "..",                                      optional
       "step_size": "1/3", "steps": 5, "start": [1],
       "curvature": [1], "center": [0], "ripple": [0], "scale": [1],
       "phases": [[{"probability": 1, "noise": [0], "shift": [0], "error": [0],
                    "of_gradient": 0, "of_noise": 0}]] }

   Numbers are read exactly; all are required but the title.  A step's phase is the one of
   its number, and the last one for all later steps. */
/* *descent is the caller's.  Errors: "NAME:LINE:COLUMN: $.path: ..". */
cas_status cas_descent_read(const char *text, size_t length, const char *name,
                            cas_descent **descent, cas_message *message);
/* To be given to free(). */
char *cas_descent_write(const cas_descent *descent);

#endif
