/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "file/output_file.h"

#include "arithmetic/memory.h"
#include "file/place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct cas_output_file {
    char *path;      /* as the user gave it, for messages */
    char *place;     /* where the file will be: path without symbolic links */
    char *temporary; /* its name until then; NULL: none, or written directly */
    bool is_unnamed; /* it is in no folder yet */
    int descriptor;
    FILE *stream;
    int error; /* the first one of writing; 0: none */
};

static cas_status fail(const cas_output_file *file, const char *what, int error,
                       cas_message *message)
{
    return cas_fail(message, CAS_SYSTEM, "%.400s: cannot %s: %s", file->path, what,
                    strerror(error));
}

static void end(cas_output_file *file)
{
    free(file->path);
    free(file->place);
    free(file->temporary);
    free(file);
}

static int folder_length(const cas_output_file *file)
{
    const char *slash = strrchr(file->place, '/');
    return slash == NULL ? 0 : (int)(slash - file->place) + 1;
}

/* Takes a temporary name beside file->place: for the file that is open but unnamed, at
   `source`, or (NULL) for a new one.  Its descriptor or 0, or -1 and errno. */
static int take_name(cas_output_file *file, const char *source)
{
    enum { ATTEMPTS = 1000 };
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        char *name = cas_format("%.*s.cascade-%ld-%d", folder_length(file), file->place,
                                (long)getpid(), attempt);
        int taken = source != NULL
                        ? linkat(AT_FDCWD, source, AT_FDCWD, name, AT_SYMLINK_FOLLOW)
                        : open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (taken >= 0) {
            file->temporary = name;
            return taken;
        }
        free(name);
        if (errno != EEXIST)
            return -1;
    }
    return -1;
}

/* The path of an open file that has no name, as far as the system has one. */
static char *descriptor_path(int descriptor)
{
    return cas_format("/proc/self/fd/%d", descriptor);
}

/* A file that has no name leaves nothing behind if the process is killed.  The
   descriptor, or -1 where there are no such files or they could not be given a name. */
static int open_unnamed(const cas_output_file *file)
{
    int descriptor = -1;
#ifdef O_TMPFILE
    char *folder = cas_format("%.*s.", folder_length(file), file->place);
    descriptor = open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
    free(folder);
    if (descriptor >= 0) {
        char *path = descriptor_path(descriptor);
        if (access(path, F_OK) != 0) {
            close(descriptor);
            descriptor = -1;
        }
        free(path);
    }
#else
    (void)file;
#endif
    return descriptor;
}

/* Opens a new file in the folder of file->place; the descriptor, or -1 and errno. */
static int open_temporary(cas_output_file *file)
{
    int descriptor = open_unnamed(file);
    file->is_unnamed = descriptor >= 0;
    return file->is_unnamed ? descriptor : take_name(file, NULL);
}

/* The descriptor to write to, or -1 and errno. */
static int open_descriptor(cas_output_file *file)
{
    struct stat there;
    bool exists = stat(file->place, &there) == 0;
    if (!exists && errno != ENOENT)
        return -1;
    if (exists && !S_ISREG(there.st_mode))
        return open(file->place, O_WRONLY | O_CLOEXEC);
    if (exists && faccessat(AT_FDCWD, file->place, W_OK, AT_EACCESS) != 0)
        return -1;
    int descriptor = open_temporary(file);
    if (descriptor >= 0 && exists && fchmod(descriptor, there.st_mode & 0777) != 0) {
        int error = errno;
        close(descriptor);
        if (file->temporary != NULL)
            unlink(file->temporary);
        errno = error;
        return -1;
    }
    return descriptor;
}

/* Under the stream, so that the reason of a failure is known however late it is asked
   for: what is left to write after it is dropped. */
static ssize_t write_through(void *cookie, const char *text, size_t length)
{
    cas_output_file *file = cookie;
    for (size_t done = 0; done < length && file->error == 0;) {
        ssize_t part = write(file->descriptor, text + done, length - done);
        if (part >= 0)
            done += (size_t)part;
        else if (errno != EINTR)
            file->error = errno;
    }
    return (ssize_t)length;
}

cas_status cas_output_file_open(const char *path, cas_output_file **file,
                                cas_message *message)
{
    cas_output_file *fresh = cas_allocate(1, sizeof *fresh);
    fresh->path = cas_duplicate(path);
    fresh->place = cas_file_place(path);
    fresh->descriptor = open_descriptor(fresh);
    if (fresh->descriptor < 0) {
        fail(fresh, "write", errno, message);
        end(fresh);
        return CAS_SYSTEM;
    }
    const cookie_io_functions_t functions = {.write = write_through};
    fresh->stream = fopencookie(fresh, "w", functions);
    CAS_REQUIRE(fresh->stream != NULL);
    *file = fresh;
    return CAS_OK;
}

FILE *cas_output_file_stream(cas_output_file *file)
{
    return file->stream;
}

static int name_unnamed(cas_output_file *file)
{
    char *path = descriptor_path(file->descriptor);
    int error = take_name(file, path) < 0 ? errno : 0;
    free(path);
    return error;
}

/* Flushes, puts the data on the disk, takes a name where there is none yet and closes;
   0, or what went wrong. */
static int finish(cas_output_file *file)
{
    fclose(file->stream);
    int error = file->error;
    bool is_new = file->is_unnamed || file->temporary != NULL;
    if (error == 0 && is_new && fsync(file->descriptor) != 0)
        error = errno;
    if (error == 0 && file->is_unnamed)
        error = name_unnamed(file);
    if (close(file->descriptor) != 0 && error == 0)
        error = errno;
    return error;
}

cas_status cas_output_file_commit(cas_output_file *file, cas_message *message)
{
    int error = finish(file);
    if (error == 0 && file->temporary != NULL &&
        rename(file->temporary, file->place) != 0)
        error = errno;
    cas_status status = CAS_OK;
    if (error != 0) {
        status = fail(file, "write", error, message);
        if (file->temporary != NULL)
            unlink(file->temporary);
    }
    end(file);
    return status;
}

void cas_output_file_discard(cas_output_file *file)
{
    fclose(file->stream);
    close(file->descriptor);
    if (file->temporary != NULL)
        unlink(file->temporary);
    end(file);
}

cas_status cas_output_file_write(const char *path, const char *text, size_t length,
                                 cas_message *message)
{
    cas_output_file *file;
    cas_status status = cas_output_file_open(path, &file, message);
    if (status != CAS_OK)
        return status;
    fwrite(text, 1, length, file->stream);
    return cas_output_file_commit(file, message);
}
