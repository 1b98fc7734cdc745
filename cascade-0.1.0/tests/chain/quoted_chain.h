/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_TESTS_CHAIN_QUOTED_CHAIN_H
#define CASCADE_TESTS_CHAIN_QUOTED_CHAIN_H

#include "chain/chain_file.h"

/* JSON in C text without backslashes: ' stands for ". */

/* To be given to free(). */
char *quoted(const char *text);

/* The chain, read under the name "x". */
cas_status read_quoted(const char *text, cas_chain **chain, cas_message *message);

/* A chain file up to its "input", a first operator R -> R^2 and a last one R^2 -> R. */
#define HEAD "{'format': 'cascade-chain/1', "
#define FIRST "{'out': 2, 'weights': [1], 'f': ['tanh(w1*y1)', 'sin(y1)']}"
#define LAST "{'out': 1, 'f': ['y1 - y2']}"

#endif
