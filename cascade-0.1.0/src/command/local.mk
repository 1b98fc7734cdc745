# SPDX-License-Identifier: GPL-3.0-or-later
# All claims and stored witnesses are part of the library.
libcascade_la_SOURCES += $(claim_sources) src/command/claims.h
nodist_libcascade_la_SOURCES += src/command/claims.c src/command/witnesses.c

bin_PROGRAMS += cascade
cascade_SOURCES = \
  src/command/audit.c \
  src/command/chain_check.c \
  src/command/chain_check.h \
  src/command/check.c \
  src/command/claim_list.c \
  src/command/claim_list.h \
  src/command/command.h \
  src/command/errata.c \
  src/command/families.c \
  src/command/ledger_table.c \
  src/command/ledger_table.h \
  src/command/list.c \
  src/command/main.c \
  src/command/options.c \
  src/command/options.h \
  src/command/orbit.c \
  src/command/plateau.c \
  src/command/ratios.c \
  src/command/replay.c \
  src/command/report_text.c \
  src/command/report_text.h \
  src/command/search.c \
  src/command/selection.c \
  src/command/selection.h \
  src/command/sweep.c \
  src/command/table.c \
  src/command/table.h \
  src/command/witness_file.c \
  src/command/witness_file.h
cascade_LDADD = libcascade.la $(JANSSON_LIBS) $(MULTIPRECISION_LIBS) -lm

EXTRA_DIST += src/command/claims.awk src/command/witnesses.awk
witnessdir = $(pkgdatadir)/witnesses
dist_witness_DATA = $(witness_files)
CLEANFILES += src/command/claims.c src/command/witnesses.c

src/command/claims.c: $(claim_sources) src/command/claims.awk Makefile
	$(AM_V_GEN)$(MKDIR_P) src/command && (cd $(srcdir) && \
	  $(AWK) -f src/command/claims.awk $(claim_sources) /dev/null) >$@.new && mv $@.new $@

src/command/witnesses.c: $(witness_files) src/command/witnesses.awk Makefile
	$(AM_V_GEN)$(MKDIR_P) src/command && (cd $(srcdir) && \
	  $(AWK) -f src/command/witnesses.awk $(witness_files) /dev/null) >$@.new && mv $@.new $@

# The ledger, built and printed.
audit: cascade$(EXEEXT)
	$(AM_V_at)./cascade$(EXEEXT) audit $(AUDITFLAGS)

.PHONY: audit

# The worst cases that a search finds of the theorems about chains, N = 2..8.
atlas: paper/atlas.csv
	@cat paper/atlas.csv

.PHONY: atlas

# The long profile: every test, then every claim on 5000 trials and every mutant.
check-full: check
	$(AM_V_at)./cascade$(EXEEXT) audit --profile full $(AUDITFLAGS)

.PHONY: check-full

if HAVE_HELP2MAN
man_MANS = cascade.1
CLEANFILES += cascade.1 src/command/manual.h2m
endif
EXTRA_DIST += src/command/cascade.h2m

# The manual: cascade --help, a section per subcommand, and the sections of cascade.h2m.
cascade.1: cascade$(EXEEXT) src/command/cascade.h2m
	$(AM_V_GEN)$(MKDIR_P) src/command && { \
	  for name in `./cascade$(EXEEXT) --help | \
	    $(SED) -n 's/^  \([a-z][a-z]*\)  *[A-Z].*/\1/p' | $(SED) '/^help$$/d'`; do \
	    echo "[CASCADE `echo $$name | tr a-z A-Z`]"; echo .nf; \
	    ./cascade$(EXEEXT) help $$name | \
	      $(SED) -e 's/\\/\\\\/g' -e 's/-/\\-/g' -e "s/^\([.']\)/\\\\\\&\1/"; \
	    echo .fi; echo; \
	  done; cat $(srcdir)/src/command/cascade.h2m; } >src/command/manual.h2m && \
	$(HELP2MAN) --no-info --no-discard-stderr --include=src/command/manual.h2m \
	  --output=$@ ./cascade$(EXEEXT)
