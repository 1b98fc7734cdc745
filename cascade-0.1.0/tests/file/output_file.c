/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "file/input_file.h"
#include "file/output_file.h"
#include "file/place.h"

#include "arithmetic/memory.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <signal.h>
#include <unistd.h>

#include <cmocka.h>

/* Every test runs in an empty folder of its own. */
static int enter(void **state)
{
    char *folder = cas_duplicate("output_file.XXXXXX");
    if (mkdtemp(folder) == NULL || chdir(folder) != 0)
        return -1;
    *state = folder;
    return 0;
}

static size_t count_files(void)
{
    size_t count = 0;
    DIR *folder = opendir(".");
    assert_non_null(folder);
    while (readdir(folder) != NULL)
        count++;
    closedir(folder);
    return count - 2;
}

static int leave(void **state)
{
    DIR *folder = opendir(".");
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        if (entry->d_name[0] != '.' || strlen(entry->d_name) > 2)
            remove(entry->d_name);
    closedir(folder);
    int status = chdir("..");
    if (status == 0)
        status = rmdir(*state);
    free(*state);
    return status;
}

static void assert_content(const char *path, const char *expected)
{
    char *text;
    size_t length;
    assert_int_equal(cas_input_file_read(path, 1 << 20, &text, &length, NULL), CAS_OK);
    assert_int_equal(length, strlen(expected));
    assert_string_equal(text, expected);
    free(text);
}

static cas_status write_text(const char *path, const char *text, cas_message *message)
{
    return cas_output_file_write(path, text, strlen(text), message);
}

static void a_file_is_written_and_replaced(void **state)
{
    (void)state;
    assert_int_equal(write_text("a", "one", NULL), CAS_OK);
    assert_content("a", "one");
    assert_int_equal(write_text("a", "two\n", NULL), CAS_OK);
    assert_content("a", "two\n");
    assert_int_equal(count_files(), 1);
}

static void permissions_and_links_are_kept(void **state)
{
    (void)state;
    mode_t mask = umask(027);
    assert_int_equal(write_text("a", "one", NULL), CAS_OK);
    umask(mask);
    struct stat there;
    assert_int_equal(stat("a", &there), 0);
    assert_int_equal(there.st_mode & 0777, 0640);
    assert_int_equal(chmod("a", 0600), 0);
    assert_int_equal(symlink("a", "link"), 0);
    assert_int_equal(write_text("link", "two", NULL), CAS_OK);
    assert_content("a", "two");
    assert_int_equal(lstat("link", &there), 0);
    assert_true(S_ISLNK(there.st_mode));
    assert_int_equal(stat("a", &there), 0);
    assert_int_equal(there.st_mode & 0777, 0600);
}

static void a_link_to_a_file_that_is_not_there_is_followed(void **state)
{
    (void)state;
    struct stat there;
    assert_int_equal(symlink("a", "link"), 0);
    assert_int_equal(symlink("link", "again"), 0);
    assert_int_equal(write_text("again", "one", NULL), CAS_OK);
    assert_content("a", "one");
    assert_int_equal(lstat("link", &there), 0);
    assert_true(S_ISLNK(there.st_mode));
    assert_int_equal(symlink("circle", "circle"), 0);
    cas_message message;
    assert_int_equal(write_text("circle", "one", &message), CAS_SYSTEM);
    assert_non_null(strstr(message.text, "circle: cannot write: "));
}

static void until_it_is_committed_the_old_file_stands(void **state)
{
    (void)state;
    assert_int_equal(write_text("a", "old", NULL), CAS_OK);
    cas_output_file *file;
    assert_int_equal(cas_output_file_open("a", &file, NULL), CAS_OK);
    fputs("new", cas_output_file_stream(file));
    fflush(cas_output_file_stream(file));
    assert_content("a", "old");
    cas_output_file_discard(file);
    assert_content("a", "old");
    assert_int_equal(count_files(), 1);

    assert_int_equal(cas_output_file_open("a", &file, NULL), CAS_OK);
    fputs("new", cas_output_file_stream(file));
    assert_int_equal(cas_output_file_commit(file, NULL), CAS_OK);
    assert_content("a", "new");
}

