/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `make installcheck` compiles with the installed headers alone and links with the
   installed library: checks a chain file and prints a line for each theorem. */
#include <cascade.h>

#include <stdio.h>

static void print_results(const cas_report *report)
{
    for (size_t i = 0; i < report->count; i++)
        printf("%s %s %s\n", report->results[i].claim, report->results[i].version,
               cas_verdict_names[report->results[i].verdict]);
}

int main(int count, char **arguments)
{
    cas_message message;
    cas_chain *chain;
    cas_report *report;
    cas_status status = count == 2
                            ? cas_chain_read(arguments[1], &chain, &message)
                            : cas_fail(&message, CAS_INPUT, "expected one chain file");
    if (status == CAS_OK) {
        status = cas_check_chain(chain, cas_theorems, NULL, &report, &message);
        cas_chain_free(chain);
    }
    if (status != CAS_OK) {
        fprintf(stderr, "%s\n", message.text);
        return 2;
    }
    print_results(report);
    cas_report_free(report);
    return 0;
}
