#include "Events.h"

#include <libxml/HTMLparser.h>
#include <libxml/xmlerror.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// MARK: Growing arrays

int cxml_buffer_grow(CXMLParser *parser, Buffer *buffer, size_t count) {
    size_t needed = buffer->count + count;
    size_t wanted = needed + needed / 2 + 256;
    size_t capacity = wanted < UINT32_MAX ? wanted : UINT32_MAX;
    char *items = needed > capacity ? NULL : realloc(buffer->items, capacity * buffer->item_size);
    if (items == NULL) { parser->cannot_grow = 1; return 0; }
    buffer->items = items;
    buffer->capacity = capacity;
    return 1;
}

void cxml_add_bytes(CXMLParser *parser, const xmlChar *text, size_t count) {
    char *place = cxml_buffer_add(parser, &parser->text, count);
    if (place != NULL && count > 0) memcpy(place, text, count);
}

// MARK: Names

static size_t slot(const NameTable *table, const xmlChar *name) {
    size_t mask = table->capacity - 1;
    size_t place = ((uintptr_t)name * 0x9E3779B97F4A7C15u >> 20) & mask;
    while (table->keys[place] != NULL && table->keys[place] != name) place = (place + 1) & mask;
    return place;
}

static int grow(NameTable *table) {
    NameTable larger = *table;
    larger.capacity = table->capacity == 0 ? 256 : table->capacity * 2;
    larger.keys = calloc(larger.capacity, sizeof *larger.keys);
    larger.numbers = malloc(larger.capacity * sizeof *larger.numbers);
    if (larger.keys == NULL || larger.numbers == NULL) {
        free(larger.keys);
        free(larger.numbers);
        return 0;
    }
    for (size_t i = 0; i < table->capacity; i++) {
        if (table->keys[i] == NULL) continue;
        size_t place = slot(&larger, table->keys[i]);
        larger.keys[place] = table->keys[i];
        larger.numbers[place] = table->numbers[i];
    }
    free(table->keys);
    free(table->numbers);
    *table = larger;
    return 1;
}

static int32_t add_name(CXMLParser *parser, const xmlChar *name) {
    NameTable *table = &parser->names;
    if (table->names.count * 2 >= table->capacity && !grow(table)) {
        parser->cannot_grow = 1;
        return -1;
    }
    const xmlChar **kept = cxml_buffer_add(parser, &table->names, 1);
    if (kept == NULL) return -1;
    *kept = name;
    size_t place = slot(table, name);
    table->keys[place] = name;
    table->numbers[place] = (int32_t)table->names.count - 1;
    return table->numbers[place];
}

int32_t cxml_number(CXMLParser *parser, const xmlChar *name) {
    const NameTable *table = &parser->names;
    if (table->capacity > 0) {
        size_t place = slot(table, name);
        if (table->keys[place] == name) return table->numbers[place];
    }
    return add_name(parser, name);
}

int32_t cxml_name_count(const CXMLParser *parser) { return (int32_t)parser->names.names.count; }

const char *cxml_name(const CXMLParser *parser, int32_t number) {
    return ((const char **)parser->names.names.items)[number];
}

// MARK: Events

CXMLEvent *cxml_add_event(CXMLParser *parser, CXMLEventKind kind) {
    CXMLEvent *event = cxml_buffer_add(parser, &parser->events, 1);
    if (event == NULL) return NULL;
    xmlParserInputPtr input = parser->context->input;
    *event = (CXMLEvent){
        .kind = kind,
        .line = input == NULL ? 0 : input->line,
        .column = input == NULL ? 0 : input->col,
        .text_start = (uint32_t)parser->text.count,
    };
    return event;
}

void cxml_on_text(void *data, const xmlChar *text, int count) {
    CXMLParser *parser = data;
    CXMLEvent *events = (CXMLEvent *)parser->events.items;
    CXMLEvent *last = parser->events.count > 0 ? events + parser->events.count - 1 : NULL;
    if (last == NULL || last->kind != CXMLText) last = cxml_add_event(parser, CXMLText);
    if (last == NULL) return;
    cxml_add_bytes(parser, text, (size_t)count);
    last->text_count = (uint32_t)(parser->text.count - last->text_start);
}

const CXMLEvent *cxml_events(const CXMLParser *parser, size_t *count) {
    *count = parser->events.count;
    return (const CXMLEvent *)parser->events.items;
}

const CXMLAttribute *cxml_attributes(const CXMLParser *parser) {
    return (const CXMLAttribute *)parser->attributes.items;
}

const char *cxml_text(const CXMLParser *parser) { return parser->text.items; }

// MARK: Faults

static size_t bounded(ptrdiff_t available, size_t most) {
    if (available < 0) return 0;
    return (size_t)available < most ? (size_t)available : most;
}

