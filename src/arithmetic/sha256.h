/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ARITHMETIC_SHA256_H
#define CASCADE_ARITHMETIC_SHA256_H

#include <stddef.h>
#include <stdint.h>

/* The hash function SHA-256 of FIPS 180-4. */

enum {
    CAS_SHA256_BYTES = 32,
    CAS_SHA256_TEXT = 65 /* characters of a digest in hexadecimal, with the NUL */
};

typedef struct cas_sha256 {
    uint32_t state[8];
    uint64_t length; /* bytes so far */
    uint8_t block[64];
} cas_sha256;

void cas_sha256_init(cas_sha256 *hash);
void cas_sha256_add(cas_sha256 *hash, const void *bytes, size_t count);
/* The numbers as IEEE doubles, lowest byte first on every machine. */
void cas_sha256_add_doubles(cas_sha256 *hash, const double *numbers, size_t count);
/* Ends hash. */
void cas_sha256_finish(cas_sha256 *hash, uint8_t digest[CAS_SHA256_BYTES]);
/* The same, in lowercase hexadecimal. */
void cas_sha256_finish_text(cas_sha256 *hash, char text[CAS_SHA256_TEXT]);

#endif
