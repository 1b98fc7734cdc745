/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/jet.h"

#include "arithmetic/memory.h"
#include "claim/chain_instance.h"
#include "claim/process_instance.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NONE -INFINITY

/* Binary logarithms of the coefficients, and of the sizes of all perturbations. */
static const struct {
    cas_jet_law law;
    double coefficient[CAS_JET_COEFFICIENTS], forward, backward;
} shapes[] = {
    /* linear chains, which know epsilon alone */
    {CAS_JET_CERTAIN, {0.585, 0.585, NONE, NONE, NONE, NONE}, NONE, 0},
    /* first-order effects of both perturbations, and of delta alone */
    {CAS_JET_CERTAIN, {-0.5, -0.5, 0, -2, NONE, NONE}, -16, -16},
    {CAS_JET_CERTAIN, {-2, -2, 0, -1, NONE, NONE}, -16, NONE},
    /* second-order effects of delta with mean 0 */
    {CAS_JET_COINS, {-0.5, -0.5, 0, -8, -3, -8}, -16, NONE},
    {CAS_JET_COINS, {-1, -1, -6, -10, 0, 0}, -16, NONE},
};

size_t cas_jet_shapes(void)
{
    return sizeof shapes / sizeof shapes[0];
}

/* Independent coins of every perturbation of a longer process are too many scenarios. */
static cas_jet_law law_of(cas_jet_law law, bool of_process, size_t operators)
{
    return law == CAS_JET_COINS && of_process && operators > 3 ? CAS_JET_COMMON : law;
}

static size_t coordinates_of(const cas_jet *jet)
{
    return CAS_JET_SIZES + 2 * (jet->operators - 1);
}

/* Along the worst direction of a linear chain epsilon falls off by its slope. */
void cas_jet_start(size_t shape, bool of_process, size_t operators, cas_jet *jet)
{
    *jet = (cas_jet){.operators = operators,
                     .law = law_of(shapes[shape].law, of_process, operators)};
    for (size_t k = 0; k < CAS_JET_COEFFICIENTS; k++)
        jet->at[k] = shapes[shape].coefficient[k];
    jet->at[CAS_JET_OTHER] = -1;
    jet->at[CAS_JET_SHARE] = 0.5;
    for (size_t i = 0; i + 1 < operators; i++) {
        jet->at[CAS_JET_SIZES + i] = shapes[shape].forward;
        jet->at[CAS_JET_SIZES + operators - 1 + i] =
            shapes[shape].backward - 2.17 * (double)i;
    }
}

void cas_jet_draw(gsl_rng *rng, bool of_process, size_t operators, cas_jet *jet)
{
    cas_jet_start(gsl_rng_uniform_int(rng, cas_jet_shapes()), of_process, operators, jet);
    for (size_t k = 0; k < coordinates_of(jet); k++)
        jet->at[k] += gsl_ran_flat(rng, -3, 3);
    jet->at[CAS_JET_TAPER] = 0;
    jet->at[CAS_JET_OTHER] = gsl_ran_flat(rng, -1, 1);
    jet->at[CAS_JET_SHARE] = gsl_ran_flat(rng, 0.125, 0.875);
}

static bool moves(const cas_jet *jet, size_t k)
{
    if (k == CAS_JET_OTHER || k == CAS_JET_SHARE)
        return jet->law != CAS_JET_CERTAIN;
    if (k == CAS_JET_TAPER)
        return jet->law == CAS_JET_CERTAIN && jet->at[CAS_JET_MIXED] > NONE;
    return jet->at[k] > NONE;
}

bool cas_jet_is_logarithm(size_t place)
{
    return place < CAS_JET_COEFFICIENTS || place >= CAS_JET_SIZES;
}

size_t cas_jet_coordinates(const cas_jet *jet, cas_jet_coordinate *coordinates)
{
    static const cas_jet_coordinate laws[] = {
        [CAS_JET_TAPER] = {CAS_JET_TAPER, 0.5, 0, 8},
        [CAS_JET_OTHER] = {CAS_JET_OTHER, 0.125, -1, 1},
        [CAS_JET_SHARE] = {CAS_JET_SHARE, 0.125, 1.0 / 64, 63.0 / 64}};
    size_t count = 0;
    for (size_t k = 0; k < coordinates_of(jet); k++)
        if (moves(jet, k))
            coordinates[count++] =
                cas_jet_is_logarithm(k) ? (cas_jet_coordinate){k, 0.5, -40, 12} : laws[k];
    return count;
}

