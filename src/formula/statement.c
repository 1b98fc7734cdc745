/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/statement.h"

void cas_statement_mark_used(const cas_statement *statement, const cas_formula *f,
                             bool *used)
{
    for (size_t k = 0; k < f->count; k++)
        cas_statement_mark_used(statement, f->of[k], used);
    for (size_t k = 0; f->form == CAS_FORM_CALL && k < statement->abbreviations; k++) {
        if (statement->abbreviation[k] != f->definition || used[k])
            continue;
        used[k] = true;
        cas_statement_mark_used(statement, f->definition->body, used);
    }
}
