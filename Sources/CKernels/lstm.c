#include "CKernels.h"
#include "vector.h"

typedef struct {
    const float *input, *recurrent, *bias, *cell;
    float *saved, *output, *next, *next_cell;
} Forward;

INLINE void forward_lanes(const Forward *p, size_t H, size_t i, size_t n) {
    Floats gate[4];
    for (size_t g = 0; g < 4; g++) {
        LOAD_SOME(x, p->input + g * H + i, n);
        LOAD_SOME(h, p->recurrent + g * H + i, n);
        LOAD_SOME(b, p->bias + g * H + i, n);
        gate[g] = x + h + b;
    }
    Floats in, forget, candidate, out, squashed;
    vector_sigmoid(&gate[0], &in);
    vector_sigmoid(&gate[1], &forget);
    vector_tanh(&gate[2], &candidate);
    vector_sigmoid(&gate[3], &out);
    LOAD_SOME(c, p->cell + i, n);
    Floats cell = forget * c + in * candidate;
    vector_tanh(&cell, &squashed);
    Floats next = out * squashed;
    if (p->saved) {
        STORE_SOME(p->saved + i, in, n); STORE_SOME(p->saved + H + i, forget, n);
        STORE_SOME(p->saved + 2 * H + i, candidate, n); STORE_SOME(p->saved + 3 * H + i, out, n);
        STORE_SOME(p->saved + 4 * H + i, squashed, n);
    }
    if (p->output) STORE_SOME(p->output + i, next, n);
    if (p->next) STORE_SOME(p->next + i, next, n);
    if (p->next_cell) STORE_SOME(p->next_cell + i, cell, n);
}

DISPATCHED(
    void, kernel_lstm_forward,
    (size_t rows, size_t hidden, const float *input, const float *recurrent, const float *bias,
     const float *cell, float *saved, float *output, float *next, float *next_cell),
    (rows, hidden, input, recurrent, bias, cell, saved, output, next, next_cell)) {
    for (size_t r = 0; r < rows; r++) {
        Forward p = {
            input + r * 4 * hidden, recurrent + r * 4 * hidden, bias, cell + r * hidden,
            saved ? saved + r * 5 * hidden : NULL, output ? output + r * hidden : NULL,
            next ? next + r * hidden : NULL, next_cell ? next_cell + r * hidden : NULL};
        FOR_LANES(hidden, forward_lanes(&p, hidden, i, LANES);, forward_lanes(&p, hidden, i, n););
    }
}

typedef struct {
    const float *saved, *cell, *product, *cotangent, *cell_carry;
    float *gates, *cell_direct;
} Backward;

INLINE void backward_lanes(const Backward *p, size_t H, size_t i, size_t n) {
    Floats d = 0.0f, dc = 0.0f;
    if (p->product) { LOAD_SOME(v, p->product + i, n); d += v; }
    if (p->cotangent) { LOAD_SOME(v, p->cotangent + i, n); d += v; }
    if (p->cell_carry) { LOAD_SOME(v, p->cell_carry + i, n); dc += v; }
    LOAD_SOME(in, p->saved + i, n); LOAD_SOME(forget, p->saved + H + i, n);
    LOAD_SOME(candidate, p->saved + 2 * H + i, n); LOAD_SOME(out, p->saved + 3 * H + i, n);
    LOAD_SOME(squashed, p->saved + 4 * H + i, n); LOAD_SOME(c, p->cell + i, n);
    dc += d * out * (1.0f - squashed * squashed);
    Floats di = dc * candidate * in * (1.0f - in);
    Floats df = dc * c * forget * (1.0f - forget);
    Floats dg = dc * in * (1.0f - candidate * candidate);
    Floats dout = d * squashed * out * (1.0f - out);
    Floats direct = dc * forget;
    STORE_SOME(p->gates + i, di, n); STORE_SOME(p->gates + H + i, df, n);
    STORE_SOME(p->gates + 2 * H + i, dg, n); STORE_SOME(p->gates + 3 * H + i, dout, n);
    STORE_SOME(p->cell_direct + i, direct, n);
}

DISPATCHED(
    void, kernel_lstm_backward,
    (size_t rows, size_t hidden, const float *saved, const float *cell, const float *product,
     const float *cotangent, const float *cell_carry, float *gates, float *cell_direct),
    (rows, hidden, saved, cell, product, cotangent, cell_carry, gates, cell_direct)) {
    for (size_t r = 0; r < rows; r++) {
        Backward p = {
            saved + r * 5 * hidden, cell + r * hidden, product ? product + r * hidden : NULL,
            cotangent ? cotangent + r * hidden : NULL, cell_carry ? cell_carry + r * hidden : NULL,
            gates + r * 4 * hidden, cell_direct + r * hidden};
        FOR_LANES(hidden, backward_lanes(&p, hidden, i, LANES);, backward_lanes(&p, hidden, i, n););
    }
}
