/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "command/chain_check.h"

#include "cascade.h"
#include "command/command.h"
#include "command/report_text.h"
#include "file/located_json.h"

/* A check's error knows the operator by its number; the file knows where that stands. */
static void locate(const char *text, size_t length, const char *name, cas_status status,
                   cas_message *message)
{
    cas_message sentence = *message;
    cas_json json;
    bool is_parsed = cas_json_parse(&json, text, length, name, message) == CAS_OK;
    *message = sentence;
    if (is_parsed) {
        cas_json_fail_within(&json, &json.values[0], status);
        cas_json_clear(&json);
    }
}

static int exit_status(const cas_report *report)
{
    int result = CAS_EXIT_HOLDS;
    for (size_t k = 0; k < report->count; k++) {
        if (report->results[k].verdict == CAS_VIOLATED)
            return CAS_EXIT_VIOLATED;
        if (report->results[k].verdict == CAS_UNDECIDED)
            result = CAS_EXIT_UNDECIDED;
    }
    return result;
}

int cas_check_text(const char *text, size_t length, const char *name, bool json,
                   bool colour, FILE *out, cas_message *message)
{
    cas_chain *chain;
    if (cas_chain_read_text(text, length, name, &chain, message) != CAS_OK)
        return CAS_EXIT_ERROR;
    cas_report *report;
    cas_status status = cas_check_chain(chain, cas_theorems, NULL, &report, message);
    int result = CAS_EXIT_ERROR;
    if (status != CAS_OK) {
        locate(text, length, name, status, message);
    } else {
        if (json)
            cas_report_write_json(report, out);
        else
            cas_report_write_table(report, chain, name, colour, out);
        result = exit_status(report);
        cas_report_free(report);
    }
    cas_chain_free(chain);
    return result;
}
