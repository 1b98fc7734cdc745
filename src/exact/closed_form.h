/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_EXACT_CLOSED_FORM_H
#define CASCADE_EXACT_CLOSED_FORM_H

#include "program/program.h"

#include <mpfi.h>

/* Formulas with names of their own, written in the expression language of chain files.
   `names` is a list separated by blanks; the k-th name is the program's input k.  All
   formulas are the source's own, so one that cannot be read is a broken invariant. */
cas_program *cas_closed_form_compile(const char *names, const char *formula);

/* r = the value at inputs, all numbers of one arithmetic; false (and r is nothing)
   where it is not defined there. */
bool cas_closed_form_run(const cas_program *program, const cas_arithmetic *arithmetic,
                         const void *inputs, void *r);
/* r encloses the value at exact inputs; NaN endpoints where it is not defined. */
void cas_closed_form_enclose(const cas_program *program, const mpq_t *inputs,
                             mpfr_prec_t precision, mpfi_ptr r);

/* Whether left and right are the same polynomial in names.  False also where either is no
   polynomial. */
bool cas_closed_form_is_identity(const char *names, const char *left, const char *right);

#endif
