#pragma once

#include <stddef.h>
#include <stdint.h>

/// The compressed formats, told apart by their magic bytes.
typedef enum {
    CCompressionGzip = 1,
    CCompressionBzip2,
    CCompressionXZ,
    CCompressionZstandard,
} CCompressionFormat;

/// What one step of decoding came to.
typedef enum {
    CCompressionMore,      ///< Give more input, or more room for output.
    CCompressionEnd,       ///< A member of the stream is complete.
    CCompressionCorrupt,   ///< The bytes are not of this format.
    CCompressionNoMemory,
} CCompressionStatus;

/// A decoder of one format, over zlib, libbz2, liblzma or libzstd.
typedef struct CCompressionDecoder CCompressionDecoder;

/// Creates a decoder, or returns null when memory is short.
CCompressionDecoder *ccompression_create(CCompressionFormat format);

/// Frees a decoder.
void ccompression_destroy(CCompressionDecoder *decoder);

/// Makes the decoder ready for the next member of a stream of several.
CCompressionStatus ccompression_restart(CCompressionDecoder *decoder);

/// Decodes some of the input into some of the output, and says how much of each was used.
CCompressionStatus ccompression_decode(
    CCompressionDecoder *decoder,
    const uint8_t *input, size_t input_count, size_t *consumed,
    uint8_t *output, size_t capacity, size_t *produced);
