/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_DESCENT_CHAIN_DESCENT_FILE_H
#define CASCADE_DESCENT_CHAIN_DESCENT_FILE_H

#include "descent/chain_descent.h"

/* Files of perturbed gradient descent on a chain.

     { "format": "cascade-chain-descent/1",
       "title": "..",                                      optional
       "step_size": "1/3", "steps": 5,
       "regulariser": "w1^2/2",                            absent: 0
       "smoothness": 1, "pl": "1/2", "minimizer": [0],
       "modes": [{"process": { .. a process file .. }, "next": [1, 0]}, ..] }

   "next" has the number of the mode that follows, from 0, for each branch of the input;
   absent: the same mode.  Numbers are read exactly. */
/* *descent is the caller's; its constants are certified.  Errors:
   "NAME:LINE:COLUMN: $.path: .."; of what stands in a process file, with a path there. */
cas_status cas_chain_descent_read(const char *text, size_t length, const char *name,
                                  cas_chain_descent **descent, cas_message *message);
/* To be given to free(). */
char *cas_chain_descent_write(const cas_chain_descent *descent);

#endif
