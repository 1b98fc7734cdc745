/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/ledger_text.h"

#include "arithmetic/decimal.h"
#include "arithmetic/memory.h"
#include "claim/readings.h"

#include <ctype.h>
#include <inttypes.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

char *cas_entry_found_text(const cas_entry *entry)
{
    return entry->found_operators > 0 ? cas_format("%.4g", entry->found_ratio)
                                      : cas_duplicate("-");
}

char *cas_entry_ratio_text(const cas_entry *entry)
{
    if (entry->is_identity)
        return cas_duplicate("=");
    return entry->has_ratio ? cas_format("%.4g", entry->worst_ratio) : cas_duplicate("-");
}

/* A word of a shell command, in quotation marks where it needs them. */
static char *quoted(const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789_./:+,@%-";
    if (word[0] != '\0' && strspn(word, plain) == strlen(word))
        return cas_duplicate(word);
    char *quoted = cas_duplicate("'");
    for (; *word != '\0'; word++) {
        char *longer = *word == '\'' ? cas_format("%s'\\''", quoted)
                                     : cas_format("%s%c", quoted, *word);
        free(quoted);
        quoted = longer;
    }
    char *closed = cas_format("%s'", quoted);
    free(quoted);
    return closed;
}

char *cas_entry_replay_text(const cas_ledger *ledger, const cas_entry *entry)
{
    if (entry->failed == 0 && entry->found == NULL)
        return NULL;
    uint64_t trial = entry->found != NULL ? entry->found_trial : entry->failed_trial;
    char *file = ledger->claims_file != NULL ? quoted(ledger->claims_file) : NULL;
    bool is_searched = entry->found != NULL && entry->is_found_by_search;
    char *which = is_searched ? cas_format("--operators %zu", entry->found_operators)
                              : cas_format("%" PRIu64, trial);
    char *text = cas_format("cascade %s %s %s %s --seed %" PRIu64 "%s%s",
                            is_searched ? "search" : "replay", entry->claim->id,
                            entry->claim->version, which, ledger->seed,
                            file != NULL ? " --claims " : "", file != NULL ? file : "");
    free(file);
    free(which);
    return text;
}

/* JSON has no infinity: it is written as a string; no ratio, as null. */
static json_t *ratio_to_json(bool is_there, double ratio)
{
    if (!is_there)
        return json_null();
    return isfinite(ratio) ? json_real(ratio) : json_string("inf");
}

/* The number as it stands in the text of the ledger. */
static json_t *number_to_json(double number)
{
    if (isnan(number))
        return json_null();
    if (isinf(number))
        return json_string(number > 0 ? "inf" : "-inf");
    char text[32];
    snprintf(text, sizeof text, "%.6g", number);
    return json_real(cas_decimal_read(text, NULL));
}

static json_t *measurement_to_json(const cas_measurement *measurement)
{
    static const char *const findings[] = {[CAS_FINDING_INSIDE] = "supported",
                                           [CAS_FINDING_OUTSIDE] = "contradicted",
                                           [CAS_FINDING_OPEN] = "undecided",
                                           [CAS_FINDING_SCARCE] = "scarce"};
    if (measurement == NULL)
        return json_null();
    json_t *quantities = json_array();
    for (size_t q = 0; q < measurement->count; q++) {
        const cas_quantity *quantity = &measurement->quantities[q];
        json_t *one = json_pack(
            "{ss sI so s[oo] s[oo] ss}", "name", quantity->name, "data_sets",
            (json_int_t)quantity->usable, "mean", number_to_json(quantity->mean),
            "interval", number_to_json(quantity->low), number_to_json(quantity->high),
            "region", number_to_json(quantity->least), number_to_json(quantity->most),
            "finding", findings[quantity->finding]);
        CAS_REQUIRE(json_array_append_new(quantities, one) == 0);
    }
    return json_pack("{sf sI ss so}", "level", measurement->level, "data_sets",
                     (json_int_t)measurement->data_sets, "finding",
                     findings[measurement->finding], "quantities", quantities);
}

static json_t *rooms_to_json(const cas_entry *entry)
{
    json_t *rooms = json_array();
    for (size_t k = 0; k < entry->rooms; k++)
        CAS_REQUIRE(json_array_append_new(
                        rooms, json_pack("{ss so}", "term", entry->room[k].term, "needed",
                                         number_to_json(entry->room[k].needed))) == 0);
    return rooms;
}

