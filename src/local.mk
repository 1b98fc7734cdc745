# SPDX-License-Identifier: GPL-3.0-or-later
# libcascade: the floors of src/ below the command; each floor lists its own modules.
lib_LTLIBRARIES += libcascade.la
libcascade_la_SOURCES =
nodist_libcascade_la_SOURCES =
libcascade_la_LIBADD = $(GSL_LIBS) $(JANSSON_LIBS) $(MD_LIBS) $(MULTIPRECISION_LIBS) $(MPI_LIBS)
libcascade_la_LDFLAGS = -version-info 0:0:0 -no-undefined

include src/arithmetic/local.mk
include src/file/local.mk
include src/program/local.mk
include src/constants/local.mk
include src/operator/local.mk
include src/chain/local.mk
include src/process/local.mk
include src/theory/local.mk
include src/exact/local.mk
include src/training/local.mk
include src/sweep/local.mk
include src/claim/local.mk
include src/descent/local.mk
include src/orbit/local.mk
include src/logistic/local.mk
include src/command/local.mk
