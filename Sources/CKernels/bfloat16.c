#include "CKernels.h"
#include "vector.h"

DISPATCHED(void, kernel_to_bfloat16, (size_t count, const float *a, uint16_t *out), (count, a, out)) {
    FOR_LANES(count, LOAD(v, a + i); store_narrow(out + i, &v, LANES);,
              LOAD_SOME(v, a + i, n); store_narrow(out + i, &v, n););
}

DISPATCHED(void, kernel_from_bfloat16, (size_t n, const uint16_t *a, float *out), (n, a, out)) {
    uint32_t *bits = (uint32_t *)out;
    for (size_t i = 0; i < n; i++) bits[i] = (uint32_t)a[i] << 16;
}
