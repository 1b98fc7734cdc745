/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FORMULA_TYPESET_H
#define CASCADE_FORMULA_TYPESET_H

#include "arithmetic/arithmetic.h"

#include <stdio.h>

/* Names that no vocabulary says how to set, in LaTeX: "alpha" is \alpha, "x~" \tilde{x},
   "M2" M_{2}, "rate" \mathrm{rate}, "Q_delta" Q_{\delta}.  with_indices: the name is left
   inside its subscript, "S_{", to which the caller adds indices and a brace. */
void cas_typeset_name(const char *name, bool with_indices, FILE *out);
/* Whether the name is a word of several letters, which must not touch other names. */
bool cas_typeset_is_word(const char *name);
/* "\\exp": the function's name before its argument in brackets. */
const char *cas_typeset_function(cas_function function);

#endif
