/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/claims_file.h"

#include "arithmetic/memory.h"
#include "claim/generators/process_generator.h"
#include "claim/process_instance.h"
#include "claim/variants.h"
#include "file/json_fields.h"
#include "file/message_text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A file under way. */
struct reading {
    const cas_json *json;
    const cas_claim *subjects;
    cas_claims_file *file;
    const cas_json_value *where; /* of the document; NULL: none */
};

/* A claim's value, and the claim. */
struct entry {
    const struct reading *reading;
    const cas_json_value *value;
    cas_claim *claim;
};

static const cas_json *json_of(const struct entry *e)
{
    return e->reading->json;
}

/* A text that can be shown on a terminal and in XML. */
static cas_status read_plain_text(const cas_json *json, const cas_json_value *value,
                                  const char **text)
{
    cas_status status = cas_json_read_string(json, value, "a text", text);
    if (status == CAS_OK && cas_text_hidden(*text) != NULL)
        status = cas_json_expected(json, value, "a text without control characters");
    return status;
}

/* That of an optional member; *text is left alone where there is none. */
static cas_status read_text(const struct entry *e, const char *key, const char **text)
{
    const cas_json_value *member = cas_json_member(e->value, key);
    return member != NULL ? read_plain_text(json_of(e), member, text) : CAS_OK;
}

static bool is_word(const char *text, const char *others)
{
    enum { LONGEST = 64 };
    size_t length = strlen(text);
    if (length == 0 || length > LONGEST || !isalpha((unsigned char)text[0]))
        return false;
    for (; *text != '\0'; text++)
        if (!isalnum((unsigned char)*text) && strchr(others, *text) == NULL)
            return false;
    return true;
}

/* As names of files, in which : and / are the same. */
static bool is_same_id(const char *one, const char *other)
{
    for (; *one != '\0' && *other != '\0'; one++, other++)
        if (*one != *other &&
            (strchr(":/", *one) == NULL || strchr(":/", *other) == NULL))
            return false;
    return *one == *other;
}

static cas_status read_name(const struct entry *e)
{
    const cas_json_value *id, *version = cas_json_member(e->value, "version");
    cas_claim *claim = e->claim;
    claim->version = "printed";
    cas_status status = cas_json_require(json_of(e), e->value, "id", &id);
    if (status == CAS_OK)
        status = read_text(e, "id", &claim->id);
    if (status == CAS_OK)
        status = read_text(e, "version", &claim->version);
    if (status == CAS_OK && !is_word(claim->id, ":/.+_"))
        return cas_json_expected(json_of(e), id,
                                 "at most 64 letters, digits and : / . + _ behind a "
                                 "letter");
    if (status == CAS_OK && !is_word(claim->version, ""))
        return cas_json_expected(json_of(e), version,
                                 "at most 64 letters and digits behind a letter");
    for (const cas_claim *c = e->reading->file->claim; c < claim && status == CAS_OK; c++)
        if (is_same_id(c->id, claim->id) && strcmp(c->version, claim->version) == 0)
            status = cas_json_fail(json_of(e), id, CAS_INPUT,
                                   "the claim in line %d is %s %s already", c->line,
                                   c->id, c->version);
    return status;
}

enum { MOST_SUBJECTS = 8 };

static cas_status read_subject(const struct entry *e)
{
    const cas_claim *subjects = e->reading->subjects;
    const cas_json_value *member = cas_json_member(e->value, "on");
    const char *names[MOST_SUBJECTS + 1] = {NULL};
    size_t k = 0;
    while (k < MOST_SUBJECTS && subjects[k].kind != NULL) {
        names[k] = subjects[k].kind->name;
        k++;
    }
    k = 0;
    cas_status status =
        member == NULL ? CAS_OK : cas_json_read_word(json_of(e), member, names, &k);
    e->claim->kind = subjects[k].kind;
    e->claim->generate = subjects[k].generate;
    return status;
}

/* What is said of processes alone. */
static cas_status check_is_about_processes(const struct entry *e,
                                           const cas_json_value *member)
{
    if (e->claim->kind == &cas_process_kind)
        return CAS_OK;
    return cas_json_fail_key(json_of(e), member, CAS_INPUT, "goes with \"on\": \"%s\"",
                             cas_process_kind.name);
}

static cas_status read_style(const struct entry *e)
{
    const cas_json_value *member = cas_json_member(e->value, "style");
    size_t style = e->claim->style;
    if (member == NULL)
        return CAS_OK;
    cas_status status = check_is_about_processes(e, member);
    if (status == CAS_OK)
        status = cas_json_read_word(json_of(e), member, cas_process_style_names, &style);
    e->claim->style = (cas_process_style)style;
    return status;
}

