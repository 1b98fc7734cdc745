/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/process_instance.h"
#include "proofs/notation.h"

/*: \section{Theorem 2, sharper: a proof by telescoping}

The paper conditions on $\mathcal G_i$ and $\mathcal H_i$, and Jensen's inequality then
goes the wrong way. Here the perturbations are switched off layer by layer instead, and
each difference is conditioned on what came before; no covariances are left over. All
means are conditional on $(\mathcal F, x)$ (the outer mean over $x$ follows by Jensen's
inequality). Put $l = \min(C, L_f)$, $V_i = l^{N-i}$, let $h$ bound $\nabla^2_{11} f$ and
$\nabla^2_{21} f$ as trilinear maps, that is be a Lipschitz constant of $\nabla_1 f$ and
$\nabla_2 f$ in $y$ alone ($L_{\nabla f, y}$ is one, and at most $L_{\nabla f}$;
$C_{\nabla^2 f}$ is one where it covers both blocks), $H = L_{\nabla^2 f}$, and
\[ p_k = \mathbb E[\delta_k \mid \mathcal P_k], \qquad
   q_j = \mathbb E[\varepsilon_j \mid \mathcal Q_j], \]
where $\mathcal P_k = \sigma(\mathcal F, x, \delta_1, \dots, \delta_{k-1})$ and
$\mathcal Q_j = \sigma(\mathcal F, x, \delta, \varepsilon_N, \dots,
\varepsilon_{j+1})$ are what is known before $\delta_k$ and before $\varepsilon_j$.
Let $F_k = f_N \circ \dots \circ f_{k+1}$ be the rest of the chain, and $g_{k,i}$ the
gradient with respect to $w_i$ that exact backpropagation returns after the forward pass
with $\delta_1, \dots, \delta_k, 0, \dots, 0$; $g_{0,i} = u_i$, and $\delta_N$ enters
nowhere. */

