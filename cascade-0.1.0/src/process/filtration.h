/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_PROCESS_FILTRATION_H
#define CASCADE_PROCESS_FILTRATION_H

#include "formula/variable.h"
#include "process/process_run.h"

/* The sigma-algebras of Section 3.1 on a finite probability space: partitions
   of the scenarios. */

void cas_partition_clear(cas_partition *partition);

/*: The paper defines $\mathcal G_i = \sigma(\mathcal F \cup \{\tilde y_1, \dots,
\tilde y_i\})$ and $\mathcal H_i = \sigma(\mathcal G_N \cup \{\tilde v_N, \dots,
\tilde v_i\})$, and leaves open whether $x$ is $\mathcal F$-measurable. Theorem 2's lines
need that it is, Theorem 3's that it is not ($\mathbb E_t[u + r] = \nabla\ell$).
Conditional means of the perturbations themselves make sense given their past, which is
the reading that makes Theorem 2 true: $\mathcal P_i$ and $\mathcal Q_i$. */

/* Whether two scenarios give the same value is decided by certificates: equal where the
   values are the same function of equal values (y~_i of y~_{i-1} and delta_i), of equal
   exact draws, or both enclosures are the same point; different where enclosures are
   apart.  Where neither is known and all operators are rational functions, exact rational
   arithmetic decides.

   Sets partition, which is initialised here; false where a pair stayed undecided at the
   run's precision (partition is then coarser than the field and must not be used for a
   verdict).  input_is_known: whether x is F-measurable. */
bool cas_field_partition(const cas_run *run, cas_chain_field field, size_t i,
                         bool input_is_known, cas_partition *partition);

#endif