static cas_status read_reading(const struct entry *e)
{
    static const char *const known[] = {"x-in-F", NULL};
    const cas_json_value *member = cas_json_member(e->value, "input_is_known");
    if (member == NULL)
        return CAS_OK;
    if (!json_is_boolean(member->value))
        return cas_json_expected(json_of(e), member, "true or false");
    if (json_is_true(member->value))
        e->claim->readings = known;
    return check_is_about_processes(e, member);
}

/* "ID" or "ID VERSION" of a claim before this one. */
static bool is_before(const struct entry *e, const char *name)
{
    bool found = false;
    for (const cas_claim *c = e->reading->file->claim; c < e->claim && !found; c++)
        found = cas_claim_is_named(c, name);
    return found;
}

static cas_status read_given(const struct entry *e)
{
    const cas_json_value *list = cas_json_member(e->value, "given");
    if (list == NULL)
        return CAS_OK;
    cas_status status =
        cas_json_read_array(json_of(e), list, 0, CAS_CLAIMS_FILE_GIVEN, "claim");
    if (status != CAS_OK)
        return status;
    size_t count = cas_json_count(list);
    const char **given = cas_allocate(count + 1, sizeof *given);
    e->claim->given = given;
    const cas_json_value *v = cas_json_first(list);
    for (size_t k = 0; k < count && status == CAS_OK; k++, v = cas_json_next(v)) {
        status = cas_json_read_string(json_of(e), v, "the id of a claim", &given[k]);
        if (status == CAS_OK && !is_before(e, given[k]))
            status =
                cas_json_expected(json_of(e), v, "a claim that stands before this one");
    }
    return status;
}

static cas_status read_mistake(const struct entry *e, const cas_json_value *value,
                               cas_mistake *mistake)
{
    static const char *const keys[] = {"formula", "what", NULL};
    const cas_json_value *formula, *what;
    cas_status status = cas_json_read_object(json_of(e), value, keys);
    if (status == CAS_OK)
        status = cas_json_require(json_of(e), value, "formula", &formula);
    if (status == CAS_OK)
        status = cas_json_require(json_of(e), value, "what", &what);
    if (status == CAS_OK)
        status =
            cas_json_read_string(json_of(e), formula, "a statement", &mistake->formula);
    if (status == CAS_OK)
        status = read_plain_text(json_of(e), what, &mistake->what);
    return status;
}

static cas_status read_mistakes(const struct entry *e)
{
    const cas_json_value *list = cas_json_member(e->value, "mistakes");
    if (list == NULL)
        return CAS_OK;
    cas_status status =
        cas_json_read_array(json_of(e), list, 0, CAS_CLAIMS_FILE_MISTAKES, "mistake");
    if (status != CAS_OK)
        return status;
    size_t count = cas_json_count(list);
    cas_mistake *mistakes = cas_allocate(count + 1, sizeof *mistakes);
    e->claim->mistakes = mistakes;
    const cas_json_value *v = cas_json_first(list);
    for (size_t k = 0; k < count && status == CAS_OK; k++, v = cas_json_next(v))
        status = read_mistake(e, v, &mistakes[k]);
    return status;
}

/* The abbreviations of the document, then those of the claim. */
static cas_status read_notation(const struct entry *e)
{
    const char *all = NULL, *own = NULL;
    cas_status status = read_text(e, "where", &own);
    if (status == CAS_OK && e->reading->where != NULL)
        status =
            cas_json_read_string(json_of(e), e->reading->where, "abbreviations", &all);
    if (status == CAS_OK && (all != NULL || own != NULL))
        e->claim->notation =
            cas_format("%s%s%s", all != NULL ? all : "",
                       all != NULL && own != NULL ? "; " : "", own != NULL ? own : "");
    return status;
}

/* Puts the place before what the reader of statements has said, which is about `value`,
   or about one of the two lists of definitions. */
static cas_status fail_at(const struct entry *e, const cas_json_value *value,
                          cas_status status)
{
    const cas_json *json = json_of(e);
    const cas_json_value *all = e->reading->where;
    size_t column, shift = 0;
    int length;
    if (sscanf(json->message->text, "definitions, column %zu: %n", &column, &length) != 1)
        return cas_json_fail_within(json, value, status);
    if (all != NULL)
        shift = json_string_length(all->value) + strlen("; ");
    bool is_own = all == NULL || column > shift;
    return cas_json_fail(json, is_own ? cas_json_member(e->value, "where") : all, status,
                         "column %zu: %s", is_own ? column - shift : column,
                         json->message->text + length);
}

static bool is_constant(const cas_symbol *symbols, size_t which)
{
    return symbols[which].group != 0;
}

/* Polynomials have no finite constants on all reals. */
static cas_status check_constants(const struct entry *e, const cas_statement *statement)
{
    if (e->claim->style != CAS_PROCESS_POLYNOMIAL ||
        !cas_statement_has_name(statement, is_constant))
        return CAS_OK;
    return cas_json_fail(json_of(e), cas_json_member(e->value, "style"), CAS_INPUT,
                         "\"polynomial\" goes with statements without constants");
}

