/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "descent/put_in_bounds.h"

#include "formula/evaluate.h"
#include "process/process_model.h"

static cas_status right_side(cas_model *model, const cas_statement *statement, void *r,
                             cas_message *message)
{
    static const long none[CAS_FORMULA_INDICES] = {0};
    cas_variable bound;
    cas_evaluator *evaluator = cas_evaluator_new(model);
    cas_status status =
        cas_evaluate(evaluator, statement->claim.right, none, &bound, message);
    if (status == CAS_OK && !cas_evaluator_is_decided(evaluator))
        status = cas_fail(message, CAS_UNSUPPORTED, "a conditional mean is not decided");
    if (status == CAS_OK) {
        CAS_REQUIRE(bound.level == 0 && bound.rows * bound.columns == 1);
        model->workspace.arithmetic->set(r, bound.at);
    }
    cas_evaluator_free(evaluator);
    return status;
}

cas_status cas_put_in_bound(const cas_chain_descent *descent, size_t m,
                            const cas_claim *claim, const cas_arithmetic *arithmetic,
                            void *r, cas_message *message)
{
    cas_statement *statement;
    cas_model *model;
    cas_status status = cas_statement_read(&cas_chain_vocabulary, claim->formula,
                                           claim->notation, &statement, message);
    if (status != CAS_OK)
        return cas_fail_in(message, status, "%s %s", claim->id, claim->version);
    status = cas_process_model_new(descent->mode[m].process,
                                   (const mpq_t *)descent->constants.value, arithmetic,
                                   false, &model, message);
    if (status == CAS_OK) {
        status = right_side(model, statement, r, message);
        model->free(model);
    }
    cas_statement_free(statement);
    return status;
}
