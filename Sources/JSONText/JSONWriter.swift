extension JSONValue {
    /// Writes this value as JSON text; reading it gives the value back.
    ///
    /// - Parameters:
    ///   - pretty: Whether to write a member or element a line, indented by two spaces.
    ///   - sortedKeys: Whether to order members by the bytes of their names, not as inserted.
    /// - Returns: The text, without a line end after it.
    package func serialized(pretty: Bool = false, sortedKeys: Bool = false) -> String {
        var writer = JSONWriter(pretty: pretty, sortedKeys: sortedKeys)
        writer.write(self)
        return writer.text
    }
}

/// Appends values to a text in UTF-8.
private struct JSONWriter {
    let pretty: Bool
    let sortedKeys: Bool
    private var bytes: [UInt8] = []
    private var depth = 0

    init(pretty: Bool, sortedKeys: Bool) {
        self.pretty = pretty
        self.sortedKeys = sortedKeys
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: append("null")
        case .bool(let value): append(value ? "true" : "false")
        case .number(let number): append(number.text)
        case .string(let string): write(string)
        case .array(let elements):
            write(elements, between: ("[", "]")) { writer, element in writer.write(element) }
        case .object(let object):
            write(ordered(object.members), between: ("{", "}")) { writer, member in
                writer.write(member.key)
                writer.append(writer.pretty ? ": " : ":")
                writer.write(member.value)
            }
        }
    }

    private mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    private func ordered(_ members: [JSONObject.Member]) -> [JSONObject.Member] {
        guard sortedKeys else { return members }
        return members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }

    private mutating func write<Item>(
        _ items: [Item],
        between brackets: (String, String),
        _ body: (inout JSONWriter, Item) -> Void
    ) {
        append(brackets.0)
        depth += 1
        for (position, item) in items.enumerated() {
            if position > 0 { append(",") }
            breakLine()
            body(&self, item)
        }
        depth -= 1
        if !items.isEmpty { breakLine() }
        append(brackets.1)
    }

    private mutating func breakLine() {
        guard pretty else { return }
        append("\n")
        for _ in 0..<depth { append("  ") }
    }

    private mutating func write(_ string: String) {
        var string = string
        append("\"")
        string.withUTF8 { text in
            var start = 0
            while true {
                let end = text.endOfPlainRun(from: start)
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<end]))
                if end == text.count { return }
                writeEscape(of: text[end])
                start = end + 1
            }
        }
        append("\"")
    }

    private mutating func writeEscape(of byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\n"): append("\\n")
        case UInt8(ascii: "\r"): append("\\r")
        case UInt8(ascii: "\t"): append("\\t")
        case 0..<0x20: append((byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16))
        default: bytes += [UInt8(ascii: "\\"), byte]
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The place from `start` of the first character that a string has an escape for, or the end.
    fileprivate func endOfPlainRun(from start: Int) -> Int {
        var place = start
        while place < count, self[place] >= 0x20, self[place] != UInt8(ascii: "\""),
            self[place] != UInt8(ascii: "\\")
        {
            place += 1
        }
        return place
    }
}