/* Where the system knows files without a name. */
static void a_killed_writer_leaves_nothing(void **state)
{
    (void)state;
    assert_int_equal(write_text("a", "old", NULL), CAS_OK);
    cas_output_file *file;
    assert_int_equal(cas_output_file_open("a", &file, NULL), CAS_OK);
    bool is_named = count_files() > 1;
    cas_output_file_discard(file);
    if (is_named)
        return;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (cas_output_file_open("a", &file, NULL) == CAS_OK) {
            fputs("new", cas_output_file_stream(file));
            fflush(cas_output_file_stream(file));
            raise(SIGKILL);
        }
        _exit(1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    assert_content("a", "old");
    assert_int_equal(count_files(), 1);
}

static void two_writers_do_not_disturb_each_other(void **state)
{
    (void)state;
    cas_output_file *one, *other;
    assert_int_equal(cas_output_file_open("a", &one, NULL), CAS_OK);
    assert_int_equal(cas_output_file_open("a", &other, NULL), CAS_OK);
    fputs("one", cas_output_file_stream(one));
    fputs("other", cas_output_file_stream(other));
    assert_int_equal(cas_output_file_commit(one, NULL), CAS_OK);
    assert_content("a", "one");
    assert_int_equal(cas_output_file_commit(other, NULL), CAS_OK);
    assert_content("a", "other");
    assert_int_equal(count_files(), 1);
}

/* A disk that fills up while the text is written: the file size limit makes one. */
static void a_full_disk_leaves_the_old_file(void **state)
{
    (void)state;
    assert_int_equal(write_text("a", "old", NULL), CAS_OK);
    struct rlimit before, small;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = 4096;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    size_t length = 100000;
    char *text = cas_allocate(length, 1);
    memset(text, 'x', length);
    cas_message message;
    cas_status whole = cas_output_file_write("a", text, length, &message);
    cas_output_file *file;
    cas_message streamed;
    cas_status opened = cas_output_file_open("a", &file, NULL);
    for (size_t i = 0; i < length; i++)
        putc('x', cas_output_file_stream(file));
    cas_status committed = cas_output_file_commit(file, &streamed);
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, handler);
    free(text);

    assert_int_equal(whole, CAS_SYSTEM);
    assert_string_equal(message.text, "a: cannot write: File too large");
    assert_int_equal(opened, CAS_OK);
    assert_int_equal(committed, CAS_SYSTEM);
    assert_string_equal(streamed.text, "a: cannot write: File too large");
    assert_content("a", "old");
    assert_int_equal(count_files(), 1);
}

static void devices_are_written_to_and_stay(void **state)
{
    (void)state;
    struct stat there;
    assert_int_equal(write_text("/dev/null", "text", NULL), CAS_OK);
    assert_int_equal(stat("/dev/null", &there), 0);
    assert_true(S_ISCHR(there.st_mode));
    if (access("/dev/full", W_OK) != 0)
        return; /* this system has none */
    cas_message message;
    assert_int_equal(write_text("/dev/full", "text", &message), CAS_SYSTEM);
    assert_string_equal(message.text, "/dev/full: cannot write: No space left on device");
    assert_int_equal(count_files(), 0);
}

static void places_that_cannot_be_written_are_refused(void **state)
{
    (void)state;
    cas_message message;
    assert_int_equal(write_text("no/where", "x", &message), CAS_SYSTEM);
    assert_string_equal(message.text,
                        "no/where: cannot write: No such file or directory");
    assert_int_equal(write_text(".", "x", &message), CAS_SYSTEM);
    assert_string_equal(message.text, ".: cannot write: Is a directory");
    assert_int_equal(write_text("", "x", &message), CAS_SYSTEM);
}

/* Nothing is forbidden to root, who therefore becomes nobody for a while. */
static void become(uid_t user)
{
    if (getuid() == 0)
        assert_int_equal(seteuid(user), 0);
}

static void protected_files_and_folders_are_respected(void **state)
{
    (void)state;
    enum { NOBODY = 65534 };
    cas_message message;
    assert_int_equal(write_text("a", "old", NULL), CAS_OK);
    assert_int_equal(chmod("a", 0444), 0);
    assert_int_equal(chmod(".", 0777), 0);
    become(NOBODY);
    cas_status file = write_text("a", "x", &message);
    become(0);
    assert_int_equal(file, CAS_SYSTEM);
    assert_string_equal(message.text, "a: cannot write: Permission denied");

    assert_int_equal(chmod(".", 0555), 0);
    become(NOBODY);
    cas_status folder = write_text("b", "x", &message);
    become(0);
    assert_int_equal(chmod(".", 0700), 0);
    assert_int_equal(folder, CAS_SYSTEM);
    assert_string_equal(message.text, "b: cannot write: Permission denied");
    assert_content("a", "old");
    assert_int_equal(count_files(), 1);
}

