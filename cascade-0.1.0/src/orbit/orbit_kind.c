/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "orbit/orbit_kind.h"

#include "exact/valuation.h"
#include "orbit/blow_up.h"

#include <string.h>

/*:
\section{What is certified of an orbit}

Which theorem applies is read off the file; each gives a factor of the squared norm.
$\lambda=\det(A)^2/\|A\|_F^2$ is a lower bound of the smallest eigenvalue of $A^TA$, since
the product of both is $\det(A)^2$ and their sum $\|A\|_F^2$.
\begin{itemize}
\item Top-1, no momentum, $w_2=0$: with $R$ and $r$ the larger and smaller $\|a_i\|^2$,
  the factor is at most $1-\frac12\lambda\gamma(2-\gamma R)$ if $0<\gamma<2/R$, and at
  least $1+\frac12\lambda\gamma(\gamma r-2)$ if $\gamma>2/r$ (top\_1\_converges.c,
  a3\_top\_1\_sgd.c).
\item Top-1, no momentum, $w_2\ne0$: at least 4 once Lemma 2 applies (blow\_up.c).
\item no compressor, no momentum, $w_2=0$: $w'=(I-\gamma A^TA)w$. In the directions of the
  two eigenvectors of $A^TA$ the orbit is multiplied by $1-\gamma\lambda_\pm$ per step,
  exactly. If the start is an eigenvector, the factor is $(1-\gamma\lambda)^2$ with its
  $\lambda=\langle w,A^TAw\rangle/\|w\|^2$; else both directions are there, and it is the
  larger of the two, $(|1-\frac12\gamma\,\mathrm{tr}|+\frac12\gamma
  \sqrt{\mathrm{tr}^2-4\det})^2$ ($\mathrm{tr}$ and $\det$ of $A^TA$).
\item no compressor, no momentum, $w_2\ne0$: $1-\gamma\lambda(2-\theta)$ by Lemma 1 with
  $\rho=\|w_1\|^2$ and $\theta=\frac54$ (then $\sqrt2(2-\theta)>1$).
\item Top-1 with momentum, $w_2=0$: at least $\mu>1$ per period by Lemma 3 (cone.c), or
  with $\mu\le1$ at most $\|P^m\|_F^{2/m}<1$ for some $m$. Where
  the theorem of a3\_top\_1\_momentum.c applies, $V$ of its proof is a squared norm of the
  orbit. Its form in $|v|$, $\|p\|$ has the determinant
  $D=\gamma\beta(1+\beta)(2(1-\beta)^2-h(1+\beta))/(1-\beta)^4$ and a trace of at most
  $S=(2\gamma+\beta(1+\beta))/(1-\beta)$, so that
  $V'\le V-\frac DS(v^2+\|p\|^2)$; and $\|w\|^2\le2v^2/\lambda$ gives
  $V\le\frac4\lambda v^2+(2\kappa^2+c)\|p\|^2$. The factor is at most
  $1-D/\bigl(S\max(\frac4\lambda,2\kappa^2+c)\bigr)$, with $h$ of the larger row.
\item no compressor, momentum, $w_2=0$: $\beta$, where both pairs of roots are complex.
\end{itemize}
*/

/* Names a, b, c, d (the matrix), gamma, beta, of A^T A trace and det, and the squared
   norms of the rows of A. */
static void name_iteration(cas_calculation *calculation, const cas_iteration *iteration)
{
    static const char *const names[] = {"a", "b", "c", "d"};
    for (size_t i = 0; i < 4; i++)
        cas_let_rational(calculation, names[i], iteration->matrix.at[i]);
    cas_let_rational(calculation, "gamma", iteration->step);
    cas_let_rational(calculation, "beta", iteration->momentum);
    cas_let_all(calculation, "trace = a^2 + b^2 + c^2 + d^2; det = (a d - b c)^2; "
                             "large = max(a^2 + b^2, c^2 + d^2); "
                             "small = min(a^2 + b^2, c^2 + d^2)");
}

