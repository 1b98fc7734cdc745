/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "operator/activation.h"

#include "arithmetic/interval.h"
#include "arithmetic/message.h"

#include <math.h>

static size_t define_tanh(cas_program *program, size_t z)
{
    return cas_program_apply(program, CAS_TANH, z);
}

static size_t define_sigmoid(cas_program *program, size_t z)
{
    return cas_program_apply(program, CAS_SIGMOID, z);
}

static size_t define_softplus(cas_program *program, size_t z)
{
    return cas_program_apply(program, CAS_SOFTPLUS, z);
}

static size_t define_sin(cas_program *program, size_t z)
{
    return cas_program_apply(program, CAS_SIN, z);
}

static size_t define_atan(cas_program *program, size_t z)
{
    return cas_program_apply(program, CAS_ATAN, z);
}

static size_t define_identity(cas_program *program, size_t z)
{
    (void)program;
    return z;
}

/*: Values and slopes in double. The textbook forms $1-\tanh^2 z$ and $s(1-s)$ lose all
digits for large $|z|$; with $q=e^{-|z|}\le 1$ every sum below has terms of one sign,
\begin{gather*}
\sigma(z)=\frac{1}{1+q}\ (z\ge 0),\quad \sigma(z)=\frac{q}{1+q}\ (z<0),\quad
\sigma'(z)=\frac{q}{(1+q)^2},\\
\tanh' z=\frac{4q^2}{(1+q^2)^2},\quad \ln(1+e^z)=\max(z,0)+\ln(1+q).
\end{gather*}
Let $u=2^{-53}$ and let the library's $\exp$, $\log1p$, $\tanh$, $\sin$, $\cos$, $\arctan$
err by at most 2 ulp, that is by a factor $1+4u$ at most. In $q/(1+q)^2$ the relative
error is to first order $4u$ from $q$, at most $2\cdot(2u+u)$ from $(1+q)^2$ (the error of
$q$ enters $1+q$ with weight $q/(1+q)\le\frac12$), $u$ for the square and $u$ for the
division: $12u$. For $\tanh'$ the call is $\exp(-2|z|)$ ($2|z|$ is exact), the factor 4 is
exact: the same. For the softplus, $\ln(1+q)$ passes on an error of $q$ with a factor
$q/((1+q)\ln(1+q))\le 1$, so $4u+4u$ and $u$ for the sum. The others are smaller;
second-order terms do not reach the next unit. Hence \texttt{CAS\_ACTIVATION\_ERROR},
16. */

static double sigmoid_value(double z)
{
    const double q = exp(-fabs(z));
    return z < 0 ? q / (1 + q) : 1 / (1 + q);
}

static double sigmoid_slope(double z)
{
    const double q = exp(-fabs(z)), s = 1 + q;
    return q / (s * s);
}

static double tanh_slope(double z)
{
    const double q = exp(-2 * fabs(z)), s = 1 + q;
    return 4 * q / (s * s);
}

static double softplus_value(double z)
{
    return fmax(z, 0) + log1p(exp(-fabs(z)));
}

static double atan_slope(double z)
{
    return 1 / (1 + z * z);
}

static double identity_value(double z)
{
    return z;
}

static double identity_slope(double z)
{
    (void)z;
    return 1;
}

/*: Ranges of derivatives. For $\tanh$, $\sigma$, softplus and $\arctan$ there is an
increasing function $u=u(z)$ with $|u-m|<h$, in which the derivatives are simple:
\[\begin{array}{llll}
\phi & u(z) & m,\,h & \phi',\ \phi'',\ \phi''' \\
\tanh & \tanh z & 0,\,1 & 1-u^2,\ -2u(1-u^2),\ (1-u^2)(6u^2-2)\\
\sigma & \sigma(z) & \frac12,\,\frac12 & p=u(1-u),\ p(1-2u),\ p(1-6p)\\
\text{softplus} & \sigma(z) & \frac12,\,\frac12 & u,\ p,\ p(1-2u)\\
\arctan & z/\sqrt{1+z^2} & 0,\,1 & q=1-u^2,\ -2u\,q^{3/2},\ (8u^2-2)\,q^2
\end{array}\]
($u=\sin\arctan z$ in the last line, so that $1/(1+z^2)=1-u^2$.) As a function of $u$ such
a derivative is stationary inside $|u-m|<h$ only where the next one vanishes:
\[\begin{array}{llll}
& \phi' & \phi'' & \phi''' \\
\tanh & 0 & \pm\sqrt{1/3} & 0,\ \pm\sqrt{2/3}\\
\sigma & \frac12 & \frac12\pm\sqrt{1/12} & \frac12,\ \frac12\pm\sqrt{1/6}\\
\text{softplus} & - & \frac12 & \frac12\pm\sqrt{1/12}\\
\arctan & 0 & \pm\frac12 & 0,\ \pm\sqrt{1/2}
\end{array}\]
from $\tanh''''=8u(1-u^2)(2-3u^2)$, $\sigma''''=p(1-2u)(1-12p)$ and
$\arctan''''=24z(1-z^2)/(1+z^2)^4$, $z^2=u^2/(1-u^2)$. All of them have the form
$m\pm\sqrt{s}$. Between stationary points the derivative is monotone, so its range over
$[a,b]$ is the hull of its values at $u(a)$, $u(b)$ and the stationary points in between;
the ends $u=m\pm h$ stand for infinite $z$. On all reals this gives the suprema in closed
form, for example $1$, $4/(3\sqrt3)$, $2$ for $\tanh$ and $\frac14$, $1/(6\sqrt3)$,
$\frac18$ for $\sigma$. */