/* A chain under construction: its numbers as they are written. */
struct draft {
    const cas_jet *jet;
    int digits;
};

static double rounded(const struct draft *d, double x)
{
    char text[64];
    snprintf(text, sizeof text, "%.*g", d->digits, x);
    return strtod(text, NULL);
}

static void set_exactly(const struct draft *d, double x, mpq_t r)
{
    char text[64];
    int length = snprintf(text, sizeof text, "%.*g", d->digits, x);
    CAS_REQUIRE(cas_rational_read(r, text, (size_t)length, NULL) == CAS_OK);
}

static double size_of(const struct draft *d, size_t place)
{
    return rounded(d, exp2(d->jet->at[CAS_JET_SIZES + place]));
}

/* The coefficients of operator i = 1..N, 0 where there is none. */
static void set_coefficients(const struct draft *d, size_t i, double *c)
{
    const double *at = d->jet->at;
    double bend = exp2(at[CAS_JET_BEND]);
    double taper = i > 2 ? at[CAS_JET_TAPER] * (double)(i - 2) : 0;
    for (size_t k = 0; k < CAS_JET_COEFFICIENTS; k++)
        c[k] = rounded(d, exp2(at[k]));
    c[CAS_JET_MIXED] = rounded(d, fmin(exp2(at[CAS_JET_MIXED] - taper), bend / sqrt(2)));
    c[CAS_JET_BEND] = rounded(
        d, sqrt(fmax(bend * bend - 2 * c[CAS_JET_MIXED] * c[CAS_JET_MIXED], 0)) / 2);
}

static bool is_linear(const cas_jet *jet)
{
    double curved = jet->at[CAS_JET_BEND];
    for (size_t k = CAS_JET_BEND; k < CAS_JET_COEFFICIENTS; k++)
        curved = fmax(curved, jet->at[k]);
    return curved == NONE;
}

/* Half as large again as the largest |y_i| can be. */
static double box(const struct draft *d)
{
    double c[CAS_JET_COEFFICIENTS], now = 0, most = 0;
    for (size_t i = 1; i < d->jet->operators; i++) {
        set_coefficients(d, i, c);
        now =
            now * (c[CAS_JET_SLOPE] + now * (c[CAS_JET_BEND] + now * c[CAS_JET_THIRD])) +
            size_of(d, i - 1);
        most = fmax(most, now);
    }
    return 1.5 * most;
}

static char *write_operator(const struct draft *d, size_t i)
{
    static const char *const terms[] = {"y1", "w1", "y1^2", "y1*w1", "y1^3", "y1^2*w1"};
    double c[CAS_JET_COEFFICIENTS];
    char *text = cas_duplicate("");
    set_coefficients(d, i, c);
    for (size_t k = 0; k < CAS_JET_COEFFICIENTS; k++) {
        if (c[k] == 0)
            continue;
        char *longer = cas_format("%s%s%.*g*%s", text, text[0] == '\0' ? "" : " + ",
                                  d->digits, c[k], terms[k]);
        free(text);
        text = longer;
    }
    if (text[0] != '\0')
        return text;
    free(text);
    return cas_duplicate("0");
}

/* With two digits at most the box stays large enough. */
static void set_domain(double size, cas_domain *domain)
{
    cas_range *y = &domain->y[0], *w = &domain->w[0];
    y->has_lower = y->has_upper = w->has_lower = w->has_upper = true;
    set_exactly(&(struct draft){.digits = 2}, size, y->upper);
    mpq_neg(y->lower, y->upper);
}

static cas_operator *make_operator(const struct draft *d, size_t i)
{
    char *text = write_operator(d, i);
    const char *const texts[] = {text};
    cas_operator *op;
    cas_message message;
    if (cas_operator_new_expression(1, 1, 1, texts, &op, &message) != CAS_OK)
        cas_panic(__FILE__, __LINE__, message.text);
    free(text);
    return op;
}

