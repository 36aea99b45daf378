#include "CCompression.h"

#include <bzlib.h>
#include <lzma.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

enum { GZIP_WINDOW = 15 + 16 };
static const uint64_t XZ_MEMORY_LIMIT = 512u << 20;

struct CCompressionDecoder {
    CCompressionFormat format;
    int is_open;
    z_stream gzip;
    bz_stream bzip2;
    lzma_stream xz;
    ZSTD_DCtx *zstandard;
};

static int open_decoder(CCompressionDecoder *d) {
    switch (d->format) {
    case CCompressionGzip:
        d->gzip = (z_stream){0};
        return inflateInit2(&d->gzip, GZIP_WINDOW) == Z_OK;
    case CCompressionBzip2:
        d->bzip2 = (bz_stream){0};
        return BZ2_bzDecompressInit(&d->bzip2, 0, 0) == BZ_OK;
    case CCompressionXZ:
        d->xz = (lzma_stream)LZMA_STREAM_INIT;
        return lzma_stream_decoder(&d->xz, XZ_MEMORY_LIMIT, 0) == LZMA_OK;
    case CCompressionZstandard:
        d->zstandard = ZSTD_createDCtx();
        return d->zstandard != NULL;
    }
    return 0;
}

static void close_decoder(CCompressionDecoder *d) {
    if (!d->is_open) return;
    switch (d->format) {
    case CCompressionGzip: inflateEnd(&d->gzip); break;
    case CCompressionBzip2: BZ2_bzDecompressEnd(&d->bzip2); break;
    case CCompressionXZ: lzma_end(&d->xz); break;
    case CCompressionZstandard: ZSTD_freeDCtx(d->zstandard); break;
    }
    d->is_open = 0;
}

CCompressionDecoder *ccompression_create(CCompressionFormat format) {
    CCompressionDecoder *decoder = calloc(1, sizeof *decoder);
    if (decoder == NULL) return NULL;
    decoder->format = format;
    if (ccompression_restart(decoder) == CCompressionMore) return decoder;
    free(decoder);
    return NULL;
}

void ccompression_destroy(CCompressionDecoder *decoder) {
    close_decoder(decoder);
    free(decoder);
}

CCompressionStatus ccompression_restart(CCompressionDecoder *decoder) {
    close_decoder(decoder);
    decoder->is_open = open_decoder(decoder);
    return decoder->is_open ? CCompressionMore : CCompressionNoMemory;
}

static CCompressionStatus decode_gzip(z_stream *stream) {
    switch (inflate(stream, Z_NO_FLUSH)) {
    case Z_OK: case Z_BUF_ERROR: return CCompressionMore;
    case Z_STREAM_END: return CCompressionEnd;
    case Z_MEM_ERROR: return CCompressionNoMemory;
    default: return CCompressionCorrupt;
    }
}

static CCompressionStatus decode_bzip2(bz_stream *stream) {
    switch (BZ2_bzDecompress(stream)) {
    case BZ_OK: return CCompressionMore;
    case BZ_STREAM_END: return CCompressionEnd;
    case BZ_MEM_ERROR: return CCompressionNoMemory;
    default: return CCompressionCorrupt;
    }
}

static CCompressionStatus decode_xz(lzma_stream *stream) {
    switch (lzma_code(stream, LZMA_RUN)) {
    case LZMA_OK: case LZMA_BUF_ERROR: return CCompressionMore;
    case LZMA_STREAM_END: return CCompressionEnd;
    case LZMA_MEM_ERROR: case LZMA_MEMLIMIT_ERROR: return CCompressionNoMemory;
    default: return CCompressionCorrupt;
    }
}

static CCompressionStatus decode_zstandard(
    ZSTD_DCtx *context, ZSTD_inBuffer *input, ZSTD_outBuffer *output
) {
    size_t result = ZSTD_decompressStream(context, output, input);
    if (ZSTD_isError(result)) {
        return ZSTD_getErrorCode(result) == ZSTD_error_frameParameter_windowTooLarge
            ? CCompressionNoMemory
            : CCompressionCorrupt;
    }
    return result == 0 ? CCompressionEnd : CCompressionMore;
}

/// Calls `decode` on a stream whose fields have zlib's names, as those of libbz2 and liblzma do.
#define STEP(stream, decode, input_type)                 \
    do {                                                 \
        (stream).next_in = (input_type)input;            \
        (stream).avail_in = input_count;                 \
        (stream).next_out = (void *)output;              \
        (stream).avail_out = capacity;                   \
        CCompressionStatus status = decode(&(stream));   \
        *consumed = input_count - (stream).avail_in;     \
        *produced = capacity - (stream).avail_out;       \
        return status;                                   \
    } while (0)

CCompressionStatus ccompression_decode(
    CCompressionDecoder *decoder,
    const uint8_t *input, size_t input_count, size_t *consumed,
    uint8_t *output, size_t capacity, size_t *produced
) {
    *consumed = *produced = 0;
    switch (decoder->format) {
    case CCompressionGzip: STEP(decoder->gzip, decode_gzip, Bytef *);
    case CCompressionBzip2: STEP(decoder->bzip2, decode_bzip2, char *);
    case CCompressionXZ: STEP(decoder->xz, decode_xz, const uint8_t *);
    case CCompressionZstandard: {
        ZSTD_inBuffer in = {input, input_count, 0};
        ZSTD_outBuffer out = {output, capacity, 0};
        CCompressionStatus status = decode_zstandard(decoder->zstandard, &in, &out);
        *consumed = in.pos;
        *produced = out.pos;
        return status;
    }
    }
    return CCompressionCorrupt;
}
