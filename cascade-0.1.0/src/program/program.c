/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "program/program.h"

#include "arithmetic/memory.h"

#include <stdint.h>
#include <stdlib.h>

/* An open hash table over the nodes: slot[h & (size - 1)] is a node's index + 1, 0 is
   empty.  Invariant: size is a power of two, at most half of the slots are taken. */
struct cas_program_index {
    size_t size;
    size_t *slot;
    size_t node_capacity, output_capacity, constant_capacity;
};

enum { INITIAL_CAPACITY = 16 };

cas_program *cas_program_new(size_t in, size_t weights)
{
    cas_program *program = cas_allocate(1, sizeof *program);
    program->in = in;
    program->weights = weights;
    program->index = cas_allocate(1, sizeof *program->index);
    program->index->size = 2 * INITIAL_CAPACITY;
    program->index->slot = cas_allocate(program->index->size, sizeof(size_t));
    return program;
}

void cas_program_free(cas_program *program)
{
    if (program == NULL)
        return;
    for (size_t i = 0; i < program->constant_count; i++)
        mpq_clear(program->constants[i]);
    free(program->constants);
    free(program->nodes);
    free(program->outputs);
    free(program->index->slot);
    free(program->index);
    free(program);
}

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ (hash >> 29);
}

static uint64_t mix_integer(uint64_t hash, mpz_srcptr z)
{
    hash = mix(hash, (uint64_t)(mpz_sgn(z) + 1));
    for (size_t i = 0; i < mpz_size(z); i++)
        hash = mix(hash, mpz_getlimbn(z, (mp_size_t)i));
    return hash;
}

/* A constant's hash and identity are its value's, not its place's in the list. */
static uint64_t hash_node(const cas_node *node, mpq_srcptr value)
{
    uint64_t hash = mix(0, (uint64_t)node->code);
    if (node->code == CAS_CONSTANT)
        return mix_integer(mix_integer(hash, mpq_numref(value)), mpq_denref(value));
    hash = mix(mix(hash, node->left), node->right);
    return mix(mix(hash, (uint64_t)node->exponent), (uint64_t)node->function);
}

static bool is_same(const cas_program *program, const cas_node *one,
                    const cas_node *other, mpq_srcptr value)
{
    if (one->code != other->code)
        return false;
    if (one->code == CAS_CONSTANT)
        return mpq_equal(program->constants[one->left], value) != 0;
    return one->left == other->left && one->right == other->right &&
           one->exponent == other->exponent && one->function == other->function;
}

/* The slot of the node that equals `node`, or the empty one where it belongs.  value: of
   a constant, else NULL. */
static size_t *find_slot(const cas_program *program, const cas_node *node,
                         mpq_srcptr value)
{
    const struct cas_program_index *index = program->index;
    size_t at = (size_t)hash_node(node, value) & (index->size - 1);
    while (index->slot[at] != 0 &&
           !is_same(program, &program->nodes[index->slot[at] - 1], node, value))
        at = (at + 1) & (index->size - 1);
    return &index->slot[at];
}

static void grow_index(cas_program *program)
{
    struct cas_program_index *index = program->index;
    free(index->slot);
    index->size *= 2;
    index->slot = cas_allocate(index->size, sizeof(size_t));
    for (size_t i = 0; i < program->node_count; i++) {
        const cas_node *node = &program->nodes[i];
        mpq_srcptr value =
            node->code == CAS_CONSTANT ? program->constants[node->left] : NULL;
        *find_slot(program, node, value) = i + 1;
    }
}

/* Storage for at least count + 1 entries. */
static void *reserve(void *list, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return list;
    *capacity = *capacity == 0 ? INITIAL_CAPACITY : 2 * *capacity;
    return cas_reallocate(list, *capacity, size);
}

static size_t add_constant(cas_program *program, mpq_srcptr value)
{
    size_t count = program->constant_count;
    program->constants = reserve(program->constants, count,
                                 &program->index->constant_capacity, sizeof(mpq_t));
    mpq_init(program->constants[count]);
    mpq_set(program->constants[count], value);
    program->constant_count++;
    return count;
}

