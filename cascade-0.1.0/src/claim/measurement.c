/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/measurement.h"

#include "arithmetic/memory.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FEWEST_DATA_SETS = 3 };

void cas_measurement_init(cas_measurement *measurement, size_t claims)
{
    CAS_REQUIRE(claims > 0);
    *measurement = (cas_measurement){
        .level = CAS_MEASUREMENT_LEVEL / 100.0 / (double)claims,
        .finding = CAS_FINDING_OPEN,
    };
}

void cas_measurement_clear(cas_measurement *measurement)
{
    for (size_t q = 0; q < measurement->count; q++)
        free(measurement->quantities[q].values);
    free(measurement->quantities);
    for (size_t m = 0; m < measurement->mutant_count; m++)
        cas_measurement_clear(&measurement->mutants[m]);
    free(measurement->mutants);
    *measurement = (cas_measurement){0};
}

static cas_quantity *find(const cas_measurement *measurement, const char *name,
                          size_t length)
{
    for (size_t q = 0; q < measurement->count; q++) {
        cas_quantity *quantity = &measurement->quantities[q];
        if (strlen(quantity->name) == length && memcmp(quantity->name, name, length) == 0)
            return quantity;
    }
    return NULL;
}

void cas_measurement_add(cas_measurement *measurement, const char *name, double least,
                         double most, const double *values)
{
    CAS_REQUIRE(strlen(name) < sizeof measurement->quantities->name &&
                strchr(name, ':') == NULL && least <= most &&
                find(measurement, name, strlen(name)) == NULL);
    size_t count = measurement->count + 1;
    measurement->quantities =
        cas_reallocate(measurement->quantities, count, sizeof *measurement->quantities);
    cas_quantity *quantity = &measurement->quantities[measurement->count];
    *quantity = (cas_quantity){.least = least, .most = most};
    snprintf(quantity->name, sizeof quantity->name, "%s", name);
    quantity->values = cas_allocate(measurement->data_sets, sizeof *values);
    memcpy(quantity->values, values, measurement->data_sets * sizeof *values);
    measurement->count = count;
}

cas_measurement *cas_measurement_add_mutant(cas_measurement *measurement)
{
    size_t count = ++measurement->mutant_count;
    measurement->mutants =
        cas_reallocate(measurement->mutants, count, sizeof *measurement->mutants);
    cas_measurement *mutant = &measurement->mutants[count - 1];
    *mutant = (cas_measurement){.level = measurement->level,
                                .data_sets = measurement->data_sets};
    return mutant;
}

/*: Student's interval. For independent normal values $v_1,\dots,v_n$ with mean $\mu$ and
$s^2=\frac1{n-1}\sum(v_i-\bar v)^2$, the quotient $\sqrt n(\bar v-\mu)/s$ has Student's
distribution with $n-1$ degrees of freedom, so that $\bar v\mp t\,s/\sqrt n$ with
$P(|t_{n-1}|>t)=\alpha$ misses $\mu$ with probability $\alpha$. A ledger with $k$ measured
claims has the level $\frac1{100}$: each claim $\frac1{100k}$, each of the $m$ intervals
of a claim $\frac1{100km}$. By the union bound any of all the means is missed with
probability at most $\frac1{100}$, however dependent the quantities are. For values
that are not normal the level is approximate; the quantities here are logarithms and
exponents, which have no heavy tails, and none is a yes or no, for which equal values
would make the interval a point.
*/

size_t cas_confidence_interval(const double *values, size_t count, double level,
                               double *mean, double *low, double *high)
{
    size_t n = 0;
    double sum = 0, squares = 0;
    for (size_t i = 0; i < count; i++)
        if (!isnan(values[i])) {
            sum += values[i];
            n++;
        }
    *mean = *low = *high = NAN;
    if (n < 2)
        return n;
    *mean = sum / (double)n;
    for (size_t i = 0; i < count; i++)
        if (!isnan(values[i]))
            squares += (values[i] - *mean) * (values[i] - *mean);
    double quantile = gsl_cdf_tdist_Qinv(level / 2, (double)(n - 1));
    double reach =
        ceil(quantile * 1e6) / 1e6 * sqrt(squares / (double)(n - 1) / (double)n);
    *low = *mean - reach;
    *high = *mean + reach;
    return n;
}

