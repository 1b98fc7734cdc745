/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_PROGRAM_PROGRAM_H
#define CASCADE_PROGRAM_PROGRAM_H

#include "arithmetic/arithmetic.h"
#include "arithmetic/message.h"
#include "arithmetic/rational.h"

/* A straight-line program: the mathematical definition of a map (y, w) -> out numbers, as
   a list of nodes in which every operand stands before its use.  It knows no arithmetic;
   tapes (tape.h) and jets (jet.h) run it in one.

   Invariants: nodes are pairwise distinct (equal subexpressions are shared when they are
   added); a node's operands have smaller indices; y is 0..in-1, w is 0..weights-1. */

typedef enum cas_opcode {
    CAS_CONSTANT, /* constants.at[left] */
    CAS_INPUT_Y,  /* y[left] */
    CAS_INPUT_W,  /* w[left] */
    CAS_NEGATE,   /* -left */
    CAS_ADD,
    CAS_SUBTRACT,
    CAS_MULTIPLY,
    CAS_DIVIDE,
    CAS_POWER, /* left ^ exponent */
    CAS_APPLY  /* function(left) */
} cas_opcode;

typedef struct cas_node {
    cas_opcode code;
    size_t left, right;
    long exponent;
    cas_function function;
} cas_node;

typedef struct cas_program {
    size_t in, weights; /* how many y and w there are */
    size_t node_count, output_count, constant_count;
    cas_node *nodes;
    size_t *outputs; /* node of each output */
    mpq_t *constants;
    struct cas_program_index *index; /* for sharing */
} cas_program;

enum {
    CAS_PROGRAM_NODES = 1 << 20,        /* the most nodes of a program read from a file */
    CAS_PROGRAM_EXPONENT = 1 << 16,     /* the largest |n| of x^n */
    CAS_PROGRAM_CONSTANT_BITS = 1 << 16 /* a folded constant has no more bits than this */
};

cas_program *cas_program_new(size_t in, size_t weights);
void cas_program_free(cas_program *program);

/* Each adds a node, or finds the equal one, and returns its index.  The operands of + and
   * are put in order, so that x + y and y + x are equal.  Trivial nodes are folded
   exactly: operations on constants that stay rational (but never a division by zero), x +
   0, 0 - x, x * 1, x / 1, x^1, --x, and products of positive powers of one node (x * x is
   x^2, which is the sharper one in intervals). */
size_t cas_program_constant(cas_program *program, mpq_srcptr value);
size_t cas_program_integer(cas_program *program, long value);
size_t cas_program_y(cas_program *program, size_t i);
size_t cas_program_w(cas_program *program, size_t i);
size_t cas_program_negate(cas_program *program, size_t x);
/* code: CAS_ADD, CAS_SUBTRACT, CAS_MULTIPLY, CAS_DIVIDE */
size_t cas_program_binary(cas_program *program, cas_opcode code, size_t left,
                          size_t right);
size_t cas_program_power(cas_program *program, size_t x, long exponent);
size_t cas_program_apply(cas_program *program, cas_function function, size_t x);

/* Declares node as the next output. */
void cas_program_add_output(cas_program *program, size_t node);

/* The value of a constant node, NULL for other nodes; valid until the
   next node is added. */
mpq_srcptr cas_program_value(const cas_program *program, size_t node);

/* Operands: a leaf has none, a binary node left and right, every other node left. */
static inline bool cas_node_is_leaf(const cas_node *node)
{
    return node->code == CAS_CONSTANT || node->code == CAS_INPUT_Y ||
           node->code == CAS_INPUT_W;
}

static inline bool cas_node_is_binary(const cas_node *node)
{
    return node->code == CAS_ADD || node->code == CAS_SUBTRACT ||
           node->code == CAS_MULTIPLY || node->code == CAS_DIVIDE;
}

/* For each node whether some output depends on it (folding leaves nodes without a use
   behind).  To be given to free(). */
bool *cas_program_live(const cas_program *program);

/* Whether every live node is + - * / or a power, so that exact rational
   arithmetic can run it. */
bool cas_program_is_rational(const cas_program *program);

#endif
