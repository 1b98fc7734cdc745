/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "command/report_text.h"

#include "arithmetic/memory.h"
#include "command/table.h"
#include "file/json_fields.h"
#include "file/message_text.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* q may have 20 digits itself without being a binary number; rounding the nearest binary
   number up would then add a spurious last digit.  So the nearest decimal is tried
   first, exactly. */
char *cas_rational_upper_text(mpq_srcptr q)
{
    enum { BITS = 256 };
    mpfi_t enclosure;
    mpfr_t nearest;
    mpq_t decimal;
    mpfi_init2(enclosure, BITS);
    mpfr_init2(nearest, BITS);
    mpq_init(decimal);
    mpfi_set_q(enclosure, q);
    mpfr_set_q(nearest, q, MPFR_RNDN);
    char *text = NULL;
    CAS_REQUIRE(mpfr_asprintf(&text, "%.*RNe", CAS_REPORT_DIGITS - 1, nearest) >= 0);
    char *result = NULL;
    if (cas_rational_read(decimal, text, strlen(text), NULL) == CAS_OK &&
        mpq_equal(decimal, q)) {
        mpfi_set_fr(enclosure, nearest);
        mpfr_free_str(text);
        CAS_REQUIRE(mpfr_asprintf(&text, "%.*Rg", CAS_REPORT_DIGITS, nearest) >= 0);
        result = cas_duplicate(text);
    } else {
        result = cas_interval_upper_text(enclosure, CAS_REPORT_DIGITS);
    }
    mpfr_free_str(text);
    mpq_clear(decimal);
    mpfr_clear(nearest);
    mpfi_clear(enclosure);
    return result;
}

static json_t *text_to_json(char *text)
{
    json_t *json = json_string(text);
    free(text);
    return json;
}

static json_t *enclosure_to_json(mpfi_srcptr x)
{
    return json_pack("[oo]", text_to_json(cas_interval_lower_text(x, CAS_REPORT_DIGITS)),
                     text_to_json(cas_interval_upper_text(x, CAS_REPORT_DIGITS)));
}

static json_t *result_to_json(const cas_result *result)
{
    json_t *error = isfinite(result->reference_error) ? json_real(result->reference_error)
                                                      : json_null();
    return json_pack(
        "{ss ss so so so ss so so}", "claim", result->claim, "version", result->version,
        "lhs", enclosure_to_json(result->lhs), "rhs", enclosure_to_json(result->rhs),
        "ratio", enclosure_to_json(result->ratio), "verdict",
        cas_verdict_names[result->verdict], "reference",
        text_to_json(cas_format("%a", result->reference)), "reference_error", error);
}

static const char *source_name(const cas_report *report)
{
    return report->constants.is_declared ? "declared" : "certified";
}

static json_t *constant_to_json(const cas_report *report, int c)
{
    const cas_smoothness *constants = &report->constants;
    json_t *constant = json_pack(
        "{so}", "upper", text_to_json(cas_rational_upper_text(constants->value[c])));
    if (mpq_sgn(constants->at_least[c]) > 0) {
        mpfi_t enclosure;
        mpfi_init2(enclosure, 64);
        mpfi_set_q(enclosure, constants->at_least[c]);
        json_object_set_new(
            constant, "at_least",
            text_to_json(cas_interval_lower_text(enclosure, CAS_REPORT_DIGITS)));
        mpfi_clear(enclosure);
    }
    json_object_set_new(constant, "source", json_string(source_name(report)));
    return constant;
}

void cas_report_write_json(const cas_report *report, FILE *out)
{
    json_t *constants = json_object(), *results = json_array(), *warnings = json_array();
    for (int c = 0; c < CAS_BOUND_COUNT; c++)
        json_object_set_new(constants, cas_constant_names[c],
                            constant_to_json(report, c));
    for (size_t k = 0; k < report->count; k++)
        json_array_append_new(results, result_to_json(&report->results[k]));
    for (size_t k = 0; k < report->warnings.count; k++)
        cas_json_append(warnings, json_string(report->warnings.sentences[k].text));
    json_t *root = json_pack("{ss so so so}", "format", "cascade-report/1", "constants",
                             constants, "results", results, "warnings", warnings);
    CAS_REQUIRE(root != NULL);
    json_dumpf(root, out, JSON_INDENT(2));
    fputc('\n', out);
    json_decref(root);
}

/* Where the constant comes from, and if it may be more than 1 per cent above a value that
   is known: how far. */
static char *source_text(const cas_report *report, int c)
{
    mpq_srcptr known = report->constants.at_least[c];
    mpfi_t factor;
    mpfi_init2(factor, 64);
    mpfi_set_q(factor, report->constants.value[c]);
    if (mpq_sgn(known) > 0)
        mpfi_div_q(factor, factor, known);
    const double most = mpfr_get_d(&factor->right, MPFR_RNDU);
    mpfi_clear(factor);
    return mpq_sgn(known) > 0 && most > 1.01
               ? cas_format("%s, at most %.3g times too large", source_name(report), most)
               : cas_duplicate(source_name(report));
}

