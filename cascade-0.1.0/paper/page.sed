# SPDX-License-Identifier: GPL-3.0-or-later
# The last touch on the web page: classes for verdicts, and their signs; images when they are seen.
s/<strong>sign-proved</<strong class="proved" title="proved">■</g
s/<strong>sign-derived</<strong class="derived" title="derived">⊞</g
s/<strong>sign-supported</<strong class="supported" title="supported">□</g
s/<strong>sign-refuted</<strong class="refuted" title="refuted">✕</g
s/<strong>sign-undecided</<strong class="undecided" title="undecided">◇</g
s/<strong>sign-ill-posed</<strong class="ill-posed" title="ill-posed">⊖</g
s/<strong>\([a-z-]*\)</<strong class="\1">\1</g
s/<img src="paper\//<img loading="lazy" src="/g