/* What is no UTF-8, as names of files can be, becomes question marks; NULL is null. */
static json_t *text_to_json(const char *text)
{
    char *copy = text != NULL ? cas_duplicate(text) : NULL;
    json_t *value = text != NULL ? json_string(text) : json_null();
    for (char *c = copy; value == NULL && *c != '\0'; c++)
        *c = isascii((unsigned char)*c) ? *c : '?';
    value = value != NULL ? value : json_string(copy);
    free(copy);
    return value;
}

/* The k-th name of a list of an entry; NULL where there are no more. */
typedef const char *name_list(const cas_entry *entry, size_t k);

static const char *given_of(const cas_entry *entry, size_t k)
{
    return entry->claim->given != NULL ? entry->claim->given[k] : NULL;
}

static const char *reading_of(const cas_entry *entry, size_t k)
{
    return cas_claim_reading(entry->claim, k);
}

static const char *evidence_of(const cas_entry *entry, size_t k)
{
    for (int e = 0; e < CAS_EVIDENCE_KINDS; e++)
        if (cas_entry_has_evidence(entry, (cas_evidence)e) && k-- == 0)
            return cas_evidence_names[e];
    return NULL;
}

static json_t *names_to_json(const cas_entry *entry, name_list *list)
{
    json_t *names = json_array();
    const char *name;
    for (size_t k = 0; (name = list(entry, k)) != NULL; k++)
        CAS_REQUIRE(json_array_append_new(names, json_string(name)) == 0);
    return names;
}

/* "a, b"; to be given to free(). */
static char *names_text(const cas_entry *entry, name_list *list)
{
    char *text = cas_duplicate("");
    const char *name;
    for (size_t k = 0; (name = list(entry, k)) != NULL; k++) {
        char *longer = cas_format("%s%s%s", text, k > 0 ? ", " : "", name);
        free(text);
        text = longer;
    }
    return text;
}

static name_list *const lists[] = {evidence_of, given_of, reading_of};
enum { LISTS = sizeof lists / sizeof lists[0] };

char *cas_entry_evidence_text(const cas_entry *entry)
{
    return names_text(entry, evidence_of);
}

char *cas_entry_basis_text(const cas_entry *entry)
{
    char *given = names_text(entry, given_of), *readings = names_text(entry, reading_of);
    char *text = cas_format("%s%s%s%s%s", *given != '\0' ? "Given " : "", given,
                            *given != '\0' && *readings != '\0' ? "; " : "",
                            *readings != '\0' ? "reading " : "", readings);
    free(given);
    free(readings);
    return text;
}

static json_t *found_to_json(const cas_ledger *ledger, const cas_entry *entry)
{
    if (entry->found == NULL)
        return json_null();
    char *replay = cas_entry_replay_text(ledger, entry);
    json_t *found = json_pack(
        "{so so so}", "trial",
        entry->is_found_by_search ? json_null()
                                  : json_integer((json_int_t)entry->found_trial),
        "replay", text_to_json(replay), "instance", json_loads(entry->found, 0, NULL));
    free(replay);
    return found;
}

static json_t *entry_to_json(const cas_ledger *ledger, const cas_entry *entry)
{
    const cas_claim *claim = entry->claim;
    return json_pack(
        "{ss ss ss so so so sI sI so so sn ss ss? so so sI sI sI sI sI sI so sb ss ss? "
        "so si so}",
        "id", claim->id, "version", claim->version, "verdict",
        cas_standing_names[entry->standing], "evidence",
        names_to_json(entry, evidence_of), "given", names_to_json(entry, given_of),
        "reading", names_to_json(entry, reading_of), "cases", (json_int_t)entry->cases,
        "trials", (json_int_t)entry->trials, "worst_ratio",
        ratio_to_json(entry->has_ratio, entry->worst_ratio), "witness",
        text_to_json(entry->witness), "theorem", "note", entry->note, "prose",
        claim->prose, "found", found_to_json(ledger, entry), "found_ratio",
        ratio_to_json(entry->found_operators > 0, entry->found_ratio), "found_operators",
        (json_int_t)entry->found_operators, "vacuous", (json_int_t)entry->vacuous,
        "undecided", (json_int_t)entry->undecided, "mutants", (json_int_t)entry->mutants,
        "killed", (json_int_t)entry->killed, "weaker", (json_int_t)entry->weaker, "room",
        rooms_to_json(entry), "consistent", entry->is_consistent, "statement",
        entry->text, "tex", entry->tex, "file", text_to_json(claim->file), "line",
        claim->line, "measurement", measurement_to_json(entry->measurement));
}

