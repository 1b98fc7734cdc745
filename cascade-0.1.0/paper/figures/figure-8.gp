# SPDX-License-Identifier: GPL-3.0-or-later
# Figure 8: intermittent forward perturbations, ridge regulariser.
in_left(k) = forward[k] < 2
in_right(k) = forward[k] != 1
left_title = "σ_f = 1"
right_title = "σ_f = 2"
load "stable-norm.gp"
