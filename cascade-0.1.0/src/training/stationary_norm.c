/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training/stationary_norm.h"

#include "arithmetic/memory.h"
#include "training/averaged_field.h"

#include <gsl/gsl_eigen.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/*:
\section{Where runs end at a positive step size}

Around the zero $w^*$ of the averaged field $F$, with $H=F'(w^*)$ and
$\zeta_t=g_t-F(w_t)$,
\[ w_{t+1}-w^*\approx(I-\gamma H)(w_t-w^*)-\gamma\zeta_t. \]
$H$ is symmetric. In its eigenvectors, with eigenvalues $\lambda_i$, the covariance $C$ of
the limit satisfies $C=(I-\gamma H)C(I-\gamma H)+\gamma^2V$, so that
\[ C_{ij}=\gamma\,\frac{V_{ij}}{\lambda_i+\lambda_j-\gamma\lambda_i\lambda_j},\qquad
   V=\operatorname{cov}(\zeta_t\mid w_t=w^*), \]
if $\gamma\lambda_i<2$ for all $i$. To the same order $\nabla f(w)$ is normal with mean
$p=\nabla f(w^*)$, whose norm is the plateau, and covariance $JCJ$, $J=\nabla^2f(w^*)$:
\[ \mathbb E\|\nabla f(w)\|^2\approx\|p\|^2+\gamma s^2,\qquad
   s^2=\operatorname{tr}\bigl(JCJ\bigr)/\gamma, \]
where $s$ hardly depends on $\gamma$ for $\gamma\lambda_i\ll1$.

\paragraph{The noise.} With $v_b=\operatorname{var}\epsilon$, $\delta$ independent of
$\epsilon$, and $p_f,p_b$ the fractions of the iterations that have noise,
\begin{align*}
V&=\sigma_n^2I+p_f\operatorname{cov}_\delta\Bigl(\frac1M\sum_l\sigma(a_l+\delta)x_l\Bigr)
   +p_bv_b\,\bar x\bar x^\top&&\text{(shared),}\\
V&=\sigma_n^2I+\frac1{M^2}\sum_l\bigl(p_f\operatorname{var}\sigma(a_l+\delta)+p_bv_b\bigr)
   x_lx_l^\top&&\text{(per sample).}
\end{align*}
That the mean of $g_t$ alternates between iterations with and without noise moves $w$ by
$O(\gamma)$ only. The means over $\delta$ are Gauss--Legendre sums.
*/

struct stationary {
    const cas_training_problem *problem;
    cas_training_options options; /* complete */
    cas_averaged_field field;
    size_t d;
    double *gradient; /* d: grad f(w*) */
    double *margins;  /* M: a_l */
    double *noise;    /* d x d: V, later in the eigenvectors of H */
    double *hessian;  /* d x d: J, later J times those */
    double *lambda;   /* d */
};

static void take_sample(const cas_training_problem *problem, size_t l, double *x)
{
    for (size_t j = 0; j < problem->dimension; j++)
        x[j] = -problem->labels[l] * problem->features[l * problem->dimension + j];
}

/* matrix += scale x x' */
static void add_square(size_t d, double scale, const double *x, double *matrix)
{
    for (size_t i = 0; i < d; i++)
        for (size_t j = 0; j < d; j++)
            matrix[i * d + j] += scale * x[i] * x[j];
}

static double sigmoid_at(const struct stationary *s, double a, size_t node)
{
    const cas_averaged_sigmoid *average = &s->field.sigmoid;
    double delta = average->mean + average->radius * (2 * average->node[node] - 1);
    return 1 / (1 + exp(-(a + delta)));
}

/* var sigmoid(a + delta) */
static double sigmoid_variance(const struct stationary *s, double a)
{
    double mean = 0, variance = 0;
    for (size_t k = 0; k < CAS_AVERAGED_NODES; k++)
        mean += s->field.sigmoid.node_weight[k] * sigmoid_at(s, a, k);
    for (size_t k = 0; k < CAS_AVERAGED_NODES; k++)
        variance += s->field.sigmoid.node_weight[k] * pow(sigmoid_at(s, a, k) - mean, 2);
    return variance;
}

/* g = (1/M) sum_l (sigmoid(a_l + delta_node) - sigmoid(a_l)) x_l */
static void forward_change(const struct stationary *s, size_t node, double *x, double *g)
{
    memset(g, 0, s->d * sizeof *g);
    for (size_t l = 0; l < s->problem->samples; l++) {
        double a = s->margins[l];
        double change = sigmoid_at(s, a, node) - 1 / (1 + exp(-a));
        take_sample(s->problem, l, x);
        for (size_t j = 0; j < s->d; j++)
            g[j] += change * x[j] / (double)s->problem->samples;
    }
}

