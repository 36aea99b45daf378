/*
 * The vector kernels: small loops over contiguous rows of 32-bit floats, compiled for several
 * instruction sets and dispatched by what the CPU has, since Swift compiles a function for one only.
 *
 * Conventions: matrices are row-major and dense unless a leading dimension is passed; R rows, H
 * hidden units. Nothing here allocates, locks or keeps state, except the thread pool and the level.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/*
 * The levels of instructions: those of every x86-64 (SSE2), those with AVX2 and FMA (x86-64-v3),
 * those with AVX-512 (x86-64-v4). Elsewhere there is one, the baseline.
 */
typedef enum { KernelBaseline = 0, KernelAVX2 = 1, KernelAVX512 = 2 } KernelLevel;

/* The level in force: from the start the highest that this CPU has. */
KernelLevel kernel_level(void);

/* Puts the highest level in force that this CPU has and that is not above `highest`. */
void kernel_limit_level(KernelLevel highest);

/*
 * The gates of a recurrent cell, one row of units at a time. G gates in PyTorch's order: three for
 * a GRU (reset, update, candidate), four for an LSTM (input, forget, candidate, output).
 */

/*
 * What the forward kernels read and write. A row's input is x W_ih^T + b_ih (G H), or a row of a
 * table of such inputs, plus a row of its sequence. What may be null is neither read nor written.
 */
typedef struct {
    size_t rows, hidden;
    const float *input;          /* G H a row, or a row of the table for each id */
    const int32_t *ids;          /* the table's row of each row; null: the rows themselves */
    const float *sequence;       /* G H a row, or null */
    const float *recurrent;      /* h W_hh^T, G H a row */
    const float *bias;           /* 4H; GRU: reset, update, hidden side of the candidate, its input */
    const float *state, *cell;   /* H a row before the step; a GRU reads h, an LSTM c */
    float *saved;                /* GRU r, z, n; LSTM i, f, g, o: G H a row; or null */
    float *inner;                /* GRU hn + bn; LSTM tanh c': H a row; or null */
    uint16_t *narrow_saved;      /* a row of both in sixteen bits: evenly spaced, hn in bfloat16; or null */
    float *output, *next;        /* h', written to both, or null */
    float *next_cell;            /* c', or null */
    uint16_t *narrow_output, *narrow_next; /* h' in bfloat16, or null */
} KernelRecurrenceForward;

/* h' = (1 - z) n + z h, with n = tanh(xn + r (hn + bn)). */
void kernel_gru_forward(const KernelRecurrenceForward *call);

/* c' = f c + i g, h' = o tanh(c'). */
void kernel_lstm_forward(const KernelRecurrenceForward *call);

/*
 * What the backward kernels read and write. dL/dh' is the sum of `product`, which came through the
 * recurrent weights, of `cotangent` from above, and for a GRU of `carry`; for an LSTM `carry` is
 * dL/dc'. The derivatives by the input are added up, not stored, unless they are wanted.
 */
typedef struct {
    size_t rows, hidden;
    float *saved;                /* of the forward kernel */
    const float *inner;
    const uint16_t *narrow_saved; /* the same in sixteen bits, read instead if it is not null */
    const float *state;          /* before the step: a GRU's h, an LSTM's c */
    const float *carry, *product, *cotangent;           /* H a row, or null */
    float *direct;               /* H a row: z dL/dh' of a GRU, dL/dc of an LSTM */
    float *recurrent;            /* by h W_hh^T, G H a row, or null */
    uint16_t *narrow_recurrent;  /* the same in bfloat16, or null */
    int wants_input;             /* GRU: writes by the input over `saved` */
    uint16_t *narrow_input;      /* GRU: the same in bfloat16, or null */
    const int32_t *ids;          /* as in the forward kernel */
    float *table;                /* added to: by the table or the input rows, or null */
    float *sequence;             /* added to: by the rows of the sequences, or null */
    float *bias;                 /* added to: 4H as in the forward kernel; where there is a table,
                                    whose rows' sum says the rest, a GRU's third H only */
} KernelRecurrenceBackward;

/* The derivative of kernel_gru_forward. */
void kernel_gru_backward(const KernelRecurrenceBackward *call);

/* The derivative of kernel_lstm_forward. */
void kernel_lstm_backward(const KernelRecurrenceBackward *call);

/* Softmax over each row of V logits. */

/* Adds the bias (or null) to the logits in place; writes log p(target) of each row. */
void kernel_softmax_log_likelihood(
    size_t rows, size_t vocabulary, float *logits, const float *bias, const int32_t *targets,
    float *log_likelihood);

