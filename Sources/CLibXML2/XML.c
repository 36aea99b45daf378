#include "Events.h"

#include <libxml/HTMLparser.h>
#include <libxml/dict.h>
#include <libxml/xmlerror.h>
#include <stdlib.h>
#include <string.h>

// Hardening. The options never hold NOENT, DTDLOAD, DTDATTR, DTDVALID, XINCLUDE, HUGE or RECOVER. Of a
// document type only entities that are texts are read, by Entities.c, which bounds what they expand to;
// parameter entities and attributes' values are refused. Without HUGE, libxml2 bounds names and single
// texts. Depth it bounds only in trees, and the attributes of an element, for which its time is
// quadratic, not at all: both are bounded here.

int32_t cxml_version(void) { return (int32_t)strtol(xmlParserVersion, NULL, 10); }

static void on_error(void *data, xmlErrorPtr error) {
    CXMLParser *parser = data;
    if (error->level != XML_ERR_FATAL) return;
    if (parser->context != NULL && error->ctxt != parser->context) {
        // Inside an entity, whose lines are not the document's.
        cxml_keep_fault(
            parser, CXMLMalformed, error->message, xmlSAX2GetLineNumber(parser->context),
            xmlSAX2GetColumnNumber(parser->context));
        return;
    }
    if (error->code == XML_ERR_INTERNAL_ERROR && error->message != NULL
        && strstr(error->message, "Huge input lookup") != NULL) {
        cxml_keep_fault(
            parser, CXMLExcess, "a tag, comment or instruction is longer than 10,000,000 bytes",
            error->line, error->int2);
        return;
    }
    if (error->code == XML_ERR_DOCUMENT_END && (parser->depth > 0 || cxml_name_count(parser) == 0)) {
        // libxml2 says the same of a document that ends too early as of one that goes on.
        const char *message = parser->depth > 0 ? "the document ends before its elements do; it was cut short"
                                                : "the document has no root element";
        cxml_keep_fault(parser, CXMLMalformed, message, error->line, error->int2);
        return;
    }
    CXMLFaultKind kind = error->code == XML_ERR_NO_MEMORY ? CXMLNoMemory : CXMLMalformed;
    cxml_keep_fault(parser, kind, error->message, error->line, error->int2);
}

static void refuse_attributes(CXMLParser *parser) {
    cxml_stop(parser, CXMLExcess, "an element has more than 1,024 attributes");
}

// MARK: Events

/// Adds an attribute from libxml2's five pointers: name, prefix, namespace, value, end of value.
static void add_attribute(CXMLParser *parser, const xmlChar **fields) {
    size_t start = parser->text.count;
    cxml_add_value(parser, fields[3], fields[4]);
    CXMLAttribute *attribute = cxml_buffer_add(parser, &parser->attributes, 1);
    if (attribute == NULL) return;
    *attribute = (CXMLAttribute){
        .name = cxml_number(parser, fields[0]),
        .value_start = (uint32_t)start,
        .value_count = (uint32_t)(parser->text.count - start),
    };
}

/// Whether an element may be read; if not, the parser is stopped.
static int is_within_limits(CXMLParser *parser, int namespace_count, int attribute_count) {
    xmlParserCtxtPtr context = parser->context;
    if (parser->depth > MAXIMUM_DEPTH) {
        cxml_stop(parser, CXMLExcess, "elements are nested to a depth of more than 256");
    } else if (xmlDictSize(context->dict) > MAXIMUM_NAMES) {
        // libxml2's dictionary of names does not grow beyond a size, and is slow when it is overfull.
        cxml_stop(parser, CXMLExcess, "the elements and attributes have more than 100,000 names");
    } else if (namespace_count + attribute_count > MAXIMUM_ATTRIBUTES) {
        refuse_attributes(parser);
    } else if (context->nsNr > 2 * MAXIMUM_OPEN_NAMESPACES) {
        cxml_stop(parser, CXMLExcess, "more than 1,024 namespaces are declared around an element");
    } else {
        return 1;
    }
    return 0;
}

