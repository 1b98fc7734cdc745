/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "operator/activation.h"

#include "arithmetic/interval.h"

#include <math.h>

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
increasing $v=v(z)\in(-1,1)$ in which the derivatives are simple; with $q=1-v^2$,
\[\begin{array}{lllll}
\phi & v(z) & \phi' & \phi'' & \phi''' \\
\tanh & \tanh z & q & -2vq & (6v^2-2)\,q\\
\sigma & \tanh\frac z2 & \frac14q & -\frac14vq & \frac18(3v^2-1)\,q\\
\text{softplus} & \tanh\frac z2 & \frac12(1+v) & \frac14q & -\frac14vq\\
\arctan & z/\sqrt{1+z^2} & q & -2v\,q^{3/2} & (8v^2-2)\,q^2
\end{array}\]
($\sigma=\frac12(1+v)$ has $v'=\frac12q$; $v=\sin\arctan z$ in the last line, so that
$1/(1+z^2)=q$.) As a function of $v$ such a derivative is stationary inside $|v|<1$ only
where the next one vanishes, at $v=\pm\sqrt s$ with
\[\begin{array}{llll}
& \phi' & \phi'' & \phi''' \\
\tanh,\ \sigma & s=0 & \frac13 & 0,\ \frac23\\
\text{softplus} & - & 0 & \frac13\\
\arctan & 0 & \frac14 & 0,\ \frac12
\end{array}\]
from $\tanh''''=8v(2-3v^2)\,q$ and $\arctan''''=24z(1-z^2)/(1+z^2)^4$, $z^2=v^2/q$.
Between stationary points the derivative is monotone, so its range over $[a,b]$ is the
hull of its values at $v(a)$, $v(b)$ and the stationary points in between; the ends
$v=\pm1$ stand for infinite $z$. On all reals this gives the suprema in closed form, for
example $1$, $4/(3\sqrt3)$, $2$ for $\tanh$ and $\frac14$, $1/(6\sqrt3)$, $\frac18$ for
$\sigma$. */

typedef struct ratio {
    unsigned numerator, denominator; /* denominator 0: ends a list */
} ratio;

/* (a + b v + c v^2) q^(halves/2) / divisor */
typedef struct derivative {
    long a, b, c;
    unsigned halves, divisor;
    ratio stationary[3]; /* the squares s */
} derivative;

static const derivative of_tanh[] = {{1, 0, 0, 2, 1, {{0, 1}}},
                                     {0, -2, 0, 2, 1, {{1, 3}}},
                                     {-2, 0, 6, 2, 1, {{0, 1}, {2, 3}}}};
static const derivative of_sigmoid[] = {{1, 0, 0, 2, 4, {{0, 1}}},
                                        {0, -1, 0, 2, 4, {{1, 3}}},
                                        {-1, 0, 3, 2, 8, {{0, 1}, {2, 3}}}};
static const derivative of_softplus[] = {
    {1, 1, 0, 0, 2, {{0, 0}}}, {1, 0, 0, 2, 4, {{0, 1}}}, {0, -1, 0, 2, 4, {{1, 3}}}};
static const derivative of_atan[] = {{1, 0, 0, 2, 1, {{0, 1}}},
                                     {0, -2, 0, 3, 1, {{1, 4}}},
                                     {-2, 0, 8, 4, 1, {{0, 1}, {1, 2}}}};

static void map_tanh(mpfi_ptr v, mpfi_srcptr z)
{
    mpfi_tanh(v, z);
}

static void map_half_tanh(mpfi_ptr v, mpfi_srcptr z)
{
    mpfi_div_2ui(v, z, 1);
    mpfi_tanh(v, v);
}

static void map_atan(mpfi_ptr v, mpfi_srcptr z)
{
    mpfi_sqr(v, z);
    mpfi_add_ui(v, v, 1);
    mpfi_sqrt(v, v);
    mpfi_div(v, z, v);
}

/* v := v(z); rounding must not lead out of [-1, 1], where q has a root. */
static void map_endpoint(mpfi_ptr v, void (*map)(mpfi_ptr, mpfi_srcptr), mpfr_srcptr z)
{
    if (mpfr_inf_p(z)) {
        mpfi_set_si(v, mpfr_sgn(z));
        return;
    }
    mpfi_t all, point;
    mpfi_init2(all, 53);
    mpfi_init2(point, mpfr_get_prec(z));
    mpfi_interv_si(all, -1, 1);
    mpfi_set_fr(point, z);
    map(v, point);
    mpfi_intersect(v, v, all);
    mpfi_clear(all);
    mpfi_clear(point);
}

