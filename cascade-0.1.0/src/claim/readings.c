/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "claim/readings.h"

#include <string.h>

/*: \section{Readings}

Where the paper's words leave something open, the default is what its theorems need so
that they speak of stochastic gradient descent; of a sentence in the text, what its words
say. */
const cas_question cas_questions[] = {
    {"Does the past F of a step know its input x?",
     {{"x-not-in-F",
       "It does not: x is drawn afresh in each step, as Theorem 3 needs it."},
      {"x-in-F",
       "It does, as the proof of Theorem 2 needs it: conditional means are given "
       "x as well."}}},
    {"Which constants may <~ hide?",
     {{"free-of-T", "Constants that do not depend on T, but may on the problem."},
      {"free-of-problem", "Constants that are the same for all problems, as Section 3.1 "
                          "says: 'independent of problem parameters'."}}},
    {"From which T on does <~ hold?",
     {{"large-T", "From a number on that the row states."},
      {"every-T", "From T = 1 on."}}},
    {"Is the step size 'gamma = O(r)' an order or a bound?",
     {{"step-of-order", "An order: gamma = c r."},
      {"step-at-most", "A bound: every gamma <= c r is meant, however small."}}},
    {"What do 'typically' and 'far more harmful' compare?",
     {{"never-less",
       "The coefficients, for all constants: the one is at least the other."},
      {"beyond-one", "The coefficients, where the factors in their products are at least "
                     "1."},
      {"not-a-number", "No numbers are given: it cannot be checked."}}},
    {"Which limit is taken first?",
     {{"T-first", "T -> infinity, then gamma -> 0."},
      {"gamma-first", "gamma -> 0 at a fixed T."}}},
    {"Do the samples of a step share their noise in Section 7?",
     {{"noise-shared", "One draw in each step, the same for all samples."},
      {"noise-per-sample", "An independent draw for each sample."}}},
    {"What do the Lipschitz constants of the derivatives bound?",
     {{"L-jointly", "The change of the whole array of derivatives in (y, w)."},
      {"L-separately", "The change of each of its blocks, by a constant of its own."}}},
    {"Is a sentence of the text meant to the letter?",
     {{"to-the-letter", "As its words say."},
      {"as-meant", "As the argument around it uses it; the row says how."}}},
    {NULL, {{NULL, NULL}}},
};

const cas_question *cas_reading_question(const char *name)
{
    for (const cas_question *q = cas_questions; q->text != NULL; q++)
        for (size_t k = 0; k < CAS_READINGS_MOST && q->readings[k].name != NULL; k++)
            if (strcmp(q->readings[k].name, name) == 0)
                return q;
    return NULL;
}

bool cas_reading_is_default(const char *name)
{
    const cas_question *question = cas_reading_question(name);
    return question != NULL && strcmp(question->readings[0].name, name) == 0;
}
