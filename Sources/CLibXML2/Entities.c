#include "Events.h"

#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The entities that a document declares in the brackets of its document type. Their texts are put together
// here, with the entities inside them, so that libxml2, which cannot bound what entities expand to, never
// meets one inside another. Both what is put together and what the document is given is bounded. Nothing
// outside the document is read: an entity that names a file is refused where it is referred to.

/// A declared entity.
typedef struct {
    xmlEntity markup;          ///< What libxml2 parses, where the text has elements.
    xmlEntity text;            ///< What it hands on as text.
    xmlChar *raw;              ///< The text with all entities inside it put in.
    size_t raw_count;
    enum { ENTITY_DECLARED, ENTITY_OPEN, ENTITY_COMPLETE } state;
} Entity;

static Entity *entity_of(xmlEntityPtr entity) { return (Entity *)entity; }

static void free_entity(void *payload, const xmlChar *name) {
    Entity *entity = payload;
    xmlFree((void *)entity->markup.orig);
    xmlFree((void *)entity->markup.content);
    xmlFree((void *)entity->text.content);
    xmlFree((void *)entity->markup.URI);
    xmlFree(entity->raw);
    free(entity);
}

void cxml_free_entities(CXMLParser *parser) {
    if (parser->entities != NULL) xmlHashFree(parser->entities, free_entity);
}

// MARK: Faults

static void refuse(CXMLParser *parser, CXMLFaultKind kind, const char *format, const xmlChar *name) {
    char message[MESSAGE_SIZE];
    snprintf(message, sizeof message, format, (const char *)name);
    cxml_stop(parser, kind, message);
}

static void refuse_length(CXMLParser *parser) {
    cxml_stop(parser, CXMLExcess, "the entities expand to more than 1,000,000 bytes");
}

// MARK: Declarations

static Entity *add_entity(CXMLParser *parser, const xmlChar *name, int type, const xmlChar *content) {
    if (parser->entities == NULL) parser->entities = xmlHashCreate(64);
    Entity *entity = calloc(1, sizeof *entity);
    if (entity == NULL || parser->entities == NULL) {
        free(entity);
        parser->cannot_grow = 1;
        return NULL;
    }
    entity->markup = (xmlEntity){
        .type = XML_ENTITY_DECL,
        .name = xmlDictLookup(parser->context->dict, name, -1),
        .etype = (xmlEntityType)type,
        .content = xmlStrdup(content == NULL ? BAD_CAST "" : content),
    };
    entity->markup.length = xmlStrlen(entity->markup.content);
    // Of two declarations the first counts.
    if (xmlHashAddEntry(parser->entities, name, entity) == 0) return entity;
    free_entity(entity, NULL);
    return NULL;
}

void cxml_on_entity_declaration(
    void *data, const xmlChar *name, int type, const xmlChar *public_id, const xmlChar *system_id,
    xmlChar *content
) {
    CXMLParser *parser = data;
    if (type == XML_INTERNAL_PARAMETER_ENTITY || type == XML_EXTERNAL_PARAMETER_ENTITY) return;
    Entity *entity = add_entity(parser, name, type, content);
    if (entity != NULL && system_id != NULL) entity->markup.URI = xmlStrdup(system_id);
}

// MARK: Putting texts together

static xmlEntityPtr declared(const CXMLParser *parser, const xmlChar *name) {
    if (parser->entities == NULL) return NULL;
    return xmlHashLookup(parser->entities, name);
}

int cxml_is_declared(const CXMLParser *parser, const xmlChar *name) {
    return declared(parser, name) != NULL;
}

/// Adds bytes to the text of an entity, unless all texts together become too long.
static int add_raw(CXMLParser *parser, Buffer *raw, const xmlChar *bytes, size_t count) {
    if (count == 0) return 1;
    parser->entity_bytes += count;
    if (parser->entity_bytes > MAXIMUM_ENTITY_BYTES) {
        refuse_length(parser);
        return 0;
    }
    char *place = cxml_buffer_add(parser, raw, count);
    if (place == NULL) return 0;
    memcpy(place, bytes, count);
    return 1;
}

static int complete(CXMLParser *parser, Entity *entity, int depth);

