/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/decimal.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

/* The calling thread's numbers have a point from now on; what to give to leave(). */
static locale_t enter(void)
{
    locale_t plain = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0);
    return plain == (locale_t)0 ? uselocale((locale_t)0) : uselocale(plain);
}

static void leave(locale_t before)
{
    locale_t plain = uselocale(before);
    if (plain != before)
        freelocale(plain);
}

double cas_decimal_read(const char *text, char **end)
{
    locale_t before = enter();
    double number = strtod(text, end);
    leave(before);
    return number;
}

int cas_decimal_print(char *text, size_t size, const char *format, va_list list)
{
    locale_t before = enter();
    int length = vsnprintf(text, size, format, list);
    leave(before);
    return length;
}

void cas_decimal_shorten(char *text, size_t size, int digits, mpfr_srcptr x)
{
    locale_t before = enter();
    mpfr_snprintf(text, size, "%.*Rg", digits, x);
    leave(before);
}

void cas_decimal_shorten_rational(char *text, size_t size, int digits, mpq_srcptr x)
{
    enum { BITS = 128 };
    mpfr_t rounded;
    mpfr_init2(rounded, BITS);
    mpfr_set_q(rounded, x, MPFR_RNDN);
    cas_decimal_shorten(text, size, digits, rounded);
    mpfr_clear(rounded);
}

void cas_decimal_write(char text[CAS_DECIMAL_TEXT], double x)
{
    locale_t before = enter();
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, CAS_DECIMAL_TEXT, "%.*g", digits, x);
        if (!(strtod(text, NULL) < x) && !(strtod(text, NULL) > x))
            break;
    }
    leave(before);
}
