/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/vocabulary.h"

#include "arithmetic/memory.h"

#include <stdlib.h>
#include <string.h>

static size_t count_names(const char *names)
{
    size_t count = 0;
    while (*(names += strspn(names, " ")) != '\0') {
        names += strcspn(names, " ");
        count++;
    }
    return count;
}

cas_vocabulary *cas_vocabulary_new(const char *names, bool signed_names)
{
    cas_vocabulary *made = cas_allocate(1, sizeof *made);
    cas_symbol *symbols = cas_allocate(count_names(names) + 1, sizeof *symbols);
    size_t count = 0;
    while (*(names += strspn(names, " ")) != '\0') {
        size_t length = strcspn(names, " ");
        char *name = cas_format("%.*s", (int)length, names);
        bool is_size = strcmp(name, "N") == 0;
        symbols[count++] = (cas_symbol){
            .name = name, .is_integer = is_size, .is_positive = is_size || !signed_names};
        if (is_size)
            made->size = name;
        names += length;
    }
    made->name = "closed form";
    made->symbols = symbols;
    return made;
}

void cas_vocabulary_free(cas_vocabulary *vocabulary)
{
    if (vocabulary == NULL)
        return;
    cas_symbol *symbols = (cas_symbol *)vocabulary->symbols;
    for (size_t k = 0; symbols[k].name != NULL; k++)
        free((char *)symbols[k].name);
    free(symbols);
    free(vocabulary);
}

/* A list that is being put together; *text is what it is so far. */
static void add_name(char **text, const char *name, const char *index,
                     const char *argument)
{
    char *longer = cas_format("%s%s%s%s%s", *text, **text == '\0' ? "" : ", ", name,
                              index, argument);
    free(*text);
    *text = longer;
}

static const char *index_of(const cas_index_range *index)
{
    return index->exists ? "_i" : "";
}

char *cas_vocabulary_names(const cas_vocabulary *vocabulary)
{
    char *list = cas_duplicate("");
    for (const cas_symbol *s = vocabulary->symbols; s->name != NULL; s++)
        if (s->minuend == 0)
            add_name(&list, s->name, s->second.exists ? "_{i,j}" : index_of(&s->index),
                     "");
    for (const cas_map *m = vocabulary->maps; m != NULL && m->name != NULL; m++)
        add_name(&list, m->name, index_of(&m->index), "(x)");
    return list;
}

char *cas_vocabulary_fields(const cas_vocabulary *vocabulary)
{
    char *list = cas_duplicate("");
    for (const cas_field_name *f = vocabulary->fields; f != NULL && f->name != NULL; f++)
        add_name(&list, f->name, index_of(&f->index), "");
    return list;
}