/// Adds what the reference at `*place`, which starts with `&`, stands for, and moves past it.
static int add_reference(CXMLParser *parser, Buffer *raw, const xmlChar **place, int depth) {
    const xmlChar *start = *place, *end = xmlStrchr(start, ';');
    if (end == NULL) return add_raw(parser, raw, (*place)++, 1);
    *place = end + 1;
    const xmlChar *name = xmlDictLookup(parser->context->dict, start + 1, (int)(end - start - 1));
    if (name == NULL) return 0;
    xmlEntityPtr inner = declared(parser, name);
    if (inner != NULL && xmlGetPredefinedEntity(name) == NULL) {
        if (!complete(parser, entity_of(inner), depth + 1)) return 0;
        return add_raw(parser, raw, entity_of(inner)->raw, entity_of(inner)->raw_count);
    }
    return add_raw(parser, raw, start, (size_t)(end + 1 - start));
}

/// Puts the text of an entity together.
static int complete(CXMLParser *parser, Entity *entity, int depth) {
    const xmlChar *name = entity->markup.name;
    if (entity->state == ENTITY_COMPLETE) return 1;
    if (entity->state == ENTITY_OPEN || depth > MAXIMUM_ENTITY_DEPTH) {
        refuse(parser, CXMLExcess, "the entity '%.80s' contains itself, or is nested too deep", name);
        return 0;
    }
    if (entity->markup.etype != XML_INTERNAL_GENERAL_ENTITY) {
        refuse(parser, CXMLDeclarations, "the entity '%.80s' stands for another file", name);
        return 0;
    }
    entity->state = ENTITY_OPEN;
    Buffer raw = {.item_size = 1};
    int is_sound = 1;
    for (const xmlChar *at = entity->markup.content; *at != 0 && is_sound;) {
        const xmlChar *next = at + strcspn((const char *)at, "&");
        is_sound = add_raw(parser, &raw, at, (size_t)(next - at));
        at = next;
        if (*at == '&' && is_sound) is_sound = add_reference(parser, &raw, &at, depth);
    }
    is_sound = is_sound && add_raw(parser, &raw, BAD_CAST "", 1);
    entity->raw = (xmlChar *)raw.items;
    entity->raw_count = raw.count == 0 ? 0 : raw.count - 1;
    entity->state = ENTITY_COMPLETE;
    return is_sound;
}

