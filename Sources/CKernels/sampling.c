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

/*
 * Room for one row at a time. The rows are padded to whole vectors: logits with minus infinity,
 * weights with zero, so that no loop over them has a tail.
 */
typedef struct {
    size_t padded;
    float *bias, *logits, *weights;
} Row;

/* A vector of n lanes or fewer, the others filled. */
INLINE void load_padded(size_t n, const float *x, float filling, Floats *out) {
    *out = filling;
    if (n >= LANES) memcpy(out, x, sizeof *out);
    else memcpy(out, x, n * sizeof(float));
}

INLINE Row make_row(size_t count, const float *bias, float *room) {
    size_t padded = (count + LANES - 1) / LANES * LANES;
    Row row = {padded, room, room + padded, room + 2 * padded};
    for (size_t i = 0; i < padded; i += LANES) {
        Floats b = 0.0f;
        if (bias) load_padded(count - i, bias + i, 0, &b);
        STORE(row.bias + i, b);
    }
    return row;
}

/* Reads logits and adds the bias. */
INLINE void read_row(const Row *row, size_t count, const float *x) {
    for (size_t i = 0; i < row->padded; i += LANES) {
        Floats v;
        load_padded(count - i, x + i, -INFINITY, &v);
        LOAD(b, row->bias + i);
        v += b;
        STORE(row->logits + i, v);
    }
}

/* The largest logit; what is not a number is passed over. */
INLINE float row_maximum(const Row *row) {
    Floats best = -INFINITY;
    for (size_t i = 0; i < row->padded; i += LANES) {
        LOAD(v, row->logits + i);
        Ints larger = v > best;
        select_lanes(&larger, &v, &best, &best);
    }
    return __builtin_reduce_max(best);
}

INLINE float lane_sum(const Floats *v) {
    __auto_type eight = v->lo + v->hi;
    __auto_type four = eight.lo + eight.hi;
    __auto_type two = four.lo + four.hi;
    return two.lo + two.hi;
}

/*
 * Weighs each logit by e^((x - maximum) scale), or by zero where that vanishes or is not a number,
 * and returns the sum, which is not a number when one of the logits is not.
 */
INLINE float weigh(const Row *row, float maximum, float scale) {
    const Floats zero = 0.0f;
    Floats total = 0.0f;
    for (size_t i = 0; i < row->padded; i += LANES) {
        LOAD(v, row->logits + i);
        v = (v - maximum) * scale;
        Floats e, w;
        vector_exp(&v, &e);
        Ints counts = v > -87.0f;
        select_lanes(&counts, &e, &zero, &w);
        STORE(row->weights + i, w);
        total += e;
    }
    return lane_sum(&total);
}

/* The lane where the sum of the weights so far exceeds `rest`; else the last that has a weight. */
INLINE size_t lane_beyond(double rest, const float *weights) {
    double sum = 0;
    size_t last = 0;
    for (size_t j = 0; j < LANES; j++) {
        if (!(weights[j] > 0)) continue;
        last = j;
        sum += weights[j];
        if (sum > rest) break;
    }
    return last;
}

/*
 * The first place where the cumulative sum exceeds the given part of the whole; -1 when the whole
 * is too small to tell from nothing. Sixteen weights are added at a time, in double precision from
 * sixteen to sixteen, in the same order both times.
 */
INLINE int32_t invert(const Row *row, double unit) {
    double total = 0, sum = 0, before = 0;
    for (size_t i = 0; i < row->padded; i += LANES) {
        LOAD(w, row->weights + i);
        total += lane_sum(&w);
    }
    if (!(total > 1e-20)) return -1;
    double threshold = total * unit;
    size_t at = 0;
    for (size_t i = 0; i < row->padded && sum <= threshold; i += LANES) {
        LOAD(w, row->weights + i);
        float part = lane_sum(&w);
        if (!(part > 0)) continue;
        at = i;
        before = sum;
        sum += part;
    }
    return (int32_t)(at + lane_beyond(threshold - before, row->weights + at));
}

/* The first of the largest; -1 when everything is ruled out. */
INLINE int32_t place_of_maximum(const Row *row) {
    float maximum = row_maximum(row);
    if (!(maximum > -INFINITY)) return -1;
    size_t i = 0;
    while (row->logits[i] != maximum) i++;
    return (int32_t)i;
}

/*
 * The weights at temperature 1 are at hand. They are no use at another temperature, nor where
 * what is left of them has vanished beside what was ruled out.
 */
INLINE int32_t draw(const Row *row, float temperature, double unit) {
    if (temperature == 1) {
        int32_t place = invert(row, unit);
        if (place >= 0) return place;
    }
    float maximum = row_maximum(row), scale = 1 / temperature;
    if (!(maximum > -INFINITY)) return -1;
    weigh(row, maximum, scale < FLT_MAX ? scale : FLT_MAX);
    return invert(row, unit);
}

DISPATCHED(
    void, kernel_choose_tokens,
    (size_t rows, const KernelChoice *choice, const float *logits, const double *units, float *room,
     int32_t *tokens, float *log_probabilities),
    (rows, choice, logits, units, room, tokens, log_probabilities)) {
    size_t count = choice->vocabulary;
    Row row = make_row(count, choice->bias, room);
    for (size_t r = 0; r < rows; r++) {
        read_row(&row, count, logits + r * count);
        float maximum = row_maximum(&row), total = weigh(&row, maximum, 1);
        for (size_t i = 0; i < choice->suppressed_count; i++) {
            row.logits[choice->suppressed[i]] = -INFINITY;
            row.weights[choice->suppressed[i]] = 0;
        }
        int32_t token =
            units ? draw(&row, choice->temperature, units[r]) : place_of_maximum(&row);
        tokens[r] = token;
        log_probabilities[r] =
            token < 0 ? -INFINITY : row.logits[token] - (maximum + logf(total));
    }
}
