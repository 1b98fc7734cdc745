/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/chain_descent_plan.h"

#include "arithmetic/memory.h"
#include "claim/generators/draw.h"
#include "descent/pl_constant.h"

#include <stdlib.h>
#include <string.h>

/*: \paragraph{Instances of Theorems 4 and 5.}
\begin{itemize}
\item \emph{ladder}: on $y = (p, q)$, $f_1 = (c w_1, b x \sin w_1)$, $f_i = (c(p + w_i) +
e(1 - \cos q), c q)$, $f_N = r s^2(1 - \cos(p/s)) + q$ and $R = \frac h2\|w\|^2$; $e = 0$
or $b = 0$, and $\mathbb E x = 0$. So $\ell = r s^2(1 - \cos(v^\top w/s)) + \frac
h2\|w\|^2$, $v = (c^{N-1}, \dots, c)$: along $v$ it is $h s'^2\phi_\kappa(z/s')$ with
$\kappa = r\|v\|^2/h$, and across it is quadratic. Hence $L = h(1 + \kappa)$ and $\mu =
h m_\kappa$, as $m_\kappa \le 1$. Without the PL condition $h = 0$ and $L = r\|v\|^2$.
The slope of a perturbed pass differs by $e$, which the loss does not show.
\item \emph{linear}: $f_i = c(y + w_i)$ and the same $R$: $L = \mu = h$, and $\ell^* = 0$
where a constant is added.
\item \emph{at rest}: $f_1 = w$, $f_i = y$, $f_N = r s^2(1 - \cos(p/s))$ with $rs = 1$,
$\delta_1 = d$, $w = -d$: the perturbed gradient is $0$, and the regulariser's, $r(w +
d)^2$, too.
\item \emph{ridges}: random ridge operators; with $l = \min(C, L_f)$ the derivatives of
$y_i$ by the weights are bounded by $D_i = l D_{i-1} + C$ and $H_i = l H_{i-1} + L(1 +
D_{i-1}^2)$, $D_0 = H_0 = 0$, and the curvature $h$ of $R$ is at least $2 H_N$.
\item \emph{constant}: $f_1 = x \sin w$, $f_i = y$, $\mathbb E x = 0$ and $R = 0$: every
$L$ is right, and every $\mu$.
\end{itemize} */
static void draft_init(cas_descent_plan *p, size_t depth, size_t width)
{
    p->depth = depth;
    cas_process_draft_init(&p->draft, depth, width);
}

/* Operator i, counted from 0, whose texts are given and freed; `second` may be NULL. */
static void set_operator(cas_descent_plan *p, size_t i, size_t in, size_t weights,
                         char *first, char *second)
{
    const char *texts[] = {first, second};
    cas_process_draft_operator(&p->draft, i, in, second != NULL ? 2 : 1, weights, texts);
    free(first);
    free(second);
}

char *cas_descent_quadratic(mpq_srcptr curvature, size_t weights, const char *more)
{
    char *h = cas_rational_write(curvature), *text = cas_format("%s", more);
    for (size_t k = 1; k <= weights; k++) {
        char *longer = cas_format("%s + (%s)/2*w%zu^2", text, h, k);
        free(text);
        text = longer;
    }
    free(h);
    return text;
}

/* c^2 + c^4 + .. + c^{2 count} */
static void power_sum(mpq_srcptr c, size_t count, mpq_t r)
{
    mpq_t square, one;
    mpq_inits(square, one, NULL);
    mpq_set_ui(one, 1, 1);
    mpq_mul(square, c, c);
    mpq_set_ui(r, 0, 1);
    for (size_t k = 0; k < count; k++) {
        mpq_add(r, r, one);
        mpq_mul(r, r, square);
    }
    mpq_clears(square, one, NULL);
}

/* "1/2", "1" or "3/2", and its value. */
static const char *draw_slope(gsl_rng *rng, mpq_t value)
{
    static const char *const slopes[] = {"1/2", "1", "3/2"};
    size_t which = cas_draw_index(rng, 3);
    mpq_set_ui(value, which + 1, 2);
    mpq_canonicalize(value);
    return slopes[which];
}

