#include "CKernels.h"
#include "vector.h"

DISPATCHED(void, kernel_to_bfloat16, (size_t count, const float *a, uint16_t *out), (count, a, out)) {
    FOR_LANES(count, LOAD(v, a + i); store_narrow(out + i, &v, LANES);,
              LOAD_SOME(v, a + i, n); store_narrow(out + i, &v, n););
}