static void add_shared_forward(const struct stationary *s, double *x)
{
    double *changes = cas_allocate((CAS_AVERAGED_NODES + 1) * s->d, sizeof *changes);
    double *mean = changes + CAS_AVERAGED_NODES * s->d;
    for (size_t k = 0; k < CAS_AVERAGED_NODES; k++) {
        forward_change(s, k, x, changes + k * s->d);
        for (size_t j = 0; j < s->d; j++)
            mean[j] += s->field.sigmoid.node_weight[k] * changes[k * s->d + j];
    }
    for (size_t k = 0; k < CAS_AVERAGED_NODES; k++) {
        for (size_t j = 0; j < s->d; j++)
            x[j] = changes[k * s->d + j] - mean[j];
        add_square(s->d, s->field.sigmoid.weight * s->field.sigmoid.node_weight[k], x,
                   s->noise);
    }
    free(changes);
}

static double backward_variance(const struct stationary *s)
{
    const cas_training_perturbation *b = &s->options.backward;
    if (b->sigma == 0 || b->end < s->options.iterations)
        return 0;
    double square = b->sigma * b->sigma / (double)s->d;
    return square / (b->law == CAS_TRAINING_SHIFTED ? 12 : 3) / (double)b->interval;
}

static void add_noise(const struct stationary *s, double *x)
{
    double backward = backward_variance(s), m = (double)s->problem->samples;
    double sampling = s->options.noiseless ? 0 : s->options.sampling_noise;
    double forward = s->field.sigmoid.weight;
    for (size_t j = 0; j < s->d; j++)
        s->noise[j * s->d + j] += sampling * sampling;
    if (s->options.reading == CAS_TRAINING_SHARED) {
        add_square(s->d, backward, s->problem->mean, s->noise);
        if (forward > 0)
            add_shared_forward(s, x);
        return;
    }
    for (size_t l = 0; l < s->problem->samples; l++) {
        double variance = backward;
        if (forward > 0)
            variance += forward * sigmoid_variance(s, s->margins[l]);
        take_sample(s->problem, l, x);
        add_square(s->d, variance / (m * m), x, s->noise);
    }
}

/* result = left right, or left' right; d x d, row-major. */
static void multiply(size_t d, const double *left, bool transposed, const double *right,
                     double *result)
{
    memset(result, 0, d * d * sizeof *result);
    for (size_t i = 0; i < d; i++)
        for (size_t k = 0; k < d; k++)
            for (size_t j = 0; j < d; j++)
                result[i * d + j] +=
                    (transposed ? left[k * d + i] : left[i * d + k]) * right[k * d + j];
}

/* Eigenvalues of a symmetric matrix, which is overwritten; vectors: one in a column. */
static void eigen(size_t d, double *matrix, double *values, double *vectors)
{
    gsl_eigen_symmv_workspace *work = gsl_eigen_symmv_alloc(d);
    CAS_REQUIRE(work != NULL);
    gsl_matrix_view m = gsl_matrix_view_array(matrix, d, d);
    gsl_matrix_view v = gsl_matrix_view_array(vectors, d, d);
    gsl_vector_view e = gsl_vector_view_array(values, d);
    CAS_REQUIRE(gsl_eigen_symmv(&m.matrix, &e.vector, &v.matrix, work) == 0);
    gsl_eigen_symmv_free(work);
}

/* Fills s at the zero w. */
static void linearise(struct stationary *s, const double *w)
{
    size_t d = s->d;
    double *x = cas_allocate(d + 3 * d * d, sizeof *x);
    double *matrix = x + d, *vectors = matrix + d * d, *product = vectors + d * d;
    for (size_t l = 0; l < s->problem->samples; l++) {
        take_sample(s->problem, l, x);
        for (size_t j = 0; j < d; j++)
            s->margins[l] += x[j] * w[j];
    }
    add_noise(s, x);
    cas_averaged_field_jacobian(&s->field, w, matrix);
    eigen(d, matrix, s->lambda, vectors);
    multiply(d, s->noise, false, vectors, product);
    multiply(d, vectors, true, product, s->noise);
    cas_averaged_field exact = s->field;
    exact.bias = 0;
    cas_averaged_sigmoid_init(&exact.sigmoid, 0, 0, 0);
    cas_averaged_field_jacobian(&exact, w, product);
    multiply(d, product, false, vectors, s->hessian);
    cas_averaged_field_gap(&s->field, w, s->gradient); /* F = 0: minus grad f */
    free(x);
}

