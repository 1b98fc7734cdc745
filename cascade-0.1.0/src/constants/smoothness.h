/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CONSTANTS_SMOOTHNESS_H
#define CASCADE_CONSTANTS_SMOOTHNESS_H

#include <stddef.h>

/* The five constants of Assumption 3.

     jacobian            C_{grad f}    sup max(||grad_1 f||_op, ||grad_2 f||_op)
     mixed_hessian       C_{grad^2 f}  sup ||grad^2_21 f||_op, the norm (9)
     lipschitz           L_f           sup ||grad_1 f||_op
     jacobian_lipschitz  L_{grad f}    sup ||D^2 f||_F   over (y, w) jointly
     hessian_lipschitz   L_{grad^2 f}  sup ||D^3 f||_F   over (y, w) jointly

   The suprema run over the operator's domain, a box, which is convex, so that the last
   two bound the Lipschitz constants of the first and second derivative.

   A sixth one, that chain files do not declare: what the proof of Theorem 2 needs of
   C_{grad^2 f} and of L_{grad f}, and is at most L_{grad f}: a Lipschitz constant of
   grad_1 f and of grad_2 f, in the Frobenius norm, where y alone moves.

     state_lipschitz     L_{grad f, y}  sup max(||D(grad_1 f) by y||_op,
                                                ||D(grad_2 f) by y||_op),
                         the rows being the entries of the Jacobian, the columns y */
typedef enum cas_constant {
    CAS_JACOBIAN,
    CAS_MIXED_HESSIAN,
    CAS_LIPSCHITZ,
    CAS_JACOBIAN_LIPSCHITZ,
    CAS_HESSIAN_LIPSCHITZ,
    CAS_CONSTANT_COUNT, /* of Assumption 3 */
    CAS_STATE_LIPSCHITZ = CAS_CONSTANT_COUNT,
    CAS_BOUND_COUNT
} cas_constant;

/* "jacobian", ...: the keys of the chain file. */
extern const char *const cas_constant_names[CAS_BOUND_COUNT];
/* "C_{grad f}", ...: for people. */
extern const char *const cas_constant_symbols[CAS_BOUND_COUNT];

/* How much work their certification is worth; zero is the default. */
typedef struct cas_smoothness_options {
    double tolerance; /* relative gap at which subdivision stops; 0: 1/256 */
    size_t boxes;     /* most boxes looked at per constant; 0: 20000, or as many as take
                          about a second, whichever is less */
} cas_smoothness_options;

#endif
