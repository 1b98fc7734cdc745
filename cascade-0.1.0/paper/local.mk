# SPDX-License-Identifier: GPL-3.0-or-later
# The report: `make pdf` for print, `make html` for the web, both woven from the literate files
# with the numbers of this build's ledger.  AUDITFLAGS='--profile full' makes a larger ledger.
paper_texts = paper/abstract.tex paper/content.tex paper/experiments.tex
paper_sources = $(paper_texts) paper/report.tex paper/web.html paper/web.tex
paper_scripts = paper/atlas.awk paper/check-html.awk paper/check-log.awk paper/fill.awk \
  paper/ledger.awk \
  paper/page.sed paper/rows.awk paper/weave paper/weave.awk paper/web.awk paper/web.sed
paper_woven = paper/woven/counterexamples.tex paper/woven/derivations.tex \
  paper/woven/plateaus.tex paper/woven/proofs.tex paper/woven/properties.tex
paper_tables = paper/atlas.tex paper/errata.tex paper/ledger.tex paper/map.tex paper/numbers.tex \
paper_tables = paper/errata.tex paper/first-errata.tex paper/ledger.tex paper/map.tex paper/numbers.tex \
  paper/summary.tex
EXTRA_DIST += $(paper_sources) $(paper_scripts) proofs/table.awk
CLEANFILES += $(paper_tables) paper/woven.stamp paper/tables.stamp paper/filled.stamp \
  paper/plots-folder paper/atlas.csv paper/ledger.tsv paper/readings.json \
  paper/report.pdf paper/report.html paper/report.aux \
  paper/report.fdb_latexmk paper/report.fls paper/report.log paper/report.new paper/report.out \
  paper/report.toc paper/web-page.tex

paper/ledger.tsv: cascade$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) paper && { \
	  ./cascade$(EXEEXT) audit --tsv --output $@ $(AUDITFLAGS) || test $$? -eq 1; }

# Worst cases of the theorems about chains, which takes about a minute.
paper/atlas.csv: cascade$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) paper && \
	  ./cascade$(EXEEXT) search --atlas lem:1,thm:1,thm:2 --output $@

paper/atlas.tex: paper/atlas.csv paper/atlas.awk
	$(AM_V_GEN)$(AWK) -f $(srcdir)/paper/atlas.awk paper/atlas.csv >$@.new && mv $@.new $@

paper/woven.stamp: $(claim_sources) $(libcascade_la_SOURCES) paper/weave paper/weave.awk
	$(AM_V_GEN)$(MKDIR_P) paper/woven && \
	  $(SHELL) $(srcdir)/paper/weave '$(AWK)' '$(srcdir)' paper/woven && touch $@

paper/readings.json: cascade$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) paper && \
	  ./cascade$(EXEEXT) audit --only lem:1 --trials 100 --json --output $@

paper/tables.stamp: paper/woven.stamp paper/ledger.tsv paper/readings.json paper/ledger.awk \
    paper/rows.awk
	$(AM_V_GEN)$(AWK) -f $(srcdir)/paper/rows.awk -f $(srcdir)/paper/ledger.awk \
	  -v folder=paper -v release='$(PACKAGE_VERSION)' $(paper_woven) paper/ledger.tsv \
	  paper/readings.json && touch $@

