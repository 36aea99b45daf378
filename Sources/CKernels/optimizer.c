#include "CKernels.h"
#include "vector.h"

/*
 * Adam: m = b1 m + (1 - b1) g, v = b2 v + (1 - b2) g^2, w -= lr m^ / (sqrt(v^) + e), where ^
 * divides by 1 - beta^t; AdamW first shrinks w by lr * decay (Loshchilov & Hutter, 2019). Without
 * a gradient g is 0, and the same operations follow.
 */
INLINE void adam_lanes(
    const KernelAdam *s, const float *gradient, float *parameter, float *first, float *second,
    size_t n) {
    float step = s->learning_rate * s->correction1, shrink = 1.0f - s->learning_rate * s->decay;
    Floats g = 0.0f;
    if (gradient) { LOAD_SOME(given, gradient, n); g = given * s->gradient_scale; }
    LOAD_SOME(m, first, n); LOAD_SOME(v, second, n); LOAD_SOME(w, parameter, n);
    m = s->beta1 * m + (1.0f - s->beta1) * g;
    v = s->beta2 * v + (1.0f - s->beta2) * g * g;
    w = w * shrink - step * m / (__builtin_elementwise_sqrt(v * s->correction2) + s->epsilon);
    STORE_SOME(first, m, n); STORE_SOME(second, v, n); STORE_SOME(parameter, w, n);
}

INLINE void adam(
    size_t count, const KernelAdam *s, const float *gradient, float *parameter, float *first,
    float *second) {
#define PLACE(i) gradient ? gradient + i : NULL, parameter + i, first + i, second + i
    FOR_LANES(count, adam_lanes(s, PLACE(i), LANES);, adam_lanes(s, PLACE(i), n););
#undef PLACE
}

DISPATCHED(
    void, kernel_adam,
    (size_t n, const KernelAdam *settings, const float *gradient, float *parameter, float *first,
     float *second),
    (n, settings, gradient, parameter, first, second)) {
    KernelAdam s = *settings;
    if (gradient) {
        adam(n, &s, gradient, parameter, first, second);
    } else {
        adam(n, &s, NULL, parameter, first, second);
    }
}
