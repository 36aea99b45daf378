#include <float.h>
#include <math.h>

#include "CKernels.h"
#include "vector.h"

void kernel_philox_units(
    size_t rows, uint64_t key, const uint64_t *streams, const uint64_t *draws, double *out) {
    for (size_t r = 0; r < rows; r++) {
        uint32_t block[4];
        kernel_philox_block(key, streams[r], draws[r] / 2, block);
        const uint32_t *word = block + draws[r] % 2 * 2;
        uint64_t bits = word[0] | (uint64_t)word[1] << 32;
        out[r] = ((double)(bits >> 11) + 0.5) * 0x1p-53;
    }
}

/* Adds the bias, if any, and finds the largest; what is not a number is passed over. */
INLINE float maximum_with_bias(size_t count, float *x, const float *bias) {
    Floats best = -INFINITY;
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) {
        LOAD(v, x + i);
        if (bias) {
            LOAD(b, bias + i);
            v += b;
            STORE(x + i, v);
        }
        Ints larger = v > best;
        select_lanes(&larger, &v, &best, &best);
    }
    float maximum = -INFINITY;
    for (size_t j = 0; j < LANES; j++) maximum = best[j] > maximum ? best[j] : maximum;
    for (; i < count; i++) {
        if (bias) x[i] += bias[i];
        maximum = x[i] > maximum ? x[i] : maximum;
    }
    return maximum;
}

/* e = e^((x - maximum) scale); w the same, but zero where that vanishes or is not a number. */
INLINE void weigh(const Floats *x, float maximum, float scale, Floats *e, Floats *w) {
    const Floats zero = 0.0f;
    Floats v = (*x - maximum) * scale;
    vector_exp(&v, e);
    Ints counts = v > -87.0f;
    select_lanes(&counts, e, &zero, w);
}

/* Weighs each logit and returns the sum, which is not a number when one of the logits is not. */
INLINE float weigh_row(size_t count, const float *x, float maximum, float scale, float *weights) {
    Floats total = 0.0f;
    float sum = 0.0f;
    FOR_LANES(
        count,
        LOAD(v, x + i); Floats e; Floats w; weigh(&v, maximum, scale, &e, &w);
        STORE(weights + i, w); total += e;,
        LOAD_SOME(v, x + i, n); Floats e; Floats w; weigh(&v, maximum, scale, &e, &w);
        STORE_SOME(weights + i, w, n); for (size_t j = 0; j < n; j++) sum += e[j];);
    for (size_t j = 0; j < LANES; j++) sum += total[j];
    return sum;
}

INLINE float lane_sum(const Floats *v) {
    __auto_type eight = v->lo + v->hi;
    __auto_type four = eight.lo + eight.hi;
    __auto_type two = four.lo + four.hi;
    return two.lo + two.hi;
}

/* The lane where the sum of the weights so far exceeds `rest`; else the last that has a weight. */
INLINE size_t lane_beyond(double rest, const float *weights, size_t n) {
    double sum = 0;
    size_t last = 0;
    for (size_t j = 0; j < n; j++) {
        if (!(weights[j] > 0)) continue;
        last = j;
        sum += weights[j];
        if (sum > rest) break;
    }
    return last;
}

INLINE size_t lanes_left(size_t count, size_t i) { return count - i < LANES ? count - i : LANES; }

/*
 * The first place where the cumulative sum exceeds the given part of the whole; -1 when the whole
 * is too small to tell from nothing. Sixteen weights are added at a time, in double precision from
 * sixteen to sixteen, in the same order both times.
 */
INLINE int32_t invert(size_t count, const float *weights, double unit) {
    double total = 0, sum = 0;
    FOR_LANES(
        count, LOAD(w, weights + i); total += lane_sum(&w);,
        LOAD_SOME(w, weights + i, n); total += lane_sum(&w););
    if (!(total > 1e-20)) return -1;
    double threshold = total * unit, before = 0;
    size_t at = 0;
    for (size_t i = 0; i < count && sum <= threshold; i += LANES) {
        LOAD_SOME(w, weights + i, lanes_left(count, i));
        float part = lane_sum(&w);
        if (!(part > 0)) continue;
        at = i;
        before = sum;
        sum += part;
    }
    return (int32_t)(at + lane_beyond(threshold - before, weights + at, lanes_left(count, at)));
}

/* The first of the largest; -1 when everything is ruled out. */
INLINE int32_t place_of_maximum(size_t count, float *x) {
    float maximum = maximum_with_bias(count, x, NULL);
    if (!(maximum > -INFINITY)) return -1;
    size_t i = 0;
    while (x[i] != maximum) i++;
    return (int32_t)i;
}

/*
 * The weights at temperature 1 are at hand. They are no use at another temperature, nor where
 * what is left of them has vanished beside what was ruled out.
 */
INLINE int32_t draw(size_t count, float temperature, float *x, float *weights, double unit) {
    if (temperature == 1) {
        int32_t place = invert(count, weights, unit);
        if (place >= 0) return place;
    }
    float maximum = maximum_with_bias(count, x, NULL), scale = 1 / temperature;
    if (!(maximum > -INFINITY)) return -1;
    weigh_row(count, x, maximum, scale < FLT_MAX ? scale : FLT_MAX, weights);
    return invert(count, weights, unit);
}

DISPATCHED(
    void, kernel_choose_tokens,
    (size_t rows, const KernelChoice *choice, float *logits, const double *units, float *weights,
     int32_t *tokens, float *log_probabilities),
    (rows, choice, logits, units, weights, tokens, log_probabilities)) {
    size_t count = choice->vocabulary;
    for (size_t r = 0; r < rows; r++) {
        float *x = logits + r * count;
        float maximum = maximum_with_bias(count, x, choice->bias);
        float total = weigh_row(count, x, maximum, 1, weights);
        for (size_t i = 0; i < choice->suppressed_count; i++) {
            x[choice->suppressed[i]] = -INFINITY;
            weights[choice->suppressed[i]] = 0;
        }
        int32_t token = units ? draw(count, choice->temperature, x, weights, units[r])
                              : place_of_maximum(count, x);
        tokens[r] = token;
        log_probabilities[r] = token < 0 ? -INFINITY : x[token] - (maximum + logf(total));
    }
}
