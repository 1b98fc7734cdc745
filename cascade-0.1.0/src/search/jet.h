/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_SEARCH_JET_H
#define CASCADE_SEARCH_JET_H

#include "claim/claim.h"

#include <gsl/gsl_rng.h>

/*: \section{The chains that a search moves in}

Operators of one number and one weight,
\[ f_i(y, w) = l y + g w + a_i y^2 + k_i y w + h y^3 + m y^2 w, \]
at $y = w = 0$, with perturbations that are small beside the box $|y| \le Q$, $w = 0$ on
which they are meant. There $C$ and $L_f$ tend with $Q$ to $\max(l, g)$ and $l$,
$C_{\nabla^2 f}$ to $\max k_i$, $L_{\nabla f}$ to $\max (4 a_i^2 + 2 k_i^2)^{1/2}$ and
$L_{\nabla^2 f}$ to $(36 h^2 + 12 m^2)^{1/2}$: all five constants are tight and move
independently. No coefficient is negative, so that what the perturbations do adds up. In
the worst case of Theorem 1 each operator has its own share of the mixed derivative:
$k_i = k\,2^{-t(i-2)}$, and $a_i$ takes what $L_{\nabla f}$ leaves it. Without all of
$a_i$, $k_i$, $h$ and $m$ the chain is linear, and the constants count for all reals. */

/* How delta_i and epsilon_i are drawn, each a multiple of its size. */
typedef enum cas_jet_law {
    CAS_JET_CERTAIN, /* 1 */
    CAS_JET_COINS,   /* 1, or with some probability `other`, independently */
    CAS_JET_COMMON   /* the same of all; processes only */
} cas_jet_law;

/* The coordinates: of the coefficients and the sizes their binary logarithms, -INFINITY
   where one is 0 and stays so. */
enum {
    CAS_JET_SLOPE,       /* l */
    CAS_JET_GAIN,        /* g */
    CAS_JET_BEND,        /* (4 a_i^2 + 2 k_i^2)^{1/2} */
    CAS_JET_MIXED,       /* k */
    CAS_JET_THIRD,       /* h */
    CAS_JET_MIXED_THIRD, /* m */
    CAS_JET_COEFFICIENTS,
    CAS_JET_TAPER = CAS_JET_COEFFICIENTS, /* t */
    CAS_JET_OTHER,                        /* in [-1, 1] */
    CAS_JET_SHARE,                        /* the probability of 1, in (0, 1) */
    CAS_JET_SIZES /* of delta_1..delta_{N-1}, then of epsilon_2..epsilon_N */
};

enum {
    CAS_JET_OPERATORS = 12,
    CAS_JET_COORDINATES = CAS_JET_SIZES + 2 * (CAS_JET_OPERATORS - 1)
};

typedef struct cas_jet {
    size_t operators; /* N, 2 to CAS_JET_OPERATORS */
    cas_jet_law law;
    double at[CAS_JET_COORDINATES];
} cas_jet;

/* What there is to start from: shape = 0 .. cas_jet_shapes() - 1, each for one kind of
   mistake; others are drawn. */
size_t cas_jet_shapes(void);
void cas_jet_start(size_t shape, bool of_process, size_t operators, cas_jet *jet);
void cas_jet_draw(gsl_rng *rng, bool of_process, size_t operators, cas_jet *jet);

/* A coordinate that moves: its place in jet->at, a first step, and its bounds. */
typedef struct cas_jet_coordinate {
    size_t place;
    double step, lower, upper;
} cas_jet_coordinate;

/* Whether that coordinate is a logarithm, which may be -INFINITY. */
bool cas_jet_is_logarithm(size_t place);
/* Writes those that there are, at most CAS_JET_COORDINATES, and returns how many. */
size_t cas_jet_coordinates(const cas_jet *jet, cas_jet_coordinate *coordinates);

/* The chain or process, with numbers of so many significant decimal digits, owned by the
   caller.  kind: cas_chain_kind or cas_process_kind.  Errors: of the constants. */
cas_status cas_jet_instance(const cas_jet *jet, int digits, const cas_instance_kind *kind,
                            void **instance, cas_message *message);

#endif
