/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sweep/journal.h"

#include "arithmetic/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char header[] = "cascade-journal/1\n";
enum { HEADER = sizeof header - 1 };

struct cas_journal {
    char *path;
    cas_journal_mode mode;
    int descriptor;
    uint64_t end; /* of the last whole record */
    bool is_synced;
};

static cas_status fail(const cas_journal *journal, const char *what, cas_message *message)
{
    return cas_fail(message, CAS_SYSTEM, "%.400s: cannot %s: %s", journal->path, what,
                    strerror(errno));
}

/* A new file's name is on the disk when its folder is. */
static void sync_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash == NULL ? cas_duplicate(".")
                                 : cas_format("%.*s/", (int)(slash - path), path);
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        fsync(descriptor);
        close(descriptor);
    }
    free(folder);
}

static cas_status lock(const cas_journal *journal, cas_message *message)
{
    if (journal->mode != CAS_JOURNAL_WRITE ||
        flock(journal->descriptor, LOCK_EX | LOCK_NB) == 0)
        return CAS_OK;
    if (errno == EWOULDBLOCK)
        return cas_fail(message, CAS_SYSTEM,
                        "%.400s: another process is writing this journal", journal->path);
    return fail(journal, "lock (try a journal on another file system)", message);
}

static int open_temporary(void)
{
    FILE *file = tmpfile();
    if (file == NULL)
        return -1;
    int descriptor = fcntl(fileno(file), F_DUPFD_CLOEXEC, 0);
    fclose(file);
    return descriptor;
}

static cas_status open_file(cas_journal *journal, const char *path, cas_message *message)
{
    /* O_NONBLOCK: a named pipe in its place is refused, not waited for. */
    int flags = journal->mode == CAS_JOURNAL_READ ? O_RDONLY : O_RDWR | O_CREAT;
    journal->descriptor = journal->mode == CAS_JOURNAL_TEMPORARY
                              ? open_temporary()
                              : open(path, flags | O_NONBLOCK | O_CLOEXEC, 0666);
    struct stat there;
    if (journal->descriptor < 0 || fstat(journal->descriptor, &there) != 0)
        return fail(journal, "open", message);
    if (!S_ISREG(there.st_mode))
        return cas_fail(message, CAS_INPUT,
                        "%.400s: expected a regular file for the journal", journal->path);
    return lock(journal, message);
}

/* Writes at the end; on failure nothing of it stays. */
static cas_status write_end(cas_journal *journal, const char *text, size_t length,
                            cas_message *message)
{
    size_t done = 0;
    while (done < length) {
        ssize_t part = pwrite(journal->descriptor, text + done, length - done,
                              (off_t)(journal->end + done));
        if (part < 0 && errno == EINTR)
            continue;
        if (part < 0)
            break;
        done += (size_t)part;
    }
    if (done == length) {
        journal->end += length;
        journal->is_synced = false;
        return CAS_OK;
    }
    cas_status status = fail(journal, "write", message);
    /* should this fail as well, the next reader drops the torn record */
    (void)!ftruncate(journal->descriptor, (off_t)journal->end);
    return status;
}

cas_status cas_journal_sync(cas_journal *journal, cas_message *message)
{
    if (journal->mode == CAS_JOURNAL_WRITE && !journal->is_synced &&
        fsync(journal->descriptor) != 0)
        return fail(journal, "write", message);
    journal->is_synced = true;
    return CAS_OK;
}

static cas_status damaged(const cas_journal *journal, size_t line, cas_message *message)
{
    return cas_fail(message, CAS_INPUT,
                    "%.400s:%zu: this record of the journal was damaged after it was "
                    "written; remove the line, and its run is done again",
                    journal->path, line);
}

typedef void (*found_function)(void *context, const cas_run_key *key,
                               cas_training_result *result, uint64_t place);

static cas_status read_records(cas_journal *journal, FILE *stream, found_function found,
                               void *context, cas_message *message)
{
    char *line = NULL;
    size_t room = 0, number = 1, hole = 0;
    cas_status status = CAS_OK;
    for (ssize_t length;
         status == CAS_OK && (length = getline(&line, &room, stream)) > 0;) {
        size_t body = (size_t)length - 1;
        cas_run_key key;
        cas_training_result result;
        number++;
        if (line[body] != '\n')
            break;
        if (hole == 0 && memchr(line, '\0', body) != NULL)
            hole = number;
        bool is_whole = cas_run_record_read(line, body, &key, &result);
        if (is_whole == (hole > 0)) {
            status = damaged(journal, hole > 0 ? hole : number, message);
        } else if (is_whole) {
            found(context, &key, &result, journal->end);
            journal->end += (uint64_t)length;
        }
        cas_training_result_clear(&result);
    }
    if (status == CAS_OK && !feof(stream))
        status = fail(journal, "read", message);
    free(line);
    return status;
}