/// Adds the root element's declarations of namespaces, by which documents are told.
static void add_namespaces(CXMLParser *parser, int count, const xmlChar **namespaces, CXMLEvent *event) {
    for (int i = 0; i < count; i++) {
        const xmlChar *prefix = namespaces[2 * i], *address = namespaces[2 * i + 1];
        const xmlChar *name = prefix == NULL
            ? xmlDictLookup(parser->context->dict, BAD_CAST "xmlns", 5)
            : xmlDictQLookup(parser->context->dict, BAD_CAST "xmlns", prefix);
        if (name == NULL || address == NULL) continue;
        const xmlChar *fields[] = {name, NULL, NULL, address, address + xmlStrlen(address)};
        add_attribute(parser, fields);
        event->attribute_count++;
    }
}

static void on_start(
    void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *name_space,
    int namespace_count, const xmlChar **namespaces,
    int attribute_count, int defaulted_count, const xmlChar **attributes
) {
    CXMLParser *parser = data;
    parser->depth++;
    if (!is_within_limits(parser, namespace_count, attribute_count)) return;
    CXMLEvent *event = cxml_add_event(parser, CXMLElementStart);
    if (event == NULL) return;
    if (parser->depth == 1) event->column = cxml_column(parser, event->column);
    event->name = cxml_number(parser, name);
    event->name_space = (const char *)name_space;
    event->attribute_start = (uint32_t)parser->attributes.count;
    event->attribute_count = (uint32_t)attribute_count;
    for (int i = 0; i < attribute_count; i++) add_attribute(parser, attributes + 5 * i);
    if (parser->depth == 1) add_namespaces(parser, namespace_count, namespaces, event);
}

static void on_end(
    void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *name_space
) {
    CXMLParser *parser = data;
    parser->depth--;
    CXMLEvent *event = cxml_add_event(parser, CXMLElementEnd);
    if (event == NULL) return;
    event->name = cxml_number(parser, name);
    event->name_space = (const char *)name_space;
}

// MARK: The document type

/// Called before the declarations are read.
static void on_document_type(
    void *data, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id
) {
    CXMLParser *parser = data;
    parser->declarations_start = cxml_place(parser);
}

/// Stops at a document type that is too long: some of its declarations take libxml2 quadratic time.
static void bound_declarations(CXMLParser *parser, size_t place) {
    if (place - parser->declarations_start <= MAXIMUM_DECLARATION_BYTES) return;
    cxml_stop(parser, CXMLExcess, "the declarations of the document type are longer than 65,536 bytes");
}

static void on_entity_declaration(
    void *data, const xmlChar *name, int type, const xmlChar *public_id, const xmlChar *system_id,
    xmlChar *content
) {
    bound_declarations(data, cxml_place(data));
    cxml_on_entity_declaration(data, name, type, public_id, system_id, content);
}

static void on_unparsed_entity(
    void *data, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id,
    const xmlChar *notation
) {
    on_entity_declaration(
        data, name, XML_EXTERNAL_GENERAL_UNPARSED_ENTITY, public_id, system_id, NULL);
}

static void on_attribute_declaration(
    void *data, const xmlChar *element, const xmlChar *name, int type, int def,
    const xmlChar *default_value, xmlEnumerationPtr tree
) {
    xmlFreeEnumeration(tree);
    bound_declarations(data, cxml_place(data));
    // They would be part of every element of a name, however many there are.
    if (default_value == NULL) return;
    cxml_stop(data, CXMLDeclarations, "the document type gives attributes their values");
}

/// Keeps a reference that only an external document type could resolve, which is never loaded.
static void on_reference(void *data, const xmlChar *name) {
    // An entity of the document's own was read before this is called.
    if (cxml_is_declared(data, name)) return;
    const htmlEntityDesc *known = htmlEntityLookup(name);
    if (known != NULL) {
        xmlChar text[8];
        cxml_on_text(data, text, xmlCopyCharMultiByte(text, (int)known->value));
        return;
    }
    cxml_on_text(data, BAD_CAST "&", 1);
    cxml_on_text(data, name, xmlStrlen(name));
    cxml_on_text(data, BAD_CAST ";", 1);
}

