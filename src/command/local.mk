# SPDX-License-Identifier: GPL-3.0-or-later
bin_PROGRAMS += cascade
cascade_SOURCES = src/command/main.c
cascade_LDADD = libcascade.la
