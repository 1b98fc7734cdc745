# SPDX-License-Identifier: GPL-3.0-or-later
# One file for each family, in alphabetical order; a new file's name in this list is all that a
# new family needs.
operator_families = \
  src/operator/families/control.c \
  src/operator/families/dense.c \
  src/operator/families/descent.c \
  src/operator/families/hadamard.c \
  src/operator/families/logistic.c \
  src/operator/families/quadratic_head.c \
  src/operator/families/ridge.c \
  src/operator/families/softplus.c \
  src/operator/families/square.c
libcascade_la_SOURCES += $(operator_families)

EXTRA_DIST += src/operator/families/table.awk
BUILT_SOURCES += src/operator/families/table.c
CLEANFILES += src/operator/families/table.c
nodist_libcascade_la_SOURCES += src/operator/families/table.c
src/operator/families/table.c: $(top_srcdir)/src/operator/families/local.mk \
    $(top_srcdir)/src/operator/families/table.awk
	$(AM_V_GEN)$(MKDIR_P) $(@D) && printf '%s\n' $(operator_families) | \
	  $(AWK) -f $(top_srcdir)/src/operator/families/table.awk >$@.new && mv $@.new $@
