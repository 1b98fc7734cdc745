/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_CHAIN_PARAMETER_FILE_H
#define CASCADE_CHAIN_PARAMETER_FILE_H

#include "file/located_json.h"
#include "operator/operator.h"

/* The parameters of a family in a chain file's operator, as cas_family.parameters
   declares them: words are strings; numbers are one number, a flat array, or an
   array of rows. */

size_t cas_parameters_count(const cas_family *family);

/* Reads the members of object that the family declares; on success *values is an
   array for cas_operator_new. */
cas_status cas_parameters_read(const cas_json *json, const cas_json_value *object,
                               const cas_family *family, cas_parameter_value **values);

/* Parameters that were written as rows have the declared shape, not only the right
   number of entries: what can be said once the operator, and with it its shape, is
   there. */
cas_status cas_parameters_check_rows(const cas_json *json, const cas_json_value *object,
                                     const cas_operator *op);

/* Adds the members to object. */
void cas_parameters_write(const cas_operator *op, json_t *object);

#endif