static json_t *readings_to_json(void)
{
    json_t *questions = json_array();
    for (const cas_question *q = cas_questions; q->text != NULL; q++) {
        json_t *readings = json_array();
        for (size_t k = 0; k < CAS_READINGS_MOST && q->readings[k].name != NULL; k++)
            CAS_REQUIRE(
                json_array_append_new(
                    readings, json_pack("{ss ss sb}", "name", q->readings[k].name, "what",
                                        q->readings[k].what, "default", k == 0)) == 0);
        CAS_REQUIRE(
            json_array_append_new(questions, json_pack("{ss so}", "question", q->text,
                                                       "readings", readings)) == 0);
    }
    return questions;
}

void cas_ledger_write_json(const cas_ledger *ledger, FILE *out)
{
    json_t *claims = json_array();
    for (size_t i = 0; i < ledger->count; i++)
        CAS_REQUIRE(json_array_append_new(
                        claims, entry_to_json(ledger, &ledger->entries[i])) == 0);
    json_t *root =
        json_pack("{ss sI so so}", "format", "cascade-ledger/1", "seed",
                  (json_int_t)ledger->seed, "claims", claims, "readings",
                  ledger->claims_file == NULL ? readings_to_json() : json_array());
    CAS_REQUIRE(root != NULL);
    json_dumpf(root, out, JSON_INDENT(2));
    fputc('\n', out);
    json_decref(root);
}

/* Text in which every character of `special` is written as its replacement. */
static void write_escaped(const char *text, const char *special,
                          const char *const *replacement, FILE *out)
{
    for (; *text != '\0'; text++) {
        const char *found = strchr(special, *text);
        if (found != NULL)
            fputs(replacement[found - special], out);
        else
            fputc(*text, out);
    }
}

static void write_markdown_cell(const char *text, FILE *out)
{
    static const char *const replacement[] = {"\\|", " ", " "};
    write_escaped(text, "|\n\r", replacement, out);
}

void cas_ledger_write_markdown(const cas_ledger *ledger, FILE *out)
{
    fputs("| claim | version | verdict | evidence | given | reading | cases | trials | "
          "worst ratio | found | mutants | witness | note |\n"
          "|---|---|---|---|---|---|---:|---:|---:|---:|---:|---|---|\n",
          out);
    for (size_t i = 0; i < ledger->count; i++) {
        const cas_entry *entry = &ledger->entries[i];
        char *ratio = cas_entry_ratio_text(entry);
        fprintf(out, "| `%s` | %s | **%s** | ", entry->claim->id, entry->claim->version,
                cas_standing_names[entry->standing]);
        for (size_t k = 0; k < LISTS; k++) {
            char *names = names_text(entry, lists[k]);
            fprintf(out, "%s | ", names);
            free(names);
        }
        char *found = cas_entry_found_text(entry);
        fprintf(out, "%zu | %zu | %s | %s | %zu/%zu | ", entry->cases, entry->trials,
                ratio, found, entry->killed, entry->mutants);
        free(found);
        if (entry->witness != NULL)
            fprintf(out, "[witness](%s)", entry->witness);
        fputs(" | ", out);
        write_markdown_cell(entry->note, out);
        fputs(" |\n", out);
        free(ratio);
    }
}

static void write_tsv_cell(const char *text, FILE *out)
{
    static const char *const replacement[] = {" ", " ", " "};
    write_escaped(text, "\t\n\r", replacement, out);
}

static void write_tsv_erratum(const cas_erratum *erratum, FILE *out)
{
    if (erratum == NULL)
        fputs("\t\t\t\t", out);
    else
        fprintf(out, "\t%d\t%s\t%s\t%s", erratum->rank, erratum->where, erratum->wrong,
                erratum->right);
}

