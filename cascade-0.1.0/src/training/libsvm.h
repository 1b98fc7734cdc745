/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TRAINING_LIBSVM_H
#define CASCADE_TRAINING_LIBSVM_H

#include "training/problem.h"

enum { CAS_TRAINING_FILE_BYTES = 1 << 30 };

/* Reads a two-class data file in LIBSVM format: one sample per line, `label index:value
   ...`, indices from 1 in ascending order, features that are not named are 0; `#` starts
   a comment, empty lines are skipped.  The dimension is the largest index.  The labels
   are any two different numbers; the larger one is y = +1.  The owner gives the problem
   to cas_training_problem_clear. Errors name file, line and column: CAS_SYNTAX, CAS_INPUT
   (order of indices, number of classes, a value that is not finite), CAS_LIMIT,
   CAS_SYSTEM.  "-" is standard input. */
cas_status cas_training_libsvm_read(cas_training_problem *problem, const char *path,
                                    cas_message *message);
/* The same from text[0..length), which a NUL byte ends; name stands in messages. */
cas_status cas_training_libsvm_read_text(cas_training_problem *problem, const char *text,
                                         size_t length, const char *name,
                                         cas_message *message);

#endif
