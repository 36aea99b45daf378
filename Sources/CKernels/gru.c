#include "CKernels.h"
#include "vector.h"

typedef struct {
    const float *input, *recurrent, *bias, *state;
    float *saved, *output, *next;
} Forward;

/* `n` lanes starting at unit i of one row; a whole vector and a tail share this body. */
INLINE void forward_lanes(const Forward *p, size_t hidden, size_t i, size_t n) {
    size_t H = hidden;
    LOAD_SOME(xr, p->input + i, n); LOAD_SOME(xz, p->input + H + i, n);
    LOAD_SOME(xn, p->input + 2 * H + i, n);
    LOAD_SOME(hr, p->recurrent + i, n); LOAD_SOME(hz, p->recurrent + H + i, n);
    LOAD_SOME(hn, p->recurrent + 2 * H + i, n);
    LOAD_SOME(br, p->bias + i, n); LOAD_SOME(bz, p->bias + H + i, n);
    LOAD_SOME(bn, p->bias + 2 * H + i, n);
    LOAD_SOME(h, p->state + i, n);
    Floats r, z, candidate;
    Floats reset = xr + hr + br, update = xz + hz + bz;
    vector_sigmoid(&reset, &r);
    vector_sigmoid(&update, &z);
    hn = hn + bn;
    Floats inner = xn + r * hn;
    vector_tanh(&inner, &candidate);
    Floats next = candidate + z * (h - candidate);
    if (p->saved) {
        STORE_SOME(p->saved + i, r, n); STORE_SOME(p->saved + H + i, z, n);
        STORE_SOME(p->saved + 2 * H + i, candidate, n); STORE_SOME(p->saved + 3 * H + i, hn, n);
    }
    if (p->output) STORE_SOME(p->output + i, next, n);
    if (p->next) STORE_SOME(p->next + i, next, n);
}

DISPATCHED(
    void, kernel_gru_forward,
    (size_t rows, size_t hidden, const float *input, const float *recurrent, const float *bias,
     const float *state, float *saved, float *output, float *next),
    (rows, hidden, input, recurrent, bias, state, saved, output, next)) {
    for (size_t r = 0; r < rows; r++) {
        Forward p = {
            input + r * 3 * hidden, recurrent + r * 3 * hidden, bias, state + r * hidden,
            saved ? saved + r * 4 * hidden : NULL, output ? output + r * hidden : NULL,
            next ? next + r * hidden : NULL};
        FOR_LANES(hidden, forward_lanes(&p, hidden, i, LANES);, forward_lanes(&p, hidden, i, n););
    }
}

typedef struct {
    const float *saved, *state, *carry, *product, *cotangent;
    float *input, *recurrent, *direct;
} Backward;

INLINE void backward_lanes(const Backward *p, size_t hidden, size_t i, size_t n) {
    size_t H = hidden;
    Floats d = 0.0f;
    if (p->carry) { LOAD_SOME(v, p->carry + i, n); d += v; }
    if (p->product) { LOAD_SOME(v, p->product + i, n); d += v; }
    if (p->cotangent) { LOAD_SOME(v, p->cotangent + i, n); d += v; }
    LOAD_SOME(r, p->saved + i, n); LOAD_SOME(z, p->saved + H + i, n);
    LOAD_SOME(candidate, p->saved + 2 * H + i, n); LOAD_SOME(hn, p->saved + 3 * H + i, n);
    LOAD_SOME(h, p->state + i, n);
    Floats inner = d * (1.0f - z) * (1.0f - candidate * candidate);
    Floats update = d * (h - candidate) * z * (1.0f - z);
    Floats reset = inner * hn * r * (1.0f - r);
    Floats through = inner * r, direct = d * z;
    STORE_SOME(p->input + i, reset, n); STORE_SOME(p->input + H + i, update, n);
    STORE_SOME(p->input + 2 * H + i, inner, n);
    STORE_SOME(p->recurrent + i, reset, n); STORE_SOME(p->recurrent + H + i, update, n);
    STORE_SOME(p->recurrent + 2 * H + i, through, n);
    STORE_SOME(p->direct + i, direct, n);
}

DISPATCHED(
    void, kernel_gru_backward,
    (size_t rows, size_t hidden, const float *saved, const float *state, const float *carry,
     const float *product, const float *cotangent, float *input, float *recurrent, float *direct),
    (rows, hidden, saved, state, carry, product, cotangent, input, recurrent, direct)) {
    for (size_t r = 0; r < rows; r++) {
        Backward p = {
            saved + r * 4 * hidden, state + r * hidden, carry ? carry + r * hidden : NULL,
            product ? product + r * hidden : NULL, cotangent ? cotangent + r * hidden : NULL,
            input + r * 3 * hidden, recurrent + r * 3 * hidden, direct + r * hidden};
        FOR_LANES(hidden, backward_lanes(&p, hidden, i, LANES);, backward_lanes(&p, hidden, i, n););
    }
}
