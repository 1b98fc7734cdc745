/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CHAIN_CHAIN_VOCABULARY_H
#define CASCADE_CHAIN_CHAIN_VOCABULARY_H

#include "formula/variable.h"
#include "formula/vocabulary.h"

/* The names of statements about chains and processes: the table of
   src/formula/README.md. */
typedef enum cas_chain_symbol {
    CAS_SYMBOL_N,
    CAS_SYMBOL_C, /* C, K, L_f, L, H, L_y in the order of cas_constant */
    CAS_SYMBOL_K,
    CAS_SYMBOL_L_F,
    CAS_SYMBOL_L,
    CAS_SYMBOL_H,
    CAS_SYMBOL_L_Y,
    CAS_SYMBOL_C_V, /* max{1, C^N}, Lemma 1 */
    CAS_SYMBOL_Y,
    CAS_SYMBOL_Y_TILDE,
    CAS_SYMBOL_Y_ERROR, /* y~_i - y_i */
    CAS_SYMBOL_V,
    CAS_SYMBOL_V_TILDE,
    CAS_SYMBOL_V_ERROR,
    CAS_SYMBOL_U,
    CAS_SYMBOL_U_TILDE,
    CAS_SYMBOL_U_ERROR,
    CAS_SYMBOL_ALL_U, /* stacked */
    CAS_SYMBOL_ALL_U_TILDE,
    CAS_SYMBOL_ALL_U_ERROR,
    CAS_SYMBOL_A,
    CAS_SYMBOL_A_TILDE,
    CAS_SYMBOL_B,
    CAS_SYMBOL_B_TILDE,
    CAS_SYMBOL_DELTA,
    CAS_SYMBOL_EPSILON,
    CAS_SYMBOL_HYBRID /* g_{k,i} */
} cas_chain_symbol;

typedef enum cas_chain_map {
    CAS_MAP_F,
    CAS_MAP_NABLA_1,
    CAS_MAP_NABLA_2,
    CAS_MAP_NABLA_21,
    CAS_MAP_NABLA_COMPOSED /* nablaF_k */
} cas_chain_map;

typedef enum cas_chain_field {
    CAS_NAMED_F,
    CAS_NAMED_F_AND_X, /* sigma(F, x) */
    CAS_NAMED_G,
    CAS_NAMED_H,
    CAS_NAMED_P,
    CAS_NAMED_Q
} cas_chain_field;

enum { CAS_SYMBOL_COUNT = CAS_SYMBOL_HYBRID + 1, CAS_NAMED_COUNT = CAS_NAMED_Q + 1 };

extern const cas_vocabulary cas_chain_vocabulary;

/* C, K, L_f, L, H, L_y or C_v of a chain of `depth` operators; constants: all but the
   last, exactly. */
cas_variable cas_chain_constant(const cas_workspace *workspace, const mpq_t *constants,
                                long depth, cas_chain_symbol symbol);

#endif
