#pragma once

#include <stddef.h>
#include <stdint.h>

// Streams of events over libxml2's SAX interfaces, for XML and for HTML. libxml2's own headers stay
// inside the C files: they include ICU's, whose types clash with Foundation's.

/// What the parser met.
typedef enum {
    CXMLElementStart = 1,
    CXMLElementEnd,
    CXMLText,
} CXMLEventKind;

/// Something the parser met, and where.
typedef struct {
    CXMLEventKind kind;
    int32_t line;              ///< From 1; for an element, where its tag ends.
    int32_t column;            ///< In bytes from 1.
    int32_t name;              ///< The number of the local name, from 0 in the order of appearance.
    const char *name_space;    ///< The namespace, or null; valid, and unique, while the parser lives.
    uint32_t text_start;       ///< Into the parser's text, for `CXMLText`.
    uint32_t text_count;
    uint32_t attribute_start;  ///< Into the parser's attributes, for `CXMLElementStart`.
    uint32_t attribute_count;
} CXMLEvent;

/// An attribute of an element.
typedef struct {
    int32_t name;              ///< As in an event.
    uint32_t value_start;      ///< Into the parser's text.
    uint32_t value_count;
} CXMLAttribute;

/// Why parsing stopped.
typedef enum {
    CXMLSound = 0,
    CXMLMalformed,             ///< The document is not well formed.
    CXMLDeclarations,          ///< Its document type has declarations that are refused.
    CXMLExcess,                ///< It exceeds one of the limits that keep parsing cheap.
    CXMLNoMemory,
} CXMLFaultKind;

/// The fault that stopped the parser.
typedef struct {
    CXMLFaultKind kind;
    int32_t line;
    int32_t column;
    int64_t offset;            ///< In bytes from the start of the document, as it was given.
    const char *message;       ///< The message, without a line feed; never null.
    const char *excerpt;       ///< The line around the fault; never null.
    size_t excerpt_count;
    size_t caret;              ///< The place of the fault in the excerpt, in bytes.
} CXMLFault;

typedef struct CXMLParser CXMLParser;

/// How the bytes of an XML document are to be taken.
typedef enum {
    CXMLDeclaredEncoding,      ///< In the encoding of its mark or declaration.
    CXMLAlreadyUTF8,           ///< In UTF-8, whatever the declaration says.
} CXMLEncoding;

/// The version of libxml2 that runs: 20914 is 2.9.14.
int32_t cxml_version(void);

/// Creates a parser of XML, or returns null when memory is short.
CXMLParser *cxml_create(CXMLEncoding encoding);

/// Creates a parser of HTML in UTF-8, which takes its document as one piece; or returns null.
CXMLParser *cxml_create_html(void);

/// Lets a document of XML use the entities of HTML 4 without declaring them.
void cxml_resolve_html_entities(CXMLParser *parser);

/// The number of different entities of HTML that the document used and nothing declared.
int32_t cxml_undeclared_names(const CXMLParser *parser);

/// Frees a parser and every name it has given.
void cxml_destroy(CXMLParser *parser);

/// Parses the next bytes of the document; `is_last` ends it.
///
/// The events that they complete replace those of the call before.
/// - Returns: Whether the document is sound so far. The events before a fault are kept.
int cxml_parse(CXMLParser *parser, const uint8_t *bytes, size_t count, int is_last);

const CXMLEvent *cxml_events(const CXMLParser *parser, size_t *count);
const CXMLAttribute *cxml_attributes(const CXMLParser *parser);
const char *cxml_text(const CXMLParser *parser);
CXMLFault cxml_fault(const CXMLParser *parser);

/// The number of names met so far, and the name of a number; the name is valid while the parser lives.
int32_t cxml_name_count(const CXMLParser *parser);
const char *cxml_name(const CXMLParser *parser, int32_t number);

/// The character that an entity of HTML 4 stands for, or zero.
uint32_t cxml_html_entity(const char *name);