static cas_status check_statement(const struct entry *e, const char *text,
                                  const cas_json_value *value)
{
    cas_statement *statement;
    cas_status status =
        cas_statement_read(e->claim->kind->vocabulary, text, e->claim->notation,
                           &statement, json_of(e)->message);
    if (status != CAS_OK)
        return fail_at(e, value, status);
    status = check_constants(e, statement);
    cas_statement_free(statement);
    return status;
}

static cas_status read_statement(const struct entry *e)
{
    const cas_json_value *value, *mistakes = cas_json_member(e->value, "mistakes");
    cas_claim *claim = e->claim;
    cas_status status = cas_json_require(json_of(e), e->value, "statement", &value);
    if (status == CAS_OK)
        status = cas_json_read_string(json_of(e), value, "a statement", &claim->formula);
    if (status == CAS_OK)
        status = read_notation(e);
    if (status == CAS_OK)
        status = check_statement(e, claim->formula, value);
    if (status != CAS_OK || mistakes == NULL)
        return status;
    const cas_json_value *v = cas_json_first(mistakes);
    for (const cas_mistake *m = claim->mistakes; m->formula != NULL && status == CAS_OK;
         m++, v = cas_json_next(v))
        status = check_statement(e, m->formula, cas_json_member(v, "formula"));
    return status;
}

static cas_status read_claim(const struct entry *e)
{
    static const char *const keys[] = {
        "id",    "version",  "statement",      "on",   "where", "given",
        "style", "mistakes", "input_is_known", "note", NULL};
    e->claim->file = e->reading->file->name;
    e->claim->line = (int)cas_json_line(json_of(e), e->value);
    cas_status status = cas_json_read_object(json_of(e), e->value, keys);
    if (status == CAS_OK)
        status = read_name(e);
    if (status == CAS_OK)
        status = read_subject(e);
    if (status == CAS_OK)
        status = read_style(e);
    if (status == CAS_OK)
        status = read_reading(e);
    if (status == CAS_OK)
        status = read_given(e);
    if (status == CAS_OK)
        status = read_text(e, "note", &e->claim->note);
    if (status == CAS_OK)
        status = read_mistakes(e);
    if (status == CAS_OK)
        status = read_statement(e);
    return status;
}

static cas_status read_document(struct reading *r)
{
    static const char *const keys[] = {"format", "title", "where", "claims", NULL};
    const cas_json_value *root = r->json->values, *list;
    const cas_json_value *title = cas_json_member(root, "title");
    cas_claims_file *file = r->file;
    cas_status status = cas_json_read_document(r->json, root, "cascade-claims/1", keys);
    if (status == CAS_OK && title != NULL)
        status = read_plain_text(r->json, title, &file->title);
    if (status == CAS_OK)
        status = cas_json_require(r->json, root, "claims", &list);
    if (status == CAS_OK)
        status = cas_json_read_array(r->json, list, 1, CAS_CLAIMS_FILE_CLAIMS, "claim");
    if (status != CAS_OK)
        return status;
    r->where = cas_json_member(root, "where");
    size_t count = cas_json_count(list);
    file->claim = cas_allocate(count, sizeof *file->claim);
    const cas_claim **claims = cas_allocate(count + 1, sizeof *claims);
    file->claims = claims;
    const cas_json_value *v = cas_json_first(list);
    for (; file->count < count && status == CAS_OK; v = cas_json_next(v)) {
        struct entry entry = {r, v, &file->claim[file->count]};
        claims[file->count++] = entry.claim;
        status = read_claim(&entry);
    }
    return status;
}

cas_status cas_claims_file_read(const char *text, size_t length, const char *name,
                                const cas_claim *subjects, cas_claims_file **file,
                                cas_message *message)
{
    cas_json json;
    cas_status status = cas_json_parse(&json, text, length, name, message);
    if (status != CAS_OK)
        return status;
    cas_claims_file *made = cas_allocate(1, sizeof *made);
    struct reading reading = {.json = &json, .subjects = subjects, .file = made};
    made->name = cas_duplicate(name);
    made->root = json_incref(json.root);
    status = read_document(&reading);
    cas_json_clear(&json);
    if (status == CAS_OK)
        *file = made;
    else
        cas_claims_file_free(made);
    return status;
}

void cas_claims_file_free(cas_claims_file *file)
{
    if (file == NULL)
        return;
    for (size_t k = 0; k < file->count; k++) {
        free((void *)file->claim[k].given);
        free((void *)file->claim[k].mistakes);
        free((void *)file->claim[k].notation);
    }
    free(file->claim);
    free((void *)file->claims);
    json_decref(file->root);
    free(file->name);
    free(file);
}
