/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_ORBIT_ORBIT_KIND_H
#define CASCADE_ORBIT_ORBIT_KIND_H

#include "claim/claim.h"
#include "orbit/orbit_file.h"

/* Orbits as instances of claims: an instance is a cas_orbit_file.  The names of
   statements about it are numbers:

     s        what the file says of the orbit: 1 that it diverges, -1 that it converges
     growth   the certified factor of the squared norm (orbit_kind.c), enclosed
     beta     the momentum

   So s < s growth says that the orbit does what the file says. */
extern const cas_instance_kind cas_orbit_kind;

#endif
