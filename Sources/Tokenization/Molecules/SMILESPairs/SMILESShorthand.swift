internal import UnicodeText

/// A character for each SMILES symbol of several characters, such as `[C@@H]`, `Cl` or `%12`.
///
/// In shorthand every symbol is one character, so what is learnt over characters never cuts an atom.
/// Symbol `i` is the character U+E000 + `i` of Unicode's private use area. Symbols that have none are
/// left as they are, character by character.
///
/// In a `tokenizer.json` it is a `Replace` for each symbol, the longer ones first, which comes to
/// the same: no symbol overlaps another, and only a longer one holds a shorter.
public struct SMILESShorthand: Sendable, PipelineStage {
    /// The symbols, longer ones first.
    public let symbols: [String]

    /// The symbols as the tokens of a table, behind one reference.
    private let table: Table

    private final class Table: Sendable {
        let tokens: TokenTable

        init(_ tokens: TokenTable) { self.tokens = tokens }
    }

    /// The characters that stand for symbols.
    static let characters: ClosedRange<UInt32> = 0xE000...0xF8FF

    /// The shorthand without symbols.
    static let none = SMILESShorthand()

    private init() {
        symbols = []
        table = Table(TokenTable())
    }

    /// A shorthand of symbols in the order of their characters.
    ///
    /// Nil unless they differ, each is one symbol of several characters, none is longer than the one
    /// before it, and there are at most 6,400.
    public init?(_ symbols: [String]) {
        guard symbols.count <= Self.characters.count else { return nil }
        var table = TokenTable()
        var longest = Int.max
        for var symbol in symbols {
            let isFit = symbol.withUTF8 { text in
                Self.isSymbol(text) && text.count <= longest && table.insert(text).isNew
            }
            if !isFit { return nil }
            longest = symbol.utf8.count
        }
        self.symbols = symbols
        self.table = Table(table)
    }

    /// Whether text is one symbol of several characters.
    static func isSymbol(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.count > 1 && text[0] < 0x80 && SMILESLexer.length(in: text, at: 0) == text.count
    }

    /// The character of a symbol.
    static func character(_ number: Int) -> Unicode.Scalar {
        Unicode.Scalar(characters.lowerBound + UInt32(number)) ?? "\u{FFFD}"
    }

    /// Writes the text in shorthand; false when it has none of the symbols.
    private static func abbreviate(
        _ text: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>,
        _ table: Table,
        _ edit: inout TextEdit
    ) -> Bool {
        let part = UnsafeBufferPointer(rebasing: text[range])
        var (kept, index) = (0, 0)
        while index < part.count {
            let length = SMILESLexer.length(in: part, at: index)
            let symbol = UnsafeBufferPointer(rebasing: part[index..<index + length])
            let number = length > 1 ? table.tokens.number(of: symbol) : -1
            guard number >= 0 else {
                index += symbol[0] < 0x80 ? 1 : length
                continue
            }
            edit.keep(part, kept..<index)
            edit.replace(length, by: UTF8.encode(character(Int(number))) ?? .init())
            index += length
            kept = index
        }
        edit.keep(part, kept..<part.count)
        return kept > 0
    }

    /// Brings each piece of text into shorthand.
    func run(on text: inout PipelineText) {
        text.edit { [table] in Self.abbreviate($0, $1, table, &$2) }
    }

    /// Appends a text with symbols in place of their characters.
    func append(_ text: UnsafeBufferPointer<UInt8>, to result: inout [UInt8]) {
        var index = 0
        while index < text.count {
            let (value, length) = Scalars.scalar(in: text, at: index)
            if let number = number(of: value) {
                table.tokens.append(number, to: &result)
            } else {
                result.append(contentsOf: text[index..<index + length])
            }
            index += length
        }
    }

    /// The number of the symbol that a character stands for, or nil.
    private func number(of character: UInt32) -> Int? {
        guard Self.characters.contains(character) else { return nil }
        let number = Int(character - Self.characters.lowerBound)
        return number < symbols.count ? number : nil
    }
}

extension SMILESShorthand: Hashable {
    /// Whether the same characters stand for the same symbols.
    public static func == (left: SMILESShorthand, right: SMILESShorthand) -> Bool {
        left.symbols == right.symbols
    }

    /// Hashes the symbols.
    public func hash(into hasher: inout Hasher) { hasher.combine(symbols) }
}

extension TokenizationPipeline {
    /// The shorthand that text is brought into first, of a tokenizer of SMILES.
    var shorthand: SMILESShorthand? {
        for case .shorthand(let shorthand) in normalizers { return shorthand }
        return nil
    }

    /// A token as its text reads, without shorthand; nil when there is none with this id.
    public func spelling(of id: TokenID) -> String? {
        guard var token = token(id), let shorthand else { return token(id) }
        var text: [UInt8] = []
        token.withUTF8 { shorthand.append($0, to: &text) }
        return String(decoding: text, as: UTF8.self)
    }

    /// The id of the token whose text reads so, or nil.
    public func id(ofSpelling spelling: String) -> TokenID? {
        guard let shorthand else { return id(of: spelling) }
        let text = PipelineFront.normalized(Array(spelling.utf8), by: [.shorthand(shorthand)])
        return id(of: String(decoding: text, as: UTF8.self))
    }
}

extension Tokenizer {
    /// Whether the text is SMILES.
    public var readsSMILES: Bool {
        kind == .smiles || kind == .selfies || pipeline?.shorthand != nil
    }
}
