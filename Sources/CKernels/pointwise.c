#include <math.h>

#include "CKernels.h"
#include "vector.h"

DISPATCHED(
    void, kernel_add,
    (size_t n, const float *a, const float *b, float *out),
    (n, a, b, out)) {
    for (size_t i = 0; i < n; i++) out[i] = a[i] + b[i];
}

DISPATCHED(
    void, kernel_subtract,
    (size_t n, const float *a, const float *b, float *out),
    (n, a, b, out)) {
    for (size_t i = 0; i < n; i++) out[i] = a[i] - b[i];
}

DISPATCHED(
    void, kernel_multiply,
    (size_t n, const float *a, const float *b, float *out),
    (n, a, b, out)) {
    for (size_t i = 0; i < n; i++) out[i] = a[i] * b[i];
}

DISPATCHED(
    void, kernel_scale,
    (size_t n, float scale, float offset, const float *a, float *out),
    (n, scale, offset, a, out)) {
    for (size_t i = 0; i < n; i++) out[i] = a[i] * scale + offset;
}

DISPATCHED(
    void, kernel_accumulate,
    (size_t n, float scale, const float *a, float *out),
    (n, scale, a, out)) {
    for (size_t i = 0; i < n; i++) out[i] += a[i] * scale;
}

#define VECTORISED(name)                                                                    \
    DISPATCHED(                                                                             \
        void, kernel_##name, (size_t count, const float *a, float *out), (count, a, out)) { \
        FOR_LANES(                                                                          \
            count,                                                                          \
            LOAD(x, a + i); Floats y; vector_##name(&x, &y); STORE(out + i, y);,            \
            LOAD_SOME(x, a + i, n); Floats y; vector_##name(&x, &y);                        \
            STORE_SOME(out + i, y, n););                                                    \
    }

VECTORISED(exp)
VECTORISED(tanh)
VECTORISED(sigmoid)

void kernel_log(size_t n, const float *a, float *out) {
    for (size_t i = 0; i < n; i++) out[i] = logf(a[i]);
}

/* Eight partial sums, so that the loop is wide and the order the same on every CPU. */
static double total(const double part[8]) {
    return ((part[0] + part[1]) + (part[2] + part[3])) +
           ((part[4] + part[5]) + (part[6] + part[7]));
}

DISPATCHED(double, kernel_sum, (size_t n, const float *a), (n, a)) {
    double part[8] = {0};
    size_t i = 0;
    for (; i + 8 <= n; i += 8) {
        for (size_t j = 0; j < 8; j++) part[j] += a[i + j];
    }
    for (; i < n; i++) part[0] += a[i];
    return total(part);
}

DISPATCHED(double, kernel_sum_of_squares, (size_t n, const float *a), (n, a)) {
    double part[8] = {0};
    size_t i = 0;
    for (; i + 8 <= n; i += 8) {
        for (size_t j = 0; j < 8; j++) part[j] += (double)a[i + j] * a[i + j];
    }
    for (; i < n; i++) part[0] += (double)a[i] * a[i];
    return total(part);
}
