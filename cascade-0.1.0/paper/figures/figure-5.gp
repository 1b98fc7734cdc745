# SPDX-License-Identifier: GPL-3.0-or-later
# Figure 5: zero-mean perturbations, ridge regulariser.
in_left(k) = backward[k] == 0
in_right(k) = forward[k] == 0
left_title = "forward perturbation"
right_title = "backward perturbation"
load "stable-norm.gp"
