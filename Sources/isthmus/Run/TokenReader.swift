import Tokenization
import UnicodeText

/// Reads tokens that a ``TokenWriter`` wrote.
struct TokenReader {
    private let tokens: TokenNumbering
    private let notation: TokenNotation

    /// The tokenizer's file, for the error.
    private let path: String

    init(_ tokens: TokenNumbering, _ notation: TokenNotation, path: String) {
        self.tokens = tokens
        self.notation = notation
        self.path = path
    }

    /// The tokens of a line, which stand between spaces.
    ///
    /// - Throws: A `ToolError` that names the line and what is no token.
    func ids(of line: LineText) throws(ToolError) -> [TokenID] {
        var ids: [TokenID] = []
        var start = 0
        while start < line.bytes.count {
            let end = line.bytes.firstOffset(ofByte: 0x20, from: start) ?? line.bytes.count
            if end > start {
                let word = UnsafeBufferPointer(rebasing: line.bytes[start..<end])
                guard let id = token(word) else { throw unknown(word, line.number) }
                ids.append(id)
            }
            start = end + 1
        }
        return ids
    }

    /// The token that is written so, or nil.
    private func token(_ text: UnsafeBufferPointer<UInt8>) -> TokenID? {
        if notation == .ids {
            let id = text.shortNumber ?? TokenID(String(decoding: text, as: UTF8.self))
            return id.flatMap { tokens.contains($0) ? $0 : nil }
        }
        let text = String(decoding: text, as: UTF8.self)
        if let id = tokens.id(of: text) { return id }
        let scalars = text.unicodeScalars.map { $0 == "\u{2581}" ? " " : $0 }
        return tokens.id(of: String(String.UnicodeScalarView(scalars)))
    }

    private func unknown(_ word: UnsafeBufferPointer<UInt8>, _ line: Int) -> ToolError {
        ToolError.badData(
            "line \(line): there is no token '\(String(decoding: word, as: UTF8.self))' among the "
                + "\(tokens.count) of \(path)"
        )
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The number that the bytes write, if they are some digits and nothing else.
    fileprivate var shortNumber: TokenID? {
        if isEmpty || count > 9 { return nil }
        var number: TokenID = 0
        for byte in self {
            guard case UInt8(ascii: "0")...UInt8(ascii: "9") = byte else { return nil }
            number = number * 10 + TokenID(byte - UInt8(ascii: "0"))
        }
        return number
    }
}
