# SPDX-License-Identifier: GPL-3.0-or-later
# Witnesses are small exact instances that anyone can replay.
witness_files += \
  counterexamples/witnesses/theorem-2-both.json \
  counterexamples/witnesses/theorem-2-depth-3.json \
  counterexamples/witnesses/theorem-2-hessian-in-33a.json \
  counterexamples/witnesses/theorem-2-hessian-of-y.json \
  counterexamples/witnesses/theorem-2-zero-mean-on-a-box.json
