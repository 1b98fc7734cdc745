# SPDX-License-Identifier: GPL-3.0-or-later
# Figure 4: zero-mean perturbations, non-convex regulariser.
in_left(k) = backward[k] == 0
in_right(k) = forward[k] == 0
left_title = "forward perturbation"
right_title = "backward perturbation"
load "stable-norm.gp"
