#include <math.h>

#include "CKernels.h"
#include "vector.h"

INLINE float row_maximum(size_t n, const float *x) {
    float best = -INFINITY;
    for (size_t i = 0; i < n; i++) best = x[i] > best ? x[i] : best;
    return best;
}

/*
 * The sum of e^(x - maximum), which replaces x where `keep`; the maximum keeps every term in
 * (0, 1]. The sum has one part a lane.
 */
INLINE float sum_of_exponentials(size_t count, float *x, float maximum, int keep) {
    Floats total = 0.0f;
    float sum = 0.0f;
    FOR_LANES(
        count,
        LOAD(v, x + i); v -= maximum; Floats e; vector_exp(&v, &e); if (keep) STORE(x + i, e);
        total += e;,
        LOAD_SOME(v, x + i, n); v -= maximum; Floats e; vector_exp(&v, &e);
        if (keep) STORE_SOME(x + i, e, n);
        for (size_t j = 0; j < n; j++) sum += e[j];);
    for (size_t j = 0; j < LANES; j++) sum += total[j];
    return sum;
}

DISPATCHED(
    void, kernel_softmax_log_likelihood,
    (size_t rows, size_t vocabulary, float *logits, const float *bias, const int32_t *targets,
     float *log_likelihood),
    (rows, vocabulary, logits, bias, targets, log_likelihood)) {
    for (size_t r = 0; r < rows; r++) {
        float *x = logits + r * vocabulary;
        if (bias) add_into(vocabulary, bias, x);
        float maximum = row_maximum(vocabulary, x), target = x[targets[r]];
        float total = sum_of_exponentials(vocabulary, x, maximum, 1), scale = 1.0f / total;
        for (size_t i = 0; i < vocabulary; i++) x[i] *= scale;
        log_likelihood[r] = target - maximum - logf(total);
    }
}

DISPATCHED(
    void, kernel_softmax_log_likelihood_backward,
    (size_t rows, size_t vocabulary, float *probabilities, const int32_t *targets,
     const float *weights),
    (rows, vocabulary, probabilities, targets, weights)) {
    for (size_t r = 0; r < rows; r++) {
        float *p = probabilities + r * vocabulary, weight = weights[r];
        for (size_t i = 0; i < vocabulary; i++) p[i] *= -weight;
        p[targets[r]] += weight;
    }
}

DISPATCHED(
    void, kernel_log_softmax,
    (size_t rows, size_t vocabulary, float *logits, const float *bias, float temperature),
    (rows, vocabulary, logits, bias, temperature)) {
    float inverse = 1.0f / temperature;
    for (size_t r = 0; r < rows; r++) {
        float *x = logits + r * vocabulary;
        if (bias) add_into(vocabulary, bias, x);
        for (size_t i = 0; i < vocabulary; i++) x[i] *= inverse;
        float maximum = row_maximum(vocabulary, x);
        float normalizer = maximum + logf(sum_of_exponentials(vocabulary, x, maximum, 0));
        for (size_t i = 0; i < vocabulary; i++) x[i] -= normalizer;
    }
}
