/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/print.h"

#include "chain/chain_vocabulary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static cas_statement *read_in(const cas_vocabulary *vocabulary, const char *text,
                              const char *definitions)
{
    cas_message message = {""};
    cas_statement *statement = NULL;
    cas_status status =
        cas_statement_read(vocabulary, text, definitions, &statement, &message);
    if (status != CAS_OK)
        fail_msg("%s: %s", text, message.text);
    return statement;
}

/* Statements as they are printed: each reads back as itself. */
static const char *const canonical[] = {
    "E|B~_i' v~_i - B_i' v_i|^2 <= 2 E[|B~_i|_op^2 |b_i|^2] + 2 E[|B~_i - B_i|_op^2 "
    "|v_i|^2] for i = 1..N-1 where b_i = v~_i - v_i",
    "0 < 1/2 C + 3/4 for i = 1..N, j = i..N-1 if C <= 1, L_f < K",
    "E[<u~, u> given F] = <E[u~ given F], u>",
    "<E[y~_i - y_i given G_{i-1}], E[delta_i given P_i]> <= 1 for i = 1..N-1",
    "E[E[epsilon_{i+1} given Q_{i+1}]' v_i given H_i] = 0 for i = 1..N-1",
    "sum_{j=i..N-1} (3 C^2)^{j-i} E|y~_j - y_j|^2 <= 1 for i = 1..N-1",
    "(sum_{j=1..N} C) K <= sum_{j=1..N} C K + sum_{j=1..N} sum_{k=j..N} C^{k-j}",
    "2 (sum_{j=1..N} C)^2 <= (max_{j=1..N} |v_j|) C",
    "prod_{k=1..N} |A_k|_op^2 <= C^{2 N}",
    "C/K/H <= C/(K/H) C",
    "C - (K - H) <= C - K - H",
    "C (K H) <= (C + K) (H + L)",
    "-C <= -(C + K) + (-C) K - C (-K)",
    "|f_i(y~_{i-1}) + delta_i| = |y~_i| for i = 1..N-1",
    "|vec(nabla2_i(y_{i-1}))| = |B_i| for i = 1..N",
    "|mat_i(nabla21_i(y_{i-1}) y_{i-1})| <= 1 for i = 1..N",
    "|int_{s=0..1} nabla1_i(y_{i-1} + s y_{i-1}) y_{i-1}| <= 1 for i = 1..N",
    "C_v = max(1, C^N)",
    "min(C, L_f, K/2) <= sqrt(C) exp(-K) log(1 + C)",
    "|y_0 * |y_0|| |v_N| <= E|y_0|^2 * 2",
    "|y_0 (|y_0| |y_1|)| <= 1",
    "E[|y_0|]^2 <= E|y_0|^2",
    "E[C |y_0|^2] <= E[E[|y_0|]^2]",
    "N^(-1/2) <= N^(1/2) + (C + 1)^{N-1}",
    "(2/3)^2 + C (2/3) <= C/(2/3)",
    "(C^2)^K <= C^(K + 1)",
    "|B_i'|^2 = |B_i|^2 for i = 1..N",
    "|(B~_i - B_i)' v_i + B_i' (v~_i - v_i)| <= 1 for i = 1..N",
    "|delta_i + (y~_i - y_i)| <= |y~_i - y_i + delta_i| for i = 1..N-1",
    "(N - i) C <= sum_{k=0..N-1-i} S_{k,i} for i = 1..N where S_{j,k} = (1 + C)^{j+k}",
    "T_2 <= M2_rest where S = C; T_j = S^j; M2_rest = T_3",
    "|g_{k,i}| <= C for k = 0..N-1, i = 1..N",
};

static void what_is_printed_reads_back_as_itself(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof canonical / sizeof *canonical; k++) {
        cas_statement *s = read_in(&cas_chain_vocabulary, canonical[k], NULL);
        char *text = cas_statement_ascii(s, false);
        assert_string_equal(text, canonical[k]);
        cas_statement *again = read_in(&cas_chain_vocabulary, text, NULL);
        assert_true(cas_formula_equal(s->claim.left, again->claim.left));
        assert_true(cas_formula_equal(s->claim.right, again->claim.right));
        free(text);
        cas_statement_free(again);
        cas_statement_free(s);
    }
}

