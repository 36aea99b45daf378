#include "CKernels.h"
#include "vector.h"

DISPATCHED(void, kernel_to_bfloat16, (size_t n, const float *a, uint16_t *out), (n, a, out)) {
    const uint32_t *bits = (const uint32_t *)a;
    for (size_t i = 0; i < n; i++) {
        uint32_t x = bits[i];
        uint32_t rounded = (x + 0x7fff + ((x >> 16) & 1)) >> 16;
        uint32_t quiet = (x >> 16) | 0x40;
        out[i] = (uint16_t)((x & 0x7fffffff) > 0x7f800000 ? quiet : rounded);
    }
}

DISPATCHED(void, kernel_from_bfloat16, (size_t n, const uint16_t *a, float *out), (n, a, out)) {
    uint32_t *bits = (uint32_t *)out;
    for (size_t i = 0; i < n; i++) bits[i] = (uint32_t)a[i] << 16;
}
