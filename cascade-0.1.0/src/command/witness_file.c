/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "command/witness_file.h"

#include "arithmetic/memory.h"
#include "file/located_json.h"
#include "file/output_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static char *file_path(const char *folder, const cas_claim *claim)
{
    char *path = cas_format("%s/%s-%s.json", folder, claim->id, claim->version);
    for (char *c = path + strlen(folder) + 1; *c != '\0'; c++)
        if (*c == ':' || *c == '/')
            *c = '-';
    return path;
}

cas_status cas_witness_files_write(cas_ledger *ledger, const char *folder,
                                   cas_message *message)
{
    if (mkdir(folder, 0777) != 0 && errno != EEXIST)
        return cas_fail(message, CAS_SYSTEM, "%.400s: cannot make the folder: %s", folder,
                        strerror(errno));
    cas_status status = CAS_OK;
    for (size_t i = 0; i < ledger->count && status == CAS_OK; i++) {
        cas_entry *entry = &ledger->entries[i];
        if (entry->found == NULL)
            continue;
        char *path = file_path(folder, entry->claim);
        status = cas_output_file_write(path, entry->found, strlen(entry->found), message);
        if (status == CAS_OK && entry->witness == NULL)
            entry->witness = cas_duplicate(path);
        free(path);
    }
    return status;
}

cas_status cas_witness_format(const char *text, size_t length, const char *name,
                              char **format, cas_message *message)
{
    cas_json json;
    cas_status status = cas_json_parse(&json, text, length, name, message);
    if (status != CAS_OK)
        return status;
    const cas_json_value *top = &json.values[0];
    const cas_json_value *member =
        json_is_object(top->value) ? cas_json_member(top, "format") : NULL;
    if (member == NULL)
        status = cas_json_expected(&json, top, "an object with a \"format\"");
    else if (!json_is_string(member->value))
        status = cas_json_expected(&json, member, "a string that names the format");
    else
        *format = cas_duplicate(json_string_value(member->value));
    cas_json_clear(&json);
    return status;
}
