/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "command/command.h"

#include "arithmetic/memory.h"
#include "command/options.h"
#include "file/message_text.h"
#include "file/output_file.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const cas_command *const cas_commands[] = {
    &cas_command_audit,  &cas_command_check,  &cas_command_errata,  &cas_command_families,
    &cas_command_list,   &cas_command_orbit,  &cas_command_plateau, &cas_command_ratios,
    &cas_command_replay, &cas_command_search, &cas_command_sweep,   NULL,
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
        cas_append(&list, ", %s", cas_commands[i]->name);
    }
    cas_fail(message, CAS_INPUT, "unknown subcommand '%s'; expected one of %s", name,
             list);
    free(list);
    return NULL;
}

/* The exit status.  What is written to a closed or full standard output must not pass for
   written; a reader who has seen enough, as `head`, is told nothing. */
static int print(const char *text, size_t length, cas_message *message)
{
    errno = 0;
    if (fwrite(text, 1, length, stdout) == length && fflush(stdout) == 0 &&
        fclose(stdout) == 0)
        return CAS_EXIT_HOLDS;
    if (errno == EPIPE)
        return CAS_EXIT_SIGNAL + SIGPIPE;
    cas_fail(message, CAS_SYSTEM, "standard output: cannot write: %s", strerror(errno));
    return CAS_EXIT_ERROR;
}

static bool wants_colour(void)
{
    const char *no_colour = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return (no_colour == NULL || no_colour[0] == '\0') &&
           (terminal == NULL || strcmp(terminal, "dumb") != 0);
}

/* Runs the call and delivers what it composed: to file, if there is one, or else to
   standard output.  Ends file. */
static int deliver(cas_call *call, bool delivers, cas_output_file *file,
                   cas_message *message)
{
    char *text = NULL;
    size_t length = 0;
    call->out = open_memstream(&text, &length);
    CAS_REQUIRE(call->out != NULL);
    int result = CAS_EXIT_HOLDS;
    if (call->help)
        cas_write_help(call->command, call->out);
    else
        result = call->command->run(call, message);
    CAS_REQUIRE(fclose(call->out) == 0);
    if (file != NULL && is_failure(result)) {
        cas_output_file_discard(file);
    } else if (file != NULL) {
        fwrite(text, 1, length, cas_output_file_stream(file));
        if (cas_output_file_commit(file, message) != CAS_OK)
            result = CAS_EXIT_ERROR;
    } else if (delivers && !is_failure(result)) {
        int printed = print(text, length, message);
        result = printed == CAS_EXIT_HOLDS ? result : printed;
    }
    free(text);
    return result;
}

/* The output file is opened first, so that an unwritable one is known before the work is
   done. */
static int run_call(cas_call *call, cas_message *message)
{
    const cas_command *command = call->command;
    cas_output_file *file = NULL;
    bool delivers = call->help || command->begin == NULL || command->begin(call);
    if (delivers && call->output != NULL &&
        (cas_options_check_output(call, message) != CAS_OK ||
         cas_output_file_open(call->output, &file, message) != CAS_OK))
        return CAS_EXIT_ERROR;
    call->is_terminal = call->output == NULL && isatty(STDOUT_FILENO);
    call->colour = call->is_terminal && wants_colour();
    return deliver(call, delivers, file, message);
}

static int run_command(const cas_command *command, int argc, char **argv,
                       cas_message *message)
{
    cas_call call;
    int result = CAS_EXIT_ERROR;
    if (cas_options_parse(command, argc, argv, &call, message) == CAS_OK)
        result = run_call(&call, message);
    free(call.values);
    return result;
}

static int print_version(cas_message *message)
{
    static const char version[] = "cascade " PACKAGE_VERSION "\n"
                                  "Licence GPL-3.0-or-later.  There is no warranty, to "
                                  "the extent permitted by law.\n";
    return print(version, sizeof version - 1, message);
}

static int dispatch(int argc, char **argv, cas_message *message)
{
    const char *word = argc > 1 ? argv[1] : "";
    bool is_help = strcmp(word, "help") == 0 || strcmp(word, "--help") == 0;
    if (strcmp(word, "--version") == 0)
        return print_version(message);
    if (is_help && argc == 2)
        return deliver(&(cas_call){.help = true}, true, NULL, message);
    const cas_command *command = NULL;
    if (argc < 2)
        cas_fail(message, CAS_INPUT, "expected a subcommand; see 'cascade --help'");
    else if (word[0] == '-' && !is_help)
        cas_fail(message, CAS_INPUT, "unknown option '%s'; see 'cascade --help'", word);
    else
        command = find_command(is_help ? argv[2] : word, message);
    if (command == NULL)
        return CAS_EXIT_ERROR;
    char *for_help[] = {argv[0], (char[]){"--help"}, NULL};
    return is_help ? run_command(command, 2, for_help, message)
                   : run_command(command, argc - 1, argv + 1, message);
}

int main(int argc, char **argv)
{
    cas_message message = {.text = ""};
    cas_watch_memory();
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    int result = dispatch(argc, argv, &message);
    if (message.text[0] != '\0' && is_failure(result)) {
        char *line = cas_text_line(message.text);
        fprintf(stderr, "cascade: %s\n", line);
        free(line);
    }
    return result;
}
