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

/// Copies fewer bytes than a block has, by copies of a fixed length that overlap.
static inline void copy_rest(uint8_t *to, const uint8_t *from, size_t count) {
    if (count >= 8) {
        memcpy(to, from, 8);
        memcpy(to + count - 8, from + count - 8, 8);
    } else if (count >= 4) {
        memcpy(to, from, 4);
        memcpy(to + count - 4, from + count - 4, 4);
    } else {
        for (size_t i = 0; i < count; i++) to[i] = from[i];
    }
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
    copy_rest(rest, text + index, end - index);
    memcpy(&block, rest, BLOCK);
    return block;
}

static inline size_t first(Bits stops) { return (size_t)__builtin_ctz(stops); }

/// Moves past blocks of ASCII without control characters, four at a time.
static inline size_t skip_printable(const uint8_t *text, size_t index, size_t end) {
    for (; end - index >= 4 * BLOCK; index += 4 * BLOCK) {
        Matches parts[4];
        memcpy(parts, text + index, sizeof parts);
        if (bits((parts[0] < ' ') | (parts[1] < ' ') | (parts[2] < ' ') | (parts[3] < ' '))) break;
    }
    return index;
}

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

// MARK: Flowing text

static inline Bits blanks(Block block) { return bits((block == ' ') | (block - '\t' < 5)); }

/// The place from `index` of the first byte that is no white space, or the end of the text.
static inline size_t skip_blanks(const uint8_t *text, size_t index, size_t count) {
    while (index < count) {
        Bits others = ~blanks(load(text, index, count)) & ALL;
        if (others != 0) return index + first(others);
        index += BLOCK;
    }
    return count;
}

/// Whether the no-break space U+00A0 stands at an index.
static inline bool is_no_break_space(const uint8_t *text, size_t index, size_t count) {
    return index + 1 < count && text[index] == 0xC2 && text[index + 1] == 0xA0;
}

FlowingCopy copy_flowing(const uint8_t *text, size_t count, uint8_t *to) {
    FlowingCopy copy = {0};
    while (copy.read < count) {
        // There is room for the whole block: no more was written than was read.
        Block block = load(text, copy.read, count);
        if (count - copy.read >= BLOCK) memcpy(to + copy.written, &block, BLOCK);
        else copy_rest(to + copy.written, text + copy.read, count - copy.read);
        Bits spaces = bits(block == ' ');
        Bits breaks = spaces | bits((block - '\t' < 5) | (block == 0xC2));
        // Of the last byte it is not known what follows.
        Bits stops = breaks & ~(spaces & ~breaks >> 1) & ALL >> 1;
        size_t length = stops == 0 ? BLOCK - 1 : first(stops);
        copy.read += length;
        copy.written += length;
        if (stops == 0 || copy.read >= count) continue;
        if (text[copy.read] == 0xC2) {
            if (is_no_break_space(text, copy.read, count)) return copy;
            to[copy.written++] = text[copy.read++];
            continue;
        }
        copy.read = skip_blanks(text, copy.read, count);
        copy.ends_blank = copy.read >= count || is_no_break_space(text, copy.read, count);
        if (copy.ends_blank) return copy;
        to[copy.written++] = ' ';
    }
    return copy;
}

// MARK: Brackets

size_t scan_double_brackets(const uint8_t *text, size_t start, size_t end) {
    for (size_t index = start; index < end; index += BLOCK) {
        Block block = load(text, index, end), folded = block | 0x20;
        Bits brackets = bits((folded == '{') | (folded == '}'));
        if (brackets == 0) continue;
        Bits stops = brackets & bits(block == load(text, index + 1, end));
        if (stops != 0) return index + first(stops);
    }
    return end;
}

size_t scan_brackets(const uint8_t *text, size_t start, size_t end) {
    for (size_t index = start; index < end; index += BLOCK) {
        Block block = load(text, index, end);
        Bits stops = bits((block - '(' < 2) | (block == '[') | (block == ']') | (block < ' '));
        if (stops != 0) return index + first(stops);
    }
    return end;
}

// MARK: Marks

size_t scan_unmarked(const uint8_t *text, size_t start, size_t end) {
    // The first byte of a block but the first one was looked at as the last of the block before.
    for (size_t index = start; index < end; index += BLOCK - 1) {
        Block block = load(text, index, end);
        Bits spaces = bits(block == ' ');
        Bits marks = bits(
            (block - '(' < 2) | (block == ',') | (block == '.') | (block == ';')
            | (block == '[') | (block == ']'));
        Bits stops = marks | (spaces & spaces << 1);
        if (stops != 0) {
            size_t stop = index + first(stops);
            return stop < end ? stop : end;
        }
    }
    return end;
}

// MARK: Lines

/// Whether a zero byte, tab or line end stands at an index.
static inline bool is_line_end(const uint8_t *text, size_t index, size_t end) {
    uint8_t byte = text[index];
    if (byte < 0x80) return byte == 0 || (byte >= '\t' && byte <= '\r');
    if (byte == 0xC2) return index + 1 < end && text[index + 1] == 0x85;
    return byte == 0xE2 && index + 2 < end && text[index + 1] == 0x80
        && (text[index + 2] & 0xFE) == 0xA8;
}

size_t scan_line(const uint8_t *text, size_t start, size_t end) {
    size_t index = start;
    while (index < end) {
        index = skip_printable(text, index, end);
        Block block = load(text, index, end);
        Bits marks = bits((block == 0) | (block - '\t' < 5) | (block == 0xC2) | (block == 0xE2));
        if (marks == 0) {
            index += BLOCK;
            continue;
        }
        index += first(marks);
        if (index >= end || is_line_end(text, index, end)) break;
        index++;
    }
    return index < end ? index : end;
}

// MARK: UTF-8

static inline bool is_between(uint8_t byte, uint8_t low, uint8_t high) {
    return byte >= low && byte <= high;
}

/// Whether the bytes go on a character.
static inline bool go_on(const uint8_t *text, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if ((text[i] & 0xC0) != 0x80) return false;
    }
    return true;
}

/// The length of the character that starts with a byte above 0x7F, or 0 where it is none (Unicode 15.0,
/// table 3-7).
static inline size_t character(const uint8_t *text, size_t count) {
    uint8_t byte = text[0];
    size_t length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    if (byte < 0xC2 || byte > 0xF4 || length > count) return 0;
    uint8_t low = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80;
    uint8_t high = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF;
    return is_between(text[1], low, high) && go_on(text + 2, length - 2) ? length : 0;
}

int scan_utf8(const uint8_t *text, size_t count) {
    size_t index = 0;
    while (index < count) {
        index = skip_printable(text, index, count);
        Block block = load(text, index, count);
        Bits others = bits((Matches)block < 0);
        if (others == 0) {
            index += BLOCK;
            continue;
        }
        for (index += first(others); index < count && text[index] >= 0x80;) {
            size_t length = character(text + index, count - index);
            if (length == 0) return 0;
            index += length;
        }
    }
    return 1;
}