static bool contracts(const struct stationary *s, double step_size)
{
    for (size_t i = 0; i < s->d; i++)
        if (!(s->lambda[i] > 0 && step_size * s->lambda[i] < 2))
            return false;
    return true;
}

static double norm_at(const struct stationary *s, double step_size)
{
    size_t d = s->d;
    if (!contracts(s, step_size))
        return NAN;
    double *c = cas_allocate(3 * d * d + 2 * d, sizeof *c);
    double *product = c + d * d, *vectors = product + d * d;
    double *means = vectors + d * d, *variances = means + d;
    for (size_t i = 0; i < d; i++)
        for (size_t j = 0; j < d; j++) {
            double a = s->lambda[i], b = s->lambda[j];
            c[i * d + j] = step_size * s->noise[i * d + j] / (a + b - step_size * a * b);
        }
    multiply(d, s->hessian, false, c, product);
    for (size_t i = 0; i < d; i++) /* product times the transposed hessian */
        for (size_t j = 0; j < d; j++) {
            c[i * d + j] = 0;
            for (size_t k = 0; k < d; k++)
                c[i * d + j] += product[i * d + k] * s->hessian[j * d + k];
        }
    eigen(d, c, variances, vectors);
    for (size_t j = 0; j < d; j++)
        for (size_t i = 0; i < d; i++)
            means[j] += vectors[i * d + j] * s->gradient[i];
    double result = cas_normal_norm(d, means, variances);
    free(c);
    return result;
}

/*:
\paragraph{The mean of a normal vector's norm.} For $Q\ge0$,
$\sqrt Q=\frac1{2\sqrt\pi}\int_0^\infty t^{-3/2}(1-e^{-tQ})\,dt$, and for independent
$z_j\sim N(m_j,v_j)$ with $Q=\sum z_j^2$
\[ \mathbb E\,e^{-tQ}=\prod_j\frac{\exp\bigl(-tm_j^2/(1+2tv_j)\bigr)}{\sqrt{1+2tv_j}}. \]
With $t=e^u/\mathbb E\,Q$ the integrand $e^{-u/2}(1-\mathbb E\,e^{-tQ})$ is at most
$e^{-|u|/2}$ and analytic for $|\operatorname{Im}u|<\frac\pi2$: the trapezoidal rule with
step $\frac14$ from $-80$ to $80$ has an error of about $e^{-2\pi\frac\pi2/\frac14}$ and
$e^{-40}$.
*/
double cas_normal_norm(size_t dimension, const double *means, const double *variances)
{
    static const double step = 0.25, end = 80;
    double square = 0, sum = 0;
    for (size_t j = 0; j < dimension; j++)
        square += means[j] * means[j] + fmax(0, variances[j]);
    if (square == 0)
        return 0;
    for (double u = -end; u <= end; u += step) {
        double t = exp(u) / square, logarithm = 0;
        for (size_t j = 0; j < dimension; j++) {
            double wide = 2 * t * fmax(0, variances[j]);
            logarithm -= t * means[j] * means[j] / (1 + wide) + log1p(wide) / 2;
        }
        sum -= exp(-u / 2) * expm1(logarithm);
    }
    return sqrt(square) * sum * step / (2 * sqrt(4 * atan(1)));
}

cas_status cas_stationary_norms(const cas_training_problem *problem,
                                const cas_training_options *options, size_t count,
                                const double *step_sizes, double *norms,
                                cas_message *message)
{
    size_t d = problem->dimension;
    struct stationary s = {.problem = problem, .options = *options, .d = d};
    s.options.step_size = 1;
    cas_status status = cas_training_options_complete(&s.options, d, message);
    if (status == CAS_OK)
        status = cas_averaged_field_make(&s.field, problem, &s.options, message);
    if (status != CAS_OK)
        return status;
    cas_field_limit limit;
    cas_averaged_field_solve(&s.field, &limit);
    s.gradient = cas_allocate(2 * d + 2 * d * d + problem->samples, sizeof *s.gradient);
    s.lambda = s.gradient + d;
    s.noise = s.lambda + d;
    s.hessian = s.noise + d * d;
    s.margins = s.hessian + d * d;
    if (limit.fate == CAS_FIELD_ZERO)
        linearise(&s, limit.weights);
    for (size_t k = 0; k < count; k++)
        norms[k] =
            limit.fate == CAS_FIELD_ZERO ? norm_at(&s, step_sizes[k]) : (double)NAN;
    free(s.gradient);
    cas_field_limit_clear(&limit);
    return CAS_OK;
}
