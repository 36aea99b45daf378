internal import UnicodeText

/// The first tokens of a training, and the pieces of the corpus in them.
struct BPEAlphabet {
    /// The tokens: special ones, characters by code point, and those with affixes as they come.
    private(set) var tokens = TokenTable()

    private let trainer: BPETrainer

    init(_ trainer: BPETrainer) { self.trainer = trainer }

    /// The pieces as words of tokens; characters that are not tokens are left out of them.
    mutating func words(of counts: PieceCounts) -> BPEWords {
        for token in trainer.specialTokens { insert(token) }
        let kept = kept(counts)
        for scalar in kept { insert(String(scalar)) }
        return trainer.readsBytes ? byteWords(counts) : characterWords(counts, kept)
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
        let found = occurrences.entries
        guard let limit = trainer.alphabetLimit, found.count > limit else {
            return found.map(\.scalar).sorted()
        }
        let ranked = found.sorted { ($1.value, $0.scalar) < ($0.value, $1.scalar) }
        return ranked.prefix(limit).map(\.scalar).sorted()
    }

    private func occurrences(_ counts: PieceCounts) -> ScalarTable<Int> {
        var result = ScalarTable(default: 0)
        if trainer.readsBytes {
            var bytes = Array(repeating: 0, count: 256)
            counts.forEach { piece, count in for byte in piece { bytes[Int(byte)] += count } }
            for (byte, count) in bytes.enumerated() where count > 0 {
                result[ByteAlphabet.scalars[byte]] = count
            }
        } else {
            counts.forEach { piece, count in
                Self.forEachScalar(of: piece) { scalar, _ in result[scalar] += count }
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
        var words = BPEWords(blockLength: trainer.blockLength)
        counts.forEach { piece, count in
            for byte in piece where ids[Int(byte)] >= 0 { words.append(ids[Int(byte)]) }
            words.endWord(count: count)
        }
        return words
    }

    private mutating func characterWords(
        _ counts: PieceCounts,
        _ kept: [Unicode.Scalar]
    ) -> BPEWords {
        let (prefix, suffix) = (
            trainer.options.continuingSubwordPrefix, trainer.options.endOfWordSuffix
        )
        // The token of each character that is kept, which with affixes is made as it comes.
        var known = ScalarTable<TokenID>(default: -1)
        for scalar in kept { known[scalar] = insert(String(scalar)) }
        var words = BPEWords(blockLength: trainer.blockLength)
        counts.forEach { piece, count in
            Self.forEachScalar(of: piece) { scalar, range in
                let id = known[scalar]
                if id < 0 { return }
                let before = range.lowerBound > 0 ? prefix : nil
                let after = range.upperBound == piece.count ? suffix : nil
                if before == nil, after == nil {
                    words.append(id)
                } else {
                    words.append(insert((before ?? "") + String(scalar) + (after ?? "")))
                }
            }
            words.endWord(count: count)
        }
        return words
    }
}

/// A value for each character; those of the basic plane are found without hashing.
private struct ScalarTable<Value: Equatable> {
    private let defaultValue: Value
    private var basic: [Value]
    private var others: [Unicode.Scalar: Value] = [:]

    /// All characters have the default value.
    init(default value: Value) {
        defaultValue = value
        basic = Array(repeating: value, count: 1 << 16)
    }

    subscript(scalar: Unicode.Scalar) -> Value {
        get {
            let number = Int(scalar.value)
            return number < basic.count ? basic[number] : others[scalar, default: defaultValue]
        }
        set {
            let number = Int(scalar.value)
            if number < basic.count { basic[number] = newValue } else { others[scalar] = newValue }
        }
    }

    /// The characters whose value is another than the default one.
    var entries: [(scalar: Unicode.Scalar, value: Value)] {
        let found = basic.indices.lazy.filter { basic[$0] != defaultValue }.compactMap { number in
            Unicode.Scalar(UInt32(number)).map { (scalar: $0, value: basic[number]) }
        }
        return found + others.map { (scalar: $0.key, value: $0.value) }
    }
}
