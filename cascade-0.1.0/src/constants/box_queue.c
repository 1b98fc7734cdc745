/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "constants/box_queue.h"

#include "arithmetic/memory.h"

#include <stdbool.h>
#include <stdlib.h>

cas_box *cas_box_new(size_t sides, const mpfi_t *values)
{
    cas_box *box = cas_allocate(1, sizeof *box + sides * sizeof(mpfi_t));
    for (size_t k = 0; k < sides; k++) {
        mpfi_init2(box->sides[k], mpfi_get_prec(values[k]));
        mpfi_set(box->sides[k], values[k]);
    }
    return box;
}

void cas_box_free(cas_box *box, size_t sides)
{
    if (box == NULL)
        return;
    for (size_t k = 0; k < sides; k++)
        mpfi_clear(box->sides[k]);
    free(box);
}

void cas_box_queue_clear(cas_box_queue *queue)
{
    for (size_t i = 0; i < queue->count; i++)
        cas_box_free(queue->at[i], queue->sides);
    free(queue->at);
    *queue = (cas_box_queue){.sides = queue->sides};
}

static bool is_before(const cas_box *one, const cas_box *other)
{
    if (one->upper > other->upper || one->upper < other->upper)
        return one->upper > other->upper;
    if (one->depth != other->depth)
        return one->depth < other->depth;
    return one->serial < other->serial;
}

static void swap(cas_box_queue *queue, size_t i, size_t j)
{
    cas_box *moved = queue->at[i];
    queue->at[i] = queue->at[j];
    queue->at[j] = moved;
}

void cas_box_queue_push(cas_box_queue *queue, cas_box *box)
{
    if (queue->count == queue->capacity) {
        queue->capacity = queue->capacity == 0 ? 64 : 2 * queue->capacity;
        queue->at = cas_reallocate(queue->at, queue->capacity, sizeof(cas_box *));
    }
    box->serial = queue->serial++;
    size_t i = queue->count++;
    queue->at[i] = box;
    while (i > 0 && is_before(queue->at[i], queue->at[(i - 1) / 2])) {
        swap(queue, i, (i - 1) / 2);
        i = (i - 1) / 2;
    }
}

cas_box *cas_box_queue_pop(cas_box_queue *queue)
{
    if (queue->count == 0)
        return NULL;
    cas_box *first = queue->at[0];
    queue->at[0] = queue->at[--queue->count];
    for (size_t i = 0, child = 1; child < queue->count; child = 2 * i + 1) {
        if (child + 1 < queue->count && is_before(queue->at[child + 1], queue->at[child]))
            child++;
        if (!is_before(queue->at[child], queue->at[i]))
            break;
        swap(queue, i, child);
        i = child;
    }
    return first;
}
