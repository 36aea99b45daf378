#if defined(__linux__)
#define _GNU_SOURCE
#endif

#include "Events.h"

#include <string.h>

// libxml2 forgets columns where it parses long texts fast, and drops what it has parsed. So the last bytes
// that it was given are kept until it has passed them, and columns are counted in them. The bytes are those
// of libxml2's own buffer unless it converts them, which it does not for documents that are in UTF-8.

/// The number of bytes up to and with the last line feed among some, or 0.
static size_t after_last_line_feed(const void *bytes, size_t count) {
    const uint8_t *start = bytes;
#if defined(__linux__)
    const uint8_t *found = count == 0 ? NULL : memrchr(start, '\n', count);
    return found == NULL ? 0 : (size_t)(found - start) + 1;
#else
    while (count > 0 && start[count - 1] != '\n') count--;
    return count;
#endif
}

/// The first byte of the line that holds a place which libxml2 had not passed before the last bytes.
static size_t line_start(const CXMLParser *parser, size_t place) {
    const Places *places = &parser->places;
    size_t known = places->passed + places->waiting.count, after = 0;
    if (place > known) after = after_last_line_feed(places->piece, place - known);
    if (after > 0) return known + after;
    size_t waiting = place < known ? place - places->passed : places->waiting.count;
    after = after_last_line_feed(places->waiting.items, waiting);
    return after > 0 ? places->passed + after : places->line_start;
}

int32_t cxml_column(const CXMLParser *parser, int32_t reported) {
    size_t place = cxml_place(parser);
    if (parser->is_html || parser->encoding != CXMLAlreadyUTF8) return reported;
    return place < parser->places.passed ? reported : (int32_t)(place - line_start(parser, place) + 1);
}

void cxml_will_parse(CXMLParser *parser, const uint8_t *bytes) { parser->places.piece = bytes; }

void cxml_did_parse(CXMLParser *parser, size_t count) {
    Places *places = &parser->places;
    size_t place = cxml_place(parser), end = places->passed + places->waiting.count + count;
    if (place < places->passed || place > end) return;
    places->line_start = line_start(parser, place);
    size_t rest = end - place, old = rest > count ? rest - count : 0;
    if (old < places->waiting.count && old > 0) {
        memmove(places->waiting.items, places->waiting.items + places->waiting.count - old, old);
    }
    places->waiting.count = old;
    places->passed = place;
    size_t fresh = rest - old;
    char *kept = cxml_buffer_add(parser, &places->waiting, fresh);
    if (kept != NULL && fresh > 0) memcpy(kept, places->piece + count - fresh, fresh);
}
