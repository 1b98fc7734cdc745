/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training/kernel.h"

#include <stdlib.h>
#include <string.h>

static const cas_kernel *fastest(void)
{
#ifdef CASCADE_X86_KERNELS
    if (cas_kernel_find("avx512") != NULL)
        return &cas_kernel_avx512;
    if (cas_kernel_find("avx2") != NULL)
        return &cas_kernel_avx2;
#endif
    return &cas_kernel_portable;
}

const cas_kernel *cas_kernel_find(const char *name)
{
    if (name == NULL)
        return fastest();
    if (strcmp(name, cas_kernel_portable.name) == 0)
        return &cas_kernel_portable;
#ifdef CASCADE_X86_KERNELS
    if (strcmp(name, cas_kernel_avx2.name) == 0 && __builtin_cpu_supports("avx2") &&
        __builtin_cpu_supports("fma"))
        return &cas_kernel_avx2;
    if (strcmp(name, cas_kernel_avx512.name) == 0 && __builtin_cpu_supports("avx512f"))
        return &cas_kernel_avx512;
#endif
    return NULL;
}

/* Zeroed storage on cache line boundaries. */
static void *allocate_aligned(size_t size)
{
    size = (size + 63) / 64 * 64;
    void *p = aligned_alloc(64, size);
    CAS_REQUIRE(p != NULL);
    return memset(p, 0, size);
}

cas_kernel_group *cas_kernel_group_new(const cas_kernel *kernel,
                                       const cas_training_problem *problem,
                                       size_t vectors)
{
    CAS_REQUIRE(vectors >= 1 && vectors <= CAS_KERNEL_VECTORS);
    cas_kernel_group *group = allocate_aligned(sizeof *group);
    group->problem = problem;
    group->vectors = vectors;
    group->stride = vectors * kernel->width;
    size_t size = problem->dimension * group->stride * sizeof(double);
    group->weights = allocate_aligned(size);
    group->exact = allocate_aligned(size);
    group->perturbed = allocate_aligned(size);
    return group;
}

void cas_kernel_group_free(cas_kernel_group *group)
{
    free(group->weights);
    free(group->exact);
    free(group->perturbed);
    free(group);
}