/* Both pairs of roots are complex: momentum without compression converges from every
   start. */
static bool check_momentum_converges(cas_calculation *calculation)
{
    return cas_check(calculation, "0 < det") && cas_check(calculation, "0 < beta") &&
           cas_check(calculation, "beta < 1") &&
           cas_check(calculation, "(1 + beta - gamma*(trace - sqrt(trace^2 - "
                                  "4*det))/2)^2 < 4*beta") &&
           cas_check(calculation, "(1 + beta - gamma*(trace + sqrt(trace^2 - "
                                  "4*det))/2)^2 < 4*beta");
}

/* The formula of the growth factor for Top-1 without momentum; NULL where nothing is
   known. */
static const char *plain_top_1(cas_calculation *calculation, const cas_orbit_file *file)
{
    cas_blow_up found;
    if (!cas_rationals_are_zero(&file->iteration.start_2))
        return cas_blow_up_find(&file->iteration, 1024, file->steps, &found) ? "4" : NULL;
    if (cas_rationals_are_zero(&file->iteration.start_1) ||
        !cas_check(calculation, "0 < det"))
        return NULL;
    if (cas_check(calculation, "0 < gamma") && cas_check(calculation, "gamma*large < 2"))
        return "1 - det/trace*gamma*(2 - gamma*large)/2";
    if (cas_check(calculation, "2 < gamma*small"))
        return "1 + det/trace*gamma*(gamma*small - 2)/2";
    return NULL;
}

static const char *plain_linear(cas_calculation *calculation, const cas_orbit_file *file)
{
    if (cas_rationals_are_zero(&file->iteration.start_1))
        return NULL;
    cas_let_rational(calculation, "w1", file->iteration.start_1.at[0]);
    cas_let_rational(calculation, "w2", file->iteration.start_1.at[1]);
    cas_let(calculation, "v1", "(a^2 + c^2)*w1 + (a*b + c*d)*w2");
    cas_let(calculation, "v2", "(a*b + c*d)*w1 + (b^2 + d^2)*w2");
    if (cas_check(calculation, "w1*v2 = w2*v1"))
        return "(1 - gamma*(w1*v1 + w2*v2)/(w1^2 + w2^2))^2";
    return cas_check(calculation, "gamma*trace < 2")
               ? "(1 - gamma*trace/2 + gamma*sqrt(trace^2 - 4*det)/2)^2"
               : "(gamma*trace/2 - 1 + gamma*sqrt(trace^2 - 4*det)/2)^2";
}

static const char *plain_uncompressed(cas_calculation *calculation,
                                      const cas_orbit_file *file)
{
    if (cas_rationals_are_zero(&file->iteration.start_2))
        return plain_linear(calculation, file);
    cas_calculation lemma;
    cas_calculation_begin(&lemma);
    cas_check_uncompressed_converges(&lemma, &file->iteration, "s1^2 + s2^2", "5/4");
    bool converges = lemma.failed == 0;
    cas_calculation_end(&lemma);
    return converges ? "1 - det/trace*gamma*(2 - 5/4)" : NULL;
}

static const char *momentum_top_1(cas_calculation *calculation,
                                  const cas_orbit_file *file)
{
    if (!cas_rationals_are_zero(&file->iteration.start_2) ||
        !cas_rationals_are_zero(&file->iteration.before_2))
        return NULL;
    if (cas_check(calculation, "0 < gamma*det") &&
        cas_check(calculation, "gamma*large < 2*(1 - beta)^2/(1 + beta)")) {
        cas_let(calculation, "D",
                "gamma*beta*(1 + beta)*(2*(1 - beta)^2 - gamma*large*(1 + beta))/"
                "(1 - beta)^4");
        cas_let(calculation, "S", "(2*gamma + beta*(1 + beta))/(1 - beta)");
        return "1 - D/(S*max(4*trace/det, beta*(1 + 2*beta)/(1 - beta)^2))";
    }
    if (!file->has_cone)
        return NULL;
    if (!cas_check_cone(calculation, &file->iteration, &file->cone) ||
        !cas_cone_is_entered(&file->iteration, &file->cone, file->steps))
        return NULL;
    return mpq_cmp_ui(file->cone.growth, 1, 1) > 0 ? "growth" : "exp(log(power)/periods)";
}

