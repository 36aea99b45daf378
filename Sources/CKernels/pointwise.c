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

/*
 * Eight partial sums in double, so that the order is the same on every CPU; their total goes by
 * pairs.
 */
INLINE double total(size_t n, const float *a, int squared) {
    typedef double Doubles __attribute__((ext_vector_type(8)));
    typedef float Terms __attribute__((ext_vector_type(8)));
    Doubles part = 0.0;
    size_t i = 0;
    for (; i + 8 <= n; i += 8) {
        Terms terms;
        memcpy(&terms, a + i, sizeof terms);
        Doubles x = __builtin_convertvector(terms, Doubles);
        part += squared ? x * x : x;
    }
    for (; i < n; i++) part[0] += squared ? (double)a[i] * a[i] : a[i];
    return ((part[0] + part[1]) + (part[2] + part[3])) + ((part[4] + part[5]) + (part[6] + part[7]));
}

DISPATCHED(double, kernel_sum, (size_t n, const float *a), (n, a)) { return total(n, a, 0); }

DISPATCHED(double, kernel_sum_of_squares, (size_t n, const float *a), (n, a)) {
    return total(n, a, 1);
}
