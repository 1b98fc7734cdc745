/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_FORMULA_MOMENT_H
#define CASCADE_FORMULA_MOMENT_H

#include "formula/formula.h"
#include "formula/model.h"

/* The value of a mean, where index[k] is the index in slot k, if it is E|x|^2, E|x|^4 or
   E|E[x given field]|^2 of a name and the model knows it; else false. */
bool cas_known_moment(cas_model *model, const cas_formula *mean, const long *index,
                      cas_variable *r);

#endif
