/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASCADE_SEARCH_ATTAINABLE_H
#define CASCADE_SEARCH_ATTAINABLE_H

#include "claim/claim.h"

/*: \section{How much of (21) is attainable}

Let $L \alpha_i$ and $L \beta_i$ bound the norms of $\nabla^2_{11} f_i$ and
$\nabla^2_{21} f_i$, averaged between $y_{i-1}$ and $\tilde y_{i-1}$. The Frobenius norm
of the full array of second derivatives is at most $L = L_{\nabla f}$, and the mixed ones
stand in it twice, so that $\alpha_i^2 + 2\beta_i^2 \le 1$. With $l = \min(C, L_f)$ and
$\|v_i\| \le l^{N-i}$ the lines of the sharp proof of Theorem 1 become
\begin{align*}
\|\tilde y_i - y_i\| &\le l\,\|\tilde y_{i-1} - y_{i-1}\| + \|\delta_i\|, \\
\|\tilde v_i - v_i\| &\le l\,\|\tilde v_{i+1} - v_{i+1}\| + \alpha_{i+1} L\,l^{N-1-i}
\|\tilde y_i - y_i\| + \|\varepsilon_{i+1}\|, \\
\|\tilde u_i - u_i\| &\le C\,\|\tilde v_i - v_i\| + \beta_i L\,l^{N-i}
\|\tilde y_{i-1} - y_{i-1}\| ,
\end{align*}
that is $\|\tilde{\mathbf u} - \mathbf u\| \le \|M_{\alpha,\beta}\, r\|$ in each scenario,
$r$ the norms of its perturbations and $M_{\alpha,\beta} \ge 0$. Hence
$\mathbb E\|\tilde{\mathbf u} - \mathbf u\|^2 \le \lambda \sum_k c_k \mathbb E r_k^2$ with
$c$ the coefficients (21) and
\[ \lambda_N = \sup_{C,\; l \le C,\; \alpha_i^2 + 2\beta_i^2 \le 1} \lambda_{\max}\bigl(
   c^{-1/2} M_{\alpha,\beta}^\top M_{\alpha,\beta}\,c^{-1/2}\bigr) , \]
where $L$ cancels and $L_f = l$, as a larger $L_f$ makes nothing but $c$ larger. The
chains of \texttt{search/jet.h} with $2 a_i = \alpha_i L$, $k_i = \beta_i L$, $g = C$ and
perturbations that are certain, small and positive attain all three lines to first order:
$\lambda_N$ is the least factor with which (21) is true for $N$ operators.

For $N = 2$, where $\beta_2$ does not help, it is the largest value of $\frac13 + C^2 / (4
C_v^2 (1 + 3 C^2))$, which is $\frac{19}{48}$, at $C = 1$. For $\varepsilon$ alone $M$ has
the entries $C\,l^{j-i}$, and as $C = l \to \infty$ only its first row counts:
$\sum_{j=1}^{N-1} 3^{-j} = \frac12 (1 - 3^{1-N})$. Both together are worse, at a finite
$C$: from $N = 3$ on, (21) cannot be halved.

Sharp Theorems 1 and 2 are attained by linear chains and one $\varepsilon$, Lemma 1 by
$C = 1$. For a quadratic $f$ on a box that has no mixed derivative, $C_{\nabla^2 f} =
L_{\nabla^2 f} = 0$: the right side of Theorem 2 as printed is $0$. */

/* The supremum of lhs/rhs over all chains of that many operators; computed for Theorem 1
   as printed, in double.  NAN where no theory knows it. */
double cas_attainable_ratio(const cas_claim *claim, size_t operators);

#endif