static void mark_forms(const cas_formula *f, bool *seen)
{
    seen[f->form] = true;
    for (size_t k = 0; k < f->count; k++)
        mark_forms(f->of[k], seen);
}

static void the_table_has_every_form(void **state)
{
    (void)state;
    bool seen[CAS_FORM_UNFLATTEN + 1] = {false};
    for (size_t k = 0; k < sizeof canonical / sizeof *canonical; k++) {
        cas_statement *s = read_in(&cas_chain_vocabulary, canonical[k], NULL);
        mark_forms(s->claim.left, seen);
        mark_forms(s->claim.right, seen);
        cas_statement_free(s);
    }
    for (size_t form = 0; form <= CAS_FORM_UNFLATTEN; form++)
        if (!seen[form])
            fail_msg("no statement has form %zu", form);
}

/* What is written otherwise, and how it is printed. */
static const struct {
    const char *text, *printed;
} written[] = {
    {"((C)) * (K*H) >= [2]", "2 <= C (K H)"},
    {"C+K > 0.25", "1/4 < C + K"},
    {"6/4 C <= C*4/2", "3/2 C <= C * 4/2"},
    {"E[|y_0|^2] <= 1", "E|y_0|^2 <= 1"},
    {"C^{2} <= C^(N - 1)", "C^2 <= C^{N-1}"},
    {"y_{0}' y_{0} <= 1", "y_0' y_0 <= 1"},
    {"(y~_1 - y_1)' y_1 <= 1", "(y~_1 - y_1)' y_1 <= 1"},
    {"(sum_{j=1..N} (C K)) <= 1", "sum_{j=1..N} C K <= 1"},
};

static void brackets_and_blanks_are_as_few_as_can_be(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof written / sizeof *written; k++) {
        cas_statement *s = read_in(&cas_chain_vocabulary, written[k].text, NULL);
        char *text = cas_statement_ascii(s, false);
        assert_string_equal(text, written[k].printed);
        free(text);
        cas_statement_free(s);
    }
}

static void only_abbreviations_that_are_used_are_printed(void **state)
{
    (void)state;
    cas_statement *s =
        read_in(&cas_chain_vocabulary, "a_1 <= C", "c = K; d = c; a_i = c L^i; e = a_2");
    char *text = cas_statement_ascii(s, false);
    assert_string_equal(text, "a_1 <= C where c = K; a_i = c L^i");
    free(text);
    text = cas_statement_ascii(s, true);
    assert_string_equal(text, "a_1 <= C");
    free(text);
    cas_statement_free(s);
}

