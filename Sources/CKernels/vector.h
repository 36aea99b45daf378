/*
 * Sixteen floats at a time, and the functions of them that the kernels share. The compiler lowers
 * the vector to whatever the instruction set of the surrounding function has.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "CKernels.h"

#define INLINE static inline __attribute__((always_inline))

/*
 * DISPATCHED(result, name, (parameters), (arguments)) { body } defines a function that is compiled
 * for each level of instructions; a call runs the version of the level in force. Tuning for the
 * common x86-64 keeps vectors of 512 bits, which clang's own tuning of level 4 would halve.
 */
#if defined(__x86_64__) && defined(__linux__)
#define TARGET(level) __attribute__((target("arch=x86-64-" level ",tune=x86-64"))) static
#define DISPATCHED(result, name, parameters, arguments)                            \
    INLINE result name##_body parameters;                                          \
    TARGET("v4") result name##_avx512 parameters { return name##_body arguments; } \
    TARGET("v3") result name##_avx2 parameters { return name##_body arguments; }   \
    static result name##_baseline parameters { return name##_body arguments; }     \
    result name parameters {                                                       \
        switch (kernel_level()) {                                                  \
            case KernelAVX512: return name##_avx512 arguments;                     \
            case KernelAVX2: return name##_avx2 arguments;                         \
            default: return name##_baseline arguments;                             \
        }                                                                          \
    }                                                                              \
    INLINE result name##_body parameters
#else
#define DISPATCHED(result, name, parameters, arguments) result name parameters
#endif

typedef float Floats __attribute__((ext_vector_type(16)));
typedef int32_t Ints __attribute__((ext_vector_type(16)));
typedef uint32_t Words __attribute__((ext_vector_type(16)));
typedef uint16_t HalfWords __attribute__((ext_vector_type(16)));

enum { LANES = 16 };

/* A vector goes through memory by pointer only, so no calling convention is at stake. */
#define LOAD(v, p) Floats v; memcpy(&v, (p), sizeof(Floats))
#define LOAD_SOME(v, p, n) Floats v = 0.0f; memcpy(&v, (p), (n) * sizeof(float))
#define STORE(p, v) memcpy((p), &(v), sizeof(Floats))
#define STORE_SOME(p, v, n) memcpy((p), &(v), (n) * sizeof(float))

INLINE void select_lanes(const Ints *mask, const Floats *yes, const Floats *no, Floats *out) {
    Ints y, n;
    memcpy(&y, yes, sizeof y);
    memcpy(&n, no, sizeof n);
    Ints chosen = (y & *mask) | (n & ~*mask);
    memcpy(out, &chosen, sizeof chosen);
}

/*
 * e^x = 2^k e^r, k = round(x / ln 2), |r| <= ln 2 / 2, e^r by its Taylor polynomial of degree 7
 * (relative error below 2^-21); x is clamped to [-87.3, 88.3], so that the result is always finite
 * and never denormal. What is not a number stays so: a comparison with it is false, and the
 * polynomial keeps it. Adding 1.5 * 2^23 rounds to an integer and leaves it in the low bits, from
 * where a shift makes it an exponent.
 */
INLINE void vector_exp(const Floats *in, Floats *out) {
    const Floats low = -87.3f, high = 88.3f, shift = 0x1.8p23f;
    Floats x = *in;
    Ints below = x < low, above = x > high;
    select_lanes(&below, &low, &x, &x);
    select_lanes(&above, &high, &x, &x);
    Floats shifted = x * 1.44269504088896341f + shift, k = shifted - shift;
    Floats r = x - k * 0.693359375f;
    r = r + k * 2.12194440e-4f;
    Floats p = r * (1.0f / 5040) + (1.0f / 720);
    p = p * r + (1.0f / 120);
    p = p * r + (1.0f / 24);
    p = p * r + (1.0f / 6);
    p = p * r + 0.5f;
    p = p * r + 1.0f;
    p = p * r + 1.0f;
    Ints power;
    memcpy(&power, &shifted, sizeof power);
    power = (power + 127) << 23;
    Floats scale;
    memcpy(&scale, &power, sizeof scale);
    *out = p * scale;
}

/* 1 / (1 + e^-x). */
INLINE void vector_sigmoid(const Floats *in, Floats *out) {
    Floats negative = -*in, e;
    vector_exp(&negative, &e);
    *out = 1.0f / (1.0f + e);
}