typedef struct ratio {
    unsigned numerator, denominator; /* denominator 0: ends a list */
} ratio;

typedef struct carrier {
    double center, half_width; /* m and h */
    ratio squares[3][3];       /* the numbers s, for each derivative */
    void (*map)(mpfi_ptr u, mpfi_srcptr z);
    void (*derivative)(mpfi_ptr r, unsigned order, mpfi_srcptr u);
} carrier;

/* r := the hull of r and the derivative's value at u. */
static void include(mpfi_ptr r, const carrier *c, unsigned order, mpfi_srcptr u)
{
    mpfi_t value;
    mpfi_init2(value, mpfi_get_prec(r));
    c->derivative(value, order, u);
    mpfi_union(r, r, value);
    mpfi_clear(value);
}

/* u := u(z); rounding must not lead out of |u - m| <= h, where roots below are
   defined. */
static void map_endpoint(mpfi_ptr u, const carrier *c, mpfr_srcptr z)
{
    if (mpfr_inf_p(z)) {
        mpfi_set_d(u, c->center + mpfr_sgn(z) * c->half_width);
        return;
    }
    mpfi_t all, point;
    mpfi_init2(all, 53);
    mpfi_init2(point, mpfr_get_prec(z));
    mpfi_interv_d(all, c->center - c->half_width, c->center + c->half_width);
    mpfi_set_fr(point, z);
    c->map(u, point);
    mpfi_intersect(u, u, all);
    mpfi_clear(all);
    mpfi_clear(point);
}

/* Adds the values at the stationary points m - sqrt(s), m + sqrt(s) that lie in hull. */
static void include_stationary(mpfi_ptr r, const carrier *c, unsigned order,
                               mpfi_srcptr hull)
{
    mpfi_t root, u;
    mpfi_init2(root, mpfi_get_prec(r));
    mpfi_init2(u, mpfi_get_prec(r));
    for (const ratio *s = c->squares[order - 1]; s->denominator > 0; ++s) {
        mpfi_set_ui(root, s->numerator);
        mpfi_div_ui(root, root, s->denominator);
        mpfi_sqrt(root, root);
        for (int sign = -1; sign <= 1; sign += 2) {
            mpfi_mul_si(u, root, sign);
            mpfi_add_d(u, u, c->center);
            mpfi_intersect(u, u, hull);
            if (!mpfi_is_empty(u))
                include(r, c, order, u);
        }
    }
    mpfi_clear(root);
    mpfi_clear(u);
}

static void carrier_range(mpfi_ptr r, const carrier *c, unsigned order, mpfi_srcptr z)
{
    CAS_REQUIRE(order >= 1 && order <= 3);
    mpfi_t left, right;
    mpfi_init2(left, mpfi_get_prec(r));
    mpfi_init2(right, mpfi_get_prec(r));
    map_endpoint(left, c, &z->left);
    map_endpoint(right, c, &z->right);
    c->derivative(r, order, left);
    include(r, c, order, right);
    mpfi_union(left, left, right);
    include_stationary(r, c, order, left);
    mpfi_clear(left);
    mpfi_clear(right);
}

static void map_tanh(mpfi_ptr u, mpfi_srcptr z)
{
    mpfi_tanh(u, z);
}

static void map_sigmoid(mpfi_ptr u, mpfi_srcptr z)
{
    mpfi_neg(u, z);
    mpfi_exp(u, u);
    mpfi_add_ui(u, u, 1);
    mpfi_ui_div(u, 1, u);
}

static void map_atan(mpfi_ptr u, mpfi_srcptr z)
{
    mpfi_sqr(u, z);
    mpfi_add_ui(u, u, 1);
    mpfi_sqrt(u, u);
    mpfi_div(u, z, u);
}

/* r := 1 - u^2 */
static void one_minus_square(mpfi_ptr r, mpfi_srcptr u)
{
    mpfi_sqr(r, u);
    mpfi_ui_sub(r, 1, r);
}

/* r := r (a u^2 + b) */
static void multiply_by_even(mpfi_ptr r, mpfi_srcptr u, long a, long b)
{
    mpfi_t factor;
    mpfi_init2(factor, mpfi_get_prec(r));
    mpfi_sqr(factor, u);
    mpfi_mul_si(factor, factor, a);
    mpfi_add_si(factor, factor, b);
    cas_interval_multiply(r, r, factor);
    mpfi_clear(factor);
}

