/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "command/sweep_files.h"

#include "arithmetic/memory.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Whether there is something that is no regular file. */
static bool is_special(const char *path)
{
    struct stat there;
    return stat(path, &there) == 0 && !S_ISREG(there.st_mode);
}

/* The absolute path of a file that need not be there yet; to be given to free(). */
static char *resolve(const char *path)
{
    char *whole = realpath(path, NULL);
    if (whole != NULL)
        return whole;
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    char *folder = cas_format("%.*s.", (int)(name - path), path);
    char *place = realpath(folder, NULL);
    if (place != NULL)
        whole = cas_format("%s/%s", place, name);
    else
        whole = cas_duplicate(path);
    free(folder);
    free(place);
    return whole;
}

static bool is_same(const char *one, const char *other)
{
    char *a = resolve(one), *b = resolve(other);
    bool same = strcmp(a, b) == 0 && !is_special(a);
    free(a);
    free(b);
    return same;
}

cas_status cas_sweep_files_check(const cas_sweep_file *files, size_t count,
                                 cas_message *message)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < i; k++)
            if (files[i].path != NULL && files[k].path != NULL &&
                (files[i].is_written || files[k].is_written) &&
                is_same(files[i].path, files[k].path))
                return cas_fail(message, CAS_INPUT,
                                "%s and %s are the same file, %.400s; expected two",
                                files[k].role, files[i].role, files[i].path);
    return CAS_OK;
}

char *cas_sweep_files_journal(const char *output)
{
    return output == NULL || is_special(output) ? NULL : cas_format("%s.journal", output);
}
