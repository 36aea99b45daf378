#include "CLibXML2.h"

#include <libxml/HTMLparser.h>
#include <libxml/dict.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// Hardening. Only predefined entities and character references are expanded: the options never hold
// NOENT, DTDLOAD, DTDATTR, DTDVALID, XINCLUDE, HUGE or RECOVER. A document type that declares anything
// itself is refused before its first declaration is read, because libxml2 2.9 cannot bound what the
// declarations expand to. Without HUGE, libxml2 bounds names and single texts; depth it bounds only in
// trees, so that is done here.

enum { EXCERPT_BEFORE = 60, EXCERPT_AFTER = 30, MESSAGE_SIZE = 240, MAXIMUM_DEPTH = 256 };
enum { MAXIMUM_NAMES = 100000 };

typedef struct {
    char *items;
    size_t count, capacity, item_size;
} Buffer;

struct CXMLParser {
    xmlParserCtxtPtr context;
    Buffer events, attributes, text;
    uint8_t head[4];           ///< The first bytes, from which the encoding is told.
    size_t head_count;
    int is_started;
    int depth;
    int cannot_grow;
    CXMLFaultKind fault;
    int32_t fault_line, fault_column;
    char message[MESSAGE_SIZE];
    char excerpt[EXCERPT_BEFORE + EXCERPT_AFTER];
    size_t excerpt_count, caret;
};

// MARK: Growing arrays

static void *buffer_add(CXMLParser *parser, Buffer *buffer, size_t count) {
    size_t needed = buffer->count + count;
    if (needed > UINT32_MAX) { parser->cannot_grow = 1; return NULL; }
    if (needed > buffer->capacity) {
        size_t capacity = needed + needed / 2 + 256;
        char *items = realloc(buffer->items, capacity * buffer->item_size);
        if (items == NULL) { parser->cannot_grow = 1; return NULL; }
        buffer->items = items;
        buffer->capacity = capacity;
    }
    void *place = buffer->items + buffer->count * buffer->item_size;
    buffer->count = needed;
    return place;
}

static void add_text(CXMLParser *parser, const xmlChar *text, size_t count) {
    char *place = buffer_add(parser, &parser->text, count);
    if (place != NULL && count > 0) memcpy(place, text, count);
}

// MARK: Faults

static size_t bounded(ptrdiff_t available, size_t most) {
    if (available < 0) return 0;
    return (size_t)available < most ? (size_t)available : most;
}

/// Keeps the line around the parser's place.
static void keep_excerpt(CXMLParser *parser) {
    xmlParserInputPtr input = parser->context->input;
    if (input == NULL || input->cur == NULL) return;
    size_t before = bounded(input->cur - input->base, EXCERPT_BEFORE);
    size_t after = bounded(input->end - input->cur, EXCERPT_AFTER);
    const xmlChar *start = input->cur, *end = input->cur;
    while (before-- > 0 && start[-1] != '\n' && start[-1] != '\r') start--;
    while (after-- > 0 && *end != '\n' && *end != '\r' && *end != 0) end++;
    // Not from the middle of a character.
    while (start < input->cur && (*start & 0xC0) == 0x80) start++;
    parser->excerpt_count = (size_t)(end - start);
    parser->caret = (size_t)(input->cur - start);
    memcpy(parser->excerpt, start, parser->excerpt_count);
}

static void keep_fault(CXMLParser *parser, CXMLFaultKind kind, const char *message, int line, int column) {
    if (parser->fault != CXMLSound) return;
    parser->fault = kind;
    parser->fault_line = line;
    parser->fault_column = column;
    strncpy(parser->message, message == NULL ? "" : message, MESSAGE_SIZE - 1);
    parser->message[strcspn(parser->message, "\r\n")] = 0;
    keep_excerpt(parser);
}

static void on_error(void *data, xmlErrorPtr error) {
    CXMLParser *parser = data;
    if (error->level != XML_ERR_FATAL) return;
    CXMLFaultKind kind = error->code == XML_ERR_NO_MEMORY ? CXMLNoMemory : CXMLMalformed;
    keep_fault(parser, kind, error->message, error->line, error->int2);
}

static void stop(CXMLParser *parser, CXMLFaultKind kind, const char *message) {
    xmlParserCtxtPtr context = parser->context;
    keep_fault(
        parser, kind, message, xmlSAX2GetLineNumber(context), xmlSAX2GetColumnNumber(context));
    xmlStopParser(context);
}

static void refuse_declarations(CXMLParser *parser) {
    stop(parser, CXMLDeclarations, "the document type has declarations of its own");
}

