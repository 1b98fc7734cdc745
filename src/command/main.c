/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "command/command.h"

#include "arithmetic/memory.h"
#include "command/options.h"
#include "file/output_file.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const cas_command *const cas_commands[] = {
    &cas_command_audit,
    &cas_command_check,
    &cas_command_errata,
    &cas_command_families,
    &cas_command_list,
    &cas_command_orbit,
    &cas_command_plateau,
    &cas_command_ratios,
    &cas_command_replay,
    &cas_command_sweep,
    NULL,
};

static bool is_failure(int result)
{
    return result == CAS_EXIT_ERROR || result > CAS_EXIT_SIGNAL;
}

static const cas_command *find_command(const char *name, cas_message *message)
{
    char *list = cas_duplicate("help");
    for (size_t i = 0; cas_commands[i] != NULL; i++) {
        if (strcmp(cas_commands[i]->name, name) == 0) {
            free(list);
            return cas_commands[i];
        }
        char *longer = cas_format("%s, %s", list, cas_commands[i]->name);
        free(list);
        list = longer;
    }
    cas_fail(message, CAS_INPUT, "unknown subcommand '%s'; expected one of %s", name,
             list);
    free(list);
    return NULL;
}

/* What is written to a closed or full standard output must not pass for written. */
static cas_status print(const char *text, size_t length, cas_message *message)
{
    errno = 0;
    if (fwrite(text, 1, length, stdout) != length || fflush(stdout) != 0 ||
        fclose(stdout) != 0)
        return cas_fail(message, CAS_SYSTEM, "standard output: cannot write: %s",
                        strerror(errno));
    return CAS_OK;
}

static bool wants_colour(void)
{
    const char *no_colour = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return (no_colour == NULL || no_colour[0] == '\0') &&
           (terminal == NULL || strcmp(terminal, "dumb") != 0);
}

/* Runs a parsed call and delivers what it composed.  The output file is opened first, so
   that an unwritable one is known before the work is done. */
static int run_call(const cas_command *command, cas_call *call,
                    const cas_common_options *common, cas_message *message)
{
    cas_output_file *file = NULL;
    bool delivers = common->help || command->begin == NULL || command->begin(call);
    call->output = common->output;
    if (delivers && common->output != NULL &&
        cas_output_file_open(common->output, &file, message) != CAS_OK)
        return CAS_EXIT_ERROR;
    char *text = NULL;
    size_t length = 0;
    call->out = open_memstream(&text, &length);
    CAS_REQUIRE(call->out != NULL);
    call->is_terminal = common->output == NULL && isatty(STDOUT_FILENO);
    call->colour = call->is_terminal && wants_colour();
    int result = CAS_EXIT_HOLDS;
    if (common->help)
        cas_write_help(command, call->out);
    else
        result = command->run(call, message);
    CAS_REQUIRE(fclose(call->out) == 0);
    if (is_failure(result)) {
        if (file != NULL)
            cas_output_file_discard(file);
    } else if (file != NULL) {
        fwrite(text, 1, length, cas_output_file_stream(file));
        if (cas_output_file_commit(file, message) != CAS_OK)
            result = CAS_EXIT_ERROR;
    } else if (delivers && print(text, length, message) != CAS_OK) {
        result = CAS_EXIT_ERROR;
    }
    free(text);
    return result;
}

static int run_command(const cas_command *command, int argc, char **argv,
                       cas_message *message)
{
    cas_call call = {.values = NULL};
    cas_common_options common;
    int result = CAS_EXIT_ERROR;
    if (cas_options_parse(command, argc, argv, &call, &common, message) == CAS_OK)
        result = run_call(command, &call, &common, message);
    free(call.values);
    return result;
}

static int print_all_help(cas_message *message)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    CAS_REQUIRE(out != NULL);
    cas_write_all_help(out);
    CAS_REQUIRE(fclose(out) == 0);
    cas_status status = print(text, length, message);
    free(text);
    return status == CAS_OK ? CAS_EXIT_HOLDS : CAS_EXIT_ERROR;
}

static int print_version(cas_message *message)
{
    static const char version[] = "cascade " PACKAGE_VERSION "\n"
                                  "Licence GPL-3.0-or-later.  There is no warranty, to "
                                  "the extent permitted by law.\n";
    return print(version, sizeof version - 1, message) == CAS_OK ? CAS_EXIT_HOLDS
                                                                 : CAS_EXIT_ERROR;
}

static int dispatch(int argc, char **argv, cas_message *message)
{
    if (argc < 2) {
        cas_fail(message, CAS_INPUT, "expected a subcommand; see 'cascade --help'");
        return CAS_EXIT_ERROR;
    }
    const char *word = argv[1];
    bool is_help = strcmp(word, "help") == 0 || strcmp(word, "--help") == 0;
    bool is_version = strcmp(word, "--version") == 0;
    if (word[0] == '-' && !is_help && !is_version) {
        cas_fail(message, CAS_INPUT, "unknown option '%s'; see 'cascade --help'", word);
        return CAS_EXIT_ERROR;
    }
    if (is_version || (is_help && argc == 2))
        return is_version ? print_version(message) : print_all_help(message);
    const cas_command *command = find_command(is_help ? argv[2] : word, message);
    if (command == NULL)
        return CAS_EXIT_ERROR;
    if (is_help) {
        char *arguments[] = {argv[0], (char[]){"--help"}, NULL};
        return run_command(command, 2, arguments, message);
    }
    return run_command(command, argc - 1, argv + 1, message);
}

int main(int argc, char **argv)
{
    cas_message message = {.text = ""};
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    int result = dispatch(argc, argv, &message);
    if (is_failure(result))
        fprintf(stderr, "cascade: %s\n", message.text);
    return result;
}