/*
 * Writes log p(target) of each row, and turns logits + bias into weight (onehot(target) - p), the
 * derivative of the weighted sum of these: in place, or in bfloat16 in `narrow` where that is not
 * null. Rows are `stride` elements apart. Adds the derivatives of all rows to the V `sums`.
 */
void kernel_softmax_gradient(
    size_t rows, size_t vocabulary, size_t stride, float *logits, const float *bias,
    const int32_t *targets, const float *weights, float *log_likelihood, uint16_t *narrow,
    float *sums);

/* Logits + bias (or null) into log-probabilities in place. */
void kernel_log_softmax(size_t rows, size_t vocabulary, float *logits, const float *bias);

/* The choice of tokens. */

/* What is chosen from: logits + bias (or null), but for some tokens. */
typedef struct {
    size_t vocabulary;
    const float *bias;
    float temperature;
    const int32_t *suppressed;
    size_t suppressed_count;
} KernelChoice;

/*
 * Chooses a token for each row: with `units` in (0, 1) by inversion of the cumulative distribution
 * at the temperature, else the likeliest, the first of equal ones. -1 stands for none, where every
 * token is ruled out, by suppression, minus infinity or not being a number. The log-probability is
 * that of softmax(logits + bias) at temperature 1 with nothing suppressed. `room` is for three
 * rows, each of V rounded up to a multiple of 16.
 */
void kernel_choose_tokens(
    size_t rows, const KernelChoice *choice, const float *logits, const double *units, float *room,
    int32_t *tokens, float *log_probabilities);

/* Uniform draw number draws[r] of each row's stream, of 53 bits. */
void kernel_philox_units(
    size_t rows, uint64_t key, const uint64_t *streams, const uint64_t *draws, double *out);

/* Rows. */

/* out[r] = table[ids[r]]. */
void kernel_gather_rows(
    size_t rows, size_t width, const float *table, const int32_t *ids, float *out);

/* table[ids[r]] += rows[r] over columns [first, last), in row order. */
void kernel_scatter_add_rows(
    size_t rows, size_t width, size_t first, size_t last, const float *values, const int32_t *ids,
    float *table);

/* out[c] += sum over rows of x[r][c], over columns [first, last). */
void kernel_sum_rows(
    size_t rows, size_t width, size_t first, size_t last, const float *x, float *out);

/* Pointwise, n elements. */
void kernel_add(size_t n, const float *a, const float *b, float *out);
void kernel_subtract(size_t n, const float *a, const float *b, float *out);
void kernel_multiply(size_t n, const float *a, const float *b, float *out);
void kernel_scale(size_t n, float scale, float offset, const float *a, float *out);
void kernel_accumulate(size_t n, float scale, const float *a, float *out);
void kernel_exp(size_t n, const float *a, float *out);
void kernel_log(size_t n, const float *a, float *out);
void kernel_tanh(size_t n, const float *a, float *out);
void kernel_sigmoid(size_t n, const float *a, float *out);
void kernel_add_bias(size_t rows, size_t width, const float *bias, float *out);
double kernel_sum(size_t n, const float *a);
double kernel_sum_of_squares(size_t n, const float *a);

/*
 * One step of Adam (AdamW when decay > 0) over n parameters; corrections are 1 / (1 - beta^t). A
 * null gradient is zero.
 */
typedef struct {
    float learning_rate, beta1, beta2, epsilon, decay;
    float correction1, correction2;
    float gradient_scale;
} KernelAdam;
void kernel_adam(
    size_t n, const KernelAdam *settings, const float *gradient, float *parameter, float *first,
    float *second);

/* bfloat16: round to nearest, ties to even. */
void kernel_to_bfloat16(size_t n, const float *a, uint16_t *out);

/*
 * Philox4x32-10, with the seed as key. A block has four words; word or draw i of the latter two
 * depends on key, stream and counter + i only (normal draws come in pairs, so they start at an
 * even counter).
 */
void kernel_philox_block(uint64_t key, uint64_t stream, uint64_t counter, uint32_t out[4]);
void kernel_philox_uniform(size_t n, uint64_t key, uint64_t stream, uint64_t counter, float *out);
void kernel_philox_normal(size_t n, uint64_t key, uint64_t stream, uint64_t counter, float *out);

/*
 * A pool of threads that run one function together; the caller is worker 0. Each other thread
 * calls `prepare` once, when it starts. Null when there is no memory; fewer workers when the
 * system gives no more threads.
 */
typedef struct KernelPool KernelPool;
typedef void (*KernelPoolBody)(void *context, size_t worker);
KernelPool *kernel_pool_create(size_t workers, KernelPoolBody prepare, void *context);
void kernel_pool_run(KernelPool *pool, KernelPoolBody body, void *context);
size_t kernel_pool_workers(const KernelPool *pool);
void kernel_pool_destroy(KernelPool *pool);
