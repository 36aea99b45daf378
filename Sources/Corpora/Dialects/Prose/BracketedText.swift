/// Texts that stand in brackets as a whole, such as `[Tides of the harbour].`.
enum BracketedText {
    /// The text without its brackets, and with the full stop after them, or nil where there are none around
    /// all of it.
    static func inside(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.first == UInt8(ascii: "[") else { return nil }
        let hasStop = bytes.last == UInt8(ascii: ".")
        let end = bytes.count - (hasStop ? 1 : 0)
        guard closing(bytes) == end - 1 else { return nil }
        let inside = bytes[1..<end - 1].trimmingSpaces()
        let isEnded = inside.last.map { ".!?".utf8.contains($0) } ?? true
        return Array(inside) + (hasStop && !isEnded ? [UInt8(ascii: ".")] : [])
    }

    /// The place of the bracket that closes the first one.
    private static func closing(_ bytes: [UInt8]) -> Int? {
        var depth = 0
        return bytes.firstIndex { byte in
            if byte == UInt8(ascii: "[") { depth += 1 }
            if byte == UInt8(ascii: "]") { depth -= 1 }
            return depth == 0
        }
    }
}
