/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/philox.h"

#include "arithmetic/message.h"

#include <Random123/philox.h>
#include <string.h>

void cas_philox_block(cas_philox_key key, const uint32_t counter[4], uint32_t block[4])
{
    philox4x32_ctr_t c = {{counter[0], counter[1], counter[2], counter[3]}};
    philox4x32_key_t k = {{key.word[0], key.word[1]}};
    philox4x32_ctr_t b = philox4x32_R(10, c, k);
    memcpy(block, b.v, sizeof b.v);
}

/*: \paragraph{From a name to a key.} The key starts as the seed. Each piece of eight
characters of the purpose (the last one filled up with zeros) is enciphered, together with
its index and the length of the whole, under the key so far, and the first two words of
the block are the next key. A last block takes the trial in. Any two different triples
(seed, purpose, trial) so have the same key with probability $2^{-64}$, as if keys were
drawn at random; among $n$ streams a collision has probability below $n^2/2^{65}$, for a
million streams $2.8 \cdot 10^{-8}$. */
enum { PIECE = 8, LAST_BLOCK = 0xffff };

static cas_philox_key absorb(cas_philox_key key, uint64_t piece, uint32_t index,
                             uint32_t length)
{
    const uint32_t counter[4] = {(uint32_t)piece, (uint32_t)(piece >> 32), index, length};
    uint32_t block[4];
    cas_philox_block(key, counter, block);
    return (cas_philox_key){{block[0], block[1]}};
}

cas_philox_key cas_philox_key_make(uint64_t seed, const char *purpose, uint64_t trial)
{
    size_t length = strlen(purpose);
    CAS_REQUIRE(length < (size_t)LAST_BLOCK * PIECE);
    cas_philox_key key = {{(uint32_t)seed, (uint32_t)(seed >> 32)}};
    for (size_t start = 0; start < length; start += PIECE) {
        uint64_t piece = 0;
        for (size_t i = start; i < length && i < start + PIECE; i++)
            piece |= (uint64_t)(unsigned char)purpose[i] << (8 * (i - start));
        key = absorb(key, piece, (uint32_t)(start / PIECE), (uint32_t)length);
    }
    return absorb(key, trial, LAST_BLOCK, (uint32_t)length);
}

typedef struct stream {
    cas_philox_key key;
    uint32_t counter[4]; /* of the block that comes next */
    uint32_t block[4];
    size_t used; /* words of block that were given out; 4: none is left */
} stream;

static void start(stream *s, cas_philox_key key)
{
    *s = (stream){.key = key, .used = 4};
}

static void set(void *state, unsigned long seed)
{
    start(state, cas_philox_key_make(seed, "", 0));
}

static unsigned long get(void *state)
{
    stream *s = state;
    if (s->used == 4) {
        cas_philox_block(s->key, s->counter, s->block);
        for (int i = 3; i >= 0 && ++s->counter[i] == 0; i--)
            continue;
        s->used = 0;
    }
    return s->block[s->used++];
}

static double get_double(void *state)
{
    return (double)get(state) * 0x1p-32;
}

static const gsl_rng_type philox_type = {
    .name = "philox4x32-10",
    .max = 0xffffffffUL,
    .min = 0,
    .size = sizeof(stream),
    .set = set,
    .get = get,
    .get_double = get_double,
};

gsl_rng *cas_philox_new(cas_philox_key key)
{
    gsl_rng *rng = gsl_rng_alloc(&philox_type);
    CAS_REQUIRE(rng != NULL);
    start(rng->state, key);
    return rng;
}
