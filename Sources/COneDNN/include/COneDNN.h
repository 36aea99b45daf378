/*
 * Matrix products by oneDNN, versions 2 and 3, behind a few functions of our own. Every function
 * that can fail returns 0 on success and oneDNN's status otherwise.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* C = A B with A of M x K (dense), B packed once in oneDNN's own layout, C of M x N in float. */
typedef struct OneDNNProduct OneDNNProduct;

typedef enum { OneDNNFloat32 = 0, OneDNNBFloat16 = 1 } OneDNNType;

/* Null when oneDNN has no such product on this CPU. */
OneDNNProduct *onednn_product_create(int64_t rows, int64_t columns, int64_t inner, OneDNNType type);
void onednn_product_destroy(OneDNNProduct *product);
size_t onednn_product_packed_size(const OneDNNProduct *product);
size_t onednn_product_scratch_size(const OneDNNProduct *product);
int onednn_product_same_packing(const OneDNNProduct *a, const OneDNNProduct *b);

/* Makes ready to pack B, given in float as K x N or, transposed, as N x K; one thread at a time. */
int onednn_product_prepare_packing(OneDNNProduct *product, int transposed);
/* Packs B once that is ready; several threads may, each into memory of its own. */
int onednn_product_pack(
    const OneDNNProduct *product, const float *weights, int transposed, void *packed);
int onednn_product_execute(
    const OneDNNProduct *product, const void *a, const void *packed, float *c, void *scratch);

/*
 * C = op(A) op(B), or C += op(A) op(B) where it accumulates, row-major with leading dimensions; op
 * is a transposition or nothing.
 */
int onednn_gemm(
    int transpose_a, int transpose_b, int accumulate, int64_t rows, int64_t columns, int64_t inner,
    const float *a, int64_t lda, const float *b, int64_t ldb, float *c, int64_t ldc);

/* The same with operands in bfloat16; sums are in float. Fails where the CPU has no bfloat16. */
int onednn_gemm_bfloat16(
    int transpose_a, int transpose_b, int accumulate, int64_t rows, int64_t columns, int64_t inner,
    const uint16_t *a, int64_t lda, const uint16_t *b, int64_t ldb, float *c, int64_t ldc);

/* The calling thread runs oneDNN alone from now on: our own pool splits the work. */
void onednn_use_calling_thread_only(void);
void onednn_version(int *major, int *minor, int *patch);

typedef enum { OneDNNSSE41, OneDNNAVX2, OneDNNAVX512 } OneDNNInstructions;

/*
 * No instructions above these from now on; those of AVX-512 are without the ones for bfloat16.
 * Only before the first product.
 */
int onednn_limit_instructions(OneDNNInstructions highest);
/* 1 when this CPU multiplies bfloat16 natively (AVX512-BF16 or AMX). */
int onednn_has_bfloat16(void);