# The folder of the report's figures, and what is in it: the plots at full scale where these were
# made, else the quick ones, which are made now; without gnuplot none.
paper/plots-folder: force-plots
	@$(MKDIR_P) paper; if test -f paper/plots/stamp; then folder=paper/plots; \
	else folder=paper/plots-quick; test -z '$(GNUPLOT)' || $(MAKE) plots-quick || exit 1; fi; \
	{ echo $$folder; cksum $$folder/*.csv $$folder/*.svg 2>/dev/null; } >$@.new; \
	if cmp -s $@.new $@; then rm -f $@.new; else mv $@.new $@; fi
force-plots:

paper/filled.stamp: paper/atlas.tex paper/tables.stamp paper/plots-folder $(paper_texts) \
  paper/fill.awk
	$(AM_V_GEN)$(MKDIR_P) paper/filled && $(AWK) -f $(srcdir)/paper/rows.awk \
	  -f $(srcdir)/paper/fill.awk -v folder=paper/filled \
	  -v plots="`$(SED) -n 1p paper/plots-folder`" -v figures='$(figures)' \
	  $(paper_woven) paper/ledger.tsv filling=1 $(paper_woven) \
	  $(srcdir)/paper/abstract.tex $(srcdir)/paper/experiments.tex $(srcdir)/paper/content.tex \
	  && touch $@

# A report with lines that are too long or links that lead nowhere is an error.
paper/report.pdf: paper/filled.stamp $(paper_sources) $(paper_scripts)
	$(AM_V_GEN)TEXINPUTS=".:$(srcdir):$$TEXINPUTS" $(LATEXMK) -pdf -silent -halt-on-error \
	  -interaction=nonstopmode -output-directory=paper $(srcdir)/paper/report.tex >/dev/null \
	  2>&1 || { cat paper/report.log; rm -f paper/report.aux paper/report.out \
	    paper/report.toc paper/report.fdb_latexmk; exit 1; }
	@$(AWK) -f $(srcdir)/paper/check-log.awk paper/report.log || { rm -f $@; exit 1; }

# pandoc reads the same text; web.tex and web.sed say what the macros are on a web page.
paper/report.html: paper/filled.stamp $(paper_sources) $(paper_scripts)
	$(AM_V_GEN)cat $(srcdir)/paper/web.tex paper/numbers.tex paper/filled/abstract.tex \
	  paper/filled/content.tex | $(AWK) -f $(srcdir)/paper/web.awk | \
	  $(SED) -f $(srcdir)/paper/web.sed >paper/web-page.tex && \
	$(PANDOC) --from=latex --to=html5 --mathml --standalone --toc --toc-depth=2 \
	  --number-sections --include-in-header=$(srcdir)/paper/web.html \
	  --metadata title='The ledger of a paper' --metadata lang=en \
	  --metadata subtitle='$(paper_subtitle)' --fail-if-warnings \
	  --output=paper/report.new paper/web-page.tex && \
	$(SED) -f $(srcdir)/paper/page.sed paper/report.new >$@ && rm paper/report.new
	@$(AWK) -f $(srcdir)/paper/check-html.awk $@ || { rm -f $@; exit 1; }
paper_subtitle = Each displayed line of “On the Convergence of Stochastic Gradient Descent with \
  Perturbed Forward-Backward Passes”, checked

# Writes the table of proofs/README.md anew from this build's ledger.
proofs-table: paper/ledger.tsv
	$(AM_V_GEN)$(AWK) -f $(srcdir)/proofs/table.awk paper/ledger.tsv \
	  $(srcdir)/proofs/README.md >paper/README.new && \
	  mv paper/README.new $(srcdir)/proofs/README.md

errata: cascade$(EXEEXT)
	$(AM_V_GEN)./cascade errata --markdown >paper/errata.new && \
	  mv paper/errata.new $(srcdir)/ERRATA.md

.PHONY: errata force-plots proofs-table

if HAVE_LATEX
pdf-local: paper/report.pdf
else
pdf-local:
	@echo 'make pdf needs latexmk and pdflatex: run ./bootstrap --full' >&2; exit 1
endif

if HAVE_PANDOC
html-local: paper/report.html
else
html-local:
	@echo 'make html needs pandoc: run ./bootstrap --full' >&2; exit 1
endif

# The figures: `make plots`, `make plots-quick` with a tenth of the iterations, or one of them by
# its name.  figures/draw says what a figure NAME consists of.
figures = figure-2 figure-3 figure-4 figure-5 figure-6 figure-7 figure-8 figure-9 ratios \
  crossover real-data
figure_sources = \
  paper/experiments/data-sets.json \
  paper/experiments/figure-3.json \
  paper/experiments/figure-4.json \
  paper/experiments/figure-5.json \
  paper/experiments/figure-6.json \
  paper/experiments/figure-7.json \
  paper/experiments/figure-8.json \
  paper/experiments/lasting.json \
  paper/experiments/outlier.libsvm \
  paper/experiments/spikes.json \
  paper/figures/crossover.awk \
  paper/figures/crossover.gp \
  paper/figures/crossover.sh \
  paper/figures/csv.awk \
  paper/figures/draw \
  paper/figures/figure-2.awk \
  paper/figures/figure-2.gp \
  paper/figures/figure-2.sh \
  paper/figures/figure-3.gp \
  paper/figures/figure-4.gp \
  paper/figures/figure-5.gp \
  paper/figures/figure-6.gp \
  paper/figures/figure-7.gp \
  paper/figures/figure-8.gp \
  paper/figures/figure-9.awk \
  paper/figures/figure-9.gp \
  paper/figures/figure-9.sh \
  paper/figures/ratios.awk \
  paper/figures/ratios.gp \
  paper/figures/ratios.sh \
  paper/figures/real-data.awk \
  paper/figures/real-data.gp \
  paper/figures/real-data.sh \
  paper/figures/stable-norm.awk \
  paper/figures/stable-norm.gp \
  paper/figures/style.gp \
  paper/figures/trajectory.awk
EXTRA_DIST += $(figure_sources)
draw_figures = $(SHELL) $(srcdir)/paper/figures/draw ./cascade$(EXEEXT) '$(GNUPLOT)' '$(AWK)' \
  '$(srcdir)/paper'

plots: paper/plots/stamp
paper/plots/stamp: $(figure_sources) cascade$(EXEEXT)
	$(draw_figures) paper/plots '' $(figures)
	@touch $@

plots-quick: paper/plots-quick/stamp
paper/plots-quick/stamp: $(figure_sources) cascade$(EXEEXT)
	$(draw_figures) paper/plots-quick 20000 $(figures)
	@touch $@

$(figures): cascade$(EXEEXT)
	$(draw_figures) paper/plots '' $@

# The figure that the README shows is Figure 4 at full scale; it is stored.
EXTRA_DIST += paper/readme-figure.svg
readme-figure: figure-4
	cp paper/plots/figure-4.svg $(srcdir)/paper/readme-figure.svg

.PHONY: plots plots-quick readme-figure $(figures)