void cas_ledger_write_tsv(const cas_ledger *ledger, FILE *out)
{
    fputs(
        "id\tversion\tverdict\ttrials\tvacuous\tundecided\tworst_ratio\tmutants\tkilled\t"
        "witness\tnote\tstatement\tfile\tline\tconsistent\treplay\tlevel\ttex\t"
        "evidence\tgiven\treading\tcases\tprose\trank\twhere\twrong\tright\t"
        "found_ratio\tfound_operators\n",
        out);
    for (size_t i = 0; i < ledger->count; i++) {
        const cas_entry *entry = &ledger->entries[i];
        fprintf(out, "%s\t%s\t%s\t%zu\t%zu\t%zu\t", entry->claim->id,
                entry->claim->version, cas_standing_names[entry->standing], entry->trials,
                entry->vacuous, entry->undecided);
        if (entry->has_ratio)
            fprintf(out, "%.17g", entry->worst_ratio);
        fprintf(out, "\t%zu\t%zu\t%s\t", entry->mutants, entry->killed,
                entry->witness != NULL ? entry->witness : "");
        write_tsv_cell(entry->note, out);
        fputc('\t', out);
        write_tsv_cell(entry->text, out);
        char *replay = cas_entry_replay_text(ledger, entry);
        fprintf(out, "\t%s\t%d\t%s\t%s\t", entry->claim->file, entry->claim->line,
                entry->is_consistent ? "yes" : "no", replay != NULL ? replay : "");
        free(replay);
        if (entry->measurement != NULL)
            fprintf(out, "%g", entry->measurement->level);
        fputc('\t', out);
        write_tsv_cell(entry->tex != NULL ? entry->tex : "", out);
        for (size_t k = 0; k < LISTS; k++) {
            char *names = names_text(entry, lists[k]);
            fprintf(out, "\t%s", names);
            free(names);
        }
        fprintf(out, "\t%zu\t", entry->cases);
        write_tsv_cell(entry->claim->prose != NULL ? entry->claim->prose : "", out);
        write_tsv_erratum(entry->claim->erratum, out);
        if (entry->found_operators > 0)
            fprintf(out, "\t%.17g\t%zu\n", entry->found_ratio, entry->found_operators);
        else
            fputs("\t\t\n", out);
    }
}

static void write_xml(const char *text, FILE *out)
{
    static const char *const replacement[] = {"&amp;", "&lt;", "&gt;", "&quot;"};
    write_escaped(text, "&<>\"", replacement, out);
}

/* In which there is something to mend: of a user's claims, also one that is refuted. */
static bool is_failure(const cas_ledger *ledger, const cas_entry *entry)
{
    return !entry->is_consistent ||
           (ledger->claims_file != NULL && entry->standing == CAS_REFUTED);
}

static void write_junit_case(const cas_ledger *ledger, const cas_entry *entry, FILE *out)
{
    const cas_claim *claim = entry->claim;
    fprintf(out, "  <testcase classname=\"%s\" name=\"%s\" file=\"", claim->id,
            claim->version);
    write_xml(claim->file, out);
    fprintf(out, "\" line=\"%d\">\n", claim->line);
    if (is_failure(ledger, entry)) {
        char *replay = cas_entry_replay_text(ledger, entry);
        fputs("    <failure message=\"", out);
        write_xml(entry->note, out);
        fputs("\">", out);
        write_xml(replay != NULL ? replay : "", out);
        fputs("</failure>\n", out);
        free(replay);
    }
    fputs("    <system-out>", out);
    char *ratio = cas_entry_ratio_text(entry);
    char *evidence = cas_entry_evidence_text(entry), *basis = cas_entry_basis_text(entry);
    fprintf(out, "%s; evidence: %s; %zu cases, %zu trials, worst ratio %s. %s%s",
            cas_standing_names[entry->standing], *evidence != '\0' ? evidence : "none",
            entry->cases, entry->trials, ratio, basis, *basis != '\0' ? ". " : "");
    free(ratio);
    free(evidence);
    free(basis);
    write_xml(entry->note, out);
    fputs("</system-out>\n  </testcase>\n", out);
}

void cas_ledger_write_junit(const cas_ledger *ledger, FILE *out)
{
    size_t failures = 0;
    for (size_t i = 0; i < ledger->count; i++)
        failures += is_failure(ledger, &ledger->entries[i]);
    fprintf(out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<testsuite name=\"cascade\" tests=\"%zu\" failures=\"%zu\">\n",
            ledger->count, failures);
    for (size_t i = 0; i < ledger->count; i++)
        write_junit_case(ledger, &ledger->entries[i], out);
    fputs("</testsuite>\n", out);
}