static void write_constants(const cas_report *report, bool colour, FILE *out)
{
    static const char *const headers[] = {"constant", "symbol", "upper bound", "source"};
    cas_table *table = cas_table_new("llrl", headers);
    for (int c = 0; c < CAS_BOUND_COUNT; c++) {
        char *upper = cas_rational_upper_text(report->constants.value[c]);
        char *source = source_text(report, c);
        cas_table_add(table, CAS_PLAIN, "%s", cas_constant_names[c]);
        cas_table_add(table, CAS_FAINT, "%s", cas_constant_symbols[c]);
        cas_table_add(table, CAS_PLAIN, "%s", upper);
        cas_table_add(table, CAS_PLAIN, "%s", source);
        free(upper);
        free(source);
    }
    cas_table_write(table, colour, out);
    cas_table_free(table);
}

/* The middle of an enclosure: the full endpoints are in the JSON report. */
static void add_middle(cas_table *table, mpfi_srcptr x)
{
    mpfr_t middle;
    char *text = NULL;
    mpfr_init2(middle, mpfi_get_prec(x));
    mpfi_mid(middle, x);
    CAS_REQUIRE(mpfr_asprintf(&text, "%.7Rg", middle) >= 0);
    cas_table_add(table, CAS_PLAIN, "%s", text);
    mpfr_free_str(text);
    mpfr_clear(middle);
}

static void write_results(const cas_report *report, bool colour, FILE *out)
{
    static const char *const headers[] = {"claim", "version", "lhs",
                                          "rhs",   "lhs/rhs", "verdict"};
    static const cas_tone tones[] = {
        [CAS_HOLDS] = CAS_GOOD, [CAS_VIOLATED] = CAS_BAD, [CAS_UNDECIDED] = CAS_DOUBTFUL};
    cas_table *table = cas_table_new("llrrrl", headers);
    for (size_t k = 0; k < report->count; k++) {
        const cas_result *result = &report->results[k];
        cas_table_add(table, CAS_PLAIN, "%s", result->claim);
        cas_table_add(table, CAS_PLAIN, "%s", result->version);
        add_middle(table, result->lhs);
        add_middle(table, result->rhs);
        add_middle(table, result->ratio);
        cas_table_add(table, tones[result->verdict], "%s",
                      cas_verdict_names[result->verdict]);
    }
    cas_table_write(table, colour, out);
    cas_table_free(table);
}

/* A row "side, what, value"; text is freed. */
static void add_value(cas_table *table, const char *side, const char *what, char *text)
{
    cas_table_add(table, CAS_PLAIN, "%s", side);
    cas_table_add(table, CAS_PLAIN, "%s", what);
    cas_table_add(table, CAS_PLAIN, "%s", text);
    free(text);
}

/* Written as the endpoints are, so that digits stand below digits. */
static char *double_text(double x)
{
    enum { DIGITS = 17, BITS = 53 };
    mpfi_t point;
    if (!isfinite(x))
        return cas_duplicate("none: it leaves the range of double");
    mpfi_init2(point, BITS);
    mpfi_set_d(point, x);
    char *text = cas_interval_lower_text(point, DIGITS);
    mpfi_clear(point);
    return text;
}

static void add_reference(cas_table *table, const char *side, const cas_result *result)
{
    add_value(table, side, "oracle, from",
              cas_interval_lower_text(result->lhs, CAS_REPORT_DIGITS));
    add_value(table, "", "oracle, to",
              cas_interval_upper_text(result->lhs, CAS_REPORT_DIGITS));
    add_value(table, "", "double", double_text(result->reference));
    if (isfinite(result->reference_error))
        add_value(table, "", "relative error",
                  cas_format("%.2g", result->reference_error));
}

/* The versions of a theorem, one behind the other, have one left-hand side. */
static void write_references(const cas_report *report, bool colour, FILE *out)
{
    static const char *const headers[] = {"left-hand side", "computed by", "value"};
    cas_table *table = cas_table_new("lll", headers);
    for (size_t k = 0; k < report->count; k++) {
        const char *claim = report->results[k].claim;
        if (k == 0 || strcmp(claim, report->results[k - 1].claim) != 0)
            add_reference(
                table, strcmp(claim, "thm:1") == 0 ? "E||u~ - u||^2" : "||E[u~ - u]||^2",
                &report->results[k]);
    }
    cas_table_write(table, colour, out);
    cas_table_free(table);
}

static void write_warning(const char *text, FILE *out)
{
    char *warning = cas_format("warning: %s", text);
    fputc('\n', out);
    cas_write_wrapped(warning, 0, 88, out);
    free(warning);
}

void cas_report_write_table(const cas_report *report, const cas_chain *chain,
                            const char *name, bool colour, FILE *out)
{
    char *head = cas_format("%s%s%s", name, chain->title != NULL ? ": " : "",
                            chain->title != NULL ? chain->title : "");
    char *line = cas_text_line(head);
    fprintf(out, "%s\n", line);
    free(line);
    free(head);
    fprintf(out, "operators %zu, weights %zu, forward scenarios %zu; ", chain->depth,
            cas_chain_weight_count(chain), report->scenarios);
    const char *done = report->warnings.count > 0 ? "enclosed" : "decided";
    if (report->is_exact)
        fprintf(out, "%s in exact rational arithmetic\n\n", done);
    else
        fprintf(out, "%s at %ld bits\n\n", done, (long)report->precision);
    write_constants(report, colour, out);
    fputc('\n', out);
    write_results(report, colour, out);
    fputc('\n', out);
    write_references(report, colour, out);
    for (size_t k = 0; k < report->warnings.count; k++)
        write_warning(report->warnings.sentences[k].text, out);
    if (report->warnings.count > 0)
        write_warning("the theorems say nothing about this chain with these constants",
                      out);
}
