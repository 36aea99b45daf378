/// Cuts SMILES into atoms, bonds, branches and ring closures.
///
/// A bracket atom (`[C@@H]`, `[nH+]`, `[13CH3:7]`), a ring closure of two digits or in
/// parentheses (`%12`, `%(104)`), `Cl`, `Br` and the reaction arrow `>>` are one piece each;
/// anything else is a piece a character, also what is not SMILES, so the pieces of any text put
/// together again are that text.
enum SMILESLexer {
    /// Calls `body` with the range of each piece, in order.
    ///
    /// Linear in the length of the text.
    static func forEachPiece(
        in text: UnsafeBufferPointer<UInt8>,
        _ body: (Range<Int>) -> Void
    ) {
        var start = 0
        while start < text.count {
            let end = start + length(in: text, at: start)
            body(start..<end)
            start = end
        }
    }

    /// The length of the piece that starts at a place.
    @inline(__always)
    static func length(in text: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
        switch text[start] {
        case UInt8(ascii: "["): bracketLength(in: text, at: start)
        case UInt8(ascii: "%"): ringLength(in: text, at: start)
        case UInt8(ascii: "C"): pairLength(in: text, at: start, UInt8(ascii: "l"))
        case UInt8(ascii: "B"): pairLength(in: text, at: start, UInt8(ascii: "r"))
        case UInt8(ascii: ">"): pairLength(in: text, at: start, UInt8(ascii: ">"))
        case 0x80...: scalarLength(in: text, at: start)
        default: 1
        }
    }

    private static func pairLength(
        in text: UnsafeBufferPointer<UInt8>,
        at start: Int,
        _ second: UInt8
    ) -> Int {
        start + 1 < text.count && text[start + 1] == second ? 2 : 1
    }

    /// A bracket atom holds printable ASCII other than brackets; an open bracket that is not
    /// closed after such characters is a piece of its own.
    private static func bracketLength(
        in text: UnsafeBufferPointer<UInt8>,
        at start: Int
    ) -> Int {
        var end = start + 1
        while end < text.count, 0x21...0x7E ~= text[end], text[end] != UInt8(ascii: "[") {
            if text[end] == UInt8(ascii: "]") { return end > start + 1 ? end + 1 - start : 1 }
            end += 1
        }
        return 1
    }

    private static func ringLength(in text: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
        let digit = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard start + 2 < text.count else { return 1 }
        if digit ~= text[start + 1] { return digit ~= text[start + 2] ? 3 : 1 }
        guard text[start + 1] == UInt8(ascii: "(") else { return 1 }
        var end = start + 2
        while end < text.count, digit ~= text[end] { end += 1 }
        let isClosed = end > start + 2 && end < text.count && text[end] == UInt8(ascii: ")")
        return isClosed ? end + 1 - start : 1
    }

    /// The length of a scalar beyond ASCII: the byte and the continuation bytes after it.
    private static func scalarLength(
        in text: UnsafeBufferPointer<UInt8>,
        at start: Int
    ) -> Int {
        var end = start + 1
        while end < text.count, end - start < 4, text[end] & 0xC0 == 0x80 { end += 1 }
        return end - start
    }
}
