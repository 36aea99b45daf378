#include "CByteScans.h"

#include <stdbool.h>
#include <string.h>

// MARK: Blocks

enum { BLOCK = 16, ALL = 0xFFFF };

/// Bytes that are compared together; where a comparison holds, the byte of its result is 0xFF.
typedef uint8_t Block __attribute__((vector_size(BLOCK)));
typedef int8_t Matches __attribute__((vector_size(BLOCK)));
typedef bool Flags __attribute__((ext_vector_type(BLOCK)));

/// A bit for each byte of a block, the first byte's the lowest.
typedef uint32_t Bits;

static inline Bits bits(Matches matches) {
    Flags flags = __builtin_convertvector(matches, Flags);
    uint16_t result;
    memcpy(&result, &flags, sizeof result);
    return result;
}

/// The bytes from an index; after the end of the text stand line feeds, which stop every scan.
static inline Block load(const uint8_t *text, size_t index, size_t end) {
    Block block;
    if (end - index >= BLOCK) {
        memcpy(&block, text + index, BLOCK);
        return block;
    }
    uint8_t rest[BLOCK];
    memset(rest, '\n', BLOCK);
    memcpy(rest, text + index, end - index);
    memcpy(&block, rest, BLOCK);
    return block;
}

static inline size_t first(Bits stops) { return (size_t)__builtin_ctz(stops); }

// MARK: Prose

/// Where the bytes of a block are prose.
static inline Bits prose(Block block) {
    Block folded = block | 0x20;
    Matches others = (block < 0x21) | (block - '&' < 4) | (block == ',') | (block - ';' < 2)
        | (block == '_') | (folded == '{') | (folded == '}') | (folded == 0xE2);
    return ~bits(others);
}

size_t scan_prose(const uint8_t *text, size_t count, size_t start, size_t end) {
    // The first byte of a block is known to belong to the run, and of the last one nothing is known yet.
    for (size_t index = start; index < end; index += BLOCK - 2) {
        Block block = load(text, index, count);
        Bits inside = end - index < BLOCK ? (1u << (end - index)) - 1 : ALL;
        Bits plain = prose(block) & inside;
        Bits follows = plain & ~bits(block == '.');
        Bits spaces = bits(block == ' ') & follows >> 1;
        Bits marks = bits((block == ',') | (block == ')')) & plain << 1 & inside;
        Bits stops = ~(plain | spaces | marks) & ALL >> 1 & ~1u;
        if (stops != 0) return index + first(stops);
    }
    return end;
}

// MARK: Visible text

size_t scan_visible(const uint8_t *text, size_t start, size_t end) {
    for (size_t index = start; index < end; index += BLOCK - 1) {
        Block block = load(text, index, end);
        Bits spaces = bits(block == ' ');
        Bits blanks = spaces | bits(block - '\t' < 5);
        Bits stops = blanks & ~(spaces & ~blanks >> 1) & ALL >> 1;
        if (stops != 0) return index + first(stops);
    }
    return end;
}

// MARK: Brackets

size_t scan_double_brackets(const uint8_t *text, size_t start, size_t end) {
    for (size_t index = start; index < end; index += BLOCK) {
        Block block = load(text, index, end);
        Block next = load(text, index + 1, end);
        Block folded = block | 0x20;
        Bits stops = bits((block == next) & ((folded == '{') | (folded == '}')));
        if (stops != 0) return index + first(stops);
    }
    return end;
}
