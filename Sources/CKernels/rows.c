#include "CKernels.h"
#include "vector.h"

void kernel_gather_rows(
    size_t rows, size_t width, const float *table, const int32_t *ids, float *out) {
    for (size_t r = 0; r < rows; r++) {
        memcpy(out + r * width, table + (size_t)ids[r] * width, width * sizeof(float));
    }
}

DISPATCHED(
    void, kernel_scatter_add_rows,
    (size_t rows, size_t width, size_t first, size_t last, const float *values, const int32_t *ids,
     float *table),
    (rows, width, first, last, values, ids, table)) {
    for (size_t r = 0; r < rows; r++) {
        add_into(last - first, values + r * width + first, table + (size_t)ids[r] * width + first);
    }
}

DISPATCHED(
    void, kernel_sum_rows,
    (size_t rows, size_t width, size_t first, size_t last, const float *x, float *out),
    (rows, width, first, last, x, out)) {
    for (size_t r = 0; r < rows; r++) add_into(last - first, x + r * width + first, out + first);
}

DISPATCHED(
    void, kernel_add_bias,
    (size_t rows, size_t width, const float *bias, float *out),
    (rows, width, bias, out)) {
    for (size_t r = 0; r < rows; r++) add_into(width, bias, out + r * width);
}
