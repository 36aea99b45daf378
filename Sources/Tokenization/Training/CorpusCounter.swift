/// Counts the pieces of a corpus on several threads, in bounded memory.
///
///     let trainer = SubwordTrainer(.byteBPE, vocabularySize: 8_000)
///     let counter = trainer.counter(threadCount: 2)
///     for line in lines { try counter.add(line) }
///     let tokenizer = trainer.tokenizer(of: try counter.finish().counts)
///
/// The counts do not depend on the number of threads, nor on the order of the texts.
public final class CorpusCounter {
    private let source: any PieceSource
    private let pool: CountingPool
    private let learning: FrequentPieces.Cost
    private let limit: Int
    private var chunk = TextCopies()

    /// Counts the pieces that `source` finds.
    ///
    /// - Parameters:
    ///   - source: What cuts texts.
    ///   - learning: The memory that is needed to learn from the pieces.
    ///   - threadCount: How many threads share the work.
    ///   - memory: The bound; nil for none.
    init(
        _ source: any PieceSource,
        learning: FrequentPieces.Cost,
        threadCount: Int,
        memory: TrainingMemory?
    ) {
        self.source = source
        self.learning = learning
        limit = memory?.limit ?? .max
        pool = CountingPool(source, threadCount: max(1, threadCount), memory: memory)
    }

    deinit { pool.end() }

    /// Counts the pieces of a text.
    ///
    /// - Throws: What writing outside of memory throws, also for a text that was added before.
    public func add(_ text: String) throws {
        var text = text
        try text.withUTF8 { try add(utf8: $0) }
    }

    /// Counts the pieces of a text in well-formed UTF-8.
    ///
    /// - Throws: As ``add(_:)``.
    public func add(utf8 text: UnsafeBufferPointer<UInt8>) throws {
        if pool.threadCount == 1 { return try pool.count(text) }
        chunk.append(text)
        if chunk.isFull { try passOn() }
    }

    /// The bytes of the longest piece of a text, where this piece alone takes more memory than the bound.
    ///
    /// Nothing is learnt from such a piece. It is nil for nearly all texts.
    public func oversizedPiece(in text: String) -> Int? {
        var text = text
        return text.withUTF8 { oversizedPiece(inUTF8: $0) }
    }

    /// The bytes of the longest piece of a text in well-formed UTF-8; see ``oversizedPiece(in:)``.
    public func oversizedPiece(inUTF8 text: UnsafeBufferPointer<UInt8>) -> Int? {
        // Rewriting may lengthen a text, but not many times.
        let shortest = limit / learning.perByte / 8
        guard text.count > shortest else { return nil }
        var (source, counts) = (source, PieceCounts())
        source.count(text, in: &counts)
        var longest = 0
        counts.forEach { piece, _ in longest = max(longest, piece.count) }
        return learning(pieceOf: longest) > limit ? longest : nil
    }

    /// Hands the texts that came together to the next free thread.
    private func passOn() throws {
        let full = chunk
        chunk = TextCopies()
        try pool.count(full)
    }

    /// Counts the pieces of texts, and ends the counting.
    ///
    /// - Returns: The counts of these texts, and of those that were added before.
    /// - Throws: As ``add(_:)`` and ``finish()``.
    public func counts(of texts: [String]) throws -> CountedPieces {
        if pool.threadCount == 1 {
            for text in texts { try add(text) }
        } else {
            try pool.count(parts(of: texts))
        }
        return try finish()
    }

    /// The texts in parts for a thread each.
    private func parts(of texts: [String]) -> [ArraySlice<String>] {
        let size = 256
        return stride(from: 0, to: texts.count, by: size)
            .map { texts[$0..<min(texts.count, $0 + size)] }
    }

    /// Ends the counting, and returns the counts of all texts.
    ///
    /// - Throws: What writing and reading outside of memory throws.
    public func finish() throws -> CountedPieces {
        try passOn()
        return try pool.finish(learning, limit: limit)
    }
}

/// The pieces of a corpus and how often they occur, but for the rarest where there are too many.
public struct CountedPieces: Sendable {
    /// The pieces and their counts.
    public let counts: PieceCounts

    /// How many different pieces there are besides, which would not have fitted into memory.
    public let leftOutCount: Int

    /// How often these occur.
    public let leftOutTotal: Int

    init(_ pieces: FrequentPieces) {
        counts = pieces.counts
        leftOutCount = pieces.leftOutCount
        leftOutTotal = pieces.leftOutTotal
    }

    init(all counts: PieceCounts) {
        self.counts = counts
        leftOutCount = 0
        leftOutTotal = 0
    }

    /// The share of the corpus that the pieces left out are.
    public var leftOutShare: Double {
        Double(leftOutTotal) / Double(max(1, leftOutTotal + counts.total))
    }
}