static size_t add_node(cas_program *program, cas_node node, mpq_srcptr value)
{
    size_t *slot = find_slot(program, &node, value);
    if (*slot != 0)
        return *slot - 1;
    if (node.code == CAS_CONSTANT)
        node.left = add_constant(program, value);
    size_t count = program->node_count;
    program->nodes = reserve(program->nodes, count, &program->index->node_capacity,
                             sizeof *program->nodes);
    program->nodes[count] = node;
    program->node_count++;
    *slot = count + 1;
    if (2 * program->node_count > program->index->size)
        grow_index(program);
    return count;
}

size_t cas_program_constant(cas_program *program, mpq_srcptr value)
{
    return add_node(program, (cas_node){.code = CAS_CONSTANT}, value);
}

size_t cas_program_integer(cas_program *program, long value)
{
    mpq_t q;
    mpq_init(q);
    mpq_set_si(q, value, 1);
    size_t node = cas_program_constant(program, q);
    mpq_clear(q);
    return node;
}

size_t cas_program_y(cas_program *program, size_t i)
{
    CAS_REQUIRE(i < program->in);
    return add_node(program, (cas_node){.code = CAS_INPUT_Y, .left = i}, NULL);
}

size_t cas_program_w(cas_program *program, size_t i)
{
    CAS_REQUIRE(i < program->weights);
    return add_node(program, (cas_node){.code = CAS_INPUT_W, .left = i}, NULL);
}

mpq_srcptr cas_program_value(const cas_program *program, size_t node)
{
    const cas_node *at = &program->nodes[node];
    return at->code == CAS_CONSTANT ? program->constants[at->left] : NULL;
}

static bool is_integer(mpq_srcptr value, long n)
{
    return value != NULL && mpq_cmp_si(value, n, 1) == 0;
}

static size_t bits(mpq_srcptr value)
{
    return mpz_sizeinbase(mpq_numref(value), 2) + mpz_sizeinbase(mpq_denref(value), 2);
}

size_t cas_program_negate(cas_program *program, size_t x)
{
    CAS_REQUIRE(x < program->node_count);
    mpq_srcptr value = cas_program_value(program, x);
    if (program->nodes[x].code == CAS_NEGATE)
        return program->nodes[x].left;
    if (value == NULL)
        return add_node(program, (cas_node){.code = CAS_NEGATE, .left = x}, NULL);
    mpq_t r;
    mpq_init(r);
    mpq_neg(r, value);
    size_t node = cas_program_constant(program, r);
    mpq_clear(r);
    return node;
}

/* Whether left and right are constants whose result stays small enough to be written out;
   then *node is that constant. */
static bool fold_binary(cas_program *program, cas_opcode code, size_t left, size_t right,
                        size_t *node)
{
    mpq_srcptr x = cas_program_value(program, left),
               y = cas_program_value(program, right);
    if (x == NULL || y == NULL || bits(x) + bits(y) > CAS_PROGRAM_CONSTANT_BITS ||
        (code == CAS_DIVIDE && mpq_sgn(y) == 0))
        return false;
    mpq_t r;
    mpq_init(r);
    if (code == CAS_ADD)
        mpq_add(r, x, y);
    else if (code == CAS_SUBTRACT)
        mpq_sub(r, x, y);
    else if (code == CAS_MULTIPLY)
        mpq_mul(r, x, y);
    else
        mpq_div(r, x, y);
    *node = cas_program_constant(program, r);
    mpq_clear(r);
    return true;
}

/* x = base^exponent with exponent > 0, in one way. */
static long as_power(const cas_program *program, size_t x, size_t *base)
{
    const cas_node *node = &program->nodes[x];
    bool is_power = node->code == CAS_POWER && node->exponent > 0;
    *base = is_power ? node->left : x;
    return is_power ? node->exponent : 1;
}

/* Whether the operation has one operand for its result, or is a product of powers of one
   node; then *node is the result.  A product of powers becomes a power because an
   interval power is exact while the factors of a product forget that they are equal. */