/* r s^2 (1 - cos(y1/s)), and what is added. */
static char *ripple(mpq_srcptr r, mpq_srcptr s, const char *more)
{
    char *amplitude = cas_rational_write(r), *scale = cas_rational_write(s);
    char *text =
        cas_format("(%s)*(%s)^2*(1 - cos(y1/(%s)))%s", amplitude, scale, scale, more);
    free(amplitude);
    free(scale);
    return text;
}

/* The curvature h, L, mu and the ripple's r, where |v|^2 is given. */
static void draw_ladder_loss(gsl_rng *rng, cas_descent_plan *p, bool satisfies_pl,
                             mpq_srcptr squares, mpq_t r)
{
    mpq_t kappa;
    mpq_init(kappa);
    cas_draw_power_of_two(rng, p->curvature, -3, 3);
    if (satisfies_pl) {
        cas_pl_constant_get(&cas_pl_constants[cas_draw_index(rng, CAS_PL_CONSTANTS)],
                            kappa, p->convexity);
        mpq_mul(p->convexity, p->convexity, p->curvature);
        mpq_mul(r, kappa, p->curvature);
        mpq_add(p->smoothness, p->curvature, r);
    } else {
        mpq_set(r, p->curvature);
        mpq_set(p->smoothness, r);
        mpq_set_ui(p->curvature, 0, 1);
    }
    mpq_div(r, r, squares);
    mpq_clear(kappa);
}

static void draw_ladder(gsl_rng *rng, cas_descent_plan *p, bool satisfies_pl)
{
    static const char *const noises[] = {"1/4", "1", "4"};
    static const char *const bends[] = {"1/8", "1", "4"};
    bool is_noisy = cas_draw_chance(rng, 60);
    const char *b = is_noisy ? noises[cas_draw_index(rng, 3)] : "0";
    const char *e = is_noisy ? "0" : bends[cas_draw_index(rng, 3)];
    mpq_t slope, squares, r, s;
    mpq_inits(slope, squares, r, s, NULL);
    draft_init(p, (size_t)cas_draw_integer(rng, 2, 6), 1);
    const char *c = draw_slope(rng, slope);
    power_sum(slope, p->depth - 1, squares);
    draw_ladder_loss(rng, p, satisfies_pl, squares, r);
    cas_draw_power_of_two(rng, s, -2, 4);
    set_operator(p, 0, 1, 1, cas_format("(%s)*w1", c), cas_format("(%s)*y1*sin(w1)", b));
    for (size_t i = 1; i + 1 < p->depth; i++)
        set_operator(p, i, 2, 1, cas_format("(%s)*(y1 + w1) + (%s)*(1 - cos(y2))", c, e),
                     cas_format("(%s)*y2", c));
    set_operator(p, p->depth - 1, 2, 0, ripple(r, s, " + y2"), NULL);
    p->regulariser = cas_descent_quadratic(p->curvature, p->depth - 1, "0");
    p->has_sample = is_noisy || cas_draw_chance(rng, 50);
    p->is_lone = is_noisy && cas_draw_chance(rng, 25);
    cas_draw_power_of_two(rng, p->draft.forward, -6, 0);
    mpq_mul(p->draft.forward, p->draft.forward, s);
    cas_draw_power_of_two(rng, p->draft.backward, -6, 1);
    mpq_clears(slope, squares, r, s, NULL);
}

/* The minimizer is -v/h, and the least value before the constant -|v|^2/(2h). */
static void draw_linear(gsl_rng *rng, cas_descent_plan *p)
{
    mpq_t slope, squares;
    mpq_inits(slope, squares, NULL);
    draft_init(p, (size_t)cas_draw_integer(rng, 2, 6), 1);
    const char *c = draw_slope(rng, slope);
    cas_draw_power_of_two(rng, p->curvature, -2, 2);
    for (size_t i = 0; i < p->depth; i++)
        set_operator(p, i, 1, 1,
                     i == 0 ? cas_format("(%s)*w1", c) : cas_format("(%s)*(y1 + w1)", c),
                     NULL);
    power_sum(slope, p->depth, squares);
    mpq_div(squares, squares, p->curvature);
    mpq_div_2exp(squares, squares, 1);
    char *constant = cas_rational_write(squares);
    p->regulariser = cas_descent_quadratic(p->curvature, p->depth, constant);
    free(constant);
    mpq_set(p->smoothness, p->curvature);
    mpq_set(p->convexity, p->curvature);
    cas_rationals_init(&p->minimizer, p->depth);
    mpq_neg(squares, slope);
    mpq_div(squares, squares, p->curvature);
    for (size_t k = p->depth; k-- > 0; mpq_mul(squares, squares, slope))
        mpq_set(p->minimizer.at[k], squares);
    p->is_lone = cas_draw_chance(rng, 30);
    p->has_sample = !p->is_lone && cas_draw_chance(rng, 50);
    cas_draw_power_of_two(rng, p->draft.forward, -4, 2);
    cas_draw_power_of_two(rng, p->draft.backward, -4, 2);
    mpq_clears(slope, squares, NULL);
}