/*: \paragraph{Line 1.} $\tilde u_i$ is affine in $\varepsilon$ given the forward pass,
and the matrix in front of $\varepsilon_{j+1}$ depends on the forward pass only. */
const cas_claim cas_claim_theorem_2_sharp_1 = {
    CAS_PROCESS_CLAIM("thm:2/sharp-1", "sharp"),
    .formula = "E[u~_i given F] = E[g_{N-1,i} given F] + "
               "sum_{j=i..N-1} E[B~_i' (prod_{m=i+1..j} A~_m') q_{j+1} given F] "
               "for i = 1..N",
    .notation = CAS_TELESCOPING_NOTATION,
    .readings = CAS_NAMES("x-in-F"),
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{Line 2.} The matrix of line 1 has an operator norm of at most
$C\,l^{j-i}$. */
const cas_claim cas_claim_theorem_2_sharp_2 = {
    CAS_PROCESS_CLAIM("thm:2/sharp-2", "sharp"),
    .formula = "|E[u~_i - u_i given F]| <= |E[g_{N-1,i} given F] - u_i| + "
               "C sum_{j=i..N-1} l^(j-i) E[|q_{j+1}| given F] for i = 1..N-1",
    .notation = CAS_TELESCOPING_NOTATION,
    .readings = CAS_NAMES("x-in-F"),
    .style = CAS_PROCESS_EXTREMAL,
    .given = CAS_NAMES("thm:2/sharp-1 sharp"),
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{Line 3.} The sum telescopes, and the tower property. */
const cas_claim cas_claim_theorem_2_sharp_3 = {
    CAS_PROCESS_CLAIM("thm:2/sharp-3", "sharp"),
    .formula = "E[g_{N-1,i} given F] = u_i + "
               "sum_{k=1..N-1} E[E[g_{k,i} - g_{k-1,i} given P_k] given F] for i = 1..N",
    .readings = CAS_NAMES("x-in-F"),
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{Line 4.} $\nabla F_k$ has the Lipschitz constant $\mu_k$, where $\mu_N = 0$
and $\mu_k = l^2 \mu_{k+1} + h V_{k+1}$: from $\nabla F_k(y) = \nabla_1
f_{k+1}(y)^\top\,\nabla F_{k+1}(f_{k+1}(y))$ and $\|\nabla F_{k+1}\| \le V_{k+1}$. The
recursion has the solution $\mu_k = h \sum_{j=k}^{N-1} l^{2(j-k)} V_{j+1}$. Tested between
$y_k$ and $\tilde y_k$. */
const cas_claim cas_claim_theorem_2_sharp_4 = {
    CAS_PROCESS_CLAIM("thm:2/sharp-4", "sharp"),
    .formula = "|nablaF_k(y~_k) - nablaF_k(y_k)| <= mu_k |y~_k - y_k| for k = 1..N-1",
    .notation = CAS_TELESCOPING_NOTATION,
    .readings = CAS_NAMES("x-in-F"),
    .style = CAS_PROCESS_CURVED,
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{Line 5.} $\nabla^2 F_k$ has the Lipschitz constant $\nu_k$, where
$\nu_N = 0$ and $\nu_k = l^3 \nu_{k+1} + 3hl\,\mu_{k+1} + H V_{k+1}$: differentiate
once more, $\nabla^2 F_k = A^\top\,\nabla^2F_{k+1}\,A + \nabla^2_{11} f_{k+1} \cdot
\nabla F_{k+1}$, and add up the Lipschitz constants of the factors. The solution is
$\nu_k = \sum_{j=k}^{N-1} l^{3(j-k)} (3hl\,\mu_{j+1} + H V_{j+1})$. Tested on
differences in two directions, $\|\nabla F_k(y + a + b) - \nabla F_k(y + a) - \nabla
F_k(y + b) + \nabla F_k(y)\| \le \int_0^1 \nu_k\|a\|\,\|b\|\,dt$ at $y = y_k$, $a = \tilde
y_k - y_k$ and $b = \delta_k$. */
const cas_claim cas_claim_theorem_2_sharp_5 = {
    CAS_PROCESS_CLAIM("thm:2/sharp-5", "sharp"),
    .formula =
        "|nablaF_k(y~_k + b_k) - nablaF_k(y~_k) - nablaF_k(y_k + b_k) + nablaF_k(y_k)| "
        "<= nu_k |a_k| |b_k| for k = 1..N-1 where a_k = y~_k - y_k; b_k = delta_k",
    .notation = CAS_TELESCOPING_NOTATION,
    .readings = CAS_NAMES("x-in-F"),
    .style = CAS_PROCESS_CURVED,
    .given = CAS_NAMES("thm:2/sharp-4 sharp"),
    .prose =
        "the Lipschitz constant nu_k of the second derivative; the trials test second "
        "differences",
};

/*: \paragraph{Line 6.} For $i \le k$,
\[ \bigl\|\mathbb E[g_{k,i} - g_{k-1,i} \mid \mathcal P_k]\bigr\| \le
   C\,l^{k-i} \Bigl(\mu_k \|p_k\| +
   \tfrac12\nu_k\,\mathbb E[\|\delta_k\|^2 \mid \mathcal P_k]\Bigr) . \]
For a fixed past, $g_{k,i} = \psi(\delta_k)$ and $g_{k-1,i} = \psi(0)$, and for any smooth
$\psi$
\[ \|\mathbb E[\psi(\delta_k) - \psi(0)]\| \le \sup\|\psi'\|\,\|\mathbb E\,\delta_k\| +
   \tfrac12 \mathrm{Lip}(\psi')\,\mathbb E\|\delta_k\|^2 . \]
Here $\psi = B_i^\top A_{i+1}^\top \cdots A_k^\top\,\nabla F_k(\cdot + \delta_k)$, where
the first factors depend on the past only; lines 4 and 5 bound the last one. Tested added
up over $k \ge i$. */
const cas_claim cas_claim_theorem_2_sharp_6 = {
    CAS_PROCESS_CLAIM("thm:2/sharp-6", "sharp"),
    .formula =
        "sum_{k=i..N-1} |E[g_{k,i} - g_{k-1,i} given P_k]| <= "
        "sum_{k=i..N-1} C l^(k-i) mu_k |p_k| + "
        "1/2 sum_{k=i..N-1} C l^(k-i) nu_k E[|delta_k|^2 given P_k] for i = 1..N-1",
    .notation = CAS_TELESCOPING_NOTATION,
    .readings = CAS_NAMES("x-in-F"),
    .style = CAS_PROCESS_EXTREMAL,
    .given = CAS_NAMES("thm:2/sharp-4 sharp", "thm:2/sharp-5 sharp"),
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{Line 7.} For $i > k$, with $n = i - 1 - k$,
\[ \bigl\|\mathbb E[g_{k,i} - g_{k-1,i} \mid \mathcal P_k]\bigr\| \le
   \Lambda_{i,k}\|p_k\| +
   \tfrac12\Gamma_{i,k}\,\mathbb E[\|\delta_k\|^2 \mid \mathcal P_k], \quad
   \Lambda_{i,k} = \lambda_i l^n, \quad
   \Gamma_{i,k} = \kappa_i l^{2n} + \lambda_i\tau_n, \]
where $\lambda_i = hV_i + C\,l\,\mu_i$,
$\kappa_i = HV_i + 2hl\,\mu_i + C(l^2\nu_i + h\,\mu_i)$ and
$\tau_n = h\sum_{m<n} l^{n-1+m}$. Now $\psi = G_i \circ \Phi$ with $\Phi = f_{i-1}
\circ \dots \circ f_{k+1}$ and $G_i = \nabla_2 f_i^\top\,\nabla F_i(f_i)$. $\Phi$ has the
Lipschitz constant $l^n$ and $\Phi'$ the constant $\tau_n$ ($\tau_{n+1} = l\tau_n +
h\,l^{2n}$); $G_i$ has $\lambda_i$ and $G_i'$ has $\kappa_i$ (first the part with
$\nabla^2_{21} f_i \cdot \nabla F_i$, then that with
$\nabla_2 f_i^\top\,\nabla^2F_i\,\nabla_1 f_i$); hence
$\mathrm{Lip}(\psi') \le \kappa_i l^{2n} + \lambda_i\tau_n$. Tested added up over
$k < i$. */
const cas_claim cas_claim_theorem_2_sharp_7 = {
    CAS_PROCESS_CLAIM("thm:2/sharp-7", "sharp"),
    .formula = "sum_{k=1..i-1} |E[g_{k,i} - g_{k-1,i} given P_k]| <= "
               "sum_{k=1..i-1} Lambda_{i,k} |p_k| + "
               "1/2 sum_{k=1..i-1} Gamma_{i,k} E[|delta_k|^2 given P_k] for i = 2..N",
    .notation = CAS_TELESCOPING_NOTATION,
    .readings = CAS_NAMES("x-in-F"),
    .style = CAS_PROCESS_EXTREMAL,
    .given = CAS_NAMES("thm:2/sharp-4 sharp", "thm:2/sharp-5 sharp"),
    .prose = CAS_PROOF_ABOVE,
};

/*: \paragraph{The result.} Lines 1 and 3, then lines 2, 6 and 7. $\square$ */
const cas_claim cas_claim_theorem_2_sharp = {
    CAS_PROCESS_CLAIM("thm:2", "sharp"),
    .formula =
        "|E[u~_i - u_i given F]| <= sum_{k=1..i-1} Lambda_{i,k} E[|p_k| given F] + "
        "sum_{k=i..N-1} C l^(k-i) mu_k E[|p_k| given F] + "
        "1/2 sum_{k=1..i-1} Gamma_{i,k} E[|delta_k|^2 given F] + "
        "1/2 sum_{k=i..N-1} C l^(k-i) nu_k E[|delta_k|^2 given F] + "
        "C sum_{j=i..N-1} l^(j-i) E[|q_{j+1}| given F] for i = 1..N",
    .notation = CAS_TELESCOPING_NOTATION,
    .readings = CAS_NAMES("x-in-F"),
    .style = CAS_PROCESS_EXTREMAL,
    .given =
        CAS_NAMES("thm:2/sharp-1 sharp", "thm:2/sharp-2 sharp", "thm:2/sharp-3 sharp",
                  "thm:2/sharp-6 sharp", "thm:2/sharp-7 sharp"),
    .prose = "lines 1 and 3, then 2, 6 and 7",
};