/// Keeps the line around the parser's place.
static void keep_excerpt(CXMLParser *parser) {
    xmlParserInputPtr input = parser->context == NULL ? NULL : parser->context->input;
    if (input == NULL || input->cur == NULL) return;
    parser->fault_offset = (int64_t)input->consumed + (input->cur - input->base);
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

void cxml_keep_fault(
    CXMLParser *parser, CXMLFaultKind kind, const char *message, int line, int column
) {
    if (parser->fault != CXMLSound) return;
    parser->fault = kind;
    parser->fault_line = line;
    parser->fault_column = parser->context == NULL ? column : cxml_column(parser, column);
    strncpy(parser->message, message == NULL ? "" : message, MESSAGE_SIZE - 1);
    parser->message[strcspn(parser->message, "\r\n")] = 0;
    keep_excerpt(parser);
}

void cxml_stop(CXMLParser *parser, CXMLFaultKind kind, const char *message) {
    xmlParserCtxtPtr context = parser->context;
    cxml_keep_fault(
        parser, kind, message, xmlSAX2GetLineNumber(context), xmlSAX2GetColumnNumber(context));
    xmlStopParser(context);
}

size_t cxml_place(const CXMLParser *parser) {
    xmlParserInputPtr input = parser->context->input;
    return input == NULL ? 0 : input->consumed + (size_t)(input->cur - input->base);
}

CXMLFault cxml_fault(const CXMLParser *parser) {
    return (CXMLFault){
        .kind = parser->fault,
        .line = parser->fault_line,
        .column = parser->fault_column,
        .offset = parser->fault_offset,
        .message = parser->message,
        .excerpt = parser->excerpt,
        .excerpt_count = parser->excerpt_count,
        .caret = parser->caret,
    };
}

// MARK: The parser

static pthread_once_t library_once = PTHREAD_ONCE_INIT;

void cxml_prepare_library(void) { pthread_once(&library_once, xmlInitParser); }

static void ignore_error(void *data, xmlErrorPtr error) {}

static CXMLParser *create(void) {
    cxml_prepare_library();
    CXMLParser *parser = calloc(1, sizeof *parser);
    if (parser == NULL) return NULL;
    parser->events.item_size = sizeof(CXMLEvent);
    parser->attributes.item_size = sizeof(CXMLAttribute);
    parser->text.item_size = parser->places.waiting.item_size = 1;
    parser->names.names.item_size = sizeof(const xmlChar *);
    return parser;
}

CXMLParser *cxml_create(CXMLEncoding encoding) {
    CXMLParser *parser = create();
    if (parser != NULL) parser->encoding = encoding;
    return parser;
}

void cxml_resolve_html_entities(CXMLParser *parser) { parser->resolves_html = 1; }

int32_t cxml_undeclared_names(const CXMLParser *parser) { return parser->undeclared_names; }

CXMLParser *cxml_create_html(void) {
    CXMLParser *parser = create();
    if (parser != NULL) parser->is_html = 1;
    return parser;
}

void cxml_destroy(CXMLParser *parser) {
    if (parser->context != NULL) {
        // libxml2 keeps declarations in a document that it makes for them, and leaves behind.
        xmlFreeDoc(parser->context->myDoc);
        parser->context->myDoc = NULL;
        cxml_free_entities(parser);
        if (parser->is_html) htmlFreeParserCtxt(parser->context);
        else xmlFreeParserCtxt(parser->context);
    }
    free(parser->events.items);
    free(parser->attributes.items);
    free(parser->text.items);
    free(parser->places.waiting.items);
    free(parser->names.names.items);
    free(parser->names.keys);
    free(parser->names.numbers);
    free(parser);
}

int cxml_parse(CXMLParser *parser, const uint8_t *bytes, size_t count, int is_last) {
    parser->events.count = parser->attributes.count = parser->text.count = 0;
    if (parser->fault != CXMLSound) return 0;
    // Faults in the encoding have no parser to go to. This setting is the thread's own.
    xmlStructuredErrorFunc former = xmlStructuredError;
    void *former_data = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(NULL, ignore_error);
    int has_memory = parser->is_html ? cxml_parse_html(parser, bytes, count, is_last)
                                     : cxml_parse_xml(parser, bytes, count, is_last);
    xmlSetStructuredErrorFunc(former_data, former);
    if (!has_memory || parser->cannot_grow) parser->fault = CXMLNoMemory;
    return parser->fault == CXMLSound;
}

uint32_t cxml_html_entity(const char *name) {
    const htmlEntityDesc *entity = htmlEntityLookup(BAD_CAST name);
    return entity == NULL ? 0 : entity->value;
}