static const char *momentum_uncompressed(cas_calculation *calculation,
                                         const cas_orbit_file *file)
{
    bool converges = cas_rationals_are_zero(&file->iteration.start_2) &&
                     cas_rationals_are_zero(&file->iteration.before_2) &&
                     check_momentum_converges(calculation);
    return converges ? "beta" : NULL;
}

/* growth encloses a factor by which the orbit's certificate bounds the growth: of the
   squared norm, per step (per period of the cone), from some step on.  Above 1: a lower
   bound, the orbit diverges; below 1: an upper bound, it converges.  [0, inf] where there
   is no certificate. */
static void enclose_growth(const cas_orbit_file *file, mpfi_ptr growth)
{
    cas_calculation calculation;
    cas_calculation_begin(&calculation);
    name_iteration(&calculation, &file->iteration);
    bool has_momentum = mpq_sgn(file->iteration.momentum) != 0;
    const char *formula;
    if (file->iteration.compressed)
        formula = has_momentum ? momentum_top_1(&calculation, file)
                               : plain_top_1(&calculation, file);
    else
        formula = has_momentum ? momentum_uncompressed(&calculation, file)
                               : plain_uncompressed(&calculation, file);
    if (formula != NULL) {
        cas_enclose(&calculation, formula, growth);
    } else {
        mpfr_set_zero(&growth->left, 1);
        mpfr_set_inf(&growth->right, 1);
    }
    cas_calculation_end(&calculation);
}

static cas_status read_orbit(const char *text, size_t length, const char *name,
                             void **instance, cas_message *message)
{
    cas_orbit_file *file;
    cas_status status = cas_orbit_file_read(text, length, name, &file, message);
    if (status == CAS_OK)
        *instance = file;
    return status;
}

enum { SENSE, GROWTH, BETA };

static const cas_symbol symbols[] = {
    [SENSE] = {.name = "s", .tex = "s"},
    [GROWTH] = {.name = "growth", .tex = "\\mathrm{growth}", .is_positive = true},
    [BETA] = {.name = "beta", .tex = "\\beta", .is_positive = true},
    {.name = NULL},
};

static const cas_vocabulary vocabulary = {.name = "orbit", .symbols = symbols};

/* The growth is only enclosed: undefined in any other arithmetic than intervals. */
static void set_growth(const cas_orbit_file *file, const cas_arithmetic *arithmetic,
                       void *growth)
{
    if (strcmp(arithmetic->name, "interval") == 0)
        enclose_growth(file, growth);
    else
        arithmetic->divide(growth, growth, growth);
}

static cas_status make_model(const void *instance, const cas_claim *claim,
                             const cas_statement *statement,
                             const cas_arithmetic *arithmetic, cas_model **model,
                             cas_message *message)
{
    (void)claim;
    (void)statement;
    (void)message;
    const cas_orbit_file *file = instance;
    cas_valuation *valuation = cas_valuation_new(arithmetic, &vocabulary, NULL);
    arithmetic->set_integer(cas_valuation_at(valuation, SENSE),
                            file->claims_divergence ? 1 : -1);
    set_growth(file, arithmetic, cas_valuation_at(valuation, GROWTH));
    arithmetic->set_rational(cas_valuation_at(valuation, BETA), file->iteration.momentum);
    *model = cas_valuation_model(valuation);
    return CAS_OK;
}

const cas_instance_kind cas_orbit_kind = {
    .name = "orbit",
    .format = "cascade-orbit/1",
    .free = cas_orbit_file_free,
    .write = cas_orbit_file_write,
    .read = read_orbit,
    .vocabulary = &vocabulary,
    .model = make_model,
};
