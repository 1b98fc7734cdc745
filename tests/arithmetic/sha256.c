/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/sha256.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_digest(const char *text, size_t repeated, size_t piece,
                          const char *expected)
{
    char digest[CAS_SHA256_TEXT];
    cas_sha256 hash;
    cas_sha256_init(&hash);
    for (size_t i = 0; i < repeated; i++)
        for (size_t from = 0, length = strlen(text); from < length; from += piece)
            cas_sha256_add(&hash, text + from,
                           length - from < piece ? length - from : piece);
    cas_sha256_finish_text(&hash, digest);
    assert_string_equal(digest, expected);
}

/* FIPS 180-4's examples and the one of a million letters. */
static void digests_are_those_of_the_standard(void **state)
{
    (void)state;
    for (size_t piece = 1; piece <= 130; piece++) {
        assert_digest("", 1, piece,
                      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_digest("abc", 1, piece,
                      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
                      piece,
                      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
        assert_digest("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoij"
                      "klmnopjklmnop"
                      "qklmnopqrlmnopqrsmnopqrstnopqrstu",
                      1, piece,
                      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
    }
    assert_digest("aaaaaaaaaa", 100000, 10,
                  "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void doubles_are_hashed_from_their_lowest_byte_on(void **state)
{
    (void)state;
    static const double numbers[2] = {0x1.0203040506070p-1, -0.0};
    static const uint8_t bytes[16] = {0x70, 0x60, 0x50, 0x40, 0x30, 0x20, 0xe0, 0x3f,
                                      0,    0,    0,    0,    0,    0,    0,    0x80};
    uint8_t one[CAS_SHA256_BYTES], other[CAS_SHA256_BYTES];
    cas_sha256 hash;
    cas_sha256_init(&hash);
    cas_sha256_add_doubles(&hash, numbers, 2);
    cas_sha256_finish(&hash, one);
    cas_sha256_init(&hash);
    cas_sha256_add(&hash, bytes, sizeof bytes);
    cas_sha256_finish(&hash, other);
    assert_memory_equal(one, other, sizeof one);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digests_are_those_of_the_standard),
        cmocka_unit_test(doubles_are_hashed_from_their_lowest_byte_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