static void draw_ridges(gsl_rng *rng, cas_descent_plan *p)
{
    cas_process_draft_draw(rng, CAS_PROCESS_RIDGES, &p->draft);
    p->depth = p->draft.depth;
    p->has_sample = true;
}

static void draw_constant(gsl_rng *rng, cas_descent_plan *p, bool any_pl)
{
    draft_init(p, (size_t)cas_draw_integer(rng, 2, 4), 1);
    for (size_t i = 0; i < p->depth; i++)
        set_operator(p, i, 1, i == 0,
                     i == 0 ? cas_format("y1*sin(w1)") : cas_format("y1"), NULL);
    p->regulariser = cas_duplicate("0");
    cas_draw_power_of_two(rng, p->smoothness, -2, 2);
    cas_draw_power_of_two(rng, p->convexity, -2, any_pl ? 7 : 0);
    mpq_mul(p->convexity, p->convexity, p->smoothness);
    p->has_sample = true;
    mpq_set_ui(p->draft.forward, 1, 1);
    mpq_set_ui(p->draft.backward, 1, 1);
}

/* f_1 = w + delta_1 hides that w is not 0; so does the regulariser r (w + d)^2. */
static void draw_at_rest(gsl_rng *rng, cas_descent_plan *p, bool satisfies_pl)
{
    mpq_t r, s;
    mpq_inits(r, s, NULL);
    draft_init(p, (size_t)cas_draw_integer(rng, 2, 6), 1);
    cas_draw_power_of_two(rng, s, 0, 7);
    mpq_inv(r, s);
    cas_draw_power_of_two(rng, p->draft.forward, -3, 0);
    for (size_t i = 0; i + 1 < p->depth; i++)
        set_operator(p, i, 1, i == 0, cas_format(i == 0 ? "w1" : "y1"), NULL);
    set_operator(p, p->depth - 1, 1, 0, ripple(r, s, ""), NULL);
    mpq_neg(p->draft.weights[0].at[0], p->draft.forward);
    mpq_set(p->smoothness, r);
    if (satisfies_pl) {
        char *h = cas_rational_write(r), *d = cas_rational_write(p->draft.forward);
        p->regulariser = cas_format("(%s)*(w1 + %s)^2", h, d);
        free(h);
        free(d);
        mpq_mul_2exp(p->curvature, r, 1);
        mpq_add(p->smoothness, p->curvature, r);
        mpq_set(p->convexity, r);
    } else {
        p->regulariser = cas_duplicate("0");
    }
    mpq_clears(r, s, NULL);
}

void cas_descent_plan_draw(gsl_rng *rng, cas_descent_family family,
                           const cas_chain_descent_options *options, cas_descent_plan *p)
{
    *p = (cas_descent_plan){.family = family};
    mpq_inits(p->curvature, p->smoothness, p->convexity, NULL);
    switch (family) {
    case CAS_DESCENT_LINEAR:
        draw_linear(rng, p);
        break;
    case CAS_DESCENT_AT_REST:
        draw_at_rest(rng, p, options->satisfies_pl);
        break;
    case CAS_DESCENT_RIDGES:
        draw_ridges(rng, p);
        break;
    case CAS_DESCENT_CONSTANT:
        draw_constant(rng, p, options->any_pl);
        break;
    default:
        draw_ladder(rng, p, options->satisfies_pl);
    }
}

void cas_descent_plan_clear(cas_descent_plan *p)
{
    cas_process_draft_clear(&p->draft);
    mpq_clears(p->curvature, p->smoothness, p->convexity, NULL);
    cas_rationals_clear(&p->minimizer);
    free(p->regulariser);
}
