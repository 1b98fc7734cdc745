# SPDX-License-Identifier: GPL-3.0-or-later
# One literate file per counterexample.
claim_sources += \
  counterexamples/a1_sigmoid.c \
  counterexamples/a2_shifted_minimum.c \
  counterexamples/a3_gradients.c \
  counterexamples/a3_top_1_momentum.c \
  counterexamples/a3_top_1_sgd.c \
  counterexamples/figure_2.c \
  counterexamples/figure_9.c \
  counterexamples/gradient_spikes.c \
  counterexamples/top_1_converges.c \
  counterexamples/top_1_diverges.c

# Witnesses are small exact instances that anyone can replay.
witness_files += \
  counterexamples/witnesses/a2-shifted-minimum.json \
  counterexamples/witnesses/a3-top-1-converges.json \
  counterexamples/witnesses/fixed-horizon.json \
  counterexamples/witnesses/plateau-rare-forward-noise.json \
  counterexamples/witnesses/plateau-small-forward-noise.json \
  counterexamples/witnesses/plateau-very-rare-forward-noise.json \
  counterexamples/witnesses/proof-answered-input.json \
  counterexamples/witnesses/proof-cancelled-input.json \
  counterexamples/witnesses/proof-hidden-input.json \
  counterexamples/witnesses/proof-hidden-jacobian.json \
  counterexamples/witnesses/proof-hidden-sign.json \
  counterexamples/witnesses/proof-linear-coin.json \
  counterexamples/witnesses/proof-linear.json \
  counterexamples/witnesses/proof-odd-factors.json \
  counterexamples/witnesses/proof-three-outputs.json \
  counterexamples/witnesses/proof-two-weights.json \
  counterexamples/witnesses/proof-wide-cosine.json \
  counterexamples/witnesses/proof-wide-sine.json \
  counterexamples/witnesses/theorem-2-both.json \
  counterexamples/witnesses/theorem-2-depth-3.json \
  counterexamples/witnesses/theorem-2-hessian-in-33a.json \
  counterexamples/witnesses/theorem-2-zero-mean-on-a-box.json \
  counterexamples/witnesses/theorem-4-first-step.json \
  counterexamples/witnesses/theorem-4-fixed-point.json \
  counterexamples/witnesses/theorem-5-constant-loss.json \
  counterexamples/witnesses/theorem-5-fixed-point.json \
  counterexamples/witnesses/values-6a.json \
  counterexamples/witnesses/values-6b.json \
  counterexamples/witnesses/values-asymmetry.json \
  counterexamples/witnesses/values-bias.json \
  counterexamples/witnesses/values-bounded-coefficients.json \
  counterexamples/witnesses/values-coin.json \
  counterexamples/witnesses/values-endless-bound.json \
  counterexamples/witnesses/values-fact-after-48.json \
  counterexamples/witnesses/values-factors.json \
  counterexamples/witnesses/values-footnote.json \
  counterexamples/witnesses/values-forward-location.json \
  counterexamples/witnesses/values-hidden-sample-corollary-1.json \
  counterexamples/witnesses/values-hidden-sample-corollary-1-pl.json \
  counterexamples/witnesses/values-hidden-sample-corollary-2.json \
  counterexamples/witnesses/values-hidden-sample-corollary-3.json \
  counterexamples/witnesses/values-hidden-sample-table-1.json \
  counterexamples/witnesses/values-interactions.json \
  counterexamples/witnesses/values-large-noise.json \
  counterexamples/witnesses/values-large-start-45.json \
  counterexamples/witnesses/values-large-start-49.json \
  counterexamples/witnesses/values-large-start-51.json \
  counterexamples/witnesses/values-last-side-of-50.json \
  counterexamples/witnesses/values-many-operators-46.json \
  counterexamples/witnesses/values-many-operators-48.json \
  counterexamples/witnesses/values-one-step.json \
  counterexamples/witnesses/values-region.json \
  counterexamples/witnesses/values-short-steps-47.json \
  counterexamples/witnesses/values-short-steps-remark-2.json \
  counterexamples/witnesses/values-small-steps-45.json \
  counterexamples/witnesses/values-small-steps-49.json \
  counterexamples/witnesses/values-small-steps-51.json \
  counterexamples/witnesses/values-small-steps-remark-1.json \
  counterexamples/witnesses/values-spike.json \
  counterexamples/witnesses/values-tolerated-hits.json \
  counterexamples/witnesses/values-tolerated-spikes.json \
  counterexamples/witnesses/values-zero-mean.json

EXTRA_DIST += counterexamples/README.md

# Orbits that do what they claim; `cascade replay` recomputes their certificates.
EXTRA_DIST += \
  counterexamples/orbits/a3-momentum-from-zero.json \
  counterexamples/orbits/a3-momentum-top-1-at-1-40.json \
  counterexamples/orbits/a3-momentum-top-1-at-11-400.json \
  counterexamples/orbits/a3-momentum-top-1-at-29-1000.json \
  counterexamples/orbits/a3-momentum-top-1-at-47-1000.json \
  counterexamples/orbits/a3-momentum-top-1-at-53-2000.json \
  counterexamples/orbits/a3-momentum-top-1-at-61-2000.json \
  counterexamples/orbits/a3-momentum-top-1-at-99-4000.json \
  counterexamples/orbits/a3-momentum-top-1-diverges.json \
  counterexamples/orbits/a3-momentum-uncompressed-converges.json \
  counterexamples/orbits/a3-sgd-beside-the-line.json \
  counterexamples/orbits/a3-sgd-from-the-line.json \
  counterexamples/orbits/a3-sgd-stable-top-1.json \
  counterexamples/orbits/a3-sgd-stable-uncompressed.json \
  counterexamples/orbits/a3-sgd-top-1-diverges.json \
  counterexamples/orbits/top-1-diverges.json \
  counterexamples/orbits/uncompressed-converges.json
