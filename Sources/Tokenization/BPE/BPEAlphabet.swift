internal import UnicodeText

/// The first tokens of a training, and the pieces of the corpus in them.
struct BPEAlphabet {
    /// The tokens: special ones, characters by code point, and characters with affixes likewise.
    private(set) var tokens = TokenTable()

    private let trainer: BPETrainer

    init(_ trainer: BPETrainer) { self.trainer = trainer }

    /// The pieces as words of tokens; characters that are not tokens are left out of them.
    mutating func words(of counts: PieceCounts) -> BPEWords {
        for token in trainer.specialTokens { insert(token) }
        let kept = kept(counts)
        for scalar in kept { insert(String(scalar)) }
        return trainer.readsBytes ? byteWords(counts) : characterWords(counts, Set(kept))
    }

    @discardableResult
    private mutating func insert(_ token: String) -> TokenID {
        var token = token
        return TokenID(token.withUTF8 { tokens.insert($0).number })
    }

    /// The characters that are tokens, by code point.
    private func kept(_ counts: PieceCounts) -> [Unicode.Scalar] {
        var occurrences = occurrences(counts)
        for scalar in trainer.initialAlphabet { occurrences[scalar] = .max }
        guard let limit = trainer.alphabetLimit, occurrences.count > limit else {
            return occurrences.keys.sorted()
        }
        let ranked = occurrences.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return ranked.prefix(limit).map(\.key).sorted()
    }

    private func occurrences(_ counts: PieceCounts) -> [Unicode.Scalar: Int] {
        var result: [Unicode.Scalar: Int] = [:]
        if trainer.readsBytes {
            var bytes = Array(repeating: 0, count: 256)
            counts.forEach { piece, count in for byte in piece { bytes[Int(byte)] += count } }
            for (byte, count) in bytes.enumerated() where count > 0 {
                result[ByteAlphabet.scalars[byte]] = count
            }
        } else {
            counts.forEach { piece, count in
                Self.forEachScalar(of: piece) { scalar, _ in result[scalar, default: 0] += count }
            }
        }
        return result
    }

    private static func forEachScalar(
        of piece: UnsafeBufferPointer<UInt8>,
        _ body: (Unicode.Scalar, Range<Int>) -> Void
    ) {
        var index = 0
        while index < piece.count {
            let (value, length) = Scalars.scalar(in: piece, at: index)
            body(Unicode.Scalar(value) ?? "\u{FFFD}", index..<index + length)
            index += length
        }
    }

    private func byteWords(_ counts: PieceCounts) -> BPEWords {
        let ids = ByteAlphabet.scalars.map { scalar in
            var name = String(scalar)
            return name.withUTF8 { tokens.number(of: $0) }
        }
        var words = BPEWords()
        counts.forEach { piece, count in
            for byte in piece where ids[Int(byte)] >= 0 { words.append(ids[Int(byte)]) }
            words.endWord(count: count)
        }
        return words
    }

    private mutating func characterWords(
        _ counts: PieceCounts,
        _ kept: Set<Unicode.Scalar>
    ) -> BPEWords {
        let ids = insertCharacters(of: counts, kept)
        var words = BPEWords()
        counts.forEach { piece, count in
            forEachCharacter(of: piece) { if let id = ids[$0] { words.append(id) } }
            words.endWord(count: count)
        }
        return words
    }

    /// The tokens of the characters that are kept, with the affixes that their places ask for.
    private mutating func insertCharacters(
        of counts: PieceCounts,
        _ kept: Set<Unicode.Scalar>
    ) -> [Character: TokenID] {
        var found: Set<Character> = []
        counts.forEach { piece, _ in forEachCharacter(of: piece) { found.insert($0) } }
        var ids: [Character: TokenID] = [:]
        for character in found.sorted() where kept.contains(character.scalar) {
            ids[character] = insert(spelling(of: character))
        }
        return ids
    }

    /// A character, and which affixes its place in a piece gives it.
    private struct Character: Hashable, Comparable {
        var scalar: Unicode.Scalar
        var hasPrefix: Bool
        var hasSuffix: Bool

        static func < (left: Character, right: Character) -> Bool { left.key < right.key }

        private var key: UInt32 {
            scalar.value << 2 | (hasPrefix ? 2 : 0) | (hasSuffix ? 1 : 0)
        }
    }

    private func forEachCharacter(
        of piece: UnsafeBufferPointer<UInt8>,
        _ body: (Character) -> Void
    ) {
        let hasPrefix = trainer.options.continuingSubwordPrefix != nil
        let hasSuffix = trainer.options.endOfWordSuffix != nil
        Self.forEachScalar(of: piece) { scalar, range in
            body(
                Character(
                    scalar: scalar,
                    hasPrefix: hasPrefix && range.lowerBound > 0,
                    hasSuffix: hasSuffix && range.upperBound == piece.count
                )
            )
        }
    }

    private func spelling(of character: Character) -> String {
        let prefix = character.hasPrefix ? trainer.options.continuingSubwordPrefix : nil
        let suffix = character.hasSuffix ? trainer.options.endOfWordSuffix : nil
        return (prefix ?? "") + String(character.scalar) + (suffix ?? "")
    }
}

/// Words as tokens side by side, with how often each occurs.
struct BPEWords {
    /// The tokens of all words; a word that was shortened leaves room behind it.
    var symbols: [TokenID] = []

    /// Where each word starts, and the end of the last.
    private(set) var starts: [Int] = [0]

    /// How many tokens each word has now.
    var lengths: [Int32] = []

    /// How often each word occurs.
    private(set) var counts: [Int] = []

    /// The number of words.
    var count: Int { counts.count }

    /// Adds a token to the word that is being made.
    mutating func append(_ id: TokenID) { symbols.append(id) }

    /// Ends a word; words of fewer than two tokens have no pairs and are not kept.
    mutating func endWord(count: Int) {
        let start = starts[starts.count - 1]
        let length = symbols.count - start
        if length < 2 {
            symbols.removeLast(length)
        } else {
            starts.append(symbols.count)
            lengths.append(Int32(length))
            counts.append(count)
        }
    }
}
