/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "operator/operator.h"

#include "tests/constants/subdivision_trial.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* A function of one variable with three derivatives, by hand. */
typedef struct known {
    const char *name;
    void (*derivatives)(double x, double d[4]);
} known;

static void tanh_by_hand(double x, double d[4])
{
    const double t = tanh(x), h = 1 - t * t;
    d[0] = t, d[1] = h, d[2] = -2 * t * h, d[3] = h * (6 * t * t - 2);
}

static void sigmoid_by_hand(double x, double d[4])
{
    const double s = 1 / (1 + exp(-x)), h = s * (1 - s);
    d[0] = s, d[1] = h, d[2] = h * (1 - 2 * s), d[3] = h * (1 - 6 * s + 6 * s * s);
}

static void softplus_by_hand(double x, double d[4])
{
    double s[4];
    sigmoid_by_hand(x, s);
    d[0] = fmax(x, 0) + log1p(exp(-fabs(x)));
    d[1] = s[0], d[2] = s[1], d[3] = s[2];
}

static void sin_by_hand(double x, double d[4])
{
    d[0] = sin(x), d[1] = cos(x), d[2] = -sin(x), d[3] = -cos(x);
}

static void atan_by_hand(double x, double d[4])
{
    const double q = 1 / (1 + x * x);
    d[0] = atan(x), d[1] = q, d[2] = -2 * x * q * q, d[3] = (6 * x * x - 2) * q * q * q;
}

static const known functions[] = {{"tanh", tanh_by_hand},
                                  {"sigmoid", sigmoid_by_hand},
                                  {"sin", sin_by_hand},
                                  {"atan", atan_by_hand},
                                  {"softplus", softplus_by_hand}};
enum { KNOWN = sizeof functions / sizeof *functions, SOFTPLUS = KNOWN - 1, SIN = 2 };

/* The suprema of |h^(k)| for h = f g over a grid: h' = f'g + fg' and so on. */
static void sample_product(const known *f, const known *g, double from, double to,
                           double suprema[CAS_CONSTANT_COUNT])
{
    enum { POINTS = 20001 };
    memset(suprema, 0, CAS_CONSTANT_COUNT * sizeof *suprema);
    for (int i = 0; i < POINTS; i++) {
        const double x = from + (to - from) * i / (POINTS - 1);
        double p[4], q[4];
        f->derivatives(x, p);
        g->derivatives(x, q);
        const double first = p[1] * q[0] + p[0] * q[1];
        const double second = p[2] * q[0] + 2 * p[1] * q[1] + p[0] * q[2];
        const double third =
            p[3] * q[0] + 3 * p[2] * q[1] + 3 * p[1] * q[2] + p[0] * q[3];
        suprema[CAS_JACOBIAN] = fmax(suprema[CAS_JACOBIAN], fabs(first));
        suprema[CAS_JACOBIAN_LIPSCHITZ] =
            fmax(suprema[CAS_JACOBIAN_LIPSCHITZ], fabs(second));
        suprema[CAS_HESSIAN_LIPSCHITZ] =
            fmax(suprema[CAS_HESSIAN_LIPSCHITZ], fabs(third));
    }
    suprema[CAS_LIPSCHITZ] = suprema[CAS_JACOBIAN];
}

/* A sample's largest value is at most the supremum, so that an upper bound must exceed
   it; and an upper bound within 1 % of it is within 1 % of the supremum. */
static void check_sampled(const trial *t, const double sampled[CAS_CONSTANT_COUNT],
                          const char *text)
{
    for (int c = 0; c < CAS_CONSTANT_COUNT; c++)
        if (!(lower(t, c) <= upper(t, c) && upper(t, c) >= sampled[c] * (1 - 1e-12) &&
              upper(t, c) <= 1.01 * sampled[c]))
            fail_msg("%s, %s: [%.17g, %.17g], sampled %.17g", text, cas_constant_names[c],
                     lower(t, c), upper(t, c), sampled[c]);
}

