/// The places of a text by which its charset can be told: bytes beyond ASCII, and escape sequences.
package enum CharsetEvidence {
    private static let escape: UInt8 = 0x1B
    private static let tilde = UInt8(ascii: "~")
    private static let lineEnd: UInt8 = 0x0A

    /// The most bytes of a passage from its first telling byte on.
    private static let passageSize = 4096

    /// The first byte that is not ASCII, or that may start an escape sequence of ISO 2022 or HZ.
    ///
    /// The last byte of all counts as the start of a sequence that goes on elsewhere.
    package static func first(in bytes: [UInt8]) -> Int? { first(in: bytes[...]) }

    private static func first(in bytes: ArraySlice<UInt8>) -> Int? {
        bytes.withUnsafeBufferPointer { buffer in
            let end = UTF8Validation.asciiPrefix(of: buffer, from: 0)
            let ascii = UnsafeBufferPointer(rebasing: buffer[..<end])
            let place = firstEscape(in: ascii) ?? (end < buffer.count ? end : nil)
            return place.map { bytes.startIndex + $0 }
        }
    }

    /// Whether there is a sequence by which ISO 2022 goes over to characters of two bytes.
    package static func hasEscapes(_ bytes: [UInt8]) -> Bool {
        zip(bytes, bytes.dropFirst()).contains { $0 == escape && $1 == UInt8(ascii: "$") }
    }

    private static func firstEscape(in ascii: UnsafeBufferPointer<UInt8>) -> Int? {
        let end = ascii.firstOffset(ofByte: escape) ?? ascii.count
        let beginning = UnsafeBufferPointer(rebasing: ascii[..<end])
        var start = 0
        while let index = beginning.firstOffset(ofByte: tilde, from: start) {
            if index + 1 == ascii.count || ascii[index + 1] == UInt8(ascii: "{") { return index }
            start = index + 1
        }
        return end < ascii.count ? end : nil
    }

    /// The passages of a text that tell its charset, each on a line of its own.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - context: The most bytes of a passage that precede its first telling byte, on the same line.
    ///   - size: How many bytes are wanted; the passage that exceeds them is the last.
    /// - Returns: The lines that have such bytes, and of long lines the parts around them.
    package static func passages(of bytes: [UInt8], context: Int, size: Int) -> [UInt8] {
        var passages: [UInt8] = []
        var rest = bytes[...]
        while passages.count <= size, let place = first(in: rest) {
            let line = rest[..<place].lastIndex(of: lineEnd).map { $0 + 1 } ?? rest.startIndex
            let end = end(of: rest[place...])
            passages += rest[max(line, place - context)..<end] + [lineEnd]
            rest = rest[end...]
        }
        return passages
    }

    /// The end of the line, or a space before which a long one can be cut: no charset but the wide ones has
    /// that byte inside a character.
    private static func end(of passage: ArraySlice<UInt8>) -> Int {
        let bounded = passage.prefix(passageSize)
        if let end = bounded.firstIndex(of: lineEnd) { return end }
        guard bounded.endIndex < passage.endIndex else { return bounded.endIndex }
        return bounded.lastIndex(of: UInt8(ascii: " ")) ?? bounded.endIndex
    }
}
