# SPDX-License-Identifier: GPL-3.0-or-later
# The worst cases of claims, by optimisation.
libcascade_la_SOURCES += \
  src/search/attainable.c \
  src/search/attainable.h \
  src/search/estimate.c \
  src/search/estimate.h \
  src/search/falsifier.c \
  src/search/falsifier.h \
  src/search/jet.c \
  src/search/jet.h \
  src/search/rescaled.c \
  src/search/rescaled.h \
  src/search/search.c \
  src/search/search.h \
  src/search/start.c \
  src/search/start.h
