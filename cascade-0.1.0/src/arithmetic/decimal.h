/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ARITHMETIC_DECIMAL_H
#define CASCADE_ARITHMETIC_DECIMAL_H

#include <mpfr.h>
#include <stdarg.h>
#include <stddef.h>

/* Decimal numbers with a point, also where the program that calls the library has set a
   locale that writes a comma. */

/* As strtod and vsnprintf. */
double cas_decimal_read(const char *text, char **end);
int cas_decimal_print(char *text, size_t size, const char *format, va_list list);

enum { CAS_DECIMAL_TEXT = 48 };

/* x with at most that many digits, also where it is out of the range of double. */
void cas_decimal_shorten(char *text, size_t size, int digits, mpfr_srcptr x);
void cas_decimal_shorten_rational(char *text, size_t size, int digits, mpq_srcptr x);

/* The fewest digits, 15 to 17 without zeros at their end, that read back as x; "inf",
   "nan". */
void cas_decimal_write(char text[CAS_DECIMAL_TEXT], double x);

#endif