/* *is_new: the file is empty, or no more than the beginning of the header was written. */
static cas_status read_header(cas_journal *journal, FILE *stream, bool *is_new,
                              cas_message *message)
{
    char start[HEADER];
    size_t length = fread(start, 1, HEADER, stream);
    if (ferror(stream))
        return fail(journal, "read", message);
    *is_new = length < HEADER;
    if (memcmp(start, header, length) == 0) {
        journal->end = *is_new ? 0 : HEADER;
        return CAS_OK;
    }
    const size_t name = strlen("cascade-journal/");
    if (length >= name && memcmp(start, header, name) == 0)
        return cas_fail(message, CAS_INPUT,
                        "%.400s: a journal of another version, expected the first line "
                        "%.*s; choose another with --journal",
                        journal->path, HEADER - 1, header);
    return cas_fail(message, CAS_INPUT,
                    "%.400s: not a journal, expected the first line %.*s; choose another "
                    "file with --journal",
                    journal->path, HEADER - 1, header);
}

static cas_status scan(cas_journal *journal, found_function found, void *context,
                       cas_message *message)
{
    FILE *stream = fdopen(fcntl(journal->descriptor, F_DUPFD_CLOEXEC, 0), "r");
    if (stream == NULL)
        return fail(journal, "read", message);
    bool is_new = false;
    cas_status status = read_header(journal, stream, &is_new, message);
    if (status == CAS_OK && !is_new)
        status = read_records(journal, stream, found, context, message);
    fclose(stream);
    if (status != CAS_OK || journal->mode == CAS_JOURNAL_READ)
        return status;
    if (ftruncate(journal->descriptor, (off_t)journal->end) != 0)
        return fail(journal, "write", message);
    if (is_new)
        status = write_end(journal, header, HEADER, message);
    if (status == CAS_OK)
        status = cas_journal_sync(journal, message);
    if (is_new && status == CAS_OK && journal->mode == CAS_JOURNAL_WRITE)
        sync_folder(journal->path);
    return status;
}

cas_status cas_journal_open(cas_journal **journal, const char *path,
                            cas_journal_mode mode, found_function found, void *context,
                            cas_message *message)
{
    cas_journal *j = cas_allocate(1, sizeof *j);
    j->path = cas_duplicate(path == NULL ? "temporary journal" : path);
    j->mode = mode;
    j->is_synced = true;
    cas_status status = open_file(j, path, message);
    if (status == CAS_OK)
        status = scan(j, found, context, message);
    if (status != CAS_OK) {
        cas_journal_close(j);
        j = NULL;
    }
    *journal = j;
    return status;
}

void cas_journal_close(cas_journal *journal)
{
    if (journal == NULL)
        return;
    if (journal->descriptor >= 0)
        close(journal->descriptor);
    free(journal->path);
    free(journal);
}

cas_status cas_journal_append(cas_journal *journal, const char *record, size_t length,
                              uint64_t *place, cas_message *message)
{
    *place = journal->end;
    return write_end(journal, record, length, message);
}

cas_status cas_journal_load(const cas_journal *journal, uint64_t place,
                            cas_training_result *result, cas_message *message)
{
    memset(result, 0, sizeof *result);
    FILE *stream = fdopen(fcntl(journal->descriptor, F_DUPFD_CLOEXEC, 0), "r");
    char *line = NULL;
    size_t room = 0;
    ssize_t length = -1;
    if (stream != NULL && fseeko(stream, (off_t)place, SEEK_SET) == 0)
        length = getline(&line, &room, stream);
    cas_run_key key;
    cas_status status = CAS_OK;
    if (length < 1 || !cas_run_record_read(line, (size_t)length - 1, &key, result))
        status =
            cas_fail(message, CAS_INPUT,
                     "%.400s: the journal was changed while it was read", journal->path);
    if (stream != NULL)
        fclose(stream);
    free(line);
    return status;
}
