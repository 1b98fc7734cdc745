/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_OPERATOR_ACTIVATION_H
#define CASCADE_OPERATOR_ACTIVATION_H

#include "program/program.h"

#include <mpfi.h>

/* The scalar functions phi that families apply entrywise: the function of programs, value
   and slope in double, and certified ranges of the first three derivatives. */
typedef struct cas_activation {
    const char *name;
    cas_function function; /* CAS_FUNCTION_COUNT: the identity */
    /* phi(z) and phi'(z).  Where the C library's functions err by at most 2 ulp, the
       relative error of each is at most CAS_ACTIVATION_ERROR * 2^-53, as long as the
       result is a normal number. */
    double (*value)(double z);
    double (*slope)(double z);
    /* The range of the derivative phi^(order), order 1 to 3, over z: r contains it and
       exceeds it by rounding only.  z may have infinite endpoints. */
    void (*range)(mpfi_ptr r, unsigned order, mpfi_srcptr z);
} cas_activation;

enum { CAS_ACTIVATION_ERROR = 16 };

/* The index of an activation is its place here and in cas_activation_names. */
enum {
    CAS_ACTIVATION_TANH,
    CAS_ACTIVATION_SIGMOID,
    CAS_ACTIVATION_SOFTPLUS,
    CAS_ACTIVATION_SIN,
    CAS_ACTIVATION_ATAN,
    CAS_ACTIVATION_IDENTITY,
    CAS_ACTIVATION_COUNT
};

extern const cas_activation cas_activations[CAS_ACTIVATION_COUNT];
/* The names, ended by NULL: the words of a parameter "activation". */
extern const char *const cas_activation_names[CAS_ACTIVATION_COUNT + 1];

/* The node of phi(z). */
size_t cas_activation_define(const cas_activation *phi, cas_program *program, size_t z);

#endif