static xmlSAXHandler handler(void) {
    return (xmlSAXHandler){
        .internalSubset = on_document_type,
        .getEntity = cxml_on_entity,
        .getParameterEntity = cxml_on_parameter_entity,
        .entityDecl = on_entity_declaration,
        .unparsedEntityDecl = on_unparsed_entity,
        .attributeDecl = on_attribute_declaration,
        .reference = on_reference,
        .characters = cxml_on_text,
        .ignorableWhitespace = cxml_on_text,
        .cdataBlock = cxml_on_text,
        .startElementNs = on_start,
        .endElementNs = on_end,
        .serror = on_error,
        .initialized = XML_SAX2_MAGIC,
    };
}

// MARK: Tags that arrive in pieces

/// Counts the attributes of the tag that waits for its end, because libxml2 compares each with all others.
static void count_pending(CXMLParser *parser) {
    xmlParserInputPtr input = parser->context->input;
    PendingTag *pending = &parser->pending;
    if (input->end - input->cur < 2) return;
    const xmlChar *tag = input->cur;
    if (tag[0] != '<' || tag[1] == '!' || tag[1] == '?') return;
    size_t start = input->consumed + (size_t)(tag - input->base);
    if (start != pending->start) *pending = (PendingTag){.start = start};
    size_t count = (size_t)(input->end - tag);
    for (size_t i = pending->scanned; i < count; i++) {
        if (pending->quote != 0) {
            if (tag[i] == pending->quote) pending->quote = 0;
        } else if (tag[i] == '"' || tag[i] == '\'') {
            pending->quote = tag[i];
            pending->attribute_count++;
        }
    }
    pending->scanned = count;
    if (pending->attribute_count > MAXIMUM_ATTRIBUTES) refuse_attributes(parser);
}

/// Bounds what waits for its end in the push parser's buffer.
static void bound_pending(CXMLParser *parser) {
    xmlParserInputPtr input = parser->context->input;
    if (input == NULL) return;
    size_t place = cxml_place(parser), end = place + (size_t)(input->end - input->cur);
    if (parser->context->instate == XML_PARSER_MISC
        && xmlStrncmp(input->cur, BAD_CAST "<!DOCTYPE", 9) == 0) {
        parser->declarations_start = place;
        bound_declarations(parser, end);
    } else if (parser->context->instate == XML_PARSER_DTD) {
        bound_declarations(parser, end);
    } else {
        count_pending(parser);
    }
}

// MARK: Parsing

/// Creates libxml2's parser, which tells the encoding from the first four bytes.
static int start(CXMLParser *parser) {
    xmlSAXHandler sax = handler();
    parser->is_started = 1;
    parser->context = xmlCreatePushParserCtxt(
        &sax, parser, (const char *)parser->head, (int)parser->head_count, NULL);
    if (parser->context == NULL) return 0;
    cxml_will_parse(parser, parser->head);
    cxml_did_parse(parser, parser->head_count);
    int options = XML_PARSE_NONET;
    if (parser->encoding == CXMLAlreadyUTF8) options |= XML_PARSE_IGNORE_ENC;
    xmlCtxtUseOptions(parser->context, options);
    return 1;
}

static void refuse_unsound(CXMLParser *parser) {
    if (parser->fault != CXMLSound || !parser->is_started || parser->context->wellFormed) return;
    cxml_keep_fault(
        parser, CXMLMalformed, "the document is not well formed",
        xmlSAX2GetLineNumber(parser->context), xmlSAX2GetColumnNumber(parser->context));
}

int cxml_parse_xml(CXMLParser *parser, const uint8_t *bytes, size_t count, int is_last) {
    while (!parser->is_started && count > 0 && parser->head_count < sizeof parser->head) {
        parser->head[parser->head_count++] = *bytes++;
        count--;
    }
    int has_head = parser->head_count == sizeof parser->head || is_last;
    if (!has_head) return 1;
    if (!parser->is_started && !start(parser)) return 0;
    while (count > 0 && parser->fault == CXMLSound) {
        int piece = count < 1 << 16 ? (int)count : 1 << 16;
        cxml_will_parse(parser, bytes);
        xmlParseChunk(parser->context, (const char *)bytes, piece, 0);
        if (parser->fault == CXMLSound) {
            cxml_did_parse(parser, (size_t)piece);
            bound_pending(parser);
        }
        bytes += piece;
        count -= (size_t)piece;
    }
    if (is_last && parser->fault == CXMLSound) xmlParseChunk(parser->context, NULL, 0, 1);
    refuse_unsound(parser);
    return 1;
}
