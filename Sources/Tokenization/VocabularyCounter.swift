public import UnicodeText

/// Counts the pieces of a corpus, text by text, to make a vocabulary of them.
///
///     var counter = VocabularyCounter(kind: .word)
///     for line in lines { counter.add(line) }
///     let tokenizer = counter.tokenizer(vocabularySize: 10_000)
///
/// Memory grows with the number of different pieces, not with the corpus. The result does not
/// depend on the order of the texts.
public struct VocabularyCounter: Sendable {
    private let source: WholePieces
    private let locale: String
    private var counts = PieceCounts()
    private var leftOutTotal = 0

    /// Creates a counter that has seen nothing.
    ///
    /// - Parameters:
    ///   - kind: What the pieces are.
    ///   - normalizer: What happens to text first.
    ///   - locale: The locale whose rules and dictionaries words follow.
    public init(
        kind: Tokenizer.Kind,
        normalizer: Normalizer = Normalizer(form: .nfc),
        locale: String = ""
    ) {
        self.locale = Tokenizer.wordLocale(locale, of: kind)
        source = WholePieces(
            preTokenizer: PreTokenizer(kind: kind, locale: self.locale),
            normalizer: normalizer.fitting(kind)
        )
    }

    /// What the pieces are.
    public var kind: Tokenizer.Kind { source.preTokenizer.kind }

    /// What happens to text first.
    public var normalizer: Normalizer { source.normalizer }

    /// The number of different pieces seen.
    public var pieceCount: Int { counts.count }

    /// The number of pieces seen.
    public var totalCount: Int { counts.total + leftOutTotal }

    /// Counts the pieces of a text.
    public mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { add($0) }
    }

    /// Counts the pieces of a text in UTF-8.
    public mutating func add(utf8 text: [UInt8]) { text.withUnsafeBufferPointer { add($0) } }

    private mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
        source.count(text, in: &counts)
    }

    /// What counts the pieces of large corpora for this one, to be added to it.
    ///
    /// - Parameters:
    ///   - threadCount: How many threads share the work.
    ///   - memory: The bound of memory; nil for none.
    /// - Returns: The counter, which has seen nothing.
    public func counter(threadCount: Int = 1, memory: TrainingMemory? = nil) -> CorpusCounter {
        CorpusCounter(
            source,
            learning: FrequentPieces.Cost(piece: 150, byte: 5),
            threadCount: threadCount,
            memory: memory
        )
    }

    /// Adds counts that a ``counter(threadCount:memory:)`` made.
    public mutating func add(_ counted: CountedPieces) {
        counts.merge(counted.counts)
        leftOutTotal += counted.leftOutTotal
    }

    /// Adds what another counter of the same kind has seen.
    ///
    /// - Precondition: Both count the same kind of pieces after the same normalizer.
    public mutating func merge(_ other: VocabularyCounter) {
        precondition(
            source == other.source,
            "VocabularyCounter: merging counts of different pieces"
        )
        counts.merge(other.counts)
        leftOutTotal += other.leftOutTotal
    }

    /// The vocabulary of the most frequent pieces, equally frequent ones in code-point order.
    ///
    /// - Parameters:
    ///   - size: The number of tokens at most, the four special ones included; nil for all.
    ///   - minimumCount: How often a piece must have been seen.
    /// - Returns: The vocabulary, with its counts.
    public func vocabulary(size: Int? = nil, minimumCount: Int = 1) -> Vocabulary {
        let specials = TokenTable(specials: ())
        var result = specials
        var resultCounts = Array(repeating: 0, count: specials.count)
        for number in counts.ranking.lazy.map({ Int($0) }) {
            if counts.counts[number] < minimumCount { break }
            if let size, result.count >= size { break }
            let piece = counts.table[number]
            let isNew = piece.withUnsafeBufferPointer { result.insert($0).isNew }
            if isNew { resultCounts.append(counts.counts[number]) }
        }
        let unknown = Int(Vocabulary.unknown)
        resultCounts[unknown] = totalCount - resultCounts.reduce(0, +)
        return Vocabulary(table: result, counts: resultCounts)
    }

    /// A tokenizer over ``vocabulary(size:minimumCount:)``.
    public func tokenizer(vocabularySize: Int? = nil, minimumCount: Int = 1) -> Tokenizer {
        Tokenizer(
            kind: kind,
            normalizer: normalizer,
            vocabulary: vocabulary(size: vocabularySize, minimumCount: minimumCount),
            locale: locale
        )
    }
}

extension Tokenizer {
    /// A tokenizer whose vocabulary is that of a corpus.
    ///
    /// The same texts in any order give the same tokenizer.
    ///
    /// - Parameters:
    ///   - texts: The corpus, a record each.
    ///   - kind: What tokens are.
    ///   - vocabularySize: The number of tokens at most, the four special ones included; the most
    ///     frequent are kept, of equally frequent ones the first in code-point order.
    ///   - minimumCount: How often a token must occur.
    ///   - lowercased: Whether text is lower-cased.
    ///   - normalization: The form text is brought into, or nil to leave it as it is.
    /// - Returns: The tokenizer.
    public static func trained(
        on texts: some Sequence<String>,
        kind: Kind,
        vocabularySize: Int? = nil,
        minimumCount: Int = 1,
        lowercased: Bool = false,
        normalization: NormalizationForm? = .nfc
    ) -> Tokenizer {
        let normalizer = Normalizer(form: normalization, isLowercased: lowercased)
        var counter = VocabularyCounter(kind: kind, normalizer: normalizer)
        for text in texts { counter.add(text) }
        return counter.tokenizer(vocabularySize: vocabularySize, minimumCount: minimumCount)
    }
}
