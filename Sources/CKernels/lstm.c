#include "CKernels.h"
#include "vector.h"

/* One row of a call: every pointer is at the row, or null. */
typedef struct {
    const float *input, *sequence, *recurrent, *bias, *cell;
    float *saved, *inner, *output, *next, *next_cell;
    uint16_t *narrow_saved, *narrow_output, *narrow_next;
} Forward;

INLINE void forward_lanes(const Forward *p, size_t H, size_t i, size_t n) {
    Floats gate[4];
    for (size_t g = 0; g < 4; g++) {
        LOAD_SOME(x, p->input + g * H + i, n);
        LOAD_SOME(h, p->recurrent + g * H + i, n);
        LOAD_SOME(b, p->bias + g * H + i, n);
        gate[g] = x + h + b;
        if (p->sequence) { LOAD_SOME(s, p->sequence + g * H + i, n); gate[g] += s; }
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
        STORE_SOME(p->inner + i, squashed, n);
    }
    if (p->narrow_saved) {
        store_bounded(p->narrow_saved + i, &in, 0, n);
        store_bounded(p->narrow_saved + H + i, &forget, 0, n);
        store_bounded(p->narrow_saved + 2 * H + i, &candidate, -1, n);
        store_bounded(p->narrow_saved + 3 * H + i, &out, 0, n);
        store_bounded(p->narrow_saved + 4 * H + i, &squashed, -1, n);
    }
    if (p->next_cell) STORE_SOME(p->next_cell + i, cell, n);
    store_state(&next, p->output, p->next, p->narrow_output, p->narrow_next, i, n);
}

DISPATCHED(void, kernel_lstm_forward, (const KernelRecurrenceForward *call), (call)) {
    size_t H = call->hidden;
    for (size_t r = 0; r < call->rows; r++) {
        Forward p = {
            call->input + table_row(call->ids, r) * 4 * H, AT_ROW(call->sequence, r, 4 * H),
            call->recurrent + r * 4 * H, call->bias, call->cell + r * H,
            AT_ROW(call->saved, r, 4 * H), AT_ROW(call->inner, r, H), AT_ROW(call->output, r, H),
            AT_ROW(call->next, r, H), AT_ROW(call->next_cell, r, H), AT_ROW(call->narrow_saved, r, 5 * H),
            AT_ROW(call->narrow_output, r, H), AT_ROW(call->narrow_next, r, H)};
        FOR_LANES(H, forward_lanes(&p, H, i, LANES);, forward_lanes(&p, H, i, n););
    }
}

typedef struct {
    const float *saved, *inner, *cell, *carry, *product, *cotangent;
    float *recurrent, *direct, *table, *sequence, *bias;
    const uint16_t *narrow_saved;
    uint16_t *narrow_recurrent;
} Backward;

INLINE void backward_lanes(const Backward *p, size_t H, size_t i, size_t n) {
    Floats d = 0.0f, dc = 0.0f;
    if (p->product) { LOAD_SOME(v, p->product + i, n); d += v; }
    if (p->cotangent) { LOAD_SOME(v, p->cotangent + i, n); d += v; }
    if (p->carry) { LOAD_SOME(v, p->carry + i, n); dc += v; }
    Floats kept[5] = {0.0f, 0.0f, 0.0f, 0.0f, 0.0f};
    for (size_t g = 0; g < 5; g++) {
        /* The candidate and the squashed cell may be negative. */
        float low = g == 2 || g == 4 ? -1 : 0;
        if (p->narrow_saved) load_bounded(&kept[g], p->narrow_saved + g * H + i, low, n);
        else memcpy(&kept[g], g < 4 ? p->saved + g * H + i : p->inner + i, n * sizeof(float));
    }
    Floats in = kept[0], forget = kept[1], candidate = kept[2], out = kept[3], squashed = kept[4];
    LOAD_SOME(c, p->cell + i, n);
    dc += d * out * (1.0f - squashed * squashed);
    Floats direct = dc * forget;
    Floats gate[4] = {
        dc * candidate * in * (1.0f - in), dc * c * forget * (1.0f - forget),
        dc * in * (1.0f - candidate * candidate), d * squashed * out * (1.0f - out)};
    STORE_SOME(p->direct + i, direct, n);
    for (size_t g = 0; g < 4; g++) {
        size_t at = g * H + i;
        if (p->recurrent) STORE_SOME(p->recurrent + at, gate[g], n);
        if (p->narrow_recurrent) store_narrow(p->narrow_recurrent + at, &gate[g], n);
        if (p->sequence) add_lanes(p->sequence + at, &gate[g], n);
        add_lanes((p->table ? p->table : p->bias) + at, &gate[g], n);
    }
}

DISPATCHED(void, kernel_lstm_backward, (const KernelRecurrenceBackward *call), (call)) {
    size_t H = call->hidden;
    for (size_t r = 0; r < call->rows; r++) {
        Backward p = {
            AT_ROW(call->saved, r, 4 * H), AT_ROW(call->inner, r, H), call->state + r * H, AT_ROW(call->carry, r, H),
            AT_ROW(call->product, r, H), AT_ROW(call->cotangent, r, H),
            AT_ROW(call->recurrent, r, 4 * H), call->direct + r * H,
            AT_ROW(call->table, table_row(call->ids, r), 4 * H),
            AT_ROW(call->sequence, r, 4 * H), call->bias,
            AT_ROW(call->narrow_saved, r, 5 * H), AT_ROW(call->narrow_recurrent, r, 4 * H)};
        FOR_LANES(H, backward_lanes(&p, H, i, LANES);, backward_lanes(&p, H, i, n););
    }
}
