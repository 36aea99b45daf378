internal import UnicodeText

/// The first tokens of a training, and the pieces of the corpus in them.
struct BPEAlphabet {
    /// The tokens: special ones, characters by code point, and characters with affixes likewise.
    private(set) var tokens = TokenTable()

    private let trainer: BPETrainer

    init(_ trainer: BPETrainer) { self.trainer = trainer }

    /// The pieces as words of tokens, in shares; characters that are not tokens are left out.
    mutating func words(of pieces: some PieceCollection, shareCount: Int) -> [BPEWords] {
        for token in trainer.specialTokens { insert(token) }
        return trainer.readsBytes
            ? byteWords(pieces, shareCount) : characterWords(pieces, shareCount)
    }

    /// What `body` gives for each share, each on a thread.
    private func inShares<Result: Sendable>(
        _ shareCount: Int,
        _ body: @Sendable (Int) -> Result
    ) -> [Result] {
        concurrentMap(shareCount, threadCount: shareCount, body)
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

    private mutating func byteWords(_ pieces: some PieceCollection, _ shareCount: Int) -> [BPEWords]
    {
        let shares = inShares(shareCount) { share in
            var bytes = Array(repeating: 0, count: 256)
            pieces.forEach(inShare: share, of: shareCount) { piece, count in
                for byte in piece { bytes[Int(byte)] += count }
            }
            return bytes
        }
        var occurrences: [Unicode.Scalar: Int] = [:]
        for bytes in shares {
            for (byte, count) in bytes.enumerated() where count > 0 {
                occurrences[ByteAlphabet.scalars[byte], default: 0] += count
            }
        }
        _ = insertKept(occurrences)
        let ids = ByteAlphabet.scalars.map { scalar in
            var name = String(scalar)
            return name.withUTF8 { tokens.number(of: $0) }
        }
        return inShares(shareCount) { share in
            var words = BPEWords(roomFor: pieces, shareCount)
            pieces.forEach(inShare: share, of: shareCount) { piece, count in
                for byte in piece where ids[Int(byte)] >= 0 { words.append(ids[Int(byte)]) }
                words.endWord(count: count)
            }
            return words
        }
    }

    private mutating func characterWords(_ pieces: some PieceCollection, _ shareCount: Int)
        -> [BPEWords]
    {
        let ids = insertCharacters(of: pieces, shareCount)
        return inShares(shareCount) { [self] share in
            var words = BPEWords(roomFor: pieces, shareCount)
            pieces.forEach(inShare: share, of: shareCount) { piece, count in
                forEachCharacter(of: piece) { character in
                    let id = ids[character.key]
                    if id >= 0 { words.append(id) }
                }
                words.endWord(count: count)
            }
            return words
        }
    }

    /// The tokens of the characters that are kept, with the affixes that their places ask for, by
    /// key; -1 for the others.
    private mutating func insertCharacters(
        of pieces: some PieceCollection,
        _ shareCount: Int
    ) -> SparseTable<TokenID> {
        var occurrences: [Unicode.Scalar: Int] = [:]
        let found = occurrencesOfCharacters(pieces, shareCount)
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
        _ pieces: some PieceCollection,
        _ shareCount: Int
    ) -> [(character: Character, count: Int)] {
        let tables = inShares(shareCount) { [self] share in
            var table = SparseTable(repeating: -1)
            pieces.forEach(inShare: share, of: shareCount) { piece, count in
                forEachCharacter(of: piece) { table.add(count, to: $0.key) }
            }
            return table
        }
        var sums = SparseTable(repeating: -1)
        for table in tables {
            table.forEach { key, count in if count >= 0 { sums.add(count, to: key) } }
        }
        var result: [(character: Character, count: Int)] = []
        sums.forEach { key, count in
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

extension SparseTable<Int> {
    /// Counts a number, of which there is -1 while it did not occur.
    @inline(__always)
    fileprivate mutating func add(_ count: Int, to number: Int) {
        self[number] = max(0, self[number]) + count
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
