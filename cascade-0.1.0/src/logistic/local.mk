# SPDX-License-Identifier: GPL-3.0-or-later
# The engine of Section 7: stationary points, plateaus, simulated training.
libcascade_la_SOURCES += \
  src/logistic/curvature.c \
  src/logistic/curvature.h \
  src/logistic/data_claim.c \
  src/logistic/data_claim.h \
  src/logistic/enclosed_field.c \
  src/logistic/enclosed_field.h \
  src/logistic/estimator.c \
  src/logistic/estimator.h \
  src/logistic/logistic_instance.c \
  src/logistic/logistic_instance.h \
  src/logistic/logistic_model.c \
  src/logistic/logistic_model.h \
  src/logistic/plateau_law.c \
  src/logistic/plateau_law.h \
  src/logistic/simulation.c \
  src/logistic/simulation.h \
  src/logistic/stationary_point.c \
  src/logistic/stationary_point.h \
  src/logistic/studies.c \
  src/logistic/studies.h
