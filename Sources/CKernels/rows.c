#include "CKernels.h"
#include "vector.h"

void kernel_gather_rows(
    size_t rows, size_t width, const float *table, const int32_t *ids, float *out) {
    for (size_t r = 0; r < rows; r++) {
        memcpy(out + r * width, table + (size_t)ids[r] * width, width * sizeof(float));
    }
}

DISPATCHED void kernel_scatter_add_rows(
    size_t rows, size_t width, size_t first, size_t last, const float *values, const int32_t *ids,
    float *table) {
    for (size_t r = 0; r < rows; r++) {
        float *restrict to = table + (size_t)ids[r] * width;
        const float *restrict from = values + r * width;
        for (size_t c = first; c < last; c++) to[c] += from[c];
    }
}

DISPATCHED void kernel_sum_rows(
    size_t rows, size_t width, size_t first, size_t last, const float *x, float *out) {
    for (size_t r = 0; r < rows; r++) {
        const float *restrict from = x + r * width;
        for (size_t c = first; c < last; c++) out[c] += from[c];
    }
}

DISPATCHED void kernel_add_bias(size_t rows, size_t width, const float *bias, float *out) {
    for (size_t r = 0; r < rows; r++) {
        float *restrict to = out + r * width;
        for (size_t c = 0; c < width; c++) to[c] += bias[c];
    }
}
