#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "CKernels.h"

/*
 * A fork-join pool. A job is announced by a generation number; workers look for it in a short
 * spin, since the next job usually follows within microseconds, and then sleep.
 */
struct KernelPool {
    size_t workers;
    pthread_t *threads;
    pthread_mutex_t mutex;
    pthread_cond_t announced, finished;
    _Atomic uint64_t generation;
    _Atomic size_t remaining;
    _Atomic int stopping;
    KernelPoolBody body;
    void *context;
    KernelPoolBody prepare;
    void *prepare_context;
};

typedef struct {
    KernelPool *pool;
    size_t worker;
} Start;

enum { SPINS = 4000 };

static void pause_briefly(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
}

static uint64_t next_generation(KernelPool *pool, uint64_t seen) {
    for (int i = 0; i < SPINS; i++) {
        if (atomic_load_explicit(&pool->generation, memory_order_acquire) != seen) return seen + 1;
        pause_briefly();
    }
    pthread_mutex_lock(&pool->mutex);
    while (atomic_load(&pool->generation) == seen) {
        pthread_cond_wait(&pool->announced, &pool->mutex);
    }
    pthread_mutex_unlock(&pool->mutex);
    return seen + 1;
}

static void finish(KernelPool *pool) {
    if (atomic_fetch_sub(&pool->remaining, 1) != 1) return;
    pthread_mutex_lock(&pool->mutex);
    pthread_cond_signal(&pool->finished);
    pthread_mutex_unlock(&pool->mutex);
}

static void *work(void *argument) {
    Start start = *(Start *)argument;
    free(argument);
    KernelPool *pool = start.pool;
    pool->prepare(pool->prepare_context, start.worker);
    uint64_t seen = 0;
    for (;;) {
        seen = next_generation(pool, seen);
        if (atomic_load(&pool->stopping)) return NULL;
        pool->body(pool->context, start.worker);
        finish(pool);
    }
}

KernelPool *kernel_pool_create(size_t workers, KernelPoolBody prepare, void *context) {
    KernelPool *pool = calloc(1, sizeof *pool);
    if (!pool) return NULL;
    pool->workers = 1;
    pool->prepare = prepare;
    pool->prepare_context = context;
    pool->threads = calloc(workers ? workers : 1, sizeof(pthread_t));
    pthread_mutex_init(&pool->mutex, NULL);
    pthread_cond_init(&pool->announced, NULL);
    pthread_cond_init(&pool->finished, NULL);
    for (size_t w = 1; pool->threads && w < workers; w++) {
        Start *start = malloc(sizeof *start);
        if (!start) break;
        *start = (Start){pool, w};
        if (pthread_create(&pool->threads[w], NULL, work, start) != 0) {
            free(start);
            break;
        }
        pool->workers++;
    }
    return pool;
}

size_t kernel_pool_workers(const KernelPool *pool) { return pool->workers; }

static void announce(KernelPool *pool) {
    pthread_mutex_lock(&pool->mutex);
    atomic_fetch_add_explicit(&pool->generation, 1, memory_order_release);
    pthread_cond_broadcast(&pool->announced);
    pthread_mutex_unlock(&pool->mutex);
}

void kernel_pool_run(KernelPool *pool, KernelPoolBody body, void *context) {
    pool->body = body;
    pool->context = context;
    atomic_store(&pool->remaining, pool->workers - 1);
    if (pool->workers > 1) announce(pool);
    body(context, 0);
    for (int i = 0; i < SPINS && atomic_load(&pool->remaining); i++) pause_briefly();
    pthread_mutex_lock(&pool->mutex);
    while (atomic_load(&pool->remaining)) pthread_cond_wait(&pool->finished, &pool->mutex);
    pthread_mutex_unlock(&pool->mutex);
}

void kernel_pool_destroy(KernelPool *pool) {
    atomic_store(&pool->stopping, 1);
    announce(pool);
    for (size_t w = 1; w < pool->workers; w++) pthread_join(pool->threads[w], NULL);
    pthread_cond_destroy(&pool->announced);
    pthread_cond_destroy(&pool->finished);
    pthread_mutex_destroy(&pool->mutex);
    free(pool->threads);
    free(pool);
}
