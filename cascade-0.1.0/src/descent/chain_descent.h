/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_DESCENT_CHAIN_DESCENT_H
#define CASCADE_DESCENT_CHAIN_DESCENT_H

#include "process/process.h"

/* Perturbed stochastic gradient descent w+ = w - gamma (u~ + r) on a chain, exactly: the
   instances of Theorems 4 and 5 and of what follows from them.  Its gradients are those
   of passes (4) and (5) at the weights that were reached, and all randomness is that of
   the passes: the sample x, and perturbations that may depend on it, on each other and
   on the past.

   A mode is a process, whose x and perturbations are drawn anew in a step, and, for each
   branch of x, the mode of the step that follows; step 0 is in mode 0.  All modes have
   the same chain and the same law of x, so that l(w) = E_x F(x, w) + R(w) is one loss.
   The chain's weights, those of all operators behind each other, are w_0.

   Declared are L, mu and a point where the loss is least; by the PL condition l* lies
   within |grad l(p)|^2 / (2 mu) below l(p) for any p, so that a point near it is enough.
   That the loss is L-smooth and satisfies the PL condition at the states that a run
   visits is checked (chain_descent_model.h). */
enum { CAS_DESCENT_MODES = 8 };

typedef struct cas_mode {
    cas_process *process;
    size_t *next; /* one for each branch of x */
} cas_mode;

typedef struct cas_chain_descent {
    size_t modes;
    cas_mode mode[CAS_DESCENT_MODES];
    cas_operator *regulariser; /* R; it has one input, which it does not read */
    mpq_t step_size;           /* gamma > 0 */
    mpq_t smoothness;          /* L >= 0 */
    mpq_t convexity;           /* mu >= 0; 0: no PL condition, and the minimizer is one */
    cas_rationals minimizer;
    size_t steps;             /* T >= 1 */
    cas_smoothness constants; /* of Assumption 3 */
} cas_chain_descent;

/* T = 1, all numbers 0, the constants not certified yet.  Both are taken over; next is 0
   for each branch. */
cas_chain_descent *cas_chain_descent_new(cas_process *process, cas_operator *regulariser);
void cas_chain_descent_free(cas_chain_descent *descent); /* NULL: nothing */

/* Adds a mode, whose next mode is itself; the process is taken over, also on failure.
   Errors: CAS_INPUT where chain or input are others; CAS_LIMIT. */
cas_status cas_chain_descent_add(cas_chain_descent *descent, cas_process *process,
                                 cas_message *message);
/* Certifies the chain's constants of Assumption 3, or takes the declared ones. */
cas_status cas_chain_descent_certify(cas_chain_descent *descent, cas_message *message);

static inline const cas_chain *cas_chain_descent_chain(const cas_chain_descent *descent)
{
    return descent->mode[0].process->chain;
}

#endif
