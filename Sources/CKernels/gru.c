#include "CKernels.h"
#include "vector.h"

/* One row of a call: every pointer is at the row, or null. */
typedef struct {
    const float *input, *sequence, *recurrent, *bias, *state;
    float *saved, *inner, *output, *next;
    uint16_t *narrow_saved, *narrow_output, *narrow_next;
} Forward;

/* `n` lanes starting at unit i of one row; a whole vector and a tail share this body. */
INLINE void forward_lanes(const Forward *p, size_t hidden, size_t i, size_t n) {
    size_t H = hidden;
    LOAD_SOME(xr, p->input + i, n); LOAD_SOME(xz, p->input + H + i, n);
    LOAD_SOME(xn, p->input + 2 * H + i, n);
    LOAD_SOME(hr, p->recurrent + i, n); LOAD_SOME(hz, p->recurrent + H + i, n);
    LOAD_SOME(hn, p->recurrent + 2 * H + i, n);
    LOAD_SOME(br, p->bias + i, n); LOAD_SOME(bz, p->bias + H + i, n);
    LOAD_SOME(bh, p->bias + 2 * H + i, n); LOAD_SOME(bx, p->bias + 3 * H + i, n);
    LOAD_SOME(h, p->state + i, n);
    if (p->sequence) {
        LOAD_SOME(sr, p->sequence + i, n); LOAD_SOME(sz, p->sequence + H + i, n);
        LOAD_SOME(sn, p->sequence + 2 * H + i, n);
        xr += sr; xz += sz; xn += sn;
    }
    Floats r, z, candidate;
    Floats reset = xr + hr + br, update = xz + hz + bz;
    vector_sigmoid(&reset, &r);
    vector_sigmoid(&update, &z);
    hn = hn + bh;
    Floats inner = xn + bx + r * hn;
    vector_tanh(&inner, &candidate);
    Floats next = candidate + z * (h - candidate);
    if (p->saved) {
        STORE_SOME(p->saved + i, r, n); STORE_SOME(p->saved + H + i, z, n);
        STORE_SOME(p->saved + 2 * H + i, candidate, n); STORE_SOME(p->inner + i, hn, n);
    }
    if (p->narrow_saved) {
        store_bounded(p->narrow_saved + i, &r, 0, n);
        store_bounded(p->narrow_saved + H + i, &z, 0, n);
        store_bounded(p->narrow_saved + 2 * H + i, &candidate, -1, n);
        store_narrow(p->narrow_saved + 3 * H + i, &hn, n);
    }
    store_state(&next, p->output, p->next, p->narrow_output, p->narrow_next, i, n);
}

DISPATCHED(void, kernel_gru_forward, (const KernelRecurrenceForward *call), (call)) {
    size_t H = call->hidden;
    for (size_t r = 0; r < call->rows; r++) {
        Forward p = {
            call->input + table_row(call->ids, r) * 3 * H, AT_ROW(call->sequence, r, 3 * H),
            call->recurrent + r * 3 * H, call->bias, call->state + r * H,
            AT_ROW(call->saved, r, 3 * H), AT_ROW(call->inner, r, H), AT_ROW(call->output, r, H),
            AT_ROW(call->next, r, H),
            AT_ROW(call->narrow_saved, r, 4 * H), AT_ROW(call->narrow_output, r, H), AT_ROW(call->narrow_next, r, H)};
        FOR_LANES(H, forward_lanes(&p, H, i, LANES);, forward_lanes(&p, H, i, n););
    }
}

typedef struct {
    const float *state, *carry, *product, *cotangent, *inner;
    float *saved, *recurrent, *direct, *table, *sequence, *bias;
    const uint16_t *narrow_saved;
    uint16_t *narrow_recurrent, *narrow_input;
    int wants_input;
} Backward;