/*
 * tanh x: its continued fraction near zero, where the exponential form would lose every digit to
 * cancellation; 1 - 2 / (e^2x + 1) elsewhere. The seam is at |x| = 0.5, where both agree.
 */
INLINE void vector_tanh(const Floats *in, Floats *out) {
    Floats x = *in, s = x * x;
    Floats near = x * (s * (s + 105.0f) + 945.0f) / (s * (15.0f * s + 420.0f) + 945.0f);
    Floats twice = 2.0f * x, e;
    vector_exp(&twice, &e);
    Floats far = 1.0f - 2.0f / (e + 1.0f);
    Ints small = __builtin_elementwise_abs(x) < (Floats)0.5f;
    select_lanes(&small, &near, &far, out);
}

/* Stores n lanes in bfloat16, rounded to nearest, ties to even; not a number stays so. */
INLINE void store_narrow(uint16_t *out, const Floats *v, size_t n) {
    Words x, quiet, rounded;
    memcpy(&x, v, sizeof x);
    rounded = (x + 0x7fff + ((x >> 16) & 1)) >> 16;
    quiet = (x >> 16) | 0x40;
    Words is_number = (Words)((x & 0x7fffffff) <= 0x7f800000);
    HalfWords chosen =
        __builtin_convertvector((rounded & is_number) | (quiet & ~is_number), HalfWords);
    memcpy(out, &chosen, n * sizeof(uint16_t));
}

/* Loads n lanes of bfloat16. */
INLINE void load_narrow(Floats *v, const uint16_t *in, size_t n) {
    HalfWords lanes = 0;
    memcpy(&lanes, in, n * sizeof(uint16_t));
    Words wide = __builtin_convertvector(lanes, Words) << 16;
    memcpy(v, &wide, sizeof wide);
}

/*
 * Numbers from `low` to 1 in sixteen bits, evenly spaced: a sigmoid (low = 0) is kept to 2^-17, where
 * bfloat16 would lose all of 1 - z near one; a tanh (low = -1) to 2^-16. Not a number becomes 1.
 */
INLINE void store_bounded(uint16_t *out, const Floats *v, float low, size_t n) {
    Floats scaled = (*v - low) * (65535 / (1 - low)) + 0.5f;
    scaled = __builtin_elementwise_max(__builtin_elementwise_min(scaled, (Floats)65535.0f), (Floats)0.0f);
    HalfWords lanes = __builtin_convertvector(__builtin_convertvector(scaled, Ints), HalfWords);
    memcpy(out, &lanes, n * sizeof(uint16_t));
}

INLINE void load_bounded(Floats *v, const uint16_t *in, float low, size_t n) {
    HalfWords lanes = 0;
    memcpy(&lanes, in, n * sizeof(uint16_t));
    *v = __builtin_convertvector(__builtin_convertvector(lanes, Ints), Floats) * ((1 - low) / 65535)
         + low;
}

/* Stores n lanes of a state wherever it is wanted, from unit i on. */
INLINE void store_state(
    const Floats *v, float *output, float *next, uint16_t *narrow_output, uint16_t *narrow_next,
    size_t i, size_t n) {
    if (output) STORE_SOME(output + i, *v, n);
    if (next) STORE_SOME(next + i, *v, n);
    if (narrow_output) store_narrow(narrow_output + i, v, n);
    if (narrow_next) store_narrow(narrow_next + i, v, n);
}

/* out[0 ..< n] += v. */
INLINE void add_lanes(float *out, const Floats *v, size_t n) {
    LOAD_SOME(sum, out, n);
    sum += *v;
    STORE_SOME(out, sum, n);
}

/* The row of a table that row r takes. */
INLINE size_t table_row(const int32_t *ids, size_t r) { return ids ? (size_t)ids[r] : r; }

/* A row of a matrix that may be missing. */
#define AT_ROW(matrix, row, width) ((matrix) ? (matrix) + (row) * (width) : NULL)

/* Adds n elements of `a` to those of `out`. */
INLINE void add_into(size_t n, const float *restrict a, float *restrict out) {
    for (size_t i = 0; i < n; i++) out[i] += a[i];
}

/* Does WHOLE at each whole vector i, then TAIL once if there are n < 16 elements left. */
#define FOR_LANES(count, WHOLE, TAIL)                                       \
    do {                                                                    \
        size_t i = 0;                                                       \
        for (; i + LANES <= (count); i += LANES) { WHOLE }                  \
        if (i < (count)) { size_t n = (count) - i; TAIL }                   \
    } while (0)
