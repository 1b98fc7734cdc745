/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "file/place.h"

#include "arithmetic/memory.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* `path` seen from the folder of the file `from`; to be given to free(). */
static char *beside(const char *from, const char *path)
{
    const char *slash = path[0] == '/' ? NULL : strrchr(from, '/');
    return cas_format("%.*s%s", slash == NULL ? 0 : (int)(slash - from) + 1, from, path);
}

/* What the symbolic link says; NULL where it is none. */
static char *follow_link(const char *path)
{
    char target[4096];
    ssize_t length = readlink(path, target, sizeof target - 1);
    if (length < 0)
        return NULL;
    target[length] = '\0';
    return beside(path, target);
}

char *cas_file_place(const char *path)
{
    enum { MOST_LINKS = 40 };
    char *place = realpath(path, NULL);
    if (place != NULL)
        return place;
    char *last = cas_duplicate(path), *next;
    for (int k = 0; k < MOST_LINKS && (next = follow_link(last)) != NULL; k++) {
        free(last);
        last = next;
    }
    const char *slash = strrchr(last, '/');
    char *folder = beside(last, "."), *there = realpath(folder, NULL);
    if (there != NULL)
        place = cas_format("%s/%s", there, slash == NULL ? last : slash + 1);
    else
        place = cas_duplicate(last);
    free(folder);
    free(there);
    free(last);
    return place;
}

bool cas_file_is_special(const char *path)
{
    struct stat there;
    return stat(path, &there) == 0 && !S_ISREG(there.st_mode);
}

static bool find(const cas_file_role *file, struct stat *there)
{
    bool is_standard = !file->is_written && strcmp(file->path, "-") == 0;
    return (is_standard ? fstat(STDIN_FILENO, there) : stat(file->path, there)) == 0;
}

static bool are_same(const cas_file_role *one, const cas_file_role *other)
{
    struct stat a, b;
    bool is_one_there = find(one, &a), is_other_there = find(other, &b);
    if (is_one_there && is_other_there)
        return a.st_dev == b.st_dev && a.st_ino == b.st_ino && S_ISREG(a.st_mode);
    if (is_one_there || is_other_there || !one->is_written || !other->is_written)
        return false;
    char *place = cas_file_place(one->path), *other_place = cas_file_place(other->path);
    bool is_same = strcmp(place, other_place) == 0;
    free(place);
    free(other_place);
    return is_same;
}

cas_status cas_files_are_distinct(const cas_file_role *files, size_t count,
                                  cas_message *message)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < i; k++)
            if (files[i].path != NULL && files[k].path != NULL &&
                (files[i].is_written || files[k].is_written) &&
                are_same(&files[k], &files[i]))
                return cas_fail(message, CAS_INPUT,
                                "%s and %s are the same file, %.400s; expected two",
                                files[k].role, files[i].role, files[i].path);
    return CAS_OK;
}