INLINE void backward_lanes(const Backward *p, size_t hidden, size_t i, size_t n) {
    size_t H = hidden;
    Floats d = 0.0f;
    if (p->carry) { LOAD_SOME(v, p->carry + i, n); d += v; }
    if (p->product) { LOAD_SOME(v, p->product + i, n); d += v; }
    if (p->cotangent) { LOAD_SOME(v, p->cotangent + i, n); d += v; }
    Floats r = 0.0f, z = 0.0f, candidate = 0.0f, hn = 0.0f;
    if (p->narrow_saved) {
        load_bounded(&r, p->narrow_saved + i, 0, n);
        load_bounded(&z, p->narrow_saved + H + i, 0, n);
        load_bounded(&candidate, p->narrow_saved + 2 * H + i, -1, n);
        load_narrow(&hn, p->narrow_saved + 3 * H + i, n);
    } else {
        memcpy(&r, p->saved + i, n * sizeof(float));
        memcpy(&z, p->saved + H + i, n * sizeof(float));
        memcpy(&candidate, p->saved + 2 * H + i, n * sizeof(float));
        memcpy(&hn, p->inner + i, n * sizeof(float));
    }
    LOAD_SOME(h, p->state + i, n);
    Floats inner = d * (1.0f - z) * (1.0f - candidate * candidate);
    Floats update = d * (h - candidate) * z * (1.0f - z);
    Floats reset = inner * hn * r * (1.0f - r);
    Floats through = inner * r, direct = d * z;
    STORE_SOME(p->direct + i, direct, n);
    if (p->recurrent) {
        STORE_SOME(p->recurrent + i, reset, n); STORE_SOME(p->recurrent + H + i, update, n);
        STORE_SOME(p->recurrent + 2 * H + i, through, n);
    }
    if (p->narrow_recurrent) {
        store_narrow(p->narrow_recurrent + i, &reset, n);
        store_narrow(p->narrow_recurrent + H + i, &update, n);
        store_narrow(p->narrow_recurrent + 2 * H + i, &through, n);
    }
    if (p->wants_input) {
        STORE_SOME(p->saved + i, reset, n); STORE_SOME(p->saved + H + i, update, n);
        STORE_SOME(p->saved + 2 * H + i, inner, n);
    }
    if (p->narrow_input) {
        store_narrow(p->narrow_input + i, &reset, n);
        store_narrow(p->narrow_input + H + i, &update, n);
        store_narrow(p->narrow_input + 2 * H + i, &inner, n);
    }
    float *sums[] = {p->table, p->sequence};
    for (size_t s = 0; s < 2; s++) {
        if (!sums[s]) continue;
        add_lanes(sums[s] + i, &reset, n);
        add_lanes(sums[s] + H + i, &update, n);
        add_lanes(sums[s] + 2 * H + i, &inner, n);
    }
    add_lanes(p->bias + 2 * H + i, &through, n);
    if (p->table) return;
    add_lanes(p->bias + i, &reset, n);
    add_lanes(p->bias + H + i, &update, n);
    add_lanes(p->bias + 3 * H + i, &inner, n);
}

DISPATCHED(void, kernel_gru_backward, (const KernelRecurrenceBackward *call), (call)) {
    size_t H = call->hidden;
    for (size_t r = 0; r < call->rows; r++) {
        Backward p = {
            call->state + r * H, AT_ROW(call->carry, r, H), AT_ROW(call->product, r, H),
            AT_ROW(call->cotangent, r, H), AT_ROW(call->inner, r, H),
            AT_ROW(call->saved, r, 3 * H),
            AT_ROW(call->recurrent, r, 3 * H), call->direct + r * H,
            AT_ROW(call->table, table_row(call->ids, r), 3 * H),
            AT_ROW(call->sequence, r, 3 * H), call->bias,
            AT_ROW(call->narrow_saved, r, 4 * H), AT_ROW(call->narrow_recurrent, r, 3 * H),
            AT_ROW(call->narrow_input, r, 3 * H), call->wants_input};
        FOR_LANES(H, backward_lanes(&p, H, i, LANES);, backward_lanes(&p, H, i, n););
    }
}
