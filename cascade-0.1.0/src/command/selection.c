/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "command/selection.h"

#include "arithmetic/memory.h"

#include <stdlib.h>
#include <string.h>

static size_t count_claims(const cas_claim *const *claims)
{
    size_t count = 0;
    while (claims[count] != NULL)
        count++;
    return count;
}

/* The place of a word, up to `length`, in a list; after all of them where
   it is not in it. */
static int rank(const char *word, size_t length, const char *const *order)
{
    int i = 0;
    while (order[i] != NULL &&
           (strlen(order[i]) != length || strncmp(order[i], word, length) != 0))
        i++;
    return i;
}

static int compare_claims(const void *one, const void *other)
{
    static const char *const kinds[] = {"lem", "thm", "cor", "tab",    "rem", "eq",
                                        "sec", "fig", "app", "poster", NULL};
    static const char *const versions[] = {"printed", "repaired", "sharp", "local", NULL};
    const cas_claim *a = *(const cas_claim *const *)one;
    const cas_claim *b = *(const cas_claim *const *)other;
    int order =
        rank(a->id, strcspn(a->id, ":"), kinds) - rank(b->id, strcspn(b->id, ":"), kinds);
    if (order == 0)
        order = strverscmp(a->id, b->id); /* eq:9 stands before eq:14 */
    if (order == 0)
        order = rank(a->version, strlen(a->version), versions) -
                rank(b->version, strlen(b->version), versions);
    return order;
}

static bool is_named(const char *id, const char *word, size_t length)
{
    return strncmp(id, word, length) == 0 &&
           (id[length] == '\0' || strchr("/@", id[length]) != NULL);
}

/* How many characters are changed, added or left out between them (Levenshtein); 0 where
   one is a part of the other. */
static size_t distance(const char *one, size_t length, const char *other)
{
    size_t columns = strlen(other) + 1;
    if (length > 0 && memmem(other, columns - 1, one, length) != NULL)
        return 0;
    size_t *row = cas_allocate(columns, sizeof *row);
    for (size_t k = 0; k < columns; k++)
        row[k] = k;
    for (size_t i = 0; i < length; i++) {
        size_t diagonal = row[0]++;
        for (size_t k = 1; k < columns; k++) {
            size_t least = diagonal + (one[i] != other[k - 1]);
            diagonal = row[k];
            least = row[k] + 1 < least ? row[k] + 1 : least;
            row[k] = row[k - 1] + 1 < least ? row[k - 1] + 1 : least;
        }
    }
    size_t whole = row[columns - 1];
    free(row);
    return whole;
}

/* Whether no claim before number i has its id. */
static bool is_first(const cas_claim *const *claims, size_t i)
{
    size_t k = 0;
    while (strcmp(claims[k]->id, claims[i]->id) != 0)
        k++;
    return k == i;
}

/* Names the ids that are nearest to the word. */
static cas_status refuse_id(const cas_claim *const *claims, const char *word,
                            size_t length, cas_message *message)
{
    enum { SHOWN = 4, FARTHEST = 64 };
    char *ids = cas_duplicate("");
    size_t shown = 0;
    for (size_t d = 0; d < FARTHEST && shown < SHOWN; d++)
        for (size_t i = 0; claims[i] != NULL && shown < SHOWN; i++)
            if (distance(word, length, claims[i]->id) == d && is_first(claims, i))
                cas_append(&ids, "%s%s", shown++ > 0 ? ", " : "", claims[i]->id);
    cas_status status =
        cas_fail(message, CAS_INPUT,
                 "unknown claim '%.*s'; the nearest are %s ('cascade list' names all)",
                 (int)length, word, ids);
    free(ids);
    return status;
}

/* What wanted claims rest on is wanted, too. */
static void want_given(const cas_claim *const *claims, bool *is_wanted)
{
    bool changed = true;
    while (changed) {
        changed = false;
        for (size_t i = 0; claims[i] != NULL; i++) {
            const char *const *name = is_wanted[i] ? claims[i]->given : NULL;
            for (; name != NULL && *name != NULL; name++)
                for (size_t k = 0; claims[k] != NULL; k++)
                    if (!is_wanted[k] && cas_claim_is_named(claims[k], *name))
                        is_wanted[k] = changed = true;
        }
    }
}

/* Keeps those of the sorted claims that `only` names, and, on request, what they rest
   on. */
static cas_status keep_named(const cas_claim **sorted, const char *only, bool with_given,
                             cas_message *message)
{
    size_t count = count_claims(sorted), kept = 0;
    bool *is_wanted = cas_allocate(count, sizeof *is_wanted);
    cas_status status = CAS_OK;
    for (const char *word = only; status == CAS_OK; word++) {
        size_t length = strcspn(word, ",");
        bool is_known = false;
        for (size_t i = 0; i < count; i++)
            if (is_named(sorted[i]->id, word, length))
                is_wanted[i] = is_known = true;
        if (!is_known)
            status = refuse_id(sorted, word, length, message);
        word += length;
        if (*word == '\0')
            break;
    }
    if (with_given)
        want_given(sorted, is_wanted);
    for (size_t i = 0; i < count && status == CAS_OK; i++)
        if (is_wanted[i])
            sorted[kept++] = sorted[i];
    sorted[kept] = NULL;
    free(is_wanted);
    return status;
}

static cas_status select_claims(const cas_claim *const *claims, const char *only,
                                bool with_given, const cas_claim ***selected,
                                cas_message *message)
{
    size_t count = count_claims(claims);
    const cas_claim **sorted = cas_allocate(count + 1, sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        sorted[i] = claims[i];
    qsort(sorted, count, sizeof *sorted, compare_claims);
    cas_status status = CAS_OK;
    if (only != NULL)
        status = keep_named(sorted, only, with_given, message);
    if (status == CAS_OK)
        *selected = sorted;
    else
        free(sorted);
    return status;
}

cas_status cas_select_claims(const cas_claim *const *claims, const char *only,
                             const cas_claim ***selected, cas_message *message)
{
    return select_claims(claims, only, false, selected, message);
}

cas_status cas_select_with_given(const cas_claim *const *claims, const char *only,
                                 const cas_claim ***selected, cas_message *message)
{
    return select_claims(claims, only, true, selected, message);
}

cas_status cas_select_claim(const cas_claim *const *claims, const char *id,
                            const char *version, const cas_claim **claim,
                            cas_message *message)
{
    bool is_known = false;
    for (size_t i = 0; claims[i] != NULL; i++) {
        if (strcmp(claims[i]->id, id) != 0)
            continue;
        is_known = true;
        *claim = claims[i];
        if (strcmp(claims[i]->version, version) == 0)
            return CAS_OK;
    }
    if (!is_known)
        return refuse_id(claims, id, strlen(id), message);
    return cas_fail(message, CAS_INPUT,
                    "claim '%s' has no version '%s'; 'cascade list' names all", id,
                    version);
}
