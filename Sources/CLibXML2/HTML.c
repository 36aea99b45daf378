#include "Events.h"

#include <libxml/HTMLparser.h>
#include <libxml/dict.h>
#include <string.h>

// HTML is read as browsers read it: nothing is malformed. What is bounded is depth and the attributes of
// an element, for both of which libxml2's time is quadratic, and the events, which are kept in memory
// until the page is read.

static const xmlChar *kept(CXMLParser *parser, const xmlChar *name) {
    return xmlDictLookup(parser->context->dict, name, -1);
}

static void add_attribute(CXMLParser *parser, const xmlChar *name, const xmlChar *value) {
    size_t start = parser->text.count, count = value == NULL ? 0 : (size_t)xmlStrlen(value);
    cxml_add_bytes(parser, value, count);
    const xmlChar *kept_name = kept(parser, name);
    CXMLAttribute *attribute = cxml_buffer_add(parser, &parser->attributes, 1);
    if (attribute == NULL || kept_name == NULL) { parser->cannot_grow = 1; return; }
    *attribute = (CXMLAttribute){
        .name = cxml_number(parser, kept_name),
        .value_start = (uint32_t)start,
        .value_count = (uint32_t)count,
    };
}

static CXMLEvent *add_element(CXMLParser *parser, CXMLEventKind kind, const xmlChar *name) {
    if (parser->events.count >= MAXIMUM_HTML_EVENTS) {
        cxml_stop(parser, CXMLExcess, "the page has more than 2,000,000 tags and texts");
        return NULL;
    }
    const xmlChar *kept_name = kept(parser, name);
    CXMLEvent *event = cxml_add_event(parser, kind);
    if (event == NULL || kept_name == NULL) { parser->cannot_grow = 1; return NULL; }
    event->name = cxml_number(parser, kept_name);
    return event;
}

static void on_start(void *data, const xmlChar *name, const xmlChar **attributes) {
    CXMLParser *parser = data;
    if (++parser->depth > MAXIMUM_HTML_DEPTH) {
        cxml_stop(parser, CXMLExcess, "elements are nested to a depth of more than 2,048");
        return;
    }
    CXMLEvent *event = add_element(parser, CXMLElementStart, name);
    if (event == NULL || attributes == NULL) return;
    uint32_t start = (uint32_t)parser->attributes.count;
    size_t place = (size_t)(event - (CXMLEvent *)parser->events.items);
    for (; attributes[0] != NULL; attributes += 2) add_attribute(parser, attributes[0], attributes[1]);
    event = (CXMLEvent *)parser->events.items + place;
    event->attribute_start = start;
    event->attribute_count = (uint32_t)parser->attributes.count - start;
}

static void on_end(void *data, const xmlChar *name) {
    CXMLParser *parser = data;
    parser->depth--;
    add_element(parser, CXMLElementEnd, name);
}

static void on_error(void *data, xmlErrorPtr error) {}

static xmlSAXHandler handler(void) {
    return (xmlSAXHandler){
        .startElement = on_start,
        .endElement = on_end,
        .characters = cxml_on_text,
        .ignorableWhitespace = cxml_on_text,
        .cdataBlock = cxml_on_text,
        .serror = on_error,
        .initialized = XML_SAX2_MAGIC,
    };
}

// MARK: Limits

static int is_letter(uint8_t byte) {
    return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

static int is_space(uint8_t byte) {
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/// Whether the tag that starts at a letter has too many attributes; moves past the tag.
static int has_excess(const uint8_t **place, const uint8_t *end) {
    const uint8_t *at = *place;
    int count = 0;
    uint8_t quote = 0, before = 0;
    for (; at < end && (quote != 0 || *at != '>') && count <= MAXIMUM_ATTRIBUTES; at++) {
        if (quote != 0) {
            if (*at == quote) quote = 0;
        } else if ((*at == '"' || *at == '\'') && before == '=') {
            quote = *at;
        } else if (!is_space(*at) && (is_space(before) || before == '/')) {
            count++;
        }
        before = *at;
    }
    *place = at;
    return count > MAXIMUM_ATTRIBUTES;
}

/// The place after the end tag of a script or a style sheet, in which `<` starts nothing.
static const uint8_t *after_raw_text(const uint8_t *at, const uint8_t *end, const char *name) {
    size_t length = strlen(name);
    for (; at + 2 + length < end; at++) {
        if (at[0] != '<' || at[1] != '/') continue;
        if (xmlStrncasecmp(at + 2, BAD_CAST name, (int)length) == 0) return at;
    }
    return end;
}

/// The first tag of the document that has more attributes than libxml2 can compare in good time, or null.
static const uint8_t *tag_in_excess(const uint8_t *bytes, size_t count) {
    const uint8_t *at = bytes, *end = bytes + count;
    while ((at = memchr(at, '<', (size_t)(end - at))) != NULL) {
        const uint8_t *tag = at++;
        if (end - at < 8 || !is_letter(*at)) continue;
        const char *raw = xmlStrncasecmp(at, BAD_CAST "script", 6) == 0 ? "script"
            : xmlStrncasecmp(at, BAD_CAST "style", 5) == 0              ? "style"
                                                                        : NULL;
        if (has_excess(&at, end)) return tag;
        if (raw != NULL) at = after_raw_text(at, end, raw);
    }
    return NULL;
}

static void refuse_tag(CXMLParser *parser, const uint8_t *bytes, const uint8_t *tag) {
    const uint8_t *line = bytes, *next;
    int number = 1;
    for (; (next = memchr(line, '\n', (size_t)(tag - line))) != NULL; line = next + 1) number++;
    const char *message = "an element has more than 1,024 attributes";
    cxml_keep_fault(parser, CXMLExcess, message, number, (int)(tag - line) + 1);
}

// MARK: Parsing

int cxml_parse_html(CXMLParser *parser, const uint8_t *bytes, size_t count, int is_last) {
    if (parser->is_started || count == 0) return 1;
    parser->is_started = 1;
    if (count > INT32_MAX / 2) {
        cxml_keep_fault(parser, CXMLExcess, "the page is larger than 1 GiB", 1, 1);
        return 1;
    }
    const uint8_t *tag = tag_in_excess(bytes, count);
    if (tag != NULL) {
        refuse_tag(parser, bytes, tag);
        return 1;
    }
    parser->context = htmlNewParserCtxt();
    if (parser->context == NULL) return 0;
    *parser->context->sax = handler();
    parser->context->userData = parser;
    int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET
        | HTML_PARSE_IGNORE_ENC;
    htmlCtxtReadMemory(parser->context, (const char *)bytes, (int)count, NULL, "UTF-8", options);
    return 1;
}
