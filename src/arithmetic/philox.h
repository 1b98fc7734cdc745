/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ARITHMETIC_PHILOX_H
#define CASCADE_ARITHMETIC_PHILOX_H

#include <gsl/gsl_rng.h>
#include <stdint.h>

/* Random numbers by Philox4x32-10 (Random123): a stream is a 64-bit key, a number in it
   is a function of the key and a 128-bit counter.  Nothing depends on call order across
   streams, so results are the same for any number of threads, ranks or batch widths, and
   a trial's numbers do not shift when trials or tests are added. */
typedef struct cas_philox_key {
    uint32_t word[2];
} cas_philox_key;

/* The key of one stream: `seed` as the user gave it, `purpose` the claim id or experiment
   name, `trial` the trial or run. */
cas_philox_key cas_philox_key_make(uint64_t seed, const char *purpose, uint64_t trial);

/* One block of the generator: block = Philox4x32-10(counter, key). */
void cas_philox_block(cas_philox_key key, const uint32_t counter[4], uint32_t block[4]);

/* The generator as a gsl_rng_type: 32-bit output, range 0 .. 2^32 - 1; gsl_rng_set(r,
   seed) is the key (seed, "", 0). */
extern const gsl_rng_type *const cas_philox_type;

/* The counter of a generator is (step, node, element, block), block counting blocks of
   four numbers from 0; a generator that is read past block 2^32 - 1 carries into element,
   then node, then step.  The start of a stream is (0, 0, 0, 0). */

/* A generator at the start of the stream; to be given to gsl_rng_free. */
gsl_rng *cas_philox_new(cas_philox_key key);

/* Moves a generator of cas_philox_type to the start of stream `key`. */
void cas_philox_rekey(gsl_rng *rng, cas_philox_key key);

/* Moves a generator of cas_philox_type to the number counted (step, node, element):
   the place of one random number of a pass. */
void cas_philox_seek(gsl_rng *rng, uint32_t step, uint32_t node, uint32_t element);

#endif
