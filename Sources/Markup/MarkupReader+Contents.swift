import CLibXML2

extension MarkupReader {
    /// The line of the event, from 1: that on which a tag ends, or on which a text starts.
    public var line: Int { Int(event.line) }

    /// The column of the event, in bytes from 1.
    public var column: Int { Int(event.column) }

    /// The number of different entities of HTML that the document used so far and did not declare.
    public var undeclaredEntityCount: Int { parser.map { Int(cxml_undeclared_names($0)) } ?? 0 }

    /// The element's name without its prefix.
    public var name: String { string(event.name) }

    /// The number of the element's name: from 0, in the order in which the document's names appear.
    package var nameNumber: Int { Int(event.name) }

    /// The element's namespace.
    public var namespace: String? { event.name_space.map { String(cString: $0) } }

    /// The text's contents.
    public var text: String { String(decoding: textBytes, as: UTF8.self) }

    /// The text's contents in UTF-8, valid until the reader moves.
    public var textBytes: UnsafeBufferPointer<UInt8> {
        bytes(from: event.text_start, count: event.text_count)
    }

    /// The value of the element's attribute of a name, without regard to its namespace.
    public func attribute(_ name: String) -> String? {
        attributes.first { string($0.name) == name }.map(value)
    }

    /// The names and values of the element's attributes, in order.
    public var attributePairs: [(name: String, value: String)] {
        attributes.map { (string($0.name), value(of: $0)) }
    }

    private var attributes: UnsafeBufferPointer<CXMLAttribute> {
        guard event.kind == CXMLElementStart, let first = parser.flatMap(cxml_attributes) else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        return UnsafeBufferPointer(
            start: first + Int(event.attribute_start),
            count: Int(event.attribute_count)
        )
    }

    private func value(of attribute: CXMLAttribute) -> String {
        let value = bytes(from: attribute.value_start, count: attribute.value_count)
        return String(decoding: value, as: UTF8.self)
    }

    private func bytes(from start: UInt32, count: UInt32) -> UnsafeBufferPointer<UInt8> {
        guard count > 0, let text = parser.flatMap(cxml_text) else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        let first = UnsafeRawPointer(text + Int(start)).assumingMemoryBound(to: UInt8.self)
        return UnsafeBufferPointer(start: first, count: Int(count))
    }

    /// The name of a number, which is below the count of names so far.
    package func name(of number: Int) -> String { string(Int32(number)) }

    /// The Swift string of a name, made once; empty where there is no event that has one.
    func string(_ number: Int32) -> String {
        guard let parser, number >= 0 else { return "" }
        while names.count < Int(cxml_name_count(parser)) {
            names.append(String(cString: cxml_name(parser, Int32(names.count))))
        }
        return names.indices.contains(Int(number)) ? names[Int(number)] : ""
    }
}