// MARK: Events

static CXMLEvent *add_event(CXMLParser *parser, CXMLEventKind kind) {
    CXMLEvent *event = buffer_add(parser, &parser->events, 1);
    if (event == NULL) return NULL;
    *event = (CXMLEvent){
        .kind = kind,
        .line = xmlSAX2GetLineNumber(parser->context),
        .column = xmlSAX2GetColumnNumber(parser->context),
        .text_start = (uint32_t)parser->text.count,
    };
    return event;
}

/// Adds an attribute from libxml2's five pointers: name, prefix, namespace, value, end of value.
static void add_attribute(CXMLParser *parser, const xmlChar **fields) {
    size_t start = parser->text.count, count = (size_t)(fields[4] - fields[3]);
    add_text(parser, fields[3], count);
    CXMLAttribute *attribute = buffer_add(parser, &parser->attributes, 1);
    if (attribute == NULL) return;
    *attribute = (CXMLAttribute){
        .name = (const char *)fields[0],
        .name_space = (const char *)fields[2],
        .value_start = (uint32_t)start,
        .value_count = (uint32_t)count,
    };
}

static void on_start(
    void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *name_space,
    int namespace_count, const xmlChar **namespaces,
    int attribute_count, int defaulted_count, const xmlChar **attributes
) {
    CXMLParser *parser = data;
    if (++parser->depth > MAXIMUM_DEPTH) {
        stop(parser, CXMLMalformed, "elements are nested to a depth of more than 256");
        return;
    }
    // libxml2's dictionary of names does not grow beyond a size, and is slow when it is overfull.
    if (xmlDictSize(parser->context->dict) > MAXIMUM_NAMES) {
        stop(parser, CXMLMalformed, "the elements and attributes have more than 100,000 names");
        return;
    }
    CXMLEvent *event = add_event(parser, CXMLElementStart);
    if (event == NULL) return;
    event->name = (const char *)name;
    event->name_space = (const char *)name_space;
    event->attribute_start = (uint32_t)parser->attributes.count;
    event->attribute_count = (uint32_t)attribute_count;
    for (int i = 0; i < attribute_count; i++) add_attribute(parser, attributes + 5 * i);
}

static void on_end(
    void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *name_space
) {
    CXMLParser *parser = data;
    parser->depth--;
    CXMLEvent *event = add_event(parser, CXMLElementEnd);
    if (event == NULL) return;
    event->name = (const char *)name;
    event->name_space = (const char *)name_space;
}

/// Adds text, to the event before if that is text too: libxml2 divides texts at each reference.
static void on_text(void *data, const xmlChar *text, int count) {
    CXMLParser *parser = data;
    CXMLEvent *events = (CXMLEvent *)parser->events.items;
    CXMLEvent *last = parser->events.count > 0 ? events + parser->events.count - 1 : NULL;
    if (last == NULL || last->kind != CXMLText) last = add_event(parser, CXMLText);
    if (last == NULL) return;
    add_text(parser, text, (size_t)count);
    last->text_count = (uint32_t)(parser->text.count - last->text_start);
}

/// Called before the declarations are read, with the parser's place at their opening bracket.
static void on_document_type(
    void *data, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id
) {
    CXMLParser *parser = data;
    xmlParserInputPtr input = parser->context->input;
    if (input != NULL && input->cur < input->end && *input->cur == '[') refuse_declarations(parser);
}

static xmlEntityPtr on_entity(void *data, const xmlChar *name) {
    return xmlGetPredefinedEntity(name);
}

/// Keeps a reference that only an external document type could resolve, which is never loaded.
static void on_reference(void *data, const xmlChar *name) {
    const htmlEntityDesc *known = htmlEntityLookup(name);
    if (known != NULL) {
        xmlChar text[8];
        on_text(data, text, xmlCopyCharMultiByte(text, (int)known->value));
        return;
    }
    on_text(data, BAD_CAST "&", 1);
    on_text(data, name, xmlStrlen(name));
    on_text(data, BAD_CAST ";", 1);
}

// No declaration should arrive; if one does, the document is refused.

static void on_entity_declaration(
    void *data, const xmlChar *name, int type, const xmlChar *public_id, const xmlChar *system_id,
    xmlChar *content
) {
    refuse_declarations(data);
}

static void on_attribute_declaration(
    void *data, const xmlChar *element, const xmlChar *name, int type, int def,
    const xmlChar *default_value, xmlEnumerationPtr tree
) {
    xmlFreeEnumeration(tree);
    refuse_declarations(data);
}

