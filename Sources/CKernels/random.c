#include <math.h>

#include "CKernels.h"

/*
 * Philox4x32-10: Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011. The
 * counter is (counter, stream), the key the seed: any element can be had without the others.
 */
void kernel_philox_block(uint64_t key, uint64_t stream, uint64_t counter, uint32_t out[4]) {
    uint32_t c0 = (uint32_t)counter, c1 = (uint32_t)(counter >> 32);
    uint32_t c2 = (uint32_t)stream, c3 = (uint32_t)(stream >> 32);
    uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
    for (int round = 0; round < 10; round++) {
        uint64_t p0 = (uint64_t)0xD2511F53u * c0, p1 = (uint64_t)0xCD9E8D57u * c2;
        uint32_t n0 = (uint32_t)(p1 >> 32) ^ c1 ^ k0, n2 = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
        c1 = (uint32_t)p1;
        c3 = (uint32_t)p0;
        c0 = n0;
        c2 = n2;
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    out[0] = c0;
    out[1] = c1;
    out[2] = c2;
    out[3] = c3;
}

/* 23 bits into (0, 1): never 0, so that a logarithm of it is finite, and never rounded to 1. */
static float unit(uint32_t bits) { return ((float)(bits >> 9) + 0.5f) * 0x1p-23f; }

/* Makes `block` the one that word `at` of the stream is in, unless it is already. */
static void fetch(
    uint32_t block[4], size_t i, uint64_t key, uint64_t stream, uint64_t at) {
    if (i == 0 || at % 4 == 0) kernel_philox_block(key, stream, at / 4, block);
}

void kernel_philox_uniform(size_t n, uint64_t key, uint64_t stream, uint64_t counter, float *out) {
    uint32_t block[4] = {0};
    for (size_t i = 0; i < n; i++) {
        uint64_t at = counter + i;
        fetch(block, i, key, stream, at);
        out[i] = unit(block[at % 4]);
    }
}

/* Box and Muller's transform of two neighbouring uniforms, in double, rounded once. */
void kernel_philox_normal(size_t n, uint64_t key, uint64_t stream, uint64_t counter, float *out) {
    uint32_t block[4] = {0};
    double radius = 0, angle = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t at = counter + i;
        fetch(block, i, key, stream, at);
        if (i == 0 || at % 2 == 0) {
            size_t pair = at % 4 / 2 * 2;
            radius = sqrt(-2.0 * log(unit(block[pair])));
            angle = 6.283185307179586 * unit(block[pair + 1]);
        }
        out[i] = (float)(radius * (at % 2 ? sin(angle) : cos(angle)));
    }
}