static void derivative_tanh(mpfi_ptr r, unsigned order, mpfi_srcptr u)
{
    one_minus_square(r, u);
    if (order == 2) {
        cas_interval_multiply(r, r, u);
        mpfi_mul_si(r, r, -2);
    } else if (order == 3)
        multiply_by_even(r, u, 6, -2);
}

static void derivative_atan(mpfi_ptr r, unsigned order, mpfi_srcptr u)
{
    one_minus_square(r, u);
    if (order == 2) {
        mpfi_t root;
        mpfi_init2(root, mpfi_get_prec(r));
        mpfi_sqrt(root, r);
        cas_interval_multiply(r, r, root);
        cas_interval_multiply(r, r, u);
        mpfi_mul_si(r, r, -2);
        mpfi_clear(root);
    } else if (order == 3) {
        mpfi_sqr(r, r);
        multiply_by_even(r, u, 8, -2);
    }
}

static void derivative_sigmoid(mpfi_ptr r, unsigned order, mpfi_srcptr u)
{
    mpfi_t factor;
    mpfi_init2(factor, mpfi_get_prec(r));
    mpfi_ui_sub(factor, 1, u);
    cas_interval_multiply(r, u, factor);
    if (order == 2) {
        mpfi_mul_si(factor, u, -2);
        mpfi_add_ui(factor, factor, 1);
        cas_interval_multiply(r, r, factor);
    } else if (order == 3) {
        mpfi_mul_si(factor, r, -6);
        mpfi_add_ui(factor, factor, 1);
        cas_interval_multiply(r, r, factor);
    }
    mpfi_clear(factor);
}

static void derivative_softplus(mpfi_ptr r, unsigned order, mpfi_srcptr u)
{
    if (order == 1)
        mpfi_set(r, u);
    else
        derivative_sigmoid(r, order - 1, u);
}

static const carrier tanh_carrier = {
    .center = 0,
    .half_width = 1,
    .squares = {{{0, 1}}, {{1, 3}}, {{0, 1}, {2, 3}}},
    .map = map_tanh,
    .derivative = derivative_tanh,
};

static const carrier sigmoid_carrier = {
    .center = 0.5,
    .half_width = 0.5,
    .squares = {{{0, 1}}, {{1, 12}}, {{0, 1}, {1, 6}}},
    .map = map_sigmoid,
    .derivative = derivative_sigmoid,
};

static const carrier softplus_carrier = {
    .center = 0.5,
    .half_width = 0.5,
    .squares = {{{0, 0}}, {{0, 1}}, {{1, 12}}},
    .map = map_sigmoid,
    .derivative = derivative_softplus,
};

static const carrier atan_carrier = {
    .center = 0,
    .half_width = 1,
    .squares = {{{0, 1}}, {{1, 4}}, {{0, 1}, {1, 2}}},
    .map = map_atan,
    .derivative = derivative_atan,
};

static void range_tanh(mpfi_ptr r, unsigned order, mpfi_srcptr z)
{
    carrier_range(r, &tanh_carrier, order, z);
}

static void range_sigmoid(mpfi_ptr r, unsigned order, mpfi_srcptr z)
{
    carrier_range(r, &sigmoid_carrier, order, z);
}

static void range_softplus(mpfi_ptr r, unsigned order, mpfi_srcptr z)
{
    carrier_range(r, &softplus_carrier, order, z);
}

static void range_atan(mpfi_ptr r, unsigned order, mpfi_srcptr z)
{
    carrier_range(r, &atan_carrier, order, z);
}

static void range_sin(mpfi_ptr r, unsigned order, mpfi_srcptr z)
{
    CAS_REQUIRE(order >= 1 && order <= 3);
    if (order == 2)
        mpfi_sin(r, z);
    else
        mpfi_cos(r, z);
    if (order > 1)
        mpfi_neg(r, r);
}

static void range_identity(mpfi_ptr r, unsigned order, mpfi_srcptr z)
{
    (void)z;
    mpfi_set_ui(r, order == 1);
}

const cas_activation cas_activations[CAS_ACTIVATION_COUNT] = {
    {"tanh", define_tanh, tanh, tanh_slope, range_tanh},
    {"sigmoid", define_sigmoid, sigmoid_value, sigmoid_slope, range_sigmoid},
    {"softplus", define_softplus, softplus_value, sigmoid_value, range_softplus},
    {"sin", define_sin, sin, cos, range_sin},
    {"atan", define_atan, atan, atan_slope, range_atan},
    {"identity", define_identity, identity_value, identity_slope, range_identity},
};

const char *const cas_activation_names[CAS_ACTIVATION_COUNT + 1] = {
    "tanh", "sigmoid", "softplus", "sin", "atan", "identity", NULL};