static cas_finding conclude(cas_quantity *quantity, size_t data_sets, double level)
{
    quantity->usable =
        cas_confidence_interval(quantity->values, data_sets, level, &quantity->mean,
                                &quantity->low, &quantity->high);
    if (quantity->usable < FEWEST_DATA_SETS || 3 * quantity->usable < 2 * data_sets) {
        quantity->mean = quantity->low = quantity->high = NAN;
        return CAS_FINDING_SCARCE;
    }
    if (quantity->least <= quantity->low && quantity->high <= quantity->most)
        return CAS_FINDING_INSIDE;
    if (quantity->high < quantity->least || quantity->most < quantity->low)
        return CAS_FINDING_OUTSIDE;
    return CAS_FINDING_OPEN;
}

/* The claim is the conjunction of its statements: one that is contradicted contradicts
   it. */
static cas_finding worse(cas_finding one, cas_finding other)
{
    static const int rank[] = {[CAS_FINDING_INSIDE] = 0,
                               [CAS_FINDING_OPEN] = 1,
                               [CAS_FINDING_SCARCE] = 2,
                               [CAS_FINDING_OUTSIDE] = 3};
    return rank[one] > rank[other] ? one : other;
}

void cas_measurement_conclude(cas_measurement *measurement)
{
    CAS_REQUIRE(measurement->count > 0);
    double level = measurement->level / (double)measurement->count;
    measurement->finding = CAS_FINDING_INSIDE;
    for (size_t q = 0; q < measurement->count; q++) {
        cas_quantity *quantity = &measurement->quantities[q];
        quantity->finding = conclude(quantity, measurement->data_sets, level);
        measurement->finding = worse(measurement->finding, quantity->finding);
    }
    for (size_t m = 0; m < measurement->mutant_count; m++)
        cas_measurement_conclude(&measurement->mutants[m]);
}

bool cas_measurement_notices(const cas_measurement *measurement, size_t mutant)
{
    CAS_REQUIRE(mutant < measurement->mutant_count);
    const cas_measurement *changed = &measurement->mutants[mutant];
    CAS_REQUIRE(changed->count == measurement->count);
    for (size_t q = 0; q < measurement->count; q++) {
        cas_finding before = measurement->quantities[q].finding;
        cas_finding after = changed->quantities[q].finding;
        if ((before == CAS_FINDING_INSIDE && after == CAS_FINDING_OUTSIDE) ||
            (before == CAS_FINDING_OUTSIDE && after == CAS_FINDING_INSIDE))
            return true;
    }
    return false;
}

/* "exponent 0.51 in (0.47, 0.55), which is in [0.25, inf]." and the like. */
static void write_quantity(const cas_quantity *quantity, size_t data_sets, FILE *out)
{
    static const char *const relations[] = {[CAS_FINDING_INSIDE] = "in",
                                            [CAS_FINDING_OUTSIDE] = "outside",
                                            [CAS_FINDING_OPEN] = "not clearly in"};
    if (quantity->finding == CAS_FINDING_SCARCE) {
        fprintf(out, " %s: %zu of %zu data sets usable, too few.", quantity->name,
                quantity->usable, data_sets);
        return;
    }
    fprintf(out, " %s: %.3g (%.3g, %.3g), %s [%.3g, %.3g]", quantity->name,
            quantity->mean, quantity->low, quantity->high, relations[quantity->finding],
            quantity->least, quantity->most);
    if (quantity->usable < data_sets)
        fprintf(out, ", %zu data sets", quantity->usable);
    fputc('.', out);
}

char *cas_measurement_text(const cas_measurement *measurement)
{
    static const char *const heads[] = {
        [CAS_FINDING_INSIDE] = "The data support it",
        [CAS_FINDING_OUTSIDE] = "The data contradict it",
        [CAS_FINDING_OPEN] = "The data do not decide it",
        [CAS_FINDING_SCARCE] = "Too few data sets are usable",
    };
    static const cas_finding order[] = {CAS_FINDING_OUTSIDE, CAS_FINDING_SCARCE,
                                        CAS_FINDING_OPEN, CAS_FINDING_INSIDE};
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    CAS_REQUIRE(out != NULL);
    fprintf(out, "%s (%zu data sets, %zu runs", heads[measurement->finding],
            measurement->data_sets, measurement->settled + measurement->unsettled);
    if (measurement->unsettled > 0)
        fprintf(out, ", of which %zu had not settled", measurement->unsettled);
    fprintf(out, "; error level %.2g per cent, its share of %d for all measured rows).",
            100 * measurement->level, CAS_MEASUREMENT_LEVEL);
    if (measurement->note[0] != '\0')
        fprintf(out, " %s", measurement->note);
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        for (size_t q = 0; q < measurement->count; q++)
            if (measurement->quantities[q].finding == order[i])
                write_quantity(&measurement->quantities[q], measurement->data_sets, out);
    CAS_REQUIRE(fclose(out) == 0);
    return text;
}
