/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/vocabulary.h"

#include "arithmetic/memory.h"
#include "arithmetic/message.h"

#include <stdio.h>
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

/* A list that is being put together. */
struct list {
    char *text;
    size_t length;
    FILE *out;
    const char *separator;
};

static struct list *open_list(struct list *list)
{
    *list = (struct list){.separator = ""};
    list->out = open_memstream(&list->text, &list->length);
    CAS_REQUIRE(list->out != NULL);
    return list;
}

static char *close_list(struct list *list)
{
    CAS_REQUIRE(fclose(list->out) == 0);
    return list->text;
}

static void add_name(struct list *list, const char *name, const char *index,
                     const char *argument)
{
    fprintf(list->out, "%s%s%s%s", list->separator, name, index, argument);
    list->separator = ", ";
}

char *cas_vocabulary_names(const cas_vocabulary *vocabulary)
{
    struct list list;
    open_list(&list);
    for (const cas_symbol *s = vocabulary->symbols; s->name != NULL; s++)
        if (s->minuend == 0)
            add_name(&list, s->name,
                     s->second.exists  ? "_{i,j}"
                     : s->index.exists ? "_i"
                                       : "",
                     "");
    for (const cas_map *m = vocabulary->maps; m != NULL && m->name != NULL; m++)
        add_name(&list, m->name, m->index.exists ? "_i" : "", "(x)");
    return close_list(&list);
}

char *cas_vocabulary_fields(const cas_vocabulary *vocabulary)
{
    struct list list;
    open_list(&list);
    for (const cas_field_name *f = vocabulary->fields; f != NULL && f->name != NULL; f++)
        add_name(&list, f->name, f->index.exists ? "_i" : "", "");
    return close_list(&list);
}
