# SPDX-License-Identifier: GPL-3.0-or-later

check_PROGRAMS += tests/expression tests/program
TESTS += tests/expression tests/program
tests_expression_SOURCES = tests/expression.c
tests_expression_LDADD = libcascade.la $(CMOCKA_LIBS) $(MULTIPRECISION_LIBS)
tests_program_SOURCES = tests/program.c
tests_program_LDADD = libcascade.la $(CMOCKA_LIBS) $(MULTIPRECISION_LIBS)
