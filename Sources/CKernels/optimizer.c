#include <math.h>

#include "CKernels.h"
#include "vector.h"

/*
 * Adam: m = b1 m + (1 - b1) g, v = b2 v + (1 - b2) g^2, w -= lr m^ / (sqrt(v^) + e), where ^
 * divides by 1 - beta^t; AdamW first shrinks w by lr * decay (Loshchilov & Hutter, 2019). Without
 * a gradient g is 0, and the same operations follow.
 */
INLINE void adam(
    size_t n, const KernelAdam *settings, const float *restrict gradient,
    float *restrict parameter, float *restrict first, float *restrict second) {
    KernelAdam s = *settings;
    float step = s.learning_rate * s.correction1, shrink = 1.0f - s.learning_rate * s.decay;
    for (size_t i = 0; i < n; i++) {
        float g = gradient ? gradient[i] * s.gradient_scale : 0.0f;
        float m = s.beta1 * first[i] + (1.0f - s.beta1) * g;
        float v = s.beta2 * second[i] + (1.0f - s.beta2) * g * g;
        first[i] = m;
        second[i] = v;
        parameter[i] = parameter[i] * shrink - step * m / (sqrtf(v * s.correction2) + s.epsilon);
    }
}

DISPATCHED(
    void, kernel_adam,
    (size_t n, const KernelAdam *settings, const float *restrict gradient,
     float *restrict parameter, float *restrict first, float *restrict second),
    (n, settings, gradient, parameter, first, second)) {
    if (gradient) {
        adam(n, settings, gradient, parameter, first, second);
    } else {
        adam(n, settings, NULL, parameter, first, second);
    }
}