static cas_chain *make_chain(const struct draft *d)
{
    size_t n = d->jet->operators;
    cas_operator **ops = cas_allocate(n, sizeof *ops);
    cas_rationals *weights = cas_allocate(n, sizeof *weights), input;
    cas_message message;
    cas_chain *chain;
    cas_rationals_init(&input, 1);
    for (size_t i = 0; i < n; i++) {
        cas_rationals_init(&weights[i], 1);
        ops[i] = make_operator(d, i + 1);
    }
    if (cas_chain_new(&input, n, ops, weights, &chain, &message) != CAS_OK)
        cas_panic(__FILE__, __LINE__, message.text);
    for (size_t i = 0; i < n; i++) {
        if (!is_linear(d->jet))
            set_domain(box(d), &chain->links[i].domain);
        cas_rationals_clear(&weights[i]);
    }
    cas_rationals_clear(&input);
    free(weights);
    free(ops);
    return chain;
}

/* The size, times `other` where that is asked for: one point. */
static void set_point(const struct draft *d, size_t place, bool is_other, cas_law *law)
{
    double factor = is_other ? d->jet->at[CAS_JET_OTHER] : 1;
    cas_law_init(law, 1);
    set_exactly(d, factor * size_of(d, place), law->support.at[0]);
}

/* Both points. */
static void set_coin(const struct draft *d, size_t place, cas_law *law)
{
    cas_law one, other;
    cas_rationals support, probability;
    set_point(d, place, false, &one);
    set_point(d, place, true, &other);
    cas_rationals_init(&support, 2);
    cas_rationals_init(&probability, 2);
    mpq_set(support.at[0], one.support.at[0]);
    mpq_set(support.at[1], other.support.at[0]);
    set_exactly(d, d->jet->at[CAS_JET_SHARE], probability.at[0]);
    mpq_set_ui(probability.at[1], 1, 1);
    mpq_sub(probability.at[1], probability.at[1], probability.at[0]);
    cas_law_init(law, 1);
    if (cas_law_set(law, 1, 2, &support, &probability, NULL) != CAS_OK)
        cas_panic(__FILE__, __LINE__, "a coin is a law");
    cas_law_clear(&one);
    cas_law_clear(&other);
    cas_rationals_clear(&support);
    cas_rationals_clear(&probability);
}

static void set_law(const struct draft *d, size_t place, cas_law *law)
{
    if (d->jet->law == CAS_JET_CERTAIN)
        set_point(d, place, false, law);
    else
        set_coin(d, place, law);
}

/* The places of the sizes: delta_i at i - 1, epsilon_{i+1} at N - 1 + i - 1. */
static void perturb_chain(const struct draft *d, cas_chain *chain)
{
    size_t n = d->jet->operators;
    for (size_t i = 0; i + 1 < n; i++) {
        cas_law_clear(&chain->forward[i]);
        set_law(d, i, &chain->forward[i]);
        cas_law_clear(&chain->backward[i + 1]);
        set_law(d, n - 1 + i, &chain->backward[i + 1]);
    }
}

/* Where all follow one coin, it is that of delta_1. */
static void perturb_node(const struct draft *d, cas_process *process, size_t node,
                         size_t place)
{
    cas_law laws[2];
    bool follows = d->jet->law == CAS_JET_COMMON && node != 1;
    if (follows) {
        set_point(d, place, false, &laws[0]);
        set_point(d, place, true, &laws[1]);
    } else {
        set_law(d, place, &laws[0]);
        cas_law_init(&laws[1], 1);
    }
    if (cas_process_set_rule(process, node, follows ? 1 : CAS_GIVEN_NOTHING,
                             follows ? 2 : 1, laws, NULL) != CAS_OK)
        cas_panic(__FILE__, __LINE__, "a law of one number");
    cas_law_clear(&laws[0]);
    cas_law_clear(&laws[1]);
}

static void perturb_process(const struct draft *d, cas_process *process)
{
    size_t n = d->jet->operators;
    for (size_t i = 1; i < n; i++)
        perturb_node(d, process, cas_node_of_delta(i), i - 1);
    for (size_t i = n; i >= 2; i--)
        perturb_node(d, process, cas_node_of_epsilon(n, i), n - 1 + i - 2);
}

cas_status cas_jet_instance(const cas_jet *jet, int digits, const cas_instance_kind *kind,
                            void **instance, cas_message *message)
{
    struct draft d = {.jet = jet, .digits = digits};
    cas_chain *chain = make_chain(&d);
    if (kind == &cas_chain_kind) {
        perturb_chain(&d, chain);
        return cas_chain_instance_new(chain, (cas_chain_instance **)instance, message);
    }
    cas_process *process = cas_process_new(chain);
    perturb_process(&d, process);
    return cas_process_instance_new(process, (cas_process_instance **)instance, message);
}
