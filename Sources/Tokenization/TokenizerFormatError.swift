internal import UnicodeText

/// Why a file is not a tokenizer that can be used, where, and what to do about it.
///
///     tokenizer.json:3:41: the id 9 is given to two tokens, "the" and "cat"
///         "vocab": {"<pad>": 0, "the": 9, "cat": 9}
///                                                ^
///     Give the tokens the ids 0, 1, 2, ... without gaps.
public struct TokenizerFormatError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The name of the file, as the reader was told.
    public let source: String

    /// The line, from 1.
    public let line: Int

    /// The column, in characters from 1.
    public let column: Int

    /// What is wrong.
    public let problem: String

    /// What to do.
    public let advice: String

    /// The part of the line around the place, and the column of the caret below it.
    private let excerpt: String
    private let caret: Int

    /// Locates a problem at a byte of a file.
    init(_ problem: String, at offset: Int, of bytes: [UInt8], source: String, advice: String) {
        let offset = min(offset, bytes.count)
        let start = bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let before = String(decoding: bytes[start..<offset], as: UTF8.self)
        let end =
            bytes[offset...].prefix(120).firstIndex(of: 0x0A)
            ?? min(bytes.count, offset + 120)
        let after = String(decoding: bytes[offset..<end], as: UTF8.self)
        self.source = source
        self.problem = problem
        self.advice = advice
        line = bytes[..<start].count { $0 == 0x0A } + 1
        column = before.count + 1
        let shown = before.suffix(Self.contextWidth).drop { $0 == " " || $0 == "\t" }
        excerpt = Self.printable(shown) + Self.printable(after.prefix(Self.contextWidth))
        caret = shown.count
    }

    private static let contextWidth = 40

    /// The text with a blank for each character that would move the caret.
    private static func printable(_ text: some StringProtocol) -> String {
        String(text.map { $0.unicodeScalars.contains { $0.value < 0x20 } ? " " : $0 })
    }

    /// The place, the problem, the excerpt with a caret, and the advice.
    public var description: String {
        """
        \(source):\(line):\(column): \(problem)
            \(excerpt)
            \(String(repeating: " ", count: caret))^
        \(advice)
        """
    }
}
