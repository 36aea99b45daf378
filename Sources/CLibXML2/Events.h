#pragma once

#include "CLibXML2.h"

#include <libxml/hash.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

// The queue of events that both parsers fill, and the faults that stop them.

enum { EXCERPT_BEFORE = 60, EXCERPT_AFTER = 30, MESSAGE_SIZE = 240 };

/// The limits, beyond which libxml2 takes too much time or memory.
enum { MAXIMUM_DEPTH = 256, MAXIMUM_HTML_DEPTH = 2048, MAXIMUM_NAMES = 100000 };
enum { MAXIMUM_HTML_EVENTS = 2000000 };
enum { MAXIMUM_ATTRIBUTES = 1024, MAXIMUM_OPEN_NAMESPACES = 1024 };
enum { MAXIMUM_DECLARATION_BYTES = 1 << 16, MAXIMUM_ENTITY_BYTES = 1000000, MAXIMUM_ENTITY_DEPTH = 20 };
/// Beyond the bytes above, how many times as long as the document its entities may make it; and what
/// an entity that is parsed counts beside its length.
enum { MAXIMUM_EXPANSION_RATIO = 5, COST_OF_PARSING = 100 };

/// An array that grows.
typedef struct {
    char *items;
    size_t count, capacity, item_size;
} Buffer;

/// Numbers for names, by the addresses at which libxml2 keeps them.
typedef struct {
    const xmlChar **keys;
    int32_t *numbers;
    size_t capacity;           ///< A power of two, or zero.
    Buffer names;              ///< The addresses in the order of their numbers.
} NameTable;

/// A start tag that has not arrived in full, and how far its attributes were counted.
typedef struct {
    size_t start, scanned;
    size_t attribute_count;
    xmlChar quote;
} PendingTag;

/// The bytes that libxml2 was given and has not passed, in which columns are counted.
typedef struct {
    size_t passed;             ///< How many bytes of the document it has passed.
    size_t line_start;         ///< The first byte of the line that goes on there.
    Buffer waiting;            ///< The bytes behind it that were given before,
    const uint8_t *piece;      ///< and those that are being given.
} Places;

struct CXMLParser {
    xmlParserCtxtPtr context;
    CXMLEncoding encoding;
    int is_html;
    Buffer events, attributes, text;
    NameTable names;
    PendingTag pending;
    Places places;
    xmlHashTablePtr entities;  ///< What the document declares, or null.
    size_t declarations_start; ///< Where the document type's declarations begin.
    size_t entity_bytes;       ///< The length of all texts that were put together.
    size_t expanded_bytes;     ///< The length of all that references stood for.
    int resolves_html;         ///< Whether HTML's entities need no declaration.
    int undeclared_names;      ///< How many of them were used without one.
    uint8_t head[4];           ///< The first bytes, from which the encoding is told.
    size_t head_count;
    int is_started;
    int depth;
    int cannot_grow;
    CXMLFaultKind fault;
    int32_t fault_line, fault_column;
    int64_t fault_offset;
    char message[MESSAGE_SIZE];
    char excerpt[EXCERPT_BEFORE + EXCERPT_AFTER];
    size_t excerpt_count, caret;
};

/// Makes a buffer large enough for more items; returns whether memory sufficed.
int cxml_buffer_grow(CXMLParser *parser, Buffer *buffer, size_t count);
/// Makes room for more items and returns the place of the first, or null when memory is short.
static inline void *cxml_buffer_add(CXMLParser *parser, Buffer *buffer, size_t count) {
    size_t start = buffer->count;
    if (count > buffer->capacity - start && !cxml_buffer_grow(parser, buffer, count)) return NULL;
    buffer->count += count;
    return buffer->items + start * buffer->item_size;
}
void cxml_add_bytes(CXMLParser *parser, const xmlChar *text, size_t count);

/// The number of a name that lives as long as the parser, or -1 when memory is short.
int32_t cxml_number(CXMLParser *parser, const xmlChar *name);

CXMLEvent *cxml_add_event(CXMLParser *parser, CXMLEventKind kind);
/// Adds text, to the event before if that is text too: libxml2 divides texts at each reference.
void cxml_on_text(void *data, const xmlChar *text, int count);

void cxml_keep_fault(
    CXMLParser *parser, CXMLFaultKind kind, const char *message, int line, int column);
/// Tells what libxml2 is about to be given, or was, so that columns can be counted.
void cxml_will_parse(CXMLParser *parser, const uint8_t *bytes);
void cxml_did_parse(CXMLParser *parser, size_t count);
/// The column of the parser's place, or the one that libxml2 reports where bytes do not tell.
int32_t cxml_column(const CXMLParser *parser, int32_t reported);
/// The parser's place, in bytes from the start of the document.
size_t cxml_place(const CXMLParser *parser);
/// Stops libxml2 at its present place.
void cxml_stop(CXMLParser *parser, CXMLFaultKind kind, const char *message);

/// Adds the value of an attribute, in which libxml2 leaves references to entities.
void cxml_add_value(CXMLParser *parser, const xmlChar *value, const xmlChar *end);
void cxml_on_entity_declaration(
    void *data, const xmlChar *name, int type, const xmlChar *public_id, const xmlChar *system_id,
    xmlChar *content);
xmlEntityPtr cxml_on_entity(void *data, const xmlChar *name);
int cxml_is_declared(const CXMLParser *parser, const xmlChar *name);
xmlEntityPtr cxml_on_parameter_entity(void *data, const xmlChar *name);
void cxml_free_entities(CXMLParser *parser);

/// Runs before any use of libxml2.
void cxml_prepare_library(void);
int cxml_parse_xml(CXMLParser *parser, const uint8_t *bytes, size_t count, int is_last);
int cxml_parse_html(CXMLParser *parser, const uint8_t *bytes, size_t count, int is_last);