/* clang-format off */
static const struct {
    const char *text, *tex;
} typeset[] = {
    {"E|B~_i' v~_i|^2 <= 2 E[|B_i|_op^2 |v_i|^2] + C for i = 1..N-1",
     "$\\mathbb E\\lVert \\tilde B_{i}^\\top \\tilde v_{i}\\rVert^{2} \\le\\allowbreak "
     "2 \\mathbb E[\\lVert B_{i}\\rVert_{\\mathrm{op}}^{2} \\lVert v_{i}\\rVert^{2}] "
     "+\\allowbreak C_{\\nabla f}$ for~$i = 1, \\dots, N-1$"},
    {"E|y~_i - y_i|^2 < b_i + 1 for i = 1..N-1, j = 1..2 if C <= 1, K <= 1 "
     "where c = 1; b_i = c",
     "$\\mathbb E\\lVert \\tilde y_{i} - y_{i}\\rVert^{2} <\\allowbreak b_{i} "
     "+\\allowbreak 1$ for~$i = 1, \\dots, N-1$, $j = 1, \\dots, 2$ "
     "if~$C_{\\nabla f} \\le\\allowbreak 1$, $C_{\\nabla^2 f} \\le\\allowbreak 1$ "
     "where~$c = 1$, $b_{i} = c$"},
    {"E[delta_i given G_{i-1}]' E[y_i given F] = E[|y_i|^4 given F] for i = 1..N-1",
     "$(\\mathbb E_t^{\\mathcal G_{i-1}}[\\delta_{i}])^\\top \\mathbb E_t[y_{i}] "
     "=\\allowbreak \\mathbb E_t\\lVert y_{i}\\rVert^{4}$ for~$i = 1, \\dots, N-1$"},
    {"E[|y_0|]^2 = E|y_0|^2",
     "$(\\mathbb E\\lVert y_{0}\\rVert)^{2} =\\allowbreak "
     "\\mathbb E\\lVert y_{0}\\rVert^{2}$"},
    {"K^2 (sum_{j=1..N} (3 C^2)^{j-1} C)^2 = sum_{j=1..N} C + prod_{j=1..N} C",
     "$C_{\\nabla^2 f}^{2} \\bigl(\\sum_{j=1}^{N} (3 C_{\\nabla f}^{2})^{j-1} "
     "C_{\\nabla f}\\bigr)^{2} =\\allowbreak \\sum_{j=1}^{N} C_{\\nabla f} "
     "+\\allowbreak \\prod_{j=1}^{N} C_{\\nabla f}$"},
    {"C_v = max(1, C^N) - max_{j=1..N} |v_j|",
     "$C_v =\\allowbreak \\max\\{1, C_{\\nabla f}^{N}\\} -\\allowbreak "
     "\\max_{1\\le j\\le N} \\lVert v_{j}\\rVert$"},
    {"1/2 <u~, u> = 3/4 * 2 - C (1/2) + N^(-1/2)",
     "$\\tfrac{1}{2} \\langle \\tilde{\\mathbf u}, \\mathbf u\\rangle =\\allowbreak "
     "\\tfrac{3}{4} \\cdot 2 -\\allowbreak C_{\\nabla f} \\cdot \\tfrac{1}{2} "
     "+\\allowbreak N^{-1/2}$"},
    {"(L/K)^2 = sqrt(C)^2 + exp(C)^2 + log(C/2)",
     "$\\bigl(\\frac{L_{\\nabla f}}{C_{\\nabla^2 f}}\\bigr)^{2} =\\allowbreak "
     "\\sqrt{C_{\\nabla f}}^{2} +\\allowbreak (\\exp(C_{\\nabla f}))^{2} "
     "+\\allowbreak \\ln\\bigl(\\frac{C_{\\nabla f}}{2}\\bigr)$"},
    {"|int_{s=0..1} nabla2_i(s y_{i-1}) u_i| = |mat_i(vec(B_i))| for i = 1..N",
     "$\\bigl\\lVert \\int_0^1 \\nabla_2 f_{i}(s y_{i-1}) u_{i}\\,ds\\bigr\\rVert "
     "=\\allowbreak \\lVert \\mathrm{mat}_{i}(\\mathrm{vec}(B_{i}))\\rVert$ "
     "for~$i = 1, \\dots, N$"},
    {"alpha_1 rate M2_1 = Q_delta x~^2 + l where rate = 2; alpha_i = rate^i; M2_i = 1; "
     "Q_delta = 3; x~ = 4; l = 5",
     "$\\alpha_{1}\\, \\mathrm{rate}\\, M_{2,1} =\\allowbreak Q_{\\delta} "
     "\\tilde{x}^{2} +\\allowbreak \\ell$ where~$\\mathrm{rate} = 2$, "
     "$\\alpha_{i} = \\mathrm{rate}^{i}$, $M_{2,i} = 1$, $Q_{\\delta} = 3$, "
     "$\\tilde{x} = 4$, $\\ell = 5$"},
};
/* clang-format on */

static void tex_is_as_in_the_paper(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof typeset / sizeof *typeset; k++) {
        cas_statement *s = read_in(&cas_chain_vocabulary, typeset[k].text, NULL);
        char *text = cas_statement_tex(s, false);
        assert_string_equal(text, typeset[k].tex);
        free(text);
        cas_statement_free(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_printed_reads_back_as_itself),
        cmocka_unit_test(the_table_has_every_form),
        cmocka_unit_test(brackets_and_blanks_are_as_few_as_can_be),
        cmocka_unit_test(only_abbreviations_that_are_used_are_printed),
        cmocka_unit_test(tex_is_as_in_the_paper),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
