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

/* A generator at the start of the stream, to be given to gsl_rng_free: 32-bit output,
   range 0 .. 2^32 - 1; gsl_rng_set(r, seed) goes to the start of the stream (seed, "",
   0).  Its numbers are those of the blocks with counters 0, 1, .., whose last word counts
   fastest. */
gsl_rng *cas_philox_new(cas_philox_key key);

#endif
