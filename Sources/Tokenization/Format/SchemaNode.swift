package import JSONText

/// A value of a tokenizer file, with the way to it, for reading with errors that say where.
package struct SchemaNode {
    /// The value.
    package let value: JSONValue

    /// The names of the members that lead to it.
    package let path: [String]

    /// The name of the file.
    package let source: String

    /// The root of a file.
    package init(_ value: JSONValue, path: [String] = [], source: String) {
        self.value = value
        self.path = path
        self.source = source
    }

    /// An error at this value, or at a member of it.
    package func error(
        _ problem: String,
        at key: String? = nil,
        advice: String = "Correct the file, or make it anew with the program that wrote it."
    ) -> TokenizerFormatError {
        TokenizerFormatError(
            problem,
            at: path + [key].compactMap(\.self),
            source: source,
            advice: advice
        )
    }

    /// Whether the value is missing or null.
    package var isNull: Bool { value.isNull }

    /// A member; null when there is none.
    package subscript(key: String) -> SchemaNode {
        SchemaNode(value[key] ?? nil, path: path + [key], source: source)
    }

    /// The type that the object says it is.
    package var type: String {
        get throws(TokenizerFormatError) { try self["type"].string }
    }

    /// The string.
    package var string: String {
        get throws(TokenizerFormatError) {
            guard let string = value.string else { throw expected("a string") }
            return string
        }
    }

    /// The string, or nil when there is none.
    package var optionalString: String? {
        get throws(TokenizerFormatError) { isNull ? nil : try string }
    }

    /// The number, or nil when there is none.
    package var optionalDouble: Double? {
        get throws(TokenizerFormatError) {
            if isNull { return nil }
            guard let double = value.double else { throw expected("a number") }
            return double
        }
    }

    /// The integer, which is not negative.
    package var count: Int {
        get throws(TokenizerFormatError) {
            guard let integer = value.integer, integer >= 0 else {
                throw expected("an integer from 0 on")
            }
            return integer
        }
    }

    /// The id of a token.
    package var id: TokenID {
        get throws(TokenizerFormatError) {
            guard let integer = value.integer, 0..<Self.idLimit ~= integer else {
                throw expected("an id from 0 to \(Self.idLimit - 1)")
            }
            return TokenID(integer)
        }
    }

    /// One more than the highest id that is read, so that no file can ask for much memory.
    package static let idLimit = 1 << 24

    /// The truth value, or `missing` when there is none.
    package func bool(_ missing: Bool) throws(TokenizerFormatError) -> Bool {
        if isNull { return missing }
        guard let bool = value.bool else { throw expected("true or false") }
        return bool
    }

    /// The single character.
    package var scalar: Unicode.Scalar {
        get throws(TokenizerFormatError) {
            let scalars = try string.unicodeScalars
            guard let first = scalars.first, scalars.count == 1 else {
                throw expected("one character")
            }
            return first
        }
    }

    /// The elements of the array; none when there is no array.
    package var elements: [SchemaNode] {
        get throws(TokenizerFormatError) {
            if isNull { return [] }
            guard let array = value.array else { throw expected("an array") }
            return array.enumerated().map { index, element in
                SchemaNode(element, path: path + ["\(index)"], source: source)
            }
        }
    }

    /// The members of the object.
    package var members: [JSONObject.Member] {
        get throws(TokenizerFormatError) {
            guard let object = value.object else { throw expected("an object") }
            return object.members
        }
    }

    private func expected(_ what: String) -> TokenizerFormatError {
        let found = value.isNull ? "missing" : "\(value.kind)"
        return error("expected \(what), found \(found)")
    }
}
