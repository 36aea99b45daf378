internal import UnicodeText

/// The last stage of a tokenizer: how tokens become text again.
struct Decoder: Sendable {
    /// How a token stands beside its neighbours.
    private struct Setting {
        var isWord: Bool
        var startsUnspaced: Bool
        var endsUnspaced: Bool
    }

    private let vocabulary: Vocabulary
    private let kind: Tokenizer.Kind

    /// The setting of each token, for words alone.
    private let settings: [Setting]

    init(vocabulary: Vocabulary, kind: Tokenizer.Kind) {
        self.vocabulary = vocabulary
        self.kind = kind
        settings = kind == .word ? (0..<vocabulary.count).map { Self.setting(vocabulary, $0) } : []
    }

    func decode(_ ids: some Sequence<TokenID>) -> String {
        kind == .selfies ? smiles(ofSymbols: ids) : joined(ids)
    }

    /// The molecule of SELFIES symbols, the unknown token left out.
    private func smiles(ofSymbols ids: some Sequence<TokenID>) -> String {
        let text = joined(ids.filter { $0 != Vocabulary.unknown })
        return (try? SELFIES.smiles(of: text)) ?? text
    }

    /// The spellings of the tokens, set as text.
    func joined(_ ids: some Sequence<TokenID>) -> String {
        var text: [UInt8] = []
        var last: TokenID?
        for id in ids where vocabulary.contains(id) {
            if vocabulary.isSpecial(id), id != Vocabulary.unknown { continue }
            if let last, hasSpace(between: last, and: id) { text.append(0x20) }
            vocabulary.table.append(Int(id), to: &text)
            last = id
        }
        return String(decoding: text, as: UTF8.self)
    }

    private func hasSpace(between left: TokenID, and right: TokenID) -> Bool {
        switch kind {
        case .character, .smiles, .selfies, .subword: return false
        case .whitespace: return true
        case .word:
            let (left, right) = (settings[Int(left)], settings[Int(right)])
            return left.isWord && right.isWord && !left.endsUnspaced && !right.startsUnspaced
        }
    }

    private static func setting(_ vocabulary: Vocabulary, _ number: Int) -> Setting {
        vocabulary.table[number].withUnsafeBufferPointer { token in
            guard !token.isEmpty, WordPieces.isWord(token) else {
                return Setting(isWord: false, startsUnspaced: false, endsUnspaced: false)
            }
            return Setting(
                isWord: true,
                startsUnspaced: Scalars.isUnspaced(Scalars.scalar(in: token, at: 0).value),
                endsUnspaced: WordPieces.endsUnspaced(token, at: token.count)
            )
        }
    }
}
