/// Why a text is not JSON, and where.
package struct JSONError: Error, Hashable, Sendable {
    /// The file the text came from, when the reader of the file has said so.
    package var path: String?

    /// The offset of the offending byte, from 0.
    package let offset: Int

    /// The line, from 1.
    package let line: Int

    /// The column, from 1, in Unicode scalars.
    package let column: Int

    /// What is wrong and what was expected.
    package let reason: String

    /// The offending line, cut to a window, and a second line with a caret under the column.
    package let excerpt: String

    /// Locates `reason` at `offset` of `bytes`.
    init(_ reason: String, at offset: Int, of bytes: [UInt8]) {
        let place = TextPlace(offset: offset, in: bytes)
        self.reason = reason
        self.offset = offset
        line = place.line
        column = place.column
        excerpt = place.excerpt
    }

    /// The same error, said of the file at `path`.
    package func located(in path: String) -> JSONError {
        var error = self
        error.path = path
        return error
    }
}

extension JSONError: CustomStringConvertible {
    package var description: String {
        "\(path ?? "JSON"):\(line):\(column): \(reason)\n\(excerpt)"
    }
}

/// A place in a text as people count: lines, columns, and a window with a caret.
private struct TextPlace {
    let line: Int
    let column: Int
    let excerpt: String

    init(offset: Int, in bytes: [UInt8]) {
        let offset = min(offset, bytes.count)
        let before = bytes[..<offset]
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        line = 1 + before.count { $0 == UInt8(ascii: "\n") }
        let left = Self.scalars(bytes[start..<offset])
        column = 1 + left.count
        let window = left.suffix(40)
        let right = Self.scalars(bytes[offset..<min(end, offset + 120)]).prefix(32)
        excerpt =
            "    " + String(String.UnicodeScalarView(window + right)) + "\n    "
            + String(repeating: " ", count: window.count) + "^"
    }

    /// The scalars of a piece of a line, control characters as spaces so that the caret stays put.
    private static func scalars(_ bytes: ArraySlice<UInt8>) -> [Unicode.Scalar] {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.map {
            $0.properties.generalCategory == .control ? " " : $0
        }
    }
}
