# SPDX-License-Identifier: GPL-3.0-or-later
# The engine of Appendix A: exact orbits and their certificates.
libcascade_la_SOURCES += \
  src/orbit/blow_up.c \
  src/orbit/blow_up.h \
  src/orbit/cone.c \
  src/orbit/cone.h \
  src/orbit/orbit.c \
  src/orbit/orbit.h \
  src/orbit/orbit_claim.c \
  src/orbit/orbit_claim.h \
  src/orbit/orbit_file.c \
  src/orbit/orbit_file.h \
  src/orbit/orbit_kind.c \
  src/orbit/orbit_kind.h \
  src/orbit/orbit_path.c \
  src/orbit/orbit_path.h
