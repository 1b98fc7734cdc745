/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "training/processors.h"

#ifdef _OPENMP
#include <omp.h>
#endif

int cas_processor_count(void)
{
#ifdef _OPENMP
    return omp_get_max_threads();
#else
    return 1;
#endif
}

#if defined(_OPENMP) && defined(HAVE_SCHED_GETAFFINITY)

static size_t nth_processor(const cpu_set_t *set, int n)
{
    for (size_t i = 0; i < CPU_SETSIZE; i++)
        if (CPU_ISSET(i, set) && n-- == 0)
            return i;
    return 0;
}

cas_processor_binding cas_processor_bind(int threads)
{
    cas_processor_binding binding = {.bound = false};
    if (threads < 2 || omp_get_num_threads() != threads ||
        omp_get_proc_bind() != omp_proc_bind_false ||
        sched_getaffinity(0, sizeof binding.before, &binding.before) != 0 ||
        CPU_COUNT(&binding.before) != threads)
        return binding;
    cpu_set_t own;
    CPU_ZERO(&own);
    CPU_SET(nth_processor(&binding.before, omp_get_thread_num()), &own);
    binding.bound = sched_setaffinity(0, sizeof own, &own) == 0;
    return binding;
}

void cas_processor_release(const cas_processor_binding *binding)
{
    if (binding->bound)
        sched_setaffinity(0, sizeof binding->before, &binding->before);
}

#else

cas_processor_binding cas_processor_bind(int threads)
{
    (void)threads;
    return (cas_processor_binding){.bound = false};
}

void cas_processor_release(const cas_processor_binding *binding)
{
    (void)binding;
}

#endif
