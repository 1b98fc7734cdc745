# SPDX-License-Identifier: GPL-3.0-or-later
# libcascade: the floors of src/ below the command, and the pages; each lists its own modules.
lib_LTLIBRARIES += libcascade.la
libcascade_la_SOURCES =
nodist_libcascade_la_SOURCES =
libcascade_la_LIBADD = $(GSL_LIBS) $(JANSSON_LIBS) $(MD_LIBS) $(FLINT_LIBS) $(NLOPT_LIBS) \
  $(MULTIPRECISION_LIBS) $(MPI_LIBS)
libcascade_la_LDFLAGS = -version-info 0:0:0 -no-undefined

EXTRA_DIST += src/README.md src/constants/README.md src/training/README.md

# The public headers: cascade.h includes them all, and they include no others.
cascadeincludedir = $(includedir)/cascade
cascadeinclude_HEADERS = src/cascade.h
arithmeticincludedir = $(cascadeincludedir)/arithmetic
arithmeticinclude_HEADERS = src/arithmetic/arithmetic.h src/arithmetic/interval.h \
  src/arithmetic/message.h src/arithmetic/rational.h
programincludedir = $(cascadeincludedir)/program
programinclude_HEADERS = src/program/program.h
constantsincludedir = $(cascadeincludedir)/constants
constantsinclude_HEADERS = src/constants/domain.h src/constants/smoothness.h
operatorincludedir = $(cascadeincludedir)/operator
operatorinclude_HEADERS = src/operator/operator.h
chainincludedir = $(cascadeincludedir)/chain
chaininclude_HEADERS = src/chain/chain.h src/chain/chain_file.h src/chain/expectation.h \
  src/chain/pass.h src/chain/perturbation.h
claimincludedir = $(cascadeincludedir)/claim
claiminclude_HEADERS = src/claim/check.h src/claim/contradiction.h

include src/arithmetic/local.mk
include src/file/local.mk
include src/program/local.mk
include src/formula/local.mk
include src/constants/local.mk
include src/operator/local.mk
include src/chain/local.mk
include src/process/local.mk
include src/exact/local.mk
include src/training/local.mk
include src/sweep/local.mk
include src/claim/local.mk
include src/search/local.mk
include src/descent/local.mk
include src/orbit/local.mk
include src/logistic/local.mk
include src/command/local.mk
