/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ORBIT_ORBIT_FILE_H
#define CASCADE_ORBIT_ORBIT_FILE_H

#include "orbit/cone.h"
#include "orbit/orbit.h"

/* Orbit files, "cascade-orbit/1": an iteration of Appendix A.3 and what is claimed of it.

     { "format": "cascade-orbit/1",
       "title": "..",                                  optional
       "matrix": [[5, -4], [-4, 3]],                   A
       "weights": [["1/1024", "1/1024"], [15, 18]],    w_1, w_2 at the start
       "before": [[0, 0], [0, 0]],                     one step earlier; optional
       "step": "1/500",                                gamma
       "momentum": "9/10",                             beta, 0 <= beta < 1; optional: 0
       "compressor": "top-1",                          or "none"
       "steps": 40,                                    the most that are followed
       "claim": "diverges",                            or "converges"
       "cone": {"form": [[..]], "word": "12", "growth": "7/4"} }  optional, see cone.c

   Numbers are read exactly. */
enum { CAS_ORBIT_STEPS = 1000 };

typedef struct cas_orbit_file {
    char *title; /* NULL where there is none */
    cas_iteration iteration;
    size_t steps;
    bool claims_divergence;
    bool has_cone;
    cas_cone cone;
} cas_orbit_file;

/* Of an empty iteration (cas_iteration_init), without cone; owned by the caller. */
cas_orbit_file *cas_orbit_file_new(void);

/* Errors: "NAME:LINE:COLUMN: $.path: ..". */
cas_status cas_orbit_file_read(const char *text, size_t length, const char *name,
                               cas_orbit_file **file, cas_message *message);
/* instance: a cas_orbit_file.  The text is to be given to free(). */
char *cas_orbit_file_write(const void *instance);
void cas_orbit_file_free(void *instance);

#endif
