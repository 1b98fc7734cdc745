/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formula/moment.h"

#include "formula/index.h"

bool cas_known_moment(cas_model *model, const cas_formula *mean, const long *index,
                      cas_variable *r)
{
    const cas_formula *power = mean->of[0], *x;
    long field_index = 0;
    size_t field = 0;
    if (model->moment == NULL || power->form != CAS_FORM_POWER ||
        power->of[0]->form != CAS_FORM_NORM || power->of[1]->form != CAS_FORM_NUMBER)
        return false;
    bool is_square = mpq_cmp_ui(power->of[1]->number, 2, 1) == 0;
    cas_moment moment = is_square ? CAS_MOMENT_SQUARE : CAS_MOMENT_FOURTH;
    x = power->of[0]->of[0];
    if (is_square && x->form == CAS_FORM_GIVEN) {
        moment = CAS_MOMENT_SQUARE_OF_MEAN;
        field = x->which;
        if (cas_formula_index_within(model->size, x, 1,
                                     &model->vocabulary->fields[field].index, index,
                                     &field_index, NULL) != CAS_OK)
            return false;
        x = x->of[0];
    } else if (!is_square && mpq_cmp_ui(power->of[1]->number, 4, 1) != 0) {
        return false;
    }
    long inner[CAS_FORMULA_INDICES] = {0}, at;
    if (x->form == CAS_FORM_CALL && x->definition->body->form == CAS_FORM_NAME) {
        /* an abbreviation of a name */
        for (size_t k = 0; k < x->count; k++)
            inner[k] = cas_formula_index(model->size, x->of[k], index);
        x = x->definition->body;
        index = inner;
    }
    return x->form == CAS_FORM_NAME &&
           cas_formula_index_within(model->size, x, 0,
                                    &model->vocabulary->symbols[x->which].index, index,
                                    &at, NULL) == CAS_OK &&
           model->moment(model, moment, x->which, at, field, field_index, r);
}
