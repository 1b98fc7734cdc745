# SPDX-License-Identifier: GPL-3.0-or-later
# The language of statements.
libcascade_la_SOURCES += \
  src/formula/check.c \
  src/formula/evaluate.c \
  src/formula/evaluate.h \
  src/formula/evaluate_integral.c \
  src/formula/evaluate_range.c \
  src/formula/evaluator.h \
  src/formula/statement.c \
  src/formula/formula.h \
  src/formula/kept.c \
  src/formula/kept.h \
  src/formula/model.h \
  src/formula/monotone.c \
  src/formula/monotone.h \
  src/formula/mutate.c \
  src/formula/mutate.h \
  src/formula/print.c \
  src/formula/print.h \
  src/formula/reader.c \
  src/formula/reader.h \
  src/formula/reader_names.c \
  src/formula/reader_terms.c \
  src/formula/replacement.c \
  src/formula/replacement.h \
  src/formula/shape.c \
  src/formula/shape.h \
  src/formula/statement.h \
  src/formula/tokens.c \
  src/formula/tokens.h \
  src/formula/typeset.c \
  src/formula/typeset.h \
  src/formula/variable.c \
  src/formula/variable.h \
  src/formula/variable_space.c \
  src/formula/vocabulary.c \
  src/formula/vocabulary.h
EXTRA_DIST += src/formula/README.md