static void products_in_one_variable_are_within_one_per_cent(void **state)
{
    (void)state;
    for (size_t i = 0; i < KNOWN; i++)
        for (size_t j = i; j < KNOWN; j++)
            for (int on_reals = 0; on_reals < 2; on_reals++) {
                trial t;
                char text[64];
                const char *const texts[] = {text};
                double sampled[CAS_CONSTANT_COUNT];
                snprintf(text, sizeof text, "%s(y1)*%s(y1)", functions[i].name,
                         functions[j].name);
                start(&t, 1, 0, 1, texts);
                if (!on_reals)
                    set_range(&t.domain.y[0], -1, 2.5);
                sample_product(&functions[i], &functions[j], on_reals ? -400 : -1,
                               on_reals ? 400 : 2.5, sampled);
                if (on_reals && j == SOFTPLUS && (i == SIN || i == SOFTPLUS)) {
                    assert_int_equal(run(&t, 0), CAS_UNBOUNDED);
                } else {
                    run_well(&t, text);
                    check_sampled(&t, sampled, text);
                }
                stop(&t);
            }
}

/* The same for f(y) g(w), whose derivative arrays have the entries f^(k) g^(l); on all
   reals a few points far out stand for the limits. */
static void sample_plane(const known *f, const known *g, bool on_reals,
                         double suprema[CAS_CONSTANT_COUNT])
{
    enum { GRID = 481, POINTS = GRID + 2 };
    static double p[POINTS][4], q[POINTS][4];
    const double from = on_reals ? -15 : -1, to = on_reals ? 15 : 2.5;
    memset(suprema, 0, CAS_CONSTANT_COUNT * sizeof *suprema);
    for (int i = 0; i < POINTS; i++) {
        double x = from + (to - from) * i / (GRID - 1);
        if (i >= GRID)
            x = !on_reals ? to : i == GRID ? -1e6 : 1e6;
        f->derivatives(x, p[i]);
        g->derivatives(x, q[i]);
    }
    for (int i = 0; i < POINTS; i++)
        for (int j = 0; j < POINTS; j++) {
            const double *a = p[i], *b = q[j];
            const double first = fabs(a[1] * b[0]), other = fabs(a[0] * b[1]);
            const double mixed = a[1] * b[1];
            const double second = hypot(hypot(a[2] * b[0], a[0] * b[2]), sqrt(2) * mixed);
            const double third = hypot(hypot(a[3] * b[0], a[0] * b[3]),
                                       sqrt(3) * hypot(a[2] * b[1], a[1] * b[2]));
            suprema[CAS_LIPSCHITZ] = fmax(suprema[CAS_LIPSCHITZ], first);
            suprema[CAS_JACOBIAN] = fmax(suprema[CAS_JACOBIAN], fmax(first, other));
            suprema[CAS_MIXED_HESSIAN] = fmax(suprema[CAS_MIXED_HESSIAN], fabs(mixed));
            suprema[CAS_JACOBIAN_LIPSCHITZ] =
                fmax(suprema[CAS_JACOBIAN_LIPSCHITZ], second);
            suprema[CAS_HESSIAN_LIPSCHITZ] = fmax(suprema[CAS_HESSIAN_LIPSCHITZ], third);
        }
}

static void products_in_two_variables_are_within_one_per_cent(void **state)
{
    (void)state;
    for (size_t i = 0; i < SOFTPLUS; i++)
        for (size_t j = i; j < KNOWN; j++)
            for (int on_reals = 0; on_reals < 2; on_reals++) {
                trial t;
                char text[64];
                const char *const texts[] = {text};
                double sampled[CAS_CONSTANT_COUNT];
                if (on_reals && j == SOFTPLUS)
                    continue;
                snprintf(text, sizeof text, "%s(y1)*%s(w1)", functions[i].name,
                         functions[j].name);
                start(&t, 1, 1, 1, texts);
                if (!on_reals) {
                    set_range(&t.domain.y[0], -1, 2.5);
                    set_range(&t.domain.w[0], -1, 2.5);
                }
                sample_plane(&functions[i], &functions[j], on_reals, sampled);
                run_well(&t, text);
                check_sampled(&t, sampled, text);
                stop(&t);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_in_one_variable_are_within_one_per_cent),
        cmocka_unit_test(products_in_two_variables_are_within_one_per_cent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
