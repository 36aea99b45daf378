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

/// Appends values to a text.
private struct JSONWriter {
    let pretty: Bool
    let sortedKeys: Bool
    var text = ""
    private var depth = 0

    init(pretty: Bool, sortedKeys: Bool) {
        self.pretty = pretty
        self.sortedKeys = sortedKeys
    }

    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .number(let number): text += number.text
        case .string(let string): write(string)
        case .array(let elements):
            write(elements, between: ("[", "]")) { writer, element in writer.write(element) }
        case .object(let object):
            write(ordered(object.members), between: ("{", "}")) { writer, member in
                writer.write(member.key)
                writer.text += writer.pretty ? ": " : ":"
                writer.write(member.value)
            }
        }
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
        text += brackets.0
        depth += 1
        for (position, item) in items.enumerated() {
            if position > 0 { text += "," }
            breakLine()
            body(&self, item)
        }
        depth -= 1
        if !items.isEmpty { breakLine() }
        text += brackets.1
    }

    private mutating func breakLine() {
        guard pretty else { return }
        text += "\n" + String(repeating: "  ", count: depth)
    }

    private mutating func write(_ string: String) {
        text += "\""
        for scalar in string.unicodeScalars {
            write(scalar)
        }
        text += "\""
    }

    private mutating func write(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": text += "\\\""
        case "\\": text += "\\\\"
        case "\n": text += "\\n"
        case "\r": text += "\\r"
        case "\t": text += "\\t"
        case "\u{0}"..<"\u{20}":
            let digits = String(scalar.value, radix: 16)
            text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: text.unicodeScalars.append(scalar)
        }
    }
}
