/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/typeset.h"

#include <ctype.h>
#include <string.h>

static size_t letters(const char *name)
{
    size_t n = 0;
    while (isalpha((unsigned char)name[n]))
        n++;
    return n;
}

static bool is_greek(const char *word, size_t length)
{
    static const char *const greek[] = {
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta",  "eta",    "theta",
        "kappa", "mu",   "nu",    "xi",    "rho",     "sigma", "tau",    "phi",
        "chi",   "psi",  "omega", "Gamma", "Delta",   "Theta", "Lambda", "Xi",
        "Sigma", "Phi",  "Psi",   "Omega", "lambda",  "pi",    "Pi"};
    for (size_t k = 0; k < sizeof greek / sizeof *greek; k++)
        if (strlen(greek[k]) == length && memcmp(greek[k], word, length) == 0)
            return true;
    return false;
}

/* One word without digits. */
static void put_letters(const char *word, size_t length, FILE *out)
{
    bool is_epsilon = length == 7 && memcmp(word, "epsilon", 7) == 0;
    if (is_greek(word, length))
        fprintf(out, "\\%s%.*s", is_epsilon ? "var" : "", (int)length, word);
    else if (length == 1 && *word == 'l')
        fputs("\\ell", out);
    else
        fprintf(out, length == 1 ? "%.*s" : "\\mathrm{%.*s}", (int)length, word);
}

static size_t part_length(const char *part)
{
    return strcspn(part, "_~");
}

void cas_typeset_name(const char *name, bool with_indices, FILE *out)
{
    size_t base = letters(name), length = part_length(name);
    bool has_tilde = name[length] == '~', has_more = base < length;
    const char *rest = name + length + (has_tilde ? 1 : 0);
    fputs(has_tilde ? "\\tilde{" : "", out);
    put_letters(name, base, out);
    fputs(has_tilde ? "}" : "", out);
    if (base == length && *rest == '\0') {
        fputs(with_indices ? "_{" : "", out);
        return;
    }
    fprintf(out, "_{%.*s", (int)(length - base), name + base);
    for (; *rest == '_'; rest += part_length(rest + 1) + 1) {
        fputs(has_more ? "," : "", out);
        put_letters(rest + 1, part_length(rest + 1), out);
        has_more = true;
    }
    fputs(with_indices ? "," : "}", out);
}

bool cas_typeset_is_word(const char *name)
{
    size_t length = letters(name);
    return length > 1 && !is_greek(name, length);
}

const char *cas_typeset_function(cas_function function)
{
    static const char *const tex[CAS_FUNCTION_COUNT] = {
        [CAS_EXP] = "\\exp",
        [CAS_LOG] = "\\ln",
        [CAS_LOG1P] = "\\mathrm{log1p}",
        [CAS_SQRT] = "\\sqrt",
        [CAS_TANH] = "\\tanh",
        [CAS_SINH] = "\\sinh",
        [CAS_COSH] = "\\cosh",
        [CAS_SIN] = "\\sin",
        [CAS_COS] = "\\cos",
        [CAS_ATAN] = "\\arctan",
        [CAS_SIGMOID] = "\\mathrm{sigmoid}",
        [CAS_SOFTPLUS] = "\\mathrm{softplus}",
    };
    return tex[function];
}