/// The characters that a reference to no declared entity stands for, in UTF-8; returns their length, or 0.
static size_t characters(const xmlChar *name, size_t count, xmlChar *text) {
    int value = 0;
    char word[16] = {0};
    if (count == 0 || count >= sizeof word) return 0;
    memcpy(word, name, count);
    if (word[0] == '#') {
        value = word[1] == 'x' ? (int)strtol(word + 2, NULL, 16) : (int)strtol(word + 1, NULL, 10);
    } else {
        const htmlEntityDesc *known = htmlEntityLookup(BAD_CAST word);
        value = known == NULL ? 0 : (int)known->value;
    }
    if (value <= 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return 0;
    return (size_t)xmlCopyCharMultiByte(text, value);
}

/// The text with the references to characters resolved; null when memory is short.
static xmlChar *resolved(const xmlChar *raw, size_t count) {
    xmlChar *text = xmlMalloc(count + 1), *out = text;
    if (text == NULL) return NULL;
    for (const xmlChar *at = raw; at < raw + count;) {
        const xmlChar *end = *at == '&' ? xmlStrchr(at, ';') : NULL;
        size_t length = end == NULL ? 0 : characters(at + 1, (size_t)(end - at - 1), out);
        out += length;
        if (length > 0) at = end + 1;
        else *out++ = *at++;
    }
    *out = 0;
    return text;
}

/// Gives an entity the forms in which libxml2 takes it.
static int prepare(CXMLParser *parser, Entity *entity) {
    if (entity->text.name != NULL) return 1;
    entity->text = entity->markup;
    entity->text.orig = NULL;
    entity->text.URI = NULL;
    entity->text.content = resolved(entity->raw, entity->raw_count);
    xmlFree((void *)entity->markup.content);
    entity->markup.content = xmlStrdup(entity->raw);
    if (entity->text.content == NULL || entity->markup.content == NULL) {
        parser->cannot_grow = 1;
        return 0;
    }
    entity->markup.length = (int)entity->raw_count;
    entity->text.length = xmlStrlen(entity->text.content);
    return 1;
}

// MARK: References

/// Whether the document may be given so many more bytes out of its entities.
static int allow(CXMLParser *parser, size_t count) {
    parser->expanded_bytes += count;
    int is_allowed = parser->expanded_bytes <= MAXIMUM_ENTITY_BYTES
        || parser->expanded_bytes <= cxml_place(parser) * MAXIMUM_EXPANSION_RATIO;
    if (!is_allowed) refuse_length(parser);
    return is_allowed;
}

/// The form of an entity that the parser needs where it is.
///
/// In the value of an attribute libxml2 leaves the reference as it is; `cxml_add_value` resolves it.
static xmlEntityPtr form(CXMLParser *parser, Entity *entity) {
    int is_in_attribute = parser->context->instate == XML_PARSER_ATTRIBUTE_VALUE;
    if (xmlStrchr(entity->raw, '<') != NULL) {
        return allow(parser, entity->raw_count + COST_OF_PARSING) ? &entity->markup : NULL;
    }
    if (!allow(parser, entity->raw_count)) return NULL;
    entity->text.etype =
        is_in_attribute ? XML_INTERNAL_GENERAL_ENTITY : XML_INTERNAL_PREDEFINED_ENTITY;
    // Tells libxml2 that the text was looked at, and has no elements.
    entity->text.checked = 2;
    return &entity->text;
}

/// An entity of HTML, as if the document had declared it.
static xmlEntityPtr html_entity(CXMLParser *parser, const xmlChar *name) {
    xmlParserCtxtPtr context = parser->context;
    const htmlEntityDesc *known = htmlEntityLookup(name);
    if (known == NULL || !(parser->resolves_html || context->hasExternalSubset)) return NULL;
    char content[16];
    snprintf(content, sizeof content, "&#%u;", known->value);
    Entity *entity = add_entity(parser, name, XML_INTERNAL_GENERAL_ENTITY, BAD_CAST content);
    if (!context->hasExternalSubset) parser->undeclared_names++;
    return entity == NULL ? NULL : &entity->markup;
}

xmlEntityPtr cxml_on_entity(void *data, const xmlChar *name) {
    CXMLParser *parser = data;
    xmlEntityPtr known = xmlGetPredefinedEntity(name);
    if (known != NULL || parser->fault != CXMLSound) return known;
    known = declared(parser, name);
    if (parser->context->inSubset != 0) return known;
    if (known == NULL) known = html_entity(parser, name);
    if (known == NULL) return NULL;
    // libxml2 tells of these itself: they are no text.
    if (known->etype == XML_EXTERNAL_GENERAL_UNPARSED_ENTITY) return known;
    Entity *entity = entity_of(known);
    if (!complete(parser, entity, 0) || !prepare(parser, entity)) return NULL;
    return form(parser, entity);
}

xmlEntityPtr cxml_on_parameter_entity(void *data, const xmlChar *name) {
    refuse(data, CXMLDeclarations, "the document type refers to the parameter entity '%.80s'", name);
    return NULL;
}

// MARK: Values of attributes

/// Adds a reference in the value of an attribute, which libxml2 left as it was.
static void add_value_reference(CXMLParser *parser, const xmlChar *name, size_t count) {
    xmlChar text[8];
    const xmlChar *word = xmlDictLookup(parser->context->dict, name, (int)count);
    xmlEntityPtr known = word == NULL ? NULL : declared(parser, word);
    if (known != NULL && entity_of(known)->text.content != NULL) {
        const xmlChar *content = entity_of(known)->text.content;
        return cxml_add_bytes(parser, content, (size_t)xmlStrlen(content));
    }
    size_t length = characters(name, count, text);
    if (length > 0) return cxml_add_bytes(parser, text, length);
    cxml_add_bytes(parser, name - 1, count + 2);
}

void cxml_add_value(CXMLParser *parser, const xmlChar *value, const xmlChar *end) {
    while (value < end) {
        const xmlChar *mark = memchr(value, '&', (size_t)(end - value));
        const xmlChar *last = mark == NULL ? NULL : memchr(mark, ';', (size_t)(end - mark));
        if (last == NULL) return cxml_add_bytes(parser, value, (size_t)(end - value));
        cxml_add_bytes(parser, value, (size_t)(mark - value));
        add_value_reference(parser, mark + 1, (size_t)(last - mark - 1));
        value = last + 1;
    }
}
