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
        return trainer.readsBytes ? byteWords(counts) : characterWords(counts)
    }

    @discardableResult
    private mutating func insert(_ token: String) -> TokenID {
        var token = token
        return TokenID(token.withUTF8 { tokens.insert($0).number })
    }

    /// Makes tokens of characters by code point, as many as there may be, and returns them.
    private mutating func insertKept(_ found: [Unicode.Scalar: Int]) -> Set<Unicode.Scalar> {
        var occurrences = found
        for scalar in trainer.initialAlphabet { occurrences[scalar] = .max }
        var kept = Array(occurrences.keys)
        if let limit = trainer.alphabetLimit, occurrences.count > limit {
            let ranked = occurrences.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            kept = ranked.prefix(limit).map(\.key)
        }
        for scalar in kept.sorted() { insert(String(scalar)) }
        return Set(kept)
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

    private mutating func byteWords(_ counts: PieceCounts) -> BPEWords {
        var bytes = Array(repeating: 0, count: 256)
        counts.forEach { piece, count in for byte in piece { bytes[Int(byte)] += count } }
        var occurrences: [Unicode.Scalar: Int] = [:]
        for (byte, count) in bytes.enumerated() where count > 0 {
            occurrences[ByteAlphabet.scalars[byte]] = count
        }
        _ = insertKept(occurrences)
        let ids = ByteAlphabet.scalars.map { scalar in
            var name = String(scalar)
            return name.withUTF8 { tokens.number(of: $0) }
        }
        var words = BPEWords(roomFor: counts)
        counts.forEach { piece, count in
            for byte in piece where ids[Int(byte)] >= 0 { words.append(ids[Int(byte)]) }
            words.endWord(count: count)
        }
        return words
    }

    private mutating func characterWords(_ counts: PieceCounts) -> BPEWords {
        let ids = insertCharacters(of: counts)
        var words = BPEWords(roomFor: counts)
        counts.forEach { piece, count in
            forEachCharacter(of: piece) { character in
                let id = ids[character.key]
                if id >= 0 { words.append(id) }
            }
            words.endWord(count: count)
        }
        return words
    }

    /// The tokens of the characters that are kept, with the affixes that their places ask for, by
    /// key; -1 for the others.
    private mutating func insertCharacters(of counts: PieceCounts) -> SparseTable<TokenID> {
        var occurrences: [Unicode.Scalar: Int] = [:]
        let found = occurrencesOfCharacters(counts)
        for (character, count) in found { occurrences[character.scalar, default: 0] += count }
        let kept = insertKept(occurrences)
        var ids = SparseTable<TokenID>(repeating: -1)
        for (character, _) in found where kept.contains(character.scalar) {
            ids[character.key] = insert(spelling(of: character))
        }
        return ids
    }

    /// The characters of the pieces by key, and how often each occurs.
    private func occurrencesOfCharacters(
        _ counts: PieceCounts
    ) -> [(character: Character, count: Int)] {
        var table = SparseTable(repeating: -1)
        counts.forEach { piece, count in
            forEachCharacter(of: piece) { table[$0.key] = max(0, table[$0.key]) + count }
        }
        var result: [(character: Character, count: Int)] = []
        table.forEach { key, count in
            if count >= 0 { result.append((Character(key: key), count)) }
        }
        return result
    }

    /// A character, and which affixes its place in a piece gives it.
    fileprivate struct Character {
        var scalar: Unicode.Scalar
        var hasPrefix: Bool
        var hasSuffix: Bool

        /// A number for it, in the order of code points.
        var key: Int { Int(scalar.value) << 2 | (hasPrefix ? 2 : 0) | (hasSuffix ? 1 : 0) }
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

extension BPEAlphabet.Character {
    /// The character with a key.
    fileprivate init(key: Int) {
        self.init(
            scalar: Unicode.Scalar(UInt32(key >> 2)) ?? "\u{FFFD}",
            hasPrefix: key & 2 != 0,
            hasSuffix: key & 1 != 0
        )
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

    /// No words, and room for pieces.
    init(roomFor pieces: PieceCounts) {
        symbols.reserveCapacity(pieces.table.bytes.count)
        starts.reserveCapacity(pieces.count + 1)
        lengths.reserveCapacity(pieces.count)
        counts.reserveCapacity(pieces.count)
    }

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