static xmlSAXHandler handler(void) {
    return (xmlSAXHandler){
        .internalSubset = on_document_type,
        .getEntity = on_entity,
        .entityDecl = on_entity_declaration,
        .attributeDecl = on_attribute_declaration,
        .reference = on_reference,
        .characters = on_text,
        .ignorableWhitespace = on_text,
        .cdataBlock = on_text,
        .startElementNs = on_start,
        .endElementNs = on_end,
        .serror = on_error,
        .initialized = XML_SAX2_MAGIC,
    };
}

// MARK: The parser

static pthread_once_t library_once = PTHREAD_ONCE_INIT;

static void ignore_error(void *data, xmlErrorPtr error) {}

CXMLParser *cxml_create(void) {
    pthread_once(&library_once, xmlInitParser);
    CXMLParser *parser = calloc(1, sizeof *parser);
    if (parser == NULL) return NULL;
    parser->events.item_size = sizeof(CXMLEvent);
    parser->attributes.item_size = sizeof(CXMLAttribute);
    parser->text.item_size = 1;
    return parser;
}

void cxml_destroy(CXMLParser *parser) {
    if (parser->context != NULL) xmlFreeParserCtxt(parser->context);
    free(parser->events.items);
    free(parser->attributes.items);
    free(parser->text.items);
    free(parser);
}

/// Creates libxml2's parser, which tells the encoding from the first four bytes.
static int start(CXMLParser *parser) {
    xmlSAXHandler sax = handler();
    parser->is_started = 1;
    parser->context = xmlCreatePushParserCtxt(
        &sax, parser, (const char *)parser->head, (int)parser->head_count, NULL);
    if (parser->context == NULL) return 0;
    xmlCtxtUseOptions(parser->context, XML_PARSE_NONET);
    return 1;
}

static int parse(CXMLParser *parser, const uint8_t *bytes, size_t count, int is_last) {
    while (!parser->is_started && count > 0 && parser->head_count < sizeof parser->head) {
        parser->head[parser->head_count++] = *bytes++;
        count--;
    }
    int has_head = parser->head_count == sizeof parser->head || is_last;
    if (!has_head) return 1;
    if (!parser->is_started && !start(parser)) return 0;
    while (count > 0 && parser->fault == CXMLSound) {
        int piece = count < 1 << 16 ? (int)count : 1 << 16;
        xmlParseChunk(parser->context, (const char *)bytes, piece, 0);
        bytes += piece;
        count -= (size_t)piece;
    }
    if (is_last && parser->fault == CXMLSound) xmlParseChunk(parser->context, NULL, 0, 1);
    return 1;
}

int cxml_parse(CXMLParser *parser, const uint8_t *bytes, size_t count, int is_last) {
    parser->events.count = parser->attributes.count = parser->text.count = 0;
    if (parser->fault != CXMLSound) return 0;
    // Faults in the encoding have no parser to go to. This setting is the thread's own.
    xmlStructuredErrorFunc former = xmlStructuredError;
    void *former_data = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(NULL, ignore_error);
    int has_memory = parse(parser, bytes, count, is_last);
    xmlSetStructuredErrorFunc(former_data, former);
    if (!has_memory || parser->cannot_grow) {
        parser->fault = CXMLNoMemory;
    } else if (parser->fault == CXMLSound && parser->is_started && !parser->context->wellFormed) {
        keep_fault(
            parser, CXMLMalformed, "the document is not well formed",
            xmlSAX2GetLineNumber(parser->context), xmlSAX2GetColumnNumber(parser->context));
    }
    return parser->fault == CXMLSound;
}

const CXMLEvent *cxml_events(const CXMLParser *parser, size_t *count) {
    *count = parser->events.count;
    return (const CXMLEvent *)parser->events.items;
}

const CXMLAttribute *cxml_attributes(const CXMLParser *parser) {
    return (const CXMLAttribute *)parser->attributes.items;
}

const char *cxml_text(const CXMLParser *parser) { return parser->text.items; }

CXMLFault cxml_fault(const CXMLParser *parser) {
    return (CXMLFault){
        .kind = parser->fault,
        .line = parser->fault_line,
        .column = parser->fault_column,
        .message = parser->message,
        .excerpt = parser->excerpt,
        .excerpt_count = parser->excerpt_count,
        .caret = parser->caret,
    };
}

uint32_t cxml_html_entity(const char *name) {
    const htmlEntityDesc *entity = htmlEntityLookup(BAD_CAST name);
    return entity == NULL ? 0 : entity->value;
}
