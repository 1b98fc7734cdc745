# SPDX-License-Identifier: GPL-3.0-or-later
# Both readings of Section 7.1: one perturbation per iteration that all samples share, or one for
# each sample.  Without perturbations they are the same.
in_left(k) = reading[k] eq "shared"
in_right(k) = reading[k] eq "per-sample" || forward[k] + backward[k] == 0
left_title = "shared by all samples"
right_title = "one per sample"
load "stable-norm.gp"
