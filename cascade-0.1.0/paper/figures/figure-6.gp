# SPDX-License-Identifier: GPL-3.0-or-later
# Figure 6: shifted backward perturbations.  The paper does not name the regulariser: both.
in_left(k) = regularizer[k] eq "nonconvex"
in_right(k) = regularizer[k] eq "ridge"
left_title = "non-convex, ρ = 0.001"
right_title = "ridge, ρ = 0.1"
load "stable-norm.gp"