static bool fold_trivial(cas_program *program, cas_opcode code, size_t left, size_t right,
                         size_t *node)
{
    long neutral = code == CAS_ADD || code == CAS_SUBTRACT ? 0 : 1;
    mpq_srcptr x = cas_program_value(program, left),
               y = cas_program_value(program, right);
    if (is_integer(y, neutral)) {
        *node = left;
        return true;
    }
    if ((code == CAS_ADD || code == CAS_MULTIPLY) && is_integer(x, neutral)) {
        *node = right;
        return true;
    }
    if (code == CAS_SUBTRACT && is_integer(x, 0)) {
        *node = cas_program_negate(program, right);
        return true;
    }
    size_t base, other;
    long n = as_power(program, left, &base), m = as_power(program, right, &other);
    if (code != CAS_MULTIPLY || base != other || n + m > CAS_PROGRAM_EXPONENT ||
        x != NULL || y != NULL)
        return false;
    *node = cas_program_power(program, base, n + m);
    return true;
}

size_t cas_program_binary(cas_program *program, cas_opcode code, size_t left,
                          size_t right)
{
    CAS_REQUIRE(left < program->node_count && right < program->node_count);
    CAS_REQUIRE(code == CAS_ADD || code == CAS_SUBTRACT || code == CAS_MULTIPLY ||
                code == CAS_DIVIDE);
    size_t node;
    if (fold_binary(program, code, left, right, &node) ||
        fold_trivial(program, code, left, right, &node))
        return node;
    bool is_reversed = (code == CAS_ADD || code == CAS_MULTIPLY) && left > right;
    cas_node operation = {.code = code,
                          .left = is_reversed ? right : left,
                          .right = is_reversed ? left : right};
    return add_node(program, operation, NULL);
}

/* value^exponent where that is a rational number of moderate size. */
static bool fold_power(cas_program *program, mpq_srcptr value, long exponent,
                       size_t *node)
{
    unsigned long n = (unsigned long)labs(exponent);
    if (value == NULL || (exponent < 0 && mpq_sgn(value) == 0) ||
        (n > 1 && bits(value) > CAS_PROGRAM_CONSTANT_BITS / n))
        return false;
    mpq_t r;
    mpq_init(r);
    mpz_pow_ui(mpq_numref(r), mpq_numref(value), n);
    mpz_pow_ui(mpq_denref(r), mpq_denref(value), n);
    if (exponent < 0)
        mpq_inv(r, r);
    *node = cas_program_constant(program, r);
    mpq_clear(r);
    return true;
}

size_t cas_program_power(cas_program *program, size_t x, long exponent)
{
    CAS_REQUIRE(x < program->node_count);
    CAS_REQUIRE(labs(exponent) <= CAS_PROGRAM_EXPONENT);
    size_t node;
    if (exponent == 1)
        return x;
    if (fold_power(program, cas_program_value(program, x), exponent, &node))
        return node;
    cas_node power = {.code = CAS_POWER, .left = x, .exponent = exponent};
    return add_node(program, power, NULL);
}

size_t cas_program_apply(cas_program *program, cas_function function, size_t x)
{
    CAS_REQUIRE(x < program->node_count && function < CAS_FUNCTION_COUNT);
    cas_node apply = {.code = CAS_APPLY, .left = x, .function = function};
    return add_node(program, apply, NULL);
}

void cas_program_add_output(cas_program *program, size_t node)
{
    CAS_REQUIRE(node < program->node_count);
    program->outputs = reserve(program->outputs, program->output_count,
                               &program->index->output_capacity, sizeof(size_t));
    program->outputs[program->output_count++] = node;
}

bool *cas_program_live(const cas_program *program)
{
    bool *live = cas_allocate(program->node_count, sizeof *live);
    for (size_t k = 0; k < program->output_count; k++)
        live[program->outputs[k]] = true;
    for (size_t i = program->node_count; i-- > 0;) {
        const cas_node *node = &program->nodes[i];
        if (!live[i] || cas_node_is_leaf(node))
            continue;
        live[node->left] = true;
        if (cas_node_is_binary(node))
            live[node->right] = true;
    }
    return live;
}

bool cas_program_is_rational(const cas_program *program)
{
    bool *live = cas_program_live(program);
    bool is_rational = true;
    for (size_t i = 0; i < program->node_count; i++)
        is_rational = is_rational && !(live[i] && program->nodes[i].code == CAS_APPLY);
    free(live);
    return is_rational;
}
