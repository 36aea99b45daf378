#pragma once

#include <stddef.h>
#include <stdint.h>

// Scans over text in UTF-8, and copies of it, that look at 16 bytes at a time. They are in C because a comparison of vectors
// in Swift cannot be had as the bits of a number, in which the first byte that stops a scan is found.

/// The end of the run of prose of a wikitext that starts at a byte which is prose.
///
/// A byte is prose that is never markup, white space, or a mark that closes gaps. The run may hold single
/// spaces before such bytes, other than before a full stop, and a comma or a closing parenthesis after them.
///
/// The run ends at `end` at the latest; the text goes on to `count`.
size_t scan_prose(const uint8_t *text, size_t count, size_t start, size_t end);

/// How much of a text was copied.
typedef struct {
    size_t read;               ///< The bytes of the text that were read,
    size_t written;            ///< and those that were written, which are no more.
    int ends_blank;            ///< Whether those that were read end in white space, which was not written.
} FlowingCopy;

/// Copies a text, which starts at a visible byte, with a space for each run of white space in it, up to the
/// first no-break space (U+00A0) or the end. There is room for `count` bytes at `to`.
FlowingCopy copy_flowing(const uint8_t *text, size_t count, uint8_t *to);

/// The place from `start` of the first zero byte, tab or line end of a text in UTF-8, or `end`.
///
/// Line ends are the control characters from tab to carriage return, U+0085, U+2028 and U+2029.
size_t scan_line(const uint8_t *text, size_t start, size_t end);

/// The place from `start` of the first of the marks `(),.;[]`, or of a space that follows a space that is
/// not before `start`; or `end`.
size_t scan_unmarked(const uint8_t *text, size_t start, size_t end);

/// Whether the bytes are well-formed UTF-8.
int scan_utf8(const uint8_t *text, size_t count);

/// The first place from `start` where one of the brackets `[]{}` stands twice, or `end`.
size_t scan_double_brackets(const uint8_t *text, size_t start, size_t end);

/// The place from `start` of the first of the brackets `()[]` or of the control characters below the space;
/// or `end`.
size_t scan_brackets(const uint8_t *text, size_t start, size_t end);
