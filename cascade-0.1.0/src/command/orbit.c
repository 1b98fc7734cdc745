/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "arithmetic/interval.h"
#include "chain/chain_file.h"
#include "command/command.h"
#include "command/options.h"
#include "file/csv.h"
#include "file/input_file.h"
#include "file/message_text.h"
#include "orbit/orbit_file.h"
#include "orbit/orbit_path.h"

#include <stdlib.h>
#include <string.h>

enum { OPTION_POINTS };

static const cas_option options[] = {
    {"points", "NUMBER",
     "how many, with the start (default 100, or what 2^16 bits allow)"},
    {NULL, NULL, NULL},
};

enum { DEFAULT_POINTS = 100, DIGITS = 17 };

static void write_enclosure(mpfi_srcptr x, FILE *out)
{
    char *lower = cas_interval_lower_text(x, DIGITS);
    char *upper = cas_interval_upper_text(x, DIGITS);
    fprintf(out, ",%s,%s", lower, upper);
    free(lower);
    free(upper);
}

static void write_path(size_t orbit, const char *title, const cas_orbit_path *path,
                       FILE *out)
{
    static const char *const kept[] = {[CAS_PICK_FIRST] = "1",
                                       [CAS_PICK_SECOND] = "2",
                                       [CAS_PICK_TIE] = "tie",
                                       [CAS_PICK_BOTH] = "both"};
    for (size_t t = 0; t < path->count; t++) {
        const cas_orbit_point *point = &path->points[t];
        fprintf(out, "%zu,", orbit);
        cas_csv_write_text(title, out);
        fprintf(out, ",%zu,%s", t + 1, kept[point->pick]);
        write_enclosure(point->norm_1, out);
        write_enclosure(point->norm_2, out);
        fputc('\n', out);
    }
}

/* points: 0 for as many as there are, at most DEFAULT_POINTS. */
static cas_status write_orbit(size_t orbit, const char *path, size_t points, FILE *out,
                              cas_message *message)
{
    char *text;
    size_t length;
    if (cas_input_file_read(path, CAS_CHAIN_FILE_BYTES, &text, &length, message) !=
        CAS_OK)
        return CAS_SYSTEM;
    cas_orbit_file *file;
    const char *name = cas_input_file_name(path);
    cas_status status = cas_orbit_file_read(text, length, name, &file, message);
    free(text);
    if (status != CAS_OK)
        return status;
    char *title = cas_text_line(file->title == NULL ? "" : file->title);
    cas_orbit_path *followed =
        cas_orbit_path_follow(&file->iteration, points > 0 ? points : DEFAULT_POINTS);
    if (followed->count < points)
        status = cas_fail(message, CAS_LIMIT,
                          "%s: %d bits are enough for %zu points of this orbit, not for "
                          "--points %zu",
                          name, CAS_ORBIT_BITS, followed->count, points);
    else
        write_path(orbit, title, followed, out);
    free(title);
    cas_orbit_path_free(followed);
    cas_orbit_file_free(file);
    return status;
}

static int run(const cas_call *call, cas_message *message)
{
    uint64_t points = 0;
    if (cas_call_number(call, OPTION_POINTS, 1, CAS_ORBIT_POINTS, &points, message) !=
        CAS_OK)
        return CAS_EXIT_ERROR;
    fputs("orbit,title,iteration,kept,norm_1_lower,norm_1_upper,norm_2_lower,"
          "norm_2_upper\n",
          call->out);
    for (size_t k = 0; k < call->operand_count; k++)
        if (write_orbit(k + 1, call->operands[k], (size_t)points, call->out, message) !=
            CAS_OK)
            return CAS_EXIT_ERROR;
    return CAS_EXIT_HOLDS;
}

const cas_command cas_command_orbit = {
    .name = "orbit",
    .operands = "FILE...",
    .summary = "Follow iterations of Appendix A.3 exactly and print them as CSV",
    .details =
        "FILE is an orbit file (\"cascade-orbit/1\", see counterexamples/orbits/).\n"
        "One row per orbit and iteration t = 1, 2, ..: which entry the compressor\n"
        "keeps (1, 2, tie: the first, both: there is none), and the norms of w_1 and\n"
        "w_2 as certified lower and upper bounds with 17 digits.\n",
    .least = 1,
    .most = SIZE_MAX,
    .options = options,
    .run = run,
};
