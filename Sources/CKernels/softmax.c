#include <math.h>

#include "CKernels.h"
#include "vector.h"

/* Adds the bias, if there is one; the largest element, where what is not a number is passed over. */
INLINE float add_bias_and_find_maximum(size_t count, const float *bias, float *x) {
    Floats most = -INFINITY;
    float best = -INFINITY;
    FOR_LANES(
        count,
        LOAD(v, x + i);
        if (bias) { LOAD(b, bias + i); v += b; STORE(x + i, v); }
        Ints more = v > most; select_lanes(&more, &v, &most, &most);,
        for (size_t j = i; j < i + n; j++) {
            if (bias) x[j] += bias[j];
            best = x[j] > best ? x[j] : best;
        });
    for (size_t j = 0; j < LANES; j++) best = most[j] > best ? most[j] : best;
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
        float maximum = add_bias_and_find_maximum(vocabulary, bias, x);
        float total = sum_of_exponentials(vocabulary, x, maximum, 0);
        log_likelihood[r] = x[targets[r]] - maximum - logf(total);
    }
}

/* d = scale e, but for the target; `sums` += d. */
INLINE void scale_in_place(
    size_t n, float scale, float *restrict e, float *restrict sums) {
    for (size_t i = 0; i < n; i++) {
        e[i] *= scale;
        sums[i] += e[i];
    }
}

INLINE void scale_into_bfloat16(
    size_t count, float scale, const float *restrict e, uint16_t *restrict out,
    float *restrict sums) {
    FOR_LANES(
        count,
        LOAD(d, e + i); d *= scale; store_narrow(out + i, &d, LANES);
        add_lanes(sums + i, &d, LANES);,
        LOAD_SOME(d, e + i, n); d *= scale; store_narrow(out + i, &d, n);
        add_lanes(sums + i, &d, n););
}

DISPATCHED(
    void, kernel_softmax_gradient,
    (size_t rows, size_t vocabulary, size_t stride, float *logits, const float *bias,
     const int32_t *targets, const float *weights, float *log_likelihood, uint16_t *narrow,
     float *sums),
    (rows, vocabulary, stride, logits, bias, targets, weights, log_likelihood, narrow, sums)) {
    for (size_t r = 0; r < rows; r++) {
        float *x = logits + r * stride, weight = weights[r];
        int32_t target = targets[r];
        float maximum = add_bias_and_find_maximum(vocabulary, bias, x), chosen = x[target];
        float total = sum_of_exponentials(vocabulary, x, maximum, 1), scale = -weight / total;
        float derivative = x[target] * scale + weight;
        log_likelihood[r] = chosen - maximum - logf(total);
        if (narrow) {
            scale_into_bfloat16(vocabulary, scale, x, narrow + r * stride, sums);
            kernel_to_bfloat16(1, &derivative, narrow + r * stride + target);
        } else {
            scale_in_place(vocabulary, scale, x, sums);
            x[target] = derivative;
        }
        sums[target] += weight;
    }
}

DISPATCHED(
    void, kernel_log_softmax,
    (size_t rows, size_t vocabulary, float *logits, const float *bias),
    (rows, vocabulary, logits, bias)) {
    for (size_t r = 0; r < rows; r++) {
        float *x = logits + r * vocabulary;
        float maximum = add_bias_and_find_maximum(vocabulary, bias, x);
        float normalizer = maximum + logf(sum_of_exponentials(vocabulary, x, maximum, 0));
        for (size_t i = 0; i < vocabulary; i++) x[i] -= normalizer;
    }
}