/* r := the derivative's value at v, another interval. */
static void evaluate(mpfi_ptr r, const derivative *d, mpfi_srcptr v)
{
    mpfi_t q;
    mpfi_init2(q, mpfi_get_prec(r));
    mpfi_mul_si(r, v, d->c);
    mpfi_add_si(r, r, d->b);
    cas_interval_multiply(r, r, v);
    mpfi_add_si(r, r, d->a);
    mpfi_sqr(q, v);
    mpfi_ui_sub(q, 1, q);
    for (unsigned i = 0; i < d->halves / 2; ++i)
        cas_interval_multiply(r, r, q);
    mpfi_sqrt(q, q);
    if (d->halves % 2 != 0)
        cas_interval_multiply(r, r, q);
    mpfi_div_ui(r, r, d->divisor);
    mpfi_clear(q);
}

/* r := the hull of r and the values at the stationary points -sqrt(s), sqrt(s) that lie
   in `among`. */
static void include_stationary(mpfi_ptr r, const derivative *d, mpfi_srcptr among)
{
    mpfi_t root, v, value;
    mpfi_init2(root, mpfi_get_prec(r));
    mpfi_init2(v, mpfi_get_prec(r));
    mpfi_init2(value, mpfi_get_prec(r));
    for (const ratio *s = d->stationary; s->denominator > 0; ++s) {
        mpfi_set_ui(root, s->numerator);
        mpfi_div_ui(root, root, s->denominator);
        mpfi_sqrt(root, root);
        for (int sign = -1; sign <= 1; sign += 2) {
            mpfi_mul_si(v, root, sign);
            mpfi_intersect(v, v, among);
            if (mpfi_is_empty(v))
                continue;
            evaluate(value, d, v);
            mpfi_union(r, r, value);
        }
    }
    mpfi_clear(root);
    mpfi_clear(v);
    mpfi_clear(value);
}

static void range_by(mpfi_ptr r, const derivative *d, void (*map)(mpfi_ptr, mpfi_srcptr),
                     mpfi_srcptr z)
{
    mpfi_t left, right, value;
    mpfi_init2(left, mpfi_get_prec(r));
    mpfi_init2(right, mpfi_get_prec(r));
    mpfi_init2(value, mpfi_get_prec(r));
    map_endpoint(left, map, &z->left);
    map_endpoint(right, map, &z->right);
    evaluate(r, d, left);
    evaluate(value, d, right);
    mpfi_union(r, r, value);
    mpfi_union(left, left, right);
    include_stationary(r, d, left);
    mpfi_clear(left);
    mpfi_clear(right);
    mpfi_clear(value);
}

static void range_tanh(mpfi_ptr r, unsigned order, mpfi_srcptr z)
{
    range_by(r, &of_tanh[order - 1], map_tanh, z);
}

static void range_sigmoid(mpfi_ptr r, unsigned order, mpfi_srcptr z)
{
    range_by(r, &of_sigmoid[order - 1], map_half_tanh, z);
}

static void range_softplus(mpfi_ptr r, unsigned order, mpfi_srcptr z)
{
    range_by(r, &of_softplus[order - 1], map_half_tanh, z);
}

static void range_atan(mpfi_ptr r, unsigned order, mpfi_srcptr z)
{
    range_by(r, &of_atan[order - 1], map_atan, z);
}

static void range_sin(mpfi_ptr r, unsigned order, mpfi_srcptr z)
{
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
    {"tanh", CAS_TANH, tanh, tanh_slope, range_tanh},
    {"sigmoid", CAS_SIGMOID, sigmoid_value, sigmoid_slope, range_sigmoid},
    {"softplus", CAS_SOFTPLUS, softplus_value, sigmoid_value, range_softplus},
    {"sin", CAS_SIN, sin, cos, range_sin},
    {"atan", CAS_ATAN, atan, atan_slope, range_atan},
    {"identity", CAS_FUNCTION_COUNT, identity_value, identity_slope, range_identity},
};

const char *const cas_activation_names[CAS_ACTIVATION_COUNT + 1] = {
    "tanh", "sigmoid", "softplus", "sin", "atan", "identity", NULL};

size_t cas_activation_define(const cas_activation *phi, cas_program *program, size_t z)
{
    return phi->function < CAS_FUNCTION_COUNT
               ? cas_program_apply(program, phi->function, z)
               : z;
}
