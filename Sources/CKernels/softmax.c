#include <math.h>

#include "CKernels.h"
#include "vector.h"

INLINE float row_maximum(size_t n, const float *x) {
    float best = -INFINITY;
    for (size_t i = 0; i < n; i++) best = x[i] > best ? x[i] : best;
    return best;
}

/* Replaces x by e^(x - maximum) and returns the sum; the maximum keeps every term in (0, 1]. */
INLINE float exponentiate(size_t count, float *x, float maximum) {
    Floats total = 0.0f;
    float tail = 0.0f;
    FOR_LANES(
        count,
        LOAD(v, x + i); v -= maximum; Floats e; vector_exp(&v, &e); STORE(x + i, e); total += e;,
        LOAD_SOME(v, x + i, n); v -= maximum; Floats e; vector_exp(&v, &e); STORE_SOME(x + i, e, n);
        for (size_t j = 0; j < n; j++) tail += e[j];);
    for (size_t j = 0; j < LANES; j++) tail += total[j];
    return tail;
}

INLINE void add_bias(size_t n, float *x, const float *bias) {
    for (size_t i = 0; i < n; i++) x[i] += bias[i];
}

DISPATCHED void kernel_softmax_log_likelihood(
    size_t rows, size_t vocabulary, float *logits, const float *bias, const int32_t *targets,
    float *log_likelihood) {
    for (size_t r = 0; r < rows; r++) {
        float *x = logits + r * vocabulary;
        if (bias) add_bias(vocabulary, x, bias);
        float maximum = row_maximum(vocabulary, x), target = x[targets[r]];
        float total = exponentiate(vocabulary, x, maximum), scale = 1.0f / total;
        for (size_t i = 0; i < vocabulary; i++) x[i] *= scale;
        log_likelihood[r] = target - maximum - logf(total);
    }
}

DISPATCHED void kernel_softmax_log_likelihood_backward(
    size_t rows, size_t vocabulary, float *probabilities, const int32_t *targets,
    const float *weights) {
    for (size_t r = 0; r < rows; r++) {
        float *p = probabilities + r * vocabulary, weight = weights[r];
        for (size_t i = 0; i < vocabulary; i++) p[i] *= -weight;
        p[targets[r]] += weight;
    }
}

DISPATCHED void kernel_log_softmax(
    size_t rows, size_t vocabulary, float *logits, const float *bias, float temperature) {
    float inverse = 1.0f / temperature;
    for (size_t r = 0; r < rows; r++) {
        float *x = logits + r * vocabulary;
        if (bias) add_bias(vocabulary, x, bias);
        for (size_t i = 0; i < vocabulary; i++) x[i] *= inverse;
        float maximum = row_maximum(vocabulary, x), total = 0.0f;
        FOR_LANES(
            vocabulary,
            LOAD(v, x + i); v -= maximum; Floats e; vector_exp(&v, &e);
            for (size_t j = 0; j < LANES; j++) total += e[j];,
            LOAD_SOME(v, x + i, n); v -= maximum; Floats e; vector_exp(&v, &e);
            for (size_t j = 0; j < n; j++) total += e[j];);
        float normalizer = maximum + logf(total);
        for (size_t i = 0; i < vocabulary; i++) x[i] -= normalizer;
    }
}