static void files_are_read_whole_or_refused(void **state)
{
    (void)state;
    char *text, *big = cas_allocate(200001, 1);
    size_t length;
    memset(big, 'b', 200000);
    assert_int_equal(write_text("a", big, NULL), CAS_OK);
    assert_content("a", big);
    cas_message message;
    assert_int_equal(cas_input_file_read("a", 200000, &text, &length, &message), CAS_OK);
    assert_int_equal(length, 200000);
    free(text);
    assert_int_equal(cas_input_file_read("a", 199999, &text, &length, &message),
                     CAS_LIMIT);
    assert_string_equal(message.text, "a: expected at most 199999 bytes, found more");
    assert_int_equal(cas_input_file_read("b", 10, &text, &length, &message), CAS_SYSTEM);
    assert_string_equal(message.text, "b: cannot open: No such file or directory");
    assert_int_equal(cas_input_file_read(".", 10, &text, &length, &message), CAS_SYSTEM);
    assert_string_equal(message.text, ".: cannot read: Is a directory");
    free(big);
    if (access("/dev/zero", R_OK) == 0)
        assert_int_equal(cas_input_file_read("/dev/zero", 10, &text, &length, &message),
                         CAS_LIMIT);
}

/* In a process that may not have more than a little memory beyond what it has. */
static void what_there_is_no_memory_for_is_not_cut(void **state)
{
    (void)state;
    enum { SIZE = 256 << 20, ROOM = 64 << 20 };
    assert_int_equal(write_text("big", "start", NULL), CAS_OK);
    assert_int_equal(truncate("big", SIZE), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct rlimit limit = {.rlim_cur = ROOM, .rlim_max = ROOM};
        char *text;
        size_t length;
        cas_message message = {""};
        bool is_limited = setrlimit(RLIMIT_DATA, &limit) == 0;
        cas_status status = cas_input_file_read("big", SIZE, &text, &length, &message);
        _exit(is_limited && status == CAS_SYSTEM &&
                      strstr(message.text, "big: cannot read: ") == message.text
                  ? 0
                  : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* a, b and c are one file; where nothing is yet, places are compared. */
static void one_file_has_many_names(void **state)
{
    (void)state;
    assert_int_equal(write_text("a", "one", NULL), CAS_OK);
    assert_int_equal(link("a", "b"), 0);
    assert_int_equal(symlink("b", "c"), 0);
    assert_int_equal(symlink("new", "d"), 0);
    static const struct {
        const char *one, *other;
        bool is_same;
    } cases[] = {
        {"a", "./a", true},
        {"a", "b", true},
        {"b", "c", true},
        {"a", "new", false},
        {"new", "d", true},
        {"new", "./new", true},
        {"/dev/null", "/dev/null", false},
        {"no/where", "no/where", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const cas_file_role files[] = {{"one", cases[i].one, true},
                                       {"other", cases[i].other, true}};
        cas_message message;
        cas_status status = cas_files_are_distinct(files, 2, &message);
        if ((status == CAS_INPUT) != cases[i].is_same)
            fail_msg("%s and %s", cases[i].one, cases[i].other);
    }
    const cas_file_role read_twice[] = {{"one", "a", false}, {"other", "b", false}};
    assert_int_equal(cas_files_are_distinct(read_twice, 2, NULL), CAS_OK);
    const cas_file_role nothing_to_lose[] = {{"one", "new", false},
                                             {"other", "new", true}};
    assert_int_equal(cas_files_are_distinct(nothing_to_lose, 2, NULL), CAS_OK);
    const cas_file_role replaced[] = {{"one", "a", false}, {"other", "c", true}};
    assert_int_equal(cas_files_are_distinct(replaced, 2, NULL), CAS_INPUT);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_file_is_written_and_replaced),
        TEST(permissions_and_links_are_kept),
        TEST(a_link_to_a_file_that_is_not_there_is_followed),
        TEST(until_it_is_committed_the_old_file_stands),
        TEST(a_killed_writer_leaves_nothing),
        TEST(two_writers_do_not_disturb_each_other),
        TEST(a_full_disk_leaves_the_old_file),
        TEST(devices_are_written_to_and_stay),
        TEST(places_that_cannot_be_written_are_refused),
        TEST(protected_files_and_folders_are_respected),
        TEST(files_are_read_whole_or_refused),
        TEST(what_there_is_no_memory_for_is_not_cut),
        TEST(one_file_has_many_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
