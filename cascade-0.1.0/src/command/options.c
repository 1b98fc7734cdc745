/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "command/options.h"

#include "arithmetic/memory.h"
#include "file/place.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const cas_option common_options[] = {
    {"output", "FILE", "write the output to FILE, whole or not at all"},
    {"help", NULL, "print this help"},
    {NULL, NULL, NULL},
};
enum { COMMON_OUTPUT, COMMON_HELP };

/* getopt_long's value of the first option: beyond every character. */
enum { FIRST_VALUE = 256 };

static size_t count_options(const cas_option *options)
{
    size_t count = 0;
    while (options[count].name != NULL)
        count++;
    return count;
}

static void add_options(struct option *longs, const cas_option *options, int first)
{
    for (int i = 0; options[i].name != NULL; i++)
        longs[i] = (struct option){
            .name = options[i].name,
            .has_arg = options[i].argument != NULL ? required_argument : no_argument,
            .val = first + i,
        };
}

static cas_status refuse_option(const cas_command *command, int found, const char *word,
                                cas_message *message)
{
    const char *what = "unknown option";
    if (found == ':')
        what = "an argument must follow";
    else if (optopt >= FIRST_VALUE)
        what = "no argument is expected in";
    return cas_fail(message, CAS_INPUT, "%s: %s '%s'; see 'cascade help %s'",
                    command->name, what, word, command->name);
}

static cas_status check_operands(const cas_command *command, const cas_call *call,
                                 cas_message *message)
{
    if (call->operand_count < command->least)
        return cas_fail(message, CAS_INPUT,
                        "%s: expected %s, found %s; see 'cascade help %s'", command->name,
                        command->operands, call->operand_count == 0 ? "nothing" : "less",
                        command->name);
    if (call->operand_count > command->most)
        return cas_fail(message, CAS_INPUT,
                        "%s: unexpected argument '%s'; see 'cascade help %s'",
                        command->name, call->operands[command->most], command->name);
    return CAS_OK;
}

cas_status cas_options_parse(const cas_command *command, int argc, char **argv,
                             cas_call *call, cas_message *message)
{
    size_t own = count_options(command->options);
    size_t all = own + count_options(common_options);
    struct option *longs = cas_allocate(all + 1, sizeof *longs);
    add_options(longs, command->options, FIRST_VALUE);
    add_options(longs + own, common_options, FIRST_VALUE + (int)own);
    const char **values = cas_allocate(all, sizeof *values);
    cas_status status = CAS_OK;
    int found;
    opterr = 0;
    while (status == CAS_OK &&
           (found = getopt_long(argc, argv, ":", longs, NULL)) != -1) {
        if (found >= FIRST_VALUE)
            values[found - FIRST_VALUE] = optarg != NULL ? optarg : "";
        else
            status = refuse_option(command, found, argv[optind - 1], message);
    }
    free(longs);
    *call = (cas_call){
        .command = command,
        .values = values,
        .operands = argv + optind,
        .operand_count = (size_t)(argc - optind),
        .output = values[own + COMMON_OUTPUT],
        .help = values[own + COMMON_HELP] != NULL,
    };
    return status == CAS_OK && !call->help ? check_operands(command, call, message)
                                           : status;
}

static cas_status keep(const cas_call *call, const char *role, const char *path,
                       cas_message *message)
{
    const cas_file_role files[] = {{role, path, false}, {"--output", call->output, true}};
    return cas_files_are_distinct(files, 2, message);
}

cas_status cas_options_check_output(const cas_call *call, cas_message *message)
{
    const cas_option *option = call->command->options;
    bool are_files = strncmp(call->command->operands, "FILE", strlen("FILE")) == 0;
    cas_status status = CAS_OK;
    for (size_t i = 0; are_files && i < call->operand_count && status == CAS_OK; i++)
        status = keep(call, "the input", call->operands[i], message);
    for (size_t i = 0; option[i].name != NULL && status == CAS_OK; i++) {
        if (option[i].argument == NULL || strcmp(option[i].argument, "FILE") != 0)
            continue;
        char *role = cas_format("--%s", option[i].name);
        status = keep(call, role, call->values[i], message);
        free(role);
    }
    return status;
}

cas_status cas_option_number(const char *name, const char *text, uint64_t least,
                             uint64_t most, uint64_t *number, cas_message *message)
{
    char *end;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    if (!isdigit((unsigned char)text[0]) || *end != '\0' || errno != 0 || value < least ||
        value > most)
        return cas_fail(message, CAS_INPUT,
                        "%s: expected a whole number from %" PRIu64 " to %" PRIu64
                        ", found '%s'",
                        name, least, most, text);
    *number = value;
    return CAS_OK;
}

cas_status cas_call_number(const cas_call *call, size_t option, uint64_t least,
                           uint64_t most, uint64_t *number, cas_message *message)
{
    if (call->values[option] == NULL)
        return CAS_OK;
    char *name = cas_format("--%s", call->command->options[option].name);
    cas_status status =
        cas_option_number(name, call->values[option], least, most, number, message);
    free(name);
    return status;
}

cas_status cas_option_word(const char *name, const char *text, const char *const *words,
                           size_t count, size_t *index, cas_message *message)
{
    char *list = NULL;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(text, words[i]) == 0) {
            *index = i;
            free(list);
            return CAS_OK;
        }
        cas_append(&list, "%s%s", i > 0 ? ", " : "", words[i]);
    }
    cas_status status = cas_fail(message, CAS_INPUT, "%s: expected one of %s, found '%s'",
                                 name, list, text);
    free(list);
    return status;
}

static void write_options(const cas_option *options, FILE *out)
{
    for (; options->name != NULL; options++) {
        char *left =
            cas_format("--%s%s%s", options->name, options->argument != NULL ? "=" : "",
                       options->argument != NULL ? options->argument : "");
        fprintf(out, "  %-22s %s\n", left, options->meaning);
        free(left);
    }
}

static void write_usage(const cas_command *command, FILE *out)
{
    fprintf(out, "cascade %s [OPTION]...%s%s\n", command->name,
            command->operands[0] != '\0' ? " " : "", command->operands);
}

static void write_all_help(FILE *out)
{
    fputs("Usage: cascade SUBCOMMAND [OPTION]... [ARGUMENT]...\n"
          "Verifies, claim by claim, a paper on stochastic gradient descent with\n"
          "perturbed forward-backward passes, and checks its theorems on your own\n"
          "chain of operators.\n\n"
          "Subcommands:\n",
          out);
    for (size_t i = 0; cas_commands[i] != NULL; i++)
        fprintf(out, "  %-10s %s\n", cas_commands[i]->name, cas_commands[i]->summary);
    fputs("  help       Explain a subcommand: cascade help SUBCOMMAND\n\n"
          "Options:\n"
          "  --help     print this help\n"
          "  --version  print the version\n\n"
          "Exit status: 0 all is well (check: all inequalities hold), 1 something is\n"
          "violated, 2 bad usage or input (one message, no output), 3 something is\n"
          "undecided.\n",
          out);
}

void cas_write_help(const cas_command *command, FILE *out)
{
    if (command == NULL) {
        write_all_help(out);
        return;
    }
    fputs("Usage: ", out);
    write_usage(command, out);
    fprintf(out, "%s.\n\n", command->summary);
    if (command->details[0] != '\0')
        fprintf(out, "%s\n", command->details);
    fputs("Options:\n", out);
    write_options(command->options, out);
    write_options(common_options, out);
}
