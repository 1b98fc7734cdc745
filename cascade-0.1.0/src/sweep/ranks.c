/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sweep/ranks.h"

#include "arithmetic/memory.h"
#include "arithmetic/message.h"
#include "training/processors.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

void cas_ranks_wait(void)
{
    const struct timespec rest = {.tv_nsec = 1000000};
    nanosleep(&rest, NULL);
}

/* Set once, when the process joins; there is one world of ranks per process. */
static struct {
    bool joined, may_leave;
    int rank, count, neighbours; /* neighbours: working ranks on this machine */
} world = {.count = 1, .neighbours = 1};

size_t cas_rank(void)
{
    return (size_t)world.rank;
}

size_t cas_ranks_count(void)
{
    return (size_t)world.count;
}

/* A rank that the launcher has bound to some processors uses these; those that may use
   all of them share. */
int cas_ranks_threads(void)
{
    int threads = cas_processor_count();
    if (threads < sysconf(_SC_NPROCESSORS_ONLN) || world.neighbours == 1)
        return threads;
    return threads > world.neighbours ? threads / world.neighbours : 1;
}

void cas_ranks_agree_to_leave(bool agreed)
{
    world.may_leave = agreed;
}

#ifdef CASCADE_MPI
#include <mpi.h>

/* What mpirun exits with where a rank ended the others: as the command on an error. */
enum { STATUS_OF_ABORTED = 2 };

/* Whether a launcher of MPI has started this process.  Without one, MPI_Init would start
   helpers of its own for nothing. */
static bool is_launched(void)
{
    static const char *const marks[] = {"OMPI_COMM_WORLD_SIZE", "PMIX_RANK", "PMI_RANK",
                                        "PMI_SIZE", "PALS_RANKID"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (getenv(marks[i]) != NULL)
            return true;
    return false;
}

static void leave(void)
{
    if (world.may_leave)
        MPI_Finalize();
    else
        MPI_Abort(MPI_COMM_WORLD, STATUS_OF_ABORTED);
}

static int count_neighbours(void)
{
    MPI_Comm machine;
    int works = world.rank > 0 || world.count == 1, workers = 0;
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &machine);
    MPI_Allreduce(&works, &workers, 1, MPI_INT, MPI_SUM, machine);
    MPI_Comm_free(&machine);
    return workers > 0 ? workers : 1;
}

void cas_ranks_join(void)
{
    int level;
    if (world.joined || !is_launched())
        return;
    CAS_REQUIRE(MPI_Init_thread(NULL, NULL, MPI_THREAD_SERIALIZED, &level) ==
                MPI_SUCCESS);
    CAS_REQUIRE(level >= MPI_THREAD_SERIALIZED);
    MPI_Comm_rank(MPI_COMM_WORLD, &world.rank);
    MPI_Comm_size(MPI_COMM_WORLD, &world.count);
    world.neighbours = count_neighbours();
    world.joined = true;
    atexit(leave);
}

void cas_ranks_gather(const void *record, size_t size, void *all)
{
    CAS_REQUIRE(size <= INT_MAX);
    if (!world.joined)
        memcpy(all, record, size);
    else
        MPI_Allgather(record, (int)size, MPI_BYTE, all, (int)size, MPI_BYTE,
                      MPI_COMM_WORLD);
}

void cas_ranks_send(size_t to, int kind, const void *bytes, size_t size)
{
    CAS_REQUIRE(size <= INT_MAX);
    MPI_Send(bytes, (int)size, MPI_BYTE, (int)to, kind, MPI_COMM_WORLD);
}

bool cas_ranks_receive(size_t *from, int *kind, void **bytes, size_t *size)
{
    int is_there = 0, count = 0;
    MPI_Status status;
    MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &is_there, &status);
    if (!is_there)
        return false;
    MPI_Get_count(&status, MPI_BYTE, &count);
    *from = (size_t)status.MPI_SOURCE;
    *kind = status.MPI_TAG;
    *size = (size_t)count;
    *bytes = cas_allocate(*size + 1, 1);
    MPI_Recv(*bytes, count, MPI_BYTE, status.MPI_SOURCE, status.MPI_TAG, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    return true;
}

#else

void cas_ranks_join(void)
{
}

void cas_ranks_gather(const void *record, size_t size, void *all)
{
    memcpy(all, record, size);
}

void cas_ranks_send(size_t to, int kind, const void *bytes, size_t size)
{
    (void)to, (void)kind, (void)bytes, (void)size;
    cas_panic(__FILE__, __LINE__, "there is no other rank");
}

bool cas_ranks_receive(size_t *from, int *kind, void **bytes, size_t *size)
{
    (void)from, (void)kind, (void)bytes, (void)size;
    return false;
}

#endif
